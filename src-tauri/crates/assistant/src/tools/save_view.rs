//! A view for the person.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use workestra_core::{Sort, View, ViewLayout};
use workestra_store::{Op, folded};

use super::list_entities::sort_of;
use crate::error::ToolError;
use crate::plan::Plan;
use crate::reader::Reader;
use crate::tool::Tool;

/// What to keep.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Input {
    /// contact, deal, ticket, candidate or task.
    kind: String,
    /// What to call it.
    name: String,
    /// Filters in the query language: `stage:proposal amount>10k owner:me closes<30d is:open`.
    filter: String,
    /// The key of a field to sort by, or title, reference, created_at, updated_at; with a leading - for the largest first.
    sort: Option<String>,
    /// Whether to show it as a board by stage; as a list without it.
    #[serde(default)]
    board: bool,
    /// Names this wish, so that asking twice is asking once: any text, another one for another wish.
    idempotency_key: String,
    /// Why, in one sentence that the person reads before they approve.
    reason: String,
}

pub(super) fn tool() -> Tool {
    Tool::write(
        "save_view",
        "Ask to save a filter of a list under a new name, for the person who asks.",
        plan,
    )
}

async fn plan(input: Input, reader: Arc<Reader>) -> Result<Plan, ToolError> {
    let kind = reader.kind(&input.kind)?;
    let name = input.name.trim();
    let same = |view: &View| view.kind == kind && view.name.as_deref().map(folded) == Some(folded(name));
    if reader.views().await?.iter().any(same) {
        let message = format!("a view of {kind}s is called “{name}” already: choose another name");
        return Err(ToolError::invalid(message));
    }
    let sort = sort_of(input.sort.as_deref());
    // Refuses what it would not show.
    reader.list(kind, &input.filter, &sort, 0, 1).await?;
    let sort = sort.into_iter().map(|(key, descending)| Sort { key, descending });
    let view = View {
        id: Uuid::now_v7(),
        kind,
        name: Some(name.to_owned()),
        layout: if input.board {
            ViewLayout::Board
        } else {
            ViewLayout::List
        },
        filter: input.filter.trim().to_owned(),
        sort: sort.collect(),
        columns: Vec::new(),
        pinned: false,
    };
    Ok(Plan {
        lasting: true,
        ..Plan::one(
            format!("save the view “{name}” of {kind}s"),
            kind,
            vec![Op::ViewAdd { view }],
        )
    })
}
