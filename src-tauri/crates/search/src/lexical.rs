//! The text and fuzzy legs: words to an index query, and the best documents for it.

mod build;
pub mod lexicon;
mod near;
pub mod plan;
pub mod spelling;
#[cfg(test)]
mod tests;
mod top;

use crate::api::Leg;
use crate::error::SearchError;
use build::{Builder, Typos};
use lexicon::Lexicon;
use plan::Plan;

/// Fewer hits than this for three words or more, and what has only some of them is shown below.
const FEW: usize = 5;

/// Of more words than this, it is not asked what has all of them.
const MOST_FACTS: usize = 10;

/// A document that the words found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextHit {
    /// The entity.
    pub num: i64,
    /// BM25.
    pub score: f32,
    /// [`Leg::Text`], or [`Leg::Fuzzy`] when a word had to be stood in for.
    pub leg: Leg,
    /// From 1; equal scores share a rank.
    pub rank: usize,
    /// Whether it has every word.
    pub complete: bool,
}

/// What a typed word or phrase was taken for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// As typed.
    pub typed: String,
    /// Folded words that stand for it; of a phrase, all its words.
    pub matched: Vec<String>,
    /// Set when words that begin so match as well.
    pub prefix: Option<String>,
}

/// What the text leg answers.
#[derive(Debug, Default)]
pub struct TextAnswer {
    /// Best first.
    pub hits: Vec<TextHit>,
    /// How each word was taken.
    pub readings: Vec<Reading>,
}

impl TextAnswer {
    /// Whether the best of them have every word.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.hits.first().is_some_and(|hit| hit.complete)
    }
}

/// Says of a folded word whether people write it so, whatever the index knows.
pub type IsWord<'a> = &'a dyn Fn(&str) -> bool;

/// Which of the two legs run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextLegs {
    /// Words as typed.
    pub text: bool,
    /// Near words where the index does not know one.
    pub fuzzy: bool,
}

/// The best `limit` documents that `keep` lets through.
///
/// # Errors
/// The index is damaged or cannot be read.
pub fn search(
    lexicon: &Lexicon<'_>,
    plan: &Plan,
    legs: TextLegs,
    limit: usize,
    keep: &dyn Fn(i64) -> bool,
    is_word: IsWord<'_>,
) -> Result<TextAnswer, SearchError> {
    let mut answer = TextAnswer::default();
    if plan.is_empty() {
        return Ok(answer);
    }
    let builder = Builder::new(lexicon, plan, is_word);
    let typos = match legs {
        TextLegs {
            text: true,
            fuzzy: true,
        } => Typos::WhereUnknown,
        TextLegs {
            text: true,
            fuzzy: false,
        } => Typos::Never,
        TextLegs {
            text: false,
            fuzzy: true,
        } => Typos::Everywhere,
        TextLegs {
            text: false,
            fuzzy: false,
        } => return Ok(answer),
    };
    let pass = |typos: Typos, all: bool, answer: &mut TextAnswer| -> Result<(), SearchError> {
        let built = builder.build(typos, all)?;
        let Some(query) = built.query else {
            if answer.readings.is_empty() {
                answer.readings = built.readings;
            }
            return Ok(());
        };
        let leg = if built.stood_in || !legs.text {
            Leg::Fuzzy
        } else {
            Leg::Text
        };
        let found = top::best(&lexicon.searcher, query.as_ref(), limit, keep)?;
        let before = answer.hits.len();
        for (num, score) in found {
            // What an earlier, stricter pass found stands where it stands.
            if !answer.hits[..before].iter().any(|hit| hit.num == num) {
                answer.hits.push(TextHit {
                    num,
                    score,
                    leg,
                    rank: 0,
                    complete: all,
                });
            }
        }
        merge(&mut answer.readings, built.readings);
        Ok(())
    };
    // What has every word stands first, however many they are: several facts of one entity are no sentence.
    if plan.all || plan.wanted.len() <= MOST_FACTS {
        pass(typos, true, &mut answer)?;
    }
    // A typo may be a word too, of some other entity: then the words as typed find nothing together.
    if plan.all && answer.hits.is_empty() && typos == Typos::WhereUnknown {
        pass(Typos::Everywhere, true, &mut answer)?;
    }
    if !plan.all {
        pass(typos, false, &mut answer)?;
    }
    // Below what has all words, or instead of it: what has most of them.
    let few = answer.hits.is_empty() || (answer.hits.len() < FEW && plan.wanted.len() > 2);
    if plan.all && few && plan.wanted.len() > 1 {
        pass(typos, false, &mut answer)?;
    }
    answer.hits.truncate(limit);
    rank(&mut answer.hits);
    Ok(answer)
}

/// Numbers the hits; those that score alike in one leg share a rank, so that something else may order them.
fn rank(hits: &mut [TextHit]) {
    let mut rank = 0;
    for at in 0..hits.len() {
        let tied = at > 0 && {
            let (before, hit) = (hits[at - 1], hits[at]);
            before.leg == hit.leg && (before.score - hit.score).abs() <= before.score.abs() * 1e-5
        };
        if !tied {
            rank = at + 1;
        }
        hits[at].rank = rank;
    }
}

fn merge(readings: &mut Vec<Reading>, more: Vec<Reading>) {
    if readings.is_empty() {
        *readings = more;
        return;
    }
    for (reading, more) in readings.iter_mut().zip(more) {
        for word in more.matched {
            if !reading.matched.contains(&word) {
                reading.matched.push(word);
            }
        }
        reading.prefix = reading.prefix.take().or(more.prefix);
    }
}
