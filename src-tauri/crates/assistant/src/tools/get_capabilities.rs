//! What can be asked of Workestra here.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use workestra_core::{Kind, Policy, Verb};

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
        "get_capabilities",
        "Read what you may do in this workspace: which kinds are open, whether changes can be asked for, and what day it is.",
        run,
    )
}

async fn run(_: Input, reader: Arc<Reader>) -> Result<Node, ToolError> {
    let open = Kind::ALL.into_iter().filter(|kind| reader.open_kind(*kind).is_ok());
    let role = reader.member().role;
    Ok(Node::object([
        ("kinds", Node::words(open.map(Kind::name))),
        ("role_of_the_person", Node::word(role.name())),
        (
            "changes_can_be_asked_for",
            Node::Bool(Policy::allows(role, Verb::Write)),
        ),
        ("every_change_is_confirmed_by_a_person", Node::Bool(true)),
        ("nothing_can_be_deleted_for_good", Node::Bool(true)),
        ("today", Node::word(reader.today().to_string())),
    ]))
}
