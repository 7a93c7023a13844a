//! What makes the vectors that find things by meaning, and the commands on it. Anything but this device is chosen by an
//! administrator who has read what leaves: without the digest of that notice nothing is set and nothing is sent.

mod notice;
mod remote;

use std::sync::Arc;

use parking_lot::Mutex;
use serde::{Deserialize, Serialize};
use serde_json::json;
use workestra_core::{ASSISTANT_RULES, Access, Actor, AssistantRules, Decision, Grant, Kind, Member, Policy, Secret};
use workestra_llm::{CancellationToken, Client, LlmError, Provider, ProviderId};
use workestra_search::{EmbeddingError, Search, Source};
use workestra_store::{AuditAction, AuditEntry, Op, Origin, Store, VECTOR_DIMENSIONS, VectorCounts};

use super::Open;
use super::providing::{Cut, KEY, host, provider_of, same_place};
use crate::api::{
    CommandError, EmbeddingChoice, EmbeddingNotice, EmbeddingOffer, EmbeddingSet, EmbeddingState, ErrorCode, Event,
    Nothing,
};
use notice::Departing;
use remote::{Remote, audited};

/// The setting that holds what was chosen; absent for the device. The key is elsewhere.
pub(super) const CHOICE: &str = "embedding.choice";

/// The name of OpenAI's key among the workspace's secrets, where it is used for vectors alone.
const OPENAI_KEY: &str = "embedding.openai";

/// The model on this device, as people know it.
const DEVICE_MODEL: &str = "all-MiniLM-L6-v2";

/// Where nothing leaves.
const DEVICE: &str = "this device";

/// What was chosen, and what was read before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    choice: EmbeddingChoice,
    /// Who makes the vectors, with the embedding model. It is as it was when the notice was read: a provider that was
    /// changed since gets nothing before somebody has read where it goes now.
    provider: Provider,
    /// The dimensions to ask for; absent where the model makes as many as there is room for anyway.
    dimensions: Option<u32>,
    /// The digest of the notice.
    acknowledged: String,
}

impl Kept {
    /// Vectors of other names are not compared with those of this one.
    fn identity(&self) -> String {
        let Provider { id, model, .. } = &self.provider;
        format!("{}@{}/{model}/{VECTOR_DIMENSIONS}", id.name(), host(&self.provider))
    }
}

/// Keeps search at what was chosen, for as long as the workspace is open.
#[derive(Clone)]
pub(super) struct Embeddings(Arc<Inner>);

struct Inner {
    store: Store,
    search: Search,
    me: Member,
    cut: Cut,
    /// Whether there is a model on this device.
    device: bool,
    /// OpenAI, where its own key is used.
    openai: Provider,
    /// Held while what was chosen is put into effect, so that of two changes the later one stays.
    following: tokio::sync::Mutex<()>,
    /// Stops what was put into effect last.
    running: Mutex<CancellationToken>,
}

impl Embeddings {
    pub(super) fn new(store: Store, search: Search, me: Member, cut: Cut, device: bool) -> Self {
        Self(Arc::new(Inner {
            store,
            search,
            me,
            cut,
            device,
            openai: Provider::new(ProviderId::OpenAi, ""),
            following: tokio::sync::Mutex::default(),
            running: Mutex::default(),
        }))
    }

    /// Puts what is chosen into effect, as rules, provider and key are now. What was to make the vectors and may not is
    /// not replaced by anything: entities are found by their words then.
    pub(super) async fn follow(&self) {
        let _following = self.0.following.lock().await;
        // Taken before anything is looked at: what is switched off from here on cuts it.
        let cancel = self.0.cut.token();
        std::mem::replace(&mut *self.0.running.lock(), cancel.clone()).cancel();
        let maker = match self.maker(cancel).await {
            Ok(Some(remote)) => self.note_masks().await.map(|()| Some(remote)),
            other => other,
        };
        let source = match maker {
            Ok(None) => Source::Device,
            Ok(Some(remote)) => Source::Elsewhere(Arc::new(remote)),
            Err(error) => Source::Nobody(error.message),
        };
        self.0.search.embed_by(source);
    }

