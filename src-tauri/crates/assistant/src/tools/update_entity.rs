//! Changing fields of one entity.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::field_value::{self, FieldValue};
use crate::error::ToolError;
use crate::plan::Plan;
use crate::plan::Step;
use crate::reader::Reader;
use crate::tool::Tool;

/// What to change.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Input {
    /// The entity's reference, such as DEAL-7.
    entity: String,
    /// Its revision as you read it.
    revision: i64,
    /// What to set and clear.
    changes: Vec<FieldValue>,
    /// Names this wish, so that asking twice is asking once: any text, another one for another wish.
    idempotency_key: String,
    /// Why, in one sentence that the person reads before they approve.
    reason: String,
}

pub(super) fn tool() -> Tool {
    Tool::write(
        "update_entity",
        "Ask to change fields of one entity. Read it first: the revision that you read is asked for.",
        plan,
    )
}

async fn plan(input: Input, reader: Arc<Reader>) -> Result<Plan, ToolError> {
    let entity = reader.entity(&input.entity).await?;
    field_value::as_read(&entity, input.revision)?;
    if input.changes.is_empty() {
        return Err(ToolError::invalid("changes is empty: name at least one field"));
    }
    let patch = field_value::patch(&reader, entity.kind, &input.changes)?;
    // The fields are written together, so the ops are the first step's; each of them can be left out all the same.
    let mut ops = Some(field_value::update(&reader, &entity, input.revision, patch).await?);
    let steps = input.changes.iter().enumerate().map(|(at, change)| Step {
        path: (input.changes.len() > 1).then(|| format!("/changes/{at}")),
        sentence: field_value::said(change),
        kind: entity.kind,
        ops: ops.take().unwrap_or_default(),
    });
    let steps: Vec<Step> = steps.collect();
    let what: Vec<&str> = steps.iter().map(|step| step.sentence.as_str()).collect();
    Ok(Plan {
        sentence: format!("{}: {}", field_value::called(&entity), what.join(", ")),
        steps,
        ..Plan::default()
    })
}
