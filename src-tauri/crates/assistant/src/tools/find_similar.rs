//! What means something near.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use workestra_core::Kind;

use crate::error::{Fault, ToolError};
use crate::node::Node;
use crate::reader::Reader;
use crate::tool::Tool;

/// Similar to what.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Input {
    /// The entity's reference, such as TIC-104.
    entity: String,
    /// How many at most, 1 to 20; 5 without it.
    limit: Option<usize>,
}

pub(super) fn tool() -> Tool {
    Tool::read(
        "find_similar",
        "Find entities of any kind whose texts mean something near to one entity's: a ticket that was solved before, a deal like this one.",
        run,
    )
}

async fn run(input: Input, reader: Arc<Reader>) -> Result<Node, ToolError> {
    let entity = reader.entity(&input.entity).await?;
    if entity.kind == Kind::Candidate && !reader.is_undecided(&entity) {
        let message = format!(
            "{} is decided: nobody who applied is compared with somebody who was hired or turned down",
            entity.reference
        );
        return Err(ToolError::new(Fault::Denied, message));
    }
    let mut similar = reader.similar(&entity, input.limit.unwrap_or(5).clamp(1, 20)).await?;
    // People are not ranked: they stand in the order in which they came, without a number for how near they are.
    similar.sort_by_key(|(other, _)| (other.kind == Kind::Candidate).then_some(other.reference.number));
    let mut found = Vec::new();
    for (other, distance) in similar {
        let mut near = vec![("entity", reader.short(&other).await?)];
        if other.kind != Kind::Candidate {
            near.push(("nearness", Node::Number(f64::from((1.0 - distance).clamp(0.0, 1.0)))));
        }
        found.push(Node::object(near));
    }
    Ok(Node::object([("similar", Node::List(found))]))
}
