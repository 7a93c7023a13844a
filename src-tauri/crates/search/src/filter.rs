//! Which entities a query's filters let through.
//!
//! Kinds, stages and states are looked up on the shelf. Anything else the workspace file answers, once for each filter and
//! state of the workspace: so search and lists can never disagree about what a filter means.

use std::collections::VecDeque;
use std::sync::Arc;

use parking_lot::Mutex;
use workestra_core::query::{Comparison, Condition, Filter as QueryFilter, Has, Operand, Query, State};
use workestra_core::{Kind, Schema, StageClass, UtcMillis};
use workestra_store::{Store, StoreError};

use crate::shelf::{Facts, NO_STAGE, Shelf};

/// Answers of the workspace file that are kept, for the keys that a person types behind an unchanged filter.
const KEPT: usize = 8;

/// Document keys, to be asked for one by one or walked over.
#[derive(Debug, Default)]
pub struct NumSet {
    /// Ascending.
    pub nums: Vec<i64>,
    bits: Vec<u64>,
}

impl NumSet {
    fn of(mut nums: Vec<i64>) -> Self {
        nums.sort_unstable();
        let mut bits = vec![
            0_u64;
            nums.last()
                .map_or(0, |&last| last.max(0).unsigned_abs() as usize / 64 + 1)
        ];
        for &num in &nums {
            if let Some(word) = bits.get_mut(num.max(0).unsigned_abs() as usize / 64) {
                *word |= 1 << (num & 63);
            }
        }
        Self { nums, bits }
    }

    /// Whether the key is among them.
    #[must_use]
    pub fn contains(&self, num: i64) -> bool {
        usize::try_from(num)
            .ok()
            .and_then(|at| self.bits.get(at / 64))
            .is_some_and(|word| word >> (num & 63) & 1 == 1)
    }
}

/// A filter ready to be asked.
#[derive(Debug, Clone)]
pub enum Filter {
    /// By what the shelf knows.
    Facts(FactsFilter),
    /// By what the workspace file answered.
    Set(Arc<NumSet>),
}

/// What of the shelf's facts must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactsFilter {
    /// For each kind, the stages allowed; zero for a kind that is not.
    stages: [u64; Kind::ALL.len()],
    /// Both do where it is not said.
    archived: Option<bool>,
    trashed: bool,
}

impl FactsFilter {
    fn allows(&self, facts: Facts) -> bool {
        self.archived.is_none_or(|archived| facts.archived() == archived)
            && facts.trashed() == self.trashed
            && self.stages[facts.kind() as usize] >> (facts.stage() & 63) & 1 == 1
    }

    /// None when the shelf does not know enough.
    fn of(filters: &[QueryFilter], schema: &Schema) -> Option<Self> {
        let says = |state, negated| {
            filters
                .iter()
                .any(|filter| filter.negated == negated && filter.condition == Condition::Is { state })
        };
        let trashed = says(State::Trashed, false);
        let mut all = Self {
            stages: [u64::MAX; Kind::ALL.len()],
            // The archive is left out unless asked for; in the trash it makes no difference.
            archived: if says(State::Archived, false) {
                Some(true)
            } else if trashed && !says(State::Archived, true) {
                None
            } else {
                Some(false)
            },
            trashed,
        };
        if (says(State::Archived, false) && says(State::Archived, true)) || (trashed && says(State::Trashed, true)) {
            all.stages = [0; Kind::ALL.len()];
        }
        for filter in filters {
            if matches!(
                filter.condition,
                Condition::Is {
                    state: State::Archived | State::Trashed
                }
            ) {
                continue;
            }
            let allowed = allowed_stages(&filter.condition, schema)?;
            for (stages, allowed) in all.stages.iter_mut().zip(allowed) {
                *stages &= if filter.negated { !allowed } else { allowed };
            }
        }
        Some(all)
    }
}

