//! What reads like an entity: by the vector that it has, against those of others in memory. Nothing is embedded for it but
//! sentences, on this device, to say why.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use unicode_segmentation::UnicodeSegmentation as _;
use workestra_core::Kind;
use workestra_embed::Model;

use super::Search;
use crate::error::SearchError;
use crate::mirror::{Keep, MirrorError};

/// Sentences of one text that are compared.
const SENTENCES: usize = 6;
/// Longest sentence that is compared, in characters: longer ones are cut.
const LONGEST: usize = 240;
/// Fewest letters of a sentence that says anything.
const SHORTEST: usize = 8;
/// Below this cosine two sentences do not say the same.
const SAYS_THE_SAME: f32 = 0.5;
/// Threads that comparing may take: the window goes on meanwhile.
const THREADS: usize = 2;

/// Two sentences that say nearly the same.
#[derive(Debug, Clone, PartialEq)]
pub struct NearestSentences {
    /// Of the one text.
    pub here: String,
    /// Of the other.
    pub there: String,
    /// Their cosine.
    pub cosine: f32,
}

/// Among which entities is looked for what is like one.
#[derive(Debug, Clone, Default)]
pub struct Among {
    /// The kind.
    pub kind: Option<Kind>,
    /// Places of stages in the kind's pipeline; all of them without.
    pub stages: Option<Vec<usize>>,
    /// Document keys that are left out.
    pub without: HashSet<i64>,
}

impl Search {
    /// The live entities whose texts are nearest to an entity's with their cosines, nearest first. None when it has no
    /// vector, or those of others are not in memory.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub async fn similar(&self, num: i64, among: Among, limit: usize) -> Result<Option<Vec<(i64, f32)>>, SearchError> {
        let store = &self.inner.store;
        let Some((_, vector)) = store.vectors_of(&[num]).await?.pop() else {
            return Ok(None);
        };
        // The file and the mirror hold the vectors of one maker; while it changes there is nothing to compare.
        let maker = self.inner.shared.semantic.embedding();
        if !maker.is_some_and(|maker| store.is_model(&maker.identity().name)) {
            return Ok(None);
        }
        let shared = Arc::clone(&self.inner.shared);
        let found = tokio::task::spawn_blocking(move || {
            let mirror = &shared.semantic.mirror;
            if mirror.is_empty() {
                return Ok(None);
            }
            let allowed = |other: i64| {
                let Some(facts) = shared.shelf.get(other) else {
                    return false;
                };
                let in_stage = |stages: &Vec<usize>| stages.contains(&usize::from(facts.stage()));
                other != num
                    && !facts.trashed()
                    && !facts.archived()
                    && among.kind.is_none_or(|kind| kind == facts.kind())
                    && among.stages.as_ref().is_none_or(in_stage)
                    && !among.without.contains(&other)
            };
            match mirror.search(&vector, limit, Keep::If(&allowed), &AtomicBool::new(false)) {
                Ok(found) => Ok(Some(found)),
                Err(MirrorError::NoDirection | MirrorError::Cancelled) => Ok(None),
                Err(error) => Err(SearchError::from(error)),
            }
        });
        found.await.map_err(|_| SearchError::Stopped)?
    }

    /// For each of the others, the sentence of it that says most nearly what one of this text says; none where no two do.
    /// By the model on this device, whoever makes the vectors: no sentence leaves. Without one, by the words they share.
    ///
    /// # Errors
    /// Search was closed.
    pub async fn nearest_sentences(
        &self,
        here: &str,
        others: &[String],
    ) -> Result<Vec<Option<NearestSentences>>, SearchError> {
        let here = sentences(here);
        let others: Vec<Vec<String>> = others.iter().map(|text| sentences(text)).collect();
        let model = self.inner.shared.semantic.words();
        let compared = tokio::task::spawn_blocking(move || {
            let by_model = model.and_then(|model| by_model(&model, &here, &others));
            by_model.unwrap_or_else(|| others.iter().map(|there| by_words(&here, there)).collect())
        });
        compared.await.map_err(|_| SearchError::Stopped)
    }
}

