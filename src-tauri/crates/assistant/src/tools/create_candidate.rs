//! A new candidate.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use workestra_core::{Draft, Kind};
use workestra_store::Op;

use super::field_value::{self, FieldValue};
use crate::error::ToolError;
use crate::plan::Plan;
use crate::reader::Reader;
use crate::tool::Tool;

/// What to make.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Input {
    /// Given name.
    first_name: Option<String>,
    /// Family name.
    last_name: Option<String>,
    /// What they apply for.
    position: Option<String>,
    /// Other fields, as describe_kind names them.
    #[serde(default)]
    fields: Vec<FieldValue>,
    /// Names this wish, so that asking twice is asking once: any text, another one for another wish.
    idempotency_key: String,
    /// Why, in one sentence that the person reads before they approve.
    reason: String,
}

pub(super) fn tool() -> Tool {
    Tool::write(
        "create_candidate",
        "Ask to create a candidate who applied for a position.",
        plan,
    )
}

async fn plan(input: Input, reader: Arc<Reader>) -> Result<Plan, ToolError> {
    let named = [
        ("first_name", input.first_name.as_deref()),
        ("last_name", input.last_name.as_deref()),
        ("position", input.position.as_deref()),
    ];
    let fields = field_value::fields(&reader, Kind::Candidate, &named, &input.fields)?;
    let title = reader.schema().kind(Kind::Candidate).title_of(&fields);
    let draft = Draft {
        kind: Kind::Candidate,
        fields,
    };
    Ok(Plan::one(
        format!("create the candidate {title}"),
        Kind::Candidate,
        vec![Op::Create { id: None, draft }],
    ))
}
