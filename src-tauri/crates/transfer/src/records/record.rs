//! Records one after the other, and what to do about a quote that is never closed.

use std::io::{self, Read};

use super::splitter::{Splitter, width_alone};
use crate::text::{Line, Lines};

/// A record may not hold more than this; the largest cell allowed is a tenth of it.
const LARGEST: usize = 8 * 1024 * 1024;
/// Without a known width to compare lines with, a quote still open after so many lines is taken for unclosed.
const MANY_LINES: usize = 1_000;
/// After an unclosed quote in the file's last lines, so many of them may still belong to the broken row.
const FEW_LINES: usize = 50;

/// What was found at a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Record {
    /// Cells that could be told apart.
    Whole {
        /// Where it starts, from 1.
        line: u64,
        /// At least one.
        cells: Vec<String>,
    },
    /// Lines that are no record; reading goes on after them.
    Broken {
        /// Where it starts, from 1.
        line: u64,
        /// The lines as they are.
        raw: String,
        /// What is wrong.
        reason: String,
    },
}

/// Reads records. Blank lines are passed over.
pub(crate) struct Records<R> {
    lines: Lines<R>,
    delimiter: u8,
    /// Number of the next physical line, from 1.
    next_line: u64,
    width: Option<usize>,
}

impl<R: Read> Records<R> {
    pub(crate) const fn new(lines: Lines<R>, delimiter: u8) -> Self {
        Self {
            lines,
            delimiter,
            next_line: 1,
            width: None,
        }
    }

    /// How many cells a row has, once known: it tells rows from the lines of a cell.
    pub(crate) const fn set_width(&mut self, width: usize) {
        self.width = Some(width);
    }

    pub(crate) const fn lines(&self) -> &Lines<R> {
        &self.lines
    }

    /// Passes over physical lines.
    pub(crate) fn skip_lines(&mut self, count: usize) -> io::Result<()> {
        for _ in 0..count {
            if self.lines.next_line()?.is_none() {
                break;
            }
            self.next_line += 1;
        }
        Ok(())
    }

    /// The next record; none at the end.
    pub(crate) fn next_record(&mut self) -> io::Result<Option<Record>> {
        let first = loop {
            let Some(line) = self.lines.next_line()? else {
                return Ok(None);
            };
            self.next_line += 1;
            if !is_blank(&line.text) {
                break line;
            }
        };
        let line = self.next_line - 1;
        if first.cut {
            return Ok(Some(Record::Broken {
                line,
                raw: first.text.chars().take(200).collect(),
                reason: "the line is longer than 16 MB".to_owned(),
            }));
        }
        let mut splitter = Splitter::new(self.delimiter);
        splitter.feed(&first.text);
        if !splitter.is_open() {
            let cells = splitter.finish();
            return Ok(Some(Record::Whole { line, cells }));
        }
        self.several_lines(line, first, splitter).map(Some)
    }

    /// Goes on with a record whose first line leaves a quote open.
    fn several_lines(&mut self, line: u64, first: Line, mut splitter: Splitter) -> io::Result<Record> {
        let mut bytes = first.text.len();
        let mut held = vec![first];
        // How many of the lines since the open quote look like rows; and when to look at that count next.
        let mut like_rows = 0;
        let mut look_at = 64;
        // Where a quote opened whose text had lines like rows in it before a later line closed it.
        let mut suspect = None;
        loop {
            let Some(next) = self.lines.next_line()? else {
                return Ok(self.recover(line, held, suspect.unwrap_or(splitter.opened())));
            };
            bytes += next.text.len();
            let opened = splitter.opened();
            splitter.feed(&next.text);
            let whole = self.is_whole(&next.text);
            let cut = next.cut;
            held.push(next);
            if splitter.opened() == opened {
                like_rows += usize::from(whole);
            } else {
                if like_rows > 0 {
                    suspect.get_or_insert(opened);
                }
                like_rows = 0;
            }
            let from = suspect.unwrap_or(opened);
            if cut || bytes > LARGEST || (splitter.found_stray() && (like_rows > 0 || suspect.is_some())) {
                return Ok(self.recover(line, held, from));
            }
            if !splitter.is_open() {
                return Ok(self.close(line, held, splitter, like_rows > 0, suspect));
            }
            let inside = held.len() - 1 - splitter.opened();
            if self.width.is_none_or(|width| width < 2) {
                if inside >= MANY_LINES {
                    return Ok(self.recover(line, held, from));
                }
            } else if inside >= look_at {
                // A text of few columns' width has lines with as many commas as a row more often.
                let (rows, of) = if self.width.is_some_and(|width| width < 4) {
                    (9, 10)
                } else {
                    (1, 2)
                };
                if like_rows * of > inside * rows {
                    return Ok(self.recover(line, held, from));
                }
                look_at *= 4;
            }
        }
    }

    /// A record whose quotes are closed. One with a wrong number of cells that has a line with the right number
    /// inside, or a quote where none belongs, is no record: its quote was closed by that of a later row.
    fn close(
        &mut self,
        line: u64,
        held: Vec<Line>,
        splitter: Splitter,
        has_rows: bool,
        suspect: Option<usize>,
    ) -> Record {
        let opened = suspect.unwrap_or(splitter.opened());
        let doubtful = has_rows || suspect.is_some() || splitter.found_stray();
        let cells = splitter.finish();
        if doubtful && self.width.is_some_and(|width| width != cells.len()) {
            return self.recover(line, held, opened);
        }
        self.next_line += held.len() as u64 - 1;
        Record::Whole { line, cells }
    }

