//! Links.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::ToolError;
use crate::node::Node;
use crate::reader::Reader;
use crate::tool::Tool;

/// Whose links.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Input {
    /// The entity's reference, such as CON-12.
    entity: String,
}

pub(super) fn tool() -> Tool {
    Tool::read(
        "get_related",
        "List the entities that are linked with one, refer to it or are referred to by it, with what they are to each other, and the files on it.",
        run,
    )
}

async fn run(input: Input, reader: Arc<Reader>) -> Result<Node, ToolError> {
    let entity = reader.entity(&input.entity).await?;
    let links = reader.links(&entity).await?;
    let linked = Node::List(links.iter().map(|link| reader.linked(link)).collect());
    let files = reader.files(&entity).await?;
    let files = files.iter().map(|file| {
        Node::object([
            ("name", Node::Quoted(file.name.clone())),
            ("has_text", Node::Bool(file.has_text)),
        ])
    });
    Ok(Node::object([
        ("known", reader.known(&entity)),
        (
            "known_ends",
            reader.known_of(links.iter().map(|link| link.to.id)).await?,
        ),
        ("related", linked),
        ("files", Node::List(files.collect())),
    ]))
}
