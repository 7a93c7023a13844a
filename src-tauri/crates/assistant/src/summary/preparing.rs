//! What leaves for a summary, and how its answer is read.

use workestra_core::{Date, Entity, EntityRef, Kind, Masked, UtcMillis};
use workestra_llm::{Message, Options, Request};

use super::answer::{Sentence, sentences};
use super::shown::{Kept, KeptSentence, RestsOn};
use super::sources::{Source, sources};
use super::writing::SummaryError;
use super::{SourceName, SummaryRunning, SummaryWish};
use crate::claims::Evidence;
use crate::hiring;
use crate::node::Node;
use crate::prompt;
use crate::session::Session;
use crate::transcript::Part;

/// Tokens that a summary may take, thinking included.
const LONGEST: u32 = 4_096;

/// A request that is ready to leave, with what its answer is read by.
pub(super) struct Prepared {
    pub(super) session: Session,
    pub(super) request: Request,
    pub(super) parts: Vec<Part>,
    /// All that there is; the model's numbers count these from 1.
    pub(super) sources: Vec<Source>,
    /// The sentences of the kept summary that are written anew; none for all of it.
    pub(super) again: Option<Again>,
    pub(super) kind: Kind,
    /// The day, and what names the entity: every sentence may say these.
    pub(super) given: String,
}

/// Sentences of a kept summary that are written anew.
#[derive(Default)]
pub(super) struct Again {
    /// Which, counted from 0, with the numbers of what they rest on, counted from 1.
    pub(super) asked: Vec<(usize, Vec<usize>)>,
    /// Those of which nothing is left to rest on: they go.
    pub(super) gone: Vec<usize>,
}

impl Prepared {
    /// A request about an entity as it is now, for a whole summary or for these sentences of the kept one, counted from 0.
    ///
    /// # Errors
    /// The kept one has no such sentence.
    pub(super) fn new(
        entity: &Entity,
        today: Date,
        session: Session,
        answer: &Node,
        kept: Option<&Kept>,
        wish: &SummaryWish,
    ) -> Result<Self, SummaryError> {
        let sources = sources(answer);
        let again = match wish.sentences.is_empty() {
            true => None,
            false => Some(Again::of(kept, wish, &sources)?),
        };
        let instructions = prompt::summary(entity.kind, again.is_none());
        let mut lines = vec![Session::own_words(&format!(
            "<record reference=\"{}\" kind=\"{}\" today=\"{today}\">",
            entity.reference,
            entity.kind.name()
        ))];
        let mut parts = vec![part("Instructions", &instructions)];
        for (index, source) in sources.iter().enumerate() {
            let number = index + 1;
            let is_wanted = again.as_ref().is_none_or(|again| again.asks_for(number));
            if let Some(leaving) = is_wanted.then(|| source.leaving(number, &session)).flatten() {
                parts.push(part(&format!("Source {number}, {}", source.name), leaving.get()));
                lines.push(leaving);
            }
        }
        lines.push(Session::own_words("</record>"));
        let asked = again.as_ref().map_or(&[][..], |again| &again.asked);
        for (place, (_, numbers)) in asked.iter().enumerate() {
            let numbers: Vec<String> = numbers.iter().map(|number| format!("[{number}]")).collect();
            let asked = format!("[S{}] rests on {}", place + 1, numbers.concat());
            parts.push(part("What is asked", &asked));
            lines.push(Session::own_words(&asked));
        }
        Ok(Self {
            request: Request {
                system: Session::own_words(&instructions),
                messages: vec![Message::User(Masked::lines(lines))],
                tools: Vec::new(),
                options: Options {
                    max_output_tokens: Some(LONGEST),
                    ..Options::default()
                },
            },
            given: given(entity, today),
            again,
            kind: entity.kind,
            session,
            parts,
            sources,
        })
    }

