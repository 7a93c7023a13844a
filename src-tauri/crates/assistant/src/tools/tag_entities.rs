//! Tags.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use workestra_core::{Patch, Value};
use workestra_store::{Op, folded};

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
    /// Tags to add.
    #[serde(default)]
    add: Vec<String>,
    /// Tags to take off.
    #[serde(default)]
    remove: Vec<String>,
    /// Names this wish, so that asking twice is asking once: any text, another one for another wish.
    idempotency_key: String,
    /// Why, in one sentence that the person reads before they approve.
    reason: String,
}

pub(super) fn tool() -> Tool {
    Tool::write(
        "tag_entities",
        "Ask to add tags to entities, or to take tags off them.",
        plan,
    )
}

async fn plan(input: Input, reader: Arc<Reader>) -> Result<Plan, ToolError> {
    if input.add.is_empty() && input.remove.is_empty() {
        return Err(ToolError::invalid("name tags to add or to remove"));
    }
    let mut steps = Vec::new();
    for (at, entity) in entities(&reader, &input.entities).await?.into_iter().enumerate() {
        steps.push(Step {
            path: (input.entities.len() > 1).then(|| format!("/entities/{at}")),
            sentence: format!("change the tags of {}", called(&entity)),
            kind: entity.kind,
            ops: vec![Op::Update {
                id: entity.id,
                revision: Some(entity.revision),
                patch: Patch::from([("tags".to_owned(), tags(entity.tags(), &input.add, &input.remove))]),
            }],
        });
    }
    Ok(Plan {
        sentence: format!("change the tags of {}", counted(&input.entities)),
        steps,
        ..Plan::default()
    })
}

/// What is there, without what is taken off and with what is added; compared without case and accents.
fn tags(there: &[String], add: &[String], remove: &[String]) -> Option<Value> {
    let removed: Vec<String> = remove.iter().map(|tag| folded(tag)).collect();
    let mut tags: Vec<String> = there
        .iter()
        .filter(|tag| !removed.contains(&folded(tag)))
        .cloned()
        .collect();
    for tag in add {
        if !tags.iter().any(|known| folded(known) == folded(tag)) {
            tags.push(tag.clone());
        }
    }
    (!tags.is_empty()).then_some(Value::List(tags))
}
