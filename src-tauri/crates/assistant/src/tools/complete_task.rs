//! A task that is done.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use workestra_core::{Kind, Patch, StageClass, Value};

use super::field_value;
use crate::error::ToolError;
use crate::plan::Plan;
use crate::reader::Reader;
use crate::tool::Tool;

/// Which.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Input {
    /// The task's reference, such as TASK-9.
    entity: String,
    /// Its revision as you read it.
    revision: i64,
    /// Names this wish, so that asking twice is asking once: any text, another one for another wish.
    idempotency_key: String,
    /// Why, in one sentence that the person reads before they approve.
    reason: String,
}

pub(super) fn tool() -> Tool {
    Tool::write(
        "complete_task",
        "Ask to mark a task as done. One that repeats is followed by the next one.",
        plan,
    )
}

async fn plan(input: Input, reader: Arc<Reader>) -> Result<Plan, ToolError> {
    let entity = reader.entity(&input.entity).await?;
    if entity.kind != Kind::Task {
        return Err(ToolError::invalid(format!("{} is no task", entity.reference)));
    }
    field_value::as_read(&entity, input.revision)?;
    let stages = &reader.schema().kind(Kind::Task).stages;
    let done = stages.iter().find(|stage| stage.class == StageClass::Won);
    let done = done.ok_or_else(|| ToolError::invalid("tasks have no stage in which they are done"))?;
    let patch = Patch::from([("stage".to_owned(), Some(Value::from(done.key.as_ref())))]);
    let ops = field_value::update(&reader, &entity, input.revision, patch).await?;
    let mut sentence = format!("complete {}", field_value::called(&entity));
    if ops.len() > 1 {
        sentence.push_str(", and make the next one");
    }
    Ok(Plan::one(sentence, Kind::Task, ops))
}