/// The stages of each kind that meet a condition; none when stages do not decide it.
fn allowed_stages(condition: &Condition, schema: &Schema) -> Option<[u64; Kind::ALL.len()]> {
    let mut allowed = [0; Kind::ALL.len()];
    match condition {
        Condition::Kind { kinds } => {
            for &kind in kinds {
                allowed[kind as usize] = u64::MAX;
            }
        }
        Condition::Is { state } => {
            let meets = |class: StageClass| match state {
                State::Open => Some(class == StageClass::Open),
                State::Won => Some(class == StageClass::Won),
                State::Lost => Some(class == StageClass::Lost),
                State::Closed => Some(class != StageClass::Open),
                State::Archived | State::Trashed => None,
            };
            for def in schema.kinds() {
                for (at, stage) in def.stages.iter().enumerate() {
                    if meets(stage.class)? {
                        allowed[def.kind as usize] |= 1 << at.min(usize::from(NO_STAGE));
                    }
                }
            }
        }
        Condition::Field {
            fields,
            op: Comparison::Is,
            values,
        } if fields.iter().all(|field| field.key == "stage") => {
            for value in values {
                let Operand::Text(key) = value else { return None };
                for field in fields {
                    let stages = &schema.kind(field.kind).stages;
                    if let Some(at) = stages.iter().position(|stage| stage.key == key.as_str()) {
                        allowed[field.kind as usize] |= 1 << at.min(usize::from(NO_STAGE));
                    }
                }
            }
        }
        _ => return None,
    }
    Some(allowed)
}

impl Filter {
    /// Whether the entity may be found.
    #[must_use]
    pub fn allows(&self, num: i64, facts: impl FnOnce() -> Option<Facts>) -> bool {
        match self {
            Self::Facts(filter) => facts().is_some_and(|facts| filter.allows(facts)),
            Self::Set(set) => set.contains(num),
        }
    }

    /// The same, where facts that are not known yet do not speak against it.
    #[must_use]
    pub fn may_allow(&self, num: i64, facts: impl FnOnce() -> Option<Facts>) -> bool {
        match self {
            Self::Facts(filter) => facts().is_none_or(|facts| filter.allows(facts)),
            Self::Set(set) => set.contains(num),
        }
    }

    /// The keys of the entities last written, newest first.
    #[must_use]
    pub fn newest(&self, shelf: &Shelf, limit: usize) -> Vec<i64> {
        let mut found: Vec<(u32, i64)> = Vec::new();
        match self {
            Self::Facts(filter) => shelf.for_each(|num, facts| {
                if filter.allows(facts) {
                    found.push((facts.updated(), num));
                }
            }),
            Self::Set(set) => shelf.read(|facts| {
                found.extend(set.nums.iter().map(|&num| (facts(num).map_or(0, Facts::updated), num)));
            }),
        }
        if found.len() > limit {
            found.select_nth_unstable_by(limit, |a, b| b.cmp(a));
            found.truncate(limit);
        }
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.into_iter().map(|(_, num)| num).collect()
    }
}

/// Makes filters, and keeps what the workspace file answered.
#[derive(Default)]
pub struct Filters {
    answers: Mutex<VecDeque<Answer>>,
}

struct Answer {
    question: String,
    seq: i64,
    nums: Arc<NumSet>,
}

impl Filters {
    /// The filter of these conditions.
    ///
    /// # Errors
    /// The workspace file cannot be read.
    pub async fn make(&self, filters: &[QueryFilter], schema: &Schema, store: &Store) -> Result<Filter, StoreError> {
        if let Some(filter) = FactsFilter::of(filters, schema) {
            return Ok(Filter::Facts(filter));
        }
        self.ask(filters, store).await.map(Filter::Set)
    }

    async fn ask(&self, filters: &[QueryFilter], store: &Store) -> Result<Arc<NumSet>, StoreError> {
        let question = question(filters, store.now());
        let seq = *store.watch().borrow();
        if let Some(nums) = self
            .answers
            .lock()
            .iter()
            .find(|answer| answer.seq == seq && answer.question == question)
            .map(|answer| Arc::clone(&answer.nums))
        {
            return Ok(nums);
        }
        let query = Query {
            filters: filters.to_vec(),
            ..Query::default()
        };
        let nums = Arc::new(NumSet::of(store.matching_nums(&query, usize::MAX).await?));
        let mut answers = self.answers.lock();
        answers.retain(|answer| answer.question != question);
        answers.truncate(KEPT - 1);
        answers.push_front(Answer {
            question,
            seq,
            nums: Arc::clone(&nums),
        });
        Ok(nums)
    }
}

/// Names the conditions, wherever they stand in the text. What is overdue changes by the passing of time alone, so that
/// question is another each minute.
fn question(filters: &[QueryFilter], now: UtcMillis) -> String {
    let overdue = Condition::Has { what: Has::Overdue };
    let minute = match filters.iter().any(|filter| filter.condition == overdue) {
        true => now.0.div_euclid(60_000),
        false => 0,
    };
    let asked = filters
        .iter()
        .map(|filter| format!("{} {:?}\n", filter.negated, filter.condition));
    std::iter::once(format!("{minute}\n")).chain(asked).collect()
}

#[cfg(test)]
mod tests;
