//! Moving an entity along its pipeline.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use workestra_core::Value;

use super::field_value::{self, FieldValue};
use crate::error::ToolError;
use crate::plan::Plan;
use crate::reader::Reader;
use crate::tool::Tool;

/// Where to.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Input {
    /// The entity's reference, such as DEAL-7.
    entity: String,
    /// Its revision as you read it.
    revision: i64,
    /// The key of the stage.
    stage: String,
    /// Fields that the stage asks for, such as lost_reason.
    #[serde(default)]
    changes: Vec<FieldValue>,
    /// Names this wish, so that asking twice is asking once: any text, another one for another wish.
    idempotency_key: String,
    /// Why, in one sentence that the person reads before they approve.
    reason: String,
}

pub(super) fn tool() -> Tool {
    Tool::write(
        "move_stage",
        "Ask to move a deal, ticket, candidate, contact or task to another stage. Candidates are turned down with reject_candidate.",
        plan,
    )
}

async fn plan(input: Input, reader: Arc<Reader>) -> Result<Plan, ToolError> {
    let entity = reader.entity(&input.entity).await?;
    field_value::as_read(&entity, input.revision)?;
    let field = reader.field(entity.kind, "stage")?;
    let stage = reader.value(entity.kind, field, &input.stage)?;
    let key = stage.as_ref().and_then(Value::first_text).unwrap_or_default();
    let def = reader.schema().kind(entity.kind);
    let label = def.stage(key).map_or(key, |stage| stage.label.as_ref()).to_owned();
    let mut patch = field_value::patch(&reader, entity.kind, &input.changes)?;
    patch.insert("stage".to_owned(), stage.clone());
    let ops = field_value::update(&reader, &entity, input.revision, patch).await?;
    Ok(Plan::one(
        format!("move {} to {label}", field_value::called(&entity)),
        entity.kind,
        ops,
    ))
}
