//! Summaries of entities, and what is kept of a conversation's answers.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;
pub use workestra_assistant::{SourceName, SourceState, SummaryPart, SummaryRunning, SummarySentence, SummarySource};
use workestra_core::{EntityId, UtcMillis};

use super::ChatUsage;

/// The summary of an entity, and how it stands with it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SummaryView {
    /// The one that is kept; absent until one was written.
    pub summary: Option<Summary>,
    /// The one that is being written; absent when none is.
    pub running: Option<SummaryRunning>,
    /// Why the last one was not written, as a sentence; until it is tried again.
    pub failed: Option<String>,
}

/// A summary as it stands against the entity now.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Summary {
    /// In order.
    pub sentences: Vec<SummarySentence>,
    /// What has come since and no sentence speaks of.
    pub newer: Vec<SourceName>,
    /// Sentences that were left out because they weighed somebody who applied.
    pub left_out: u32,
    /// The last writing.
    pub written: SummaryWriting,
}

/// How a summary was last written to.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SummaryWriting {
    /// When it was asked for.
    pub at: UtcMillis,
    /// The host that was asked.
    pub host: String,
    /// The model.
    pub model: String,
    /// How long it took, in milliseconds.
    #[ts(type = "number")]
    pub took: i64,
    /// Tokens and cost; absent where the provider counted nothing.
    pub usage: Option<ChatUsage>,
    /// The row of the log that was written before it left.
    #[ts(type = "number")]
    pub audit: i64,
}

/// Asks for a summary.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SummaryAsk {
    /// Of which entity.
    pub entity: EntityId,
    /// The sentences of the kept one that are to be written anew, counted from 0; empty for all of it.
    pub sentences: Vec<u32>,
    /// When the kept one was written whose sentences these are: of another one none is written anew.
    pub seen: Option<UtcMillis>,
    /// Whether nobody clicked for it: refused unless the workspace's rules let summaries be written so.
    pub unasked: bool,
}

/// Pins an answer of a conversation as a note, once the person confirms it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AnswerPin {
    /// The conversation.
    #[ts(type = "string")]
    pub conversation: Uuid,
    /// The answer.
    #[ts(type = "string")]
    pub message: Uuid,
    /// The entities to write it on.
    pub entities: Vec<EntityId>,
}