/// The first sentences of a text that say anything; each line ends one.
fn sentences(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for sentence in text.lines().flat_map(|line| line.unicode_sentences()) {
        let sentence: String = sentence.trim().chars().take(LONGEST).collect();
        let letters = sentence.chars().filter(|c| c.is_alphanumeric()).count();
        let says_more = sentence.chars().any(crate::text::script::is_unspaced) || letters >= SHORTEST;
        if says_more && !found.contains(&sentence) {
            found.push(sentence);
        }
        if found.len() == SENTENCES {
            break;
        }
    }
    found
}

fn by_model(model: &Model, here: &[String], others: &[Vec<String>]) -> Option<Vec<Option<NearestSentences>>> {
    let texts: Vec<&str> = here.iter().chain(others.iter().flatten()).map(String::as_str).collect();
    if texts.is_empty() {
        return Some(others.iter().map(|_| None).collect());
    }
    let made = model.embed_batch(&texts, THREADS).map_err(|error| {
        tracing::debug!(%error, "sentences are compared by their words: they could not be embedded");
    });
    let made = made.ok()?;
    let (own, mut rest) = made.split_at(here.len());
    let mut answers = Vec::with_capacity(others.len());
    for there in others {
        let (these, more) = rest.split_at(there.len());
        rest = more;
        let mut best: Option<NearestSentences> = None;
        for (at, one) in own.iter().enumerate() {
            for (other_at, other) in these.iter().enumerate() {
                let cosine: f32 = one.as_slice().iter().zip(other.as_slice()).map(|(a, b)| a * b).sum();
                if cosine >= SAYS_THE_SAME && best.as_ref().is_none_or(|best| cosine > best.cosine) {
                    best = Some(NearestSentences {
                        here: here.get(at)?.clone(),
                        there: there.get(other_at)?.clone(),
                        cosine,
                    });
                }
            }
        }
        answers.push(best);
    }
    Some(answers)
}

/// By the share of words that two sentences have in common.
fn by_words(here: &[String], there: &[String]) -> Option<NearestSentences> {
    let words = |text: &str| -> HashSet<String> { text.unicode_words().map(str::to_lowercase).collect() };
    let mut best: Option<NearestSentences> = None;
    for one in here {
        let own = words(one);
        for other in there {
            let others = words(other);
            let both = own.intersection(&others).count();
            let all = own.union(&others).count();
            #[expect(clippy::cast_precision_loss, reason = "a sentence has some dozens of words")]
            let share = if all == 0 { 0.0 } else { both as f32 / all as f32 };
            if share >= SAYS_THE_SAME && best.as_ref().is_none_or(|best| share > best.cosine) {
                best = Some(NearestSentences {
                    here: one.clone(),
                    there: other.clone(),
                    cosine: share,
                });
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_compared_by_its_first_sentences_that_say_anything() {
        let text = "Printer offline\nHello. The printer on floor 2 shows no lights. OK.\nHello. The printer on floor 2 shows no lights.";
        assert_eq!(
            sentences(text),
            ["Printer offline", "The printer on floor 2 shows no lights."]
        );
        let long = "Words go on and on. ".repeat(50) + &"x".repeat(1000);
        assert!(
            sentences(&long)
                .iter()
                .all(|sentence| sentence.chars().count() <= LONGEST)
        );
        assert_eq!(sentences("打印机坏了。"), ["打印机坏了。"]);
    }

    #[test]
    fn without_a_model_sentences_are_near_by_the_words_they_share() {
        let own = ["The printer shows no lights".to_owned(), "Please help us".to_owned()];
        let near = by_words(
            &own,
            &["Our printer shows no lights".to_owned(), "Thank you".to_owned()],
        );
        let pair = near.map(|near| (near.here, near.there));
        assert_eq!(
            pair,
            Some((
                "The printer shows no lights".to_owned(),
                "Our printer shows no lights".to_owned()
            ))
        );
        assert_eq!(by_words(&own, &["Invoices are late".to_owned()]), None);
    }
}
