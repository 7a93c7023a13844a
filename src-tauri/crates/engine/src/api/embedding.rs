//! What makes the vectors that find things by meaning: this device, or a provider after an administrator read what leaves.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use workestra_core::Secret;

use super::providing::secret;

/// What makes the vectors that find things by meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "by", deny_unknown_fields)]
pub enum EmbeddingChoice {
    /// The model on this device: nothing leaves.
    Device,
    /// A model of the provider that conversations are held with, with its key.
    Provider {
        /// The model, as requests name it.
        model: String,
    },
    /// A model of OpenAI's, with a key of its own.
    #[serde(rename = "openai")]
    OpenAi {
        /// The model, as requests name it.
        model: String,
    },
}

/// What makes the vectors, and how far they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EmbeddingState {
    /// The choice.
    pub choice: EmbeddingChoice,
    /// The host that texts go to; absent where they stay.
    pub host: Option<String>,
    /// The model.
    pub model: String,
    /// Entities that have their vector of this model.
    #[ts(type = "number")]
    pub done: u64,
    /// Entities that are to have one.
    #[ts(type = "number")]
    pub total: u64,
    /// All that can be chosen, the device first.
    pub offered: Vec<EmbeddingOffer>,
}

/// A way to make vectors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EmbeddingOffer {
    /// The choice.
    pub choice: EmbeddingChoice,
    /// Shown to people.
    pub label: String,
    /// The host that texts go to; absent where they stay.
    pub host: Option<String>,
    /// The model proposed; empty where it has to be named.
    pub model: String,
    /// Whether it can be chosen now.
    pub available: bool,
    /// Why it cannot, as a sentence with the way out.
    pub why_not: Option<String>,
}

/// What an administrator has to know before texts leave to be embedded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EmbeddingNotice {
    /// The host that they go to; `this device` where they stay.
    pub host: String,
    /// The model.
    pub model: String,
    /// How many texts leave.
    #[ts(type = "number")]
    pub texts: u64,
    /// About how many tokens they have.
    #[ts(type = "number")]
    pub tokens_estimated: u64,
    /// What leaves, in sentences.
    pub leaves: Vec<String>,
    /// What stays, in sentences.
    pub stays: Vec<String>,
    /// Binds the choice to what was read.
    pub digest: String,
}

/// Chooses what makes the vectors.
#[derive(Deserialize, TS)]
pub struct EmbeddingSet {
    /// The choice.
    pub choice: EmbeddingChoice,
    /// The digest of the notice that was read; empty where nothing leaves.
    pub acknowledged: String,
    /// A key for it; absent to use the one in the keychain.
    #[serde(default, deserialize_with = "secret")]
    #[ts(type = "string | null")]
    pub key: Option<Secret<String>>,
}

/// Never the key.
impl std::fmt::Debug for EmbeddingSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "EmbeddingSet({:?})", self.choice)
    }
}
