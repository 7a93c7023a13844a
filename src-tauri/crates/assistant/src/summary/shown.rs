//! A summary as it is kept, and how it stands against the entity as it is now.

use serde::{Deserialize, Serialize};
use workestra_core::UtcMillis;

use super::sources::Source;
use super::{SourceName, SourceState, Summary, SummaryPart, SummarySentence, SummarySource, Writing};
use crate::claims::Claim;

/// A summary as it is kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) sentences: Vec<KeptSentence>,
    /// All that was there to be summed up.
    pub(super) known: Vec<SourceName>,
    pub(super) left_out: u32,
    pub(super) written: Writing,
}

/// A sentence as it is kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct KeptSentence {
    pub(super) part: Option<SummaryPart>,
    pub(super) text: String,
    pub(super) rests_on: Vec<RestsOn>,
    pub(super) unsupported: Vec<Claim>,
    pub(super) at: UtcMillis,
}

/// A source as it was when the sentence was written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct RestsOn {
    pub(super) source: SourceName,
    pub(super) digest: String,
}

impl KeptSentence {
    /// As it stands against the sources as they are now.
    pub(super) fn shown(&self, now: &[Source]) -> SummarySentence {
        let sources: Vec<SummarySource> = self.rests_on.iter().map(|on| on.now(now)).collect();
        SummarySentence {
            part: self.part,
            text: self.text.clone(),
            stale: sources.iter().any(|source| source.state != SourceState::Same),
            sources,
            unsupported: self.unsupported.clone(),
            at: self.at,
        }
    }
}

impl RestsOn {
    fn now(&self, now: &[Source]) -> SummarySource {
        let found = now.iter().find(|source| source.name.is(&self.source));
        let state = match found {
            None => SourceState::Gone,
            Some(source) if source.digest == self.digest => SourceState::Same,
            Some(_) => SourceState::Changed,
        };
        SummarySource {
            source: self.source.clone(),
            state,
        }
    }
}

impl Kept {
    /// Takes out those of which nothing is left to rest on, counted from 0.
    pub(super) fn without(&mut self, gone: &[usize]) {
        let mut at = 0;
        self.sentences.retain(|_| {
            at += 1;
            !gone.contains(&(at - 1))
        });
    }

    /// As it stands against the sources as they are now, and those that could be read for it.
    pub(super) fn shown(self, now: &[Source], readable: &[Source]) -> Summary {
        let is_known = |source: &&Source| self.known.iter().any(|known| known.is(&source.name));
        Summary {
            sentences: self.sentences.iter().map(|sentence| sentence.shown(now)).collect(),
            newer: readable
                .iter()
                .filter(|source| !is_known(source))
                .map(|source| source.name.clone())
                .collect(),
            left_out: self.left_out,
            written: self.written,
        }
    }
}
