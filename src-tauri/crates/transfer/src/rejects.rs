//! The rows that an import left out, as a file to mend and import again.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use crate::api::ImportOptions;
use crate::cancel::Cancel;
use crate::error::TransferError;
use crate::guard::guard;
use crate::rows::{RowContent, Rows};

/// Name of the last column.
pub const REASON_HEADER: &str = "Workestra: reason";
pub(crate) const MARK: &[u8] = "\u{FEFF}".as_bytes();

/// Writes rejected rows: the file's own columns and, in a last one, why each was left out. UTF-8 with a mark, so
/// that spreadsheets read it; no cell runs as a formula.
pub struct RejectsWriter<W: Write> {
    csv: csv::Writer<W>,
    width: usize,
}

impl<W: Write> RejectsWriter<W> {
    /// Starts the file. `width` is how many cells the widest row to come has, or 0.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new(mut out: W, headers: &[String], width: usize) -> Result<Self, TransferError> {
        out.write_all(MARK).map_err(TransferError::Write)?;
        let width = width.max(headers.len());
        let mut writer = Self {
            csv: csv_writer(out),
            width,
        };
        let names = (0..width).map(|column| {
            headers
                .get(column)
                .cloned()
                .unwrap_or_else(|| format!("Column {}", column + 1))
        });
        writer.line(names.chain([REASON_HEADER.to_owned()]))?;
        Ok(writer)
    }

    /// Writes one row. One that could not be told into cells goes, as it is, into the first.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&mut self, content: &RowContent, reasons: &[String]) -> Result<(), TransferError> {
        let (cells, own): (&[String], Option<&str>) = match content {
            RowContent::Cells(cells) => (cells, None),
            RowContent::TooWide { cells, reason } => (cells, Some(reason)),
            RowContent::Broken { raw, reason } => (std::slice::from_ref(raw), Some(reason)),
        };
        let reason = match own {
            Some(reason) if reasons.is_empty() => reason.to_owned(),
            _ => reasons.join("; "),
        };
        let cells = (0..self.width).map(|column| cells.get(column).cloned().unwrap_or_default());
        self.line(cells.chain([reason]))
    }

    /// Finishes the file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> Result<(), TransferError> {
        self.csv.flush().map_err(TransferError::Write)
    }

    fn line(&mut self, cells: impl Iterator<Item = String>) -> Result<(), TransferError> {
        write_line(&mut self.csv, cells)
    }
}

pub(crate) fn csv_writer<W: Write>(out: W) -> csv::Writer<W> {
    csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out)
}

/// One line, with no cell that a spreadsheet would run.
pub(crate) fn write_line<W: Write>(
    csv: &mut csv::Writer<W>,
    cells: impl Iterator<Item = String>,
) -> Result<(), TransferError> {
    for cell in cells {
        csv.write_field(guard(&cell).as_bytes()).map_err(written)?;
    }
    csv.write_record(None::<&[u8]>).map_err(written)
}

fn written(error: csv::Error) -> TransferError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => TransferError::Write(error),
        other => TransferError::Write(std::io::Error::other(format!("{other:?}"))),
    }
}

/// Reads the imported file again and writes those of its rows that `reasons` (by row number) names, so that nothing
/// of it has to be kept meanwhile. Rows that could not be read at all need no reason in it to be written.
///
/// # Errors
/// When the file cannot be read any more or the other not be written.
pub fn save_rejects(
    source: &Path,
    options: &ImportOptions,
    reasons: &BTreeMap<u64, Vec<String>>,
    out: impl Write,
    cancel: &Cancel,
) -> Result<u64, TransferError> {
    // The first pass finds the widest row, which the header has to match.
    let mut width = 0;
    for row in Rows::open(source, options)? {
        cancel.check()?;
        if let RowContent::TooWide { cells, .. } = row?.content {
            width = width.max(cells.len());
        }
    }
    let rows = Rows::open(source, options)?;
    let mut writer = RejectsWriter::new(out, rows.headers(), width)?;
    let mut count = 0;
    for row in rows {
        cancel.check()?;
        let row = row?;
        let named = reasons.get(&row.number);
        if named.is_some() || !matches!(row.content, RowContent::Cells(_)) {
            writer.write(&row.content, named.map_or(&[], Vec::as_slice))?;
            count += 1;
        }
    }
    writer.finish()?;
    Ok(count)
}
