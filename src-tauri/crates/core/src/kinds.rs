//! The declarations of the five kinds: one file each, and the fields they have in common here.

pub mod candidate;
pub mod contact;
pub mod deal;
pub mod task;
pub mod ticket;

use crate::field::{FieldDef, FieldType};

/// The fields every kind has: the stage under the name its pipeline goes by, the owner and the tags.
fn common(stage_label: &'static str, stage_aliases: &[&'static str]) -> [FieldDef; 3] {
    [
        FieldDef::new("stage", stage_label, FieldType::Stage)
            .required()
            .aliases(stage_aliases),
        FieldDef::new("owner", "Owner", FieldType::Member).aliases(&[
            "assignee",
            "assigned to",
            "contact owner",
            "deal owner",
            "record owner",
            "account owner",
            "recruiter",
        ]),
        FieldDef::new("tags", "Tags", FieldType::Text)
            .many()
            .searched(1.5)
            .aliases(&["tag", "labels", "label", "categories", "group membership"]),
    ]
}
