//! The commands on the provider, its key, and what AI may do.

use std::collections::HashMap;
use std::sync::Arc;

use parking_lot::Mutex;
use serde_json::json;
use workestra_assistant::Gate;
use workestra_core::{ASSISTANT_RULES, Actor, AssistantRules, EntityId, Grant, Role, Secret};
use workestra_llm::{CancellationToken, Client, LlmError, Outcome, Provider, ProviderId, Settings, StepName};
use workestra_store::{AuditAction, AuditEntry, ConversationId, Op, Origin, Store};

use super::Open;
use super::conversing::Live;
use super::summing::Summing;
use crate::api::{
    AiRules, AiState, AiSwitch, CommandError, ErrorCode, Event, Nothing, ProviderChecked, ProviderModels,
    ProviderOffer, ProviderOffers, ProviderSet, ProviderUsed,
};

/// The setting that holds the provider. The key is elsewhere.
const PROVIDER: &str = "assistant.provider";

/// The name of the provider's key among the workspace's secrets.
pub(super) const KEY: &str = "provider";

/// What of the assistant lives as long as the workspace is open.
pub(super) struct Assisting {
    pub(super) gate: Gate,
    pub(super) cut: Cut,
    /// The turns that run, by conversation.
    pub(super) turns: Mutex<HashMap<ConversationId, Live>>,
    /// The summaries that are being written, and those that could not be, by entity.
    pub(super) summaries: Mutex<HashMap<EntityId, Summing>>,
}

impl Assisting {
    pub(super) fn new(gate: Gate) -> Self {
        Self {
            gate,
            cut: Cut::default(),
            turns: Mutex::default(),
            summaries: Mutex::default(),
        }
    }

    /// Ends with all others when AI is switched off or the key is revoked.
    pub(super) fn token(&self) -> CancellationToken {
        self.cut.token()
    }

    /// Closes every connection to a provider.
    pub(super) fn cut_all(&self) {
        self.cut.all();
    }
}

/// Cuts every request to a provider that runs; those that begin later are cut by the next one.
#[derive(Clone, Default)]
pub(super) struct Cut(Arc<Mutex<CancellationToken>>);

impl Cut {
    pub(super) fn token(&self) -> CancellationToken {
        self.0.lock().child_token()
    }

    fn all(&self) {
        std::mem::take(&mut *self.0.lock()).cancel();
    }
}

