//! What became of a question.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::ToolError;
use crate::gate::of_confirmation;
use crate::node::Node;
use crate::reader::Reader;
use crate::tool::Tool;

/// Which confirmation.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Input {
    /// Its id, as the tool answered it that asked.
    confirmation: String,
}

pub(super) fn tool() -> Tool {
    Tool::read(
        "get_confirmation",
        "Read how a confirmation stands: pending, declined, expired, stale, failed or executed. Only executed means that the change was made.",
        run,
    )
}

async fn run(input: Input, reader: Arc<Reader>) -> Result<Node, ToolError> {
    Ok(of_confirmation(&reader.confirmation(&input.confirmation).await?))
}
