//! The provider and its key, and what AI may do.

use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;
use workestra_core::{AssistantRules, Secret};
use workestra_llm::{Model, Provider, ProviderId, Step};

/// Whether the assistant can be used, and by what.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AiState {
    /// The provider; absent until one is set up.
    pub provider: Option<Provider>,
    /// The host that requests go to.
    pub host: Option<String>,
    /// Whether a key is in the keychain. It never comes back from there into a window.
    pub has_key: bool,
    /// What AI may do.
    pub rules: AssistantRules,
    /// Why the assistant cannot be used now, as a sentence with the way out; absent when it can.
    pub problem: Option<String>,
    /// Confirmations that wait for the person.
    pub pending: u32,
}

/// A provider that can be chosen.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ProviderOffer {
    /// Which.
    pub id: ProviderId,
    /// Shown to people.
    pub label: String,
    /// Its own address; empty for a custom one.
    pub base_url: String,
    /// To choose from while its own list cannot be read.
    pub suggested_models: Vec<String>,
    /// Whether it answers nobody without a key.
    pub needs_key: bool,
}

/// The providers, in the order of the settings.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ProviderOffers {
    /// All of them.
    pub providers: Vec<ProviderOffer>,
}

/// A provider to try or to use.
#[derive(Deserialize, TS)]
pub struct ProviderSet {
    /// Which, where, and with which model.
    pub provider: Provider,
    /// The key as typed; absent to use the one in the keychain.
    #[serde(default, deserialize_with = "secret")]
    #[ts(type = "string | null")]
    pub key: Option<Secret<String>>,
}

impl std::fmt::Debug for ProviderSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ProviderSet({})", self.provider.id.name())
    }
}

/// A key is wrapped up as soon as it is read.
pub(super) fn secret<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Secret<String>>, D::Error> {
    Ok(Option::<String>::deserialize(from)?.map(Secret::new))
}

/// The models that a key can use.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ProviderModels {
    /// As the provider lists them.
    pub models: Vec<Model>,
}

/// How the trial of a provider went.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ProviderChecked {
    /// What was tried, in order.
    pub steps: Vec<Step>,
    /// Whether a conversation can be held with it: it was reached, knows key and model, and streams.
    pub usable: bool,
}

/// What became of setting a provider.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ProviderUsed {
    /// How its trial went.
    pub checked: ProviderChecked,
    /// The state after it: the former provider and key where the trial failed.
    pub state: AiState,
}

/// Switches AI on or off for the workspace.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct AiSwitch {
    /// Whether it is on.
    pub on: bool,
}

/// What AI may do.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AiRules {
    /// The rules.
    pub rules: AssistantRules,
}
