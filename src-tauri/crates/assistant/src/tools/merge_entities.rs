//! Two that are one.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use workestra_core::Patch;
use workestra_store::Op;

use super::field_value;
use crate::error::ToolError;
use crate::plan::Plan;
use crate::reader::Reader;
use crate::tool::Tool;

/// Which two.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Input {
    /// The reference of the one that stays.
    keep: String,
    /// The reference of the one that goes to the trash.
    gone: String,
    /// Names this wish, so that asking twice is asking once: any text, another one for another wish.
    idempotency_key: String,
    /// Why, in one sentence that the person reads before they approve.
    reason: String,
}

pub(super) fn tool() -> Tool {
    Tool::write(
        "merge_entities",
        "Ask to merge two entities of one kind that are the same: notes, links and files go over to the one that stays.",
        plan,
    )
}

async fn plan(input: Input, reader: Arc<Reader>) -> Result<Plan, ToolError> {
    let keep = reader.entity(&input.keep).await?;
    let gone = reader.entity(&input.gone).await?;
    // What the one that stays lacks it takes over.
    let lacking = gone.fields.iter().filter(|(key, _)| {
        let settable = reader
            .schema()
            .kind(gone.kind)
            .field(key)
            .is_some_and(|field| !field.derived);
        settable && !keep.fields.contains_key(*key)
    });
    let patch: Patch = lacking.map(|(key, value)| (key.clone(), Some(value.clone()))).collect();
    let op = Op::Merge {
        keep: keep.id,
        gone: gone.id,
        patch,
    };
    let sentence = format!(
        "merge {} into {}",
        field_value::called(&gone),
        field_value::called(&keep)
    );
    Ok(Plan::one(sentence, keep.kind, vec![op]).destructive(gone.reference))
}
