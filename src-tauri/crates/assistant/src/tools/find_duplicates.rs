//! What may be the same.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use workestra_store::Alike;

use crate::error::ToolError;
use crate::node::Node;
use crate::reader::Reader;
use crate::tool::Tool;

/// Duplicates of what.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Input {
    /// The entity's reference, such as CON-12.
    entity: String,
}

pub(super) fn tool() -> Tool {
    Tool::read(
        "find_duplicates",
        "Find entities of the same kind that may be the same one, with what they share.",
        run,
    )
}

async fn run(input: Input, reader: Arc<Reader>) -> Result<Node, ToolError> {
    let entity = reader.entity(&input.entity).await?;
    let mut found = Vec::new();
    for duplicate in reader.duplicates(&entity).await? {
        let shared = duplicate.alike.iter().map(|alike| match alike {
            Alike::Email => "email",
            Alike::Phone => "phone",
            Alike::Name => "name",
            Alike::Title => "title",
        });
        found.push(Node::object([
            ("entity", reader.short(&duplicate.stored.entity).await?),
            ("share", Node::words(shared)),
        ]));
    }
    Ok(Node::object([("duplicates", Node::List(found))]))
}
