//! What hangs on an entity: notes and activities, links, the stages it went through.

use serde::{Deserialize, Serialize};
use workestra_core::{Actor, EntityId, EntityRef, Kind, UtcMillis};

use crate::op::{LinkId, NoteId};

/// What a timeline entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimelineKind {
    /// Written by somebody.
    Note,
    /// A call that was made.
    Call,
    /// A meeting that was held.
    Meeting,
    /// An email sent or received.
    Email,
    /// A message of a ticket's thread that the requester sees.
    PublicMessage,
    /// A message of a ticket's thread for the team only.
    InternalMessage,
}

/// An entity by name, where the whole is not needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleOf {
    /// The document key that search uses.
    pub num: i64,
    /// Identity.
    pub id: EntityId,
    /// Its reference, which says its kind.
    pub reference: EntityRef,
    /// Its title.
    pub title: String,
}

/// A note or an activity.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineEntry {
    /// Identity.
    pub id: NoteId,
    /// What it is.
    pub entry: TimelineKind,
    /// Markdown.
    pub text: String,
    /// Who wrote it.
    pub actor: Actor,
    /// When.
    pub at: UtcMillis,
    /// The other entities it hangs on.
    pub also_on: Vec<TitleOf>,
}

/// A link to another entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Identity; absent when the link is a field's reference, of this entity or of the other one.
    pub id: Option<LinkId>,
    /// The other end.
    pub to: TitleOf,
    /// What the other end is to this one; the field's label for references.
    pub role: String,
}

/// A stay in a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageVisit {
    /// The stage's key.
    pub stage: String,
    /// Since when.
    pub entered_at: UtcMillis,
    /// Who moved it there.
    pub actor: Actor,
}

/// The texts of the notes of one entity, for its search document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotesText {
    /// The entity.
    pub num: i64,
    /// Newest first.
    pub texts: Vec<String>,
}

/// The kind of an entity and its count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindCount {
    /// The kind.
    pub kind: Kind,
    /// How many are neither archived nor in the trash.
    pub count: i64,
    /// How many of those are open and past their deadline.
    pub overdue: i64,
}
