//! The rows of a file, one after the other, in constant memory.

use std::fs::File;
use std::path::{Path, PathBuf};

use crate::api::ImportOptions;
use crate::error::TransferError;
use crate::records::dialect::delimiter_byte;
use crate::records::{Record, Records};
use crate::text::{Charset, Lines};

/// Records looked at for the width of a table that has no header.
const LOOKED_AT: usize = 200;

/// One data row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Number of the data row, from 1. Blank rows have none.
    pub number: u64,
    /// The line of the file it starts on, from 1.
    pub line: u64,
    /// What is in it.
    pub content: RowContent,
}

/// What is in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowContent {
    /// As many cells as there are columns; missing ones at the end are blank.
    Cells(Vec<String>),
    /// More cells than columns, and not only blank ones: which cell belongs where cannot be known.
    TooWide {
        /// All of them.
        cells: Vec<String>,
        /// For people: `has 5 cells, the header has 4`.
        reason: String,
    },
    /// Lines that cannot be told into cells.
    Broken {
        /// The lines as they are.
        raw: String,
        /// For people: `the quote opened in line 7 is never closed`.
        reason: String,
    },
}

/// Reads a file's data rows. Rows with nothing in any cell are passed over.
pub struct Rows {
    path: PathBuf,
    records: Records<File>,
    headers: Vec<String>,
    duplicate_headers: Vec<String>,
    number: u64,
    short: u64,
}

impl Rows {
    /// Opens a file and reads its header.
    ///
    /// # Errors
    /// [`TransferError`] when the file cannot be read or the options cannot be followed.
    pub fn open(path: &Path, options: &ImportOptions) -> Result<Self, TransferError> {
        let mut records = open_records(path, options)?;
        let reading = TransferError::reading(path);
        let names = if options.has_header {
            match records.next_record().map_err(&reading)? {
                Some(Record::Whole { cells, .. }) => cells,
                Some(Record::Broken { .. }) | None => Vec::new(),
            }
        } else {
            let mut sample = open_records(path, options)?;
            let mut width = 0;
            for _ in 0..LOOKED_AT {
                match sample.next_record().map_err(&reading)? {
                    Some(Record::Whole { cells, .. }) => width = width.max(filled_width(&cells)),
                    Some(Record::Broken { .. }) => {}
                    None => break,
                }
            }
            vec![String::new(); width]
        };
        let (headers, duplicate_headers) = headers_of(names);
        records.set_width(headers.len());
        Ok(Self {
            path: path.to_owned(),
            records,
            headers,
            duplicate_headers,
            number: 0,
            short: 0,
        })
    }

    /// Names of the columns; `Column 3` where there is none.
    #[must_use]
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// Bytes read so far, for a progress bar.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        self.records.lines().bytes_read()
    }

    /// Headers that more than one column has.
    pub(crate) fn duplicate_headers(&self) -> &[String] {
        &self.duplicate_headers
    }

    /// Rows so far that had fewer cells than the header.
    pub(crate) const fn short(&self) -> u64 {
        self.short
    }

    /// NULs dropped so far.
    pub(crate) fn nuls(&self) -> u64 {
        self.records.lines().nuls()
    }

    /// Characters so far that could not be decoded.
    pub(crate) fn replaced(&self) -> u64 {
        self.records.lines().replaced()
    }

    fn content_of(&mut self, mut cells: Vec<String>) -> RowContent {
        let width = self.headers.len();
        let has = filled_width(&cells);
        if has > width {
            let header = if width == 1 {
                "the header has 1".to_owned()
            } else {
                format!("the header has {width}")
            };
            return RowContent::TooWide {
                reason: format!("has {has} cells, {header}"),
                cells,
            };
        }
        self.short += u64::from(cells.len() < width);
        cells.resize(width, String::new());
        RowContent::Cells(cells)
    }
}

impl Iterator for Rows {
    type Item = Result<Row, TransferError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (line, content) = match self.records.next_record() {
                Err(error) => return Some(Err(TransferError::reading(&self.path)(error))),
                Ok(None) => return None,
                Ok(Some(Record::Whole { line, cells })) => {
                    if filled_width(&cells) == 0 {
                        continue;
                    }
                    (line, self.content_of(cells))
                }
                Ok(Some(Record::Broken { line, raw, reason })) => (line, RowContent::Broken { raw, reason }),
            };
            self.number += 1;
            return Some(Ok(Row {
                number: self.number,
                line,
                content,
            }));
        }
    }
}

fn open_records(path: &Path, options: &ImportOptions) -> Result<Records<File>, TransferError> {
    let charset = Charset::named(&options.encoding)?;
    let delimiter = delimiter_byte(options.delimiter)?;
    let reading = TransferError::reading(path);
    let file = File::open(path).map_err(&reading)?;
    let mut records = Records::new(Lines::new(file, charset), delimiter);
    records.skip_lines(options.skip_lines).map_err(&reading)?;
    Ok(records)
}

/// How many cells there are up to the last that has something in it.
fn filled_width(cells: &[String]) -> usize {
    cells
        .iter()
        .rposition(|cell| !cell.trim().is_empty())
        .map_or(0, |last| last + 1)
}

/// The names as they are shown, and those that occur more than once.
fn headers_of(names: Vec<String>) -> (Vec<String>, Vec<String>) {
    let mut names: Vec<String> = names.iter().map(|name| one_line(name)).collect();
    // A delimiter at the end of every line makes no column.
    while names.len() > 1 && names.last().is_some_and(String::is_empty) && names.iter().any(|name| !name.is_empty()) {
        names.pop();
    }
    let mut again: Vec<String> = Vec::new();
    for (index, name) in names.iter().enumerate() {
        if !name.is_empty() && names[..index].contains(name) && !again.contains(name) {
            again.push(name.clone());
        }
    }
    for (index, name) in names.iter_mut().enumerate() {
        if name.is_empty() {
            *name = format!("Column {}", index + 1);
        }
    }
    (names, again)
}

fn one_line(name: &str) -> String {
    crate::guard::unguard(name.trim())
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests;
