//! What a write is made of, and what it answers.

use serde_json::Value as Json;
use uuid::Uuid;
use workestra_core::{
    ChangeSetId, Draft, Entity, EntityId, EntityRef, FieldDef, Kind, Member, MemberId, Patch, Scorecard, Stage,
    TimelineKind, UtcMillis, View,
};

use crate::email::EmailId;
use crate::file::FileId;
use crate::write::NewEmail;

/// Identity of a note or activity.
pub type NoteId = Uuid;

/// Identity of a link.
pub type LinkId = Uuid;

/// One operation of a change set.
#[derive(Debug, Clone, PartialEq)]
pub enum Op {
    /// Makes an entity.
    Create {
        /// Its id; a new one without it. Must be new in the workspace.
        id: Option<EntityId>,
        /// What from.
        draft: Draft,
    },
    /// Sets and clears fields.
    Update {
        /// Which.
        id: EntityId,
        /// The revision it was made against: refused as stale when a field it sets was changed since. Without it the
        /// update always goes through.
        revision: Option<i64>,
        /// What to set and clear; fields that have the value already are left alone.
        patch: Patch,
    },
    /// Archives or takes out of the archive.
    Archive {
        /// Which.
        id: EntityId,
        /// Whether to archive.
        archived: bool,
    },
    /// Puts into the trash.
    Trash {
        /// Which.
        id: EntityId,
    },
    /// Takes out of the trash.
    Restore {
        /// Which.
        id: EntityId,
    },
    /// Deletes for good, with vectors, history's content and notes that hang on nothing else. Cannot be undone.
    Erase {
        /// Which.
        id: EntityId,
    },
    /// Writes a note or activity.
    NoteAdd {
        /// Its id; a new one without it.
        id: Option<NoteId>,
        /// On which entities; at least one.
        on: Vec<EntityId>,
        /// What it is.
        entry: TimelineKind,
        /// Markdown.
        text: String,
        /// When it happened, where that was not now.
        at: Option<UtcMillis>,
    },
    /// Writes a note or activity anew. What was sent, and opinions on candidates, stay as they were written.
    NoteUpdate {
        /// Which.
        id: NoteId,
        /// Markdown.
        text: String,
    },
    /// Writes an opinion on a candidate.
    ScorecardAdd {
        /// The candidate.
        on: EntityId,
        /// The scores.
        scorecard: Scorecard,
        /// The reasons, in Markdown; may be empty.
        text: String,
    },
    /// Removes a note or activity from all entities that it hangs on.
    NoteRemove {
        /// Which.
        id: NoteId,
    },
    /// Links two entities.
    LinkAdd {
        /// One end.
        from: EntityId,
        /// The other end.
        to: EntityId,
        /// What the other end is to this one: `decision maker`.
        role: String,
    },
    /// Removes a link.
    LinkRemove {
        /// Which.
        id: LinkId,
    },
    /// Attaches a file.
    FileAdd {
        /// To which entity.
        on: EntityId,
        /// The file.
        file: NewFile,
    },
    /// Takes a file off; undo brings it back.
    FileRemove {
        /// Which.
        id: FileId,
    },
    /// Makes one of two entities of a kind: notes, links, files and references go over to the one that stays, and the
    /// other goes to the trash.
    Merge {
        /// The one that stays.
        keep: EntityId,
        /// The one that goes.
        gone: EntityId,
        /// What the one that stays takes over: fields to set and clear.
        patch: Patch,
    },
    /// Puts an email into the outbox. Undo does not take it back: the outbox does, until it leaves.
    EmailQueue {
        /// The email.
        email: NewEmail,
    },
    /// Keeps a view for the member in whose name it is written, as the last one. Undo does not take it back.
    ViewAdd {
        /// The view; its id must be new, and its name new to the kind.
        view: View,
    },
    /// Takes back a change set of the member in whose name it is written, as an undo of it does. Alone in its set.
    SetUndo {
        /// Which.
        set: ChangeSetId,
    },
    /// Adds a member. Needs leave to configure; cannot be undone.
    MemberAdd {
        /// Who; the id must be new.
        member: Member,
    },
    /// Changes a member's name, address and role. Needs leave to configure; cannot be undone. The last administrator
    /// stays one.
    MemberUpdate {
        /// Who, as they are to be; since when they are one stays.
        member: Member,
    },
    /// Takes a member out of those who work here, or back in. Needs leave to configure; cannot be undone. The last
    /// administrator and the person at this machine stay.
    MemberActive {
        /// Who.
        id: MemberId,
        /// Whether they work here.
        active: bool,
    },
    /// Puts stages in the place of a kind's. Needs leave to configure; cannot be undone. A stage that an entity is in
    /// stays, the first one is open, and one of each outcome that rules rest on stays with its key.
    StagesSet {
        /// The kind.
        kind: Kind,
        /// All of them, in order.
        stages: Vec<Stage>,
    },
    /// Adds a custom field to a kind. Needs leave to configure; cannot be undone.
    CustomFieldAdd {
        /// The kind.
        kind: Kind,
        /// The field; its key must be new to the kind.
        field: FieldDef,
    },
    /// Calls a custom field something else; its key stays. Needs leave to configure; cannot be undone.
    CustomFieldUpdate {
        /// The kind.
        kind: Kind,
        /// The field's key.
        key: String,
        /// What people call it.
        label: String,
    },
    /// Takes a custom field that no entity has a value for off a kind. Needs leave to configure; cannot be undone.
    CustomFieldRemove {
        /// The kind.
        kind: Kind,
        /// The field's key.
        key: String,
    },
    /// Calls the workspace something else. Needs leave to configure; cannot be undone.
    Rename {
        /// Its name.
        name: String,
    },
    /// Sets a value that belongs to the workspace. Needs leave to configure; cannot be undone.
    SettingSet {
        /// Its key.
        key: String,
        /// Its value; absent to remove it.
        value: Option<Json>,
    },
}

