//! Turning somebody down.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use workestra_core::{Kind, Patch, Value};
use workestra_store::Op;

use super::field_value;
use crate::error::ToolError;
use crate::hiring::REASON;
use crate::plan::Plan;
use crate::reader::Reader;
use crate::tool::Tool;

/// Whom.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Input {
    /// The candidate's reference, such as CAN-3.
    entity: String,
    /// Their revision as you read it.
    revision: i64,
    /// Leave it out: the person who decides types it.
    rejection_reason: Option<String>,
    /// Names this wish, so that asking twice is asking once: any text, another one for another wish.
    idempotency_key: String,
    /// Why, in one sentence that the person reads before they approve.
    reason: String,
}

pub(super) fn tool() -> Tool {
    Tool::write(
        "reject_candidate",
        "Ask to turn one candidate down. The person decides, and types why themselves. Not for MCP clients.",
        plan,
    )
}

async fn plan(input: Input, reader: Arc<Reader>) -> Result<Plan, ToolError> {
    let entity = reader.entity(&input.entity).await?;
    if entity.kind != Kind::Candidate {
        return Err(ToolError::invalid(format!("{} is no candidate", entity.reference)));
    }
    field_value::as_read(&entity, input.revision)?;
    let typed = input
        .rejection_reason
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty());
    let op = Op::Update {
        id: entity.id,
        revision: Some(input.revision),
        patch: Patch::from([
            ("stage".to_owned(), Some(Value::from("rejected"))),
            // Stands in until the person has typed why; it cannot be approved before.
            (REASON.to_owned(), Some(Value::from(typed.unwrap_or("…")))),
        ]),
    };
    let plan = Plan::one(
        format!("turn down {}", field_value::called(&entity)),
        Kind::Candidate,
        vec![op],
    );
    Ok(Plan {
        to_type: vec![(format!("/{REASON}"), "why the candidate is turned down".to_owned())],
        ..plan.destructive(entity.reference)
    })
}
