//! One measured thing, and what the same took others.

use serde::Serialize;

/// What a figure's numbers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Milliseconds; less is better.
    Ms,
    /// Seconds; less is better.
    Seconds,
    /// So many a second; more is better.
    PerSecond,
    /// Mebibytes; less is better.
    Mb,
    /// Of a hundred; more is better.
    Percent,
    /// nDCG, 0 to 1; more is better.
    Ndcg,
}

impl Unit {
    /// As written behind a number.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Ms => " ms",
            Self::Seconds => " s",
            Self::PerSecond => "/s",
            Self::Mb => " MB",
            Self::Percent => " %",
            Self::Ndcg => "",
        }
    }
}

/// Numbers in order.
#[derive(Debug, Clone, Default)]
pub struct Values(Vec<f64>);

impl Values {
    /// Sorts them.
    pub fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        Self(values)
    }

    /// How many there are.
    pub const fn count(&self) -> usize {
        self.0.len()
    }

    /// Half are at most this.
    pub fn median(&self) -> f64 {
        self.at(50)
    }

    /// Nineteen of twenty are at most this.
    pub fn p95(&self) -> f64 {
        self.at(95)
    }

    /// The largest.
    pub fn worst(&self) -> f64 {
        self.at(100)
    }

    fn at(&self, percent: usize) -> f64 {
        let last = self.0.len().saturating_sub(1);
        self.0.get((last * percent).div_ceil(100)).copied().unwrap_or_default()
    }
}

/// How somebody else did.
#[derive(Debug, Clone)]
pub struct Beside {
    /// Who.
    pub name: String,
    /// Its numbers, or why there are none.
    pub outcome: Result<Values, String>,
}

/// A measured thing.
#[derive(Debug, Clone)]
pub struct Figure {
    /// What was measured.
    pub name: String,
    /// What to know about it; may be empty.
    pub note: String,
    /// Of how many entities.
    pub entities: u64,
    /// What the numbers are.
    pub unit: Unit,
    /// Ours.
    pub ours: Values,
    /// Those of others.
    pub beside: Vec<Beside>,
}

impl Figure {
    /// Without others beside it.
    pub fn new(name: impl Into<String>, entities: u64, unit: Unit, ours: Vec<f64>) -> Self {
        Self {
            name: name.into(),
            note: String::new(),
            entities,
            unit,
            ours: Values::of(ours),
            beside: Vec::new(),
        }
    }

    /// With something to know.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// With others beside it.
    pub fn beside(mut self, beside: impl IntoIterator<Item = Beside>) -> Self {
        self.beside.extend(beside);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_p95_of_a_hundred_is_not_the_worst_of_them() {
        let values = Values::of((1..=100).rev().map(f64::from).collect());
        let all = (values.median(), values.p95(), values.worst());
        assert_eq!(all, (51.0, 96.0, 100.0), "{all:?}");
    }

    #[test]
    fn one_number_is_its_own_median_and_p95() {
        let values = Values::of(vec![7.0]);
        assert_eq!((values.median(), values.p95()), (7.0, 7.0));
    }

    #[test]
    fn no_numbers_are_nothing_and_no_panic() {
        assert!(Values::default().p95().abs() < f64::EPSILON);
    }
}
