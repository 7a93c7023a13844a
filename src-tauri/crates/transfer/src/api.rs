//! How a file is read, which column goes where, and what became of each row.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use workestra_core::parse::DayOrder;

/// How to read a file. Guessed by inspection, changed by the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportOptions {
    /// WHATWG name: `utf-8`, `utf-16le`, `utf-32be`, `shift_jis`, `big5`, `windows-1252`.
    pub encoding: String,
    /// One of `,` `;` tab `|`.
    pub delimiter: char,
    /// Lines above the header that are passed over.
    pub skip_lines: usize,
    /// Whether the first row after them names the columns.
    pub has_header: bool,
    /// What `03/04/2026` means.
    pub day_order: DayOrder,
    /// Whether `1.234,5` is one thousand and a bit.
    pub decimal_comma: bool,
    /// Currency of amounts without one.
    pub currency: String,
    /// Region of phone numbers without a country code.
    pub region: String,
}

/// What a file looks like when read with some options.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FileShape {
    /// Bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Data rows; exact, the whole file was counted.
    #[ts(type = "number")]
    pub rows: u64,
    /// Names of the columns; `Column 3` where there is none.
    pub headers: Vec<String>,
    /// The first 20 rows, padded or cut to the columns; cells cut at 200 characters.
    pub sample: Vec<Vec<String>>,
    /// What is odd about the file, in sentences: `14 rows have more cells than the header`.
    pub warnings: Vec<String>,
}

/// Where a column goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ColumnMapping {
    /// Index of the column, from 0.
    pub column: usize,
    /// The field's key; absent to leave the column out. Several columns may go to one field that holds many.
    /// `reference` and `id` name the entity to update; `full_name` is split into first and last name.
    pub field: Option<String>,
    /// How sure the guess is, 0 to 100.
    pub confidence: u8,
}

/// What to do with a row whose email, phone, unique field or full name with company is there already, in the
/// workspace or in an earlier row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DuplicatePolicy {
    /// Pass the row over.
    Skip,
    /// Change the entity: set what the row has, keep what it lacks.
    Update,
    /// Make another entity.
    Create,
}

/// What became of one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RowOutcome {
    /// Number of the data row, from 1.
    #[ts(type = "number")]
    pub row: u64,
    /// The line of the file it starts on, from 1.
    #[ts(type = "number")]
    pub line: u64,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "outcome")]
pub enum Outcome {
    /// Made an entity.
    Created {
        /// Its reference; absent in a dry run.
        reference: Option<String>,
        /// Its title.
        title: String,
    },
    /// Changed an entity.
    Updated {
        /// Its reference.
        reference: String,
        /// Its title.
        title: String,
    },
    /// Passed over as a duplicate.
    Skipped {
        /// Of which entity, or of which earlier row: `CON-7`, `row 12`.
        duplicate_of: String,
    },
    /// Left out.
    Rejected {
        /// Every reason: field label, what is wrong.
        reasons: Vec<String>,
    },
}
