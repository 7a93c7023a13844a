//! What is on the person's desk.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use workestra_core::Kind;

use crate::error::ToolError;
use crate::node::Node;
use crate::reader::Reader;
use crate::tool::Tool;

/// Of each kind.
const EACH: u32 = 15;

/// Nothing to say.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Input {}

pub(super) fn tool() -> Tool {
    Tool::read(
        "my_work",
        "List what is open and belongs to the person who asks: tasks by due day, tickets, deals by close date, and the day today.",
        run,
    )
}

async fn run(_: Input, reader: Arc<Reader>) -> Result<Node, ToolError> {
    let mut answer = vec![("today", Node::word(reader.today().to_string()))];
    for (kind, name, sort) in [
        (Kind::Task, "tasks", "due"),
        (Kind::Ticket, "tickets", "due_at"),
        (Kind::Deal, "deals", "close_date"),
    ] {
        if reader.open_kind(kind).is_err() {
            continue;
        }
        let page = reader.mine(kind, sort, EACH).await?;
        let mut rows = Vec::with_capacity(page.entities.len());
        for entity in &page.entities {
            rows.push(reader.short(entity).await?);
        }
        answer.push((
            name,
            Node::object([("total", Node::Count(page.total)), ("first", Node::List(rows))]),
        ));
    }
    Ok(Node::object(answer))
}
