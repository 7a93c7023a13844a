//! One HTTP exchange with a provider: what every request has in common.

use std::error::Error;
use std::io;
use std::time::Duration;

use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue, USER_AGENT};
use hyper::{HeaderMap, Method, Request};
use hyper_util::client::legacy::Client;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use jiff::Timestamp;
use tokio::time::timeout;
use workestra_core::Secret;

use crate::address::Endpoint;
use crate::connect::{Connector, tls_cause};
use crate::error::{LlmError, Phase, Said};
use crate::fault::{self, Asked};
use crate::provider::Provider;
use crate::quirk::{KeyHeader, Quirks};
use crate::retry::{self, Failure};
use crate::settings::{Limits, Settings};

/// Connections to one provider, with its key.
pub(crate) struct Transport {
    http: Client<Connector, Full<Bytes>>,
    pub(crate) endpoint: Endpoint,
    pub(crate) quirks: Quirks,
    pub(crate) limits: Limits,
    key: Option<Secret<String>>,
    pub(crate) provider: Provider,
}

/// A response whose head has come.
pub(crate) struct Reply {
    pub(crate) headers: HeaderMap,
    body: Incoming,
}

impl Reply {
    /// The next piece of the body; none at its end. May be given up and called again without losing any.
    pub(crate) async fn chunk(&mut self) -> Result<Option<Bytes>, hyper::Error> {
        while let Some(frame) = self.body.frame().await {
            if let Ok(data) = frame?.into_data() {
                return Ok(Some(data));
            }
        }
        Ok(None)
    }
}

impl Transport {
    pub(crate) fn new(provider: Provider, key: Option<Secret<String>>, settings: &Settings) -> Result<Self, LlmError> {
        let quirks = Quirks::of(provider.id, &provider.model);
        let endpoint = Endpoint::of(&provider, quirks.chat_path)?;
        let key = key.filter(|key| !key.expose().trim().is_empty());
        if key.is_none() && provider.id.needs_key() {
            return Err(LlmError::KeyMissing { host: endpoint.host });
        }
        let http = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(Duration::from_secs(30))
            .pool_max_idle_per_host(2)
            .build(Connector::new(endpoint.clone(), settings)?);
        Ok(Self {
            http,
            endpoint,
            quirks,
            limits: settings.limits,
            key,
            provider,
        })
    }

    pub(crate) fn host(&self) -> String {
        self.endpoint.host.clone()
    }

    pub(crate) fn asked<'a>(&'a self, path: &'a str, model: &'a str) -> Asked<'a> {
        Asked {
            host: &self.endpoint.host,
            path,
            model,
            key: self.key.as_ref().map(|key| key.expose().trim()),
        }
    }

    /// Sends and gives the response once its head is there and says success.
    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        model: &str,
        body: Option<String>,
    ) -> Result<Reply, Failure> {
        let request = self.request(method, path, body)?;
        let limit = self.limits.first_line;
        let response = match timeout(limit, self.http.request(request)).await {
            Ok(response) => response.map_err(|error| self.failed(&error))?,
            Err(_) => return Err(self.late(Phase::Answer, limit).into()),
        };
        let (head, body) = response.into_parts();
        let headers = head.headers;
        if head.status.is_success() {
            return Ok(Reply { headers, body });
        }
        if head.status.is_redirection() {
            return Err(LlmError::Redirect { host: self.host() }.into());
        }
        let hints = retry::hints(&headers, Timestamp::now());
        // What cannot be read of an error's body does not matter: the status says enough.
        let body = self.read(Reply { headers, body }, self.limits.error, true).await;
        let body = body.unwrap_or_default();
        Err(Failure {
            error: fault::classify(head.status.as_u16(), &body, hints.wait, &self.asked(path, model)),
            should_retry: hints.should_retry,
        })
    }

    /// The whole body, up to a limit. With `cut` what lies beyond is left unread, else it is an error.
    pub(crate) async fn read(&self, mut reply: Reply, limit: usize, cut: bool) -> Result<Vec<u8>, LlmError> {
        let mut body = Vec::new();
        let reading = async {
            while let Some(chunk) = reply.chunk().await.map_err(|error| self.broke_off(&error))? {
                body.extend_from_slice(&chunk);
                if body.len() > limit {
                    if cut {
                        break;
                    }
                    return Err(LlmError::TooLarge {
                        host: self.host(),
                        limit,
                    });
                }
            }
            Ok(())
        };
        match timeout(self.limits.idle, reading).await {
            Ok(read) => read?,
            Err(_) if cut => {}
            Err(_) => return Err(self.late(Phase::Idle, self.limits.idle)),
        }
        body.truncate(limit);
        Ok(body)
    }

    pub(crate) fn late(&self, phase: Phase, after: Duration) -> LlmError {
        LlmError::Timeout {
            host: self.host(),
            phase,
            after,
        }
    }

    /// A body that ended before its end.
    pub(crate) fn broke_off(&self, error: &hyper::Error) -> LlmError {
        match self.failed(error) {
            LlmError::Offline { .. } => LlmError::Truncated { host: self.host() },
            other => other,
        }
    }

    fn request(&self, method: Method, path: &str, body: Option<String>) -> Result<Request<Full<Bytes>>, LlmError> {
        let with_body = body.is_some();
        let mut request = Request::builder()
            .method(method)
            .uri(self.endpoint.at(path))
            .body(Full::from(body.unwrap_or_default()))
            .map_err(|error| LlmError::Unsendable {
                reason: error.to_string(),
            })?;
        let headers = request.headers_mut();
        headers.insert(
            USER_AGENT,
            HeaderValue::from_static(concat!("Workestra/", env!("CARGO_PKG_VERSION"))),
        );
        headers.insert(ACCEPT, HeaderValue::from_static("text/event-stream, application/json"));
        if with_body {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        for (name, value) in self.quirks.headers {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        if let Some(key) = &self.key {
            let key = key.expose().trim();
            let (name, value) = match self.quirks.key_header {
                KeyHeader::Bearer => (AUTHORIZATION, HeaderValue::try_from(format!("Bearer {key}"))),
                KeyHeader::XApiKey => (HeaderName::from_static("x-api-key"), HeaderValue::from_str(key)),
            };
            let mut value = value.map_err(|_| LlmError::Key {
                host: self.host(),
                said: Said::default(),
            })?;
            // Keeps it out of what the HTTP library prints.
            value.set_sensitive(true);
            headers.insert(name, value);
        }
        Ok(request)
    }

    /// The cause at the bottom of a failed exchange.
    fn failed(&self, error: &dyn Error) -> LlmError {
        let mut cause = error.source();
        while let Some(inner) = cause {
            if let Some(known) = inner.downcast_ref::<LlmError>() {
                return known.clone();
            }
            if let Some(tls) = inner.downcast_ref::<io::Error>().and_then(tls_cause) {
                return LlmError::Tls {
                    host: self.host(),
                    reason: tls.to_string(),
                };
            }
            if inner.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_parse) {
                return LlmError::Malformed {
                    host: self.host(),
                    what: "it is no HTTP".to_owned(),
                };
            }
            cause = inner.source();
        }
        LlmError::Offline {
            host: self.host(),
            reason: "the connection broke; check the network".to_owned(),
        }
    }
}
