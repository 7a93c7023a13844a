//! Into the trash.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use workestra_store::Op;

use super::field_value::{called, counted, entities};
use crate::error::ToolError;
use crate::plan::Plan;
use crate::plan::Step;
use crate::reader::Reader;
use crate::tool::Tool;

/// Which.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Input {
    /// References of the entities, at most 200.
    entities: Vec<String>,
    /// Names this wish, so that asking twice is asking once: any text, another one for another wish.
    idempotency_key: String,
    /// Why, in one sentence that the person reads before they approve.
    reason: String,
}

pub(super) fn tool() -> Tool {
    Tool::write(
        "trash_entities",
        "Ask to move entities to the trash, from where they can be restored.",
        plan,
    )
}

async fn plan(input: Input, reader: Arc<Reader>) -> Result<Plan, ToolError> {
    let mut steps = Vec::new();
    let mut gone = None;
    for (at, entity) in entities(&reader, &input.entities).await?.into_iter().enumerate() {
        gone = Some(entity.reference);
        steps.push(Step {
            path: (input.entities.len() > 1).then(|| format!("/entities/{at}")),
            sentence: format!("move {} to the trash", called(&entity)),
            kind: entity.kind,
            ops: vec![Op::Trash { id: entity.id }],
        });
    }
    Ok(Plan {
        sentence: format!("move {} to the trash", counted(&input.entities)),
        steps,
        destructive: true,
        gone,
        ..Plan::default()
    })
}
