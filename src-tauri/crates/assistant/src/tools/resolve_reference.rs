//! From what people call something to its reference.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use workestra_search::api::{Hit, Leg};

use crate::error::ToolError;
use crate::node::Node;
use crate::reader::Reader;
use crate::tool::Tool;

/// A name.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Input {
    /// A reference, full name, email address, phone number, domain or title.
    name: String,
}

pub(super) fn tool() -> Tool {
    Tool::read(
        "resolve_reference",
        "Turn a name, email address, phone number or reference into the entities that it stands for. Several mean that the person has to say which.",
        run,
    )
}

async fn run(input: Input, reader: Arc<Reader>) -> Result<Node, ToolError> {
    let hits = reader.search(&input.name, None, 10).await?;
    let exact: Vec<&Hit> = hits.iter().filter(|hit| hit.leg == Leg::Exact).collect();
    let known = reader.known_of(exact.iter().map(|hit| hit.id)).await?;
    let exact = exact.iter().map(|hit| {
        Node::object([
            ("reference", Node::word(hit.reference.to_string())),
            ("title", reader.title(hit.kind, &hit.title)),
        ])
    });
    Ok(Node::object([
        ("known", known),
        ("entities", Node::List(exact.collect())),
    ]))
}
