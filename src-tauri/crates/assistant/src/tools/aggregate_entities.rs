//! Counts and sums.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use workestra_core::{FieldType, Money, Value};

use crate::error::ToolError;
use crate::node::Node;
use crate::reader::Reader;
use crate::reader::render::{field_node, stage_node};
use crate::tool::Tool;

/// What to count.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Input {
    /// contact, deal, ticket, candidate or task.
    kind: String,
    /// Filters in the query language; all without it.
    filter: Option<String>,
}

pub(super) fn tool() -> Tool {
    Tool::read(
        "aggregate_entities",
        "Count the entities of a kind by stage, with sums of amounts in each currency. Use it instead of adding up lists yourself.",
        run,
    )
}

async fn run(input: Input, reader: Arc<Reader>) -> Result<Node, ToolError> {
    let kind = reader.kind(&input.kind)?;
    let totals = reader.totals(kind, input.filter.as_deref().unwrap_or_default()).await?;
    let def = reader.schema().kind(kind);
    let money = def
        .fields
        .iter()
        .find(|field| field.ty == FieldType::Money && !field.custom);
    let mut count = 0_i64;
    let mut stages = Vec::new();
    for total in &totals {
        count = count.saturating_add(total.count);
        // What is added up is as delicate as what it is added up from.
        let amount = |minor: i64, currency: &str| {
            let currency = currency.to_owned();
            let value = Value::Money(Money { minor, currency });
            money.map_or(Node::Null, |field| field_node(field, &value, false))
        };
        let sums = total.sums.iter().map(|sum| {
            Node::object([
                ("sum", amount(sum.minor, &sum.currency)),
                ("weighted_by_chance", amount(sum.weighted_minor, &sum.currency)),
            ])
        });
        stages.push(Node::object([
            ("stage", stage_node(def, &total.stage)),
            ("count", Node::Count(total.count)),
            ("sums", Node::List(sums.collect())),
        ]));
    }
    Ok(Node::object([
        ("count", Node::Count(count)),
        ("by_stage", Node::List(stages)),
    ]))
}