    /// The row with the unclosed quote is given up, with the lines after it that cannot be rows; the others are
    /// read again.
    fn recover(&mut self, line: u64, mut held: Vec<Line>, opened: usize) -> Record {
        let after = &held[opened + 1..];
        let resume = after
            .iter()
            .position(|line| self.is_whole(&line.text) || self.is_whole_start(&line.text))
            .or_else(|| after.iter().position(|line| self.is_like_a_row(&line.text)))
            .unwrap_or(
                if after.len() <= FEW_LINES && self.width.is_some_and(|width| width > 1) {
                    after.len()
                } else {
                    0
                },
            );
        let given_up = opened + 1 + resume;
        self.lines.put_back(held.drain(given_up..));
        self.next_line += given_up as u64 - 1;
        let raw: Vec<&str> = held.iter().map(|line| line.text.trim_end_matches('\r')).collect();
        Record::Broken {
            line,
            raw: raw.join("\n"),
            reason: format!("the quote opened in line {} is never closed", line + opened as u64),
        }
    }

    /// Whether the line, read alone, is a row.
    fn is_whole(&self, text: &str) -> bool {
        self.width
            .is_some_and(|width| width > 1 && width_alone(text, self.delimiter) == Some(width))
    }

    /// Whether the line may be the first of a row that goes on in the next: it opens a quote in a cell that is not the
    /// first.
    fn is_whole_start(&self, text: &str) -> bool {
        let mut splitter = Splitter::new(self.delimiter);
        splitter.feed(text);
        let open = splitter.is_open();
        let cells = splitter.finish().len();
        open && cells > 1 && self.width.is_some_and(|width| cells <= width)
    }

    /// Whether the line, read alone, has most of a row's cells.
    fn is_like_a_row(&self, text: &str) -> bool {
        let cells = width_alone(text, self.delimiter).unwrap_or(0);
        self.width
            .is_some_and(|width| cells > 1 && cells <= width && cells * 2 > width)
    }
}

/// Nothing but white space, or the mark that DOS put at the end of a file.
fn is_blank(text: &str) -> bool {
    text.trim().is_empty() || text == "\u{1A}"
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::text::Charset;

    fn read(text: &str, width: usize) -> Vec<Record> {
        let mut records = Records::new(Lines::new(text.as_bytes(), Charset::UTF_8), b',');
        records.set_width(width);
        std::iter::from_fn(|| records.next_record().unwrap()).collect()
    }

    fn whole(line: u64, cells: &[&str]) -> Record {
        Record::Whole {
            line,
            cells: cells.iter().map(|&cell| cell.to_owned()).collect(),
        }
    }

    fn broken_lines(records: &[Record]) -> Vec<(u64, usize)> {
        records
            .iter()
            .filter_map(|record| match record {
                Record::Broken { line, raw, .. } => Some((*line, raw.lines().count())),
                Record::Whole { .. } => None,
            })
            .collect()
    }

    #[test]
    fn an_unclosed_quote_costs_its_own_row_and_no_other() {
        let mut text = String::from("a,b,c\n1,\"open,x\n");
        for n in 0..5_000 {
            text.push_str(&format!("{n},plain,y\n"));
        }
        let records = read(&text, 3);
        assert_eq!(records.len(), 5_002);
        assert_eq!(broken_lines(&records), [(2, 1)]);
        assert_eq!(records[5_001], whole(5_002, &["4999", "plain", "y"]));
    }

    #[test]
    fn an_unclosed_quote_in_a_file_that_quotes_everything_costs_one_row() {
        let mut text = String::new();
        for n in 0..100 {
            let close = if n == 7 { "" } else { "\"" };
            text.push_str(&format!("\"{n}\",\"some, text{close},\"z\"\n"));
        }
        let records = read(&text, 3);
        assert_eq!(records.len(), 100);
        assert_eq!(records[8], whole(9, &["8", "some, text", "z"]));
    }

    #[test]
    fn a_file_cut_within_a_long_text_gives_up_the_text_as_one_row() {
        let records = read("a,b,c\n1,2,\"Dear team,\nthe printer\nis on fire", 3);
        assert_eq!(broken_lines(&records), [(2, 3)]);
    }

    #[test]
    fn long_texts_with_commas_and_blank_lines_stay_whole() {
        let body = "Hello, all,\n\nthis is, so to say, a text.\n\n".repeat(800);
        let records = read(&format!("a,b\n1,\"{body}\"\n2,x\n"), 2);
        assert_eq!(records.len(), 3, "the text is one cell");
        assert_eq!(records[2], whole(3 + 800 * 4, &["2", "x"]));
    }

    #[test]
    fn an_unclosed_quote_before_a_row_of_several_lines_costs_one_row() {
        let records = read("a,b,c\n1,\"open,x\n2,\"two\nlines\",y\n3,u,v\n", 3);
        assert_eq!(broken_lines(&records), [(2, 1)], "{records:?}");
        assert_eq!(records[2], whole(3, &["2", "two\nlines", "y"]));
    }

    #[test]
    fn an_unclosed_quote_that_a_later_row_closes_and_opens_again_costs_no_row_between() {
        let mut text = String::from("a,b,c\n1,\"open,x\n");
        text.push_str(&"2,plain,y\n".repeat(20));
        text.push_str("\",\"\",\"\"\"\n3,u,v\n");
        let records = read(&text, 3);
        let plain = records.iter().filter(
            |record| matches!(record, Record::Whole { cells, .. } if cells.get(1).is_some_and(|cell| cell == "plain")),
        );
        assert_eq!(plain.count(), 20, "{records:?}");
    }

    #[test]
    fn a_quote_closed_by_a_later_rows_quote_is_found_by_the_row_between() {
        let records = read("a,b,c\n1,\"open,x\n2,y,z\n3,w,so\"\n4,u,v\n", 3);
        assert_eq!(broken_lines(&records), [(2, 1)], "{records:?}");
        assert_eq!(records[2], whole(3, &["2", "y", "z"]));
    }
}
