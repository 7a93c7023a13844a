//! The same change of many entities.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::field_value::{self, FieldValue, called, counted, entities};
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
    /// What to set and clear on each of them.
    changes: Vec<FieldValue>,
    /// Names this wish, so that asking twice is asking once: any text, another one for another wish.
    idempotency_key: String,
    /// Why, in one sentence that the person reads before they approve.
    reason: String,
}

pub(super) fn tool() -> Tool {
    Tool::write(
        "bulk_update",
        "Ask to make the same change on up to 200 entities of one kind. The person can leave out single ones. Candidates are moved one at a time with move_stage.",
        plan,
    )
}

async fn plan(input: Input, reader: Arc<Reader>) -> Result<Plan, ToolError> {
    if input.changes.is_empty() {
        return Err(ToolError::invalid("changes is empty: name at least one field"));
    }
    let what: Vec<String> = input.changes.iter().map(field_value::said).collect();
    let what = what.join(", ");
    let mut kind = None;
    let mut steps = Vec::new();
    for (at, entity) in entities(&reader, &input.entities).await?.into_iter().enumerate() {
        steps.push(Step {
            path: (input.entities.len() > 1).then(|| format!("/entities/{at}")),
            sentence: format!("{}: {what}", called(&entity)),
            kind: entity.kind,
            ops: {
                if *kind.get_or_insert(entity.kind) != entity.kind {
                    return Err(ToolError::invalid(
                        "the entities are of different kinds: ask for one kind at a time",
                    ));
                }
                let patch = field_value::patch(&reader, entity.kind, &input.changes)?;
                field_value::update(&reader, &entity, entity.revision, patch).await?
            },
        });
    }
    Ok(Plan {
        sentence: format!("{}: {what}", counted(&input.entities)),
        steps,
        ..Plan::default()
    })
}
