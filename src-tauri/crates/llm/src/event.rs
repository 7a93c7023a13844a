//! What comes from a provider, in one form for all of them.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::LlmError;
use crate::turn::{AssistantTurn, ToolCall};

/// One thing that happened. A stream gives `Ended` last, or ends with an error; whatever came before an error is not
/// an answer, and none of its tool calls may run.
#[derive(Debug, Clone, PartialEq)]
pub enum ProviderEvent {
    /// Nothing has come yet, and it is tried again after a wait.
    Waiting {
        /// How long.
        wait: Duration,
        /// Which attempt follows; the first was 1.
        attempt: u32,
        /// Why.
        cause: LlmError,
    },
    /// The provider has begun to answer.
    Started {
        /// The provider's name for the answer.
        id: Option<String>,
        /// The model that answers, as the provider says.
        model: Option<String>,
    },
    /// A server between has begun the answer anew: what came so far is not part of it.
    Restarted,
    /// More of the answer.
    Text {
        /// To be appended.
        delta: String,
    },
    /// More of what the provider shows of the thinking.
    Thinking {
        /// To be appended.
        delta: String,
    },
    /// A tool call begins. Several may be open at once.
    ToolCallStarted {
        /// Which of the answer's calls, from 0.
        index: usize,
        /// Pairs the result with it.
        id: String,
        /// The tool.
        name: String,
    },
    /// More of a call's arguments.
    ToolCallDelta {
        /// Which.
        index: usize,
        /// To be appended.
        delta: String,
    },
    /// A call's arguments are complete. To be shown only: what runs is what `Ended` brings.
    ToolCallEnded {
        /// Which.
        index: usize,
        /// The whole call.
        call: ToolCall,
    },
    /// The model declines.
    Refusal {
        /// Its words, to be appended; may be empty.
        delta: String,
    },
    /// What has been counted so far; a later one replaces it.
    Usage(Usage),
    /// The answer is whole.
    Ended {
        /// Why it stopped.
        stop: StopReason,
        /// All of it.
        turn: AssistantTurn,
    },
}

impl ProviderEvent {
    /// Bytes of what it says.
    pub(crate) const fn size(&self) -> usize {
        match self {
            Self::Text { delta }
            | Self::Thinking { delta }
            | Self::Refusal { delta }
            | Self::ToolCallDelta { delta, .. } => delta.len(),
            Self::ToolCallStarted { id, name, .. } => id.len() + name.len(),
            Self::Waiting { .. }
            | Self::Started { .. }
            | Self::Restarted
            | Self::ToolCallEnded { .. }
            | Self::Usage(_)
            | Self::Ended { .. } => 0,
        }
    }

    /// Whether the person has seen something, so that trying again would show it twice.
    pub(crate) const fn is_content(&self) -> bool {
        !matches!(self, Self::Waiting { .. } | Self::Started { .. } | Self::Usage(_))
    }
}

/// Why an answer stopped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StopReason {
    /// It was said.
    Finished,
    /// Tools are to be called.
    ToolUse,
    /// The limit for the answer was reached: it is cut off.
    Length,
    /// The conversation filled what the model can read: it is cut off.
    ContextFull,
    /// The model declined.
    Refused,
    /// The provider's filter stopped it.
    Filtered,
    /// The provider pauses a long turn: sending the conversation again continues it.
    Paused,
}

/// Tokens counted by the provider. What it does not say is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct Usage {
    /// All that was read, cached or not.
    #[ts(type = "number")]
    pub input: u64,
    /// Of the input, read from the provider's cache.
    #[ts(type = "number")]
    pub cache_read: u64,
    /// Of the input, written to the provider's cache.
    #[ts(type = "number")]
    pub cache_write: u64,
    /// All that was written, thinking included.
    #[ts(type = "number")]
    pub output: u64,
    /// Of the output, thinking.
    #[ts(type = "number")]
    pub thinking: u64,
}
