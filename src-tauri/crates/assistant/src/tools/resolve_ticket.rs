//! A ticket that is answered.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use workestra_core::{Kind, Patch, StageClass, Value};
use workestra_store::Op;

use super::field_value;
use crate::error::ToolError;
use crate::plan::Plan;
use crate::reader::Reader;
use crate::tool::Tool;

/// Which, and how.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Input {
    /// The ticket's reference, such as TIC-104.
    entity: String,
    /// Its revision as you read it.
    revision: i64,
    /// What solved it.
    resolution: String,
    /// Names this wish, so that asking twice is asking once: any text, another one for another wish.
    idempotency_key: String,
    /// Why, in one sentence that the person reads before they approve.
    reason: String,
}

pub(super) fn tool() -> Tool {
    Tool::write(
        "resolve_ticket",
        "Ask to mark a ticket as resolved, with what solved it.",
        plan,
    )
}

async fn plan(input: Input, reader: Arc<Reader>) -> Result<Plan, ToolError> {
    let entity = reader.entity(&input.entity).await?;
    if entity.kind != Kind::Ticket {
        return Err(ToolError::invalid(format!("{} is no ticket", entity.reference)));
    }
    field_value::as_read(&entity, input.revision)?;
    let stages = &reader.schema().kind(Kind::Ticket).stages;
    let resolved = stages.iter().find(|stage| stage.class == StageClass::Won);
    let resolved = resolved.ok_or_else(|| ToolError::invalid("tickets have no stage in which they are resolved"))?;
    let op = Op::Update {
        id: entity.id,
        revision: Some(input.revision),
        patch: Patch::from([
            ("stage".to_owned(), Some(Value::from(resolved.key.as_ref()))),
            ("resolution".to_owned(), Some(Value::Text(input.resolution))),
        ]),
    };
    Ok(Plan::one(
        format!("resolve {}", field_value::called(&entity)),
        Kind::Ticket,
        vec![op],
    ))
}
