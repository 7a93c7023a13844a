//! Who changed what.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use workestra_core::{Change, KindDef, Value};

use crate::error::ToolError;
use crate::node::Node;
use crate::reader::render::{day_and_time, field_node, stage_node};
use crate::reader::{Reader, actor_word};
use crate::tool::Tool;

/// Whose history.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Input {
    /// The entity's reference, such as DEAL-7.
    entity: String,
    /// How many changes at most, 1 to 100; 30 without it.
    limit: Option<usize>,
}

pub(super) fn tool() -> Tool {
    Tool::read(
        "get_entity_history",
        "Read what was changed on an entity, when and by whom, newest first, and the stages it went through.",
        run,
    )
}

async fn run(input: Input, reader: Arc<Reader>) -> Result<Node, ToolError> {
    let entity = reader.entity(&input.entity).await?;
    let changes = reader.history(&entity, input.limit.unwrap_or(30).clamp(1, 100)).await?;
    let stages = reader.stages(&entity).await?;
    let def = reader.schema().kind(entity.kind);
    Ok(Node::object([
        (
            "changes",
            Node::List(changes.iter().map(|change| of_change(def, change)).collect()),
        ),
        (
            "stages",
            Node::List(
                stages
                    .iter()
                    .map(|visit| {
                        Node::object([
                            ("stage", stage_node(def, &visit.stage)),
                            ("since", Node::word(day_and_time(visit.entered_at))),
                        ])
                    })
                    .collect(),
            ),
        ),
    ]))
}

fn of_change(def: &KindDef, change: &Change) -> Node {
    let value = |value: &Option<Json>| {
        let field = change.field.as_deref().and_then(|key| def.field(key));
        let value = value
            .clone()
            .and_then(|value| serde_json::from_value::<Value>(value).ok());
        match (field, value) {
            (Some(field), Some(value)) => field_node(field, &value, true),
            _ => Node::Null,
        }
    };
    Node::object([
        ("at", Node::word(day_and_time(change.at))),
        ("by", actor_word(change.actor)),
        ("change_set", Node::word(change.change_set.to_string())),
        ("what", Node::word(format!("{:?}", change.op).to_lowercase())),
        ("field", change.field.as_deref().map_or(Node::Null, Node::word)),
        ("old", value(&change.old)),
        ("new", value(&change.new)),
    ])
}
