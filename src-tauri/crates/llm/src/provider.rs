//! Which provider a workspace uses, and where it is.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The providers that can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub enum ProviderId {
    /// Anthropic.
    #[serde(rename = "anthropic")]
    Anthropic,
    /// OpenAI.
    #[serde(rename = "openai")]
    OpenAi,
    /// Moonshot AI.
    #[serde(rename = "moonshotai")]
    MoonshotAi,
    /// xAI.
    #[serde(rename = "xai")]
    XAi,
    /// DeepSeek.
    #[serde(rename = "deepseek")]
    DeepSeek,
    /// Any server that speaks OpenAI's Chat Completions.
    #[serde(rename = "custom")]
    Custom,
}

impl ProviderId {
    /// All, in the order of the settings.
    pub const ALL: [Self; 6] = [
        Self::Anthropic,
        Self::OpenAi,
        Self::MoonshotAi,
        Self::XAi,
        Self::DeepSeek,
        Self::Custom,
    ];

    /// The stored word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Anthropic => "anthropic",
            Self::OpenAi => "openai",
            Self::MoonshotAi => "moonshotai",
            Self::XAi => "xai",
            Self::DeepSeek => "deepseek",
            Self::Custom => "custom",
        }
    }

    /// The provider of a stored word.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|provider| provider.name() == name)
    }

    /// Shown to people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Anthropic => "Anthropic",
            Self::OpenAi => "OpenAI",
            Self::MoonshotAi => "Moonshot AI",
            Self::XAi => "xAI",
            Self::DeepSeek => "DeepSeek",
            Self::Custom => "Custom endpoint",
        }
    }

    /// The provider's own address; empty for a custom one.
    #[must_use]
    pub const fn base_url(self) -> &'static str {
        match self {
            Self::Anthropic => "https://api.anthropic.com",
            Self::OpenAi => "https://api.openai.com/v1",
            Self::MoonshotAi => "https://api.moonshot.ai/v1",
            Self::XAi => "https://api.x.ai/v1",
            Self::DeepSeek => "https://api.deepseek.com",
            Self::Custom => "",
        }
    }

    /// Models to offer while the provider's own list cannot be read, the usual choice first.
    #[must_use]
    pub const fn suggested_models(self) -> &'static [&'static str] {
        match self {
            Self::Anthropic => &[
                "claude-opus-5-5",
                "claude-sonnet-5-5",
                "claude-haiku-5-5",
                "claude-fable-5-2",
            ],
            Self::OpenAi => &["gpt-6.1-sol", "gpt-6-sol", "gpt-6-luna", "gpt-4.1"],
            Self::MoonshotAi => &["kimi-k3.1-pro", "kimi-k3"],
            Self::XAi => &["grok-4.7", "grok-4.5"],
            Self::DeepSeek => &["deepseek-v4-pro", "deepseek-flash"],
            Self::Custom => &[],
        }
    }

    /// The embedding model to propose, where the provider has embeddings under a known name.
    #[must_use]
    pub const fn suggested_embedding_model(self) -> Option<&'static str> {
        match self {
            Self::OpenAi => Some("text-embedding-3-small"),
            _ => None,
        }
    }

    /// Whether it makes embeddings, as far as is known: a custom endpoint may.
    #[must_use]
    pub const fn makes_embeddings(self) -> bool {
        matches!(self, Self::OpenAi | Self::Custom)
    }

    /// Whether it answers nobody without a key.
    #[must_use]
    pub const fn needs_key(self) -> bool {
        !matches!(self, Self::Custom)
    }
}

/// A provider as configured. The key is not part of it: it stays in the keychain until a client is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Provider {
    /// Which.
    pub id: ProviderId,
    /// `https://api.openai.com/v1`: without the path of an endpoint, with or without a slash at its end.
    pub base_url: String,
    /// As the provider names it.
    pub model: String,
    /// The explicit choice to talk to this machine or its own network, where plain http is allowed too.
    pub allow_private: bool,
}

impl Provider {
    /// The provider at its own address.
    #[must_use]
    pub fn new(id: ProviderId, model: &str) -> Self {
        Self {
            id,
            base_url: id.base_url().to_owned(),
            model: model.to_owned(),
            allow_private: false,
        }
    }
}
