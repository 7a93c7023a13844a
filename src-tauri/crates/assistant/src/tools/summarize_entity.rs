//! All that a summary needs, in one answer.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::ToolError;
use crate::node::Node;
use crate::reader::Reader;
use crate::reader::render::{day_and_time, stage_node};
use crate::tool::Tool;

/// The newest entries of the timeline that are read.
const ENTRIES: usize = 10;

/// The stages that are read, the last ones.
const STAGES: usize = 5;

/// The links that are read.
const LINKS: usize = 20;

/// What to summarise.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Input {
    /// The entity's reference, such as DEAL-7.
    entity: String,
}

pub(super) fn tool() -> Tool {
    Tool::read(
        "summarize_entity",
        "Read an entity with its newest notes, its links and its stages in one answer. Use it when you are asked to sum up, prepare or catch up.",
        run,
    )
}

async fn run(input: Input, reader: Arc<Reader>) -> Result<Node, ToolError> {
    let entity = reader.entity(&input.entity).await?;
    let timeline = reader.timeline(&entity).await?;
    let newest = timeline.iter().take(ENTRIES).map(|entry| {
        Node::object([
            ("id", Node::word(entry.id.to_string())),
            ("what", Node::word(entry.entry.name())),
            ("at", Node::word(day_and_time(entry.at))),
            ("text", Node::Quoted(entry.text.chars().take(1_000).collect())),
        ])
    });
    let newest = Node::List(newest.collect());
    let def = reader.schema().kind(entity.kind);
    let stages = reader.stages(&entity).await?;
    let stages = stages.iter().rev().take(STAGES).rev().map(|visit| {
        Node::object([
            ("stage", stage_node(def, &visit.stage)),
            ("since", Node::word(day_and_time(visit.entered_at))),
        ])
    });
    let stages = Node::List(stages.collect());
    let mut links = reader.links(&entity).await?;
    links.truncate(LINKS);
    let related = Node::List(links.iter().map(|link| reader.linked(link)).collect());
    Ok(Node::object([
        ("known", reader.known_of(links.iter().map(|link| link.to.id)).await?),
        ("entity", reader.whole(&entity).await?),
        ("stages", stages),
        ("newest", newest),
        ("related", related),
    ]))
}
