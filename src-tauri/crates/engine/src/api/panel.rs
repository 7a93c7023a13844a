//! The panel beside an entity: what is to be done, and what is like it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use workestra_core::suggest::Evidence;
use workestra_core::{Actor, EntityId, EntityRef, Kind, UtcMillis};
use workestra_search::api::VectorStatus;

use super::ConfirmationCard;

/// What is to be done about an entity. Made from the data by rules; no model is asked.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Suggestions {
    /// What presses most first.
    pub suggestions: Vec<Suggested>,
    /// Those that somebody dismissed and that would still be made, newest first.
    pub dismissed: Vec<DismissedSuggestion>,
}

/// Something to do, with why. It is done once the person says yes in the confirmation window.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Suggested {
    /// The rule's key.
    pub rule: String,
    /// Names what it rests on, in hexadecimal.
    pub basis: String,
    /// What to do, in a few words.
    pub title: String,
    /// Why, in a plain sentence.
    pub reason: String,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// The tool that would do it.
    pub tool: String,
    /// The confirmation that waits for it.
    pub waits: Option<ConfirmationCard>,
}

/// A suggestion that somebody dismissed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DismissedSuggestion {
    /// What was dismissed.
    pub suggestion: Suggested,
    /// Their words; may be empty.
    pub reason: String,
    /// Who.
    pub actor: Actor,
    /// When.
    pub at: UtcMillis,
}

/// Names a suggestion about an entity as it was shown.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SuggestionName {
    /// The entity.
    pub entity: EntityId,
    /// The rule's key.
    pub rule: String,
    /// What it rested on.
    pub basis: String,
}

/// What came of asking for a suggestion to be done.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SuggestionAsked {
    /// The confirmation that waits; absent when there was nothing left to do.
    pub card: Option<ConfirmationCard>,
    /// Why nothing waits.
    pub message: Option<String>,
}

/// Dismisses a suggestion, or takes that back. It stays dismissed for everybody until what it rests on changes.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SuggestionDismiss {
    /// The entity.
    pub entity: EntityId,
    /// The rule's key.
    pub rule: String,
    /// What it rests on.
    pub basis: String,
    /// Why, which may be empty; absent to take it back.
    pub reason: Option<String>,
}

/// What is like an entity, found on this device.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SimilarRecords {
    /// Who may be the same person or the same matter, surest first.
    pub same: Vec<SimilarRecord>,
    /// What reads alike, nearest first; people who applied are listed by reference and have no nearness.
    pub alike: Vec<SimilarRecord>,
    /// Whether what reads alike could be looked for.
    pub state: SimilarState,
}

/// Whether what reads alike could be looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum SimilarState {
    /// It was.
    Ready,
    /// It was, by the text as it was before the last change: the new one is not read yet.
    Stale,
    /// The entity's text, or the vectors as a whole, are not read yet.
    Reading {
        /// How far the vectors are.
        vectors: VectorStatus,
    },
    /// Nothing reads texts here now, and why.
    Hindered {
        /// What to do.
        message: String,
    },
    /// Whoever was hired, turned down or has withdrawn is compared with nobody.
    NotCompared,
}

/// An entity that is like another one.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SimilarRecord {
    /// Which.
    pub id: EntityId,
    /// Its kind.
    pub kind: Kind,
    /// Its reference.
    pub reference: EntityRef,
    /// Its title.
    pub title: String,
    /// Its stage's key.
    pub stage: Option<String>,
    /// The cosine of the two texts, 0 to 1; absent where it was not by the text, and of people who applied.
    pub nearness: Option<f32>,
    /// What both have.
    pub shared: Vec<SharedField>,
    /// The two sentences that say most nearly the same, this entity's first.
    pub sentences: Option<NearSentences>,
}

/// Something that both have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SharedField {
    /// What it is called: `Company`, `Email`.
    pub label: String,
    /// What it holds, for people.
    pub value: String,
}

/// Two sentences that say nearly the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct NearSentences {
    /// Of the entity looked at.
    pub here: String,
    /// Of the other one.
    pub there: String,
}
