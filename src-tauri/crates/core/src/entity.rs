//! An entity and the two shapes in which people ask for one to be written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::actor::Actor;
use crate::id::{EntityId, EntityRef, MemberId};
use crate::kind::Kind;
use crate::time::UtcMillis;
use crate::value::Value;

/// Values by field key; a key without a value is absent.
pub type Fields = BTreeMap<String, Value>;

/// What an update sets (`Some`) and clears (`None`), by field key.
pub type Patch = BTreeMap<String, Option<Value>>;

/// An entity as it is stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Entity {
    /// Stable identity.
    pub id: EntityId,
    /// Its kind.
    pub kind: Kind,
    /// What people call it: `DEAL-7`.
    pub reference: EntityRef,
    /// Counts its writes from 1; an update names the revision it was made against.
    #[ts(type = "number")]
    pub revision: i64,
    /// Made from the fields as the kind declares.
    pub title: String,
    /// Declared and custom fields that have a value; stage, owner and tags are among them.
    pub fields: Fields,
    /// When it was made.
    pub created_at: UtcMillis,
    /// Who made it.
    pub created_by: Actor,
    /// When it was last written.
    pub updated_at: UtcMillis,
    /// Who wrote it last.
    pub updated_by: Actor,
    /// Set while it is archived: kept, found only when asked for.
    pub archived_at: Option<UtcMillis>,
    /// Set while it is in the trash.
    pub deleted_at: Option<UtcMillis>,
}

impl Entity {
    /// The key of its stage.
    #[must_use]
    pub fn stage(&self) -> Option<&str> {
        self.fields.get("stage").and_then(Value::first_text)
    }

    /// The member it belongs to.
    #[must_use]
    pub fn owner(&self) -> Option<MemberId> {
        self.fields
            .get("owner")
            .and_then(Value::first_text)
            .and_then(|text| text.parse().ok())
    }

    /// Its tags, in order.
    #[must_use]
    pub fn tags(&self) -> &[String] {
        self.fields.get("tags").map_or(&[], Value::texts)
    }
}

/// What a new entity is made from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Draft {
    /// The kind to make.
    pub kind: Kind,
    /// Its values; checked against the declaration.
    pub fields: Fields,
}
