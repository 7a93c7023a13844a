//! Vectors made by a provider: what leaves is masked, stands in the log before it does, and ends with the switch.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::runtime::Handle;
use workestra_core::mask::masked_embedding_text;
use workestra_core::{Actor, Kind, Masked, Masking, Member, Secret};
use workestra_llm::{CancellationToken, Client, EMBED_AT_ONCE, EmbedCall, Limits, LlmError, Provider, Settings};
use workestra_search::{Embedding, EmbeddingError, ModelIdentity};
use workestra_store::{
    AuditAction, AuditEntry, AuditPayload, Origin, Store, TextToEmbed, VECTOR_DIMENSIONS, WriteError,
};

use super::{Kept, open_kinds, rules_of};
use crate::api::CommandError;

/// How long typing rests before it is embedded.
const PAUSE: Duration = Duration::from_millis(250);
/// How long a person waits for a query's vector at most; what is found by words is there already.
const QUERY_LIMIT: Duration = Duration::from_secs(6);
/// Between two looks at whether more was typed.
const LOOK: Duration = Duration::from_millis(20);
/// Until an account without credit is tried again.
const WITHOUT_CREDIT: Duration = Duration::from_secs(300);
/// Digits from which on a text is a number rather than words.
const DIGITS: usize = 5;
/// Says which masking rules were in force.
const MASKING: &str = "fields and patterns, 1";

/// A provider's embedding model, for as long as rules, provider and key stay as they are.
pub(super) struct Remote {
    identity: ModelIdentity,
    /// For batches: it waits for as long as the provider asks to.
    client: Client,
    /// For what a person typed and waits for.
    asking: Client,
    dimensions: Option<u32>,
    kinds: Vec<Kind>,
    store: Store,
    me: Member,
    cancel: CancellationToken,
    runtime: Handle,
    /// What stays wrong until something is changed: nothing more is asked then.
    refused: OnceLock<EmbeddingError>,
}

impl Remote {
    /// To be called inside a Tokio runtime, which its requests use.
    pub(super) fn new(
        kept: &Kept,
        key: Option<Secret<String>>,
        kinds: Vec<Kind>,
        store: Store,
        me: Member,
        cancel: CancellationToken,
    ) -> Result<Self, CommandError> {
        let copy = key.as_ref().map(|key| Secret::new(key.expose().clone()));
        let limits = Limits {
            connect: QUERY_LIMIT,
            first_line: QUERY_LIMIT,
            total: QUERY_LIMIT,
            attempts: 1,
            ..Limits::default()
        };
        let quick = Settings {
            limits,
            ..Settings::default()
        };
        Ok(Self {
            identity: ModelIdentity {
                name: kept.identity(),
                dimensions: VECTOR_DIMENSIONS,
            },
            client: Client::new(kept.provider.clone(), key, &Settings::default())?,
            asking: Client::new(kept.provider.clone(), copy, &quick)?,
            dimensions: kept.dimensions,
            kinds,
            store,
            me,
            cancel,
            runtime: Handle::current(),
            refused: OnceLock::new(),
        })
    }

    async fn embed_texts(&self, texts: &[TextToEmbed]) -> Result<Vec<Vec<f32>>, EmbeddingError> {
        let masked = self.masked(texts).await?;
        let call = self.call(&self.client, &masked)?;
        let mut entry = audited(self.client.provider(), &call, Actor::System, Origin::App);
        entry.objects = texts.iter().map(|text| text.entity.reference.to_string()).collect();
        entry.payload = Some(AuditPayload {
            subjects: texts.iter().map(|text| text.entity.id.0).collect(),
            content: call.body().to_owned(),
        });
        self.made(&self.client, &call, entry).await
    }

    /// What may leave, by the rules as they are at this moment.
    async fn masked(&self, texts: &[TextToEmbed]) -> Result<Vec<Masked<String>>, EmbeddingError> {
        let rules = rules_of(&self.store).await.map_err(unwritten)?;
        let open = open_kinds(&rules, &self.me).map_err(|_| EmbeddingError::Stopped)?;
        if texts.iter().any(|text| !open.contains(&text.entity.kind)) {
            return Err(EmbeddingError::Stopped);
        }
        let schema = (*self.store.schema()).clone().masked_by(&rules.masks);
        let masked = |text: &TextToEmbed| {
            let entity = &text.entity;
            masked_embedding_text(schema.kind(entity.kind), &entity.fields)
        };
        Ok(texts.iter().map(masked).collect())
    }

    async fn embed_query(&self, text: &str) -> Result<Option<Vec<f32>>, EmbeddingError> {
        let Some(masked) = query_to_send(text) else {
            return Ok(None);
        };
        let rules = rules_of(&self.store).await.map_err(unwritten)?;
        open_kinds(&rules, &self.me).map_err(|_| EmbeddingError::Stopped)?;
        let call = self.call(&self.asking, &[masked])?;
        let actor = Actor::Member { member: self.me.id };
        // Only its hash is kept: it may name somebody who is erased later, and is about no entity that could tell.
        let mut entry = audited(self.asking.provider(), &call, actor, Origin::Palette);
        entry.objects = vec!["query".to_owned()];
        Ok(self.made(&self.asking, &call, entry).await?.pop())
    }

    fn call(&self, client: &Client, texts: &[Masked<String>]) -> Result<EmbedCall, EmbeddingError> {
        let call = client.embeddings(&client.provider().model, texts, self.dimensions);
        call.map_err(|error| self.failed(error))
    }

