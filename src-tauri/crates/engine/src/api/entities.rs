//! Entities, what hangs on them, and their changes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use workestra_core::query::parse::QueryIssue;
use workestra_core::{
    Actor, Change, ChangeSetId, Draft, Entity, EntityId, EntityRef, Kind, Patch, Rating, Recommendation, Scorecard,
    Sort, TimelineKind, UtcMillis,
};

/// Names an entity by id or by reference (`DEAL-7`).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EntityName {
    /// Either.
    pub entity: String,
}

/// A page of a list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EntityList {
    /// The kind.
    pub kind: Kind,
    /// Filters and words in the query language; words must occur in the title. Trash and archive only when the filter asks.
    pub filter: String,
    /// Sort columns, first first; ids break ties.
    pub sort: Vec<Sort>,
    /// How many to pass over.
    pub offset: u32,
    /// At most this many, 1 to 500.
    pub limit: u32,
}

/// A page of a list, as asked for.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EntityPage {
    /// In order.
    pub entities: Vec<Entity>,
    /// How many match in all.
    #[ts(type = "number")]
    pub total: i64,
    /// Parts of the filter that were not understood; the page is then that of the rest.
    pub issues: Vec<QueryIssue>,
    /// Titles of entities that fields of the page refer to.
    pub titles: Vec<TitleOf>,
}

/// The title of an entity that is referred to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TitleOf {
    /// Which.
    pub id: EntityId,
    /// Its reference.
    pub reference: EntityRef,
    /// Its title.
    pub title: String,
}

/// Everything an entity's page shows.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EntityDetail {
    /// The entity.
    pub entity: Entity,
    /// Notes and activities, newest first.
    pub timeline: Vec<TimelineEntry>,
    /// Links both ways, and entities whose fields refer to it.
    pub links: Vec<Link>,
    /// Stages it has been in, oldest first.
    pub stages: Vec<StageVisit>,
    /// Titles of entities that its fields refer to.
    pub titles: Vec<TitleOf>,
}

/// A note or an activity on the timeline.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TimelineEntry {
    /// Identity of the note or activity.
    pub id: String,
    /// What it is.
    pub entry: TimelineKind,
    /// Markdown for notes, a sentence for activities.
    pub text: String,
    /// The scores, of a scorecard.
    pub scorecard: Option<Scorecard>,
    /// Who.
    pub actor: Actor,
    /// When it happened.
    pub at: UtcMillis,
    /// Other entities it hangs on.
    pub also_on: Vec<TitleOf>,
}

/// A link to another entity.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Link {
    /// Identity of the link; absent when the link is a field's reference.
    pub id: Option<String>,
    /// The other end.
    pub to: TitleOf,
    /// The kind of the other end.
    pub kind: Kind,
    /// What the other end is to this one: `decision maker`, or the field's label.
    pub role: String,
}

/// A stay in a stage.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct StageVisit {
    /// The stage's key.
    pub stage: String,
    /// Since when.
    pub entered_at: UtcMillis,
    /// Who moved it there.
    pub actor: Actor,
}

/// Makes an entity.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EntityCreate {
    /// What from.
    pub draft: Draft,
}

/// Changes an entity.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EntityUpdate {
    /// Which.
    pub id: EntityId,
    /// The revision the person saw; the update is refused as stale when fields it sets have changed since.
    #[ts(type = "number")]
    pub revision: i64,
    /// What to set and clear.
    pub patch: Patch,
}

/// Names entities, for acts on one or many.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EntityIds {
    /// Which.
    pub ids: Vec<EntityId>,
}

/// Archives entities or takes them out of the archive.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EntityArchive {
    /// Which.
    pub ids: Vec<EntityId>,
    /// Whether to archive.
    pub archived: bool,
}

/// What was written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Written {
    /// What one undo takes back.
    pub change_set: ChangeSetId,
    /// The entities as they are now; at most 500.
    pub entities: Vec<Entity>,
    /// What was done, for the toast: `moved DEAL-7 to Proposal`.
    pub summary: String,
}

/// Writes a note on one or several entities.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NoteAdd {
    /// On which.
    pub ids: Vec<EntityId>,
    /// What it is: a note, a call …
    pub entry: TimelineKind,
    /// Markdown.
    pub text: String,
}

/// Writes a note or activity anew. What was sent, and scorecards, stay as they were written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NoteUpdate {
    /// Which.
    pub id: String,
    /// Markdown.
    pub text: String,
}

/// Writes an opinion on a candidate.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ScorecardAdd {
    /// On whom.
    pub candidate: EntityId,
    /// Each criterion once, with 1 to 4.
    pub ratings: Vec<Rating>,
    /// What it comes to.
    pub recommendation: Recommendation,
    /// The reasons, in Markdown; may be empty.
    pub text: String,
}

/// Removes a note or activity.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NoteRemove {
    /// Which.
    pub id: String,
}

/// Links two entities.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LinkAdd {
    /// One end.
    pub from: EntityId,
    /// The other end.
    pub to: EntityId,
    /// What the other end is to this one.
    pub role: String,
}

/// Removes a link.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LinkRemove {
    /// Which.
    pub id: String,
}

/// What undo or redo did.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Undone {
    /// Absent when there was nothing to undo or redo.
    pub summary: Option<String>,
    /// Entities whose later changes by people were kept instead, with the fields' labels.
    pub kept: Vec<String>,
}

/// The changes of an entity, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct History {
    /// At most 500.
    pub changes: Vec<Change>,
}

/// Completes a filter at the caret.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct QueryComplete {
    /// The text so far.
    pub text: String,
    /// In UTF-16 code units.
    pub caret: usize,
    /// The kind whose list is filtered; absent in the palette.
    pub kind: Option<Kind>,
}

/// Counts of a kind, for the sidebar and empty states.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct KindCounts {
    /// Each kind, with the entities that are neither archived nor in the trash.
    pub counts: Vec<KindCount>,
}

/// The count of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KindCount {
    /// The kind.
    pub kind: Kind,
    /// How many.
    #[ts(type = "number")]
    pub count: i64,
    /// How many are overdue and open.
    #[ts(type = "number")]
    pub overdue: i64,
}
