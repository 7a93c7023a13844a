//! The log of all that AI did.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use workestra_core::{Actor, UtcMillis};

/// Asks for a page of the log.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct AuditAsk {
    /// Rows before this one; the newest without it.
    #[ts(type = "number | null")]
    pub before: Option<i64>,
    /// At most so many, 1 to 200.
    pub limit: u32,
}

/// A page of the log, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AuditPage {
    /// The rows.
    pub rows: Vec<AuditLine>,
}

/// A row of the log.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AuditLine {
    /// Counts from 1 without gaps.
    #[ts(type = "number")]
    pub seq: i64,
    /// When.
    pub at: UtcMillis,
    /// Who.
    pub actor: Actor,
    /// From where: `chat`, `mcp` …
    pub origin: String,
    /// What: `request`, `tool_call` …
    pub action: String,
    /// What it is about: references, names of tools.
    pub objects: Vec<String>,
    /// The host that was spoken to.
    pub host: Option<String>,
    /// The model that was asked.
    pub model: Option<String>,
    /// `allow`, `approved`, `declined` …
    pub decision: Option<String>,
    /// How it ended.
    pub result: Option<String>,
    /// Whether its content can be shown: it was kept, and nothing of it was erased.
    pub has_content: bool,
}

/// Names a row of the log.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct AuditName {
    /// Which.
    #[ts(type = "number")]
    pub seq: i64,
}

/// The content of a row.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AuditContent {
    /// As it was; absent when it was erased.
    pub content: Option<String>,
}

/// What checking the log's chain found.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AuditVerified {
    /// Rows that were checked.
    #[ts(type = "number")]
    pub rows: i64,
    /// The first row that is not as it was written; absent when all are.
    #[ts(type = "number | null")]
    pub broken_at: Option<i64>,
    /// In a sentence.
    pub message: String,
}
