//! Something to do.

use super::common;
use crate::field::{FieldDef, FieldType};
use crate::kind::{Kind, KindDef, Stage, StageClass, Title};

pub(crate) fn declare() -> KindDef {
    let mut fields = vec![
        FieldDef::new("title", "Title", FieldType::Text)
            .required()
            .searched(4.0)
            .embedded()
            .aliases(&["task", "task name", "subject", "task title", "summary", "name"]),
        FieldDef::new("body", "Notes", FieldType::LongText)
            .searched(1.0)
            .embedded()
            .aliases(&["description", "notes", "details", "task notes", "comments"]),
        FieldDef::select(
            "priority",
            "Priority",
            &[
                ("low", "Low"),
                ("normal", "Normal"),
                ("high", "High"),
                ("urgent", "Urgent"),
            ],
        ),
        FieldDef::new("due", "Due", FieldType::Date).aliases(&["due date", "deadline", "due on", "closes"]),
        FieldDef::new("remind_at", "Remind", FieldType::DateTime).aliases(&[
            "reminder",
            "remind",
            "reminder date/time",
        ]),
        FieldDef::select(
            "recurrence",
            "Repeats",
            &[
                ("daily", "Every day"),
                ("weekdays", "Every weekday"),
                ("weekly", "Every week"),
                ("monthly", "Every month"),
                ("yearly", "Every year"),
            ],
        )
        .aliases(&["repeat", "repeats", "recurring"]),
        FieldDef::new(
            "about",
            "About",
            FieldType::Entity {
                kinds: Kind::ALL.to_vec(),
            },
        )
        .aliases(&["related to", "regarding"]),
    ];
    fields.extend(common("Status", &["status", "task status", "state"]));
    KindDef {
        kind: Kind::Task,
        singular: "Task",
        plural: "Tasks",
        prefix: Kind::Task.prefix(),
        fields,
        pipeline: "Status",
        stages: vec![
            Stage::new("todo", "To do", StageClass::Open),
            Stage::new("in_progress", "In progress", StageClass::Open),
            Stage::new("waiting", "Waiting", StageClass::Open),
            Stage::new("done", "Done", StageClass::Won),
            Stage::new("cancelled", "Cancelled", StageClass::Lost),
        ],
        title: Title::Field("title"),
        context: vec!["stage", "due", "priority"],
        columns: vec!["stage", "priority", "due", "about", "owner"],
    }
}
