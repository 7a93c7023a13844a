//! The person's own views.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::list_entities::page_node;
use crate::error::ToolError;
use crate::node::Node;
use crate::reader::Reader;
use crate::tool::Tool;

/// Which view.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Input {
    /// The name under which the person keeps it.
    view: String,
    /// How many at most, 1 to 100; 25 without it.
    limit: Option<u32>,
}

pub(super) fn tool() -> Tool {
    Tool::read(
        "run_view",
        "List what a view shows that the person has saved, by its name.",
        run,
    )
}

async fn run(input: Input, reader: Arc<Reader>) -> Result<Node, ToolError> {
    let views = reader.views().await?;
    let wanted = workestra_store::folded(input.view.trim());
    let named = |name: Option<&str>| name.is_some_and(|name| workestra_store::folded(name) == wanted);
    let Some(view) = views.iter().find(|view| named(view.name.as_deref())) else {
        let names = views.iter().filter_map(|view| view.name.as_deref());
        return Err(ToolError::unknown("view", &input.view, names));
    };
    let sort: Vec<(String, bool)> = view
        .sort
        .iter()
        .map(|sort| (sort.key.clone(), sort.descending))
        .collect();
    let limit = input.limit.unwrap_or(25).clamp(1, 100);
    let page = reader.list(view.kind, &view.filter, &sort, 0, limit).await?;
    page_node(&reader, &page, 0).await
}
