//! One row of `changes`: at once history, undo, the indexer's outbox and the window's event feed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::actor::Actor;
use crate::id::{ChangeSetId, EntityId};
use crate::kind::Kind;
use crate::time::UtcMillis;

/// What happened to the entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChangeOp {
    /// It came to be; one row, `new` holds all fields.
    Create,
    /// A field was set or cleared; one row per field.
    Update,
    /// Archived or taken out of the archive; `new` is a boolean.
    Archive,
    /// It went to the trash.
    Trash,
    /// It came back from the trash.
    Restore,
    /// It was deleted for good; nothing of its content remains in any row.
    Erase,
    /// A note, link or activity that hangs on it was added, changed or removed; `field` says which, `old` and `new` hold it.
    Attach,
}

/// One change of one field of one entity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Change {
    /// Orders all changes of the workspace; clocks do not.
    #[ts(type = "number")]
    pub seq: i64,
    /// What was written together and is undone together.
    pub change_set: ChangeSetId,
    /// The entity.
    pub entity: EntityId,
    /// Its kind.
    pub kind: Kind,
    /// What happened.
    pub op: ChangeOp,
    /// The field's key, for updates.
    pub field: Option<String>,
    /// The value before, as JSON.
    #[ts(type = "unknown")]
    pub old: Option<serde_json::Value>,
    /// The value after, as JSON.
    #[ts(type = "unknown")]
    pub new: Option<serde_json::Value>,
    /// The entity's revision after the change.
    #[ts(type = "number")]
    pub revision: i64,
    /// Who.
    pub actor: Actor,
    /// When, by the clock of the machine.
    pub at: UtcMillis,
}
