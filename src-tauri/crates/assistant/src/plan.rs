//! What a writing tool answers: ops, and what they are in words. It is not a write and holds no leave to make one.

use workestra_core::{EntityRef, Kind};
use workestra_store::Op;

/// From so many parts on a plan is approved by their number.
const MANY: usize = 10;

/// What is to be done.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan {
    /// In a plain sentence: `Move DEAL-7 Acme renewal to Proposal`.
    pub(crate) sentence: String,
    /// One for each thing that a person can tick or leave out.
    pub(crate) steps: Vec<Step>,
    /// Whether it takes something away, so that a click must not be enough.
    pub(crate) destructive: bool,
    /// What it takes away, where that is one entity: the person types it.
    pub(crate) gone: Option<EntityRef>,
    /// Arguments that the person has to write themselves, by JSON pointer, with what to say.
    pub(crate) to_type: Vec<(String, String)>,
    /// Arguments that the model wrote and that the person has to write again, by JSON pointer.
    pub(crate) to_retype: Vec<String>,
    /// Whether undo does not take it back.
    pub(crate) lasting: bool,
}

/// A part of a plan.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    /// Where in the arguments it comes from, as a JSON pointer; absent when it cannot be left out by itself.
    pub(crate) path: Option<String>,
    /// In a plain sentence.
    pub(crate) sentence: String,
    /// The kind of what it changes.
    pub(crate) kind: Kind,
    /// What it does.
    pub(crate) ops: Vec<Op>,
}

impl Plan {
    /// One step that is the whole.
    pub(crate) fn one(sentence: impl Into<String>, kind: Kind, ops: Vec<Op>) -> Self {
        let sentence = sentence.into();
        Self {
            steps: vec![Step {
                path: None,
                sentence: sentence.clone(),
                kind,
                ops,
            }],
            sentence,
            ..Self::default()
        }
    }

    /// It takes this entity away.
    pub(crate) fn destructive(mut self, gone: EntityRef) -> Self {
        self.destructive = true;
        self.gone = Some(gone);
        self
    }

    /// What the person types before they can approve it.
    pub(crate) fn type_first(&self) -> Option<String> {
        match (self.destructive, self.gone, self.steps.len()) {
            (true, Some(gone), 1) => Some(gone.to_string()),
            (true, _, many) => Some(many.to_string()),
            (false, _, many) => (many >= MANY).then(|| many.to_string()),
        }
    }

    pub(crate) fn ops(&self) -> Vec<Op> {
        self.steps.iter().flat_map(|step| step.ops.iter().cloned()).collect()
    }
}
