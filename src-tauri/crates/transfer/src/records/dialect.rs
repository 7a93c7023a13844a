//! Which character separates the cells.

use std::collections::HashMap;
use std::io;

use super::{Record, Records};
use crate::error::TransferError;
use crate::text::{Line, Lines};

/// What cells may be separated by.
pub(crate) const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

/// The delimiter as a byte.
pub(crate) fn delimiter_byte(delimiter: char) -> Result<u8, TransferError> {
    u8::try_from(delimiter)
        .ok()
        .filter(|_| DELIMITERS.contains(&delimiter))
        .ok_or(TransferError::BadDelimiter(delimiter))
}

/// The records of a sample, cut at a delimiter; broken ones left out.
pub(crate) fn records_of(lines: &[Line], delimiter: char) -> Vec<(u64, Vec<String>)> {
    let Ok(byte) = delimiter_byte(delimiter) else {
        return Vec::new();
    };
    let mut records = Records::new(Lines::<io::Empty>::of(lines.iter().cloned()), byte);
    let mut found = Vec::new();
    // Reading from memory does not fail.
    while let Ok(Some(record)) = records.next_record() {
        if let Record::Whole { line, cells } = record {
            found.push((line, cells));
        }
    }
    found
}

/// What the line `sep=;`, which spreadsheets write and obey, says.
pub(crate) fn declared(first: &str) -> Option<char> {
    let rest = first.trim().trim_matches('"').to_ascii_lowercase();
    let mut chars = rest.strip_prefix("sep=")?.chars();
    let delimiter = chars.next()?;
    (chars.next().is_none() && DELIMITERS.contains(&delimiter)).then_some(delimiter)
}

/// The delimiter that cuts the sample into the most even table; a comma when none does.
pub(crate) fn guess_delimiter(lines: &[Line]) -> char {
    let mut best = (',', 0.0);
    for delimiter in DELIMITERS {
        let score = evenness(&records_of(lines, delimiter));
        if score > best.1 {
            best = (delimiter, score);
        }
    }
    best.0
}

/// The share of records with the commonest width, and more for a wider table.
fn evenness(records: &[(u64, Vec<String>)]) -> f64 {
    let (width, count) = commonest_width(records);
    if width < 2 {
        return 0.0;
    }
    let share = count as f64 / records.len() as f64;
    share * share * (width as f64).ln_1p()
}

/// The commonest number of cells above one, else one, and how many records have it.
pub(crate) fn commonest_width(records: &[(u64, Vec<String>)]) -> (usize, usize) {
    let mut counts: HashMap<usize, usize> = HashMap::new();
    for (_, cells) in records {
        *counts.entry(cells.len()).or_default() += 1;
    }
    let wide = counts.iter().filter(|(width, _)| **width > 1);
    wide.max_by_key(|&(width, count)| (*count, *width))
        // A table under a report's title has more table rows than title rows, but for the smallest.
        .filter(|&(_, count)| count * 3 >= records.len())
        .or_else(|| counts.iter().max_by_key(|&(width, count)| (*count, *width)))
        .map_or((1, 0), |(width, count)| (*width, *count))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<Line> {
        text.lines()
            .map(|line| Line {
                text: line.to_owned(),
                cut: false,
            })
            .collect()
    }

    #[test]
    fn the_delimiter_is_the_one_that_makes_an_even_table() {
        for (text, delimiter) in [
            ("Name,Email\nAda,a@b.example\nBob,b@b.example", ','),
            ("Name;Betrag;Ort\nAda;1,50;Köln\nBob;2,75;Bonn, am Rhein", ';'),
            ("a\tb, c\td\n1\t2, 3\t4", '\t'),
            ("a|b|c\n1|2,5|3\n4|5,5|6", '|'),
            ("\"Smith; John\",\"x; y\"\n\"Doe; Jane\",\"z\"", ','),
            ("just one column\nand no delimiter", ','),
            ("Report of May, made on Monday\n\nid;name\n1;x\n2;y\n3;z", ';'),
        ] {
            assert_eq!(guess_delimiter(&lines(text)), delimiter, "{text}");
        }
    }

    #[test]
    fn a_line_that_declares_the_delimiter_is_understood() {
        assert_eq!(declared("sep=;"), Some(';'));
        assert_eq!(declared("\"SEP=,\"\r"), Some(','));
        assert_eq!(declared("separator"), None);
    }
}
