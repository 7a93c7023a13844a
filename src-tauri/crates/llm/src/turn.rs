//! An answer of a model: what the app shows and runs, and what the provider wants back.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::provider::ProviderId;

/// An answer. Made by an adapter from a stream that came to its end, or of the words before it was cut off, or read back from the conversation's
/// storage; its content is what the provider sent, placeholders and all, so it goes back without another masking.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AssistantTurn {
    pub(crate) text: String,
    pub(crate) thinking: String,
    pub(crate) tool_calls: Vec<ToolCall>,
    pub(crate) replay: Option<Replay>,
}

/// The answer in the provider's own form, thinking and signatures included, to be sent back unchanged. Another
/// provider or model gets the text and the calls instead: signatures are bound to the model that made them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Replay {
    pub(crate) provider: ProviderId,
    pub(crate) model: String,
    pub(crate) raw: Value,
}

/// A call that the model wants made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToolCall {
    /// Pairs the result with it.
    pub id: String,
    /// The tool.
    pub name: String,
    /// JSON as the model wrote it, which may be none; `{}` when it wrote nothing. To be parsed strictly by the tool.
    pub arguments: String,
}

impl AssistantTurn {
    /// What came of an answer that was cut off: its words alone. Calls and thinking that are not whole can neither be run
    /// nor sent back.
    #[must_use]
    pub fn cut_off(text: String) -> Self {
        Self {
            text,
            thinking: String::new(),
            tool_calls: Vec::new(),
            replay: None,
        }
    }

    /// What the model said, without its thinking.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What the provider showed of its thinking.
    #[must_use]
    pub fn thinking(&self) -> &str {
        &self.thinking
    }

    /// The calls to make. Each wants a result before the next request. Empty unless the answer stopped for them.
    #[must_use]
    pub fn tool_calls(&self) -> &[ToolCall] {
        &self.tool_calls
    }

    /// The raw form, when it came from this provider and model.
    pub(crate) fn raw_for(&self, provider: ProviderId, model: &str) -> Option<&Value> {
        self.replay
            .as_ref()
            .filter(|replay| replay.provider == provider && replay.model == model)
            .map(|replay| &replay.raw)
    }
}
