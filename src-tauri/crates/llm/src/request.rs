//! What is asked of a model. Everything in it that a person or their data wrote is [`Masked`].

use serde_json::Value;
use workestra_core::Masked;

use crate::turn::AssistantTurn;

/// One request for an answer.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The instructions; left out when empty.
    pub system: Masked<String>,
    /// The conversation, oldest first. A turn with tool calls is followed by the results of all of them.
    pub messages: Vec<Message>,
    /// What the model may call.
    pub tools: Vec<Tool>,
    /// How it should answer.
    pub options: Options,
}

/// One message of a conversation.
#[derive(Debug, Clone)]
pub enum Message {
    /// What the person said, with its context.
    User(Masked<String>),
    /// What the model said, as it came.
    Assistant(AssistantTurn),
    /// What its tool calls gave, in any order.
    ToolResults(Vec<ToolResult>),
}

/// The result of one tool call.
#[derive(Debug, Clone)]
pub struct ToolResult {
    /// The call's id.
    pub call_id: String,
    /// What the model gets to read.
    pub content: Masked<String>,
    /// Whether it is a failure.
    pub is_error: bool,
}

/// A tool as the model sees it.
#[derive(Debug, Clone)]
pub struct Tool {
    /// At most 64 of `a-z A-Z 0-9 _ -`.
    pub name: String,
    /// When to use it.
    pub description: Masked<String>,
    /// JSON schema of the arguments; an object at its root.
    pub schema: Masked<Value>,
}

/// How to answer. What a provider or model does not take is left out by its quirks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// The most tokens to answer with, thinking included.
    pub max_output_tokens: Option<u32>,
    /// 0 is the most predictable.
    pub temperature: Option<f32>,
    /// How hard to think; the model's own default when none.
    pub effort: Option<Effort>,
    /// Whether to ask for the thinking, where a provider shows it only on request. Some do so for verified
    /// organisations only and refuse others.
    pub show_thinking: bool,
    /// Whether to call tools.
    pub tool_choice: ToolChoice,
}

/// How hard to think.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// Quick.
    Low,
    /// In between.
    Medium,
    /// Thorough.
    High,
}

impl Effort {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// Whether to call tools.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ToolChoice {
    /// As the model sees fit.
    #[default]
    Auto,
    /// It must not.
    None,
    /// It must, where the provider can be told so.
    Required,
}