    async fn maker(&self, cancel: CancellationToken) -> Result<Option<Remote>, CommandError> {
        let inner = &self.0;
        let Some(kept) = self.kept().await? else {
            return Ok(None);
        };
        let rules = self.rules().await?;
        let kinds = open_kinds(&rules, &inner.me)?;
        if matches!(kept.choice, EmbeddingChoice::Provider { .. }) {
            let now = provider_of(&inner.store).await?;
            if !now.is_some_and(|now| same_place(&now, &kept.provider)) {
                let message = format!(
                    "the provider at {} made the vectors, and is not this workspace's provider any more: choose in the settings what makes them",
                    host(&kept.provider)
                );
                return Err(CommandError::new(ErrorCode::Denied, message));
            }
        }
        let key = inner.store.secret(secret_of(&kept.choice)).await?;
        let remote = Remote::new(&kept, key, kinds, inner.store.clone(), inner.me.clone(), cancel)?;
        Ok(Some(remote))
    }

    /// Vectors stand for what left. Where other masks hold than when they were made, what these touch is embedded again.
    async fn note_masks(&self) -> Result<(), CommandError> {
        let rules = self.rules().await?;
        let schema = (*self.0.store.schema()).clone().masked_by(&rules.masks);
        let masks = schema.kinds().iter().map(|def| {
            let fields = def.fields.iter().map(|field| (field.key.to_string(), field.mask));
            (def.kind, fields.collect())
        });
        Ok(self.0.store.vectors_masked_by(&masks.collect()).await?)
    }

    async fn kept(&self) -> Result<Option<Kept>, CommandError> {
        let stored = self.0.store.setting(CHOICE).await?;
        stored.map(serde_json::from_value).transpose().map_err(|error| {
            let message = format!("what makes the vectors cannot be read, choose it again in the settings: {error}");
            CommandError::new(ErrorCode::Failed, message)
        })
    }

    /// The rules, read anew each time.
    async fn rules(&self) -> Result<AssistantRules, CommandError> {
        Ok(rules_of(&self.0.store).await?)
    }

    /// Who would make the vectors; none for the device.
    async fn provider_for(&self, choice: &EmbeddingChoice) -> Result<Option<Provider>, CommandError> {
        let (mut provider, model) = match choice {
            EmbeddingChoice::Device => return Ok(None),
            EmbeddingChoice::Provider { model } => (provider_of(&self.0.store).await?.ok_or_else(no_provider)?, model),
            EmbeddingChoice::OpenAi { model } => (self.0.openai.clone(), model),
        };
        if !provider.id.makes_embeddings() {
            let refused = LlmError::NotOffered {
                provider: provider.id.label().to_owned(),
                what: "embeddings: choose this device or OpenAI",
            };
            return Err(refused.into());
        }
        provider.model = model.trim().to_owned();
        if provider.model.is_empty() {
            return Err(CommandError::new(
                ErrorCode::InvalidArguments,
                "name the embedding model, such as text-embedding-3-small",
            ));
        }
        Ok(Some(provider))
    }

    async fn departing(&self, choice: &EmbeddingChoice) -> Result<Departing, CommandError> {
        let inner = &self.0;
        let rules = self.rules().await?;
        let provider = self.provider_for(choice).await?;
        let kinds = match provider {
            Some(_) => open_kinds(&rules, &inner.me)?,
            None => Vec::new(),
        };
        Ok(Departing {
            choice: choice.clone(),
            provider,
            schema: (*inner.store.schema()).clone().masked_by(&rules.masks),
            kinds,
            workspace: inner.store.info().id,
        })
    }

    async fn counts(&self, kept: Option<&Kept>) -> Result<VectorCounts, CommandError> {
        let inner = &self.0;
        let (name, kinds) = match kept {
            None => (workestra_embed::Model::ID.to_owned(), Kind::ALL.to_vec()),
            Some(kept) => {
                let kinds = open_kinds(&self.rules().await?, &inner.me);
                (kept.identity(), kinds.unwrap_or_else(|_| Kind::ALL.to_vec()))
            }
        };
        Ok(inner.store.vector_counts_among(&name, &kinds).await?)
    }

