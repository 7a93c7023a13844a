//! An answer as a stream of events, from the first attempt to the last.

use std::sync::Arc;

use hyper::Method;
use hyper::header::CONTENT_TYPE;
use serde_json::Value;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::{Duration, Instant, sleep, timeout, timeout_at};
use tokio_util::sync::CancellationToken;

use crate::call::Outgoing;
use crate::client::Shared;
use crate::error::{LlmError, Phase};
use crate::event::ProviderEvent;
use crate::fault;
use crate::retry::{Failure, wait_after};
use crate::sse::{SseEvent, SseParser};
use crate::transport::Reply;
use crate::wire::{self, Broken, Decode};

/// Events that may wait for whoever reads them; beyond that the network waits.
const AHEAD: usize = 64;
/// After the answer the connection is read to its end for so long, so that the next request finds it open.
const LINGER: Duration = Duration::from_secs(1);

/// The events of one answer. Dropping it closes the connection.
#[derive(Debug)]
pub struct ProviderStream {
    events: mpsc::Receiver<Result<ProviderEvent, LlmError>>,
    work: JoinHandle<()>,
    over: bool,
}

impl ProviderStream {
    /// Begins the request on the current runtime.
    pub(crate) fn begin(shared: Arc<Shared>, outgoing: Outgoing, cancel: CancellationToken) -> Self {
        let (sender, events) = mpsc::channel(AHEAD);
        let work = tokio::spawn(async move {
            let mut attempts = Attempts {
                shared: &shared,
                outgoing: &outgoing,
                sender: &sender,
                seen: false,
                said: 0,
            };
            let ended = tokio::select! {
                biased;
                () = cancel.cancelled() => Err(LlmError::Cancelled),
                ended = attempts.run() => ended,
            };
            match ended {
                Ok(rest) => linger(rest).await,
                Err(error) => {
                    // Nobody listens any more when this fails.
                    let _ = sender.send(Err(error)).await;
                }
            }
        });
        Self {
            events,
            work,
            over: false,
        }
    }

    /// The next event. After `Ended` or an error there is none. May be given up and called again without losing any.
    pub async fn next(&mut self) -> Option<Result<ProviderEvent, LlmError>> {
        if self.over {
            return None;
        }
        let next = self.events.recv().await;
        self.over = !matches!(&next, Some(Ok(event)) if !matches!(event, ProviderEvent::Ended { .. }));
        next
    }
}

impl Drop for ProviderStream {
    fn drop(&mut self) {
        // A finished answer only reads its connection to the end.
        if !self.over {
            self.work.abort();
        }
    }
}

async fn linger(mut rest: Reply) {
    let _ = timeout(LINGER, async { while let Ok(Some(_)) = rest.chunk().await {} }).await;
}

struct Attempts<'a> {
    shared: &'a Shared,
    outgoing: &'a Outgoing,
    sender: &'a mpsc::Sender<Result<ProviderEvent, LlmError>>,
    /// Whether content has been passed on: from then on nothing is tried again.
    seen: bool,
    /// Bytes of content passed on.
    said: usize,
}