    /// What is shown of sentences that have come so far. Each stands for the sentence of the kept summary whose place is
    /// at its own in `replaces`; the places of those that have yet to come follow.
    pub(super) fn so_far(&self, found: &[(Option<usize>, KeptSentence)], step: &str) -> SummaryRunning {
        let shown = |sentence: &KeptSentence| sentence.shown(&self.sources);
        let mut running = SummaryRunning {
            step: step.to_owned(),
            ..SummaryRunning::default()
        };
        let Some(again) = &self.again else {
            running.sentences = found.iter().map(|(_, sentence)| shown(sentence)).collect();
            return running;
        };
        let mut places = Vec::with_capacity(again.asked.len());
        for (name, sentence) in found {
            if let Some(place) = again.place(*name).filter(|place| !places.contains(place)) {
                places.push(place);
                running.sentences.push(shown(sentence));
            }
        }
        let rest: Vec<usize> = again
            .asked
            .iter()
            .map(|(at, _)| *at)
            .filter(|at| !places.contains(at))
            .collect();
        places.extend(rest);
        running.replaces = places.into_iter().filter_map(|at| u32::try_from(at).ok()).collect();
        running
    }

    /// The sentences of an answer so far, each with the name of the one that it stands for, without those that weigh
    /// somebody who applied; and how many these are.
    pub(super) fn read(&self, text: &str, at: UtcMillis) -> (Vec<(Option<usize>, KeptSentence)>, u32) {
        let (mut found, mut left_out) = (Vec::new(), 0);
        for sentence in sentences(text) {
            let stands_for = sentence.stands_for;
            let kept = self.kept(sentence, at);
            if self.kind == Kind::Candidate && hiring::weighs(&kept.text) {
                left_out += 1;
            } else {
                found.push((stands_for, kept));
            }
        }
        (found, left_out)
    }

    fn kept(&self, sentence: Sentence, at: UtcMillis) -> KeptSentence {
        let text = self.session.restore_so_far(&sentence.text);
        let cited = sentence
            .numbers
            .iter()
            .filter_map(|number| self.sources.get(number.checked_sub(1)?));
        let cited: Vec<&Source> = cited.collect();
        let mut evidence = Evidence::default();
        evidence.add(&self.given);
        cited.iter().for_each(|source| evidence.add(&source.words()));
        KeptSentence {
            unsupported: match cited.is_empty() {
                true => Vec::new(),
                false => evidence.unsupported(&text),
            },
            part: sentence.part,
            rests_on: cited
                .iter()
                .map(|source| RestsOn {
                    source: source.name.clone(),
                    digest: source.digest.clone(),
                })
                .collect(),
            text,
            at,
        }
    }

    /// The other entities of which something leaves.
    pub(super) fn linked(&self) -> Vec<EntityRef> {
        let names = self.sources.iter().filter_map(|source| match source.name {
            SourceName::Entity { reference, .. } => Some(reference),
            _ => None,
        });
        names.collect()
    }
}

impl Again {
    /// Of the kept summary, these.
    fn of(kept: Option<&Kept>, wish: &SummaryWish, now: &[Source]) -> Result<Self, SummaryError> {
        let other = || SummaryError::Unusable("this summary was written anew meanwhile: look at it again");
        let kept = kept
            .filter(|kept| wish.seen == Some(kept.written.at))
            .ok_or_else(other)?;
        let mut found = Self::default();
        for &at in &wish.sentences {
            let sentence = kept.sentences.get(at).ok_or_else(other)?;
            let place = |on: &RestsOn| now.iter().position(|source| source.name.is(&on.source));
            let numbers: Vec<usize> = sentence.rests_on.iter().filter_map(place).map(|at| at + 1).collect();
            match numbers.is_empty() {
                true => found.gone.push(at),
                false => found.asked.push((at, numbers)),
            }
        }
        Ok(found)
    }

    /// The place in the kept summary of what stands for the sentence of this name. One that was asked for alone needs none.
    pub(super) fn place(&self, name: Option<usize>) -> Option<usize> {
        let name = name.or((self.asked.len() == 1).then_some(1))?;
        self.asked.get(name.checked_sub(1)?).map(|(at, _)| *at)
    }

    fn asks_for(&self, number: usize) -> bool {
        self.asked.iter().any(|(_, numbers)| numbers.contains(&number))
    }
}

fn part(from: &str, text: &str) -> Part {
    Part {
        from: from.to_owned(),
        text: text.to_owned(),
    }
}

fn given(entity: &Entity, today: Date) -> String {
    format!("{} {} {today}", entity.reference, entity.title)
}
