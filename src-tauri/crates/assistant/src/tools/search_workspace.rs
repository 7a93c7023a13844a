//! Finding entities.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use workestra_core::Mask;

use crate::error::ToolError;
use crate::node::Node;
use crate::reader::Reader;
use crate::tool::Tool;

/// A search over all kinds.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Input {
    /// Words to find, with filters if wanted: `renewal kind:deal stage:proposal amount>10k owner:me closes<30d -tag:cold`.
    query: String,
    /// Only this kind: contact, deal, ticket, candidate or task.
    kind: Option<String>,
    /// How many at most, 1 to 50; 10 without it.
    limit: Option<usize>,
}

pub(super) fn tool() -> Tool {
    Tool::read(
        "search_workspace",
        "Find contacts, deals, tickets, candidates and tasks by words, typos and meaning. Use it before any other tool when you have no reference yet.",
        run,
    )
}

async fn run(input: Input, reader: Arc<Reader>) -> Result<Node, ToolError> {
    let kind = input.kind.as_deref().map(|word| reader.kind(word)).transpose()?;
    let hits = reader
        .search(&input.query, kind, input.limit.unwrap_or(10).clamp(1, 50))
        .await?;
    let mut found = Vec::with_capacity(hits.len());
    for hit in &hits {
        // Read anew: what a hit shows in its row is for people, and not masked as its fields are.
        let entity = reader.entity(&hit.reference.to_string()).await?;
        // A part of a value is not found again as the whole would be, so nothing is quoted of what does not leave.
        let fields = &reader.schema().kind(hit.kind).fields;
        let matched = hit.snippet.as_ref().filter(|snippet| {
            let mut called = fields.iter().filter(|field| field.label == snippet.field);
            called.all(|field| field.mask == Mask::None)
        });
        found.push(Node::object([
            ("entity", reader.short(&entity).await?),
            (
                "matched",
                matched.map_or(Node::Null, |snippet| Node::Quoted(snippet.text.clone())),
            ),
        ]));
    }
    Ok(Node::object([("found", Node::List(found))]))
}