impl Open {
    /// Whether the assistant can be used, and by what.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub async fn ai_state(&self, _: &Grant, _: Nothing) -> Result<AiState, CommandError> {
        let provider = self.provider().await?;
        let rules = self.assisting.gate.rules().await?;
        let key = match &provider {
            Some(_) => self.store.secret(KEY).await,
            None => Ok(None),
        };
        let has_key = matches!(key, Ok(Some(_)));
        let problem = match &provider {
            None => Some("no AI provider is set up: choose one in the settings under AI".to_owned()),
            Some(_) if !rules.on => Some(
                "AI is switched off in this workspace: an administrator can switch it on in the settings".to_owned(),
            ),
            Some(_) if rules.closed_roles.contains(&self.me.role) => {
                Some(format!("the role {} may not use AI here", self.me.role.name()))
            }
            Some(provider) => match &key {
                Err(error) => Some(error.to_string()),
                Ok(None) if provider.id.needs_key() => {
                    Some("the provider's key is not in the keychain: enter it again in the settings".to_owned())
                }
                Ok(_) => None,
            },
        };
        let pending = self.store.confirmations_pending().await?.len();
        Ok(AiState {
            host: provider.as_ref().map(host),
            provider,
            has_key,
            rules,
            problem,
            pending: u32::try_from(pending).unwrap_or(u32::MAX),
        })
    }

    pub(crate) async fn provider_offers(&self, _: &Grant, _: Nothing) -> Result<ProviderOffers, CommandError> {
        let offer = |id: ProviderId| ProviderOffer {
            id,
            label: id.label().to_owned(),
            base_url: id.base_url().to_owned(),
            suggested_models: id.suggested_models().iter().map(|&model| model.to_owned()).collect(),
            needs_key: id.needs_key(),
        };
        Ok(ProviderOffers {
            providers: ProviderId::ALL.into_iter().map(offer).collect(),
        })
    }

    /// The provider's own list of models.
    ///
    /// # Errors
    /// What the provider, or the way to it, said.
    pub async fn provider_models(&self, _: &Grant, set: ProviderSet) -> Result<ProviderModels, CommandError> {
        let client = self.client_for(set.provider, set.key).await?;
        self.note_request(&client, "models").await?;
        let models = client.models(&self.assisting.token()).await?;
        Ok(ProviderModels { models })
    }

    /// Tries a provider without using it.
    ///
    /// # Errors
    /// The trial could not begin. What goes wrong with the provider is in the answer.
    pub async fn provider_check(&self, _: &Grant, set: ProviderSet) -> Result<ProviderChecked, CommandError> {
        let client = self.client_for(set.provider, set.key).await?;
        self.checked(&client).await
    }

    /// Tries a provider, and uses it if a conversation can be held with it; else all stays as it was.
    ///
    /// # Errors
    /// The trial could not begin, or the keychain or the file did not keep what was chosen.
    pub async fn provider_set(&self, grant: &Grant, set: ProviderSet) -> Result<ProviderUsed, CommandError> {
        let provider = set.provider.clone();
        let fresh = set.key.as_ref().map(|key| Secret::new(key.expose().clone()));
        let client = self.client_for(set.provider, set.key).await?;
        let checked = self.checked(&client).await?;
        if checked.usable {
            let former = self.store.secret(KEY).await?;
            if let Some(key) = fresh {
                self.store.keep_secret(grant, KEY, key).await?;
            } else if self
                .provider()
                .await?
                .is_some_and(|before| !same_place(&before, &provider))
            {
                // A host that asks for no key must not be sent the former one's.
                self.store.forget_secret(grant, KEY).await?;
            }
            if let Err(error) = self.keep_provider(grant, Some(&provider)).await {
                if let Some(former) = former {
                    self.store.keep_secret(grant, KEY, former).await?;
                }
                return Err(error);
            }
            // What runs still speaks to the former provider.
            self.assisting.cut_all();
            self.embeddings.follow().await;
        }
        Ok(ProviderUsed {
            checked,
            state: self.ai_state(grant, Nothing {}).await?,
        })
    }

    /// Forgets provider and key at once, and cuts what runs.
    ///
    /// # Errors
    /// The keychain does not forget the key, or the file cannot be written.
    pub async fn provider_remove(&self, grant: &Grant, _: Nothing) -> Result<AiState, CommandError> {
        self.assisting.cut_all();
        self.store.forget_secret(grant, KEY).await?;
        self.keep_provider(grant, None).await?;
        self.embeddings.follow().await;
        self.ai_state(grant, Nothing {}).await
    }

    /// The one switch. Off is off everywhere at once: requests are cut, and what waits for an answer has expired.
    ///
    /// # Errors
    /// The file cannot be written.
    pub async fn ai_switch(&self, grant: &Grant, switch: AiSwitch) -> Result<AiState, CommandError> {
        let rules = AssistantRules {
            on: switch.on,
            ..self.assisting.gate.rules().await?
        };
        self.ai_rules_set(grant, AiRules { rules }).await
    }

    /// Sets what AI may do.
    ///
    /// # Errors
    /// The rules shut everybody out or mask what cannot be masked, or the file cannot be written.
    pub async fn ai_rules_set(&self, grant: &Grant, set: AiRules) -> Result<AiState, CommandError> {
        let rules = set.rules;
        if rules.closed_roles.contains(&Role::Administrator) && rules.on && rules.closed_roles.len() == 4 {
            return Err(CommandError::new(
                ErrorCode::InvalidArguments,
                "AI is closed to every role so: switch it off instead",
            ));
        }
        self.check_masks(&rules.masks)?;
        let value = serde_json::to_value(&rules)
            .map_err(|error| CommandError::new(ErrorCode::InvalidArguments, error.to_string()))?;
        let op = Op::SettingSet {
            key: ASSISTANT_RULES.to_owned(),
            value: Some(value.clone()),
        };
        self.store.write(grant, vec![op]).await?;
        if !rules.on {
            self.assisting.cut_all();
            for ended in self.assisting.gate.expire_all().await? {
                self.confirmation_changed(&ended);
            }
        }
        self.embeddings.follow().await;
        self.note_configured("rules", &value.to_string()).await?;
        let _ = self.events.send(Event::AiChanged);
        self.ai_state(grant, Nothing {}).await
    }

    /// The provider in use.
    pub(super) async fn provider(&self) -> Result<Option<Provider>, CommandError> {
        provider_of(&self.store).await
    }

    /// A client of the provider in use.
    ///
    /// # Errors
    /// None is set up, or its key is not there.
    pub(super) async fn client(&self) -> Result<Client, CommandError> {
        let provider = self.provider().await?.ok_or_else(|| {
            CommandError::new(
                ErrorCode::NotFound,
                "no AI provider is set up: choose one in the settings under AI",
            )
        })?;
        self.client_for(provider, None).await
    }

    /// A client with the key given, or with the one in the keychain if that belongs to the same provider and host: a key
    /// is never sent to another place than it was entered for.
    async fn client_for(&self, provider: Provider, key: Option<Secret<String>>) -> Result<Client, CommandError> {
        let key = match key {
            Some(key) if key.expose().trim().is_empty() => None,
            Some(key) => Some(Secret::new(key.expose().trim().to_owned())),
            None if self.provider().await?.is_some_and(|kept| same_place(&kept, &provider)) => {
                self.store.secret(KEY).await?
            }
            None => None,
        };
        Ok(Client::new(provider, key, &Settings::default())?)
    }

    async fn checked(&self, client: &Client) -> Result<ProviderChecked, CommandError> {
        self.note_request(client, "check").await?;
        let embeddings = client.provider().id.suggested_embedding_model();
        let steps = client.check(embeddings, &self.assisting.token(), |_| {}).await;
        let works = |name: StepName| {
            let step = steps.iter().find(|step| step.name == name);
            step.is_some_and(|step| !matches!(step.outcome, Outcome::Failed(_) | Outcome::Skipped(_)))
        };
        let usable = [StepName::Reach, StepName::Key, StepName::Model, StepName::Streaming]
            .into_iter()
            .all(works);
        Ok(ProviderChecked { steps, usable })
    }

    async fn keep_provider(&self, grant: &Grant, provider: Option<&Provider>) -> Result<(), CommandError> {
        let value = provider.map(|provider| json!(provider));
        let said = provider.map_or_else(|| "none".to_owned(), |provider| json!(provider).to_string());
        let op = Op::SettingSet {
            key: PROVIDER.to_owned(),
            value,
        };
        self.store.write(grant, vec![op]).await?;
        self.note_configured("provider", &said).await?;
        let _ = self.events.send(Event::AiChanged);
        Ok(())
    }

    /// No row in the log, no request: not even one that carries nothing of the workspace.
    async fn note_request(&self, client: &Client, what: &str) -> Result<(), CommandError> {
        let mut entry = AuditEntry::new(self.actor(), Origin::App, AuditAction::Request);
        entry.objects = vec![what.to_owned()];
        entry.provider = Some(client.provider().id.name().to_owned());
        entry.host = Some(client.host().to_owned());
        entry.model = Some(client.provider().model.clone());
        self.store.audit_append(entry).await?;
        Ok(())
    }

    async fn note_configured(&self, what: &str, value: &str) -> Result<(), CommandError> {
        let mut entry = AuditEntry::new(self.actor(), Origin::App, AuditAction::Configured);
        entry.objects = vec![what.to_owned()];
        entry.input = Some(value.to_owned());
        self.store.audit_append(entry).await?;
        Ok(())
    }

    const fn actor(&self) -> Actor {
        Actor::Member { member: self.me.id }
    }
}

