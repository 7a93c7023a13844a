//! A new deal.

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
    /// What it is called.
    name: String,
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
        "create_deal",
        "Ask to create a deal. Search first, so that it is not there twice.",
        plan,
    )
}

async fn plan(input: Input, reader: Arc<Reader>) -> Result<Plan, ToolError> {
    let named = [("name", Some(input.name.as_str()))];
    let fields = field_value::fields(&reader, Kind::Deal, &named, &input.fields)?;
    let title = reader.schema().kind(Kind::Deal).title_of(&fields);
    let draft = Draft {
        kind: Kind::Deal,
        fields,
    };
    Ok(Plan::one(
        format!("create the deal {title}"),
        Kind::Deal,
        vec![Op::Create { id: None, draft }],
    ))
}
