//! Which fields a kind has.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use workestra_core::FieldType;

use crate::error::ToolError;
use crate::node::Node;
use crate::reader::Reader;
use crate::tool::Tool;

/// Which kind.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Input {
    /// contact, deal, ticket, candidate or task.
    kind: String,
}

pub(super) fn tool() -> Tool {
    Tool::read(
        "describe_kind",
        "Read which fields and stages a kind has, with types and allowed values. Use it before you create or update.",
        run,
    )
}

async fn run(input: Input, reader: Arc<Reader>) -> Result<Node, ToolError> {
    let kind = reader.kind(&input.kind)?;
    let def = reader.schema().kind(kind);
    let fields = def.fields.iter().map(|field| {
        let (ty, values) = match &field.ty {
            FieldType::Select { choices } => ("one of", Node::words(choices.iter().map(|choice| choice.key.as_ref()))),
            FieldType::Stage => ("one of", Node::words(def.stages.iter().map(|stage| stage.key.as_ref()))),
            FieldType::Entity { kinds } => ("reference of", Node::words(kinds.iter().map(|kind| kind.name()))),
            other => (word(other), Node::Null),
        };
        Node::object([
            ("key", Node::word(field.key.as_ref())),
            ("label", Node::text(field.label.as_ref())),
            ("type", Node::word(ty)),
            ("values", values),
            ("many", Node::Bool(field.many)),
            ("required", Node::Bool(field.required)),
            ("can_be_set", Node::Bool(!field.derived)),
        ])
    });
    let fields = Node::List(fields.collect());
    let stages = def.stages.iter().map(|stage| {
        Node::object([
            ("key", Node::word(stage.key.as_ref())),
            ("label", Node::text(stage.label.as_ref())),
            ("asks_for", Node::words(stage.requires.iter().map(AsRef::as_ref))),
        ])
    });
    Ok(Node::object([
        ("fields", fields),
        ("stages", Node::List(stages.collect())),
    ]))
}

const fn word(ty: &FieldType) -> &'static str {
    match ty {
        FieldType::LongText => "long text",
        FieldType::Number { .. } => "number",
        FieldType::Money => "amount with currency",
        FieldType::Date => "date",
        FieldType::DateTime => "date and time",
        FieldType::Bool => "yes or no",
        FieldType::Email => "email",
        FieldType::Phone => "phone",
        FieldType::Url => "web address",
        FieldType::Member => "member",
        _ => "text",
    }
}