impl Attempts<'_> {
    /// Until the answer is whole or nothing helps. Gives what is left of the response.
    async fn run(&mut self) -> Result<Reply, LlmError> {
        let limits = self.shared.transport.limits;
        let deadline = Instant::now() + limits.total;
        let attempts = async {
            let mut attempt = 1;
            loop {
                let failure = match self.once().await {
                    Ok(rest) => return Ok(rest),
                    Err(failure) => failure,
                };
                if self.seen || attempt >= limits.attempts || !failure.may_pass() {
                    return Err(failure.error);
                }
                let chance = (self.shared.chance)();
                let Some(wait) = wait_after(attempt, failure.error.wait(), limits.longest_wait, chance) else {
                    return Err(failure.error);
                };
                attempt += 1;
                tracing::debug!(
                    host = self.outgoing.host,
                    attempt,
                    cause = failure.error.code(),
                    "tries again"
                );
                let cause = failure.error;
                self.pass_on(ProviderEvent::Waiting { wait, attempt, cause }).await?;
                sleep(wait).await;
            }
        };
        match timeout_at(deadline, attempts).await {
            Ok(ended) => ended,
            Err(_) => Err(self.shared.transport.late(Phase::Whole, limits.total)),
        }
    }

    async fn once(&mut self) -> Result<Reply, Failure> {
        let transport = &self.shared.transport;
        let Outgoing { path, model, body, .. } = self.outgoing;
        let response = transport.send(Method::POST, path, model, Some(body.clone())).await?;
        let kind = response.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        if kind.is_some_and(|kind| kind.contains("json") && !kind.contains("stream")) {
            return Err(self.not_streamed(response).await.into());
        }
        Ok(self.read(response).await?)
    }

    /// A success that is no stream: an error in disguise, or a server that cannot stream.
    async fn not_streamed(&self, response: Reply) -> LlmError {
        let transport = &self.shared.transport;
        let body = match transport.read(response, transport.limits.error, true).await {
            Ok(body) => body,
            Err(error) => return error,
        };
        match serde_json::from_slice::<Value>(&body) {
            Ok(value) if fault::is_error(&value) => fault::of_event(&value, &self.asked()),
            _ => self.malformed("it does not stream"),
        }
    }

    async fn read(&mut self, mut response: Reply) -> Result<Reply, LlmError> {
        let transport = &self.shared.transport;
        let limits = transport.limits;
        let mut parser = SseParser::new(limits.event);
        let mut decoder = wire::decoder(&transport.provider, &transport.quirks);
        let mut received = 0;
        let mut idle = limits.first_line;
        let mut until = Instant::now() + idle;
        loop {
            let chunk = match timeout_at(until, response.chunk()).await {
                Ok(chunk) => chunk.map_err(|error| transport.broke_off(&error))?,
                Err(_) => return Err(transport.late(Phase::Idle, idle)),
            };
            let Some(chunk) = chunk else {
                self.at_end(parser, decoder.as_mut()).await?;
                return Ok(response);
            };
            received += chunk.len();
            let too_large = |limit| LlmError::TooLarge {
                host: transport.host(),
                limit,
            };
            if received > limits.stream {
                return Err(too_large(limits.stream));
            }
            let mut events = Vec::new();
            let lines = parser.push(&chunk, &mut events).map_err(|_| too_large(limits.event))?;
            for event in &events {
                if self.take(event, decoder.as_mut()).await? {
                    return Ok(response);
                }
            }
            if lines > 0 {
                idle = limits.idle;
                until = Instant::now() + idle;
            }
        }
    }

    /// No more bytes come. What the last line would have been counts only if it is whole.
    async fn at_end(&mut self, parser: SseParser, decoder: &mut dyn Decode) -> Result<(), LlmError> {
        if let Some(event) = parser.finish() {
            let whole = event.data.trim() == "[DONE]" || serde_json::from_str::<Value>(&event.data).is_ok();
            if !whole {
                return Err(self.broken(Broken::CutOff));
            }
            if self.take(&event, decoder).await? {
                return Ok(());
            }
        }
        let mut out = Vec::new();
        decoder.finish(false, &mut out).map_err(|broken| self.broken(broken))?;
        self.pass_on_all(out).await.map(|_| ())
    }

    /// Whether the answer is whole.
    async fn take(&mut self, event: &SseEvent, decoder: &mut dyn Decode) -> Result<bool, LlmError> {
        let mut out = Vec::new();
        let read = match event.data.trim() {
            "" => Ok(()),
            "[DONE]" => decoder.finish(true, &mut out),
            data => match serde_json::from_str::<Value>(data) {
                Ok(value @ Value::Object(_)) if event.name == "error" => Err(Broken::Said(value)),
                Ok(value @ Value::Object(_)) => decoder.take(&value, &mut out),
                Ok(_) => Err(Broken::Malformed("an event that is no object")),
                Err(_) => Err(Broken::Malformed("an event that is no JSON")),
            },
        };
        let whole = self.pass_on_all(out).await?;
        read.map_err(|broken| self.broken(broken))?;
        Ok(whole)
    }

    async fn pass_on_all(&mut self, events: Vec<ProviderEvent>) -> Result<bool, LlmError> {
        let mut whole = false;
        for event in events {
            whole |= matches!(event, ProviderEvent::Ended { .. });
            self.pass_on(event).await?;
        }
        Ok(whole)
    }

    async fn pass_on(&mut self, event: ProviderEvent) -> Result<(), LlmError> {
        self.seen |= event.is_content();
        self.said += event.size();
        let limit = self.shared.transport.limits.response;
        if self.said > limit {
            let host = self.shared.transport.host();
            return Err(LlmError::TooLarge { host, limit });
        }
        self.sender.send(Ok(event)).await.map_err(|_| LlmError::Cancelled)
    }

    fn asked(&self) -> fault::Asked<'_> {
        self.shared.transport.asked(self.outgoing.path, &self.outgoing.model)
    }

    fn broken(&self, broken: Broken) -> LlmError {
        match broken {
            Broken::Said(event) => fault::of_event(&event, &self.asked()),
            Broken::Malformed(what) => self.malformed(what),
            Broken::CutOff => LlmError::Truncated {
                host: self.shared.transport.host(),
            },
        }
    }

    fn malformed(&self, what: &str) -> LlmError {
        LlmError::Malformed {
            host: self.shared.transport.host(),
            what: what.to_owned(),
        }
    }
}
