//! One change to many entities.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use workestra_core::{EntityId, Kind, Patch};

/// Changes many entities of a kind as a job: one change set, one undo.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BulkStart {
    /// The kind.
    pub kind: Kind,
    /// Which.
    pub selection: Selection,
    /// What is done to each.
    pub change: BulkChange,
}

/// Entities of a kind.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "select")]
pub enum Selection {
    /// These.
    Ids {
        /// Which.
        ids: Vec<EntityId>,
    },
    /// All that a filter lets through when the job begins.
    Matching {
        /// In the query language; refused when any part of it is not understood.
        filter: String,
        /// But not these.
        except: Vec<EntityId>,
    },
}

/// What is done to each entity.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "change")]
pub enum BulkChange {
    /// Sets and clears fields.
    Set {
        /// Which and to what.
        patch: Patch,
    },
    /// Adds and removes tags.
    Tag {
        /// Tags to add.
        add: Vec<String>,
        /// Tags to remove, in any case.
        remove: Vec<String>,
    },
    /// Archives or takes out of the archive.
    Archive {
        /// Whether to archive.
        archived: bool,
    },
    /// Puts into the trash.
    Trash,
    /// Takes out of the trash.
    Restore,
}

/// An entity that a bulk change left as it was, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LeftOut {
    /// What people call it: `DEAL-7 Acme renewal`.
    pub entity: String,
    /// Why.
    pub reason: String,
}
