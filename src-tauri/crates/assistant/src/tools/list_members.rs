//! Who works here.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
        "list_members",
        "List the members of this workspace by name and role, to whom entities can be assigned.",
        run,
    )
}

async fn run(_: Input, reader: Arc<Reader>) -> Result<Node, ToolError> {
    let members = reader.members().map(|member| {
        Node::object([
            ("name", Node::text(member.name.as_str())),
            ("role", Node::word(member.role.name())),
            ("is_the_person_who_asks", Node::Bool(member.id == reader.member().id)),
        ])
    });
    Ok(Node::object([("members", Node::List(members.collect()))]))
}
