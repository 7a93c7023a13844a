//! A look at a file before it is imported: how to read it, what is in it, which column goes where.

use std::fs::File;
use std::path::Path;

use workestra_core::parse::Locale;
use workestra_core::{Kind, Schema};

use crate::api::{ColumnMapping, FileShape, ImportOptions};
use crate::cancel::Cancel;
use crate::contents::{Profile, Writing};
use crate::error::TransferError;
use crate::guard::unguard;
use crate::mapping::{self, Column};
use crate::records::dialect::{declared, guess_delimiter, records_of};
use crate::records::header::find_header;
use crate::rows::{RowContent, Rows};
use crate::text::{Charset, Line, Lines, guess_charset};

/// Lines and bytes looked at for delimiter and header.
const SAMPLE_LINES: usize = 400;
const SAMPLE_BYTES: usize = 1024 * 1024;
/// Rows looked at for how dates and numbers are written.
const WRITING_ROWS: u64 = 20_000;
/// Rows and characters shown.
const SHOWN_ROWS: usize = 20;
const SHOWN_CHARS: usize = 200;

/// What a file looks like and how it would be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspected {
    /// Columns, rows, oddities.
    pub shape: FileShape,
    /// What it holds, as given or guessed.
    pub kind: Kind,
    /// Which column goes where: one entry per column.
    pub mapping: Vec<ColumnMapping>,
    /// How it was read, as given or guessed.
    pub options: ImportOptions,
}

/// Looks at a whole file in constant memory. With `options` it is read that way; without, encoding, delimiter,
/// header row, order of days and decimal sign are guessed, and `defaults` says what holds where the file is silent.
///
/// # Errors
/// [`TransferError`] when the file cannot be read, is empty or `cancel` was set.
pub fn inspect(
    path: &Path,
    kind: Option<Kind>,
    options: Option<ImportOptions>,
    schema: &Schema,
    defaults: &Locale<'_>,
    cancel: &Cancel,
) -> Result<Inspected, TransferError> {
    let bytes = std::fs::metadata(path).map_err(TransferError::reading(path))?.len();
    if bytes == 0 {
        return Err(TransferError::Empty(path.to_owned()));
    }
    let given = options.is_some();
    let mut options = match options {
        Some(options) => options,
        None => guess_options(path, schema, defaults, cancel)?,
    };
    let found = read_all(path, &options, cancel)?;
    if found.headers.is_empty() {
        return Err(TransferError::Empty(path.to_owned()));
    }
    let mut warnings = found.warnings;
    if !given {
        options.day_order = found.writing.day_order(defaults.day_order);
        options.decimal_comma = found.writing.decimal_comma(defaults.decimal_comma);
    }
    if found.writing.days_disagree() {
        warnings.push("some dates have the day first and some the month first: check the order of days".to_owned());
    }
    let stem = path.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
    let kind = kind.unwrap_or_else(|| mapping::guess_kind(schema, &found.headers, &stem));
    let locale = Locale {
        day_order: options.day_order,
        decimal_comma: options.decimal_comma,
        region: &options.region,
        currency: &options.currency,
        ..defaults.clone()
    };
    let columns: Vec<Column<'_>> = found
        .headers
        .iter()
        .zip(&found.profiles)
        .map(|(header, profile)| Column { header, profile })
        .collect();
    Ok(Inspected {
        mapping: mapping::guess_mapping(schema, kind, &columns, &locale),
        shape: FileShape {
            bytes,
            rows: found.rows,
            headers: found.headers,
            sample: found.sample,
            warnings,
        },
        kind,
        options,
    })
}

/// How to read a file that nobody said anything about.
fn guess_options(
    path: &Path,
    schema: &Schema,
    defaults: &Locale<'_>,
    cancel: &Cancel,
) -> Result<ImportOptions, TransferError> {
    let charset = guess_charset(path, cancel)?;
    let sample = sample_lines(path, charset)?;
    let said = sample.first().and_then(|line| declared(&line.text));
    let table = if said.is_some() { &sample[1..] } else { &sample[..] };
    let delimiter = said.unwrap_or_else(|| guess_delimiter(table));
    let names = mapping::KnownNames::of(schema);
    let start = find_header(&records_of(table, delimiter), &|name| names.contains(name));
    Ok(ImportOptions {
        encoding: charset.name(),
        delimiter,
        skip_lines: start.skip_lines + usize::from(said.is_some()),
        has_header: start.has_header,
        day_order: defaults.day_order,
        decimal_comma: defaults.decimal_comma,
        currency: defaults.currency.to_owned(),
        region: defaults.region.to_owned(),
    })
}

