//! Taking back what was written together.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use workestra_store::Op;

use crate::error::{Fault, ToolError};
use crate::plan::Plan;
use crate::reader::Reader;
use crate::reader::render::day_and_time;
use crate::tool::Tool;

/// Which.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Input {
    /// The change set, as get_entity_history or an executed confirmation names it.
    change_set: String,
    /// Names this wish, so that asking twice is asking once: any text, another one for another wish.
    idempotency_key: String,
    /// Why, in one sentence that the person reads before they approve.
    reason: String,
}

pub(super) fn tool() -> Tool {
    Tool::write(
        "undo_change_set",
        "Ask to undo one change set of the person who asks, with all that was written together in it. What somebody wrote later stays.",
        plan,
    )
}

async fn plan(input: Input, reader: Arc<Reader>) -> Result<Plan, ToolError> {
    let (id, set) = reader.standing_set(&input.change_set).await?;
    let [first, others @ ..] = set.entities.as_slice() else {
        return Err(ToolError::new(
            Fault::NotFound,
            "nothing is left of what this change set wrote",
        ));
    };
    for title in &set.entities {
        reader.open_kind(title.reference.kind)?;
    }
    let what = match (&set.title, others) {
        (Some(title), _) => title.clone(),
        (None, []) => format!("the change of {} {}", first.reference, first.title),
        (None, others) => format!(
            "the change of {} {} and {} more",
            first.reference,
            first.title,
            others.len()
        ),
    };
    Ok(Plan {
        lasting: true,
        ..Plan::one(
            format!("undo {what}, made at {}", day_and_time(set.at)),
            first.reference.kind,
            vec![Op::SetUndo { set: id }],
        )
    })
}
