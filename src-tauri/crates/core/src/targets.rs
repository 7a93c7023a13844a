//! By when a ticket is to be answered and resolved.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::time::UtcMillis;

const HOUR: i64 = 3_600_000;

/// What is promised for tickets of one priority, in hours of the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Target {
    /// Until the first answer.
    pub first_response: u32,
    /// Until it is resolved.
    pub resolution: u32,
}

/// What is promised, by priority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct Targets(pub BTreeMap<String, Target>);

impl Default for Targets {
    fn default() -> Self {
        let target = |first_response, resolution| Target {
            first_response,
            resolution,
        };
        let all = [
            ("urgent", target(1, 8)),
            ("high", target(4, 24)),
            ("normal", target(8, 72)),
            ("low", target(24, 168)),
        ];
        Self(all.map(|(priority, target)| (priority.to_owned(), target)).into())
    }
}

impl Targets {
    /// By when a ticket made at an instant is to be answered first and resolved. One without priority is held to be
    /// normal; none where nothing is promised.
    #[must_use]
    pub fn of(&self, priority: Option<&str>, made: UtcMillis) -> Option<(UtcMillis, UtcMillis)> {
        let target = self.0.get(priority.unwrap_or("normal"))?;
        let after = |hours: u32| UtcMillis(made.0.saturating_add(i64::from(hours) * HOUR));
        Some((after(target.first_response), after(target.resolution)))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::panic, reason = "a test that cannot go on has failed")]

    use super::*;

    #[test]
    fn every_priority_of_a_ticket_has_a_target() {
        let field = crate::Kind::Ticket.def().field("priority").map(|field| &field.ty);
        let Some(crate::FieldType::Select { choices }) = field else {
            panic!("the field is a select: {field:?}");
        };
        let targets = Targets::default();
        for choice in choices {
            let (answer, end) = targets.of(Some(&choice.key), UtcMillis(0)).unwrap_or_default();
            assert!(0 < answer.0 && answer < end, "{}", choice.key);
        }
        assert_eq!(targets.of(None, UtcMillis(5)), targets.of(Some("normal"), UtcMillis(5)));
        assert_eq!(targets.of(Some("whatever"), UtcMillis(5)), None);
    }
}