/// The provider in use.
pub(super) async fn provider_of(store: &Store) -> Result<Option<Provider>, CommandError> {
    let stored = store.setting(PROVIDER).await?;
    stored
        .map(serde_json::from_value)
        .transpose()
        .map_err(|error| CommandError::new(ErrorCode::Failed, format!("the provider cannot be read: {error}")))
}

/// Whether a key for the one is a key for the other.
pub(super) fn same_place(a: &Provider, b: &Provider) -> bool {
    a.id == b.id && host(a) == host(b)
}

/// The host that requests go to, with its port where it has one.
pub(super) fn host(provider: &Provider) -> String {
    let url = url::Url::parse(&provider.base_url).ok();
    let host = url.as_ref().and_then(|url| {
        let host = url.host_str()?;
        Some(
            url.port()
                .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")),
        )
    });
    host.unwrap_or_else(|| provider.base_url.clone())
}

impl From<LlmError> for CommandError {
    fn from(error: LlmError) -> Self {
        let code = match error {
            LlmError::Address { .. } | LlmError::Blocked { .. } => ErrorCode::InvalidArguments,
            LlmError::KeyMissing { .. } | LlmError::Key { .. } => ErrorCode::Denied,
            LlmError::Cancelled => ErrorCode::Cancelled,
            _ => ErrorCode::Failed,
        };
        Self::new(code, error.to_string())
    }
}
