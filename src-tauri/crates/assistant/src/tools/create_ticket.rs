//! A new ticket.

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
    /// In one line.
    subject: String,
    /// What it is about.
    body: Option<String>,
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
        "create_ticket",
        "Ask to create a ticket for a request of somebody outside.",
        plan,
    )
}

async fn plan(input: Input, reader: Arc<Reader>) -> Result<Plan, ToolError> {
    let named = [
        ("subject", Some(input.subject.as_str())),
        ("body", input.body.as_deref()),
    ];
    let fields = field_value::fields(&reader, Kind::Ticket, &named, &input.fields)?;
    let title = reader.schema().kind(Kind::Ticket).title_of(&fields);
    let draft = Draft {
        kind: Kind::Ticket,
        fields,
    };
    Ok(Plan::one(
        format!("create the ticket {title}"),
        Kind::Ticket,
        vec![Op::Create { id: None, draft }],
    ))
}
