//! Printing figures as they come: a table for people, JSON lines for programs.

use std::io::Write as _;

use serde_json::{Value, json};

use crate::figure::{Beside, Figure, Unit, Values};

/// Where figures go.
#[derive(Debug, Clone, Copy)]
pub struct Report {
    json: bool,
}

impl Report {
    /// A table, or JSON lines; begins with what the figures are of.
    ///
    /// # Errors
    /// Standard output is closed.
    pub fn begin(json: bool) -> anyhow::Result<Self> {
        let profile = if cfg!(debug_assertions) { "dev" } else { "release" };
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let report = Self { json };
        if json {
            report.line(&json!({ "profile": profile, "processors": processors }).to_string())?;
        } else {
            report.line(&format!("{profile} build, {processors} processors; median and p95"))?;
        }
        Ok(report)
    }

    /// Prints a figure.
    ///
    /// # Errors
    /// Standard output is closed.
    pub fn figure(self, figure: &Figure) -> anyhow::Result<()> {
        if self.json {
            return self.line(&as_json(figure).to_string());
        }
        for line in as_lines(figure) {
            self.line(&line)?;
        }
        Ok(())
    }

    /// Says why something was not measured.
    ///
    /// # Errors
    /// Standard output is closed.
    pub fn left_out(self, name: &str, why: &str) -> anyhow::Result<()> {
        if self.json {
            self.line(&json!({ "name": name, "left_out": why }).to_string())
        } else {
            self.line(&format!("           {name}: left out, {why}"))
        }
    }

    #[expect(clippy::unused_self, reason = "what may print is what has the report")]
    fn line(self, line: &str) -> anyhow::Result<()> {
        Ok(writeln!(std::io::stdout().lock(), "{line}")?)
    }
}

fn as_lines(figure: &Figure) -> Vec<String> {
    let mut first = format!(
        "{:>9}  {}: {}",
        figure.entities,
        figure.name,
        numbers(&figure.ours, figure.unit)
    );
    if !figure.note.is_empty() {
        first.push_str(&format!(" ({})", figure.note));
    }
    let mut lines = vec![first];
    lines.extend(figure.beside.iter().map(|Beside { name, outcome }| match outcome {
        Ok(theirs) => format!(
            "           {name}: {}; {}",
            numbers(theirs, figure.unit),
            compared(&figure.ours, theirs, figure.unit)
        ),
        Err(why) => format!("           {name}: left out, {why}"),
    }));
    lines
}

fn numbers(values: &Values, unit: Unit) -> String {
    let sign = unit.sign();
    let places = if unit == Unit::Ndcg { 4 } else { 2 };
    if values.count() < 2 {
        return format!("{:.places$}{sign}", values.median());
    }
    format!("{:.places$} and {:.places$}{sign}", values.median(), values.p95())
}

/// How many times as long the other took, or how much better ours is.
fn compared(ours: &Values, theirs: &Values, unit: Unit) -> String {
    if unit == Unit::Ndcg {
        let gain = (ours.median() / theirs.median() - 1.0) * 100.0;
        return format!("ours is {gain:+.1} %");
    }
    format!(
        "{:.1} and {:.1} times ours",
        theirs.median() / ours.median(),
        theirs.p95() / ours.p95()
    )
}

fn as_json(figure: &Figure) -> Value {
    let beside: Vec<Value> = figure
        .beside
        .iter()
        .map(|Beside { name, outcome }| match outcome {
            Ok(theirs) => json!({
                "name": name,
                "median": theirs.median(),
                "p95": theirs.p95(),
                "median_ratio": theirs.median() / figure.ours.median(),
                "p95_ratio": theirs.p95() / figure.ours.p95(),
            }),
            Err(why) => json!({ "name": name, "left_out": why }),
        })
        .collect();
    json!({
        "name": figure.name,
        "note": figure.note,
        "entities": figure.entities,
        "unit": figure.unit,
        "median": figure.ours.median(),
        "p95": figure.ours.p95(),
        "worst": figure.ours.worst(),
        "runs": figure.ours.count(),
        "peers": beside,
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn figure() -> Figure {
        let peers = [
            Beside {
                name: "slow".to_owned(),
                outcome: Ok(Values::of(vec![30.0, 30.0, 90.0])),
            },
            Beside {
                name: "absent".to_owned(),
                outcome: Err("it is not installed".to_owned()),
            },
        ];
        Figure::new("typed key", 1000, Unit::Ms, vec![2.0, 3.0, 3.0]).beside(peers)
    }

    #[test]
    fn a_peer_is_shown_with_how_many_times_as_long_it_took() {
        let lines = as_lines(&figure());
        assert!(lines[0].contains("3.00 and 3.00 ms"), "{lines:?}");
        assert!(lines[1].contains("10.0 and 30.0 times ours"), "{lines:?}");
    }

    #[test]
    fn a_peer_that_is_not_there_says_why() {
        assert!(as_lines(&figure())[2].ends_with("absent: left out, it is not installed"));
        assert_eq!(as_json(&figure())["peers"][1]["left_out"], "it is not installed");
    }

    #[test]
    fn programs_get_the_same_numbers() {
        let json = as_json(&figure());
        assert_eq!(json["peers"][0]["median_ratio"].as_f64().unwrap(), 10.0);
        assert_eq!(json["unit"], "ms");
    }
}