fn sample_lines(path: &Path, charset: Charset) -> Result<Vec<Line>, TransferError> {
    let reading = TransferError::reading(path);
    let mut lines = Lines::new(File::open(path).map_err(&reading)?, charset);
    let mut sample = Vec::new();
    let mut bytes = 0;
    while sample.len() < SAMPLE_LINES && bytes < SAMPLE_BYTES {
        let Some(line) = lines.next_line().map_err(&reading)? else {
            break;
        };
        bytes += line.text.len();
        sample.push(line);
    }
    Ok(sample)
}

/// What one pass over all rows found.
struct Found {
    headers: Vec<String>,
    rows: u64,
    sample: Vec<Vec<String>>,
    profiles: Vec<Profile>,
    writing: Writing,
    warnings: Vec<String>,
}

fn read_all(path: &Path, options: &ImportOptions, cancel: &Cancel) -> Result<Found, TransferError> {
    let mut rows = Rows::open(path, options)?;
    let headers = rows.headers().to_vec();
    let mut profiles = vec![Profile::default(); headers.len()];
    let mut writing = Writing::default();
    let mut sample = Vec::new();
    let (mut count, mut too_wide) = (0, 0_u64);
    let mut broken = Vec::new();
    for row in rows.by_ref() {
        if count % 1_000 == 0 {
            cancel.check()?;
        }
        let row = row?;
        count = row.number;
        let cells = match row.content {
            RowContent::Cells(cells) => cells,
            RowContent::TooWide { cells, .. } => {
                too_wide += 1;
                cells
            }
            RowContent::Broken { raw, reason } => {
                broken.push((row.line, reason));
                vec![raw]
            }
        };
        for (profile, cell) in profiles.iter_mut().zip(&cells) {
            let cell = unguard(cell);
            profile.add(cell);
            if count <= WRITING_ROWS {
                writing.add(cell);
            }
        }
        if sample.len() < SHOWN_ROWS {
            sample.push(shown(&cells, headers.len()));
        }
    }
    let mut warnings = Vec::new();
    let mut warn = |count: u64, one: &str, many: &str| match count {
        0 => {}
        1 => warnings.push(format!("1 {one}")),
        _ => warnings.push(format!("{count} {many}")),
    };
    warn(
        too_wide,
        "row has more cells than the header and will be left out",
        "rows have more cells than the header and will be left out",
    );
    warn(
        rows.short(),
        "row has fewer cells than the header; the missing ones are taken as blank",
        "rows have fewer cells than the header; the missing ones are taken as blank",
    );
    warn(rows.nuls(), "NUL character was dropped", "NUL characters were dropped");
    warn(
        rows.replaced(),
        "character could not be read in this encoding and became �",
        "characters could not be read in this encoding and became �",
    );
    if let Some((line, reason)) = broken.first() {
        warnings.push(if broken.len() == 1 {
            format!("the row in line {line} cannot be read: {reason}")
        } else {
            format!(
                "{} rows cannot be read, the first in line {line}: {reason}",
                broken.len()
            )
        });
    }
    if !rows.duplicate_headers().is_empty() {
        warnings.push(format!(
            "several columns are called {}",
            rows.duplicate_headers().join(", ")
        ));
    }
    Ok(Found {
        headers,
        rows: count,
        sample,
        profiles,
        writing,
        warnings,
    })
}

/// Padded or cut to the columns; cells cut.
fn shown(cells: &[String], width: usize) -> Vec<String> {
    (0..width)
        .map(|column| {
            cells
                .get(column)
                .map_or_else(String::new, |cell| cell.chars().take(SHOWN_CHARS).collect())
        })
        .collect()
}

#[cfg(test)]
mod tests;