/// A file to attach.
#[derive(Clone, PartialEq, Eq)]
pub struct NewFile {
    /// What it is called; folders are cut off.
    pub name: String,
    /// `application/pdf`.
    pub media_type: String,
    /// At most 100 MB.
    pub bytes: Vec<u8>,
    /// What search finds it by, where anything could be read out of it.
    pub text: Option<String>,
}

impl std::fmt::Debug for NewFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NewFile({}, {} bytes)", self.name, self.bytes.len())
    }
}

/// What an operation did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Applied {
    /// Made this entity.
    Created {
        /// The document key that search uses.
        num: i64,
        /// Its id.
        id: EntityId,
        /// Its reference.
        reference: EntityRef,
        /// Its title.
        title: String,
    },
    /// Changed this entity, or found that it already was as asked.
    Changed {
        /// The document key that search uses.
        num: i64,
        /// Its id.
        id: EntityId,
        /// Its reference.
        reference: EntityRef,
        /// Its title after the change.
        title: String,
    },
    /// Wrote or removed this note.
    Note(NoteId),
    /// Added or removed this link.
    Link(LinkId),
    /// Attached or took off this file.
    File(FileId),
    /// Put this email into the outbox.
    Email(EmailId),
    /// Kept this view.
    View(Uuid),
    /// Took this change set back.
    Undone(ChangeSetId),
    /// Changed something that belongs to the workspace as a whole.
    Configured,
}

/// A committed set of changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// What one undo takes back.
    pub change_set: ChangeSetId,
    /// The newest change of the set; the newest of the workspace when nothing had to be changed.
    pub seq: i64,
    /// What each operation did, in order; of a set written in many calls, what the first ones did.
    pub applied: Vec<Applied>,
    /// The entities it wrote as they are now, each once; at most 500. Erased ones are not among them.
    pub entities: Vec<Entity>,
}

/// What an undo or redo did, in parts for a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Undone {
    /// The change set that was taken back or done again.
    pub of: ChangeSetId,
    /// What it was called, when it was: `the import of people.csv`.
    pub title: Option<String>,
    /// The change set that this act is itself.
    pub change_set: ChangeSetId,
    /// The newest change.
    pub seq: i64,
    /// What the change set was: entities it made, updated, trashed …
    pub acts: Acts,
    /// The entities as they are now; at most 500.
    pub entities: Vec<Entity>,
    /// What was kept because somebody wrote it later.
    pub kept: Vec<Kept>,
}

/// How many entities a change set touched, by what it did to them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Acts {
    /// Entities made.
    pub created: u64,
    /// Entities with fields changed.
    pub updated: u64,
    /// Entities archived or taken out of the archive.
    pub archived: u64,
    /// Entities put into the trash.
    pub trashed: u64,
    /// Entities taken out of the trash.
    pub restored: u64,
    /// Notes and links added or removed.
    pub attached: u64,
}

/// Something that an undo or redo left as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The entity.
    pub reference: EntityRef,
    /// Its title.
    pub title: String,
    /// The label of the field that was written later; absent when it is the entity as a whole.
    pub field: Option<String>,
}
