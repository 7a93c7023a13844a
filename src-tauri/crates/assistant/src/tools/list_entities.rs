//! Lists.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::ToolError;
use crate::node::Node;
use crate::reader::Reader;
use crate::tool::Tool;

/// A page of a list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Input {
    /// contact, deal, ticket, candidate or task.
    kind: String,
    /// Filters in the query language: `stage:proposal amount>10k owner:me closes<30d is:open`.
    filter: Option<String>,
    /// The key of a field to sort by, or title, reference, created_at, updated_at; with a leading - for the largest first.
    sort: Option<String>,
    /// How many at most, 1 to 100; 25 without it.
    limit: Option<u32>,
    /// How many to pass over.
    offset: Option<u32>,
}

pub(super) fn tool() -> Tool {
    Tool::read(
        "list_entities",
        "List entities of one kind that pass filters, in an order, page by page. Use it for questions about many: which deals close this month, which tickets are open.",
        run,
    )
}

async fn run(input: Input, reader: Arc<Reader>) -> Result<Node, ToolError> {
    let kind = reader.kind(&input.kind)?;
    let sort = sort_of(input.sort.as_deref());
    let (offset, limit) = (input.offset.unwrap_or(0), input.limit.unwrap_or(25).clamp(1, 100));
    let page = reader
        .list(kind, input.filter.as_deref().unwrap_or_default(), &sort, offset, limit)
        .await?;
    page_node(&reader, &page, offset).await
}

/// A column with whether the largest come first, as a model writes it.
pub(super) fn sort_of(written: Option<&str>) -> Vec<(String, bool)> {
    let columns = written.into_iter().filter(|key| !key.trim().is_empty());
    let columns = columns.map(|key| match key.strip_prefix('-') {
        Some(key) => (key.to_owned(), true),
        None => (key.to_owned(), false),
    });
    columns.collect()
}

/// A page, and whether there are more.
pub(super) async fn page_node(
    reader: &Reader,
    page: &workestra_store::ListPage,
    offset: u32,
) -> Result<Node, ToolError> {
    let mut rows = Vec::with_capacity(page.entities.len());
    for entity in &page.entities {
        rows.push(reader.short(entity).await?);
    }
    let upto = i64::from(offset).saturating_add(i64::try_from(rows.len()).unwrap_or(i64::MAX));
    Ok(Node::object([
        ("total", Node::Count(page.total)),
        (
            "next_offset",
            if upto < page.total {
                Node::Count(upto)
            } else {
                Node::Null
            },
        ),
        ("entities", Node::List(rows)),
    ]))
}
