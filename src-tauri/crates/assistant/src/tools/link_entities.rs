//! A link.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use workestra_store::Op;

use super::field_value;
use crate::error::ToolError;
use crate::plan::Plan;
use crate::reader::Reader;
use crate::tool::Tool;

/// What with what.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Input {
    /// The reference of one end.
    entity: String,
    /// The reference of the other end.
    to: String,
    /// What the other end is to the first one: decision maker, parent, duplicate.
    role: String,
    /// Names this wish, so that asking twice is asking once: any text, another one for another wish.
    idempotency_key: String,
    /// Why, in one sentence that the person reads before they approve.
    reason: String,
}

pub(super) fn tool() -> Tool {
    Tool::write(
        "link_entities",
        "Ask to link two entities with what one is to the other.",
        plan,
    )
}

async fn plan(input: Input, reader: Arc<Reader>) -> Result<Plan, ToolError> {
    let from = reader.entity(&input.entity).await?;
    let to = reader.entity(&input.to).await?;
    let op = Op::LinkAdd {
        from: from.id,
        to: to.id,
        role: input.role.clone(),
    };
    let sentence = format!(
        "link {} with {} as {}",
        field_value::called(&from),
        field_value::called(&to),
        input.role
    );
    Ok(Plan::one(sentence, from.kind, vec![op]))
}
