//! A message in a ticket's thread.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use workestra_core::Kind;
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
    /// The ticket's reference, such as TIC-104.
    entity: String,
    /// Whether only the team sees it.
    internal: bool,
    /// Markdown.
    text: String,
    /// Names this wish, so that asking twice is asking once: any text, another one for another wish.
    idempotency_key: String,
    /// Why, in one sentence that the person reads before they approve.
    reason: String,
}

pub(super) fn tool() -> Tool {
    Tool::write(
        "reply_ticket",
        "Ask to write a message in a ticket's thread: to the requester, or to the team only. It is kept in the thread and not sent by email.",
        plan,
    )
}

async fn plan(input: Input, reader: Arc<Reader>) -> Result<Plan, ToolError> {
    let entity = reader.entity(&input.entity).await?;
    if entity.kind != Kind::Ticket {
        return Err(ToolError::invalid(format!(
            "{} is no ticket: use add_note",
            entity.reference
        )));
    }
    let what = match input.internal {
        true => TimelineKind::InternalMessage,
        false => TimelineKind::PublicMessage,
    };
    let op = Op::NoteAdd {
        id: None,
        on: vec![entity.id],
        entry: what,
        text: input.text,
        at: None,
    };
    Ok(Plan::one(
        format!(
            "write {} in {}",
            if input.internal {
                "an internal message"
            } else {
                "a message to the requester"
            },
            field_value::called(&entity)
        ),
        entity.kind,
        vec![op],
    ))
}