    /// The row first, then the request, then how it ended.
    async fn made(
        &self,
        client: &Client,
        call: &EmbedCall,
        entry: AuditEntry,
    ) -> Result<Vec<Vec<f32>>, EmbeddingError> {
        if self.cancel.is_cancelled() {
            return Err(EmbeddingError::Stopped);
        }
        let (actor, origin) = (entry.actor, entry.origin);
        let row = self.store.audit_append(entry).await.map_err(unwritten)?;
        let answer = client.embed(call, &self.cancel).await;
        heard(&self.store, client, actor, origin, row.seq(), &answer)
            .await
            .map_err(unwritten)?;
        let vectors = answer.map_err(|error| self.failed(error))?;
        vectors.into_iter().map(|vector| self.unit(vector)).collect()
    }

    /// The vector at length one.
    fn unit(&self, mut vector: Vec<f32>) -> Result<Vec<f32>, EmbeddingError> {
        if vector.len() != VECTOR_DIMENSIONS {
            return Err(self.keep(EmbeddingError::dimensions(vector.len())));
        }
        let length = vector.iter().map(|number| number * number).sum::<f32>().sqrt();
        if !length.is_normal() {
            return Err(EmbeddingError::Passing {
                message: format!("{} made a vector without a direction", self.client.host()),
                wait: None,
            });
        }
        for number in &mut vector {
            *number /= length;
        }
        Ok(vector)
    }

    fn failed(&self, error: LlmError) -> EmbeddingError {
        let message = error.to_string();
        let wait = error.wait();
        match error {
            LlmError::Cancelled => EmbeddingError::Stopped,
            LlmError::Credit { .. } => EmbeddingError::Passing {
                message,
                wait: Some(WITHOUT_CREDIT),
            },
            LlmError::RateLimit { .. }
            | LlmError::Overloaded { .. }
            | LlmError::Unavailable { .. }
            | LlmError::Offline { .. }
            | LlmError::Tls { .. }
            | LlmError::Timeout { .. }
            | LlmError::Truncated { .. }
            | LlmError::Malformed { .. } => EmbeddingError::Passing { message, wait },
            _ => self.keep(EmbeddingError::Lasting(message)),
        }
    }

    /// Remembers what stays wrong.
    fn keep(&self, error: EmbeddingError) -> EmbeddingError {
        self.refused.get_or_init(|| error).clone()
    }

    fn look(&self) -> Result<(), EmbeddingError> {
        self.refused.get().map_or(Ok(()), |refused| Err(refused.clone()))
    }
}

impl Embedding for Remote {
    fn identity(&self) -> &ModelIdentity {
        &self.identity
    }

    fn kinds(&self) -> Vec<Kind> {
        self.kinds.clone()
    }

    fn at_once(&self) -> usize {
        EMBED_AT_ONCE
    }

    fn pause(&self) -> Option<Duration> {
        Some(PAUSE)
    }

    fn embed(&self, texts: &[TextToEmbed], _: usize) -> Result<Vec<Vec<f32>>, EmbeddingError> {
        self.look()?;
        self.runtime.block_on(self.embed_texts(texts))
    }

    fn query(&self, text: &str, cancel: &AtomicBool) -> Result<Option<Vec<f32>>, EmbeddingError> {
        self.look()?;
        let superseded = async {
            while !cancel.load(Ordering::Relaxed) {
                tokio::time::sleep(LOOK).await;
            }
        };
        self.runtime.block_on(async {
            tokio::select! {
                made = self.embed_query(text) => made,
                () = superseded => Ok(None),
            }
        })
    }
}

/// What of a typed text may leave: nothing of one that looks like an address or a number, begun or whole. Those are found
/// without a vector.
fn query_to_send(text: &str) -> Option<Masked<String>> {
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    if digits >= DIGITS || text.contains(['@', '＠']) {
        return None;
    }
    let mut masking = Masking::new();
    let masked = masking.text(text);
    masking.hidden().is_empty().then_some(masked)
}

/// The row that stands before a request; its content is hashed into it.
pub(super) fn audited(provider: &Provider, call: &EmbedCall, actor: Actor, origin: Origin) -> AuditEntry {
    let mut entry = AuditEntry::new(actor, origin, AuditAction::Request);
    entry.provider = Some(provider.id.name().to_owned());
    entry.host = Some(call.host().to_owned());
    entry.model = Some(call.model().to_owned());
    entry.mask_version = Some(MASKING.to_owned());
    entry.input = Some(call.body().to_owned());
    entry
}

/// Writes down how a request ended.
pub(super) async fn heard(
    store: &Store,
    client: &Client,
    actor: Actor,
    origin: Origin,
    request: i64,
    answer: &Result<Vec<Vec<f32>>, LlmError>,
) -> Result<(), WriteError> {
    let mut entry = AuditEntry::new(actor, origin, AuditAction::Response);
    entry.host = Some(client.host().to_owned());
    entry.result = Some(match answer {
        Ok(vectors) => format!("{} vectors", vectors.len()),
        Err(error) => error.code().to_owned(),
    });
    entry.ends = Some(request);
    store.audit_append(entry).await?;
    Ok(())
}

fn unwritten(error: impl std::fmt::Display) -> EmbeddingError {
    EmbeddingError::Passing {
        message: error.to_string(),
        wait: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_an_address_or_a_number_is_not_sent_even_half_typed() {
        for text in [
            "dana@acme",
            "dana@acme.example",
            "+49 30 9018",
            "DE89 3704",
            "4111 1111 1111 1111",
            "order 12345",
            "write to ｄａｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ",
        ] {
            assert!(query_to_send(text).is_none(), "{text}");
        }
        for text in ["roof repairs", "what was 3 weeks late", "2026 plans"] {
            assert_eq!(query_to_send(text).map(Masked::into_inner).as_deref(), Some(text));
        }
    }
}
