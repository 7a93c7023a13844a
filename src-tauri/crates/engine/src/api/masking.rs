//! What leaves of each field, and how an entity would look outside.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use workestra_core::{EntityRef, Kind, Mask, Masks, Sensitivity};

/// What leaves of every field.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MaskingFields {
    /// Kind by kind.
    pub kinds: Vec<MaskingKind>,
}

/// What leaves of the fields of a kind.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MaskingKind {
    /// The kind.
    pub kind: Kind,
    /// Its fields, in their order.
    pub fields: Vec<MaskingField>,
}

/// A field and what leaves of it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MaskingField {
    /// The field's key.
    pub key: String,
    /// Shown to people.
    pub label: String,
    /// How delicate its content is.
    pub sensitivity: Sensitivity,
    /// What its declaration says.
    pub declared: Mask,
    /// What holds.
    pub mask: Mask,
    /// Whether nothing else can be chosen.
    pub fixed: bool,
}

/// Asks how an entity would leave.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MaskingAsk {
    /// Of which kind.
    pub kind: Kind,
    /// The masks, kept or not.
    pub masks: Masks,
}

/// An entity as it is and as it would leave.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MaskingPreview {
    /// Which.
    pub reference: EntityRef,
    /// Its title.
    pub title: String,
    /// Part by part.
    pub parts: Vec<MaskingPart>,
}

/// A part of an entity, here and outside.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MaskingPart {
    /// The field's key.
    pub key: String,
    /// Shown to people.
    pub label: String,
    /// As it is.
    pub as_it_is: String,
    /// As it would leave; absent when nothing of it leaves.
    pub as_it_leaves: Option<String>,
}
