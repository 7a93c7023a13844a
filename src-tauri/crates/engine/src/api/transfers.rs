//! Imports and exports, which run as jobs.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use workestra_core::Kind;
use workestra_transfer::api::{ColumnMapping, DuplicatePolicy, FileShape, ImportOptions, RowOutcome};

/// Looks at a file before it is imported.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportInspect {
    /// The file.
    pub path: String,
    /// What it holds; guessed from the headers without it.
    pub kind: Option<Kind>,
    /// How to read it; guessed without it.
    pub options: Option<ImportOptions>,
}

/// What a file looks like.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportInspected {
    /// Encoding, delimiter, header row, columns, first rows.
    pub shape: FileShape,
    /// What it seems to hold.
    pub kind: Kind,
    /// Which column goes to which field, as guessed from headers and cells.
    pub mapping: Vec<ColumnMapping>,
    /// How it would be read.
    pub options: ImportOptions,
}

/// Runs an import, or only checks what it would do.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportStart {
    /// The file.
    pub path: String,
    /// What it holds.
    pub kind: Kind,
    /// How to read it.
    pub options: ImportOptions,
    /// Which column goes to which field.
    pub mapping: Vec<ColumnMapping>,
    /// What to do with rows that are there already.
    pub duplicates: DuplicatePolicy,
    /// Only check: counts and outcomes of the first 200 rows, nothing written.
    pub dry_run: bool,
}

/// Exports a list as CSV.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExportStart {
    /// The kind.
    pub kind: Kind,
    /// The list's filter.
    pub filter: String,
    /// The list's order.
    pub sort: Vec<super::Sort>,
    /// Field keys to write; all fields without it.
    pub columns: Option<Vec<String>>,
    /// The file to write; replaced when it is there.
    pub path: String,
}

/// Names a job.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct JobName {
    /// Which.
    #[ts(type = "number")]
    pub id: u64,
}

/// Saves the rows that an import left out, as CSV with the reason in a last column.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RejectsSave {
    /// The import's job.
    #[ts(type = "number")]
    pub id: u64,
    /// The file to write.
    pub path: String,
}

/// The running and the finished jobs of this session, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Jobs {
    /// At most 20.
    pub jobs: Vec<Job>,
}

/// A piece of work that takes long enough to be watched and stopped.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Job {
    /// Counts from 1 in this session.
    #[ts(type = "number")]
    pub id: u64,
    /// What it does: `Import contacts from people.csv`.
    pub title: String,
    /// Rows done.
    #[ts(type = "number")]
    pub done: u64,
    /// Rows in all; 0 while not known.
    #[ts(type = "number")]
    pub total: u64,
    /// How it stands.
    pub state: JobState,
}

/// How a job stands.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum JobState {
    /// It runs.
    Running {
        /// What it is at: `reading`, `checking`, `writing`.
        step: String,
    },
    /// It is over.
    Finished {
        /// For imports.
        import: Option<ImportSummary>,
        /// For bulk changes: what stayed as it was, at most 200.
        left_out: Vec<super::LeftOut>,
        /// A sentence.
        summary: String,
    },
    /// The person stopped it; nothing was written.
    Cancelled,
    /// It could not go on; nothing was written.
    Failed {
        /// What happened and what to do.
        message: String,
    },
}

/// What an import did or, when it only checked, would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportSummary {
    /// Whether nothing was written because only a check was asked for.
    pub dry_run: bool,
    /// Entities made.
    #[ts(type = "number")]
    pub created: u64,
    /// Entities changed.
    #[ts(type = "number")]
    pub updated: u64,
    /// Rows passed over as duplicates.
    #[ts(type = "number")]
    pub skipped: u64,
    /// Rows left out with a reason.
    #[ts(type = "number")]
    pub rejected: u64,
    /// The first 200 rows that are not plain successes, and in a dry run the first 200 of all.
    pub rows: Vec<RowOutcome>,
}
