//! The stages of all kinds.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use workestra_core::{Kind, StageClass};

use crate::error::ToolError;
use crate::node::Node;
use crate::reader::Reader;
use crate::tool::Tool;

/// Nothing to say.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Input {}

pub(super) fn tool() -> Tool {
    Tool::read(
        "list_pipelines",
        "List the stages of every kind in order, with whether they are open, won or lost.",
        run,
    )
}

async fn run(_: Input, reader: Arc<Reader>) -> Result<Node, ToolError> {
    let open = Kind::ALL.into_iter().filter(|kind| reader.open_kind(*kind).is_ok());
    let pipelines = open.map(|kind| {
        let stages = reader.schema().kind(kind).stages.iter().map(|stage| {
            Node::object([
                ("key", Node::word(stage.key.as_ref())),
                ("label", Node::text(stage.label.as_ref())),
                (
                    "class",
                    Node::word(match stage.class {
                        StageClass::Open => "open",
                        StageClass::Won => "won",
                        StageClass::Lost => "lost",
                    }),
                ),
            ])
        });
        (kind.name(), Node::List(stages.collect()))
    });
    Ok(Node::object(pipelines.collect::<Vec<_>>()))
}
