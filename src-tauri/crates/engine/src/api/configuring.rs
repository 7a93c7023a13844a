//! What belongs to the workspace as a whole: members, fields, stages, targets.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use workestra_core::{FieldType, Kind, MemberId, Role, Stage, Targets};

/// Adds a member.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MemberAdd {
    /// Shown beside what they own and do; no two members share one.
    pub name: String,
    /// Their address.
    pub email: Option<String>,
    /// What they may do.
    pub role: Role,
}

/// Changes a member.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MemberUpdate {
    /// Who.
    pub id: MemberId,
    /// As it is to be.
    pub name: String,
    /// As it is to be.
    pub email: Option<String>,
    /// As it is to be.
    pub role: Role,
}

/// Takes a member out of those who work here. What they did keeps their name.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct MemberRemove {
    /// Who.
    pub id: MemberId,
    /// Who gets what is theirs and open; it stays theirs without.
    pub hand_over_to: Option<MemberId>,
}

/// Names a member.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct MemberName {
    /// Who.
    pub id: MemberId,
}

/// Calls a custom field something else.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CustomFieldUpdate {
    /// The kind.
    pub kind: Kind,
    /// The field's key, which stays.
    pub key: String,
    /// What people call it.
    pub label: String,
}

/// Names a custom field.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CustomFieldName {
    /// The kind.
    pub kind: Kind,
    /// The field's key.
    pub key: String,
}

/// Adds a field to a kind.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CustomFieldAdd {
    /// The kind.
    pub kind: Kind,
    /// What people call it; its key is made from this.
    pub label: String,
    /// The type of one value.
    pub ty: FieldType,
    /// Whether it holds a list.
    pub many: bool,
}

/// Puts stages in the place of a kind's.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct StagesSet {
    /// The kind.
    pub kind: Kind,
    /// All of them, in order. A stage that holds entities must stay; the first must be open.
    pub stages: Vec<Stage>,
}

/// What is promised for tickets.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TicketTargets {
    /// Hours by priority.
    pub targets: Targets,
}
