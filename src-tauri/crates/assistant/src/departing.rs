//! How a request leaves: the log tells of it first, then it is sent, and the log tells what came back. Conversations and
//! summaries go this one way.

use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;
use uuid::Uuid;
use workestra_core::{Digest, Masks};
use workestra_llm::{CancellationToken, ChatCall, Client, Price, ProviderStream, Usage};
use workestra_store::{AuditAction, AuditEntry, AuditPayload, Audited, Store, WriteError};

use crate::canonical;
use crate::gate::Caller;

/// Says which way of masking was in force.
const MASKING: &str = "fields and patterns, 1";

/// What a request was counted as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Counted {
    /// Tokens read.
    #[ts(type = "number")]
    pub input: u64,
    /// Tokens written.
    #[ts(type = "number")]
    pub output: u64,
    /// In millionths of a US dollar, where the price of the model is known.
    #[ts(type = "number | null")]
    pub micro_dollars: Option<u64>,
}

impl Counted {
    /// What the provider counted, with its price; none when it counted nothing.
    pub(crate) fn of(client: &Client, usage: &Usage) -> Option<Self> {
        let provider = client.provider();
        let price = Price::of(provider.id, &provider.model, usage.input);
        (*usage != Usage::default()).then(|| Self {
            input: usage.input,
            output: usage.output,
            micro_dollars: price.and_then(|price| price.cost(usage)),
        })
    }
}

/// By whom something is asked, by which instructions, and whom it is about.
pub(crate) struct Asking<'a> {
    pub(crate) store: &'a Store,
    pub(crate) client: &'a Client,
    pub(crate) caller: &'a Caller,
    /// What the log's content belongs to: it can be read until one of them is erased.
    pub(crate) subjects: Vec<Uuid>,
    /// References of entities.
    pub(crate) objects: Vec<String>,
    pub(crate) prompt_version: String,
    /// None where the model is shown no tools.
    pub(crate) tools_version: Option<String>,
}

impl Asking<'_> {
    /// The row of a request, on disk before it leaves.
    pub(crate) async fn note(&self, call: &ChatCall, masks: &Masks) -> Result<Audited, WriteError> {
        let mut entry = self.entry(AuditAction::Request);
        entry.provider = Some(self.client.provider().id.name().to_owned());
        entry.host = Some(call.host().to_owned());
        entry.model = Some(call.model().to_owned());
        entry.prompt_version = Some(self.prompt_version.clone());
        entry.tools_version.clone_from(&self.tools_version);
        entry.mask_version = Some(masking_version(masks));
        entry.input = Some(call.body().to_owned());
        entry.payload = Some(self.payload(call.body()));
        self.store.audit_append(entry).await
    }

    /// The row of what came back.
    pub(crate) async fn heard(&self, request: i64, result: &str, text: Option<String>) -> Result<(), WriteError> {
        let mut entry = self.entry(AuditAction::Response);
        entry.host = Some(self.client.host().to_owned());
        entry.result = Some(result.to_owned());
        entry.ends = Some(request);
        let said = text.as_deref().filter(|text| !text.is_empty());
        entry.payload = said.map(|text| self.payload(text));
        entry.output = text;
        self.store.audit_append(entry).await?;
        Ok(())
    }

    fn entry(&self, action: AuditAction) -> AuditEntry {
        let mut entry = AuditEntry::new(self.caller.actor(), self.caller.origin(), action);
        entry.objects.clone_from(&self.objects);
        entry
    }

    fn payload(&self, content: &str) -> AuditPayload {
        AuditPayload {
            subjects: self.subjects.clone(),
            content: content.to_owned(),
        }
    }
}

/// The only place from which a request leaves. It takes the proof that the log tells of it.
pub(crate) fn send(client: &Client, call: ChatCall, _told: &Audited, cancel: &CancellationToken) -> ProviderStream {
    client.stream(call, cancel.child_token())
}

/// Says which masks were in force: the workspace's own are named by their digest.
fn masking_version(masks: &Masks) -> String {
    if masks.is_empty() {
        return MASKING.to_owned();
    }
    let digest: Digest = canonical::digest("workestra masks", &json!(masks));
    format!("{MASKING}, {}", canonical::hex(&digest[..8]))
}
