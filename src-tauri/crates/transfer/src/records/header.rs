//! Which row names the columns, below whatever a report puts above its table.

use super::dialect::commonest_width;
use crate::contents::is_datum;

/// Where the table starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TableStart {
    /// Physical lines above it.
    pub(crate) skip_lines: usize,
    /// Whether its first row names the columns.
    pub(crate) has_header: bool,
}

/// So many records are looked at for a header.
const LOOKED_AT: usize = 30;

/// Finds the header among the first records (first line and cells of each). `is_known` tells whether a name is
/// one that some column of some product goes by.
pub(crate) fn find_header(records: &[(u64, Vec<String>)], is_known: &dyn Fn(&str) -> bool) -> TableStart {
    let (width, _) = commonest_width(records);
    let looked_at = &records[..records.len().min(LOOKED_AT)];
    let enough = if width < 2 { 1 } else { 2.max(width.div_ceil(2)) };
    let mut best: Option<(usize, f64)> = None;
    for (index, (_, cells)) in looked_at.iter().enumerate() {
        let filled: Vec<&str> = filled(cells).collect();
        if filled.len() < enough.min(width) {
            continue;
        }
        let score = header_score(&filled, width, is_known) - index as f64 * 0.05;
        if best.is_none_or(|(_, most)| score > most) {
            best = Some((index, score));
        }
    }
    let first_wide = looked_at
        .iter()
        .position(|(_, cells)| filled(cells).count() >= enough.min(width))
        .unwrap_or(0);
    let (index, has_header) = match best {
        Some((index, _)) if names_columns(records, index, width, is_known) => (index, true),
        _ => (first_wide, false),
    };
    TableStart {
        skip_lines: records
            .get(index)
            .map_or(0, |(line, _)| usize::try_from(line - 1).unwrap_or(0)),
        has_header,
    }
}

fn filled(cells: &[String]) -> impl Iterator<Item = &str> {
    cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
}

/// How much the cells are like names of columns: known ones most, then short texts that differ.
fn header_score(filled: &[&str], width: usize, is_known: &dyn Fn(&str) -> bool) -> f64 {
    let count = filled.len() as f64;
    let texts = filled.iter().filter(|cell| is_name_like(cell)).count() as f64;
    let known = filled.iter().filter(|cell| is_known(cell)).count();
    let mut distinct: Vec<_> = filled.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    count / width as f64 + texts / count + 0.5 * (distinct.len() as f64 / count) + 0.75 * known.min(4) as f64
}

fn is_name_like(cell: &str) -> bool {
    cell.chars().count() <= 80 && !is_datum(cell) && !cell.contains('\n')
}

/// Whether the row names the columns rather than being the first of the data.
fn names_columns(records: &[(u64, Vec<String>)], index: usize, width: usize, is_known: &dyn Fn(&str) -> bool) -> bool {
    let Some((_, head)) = records.get(index) else {
        return false;
    };
    let cells: Vec<&str> = filled(head).collect();
    let data = cells.iter().filter(|cell| is_datum(cell)).count();
    if cells.iter().any(|cell| is_known(cell)) {
        return data * 2 <= cells.len();
    }
    if data > 0 {
        return false;
    }
    let below = &records[index + 1..];
    // A column of numbers, dates or addresses under a cell that is none has a name.
    let named = (0..width).any(|column| {
        let values: Vec<&str> = below
            .iter()
            .filter_map(|(_, cells)| cells.get(column).map(|cell| cell.trim()))
            .filter(|cell| !cell.is_empty())
            .collect();
        let data = values.iter().filter(|cell| is_datum(cell)).count();
        !values.is_empty() && data * 2 > values.len()
    });
    // Without a clue, people's files have a header more often than not, but its names do not come again below.
    let again = below.iter().take(200).any(|(_, row)| {
        filled(row)
            .zip(filled(head))
            .filter(|(cell, name)| cell == name)
            .count()
            * 2
            > cells.len()
    });
    named || (!again && cells.iter().all(|cell| is_name_like(cell)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::dialect::records_of;
    use crate::text::Line;

    fn start_of(text: &str) -> TableStart {
        let lines: Vec<Line> = text
            .split('\n')
            .map(|line| Line {
                text: line.to_owned(),
                cut: false,
            })
            .collect();
        let known = |name: &str| ["email", "first name", "amount"].contains(&name.trim().to_lowercase().as_str());
        find_header(&records_of(&lines, ','), &known)
    }

    #[test]
    fn a_report_title_blank_lines_and_a_date_above_the_header_are_passed_over() {
        let start = start_of(
            "Quarterly report\n\nGenerated on,2026-11-21\n\nFirst Name,Email,City\nAda,a@b.example,Rome\nBo,b@b.example,Oslo",
        );
        assert_eq!((start.skip_lines, start.has_header), (4, true));
        let start = start_of("My export,,,\nby Ana,,,\nColour,Size,Shape,Weight\nred,1,round,3\nblue,2,flat,4");
        assert_eq!(
            (start.skip_lines, start.has_header),
            (2, true),
            "names that nobody knows"
        );
    }

    #[test]
    fn a_file_that_starts_with_data_has_no_header() {
        let start = start_of("Ada,a@b.example,1815-12-10\nBo,b@b.example,1990-01-01");
        assert_eq!((start.skip_lines, start.has_header), (0, false));
    }

    #[test]
    fn a_plain_file_starts_with_its_header() {
        let start = start_of("Email,City\na@b.example,Rome\nb@b.example,Oslo");
        assert_eq!((start.skip_lines, start.has_header), (0, true));
        assert_eq!(start_of("Email\na@b.example").skip_lines, 0);
    }
}
