//! Reading one entity.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::ToolError;
use crate::node::Node;
use crate::reader::Reader;
use crate::tool::Tool;

/// The entity to read.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Input {
    /// Its reference, such as DEAL-7.
    entity: String,
}

pub(super) fn tool() -> Tool {
    Tool::read(
        "get_entity",
        "Read all fields of one entity by its reference, with the revision that updates ask for.",
        run,
    )
}

async fn run(input: Input, reader: Arc<Reader>) -> Result<Node, ToolError> {
    let entity = reader.entity(&input.entity).await?;
    reader.whole(&entity).await
}
