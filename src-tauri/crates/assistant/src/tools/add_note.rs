//! A note.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use workestra_store::{Op, TimelineKind};

use super::field_value;
use crate::error::ToolError;
use crate::plan::Plan;
use crate::reader::Reader;
use crate::tool::Tool;

/// What to write.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Input {
    /// References of the entities to write it on.
    entities: Vec<String>,
    /// Markdown.
    text: String,
    /// Names this wish, so that asking twice is asking once: any text, another one for another wish.
    idempotency_key: String,
    /// Why, in one sentence that the person reads before they approve.
    reason: String,
}

pub(super) fn tool() -> Tool {
    Tool::write("add_note", "Ask to write a note on one or several entities.", plan)
}

async fn plan(input: Input, reader: Arc<Reader>) -> Result<Plan, ToolError> {
    let mut on = Vec::new();
    let mut names = Vec::new();
    let mut kind = None;
    for reference in &input.entities {
        let entity = reader.entity(reference).await?;
        kind = kind.or(Some(entity.kind));
        names.push(field_value::called(&entity));
        on.push(entity.id);
    }
    let Some(kind) = kind else {
        return Err(ToolError::invalid("entities is empty: name at least one"));
    };
    let op = Op::NoteAdd {
        id: None,
        on,
        entry: TimelineKind::Note,
        text: input.text,
        at: None,
    };
    Ok(Plan::one(
        format!("write a note on {}", names.join(" and ")),
        kind,
        vec![op],
    ))
}
