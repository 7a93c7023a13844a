//! Why a tool did not do what it was asked, in words that a model can act on.

use std::fmt;

use workestra_store::{OpError, StoreError, WriteError};

use crate::node::Node;

/// What kind of failure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The arguments are not what the tool takes.
    Invalid,
    /// There is no such thing.
    NotFound,
    /// Policy or a guard refuses.
    Denied,
    /// The entity was changed since it was read.
    Stale,
    /// The workspace failed.
    Failed,
}

impl Fault {
    /// The word that the model reads.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Invalid => "invalid_arguments",
            Self::NotFound => "not_found",
            Self::Denied => "denied",
            Self::Stale => "stale",
            Self::Failed => "failed",
        }
    }
}

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToolError {
    /// Which kind.
    pub fault: Fault,
    /// What is wrong and what to do, in lower case.
    pub message: String,
    /// What would be right.
    pub valid: Vec<String>,
    /// Of those, what was probably meant.
    pub nearest: Option<String>,
}

impl ToolError {
    /// With no list of what would be right.
    #[must_use]
    pub fn new(fault: Fault, message: impl Into<String>) -> Self {
        Self {
            fault,
            message: message.into(),
            valid: Vec::new(),
            nearest: None,
        }
    }

    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::new(Fault::Invalid, message)
    }

    /// A word that is not one of those that there are.
    pub(crate) fn unknown<'a>(what: &str, given: &str, valid: impl IntoIterator<Item = &'a str>) -> Self {
        let valid: Vec<String> = valid.into_iter().map(str::to_owned).collect();
        let nearest = nearest(given, &valid);
        Self {
            fault: Fault::Invalid,
            message: format!("there is no {what} “{}”", given.chars().take(60).collect::<String>()),
            valid,
            nearest,
        }
    }

    /// As the model reads it.
    #[must_use]
    pub fn for_model(&self) -> Node {
        let mut members = vec![
            ("error", Node::word(self.fault.name())),
            ("message", Node::text(&self.message)),
        ];
        if let Some(nearest) = &self.nearest {
            members.push(("did_you_mean", Node::text(nearest)));
        }
        if !self.valid.is_empty() {
            let valid = self.valid.iter().map(Node::text).collect();
            members.push(("valid", Node::List(valid)));
        }
        Node::object(members)
    }
}

impl fmt::Display for ToolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some(nearest) = &self.nearest {
            write!(f, " (did you mean {nearest}?)")?;
        }
        if !self.valid.is_empty() {
            write!(f, "; use one of {}", self.valid.join(", "))?;
        }
        Ok(())
    }
}

impl std::error::Error for ToolError {}

impl From<StoreError> for ToolError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NoSuchColumn(_) => Self::invalid(error.to_string()),
            StoreError::NoSuchEntity(_) => Self::new(Fault::NotFound, error.to_string()),
            other => {
                // The reason may name files; the model has no use for it.
                tracing::warn!(error = %other, "a tool could not read the workspace");
                Self::new(Fault::Failed, "the workspace could not be read: try again")
            }
        }
    }
}

impl From<workestra_search::SearchError> for ToolError {
    fn from(error: workestra_search::SearchError) -> Self {
        tracing::warn!(%error, "a tool could not search the workspace");
        Self::new(Fault::Failed, "the workspace could not be searched: try again")
    }
}

impl From<OpError> for ToolError {
    fn from(error: OpError) -> Self {
        let fault = match &error {
            OpError::Denied(_) | OpError::Unwilling(_) => Fault::Denied,
            OpError::Stale { .. } => Fault::Stale,
            OpError::NoSuchEntity(_) | OpError::NotThere(_) => Fault::NotFound,
            _ => Fault::Invalid,
        };
        Self::new(fault, error.to_string())
    }
}

impl From<WriteError> for ToolError {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Refused(refused) => refused.into(),
            other => {
                tracing::warn!(error = %other, "a tool's call could not be written down");
                Self::new(Fault::Failed, "the workspace could not be written: nothing was done")
            }
        }
    }
}

/// The word that was probably meant.
fn nearest(given: &str, valid: &[String]) -> Option<String> {
    let given = given.to_lowercase();
    valid
        .iter()
        .map(|word| (strsim::jaro_winkler(&given, &word.to_lowercase()), word))
        .filter(|(alike, _)| *alike > 0.75)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, word)| word.clone())
}