    async fn offers(&self, kept: Option<&Kept>) -> Result<Vec<EmbeddingOffer>, CommandError> {
        let inner = &self.0;
        let closed = open_kinds(&self.rules().await?, &inner.me).err();
        let closed = closed.map(|refused| refused.message);
        // The model in use, where it is this one's; else the usual one.
        let model_of = |own_key: bool, by: ProviderId| {
            let chosen = kept.filter(|kept| (secret_of(&kept.choice) == OPENAI_KEY) == own_key);
            chosen.map_or_else(
                || by.suggested_embedding_model().unwrap_or_default().to_owned(),
                |kept| kept.provider.model.clone(),
            )
        };
        let device = EmbeddingOffer {
            choice: EmbeddingChoice::Device,
            label: "On this device".to_owned(),
            host: None,
            model: DEVICE_MODEL.to_owned(),
            available: inner.device,
            why_not: (!inner.device)
                .then(|| "there is no embedding model here: run `cargo xtask setup` to fetch it".to_owned()),
        };
        let provider = provider_of(&inner.store).await?;
        let why_not = match &provider {
            None => Some(no_provider().message),
            Some(provider) if !provider.id.makes_embeddings() => Some(format!(
                "{} offers no embeddings: choose this device or OpenAI",
                provider.id.label()
            )),
            Some(_) => closed.clone(),
        };
        let model = provider
            .as_ref()
            .map_or_else(String::new, |provider| model_of(false, provider.id));
        let of_provider = EmbeddingOffer {
            choice: EmbeddingChoice::Provider { model: model.clone() },
            label: provider.as_ref().map_or_else(
                || "The AI provider".to_owned(),
                |provider| format!("The AI provider, {}", provider.id.label()),
            ),
            host: provider.as_ref().map(host),
            model,
            available: why_not.is_none(),
            why_not,
        };
        let model = model_of(true, ProviderId::OpenAi);
        let of_openai = EmbeddingOffer {
            choice: EmbeddingChoice::OpenAi { model: model.clone() },
            label: "OpenAI, with a key of its own".to_owned(),
            host: Some(host(&inner.openai)),
            model,
            available: closed.is_none(),
            why_not: closed,
        };
        Ok(vec![device, of_provider, of_openai])
    }

    async fn state(&self) -> Result<EmbeddingState, CommandError> {
        let kept = self.kept().await?;
        let counts = self.counts(kept.as_ref()).await?;
        let (choice, host, model) = match &kept {
            Some(kept) => (
                kept.choice.clone(),
                Some(host(&kept.provider)),
                kept.provider.model.clone(),
            ),
            None => (EmbeddingChoice::Device, None, DEVICE_MODEL.to_owned()),
        };
        Ok(EmbeddingState {
            choice,
            host,
            model,
            done: counts.have,
            total: counts.want,
            offered: self.offers(kept.as_ref()).await?,
        })
    }

    /// Asks for one vector, of a word of ours: whether key and model are right, and which dimensions to ask for.
    async fn tried(&self, client: &Client, actor: Actor) -> Result<Option<u32>, CommandError> {
        let store = &self.0.store;
        let cancel = self.0.cut.token();
        let wanted = u32::try_from(VECTOR_DIMENSIONS).ok();
        let text = || workestra_core::Masking::new().text("ready");
        let mut made = 0;
        for dimensions in [wanted, None] {
            let call = client.embeddings(&client.provider().model, &[text()], dimensions)?;
            let mut entry = audited(client.provider(), &call, actor, Origin::App);
            entry.objects = vec!["embedding trial".to_owned()];
            let row = store.audit_append(entry).await?;
            let answer = client.embed(&call, &cancel).await;
            remote::heard(store, client, actor, Origin::App, row.seq(), &answer).await?;
            match answer {
                Ok(vectors) => made = vectors.first().map_or(0, Vec::len),
                // Some servers refuse a field that they do not know.
                Err(LlmError::Request { .. }) if dimensions.is_some() => continue,
                Err(error) => return Err(error.into()),
            }
            if made == VECTOR_DIMENSIONS {
                return Ok(dimensions);
            }
        }
        let refused = EmbeddingError::dimensions(made).to_string();
        Err(CommandError::new(ErrorCode::InvalidArguments, refused))
    }
}

impl Open {
    pub(crate) async fn embedding_state(&self, _: &Grant, _: Nothing) -> Result<EmbeddingState, CommandError> {
        self.embeddings.state().await
    }

    /// What an administrator has to read before anything leaves to be embedded.
    ///
    /// # Errors
    /// The choice cannot be made, or the file cannot be read.
    pub async fn embedding_notice(&self, _: &Grant, choice: EmbeddingChoice) -> Result<EmbeddingNotice, CommandError> {
        let departing = self.embeddings.departing(&choice).await?;
        departing.notice(&self.store).await
    }

