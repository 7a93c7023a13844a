//! Counts and sums.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::ToolError;
use crate::node::Node;
use crate::reader::Reader;
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
    let mut count = 0_i64;
    let mut stages = Vec::new();
    for total in &totals {
        count = count.saturating_add(total.count);
        let sums = total.sums.iter().map(|sum| {
            Node::object([
                ("currency", Node::word(sum.currency.as_str())),
                ("sum", Node::word(amount(sum.minor, &sum.currency))),
                ("weighted_by_chance", Node::word(amount(sum.weighted_minor, &sum.currency))),
            ])
        });
        stages.push(Node::object([
            ("stage", Node::word(total.stage.as_str())),
            ("count", Node::Count(total.count)),
            ("sums", Node::List(sums.collect())),
        ]));
    }
    Ok(Node::object([("count", Node::Count(count)), ("by_stage", Node::List(stages))]))
}

/// Minor units in whole ones: `1200.50`.
fn amount(minor: i64, currency: &str) -> String {
    let digits = usize::from(workestra_core::parse::minor_digits(currency).unwrap_or(2));
    let text = format!("{:0>width$}", minor.unsigned_abs(), width = digits + 1);
    let (whole, part) = text.split_at(text.len() - digits);
    let sign = if minor < 0 { "-" } else { "" };
    match part {
        "" => format!("{sign}{whole}"),
        part => format!("{sign}{whole}.{part}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_in_whole_units_of_their_currency() {
        assert_eq!(amount(120_050, "EUR"), "1200.50");
        assert_eq!(amount(5, "EUR"), "0.05");
        assert_eq!(amount(-5, "EUR"), "-0.05");
        assert_eq!(amount(1200, "JPY"), "1200");
    }
}
