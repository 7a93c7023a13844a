//! A new contact.

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
    /// Email addresses, separated by commas.
    emails: Option<String>,
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
        "create_contact",
        "Ask to create a contact. Search first, so that nobody is there twice.",
        plan,
    )
}

async fn plan(input: Input, reader: Arc<Reader>) -> Result<Plan, ToolError> {
    let named = [
        ("first_name", input.first_name.as_deref()),
        ("last_name", input.last_name.as_deref()),
        ("emails", input.emails.as_deref()),
    ];
    let fields = field_value::fields(&reader, Kind::Contact, &named, &input.fields)?;
    let title = reader.schema().kind(Kind::Contact).title_of(&fields);
    let draft = Draft {
        kind: Kind::Contact,
        fields,
    };
    Ok(Plan::one(
        format!("create the contact {title}"),
        Kind::Contact,
        vec![Op::Create { id: None, draft }],
    ))
}
