//! Giving an entity to somebody.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use workestra_core::{Patch, Value};
use workestra_store::Op;

use super::field_value;
use crate::error::ToolError;
use crate::plan::Plan;
use crate::reader::Reader;
use crate::tool::Tool;

/// To whom.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Input {
    /// The entity's reference, such as TIC-104.
    entity: String,
    /// Its revision as you read it.
    revision: i64,
    /// The member's name, or me.
    assignee: String,
    /// Names this wish, so that asking twice is asking once: any text, another one for another wish.
    idempotency_key: String,
    /// Why, in one sentence that the person reads before they approve.
    reason: String,
}

pub(super) fn tool() -> Tool {
    Tool::write("assign_entity", "Ask to make a member the owner of an entity.", plan)
}

async fn plan(input: Input, reader: Arc<Reader>) -> Result<Plan, ToolError> {
    let entity = reader.entity(&input.entity).await?;
    field_value::as_read(&entity, input.revision)?;
    let member = reader.member_called(&input.assignee)?;
    let owner = Some(Value::Text(member.id.to_string()));
    let op = Op::Update {
        id: entity.id,
        revision: Some(input.revision),
        patch: Patch::from([("owner".to_owned(), owner)]),
    };
    Ok(Plan::one(
        format!("give {} to {}", field_value::called(&entity), member.name),
        entity.kind,
        vec![op],
    ))
}
