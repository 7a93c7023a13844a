//! The client of one provider.

use std::sync::Arc;

use hyper::Method;
use serde_json::Value;
use tokio::time::{Instant, sleep, timeout_at};
use tokio_util::sync::CancellationToken;
use workestra_core::{Masked, Secret};

use crate::call::{ChatCall, EmbedCall, Outgoing};
use crate::embeddings::{self, EMBED_AT_ONCE};
use crate::error::{LlmError, Phase};
use crate::fault;
use crate::models::{self, Model};
use crate::provider::Provider;
use crate::request::Request;
use crate::retry::{Failure, wait_after};
use crate::settings::Settings;
use crate::stream::ProviderStream;
use crate::transport::Transport;
use crate::wire;

/// A provider with its key. Cheap to clone; the key is wiped when the last clone and the last stream are dropped.
#[derive(Clone)]
pub struct Client {
    pub(crate) shared: Arc<Shared>,
}

pub(crate) struct Shared {
    pub(crate) transport: Transport,
    pub(crate) chance: Arc<dyn Fn() -> f64 + Send + Sync>,
}

/// Never the key.
impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Client for {}", self.host())
    }
}

impl Client {
    /// Nothing is sent yet.
    ///
    /// # Errors
    /// When the address cannot be used or is not allowed, the key is missing, or the machine has no certificates.
    pub fn new(provider: Provider, key: Option<Secret<String>>, settings: &Settings) -> Result<Self, LlmError> {
        Ok(Self {
            shared: Arc::new(Shared {
                transport: Transport::new(provider, key, settings)?,
                chance: Arc::clone(&settings.chance),
            }),
        })
    }

    /// As configured.
    #[must_use]
    pub fn provider(&self) -> &Provider {
        &self.shared.transport.provider
    }

    /// Where everything goes.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.shared.transport.endpoint.host
    }

    /// Writes a request for an answer, without sending it.
    ///
    /// # Errors
    /// When no provider would take it: a tool's name or schema, or a tool call without its result.
    pub fn chat(&self, request: &Request) -> Result<ChatCall, LlmError> {
        let transport = &self.shared.transport;
        let body = wire::body(request, &transport.provider, &transport.quirks)?;
        Ok(ChatCall(Outgoing {
            host: transport.host(),
            path: transport.quirks.chat_path,
            model: transport.provider.model.clone(),
            body: body.to_string(),
        }))
    }

    /// Sends it and streams the answer. Cancelling the token ends the stream with [`LlmError::Cancelled`] and closes
    /// the connection. To be called within a tokio runtime.
    #[must_use]
    pub fn stream(&self, call: ChatCall, cancel: CancellationToken) -> ProviderStream {
        ProviderStream::begin(Arc::clone(&self.shared), call.0, cancel)
    }

    /// Writes a request for embeddings of at most [`EMBED_AT_ONCE`] texts, without sending it.
    ///
    /// # Errors
    /// When the provider offers none, or there are too many texts.
    pub fn embeddings(
        &self,
        model: &str,
        texts: &[Masked<String>],
        dimensions: Option<u32>,
    ) -> Result<EmbedCall, LlmError> {
        let transport = &self.shared.transport;
        let Some(path) = transport.quirks.embeddings_path else {
            return Err(LlmError::NotOffered {
                provider: transport.provider.id.label().to_owned(),
                what: "embeddings",
            });
        };
        if texts.is_empty() || texts.len() > EMBED_AT_ONCE {
            return Err(LlmError::Unsendable {
                reason: format!(
                    "it has {} texts, and 1 to {EMBED_AT_ONCE} are embedded at once",
                    texts.len()
                ),
            });
        }
        Ok(EmbedCall {
            outgoing: Outgoing {
                host: transport.host(),
                path,
                model: model.to_owned(),
                body: embeddings::body(model, texts, dimensions).to_string(),
            },
            texts: texts.len(),
        })
    }

    /// Sends it. The vectors come in the order of the texts, all of one length.
    ///
    /// # Errors
    /// When the provider fails, after retries where they may help.
    pub async fn embed(&self, call: &EmbedCall, cancel: &CancellationToken) -> Result<Vec<Vec<f32>>, LlmError> {
        let response = self.exchange(Method::POST, &call.outgoing, cancel).await?;
        embeddings::read(&response, call.texts).map_err(|what| self.malformed(what))
    }

    /// The provider's own list: chat models first, then embedding models, by name.
    ///
    /// # Errors
    /// When the provider fails, after retries where they may help. A custom server may have no list.
    pub async fn models(&self, cancel: &CancellationToken) -> Result<Vec<Model>, LlmError> {
        let transport = &self.shared.transport;
        let outgoing = Outgoing {
            host: transport.host(),
            path: transport.quirks.models_path,
            model: transport.provider.model.clone(),
            body: String::new(),
        };
        let list = self.exchange(Method::GET, &outgoing, cancel).await?;
        models::read(&list).ok_or_else(|| self.malformed("a list of models that is none"))
    }

    /// One request with one JSON answer, retried where that may help.
    async fn exchange(
        &self,
        method: Method,
        outgoing: &Outgoing,
        cancel: &CancellationToken,
    ) -> Result<Value, LlmError> {
        let limits = self.shared.transport.limits;
        let attempts = async {
            let mut attempt = 1;
            loop {
                let failure = match self.once(method.clone(), outgoing).await {
                    Ok(value) => return Ok(value),
                    Err(failure) => failure,
                };
                let chance = (self.shared.chance)();
                let wait = wait_after(attempt, failure.error.wait(), limits.longest_wait, chance);
                match wait.filter(|_| attempt < limits.attempts && failure.may_pass()) {
                    Some(wait) => sleep(wait).await,
                    None => return Err(failure.error),
                }
                attempt += 1;
            }
        };
        tokio::select! {
            biased;
            () = cancel.cancelled() => Err(LlmError::Cancelled),
            ended = timeout_at(Instant::now() + limits.total, attempts) => match ended {
                Ok(ended) => ended,
                Err(_) => Err(self.shared.transport.late(Phase::Whole, limits.total)),
            },
        }
    }

    async fn once(&self, method: Method, outgoing: &Outgoing) -> Result<Value, Failure> {
        let transport = &self.shared.transport;
        let body = (!outgoing.body.is_empty()).then(|| outgoing.body.clone());
        let response = transport.send(method, outgoing.path, &outgoing.model, body).await?;
        let body = transport.read(response, transport.limits.response, false).await?;
        let value: Value = serde_json::from_slice(&body).map_err(|_| self.malformed("an answer that is no JSON"))?;
        if fault::is_error(&value) && value.get("data").is_none() {
            return Err(fault::of_event(&value, &transport.asked(outgoing.path, &outgoing.model)).into());
        }
        Ok(value)
    }

    fn malformed(&self, what: &str) -> LlmError {
        LlmError::Malformed {
            host: self.host().to_owned(),
            what: what.to_owned(),
        }
    }
}