    /// Chooses what makes the vectors, and begins to make them anew.
    ///
    /// # Errors
    /// The member is no administrator, the notice was not read as it stands now, or the model was tried and does not do.
    /// All stays as it was then.
    pub async fn embedding_set(&self, grant: &Grant, set: EmbeddingSet) -> Result<EmbeddingState, CommandError> {
        let embeddings = &self.embeddings;
        if !grant.covers_settings() {
            return Err(CommandError::new(
                ErrorCode::Denied,
                "what makes the vectors is chosen by an administrator: ask one of this workspace",
            ));
        }
        let former = embeddings.kept().await.ok().flatten();
        let departing = embeddings.departing(&set.choice).await?;
        let kept = match &departing.provider {
            None => None,
            Some(provider) => {
                if set.acknowledged != departing.digest() {
                    return Err(CommandError::new(
                        ErrorCode::InvalidArguments,
                        "what leaves has to be read first, as it is now: look at the notice again",
                    ));
                }
                let fresh = set.key.filter(|key| !key.expose().trim().is_empty());
                Some(
                    self.try_out(grant, &set.choice, provider, fresh, set.acknowledged)
                        .await?,
                )
            }
        };
        let value = kept.as_ref().map(|kept| json!(kept));
        let op = Op::SettingSet {
            key: CHOICE.to_owned(),
            value,
        };
        self.store.write(grant, vec![op]).await?;
        let mut entry = AuditEntry::new(grant.actor(), Origin::App, AuditAction::Configured);
        entry.objects = vec!["embedding".to_owned()];
        entry.host = kept.as_ref().map(|kept| host(&kept.provider));
        entry.model = kept.as_ref().map(|kept| kept.provider.model.clone());
        entry.input = Some(
            kept.as_ref()
                .map_or_else(|| DEVICE.to_owned(), |kept| json!(kept).to_string()),
        );
        self.store.audit_append(entry).await?;
        embeddings.follow().await;
        let _ = self.events.send(Event::AiChanged);
        let own_key = |kept: &Option<Kept>| kept.as_ref().is_some_and(|kept| secret_of(&kept.choice) == OPENAI_KEY);
        if own_key(&former) && !own_key(&kept) {
            // Who is not asked any more needs no key here.
            self.store.forget_secret(grant, OPENAI_KEY).await?;
        }
        embeddings.state().await
    }

    /// Asks for a first vector, and keeps the key with which that went well.
    async fn try_out(
        &self,
        grant: &Grant,
        choice: &EmbeddingChoice,
        provider: &Provider,
        fresh: Option<Secret<String>>,
        acknowledged: String,
    ) -> Result<Kept, CommandError> {
        let own = matches!(choice, EmbeddingChoice::OpenAi { .. });
        if fresh.is_some() && !own {
            return Err(CommandError::new(
                ErrorCode::InvalidArguments,
                "the provider's vectors are made with the provider's key: change that with the provider",
            ));
        }
        let copy = |key: &Secret<String>| Secret::new(key.expose().trim().to_owned());
        let key = match &fresh {
            Some(key) => Some(copy(key)),
            None => self.store.secret(secret_of(choice)).await?,
        };
        let client = Client::new(provider.clone(), key, &workestra_llm::Settings::default())?;
        let dimensions = self.embeddings.tried(&client, grant.actor()).await?;
        if let Some(key) = fresh {
            self.store.keep_secret(grant, OPENAI_KEY, copy(&key)).await?;
        }
        Ok(Kept {
            choice: choice.clone(),
            provider: provider.clone(),
            dimensions,
            acknowledged,
        })
    }
}

const fn secret_of(choice: &EmbeddingChoice) -> &'static str {
    match choice {
        EmbeddingChoice::OpenAi { .. } => OPENAI_KEY,
        EmbeddingChoice::Provider { .. } | EmbeddingChoice::Device => KEY,
    }
}

fn no_provider() -> CommandError {
    CommandError::new(
        ErrorCode::NotFound,
        "no AI provider is set up: choose one in the settings under AI",
    )
}

/// The kinds that AI may read in a member's name.
fn open_kinds(rules: &AssistantRules, me: &Member) -> Result<Vec<Kind>, CommandError> {
    // As AI: the rules do not bind what a person does themselves, and nothing but they keep texts here.
    let actor = Actor::Assistant { member: me.id };
    let decide = |kind| Policy::decide(rules, actor, me, Access::Read, kind);
    if let Decision::Deny(refused) = decide(None) {
        return Err(CommandError::new(ErrorCode::Denied, refused.to_string()));
    }
    let is_open = |kind: &Kind| decide(Some(*kind)) == Decision::Allow;
    Ok(Kind::ALL.into_iter().filter(is_open).collect())
}

/// Rules that make no sense switch everything off.
async fn rules_of(store: &Store) -> Result<AssistantRules, workestra_store::StoreError> {
    let stored = store.setting(ASSISTANT_RULES).await?;
    Ok(stored
        .and_then(|stored| serde_json::from_value(stored).ok())
        .unwrap_or_default())
}
