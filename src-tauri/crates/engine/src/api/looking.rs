//! Views, boards, and entities that may be the same.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;
use workestra_core::query::parse::QueryIssue;
use workestra_core::{Entity, EntityId, Kind, Patch, UtcMillis, View};

/// The views of the person at the machine.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Views {
    /// In their order; those without a name are how the plain list of their kind was last looked at.
    pub views: Vec<View>,
}

/// Keeps a view: a new one under a new id, or in the place of the one with its id.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ViewSave {
    /// The whole of it.
    pub view: View,
}

/// Names a view.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ViewName {
    /// Which.
    #[ts(type = "string")]
    pub id: Uuid,
}

/// Puts views into an order.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ViewOrder {
    /// First first; views not named follow.
    #[ts(type = "string[]")]
    pub ids: Vec<Uuid>,
}

/// Asks what the columns of a board hold.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BoardAsk {
    /// The kind.
    pub kind: Kind,
    /// In the query language.
    pub filter: String,
}

/// What the columns of a board hold. Their cards are pages of a list with `stage:` in the filter.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Board {
    /// Stages that hold anything.
    pub totals: Vec<StageTotal>,
    /// Parts of the filter that were not understood.
    pub issues: Vec<QueryIssue>,
}

/// What one stage holds.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct StageTotal {
    /// The stage's key.
    pub stage: String,
    /// How many entities.
    #[ts(type = "number")]
    pub count: i64,
    /// What they are worth, one sum per currency.
    pub sums: Vec<CurrencySum>,
}

/// A sum in one currency.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CurrencySum {
    /// ISO 4217.
    pub currency: String,
    /// In minor units.
    #[ts(type = "number")]
    pub minor: i64,
    /// In minor units, each amount times its chance.
    #[ts(type = "number")]
    pub weighted_minor: i64,
}

/// Why entities may be the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Alike {
    /// They share an email address.
    Email,
    /// They share a phone number.
    Phone,
    /// They share name and company.
    Name,
    /// They share the title and, where both have one, the company.
    Title,
}

/// Entities that may be the same as the one asked about.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Duplicates {
    /// Strongest reason first, at most 20.
    pub duplicates: Vec<Duplicate>,
}

/// An entity that may be the same.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Duplicate {
    /// The other one.
    pub entity: Entity,
    /// Why, strongest first.
    pub alike: Vec<Alike>,
}

/// Asks for the duplicates of a whole kind.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct DuplicateSearch {
    /// The kind.
    pub kind: Kind,
}

/// Groups of entities that may be the same.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DuplicateGroups {
    /// Strongest reason first, at most 100; ask again when these are settled.
    pub groups: Vec<DuplicateGroup>,
}

/// Entities that may all be one.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DuplicateGroup {
    /// Two or more, oldest first.
    pub entities: Vec<Entity>,
    /// Why.
    pub alike: Vec<Alike>,
}

/// Says that two entities of a kind only look alike, or that they may be the same after all. Remembered for everybody.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct DuplicatesDismiss {
    /// One.
    pub a: EntityId,
    /// The other one.
    pub b: EntityId,
    /// Whether they may be the same.
    pub same: bool,
}

/// Text of a composer that was not sent.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DraftText {
    /// What it is a draft of: `note:<entity>`.
    pub key: String,
    /// The text; empty to forget it.
    pub text: String,
}

/// The drafts of the person, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Drafts {
    /// At most 500.
    pub drafts: Vec<KeptDraft>,
}

/// A kept draft.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct KeptDraft {
    /// What it is a draft of.
    pub key: String,
    /// The text.
    pub text: String,
    /// When it was written last.
    pub at: UtcMillis,
}

/// Makes one of two entities of a kind: notes, links, files and references go over to the one that stays, and the other
/// goes to the trash. One undo takes all of it back.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EntityMerge {
    /// The one that stays.
    pub keep: EntityId,
    /// The one that goes.
    pub gone: EntityId,
    /// What was chosen from the other one: fields to set and clear.
    pub patch: Patch,
}
