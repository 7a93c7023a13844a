//! The words of Workestra's domain: kinds and their fields, entities, actors, roles and the policy that
//! mints grants, and the query language. No I/O happens here and no other crate declares a field.

pub mod actor;
pub mod assisting;
pub mod change;
pub mod confirming;
pub mod entity;
pub mod field;
pub mod id;
pub mod kind;
mod kinds;
pub mod mask;
pub mod masks;
pub mod parse;
pub mod policy;
pub mod query;
pub mod recurrence;
pub mod schema;
pub mod scorecard;
pub mod secret;
pub mod suggest;
pub mod targets;
pub mod time;
pub mod timeline;
pub mod value;
pub mod view;

pub use actor::Actor;
pub use assisting::{ASSISTANT_RULES, Access, AssistantRules, Decision, Refused};
pub use change::{Change, ChangeOp};
pub use confirming::{
    ConfirmationDesk, ConfirmationId, ConfirmationSeal, Digest, PersonAtConfirmation, Resolution, confirmation_desk,
};
pub use entity::{Draft, Entity, Fields, Patch};
pub use field::{Choice, FieldDef, FieldType, Mask, Sensitivity};
pub use id::{ChangeSetId, EntityId, EntityRef, MemberId, WorkspaceId};
pub use kind::{Kind, KindDef, Stage, StageClass};
pub use mask::{Masked, Masking};
pub use masks::{Masks, WrongMask};
pub use policy::{Denied, Grant, Member, Policy, Role, Verb};
pub use recurrence::Recurrence;
pub use schema::Schema;
pub use scorecard::{Rating, Recommendation, Scorecard};
pub use secret::Secret;
pub use targets::{Target, Targets};
pub use time::{Date, UtcMillis};
pub use timeline::TimelineKind;
pub use value::{Money, Value};
pub use view::{Sort, View, ViewColumn, ViewLayout};
