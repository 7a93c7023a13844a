//! A call or a meeting that took place.

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
    /// The entity's reference, such as CON-12.
    entity: String,
    /// call or meeting.
    what: String,
    /// Markdown.
    text: String,
    /// Names this wish, so that asking twice is asking once: any text, another one for another wish.
    idempotency_key: String,
    /// Why, in one sentence that the person reads before they approve.
    reason: String,
}

pub(super) fn tool() -> Tool {
    Tool::write("log_activity", "Ask to log a call or a meeting that took place.", plan)
}

async fn plan(input: Input, reader: Arc<Reader>) -> Result<Plan, ToolError> {
    let entity = reader.entity(&input.entity).await?;
    let what = match input.what.trim().to_lowercase().as_str() {
        "call" => TimelineKind::Call,
        "meeting" => TimelineKind::Meeting,
        other => return Err(ToolError::unknown("activity", other, ["call", "meeting"])),
    };
    let op = Op::NoteAdd {
        id: None,
        on: vec![entity.id],
        entry: what,
        text: input.text,
        at: None,
    };
    Ok(Plan::one(
        format!("log a {} on {}", what.name(), field_value::called(&entity)),
        entity.kind,
        vec![op],
    ))
}
