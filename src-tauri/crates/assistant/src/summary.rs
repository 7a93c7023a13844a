//! Summaries: a few sentences about one entity, each with the sources that it rests on. They are written by the model when
//! a person asks, and kept. What has changed since strikes the sentences that rest on it, and no others.

mod answer;
mod preparing;
mod shown;
mod sources;
mod writing;

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;
use workestra_core::{EntityRef, TimelineKind, UtcMillis};

use crate::claims::Claim;
use crate::departing::Counted;
use crate::reader::render::day_and_time;

pub use writing::{Summaries, SummaryError};

/// What a sentence of a summary can rest on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum SourceName {
    /// A field of the entity.
    Field {
        /// Its key.
        key: String,
    },
    /// A note, an activity or a message.
    Entry {
        /// Which.
        #[ts(type = "string")]
        id: Uuid,
        /// What it is.
        entry: TimelineKind,
        /// When it was made.
        at: UtcMillis,
    },
    /// An entity that it is linked with.
    Entity {
        /// Which.
        reference: EntityRef,
        /// What it was called then.
        title: String,
        /// What it is to the entity.
        role: String,
    },
}

/// As a person finds it: `field stage`, `call of 2026-11-21`, `CON-4 Kim Lee`.
impl fmt::Display for SourceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field { key } => write!(f, "field {key}"),
            Self::Entry { entry, at, .. } => {
                let at = day_and_time(*at);
                let day = at.split('T').next().unwrap_or_default();
                write!(f, "{} of {day}", entry.name().replace('_', " "))
            }
            Self::Entity { reference, title, .. } => write!(f, "{reference} {title}"),
        }
    }
}

impl SourceName {
    /// Whether both name one source, whatever it says now.
    #[must_use]
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Field { key }, Self::Field { key: other }) => key == other,
            (Self::Entry { id, .. }, Self::Entry { id: other, .. }) => id == other,
            (
                Self::Entity { reference, role, .. },
                Self::Entity {
                    reference: other,
                    role: as_what,
                    ..
                },
            ) => reference == other && role == as_what,
            _ => false,
        }
    }
}

/// How a source stands against the time when the sentence was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SourceState {
    /// It says the same.
    Same,
    /// It says something else.
    Changed,
    /// It is not there any more.
    Gone,
}

/// A source of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SummarySource {
    /// Which.
    pub source: SourceName,
    /// How it stands.
    pub state: SourceState,
}

/// A part of a ticket's summary; those of other kinds have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SummaryPart {
    /// What the requester wants.
    Intent,
    /// What was done, and where it stands.
    State,
    /// What nobody has answered.
    Open,
}

/// A sentence of a summary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SummarySentence {
    /// Which part it belongs to.
    pub part: Option<SummaryPart>,
    /// Plain text, placeholders put back.
    pub text: String,
    /// What it rests on; empty when the model named nothing that it was given.
    pub sources: Vec<SummarySource>,
    /// Numbers, dates, names and addresses that these do not bear out.
    pub unsupported: Vec<Claim>,
    /// Whether something that it rests on has changed since, or is gone.
    pub stale: bool,
    /// When it was written.
    pub at: UtcMillis,
}

/// How a summary was last written to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Writing {
    /// When it was asked for.
    pub at: UtcMillis,
    /// The host that was asked.
    pub host: String,
    /// The model.
    pub model: String,
    /// How long it took, in milliseconds.
    pub took: i64,
    /// What it was counted as, where the provider says.
    pub usage: Option<Counted>,
    /// The row of the log that was written before it left.
    pub audit: i64,
}

/// A summary with how it stands against the entity as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// In order.
    pub sentences: Vec<SummarySentence>,
    /// What has come since and no sentence speaks of.
    pub newer: Vec<SourceName>,
    /// Sentences that were left out because they weighed somebody who applied.
    pub left_out: u32,
    /// The last writing.
    pub written: Writing,
}

/// What of a summary is wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SummaryWish {
    /// The sentences of the kept one that are to be written anew, counted from 0; empty for all of it.
    pub sentences: Vec<usize>,
    /// When the kept one was written whose sentences these are.
    pub seen: Option<UtcMillis>,
}

/// A summary that is being written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SummaryRunning {
    /// What was written so far.
    pub sentences: Vec<SummarySentence>,
    /// The places of the kept summary's sentences that are written anew, counted from 0: first those that the sentences so
    /// far stand for, in their order, then the rest. Empty for a whole summary.
    pub replaces: Vec<u32>,
    /// What it waits for, in a few words: `waiting for api.anthropic.com`, `writing`, `trying again in 8 s`.
    pub step: String,
}
