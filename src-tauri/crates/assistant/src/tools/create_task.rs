//! A new task.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use workestra_core::{Draft, Kind};
use workestra_store::Op;

use super::field_value::{self, FieldValue};
use crate::error::ToolError;
use crate::plan::Plan;
use crate::reader::Reader;
use crate::tool::Tool;

/// What to make.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Input {
    /// What is to be done.
    title: String,
    /// By when, as 2026-11-21.
    due: Option<String>,
    /// The reference of the entity that it is about.
    about: Option<String>,
    /// Other fields, as describe_kind names them.
    #[serde(default)]
    fields: Vec<FieldValue>,
    /// Names this wish, so that asking twice is asking once: any text, another one for another wish.
    idempotency_key: String,
    /// Why, in one sentence that the person reads before they approve.
    reason: String,
}

pub(super) fn tool() -> Tool {
    Tool::write(
        "create_task",
        "Ask to create a task, for the person or for the member that the field owner names.",
        plan,
    )
}

async fn plan(input: Input, reader: Arc<Reader>) -> Result<Plan, ToolError> {
    let named = [
        ("title", Some(input.title.as_str())),
        ("due", input.due.as_deref()),
        ("about", input.about.as_deref()),
    ];
    let fields = field_value::fields(&reader, Kind::Task, &named, &input.fields)?;
    let title = reader.schema().kind(Kind::Task).title_of(&fields);
    let draft = Draft {
        kind: Kind::Task,
        fields,
    };
    Ok(Plan::one(
        format!("create the task {title}"),
        Kind::Task,
        vec![Op::Create { id: None, draft }],
    ))
}
