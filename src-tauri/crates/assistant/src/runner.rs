//! Runs what a turn asks for: requests to the provider, tools through the gate, messages into the workspace. All decisions
//! are the [`Turn`]'s; here is only what takes time.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use futures_util::StreamExt as _;
use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;
use serde_json::{Value as Json, json};
use tokio::sync::mpsc;
use workestra_core::{ConfirmationId, Decision, Policy, Refused};
use workestra_llm::{AssistantTurn, CancellationToken, Client, LlmError, ProviderEvent, ProviderStream, StopReason, ToolCall};
use workestra_store::{AuditAction, AuditEntry, ConversationId, MessageId, MessageRole, NewMessage, Store, WriteError};

use crate::audited::{AuditedCall, Versions};
use crate::gate::{Call, Caller, Gate, GateError, Outcome};
use crate::prompt;
use crate::session::Session;
use crate::talk::{self, Part, Results, ToolOutcome};
use crate::turn::{Effect, Ending, Event, Limits, Show, Turn};

/// Names the masking in the log; to be raised when what it hides changes.
const MASK_VERSION: &str = "1";

/// What the window hears while a turn runs.
#[derive(Debug, Clone, PartialEq)]
pub enum Progress {
    /// A request left, or is about to: to this host, under this row of the log.
    Asking {
        /// The host.
        host: String,
        /// The row.
        audit: i64,
    },
    /// Show this. Texts have their placeholders; the window is given them restored, piece by piece.
    Show(Show),
    /// A tool begins.
    Tool {
        /// The call.
        call: String,
        /// The tool.
        tool: String,
    },
    /// A tool came to its end.
    ToolDone(Box<ToolOutcome>),
    /// A message was kept.
    Kept(MessageId),
    /// The turn is over.
    Ended(Box<Ending>),
}

/// Why a turn could not go on.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// AI may not be used.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The workspace could not be read or written: nothing was sent without its row.
    #[error(transparent)]
    Gate(#[from] GateError),
    /// The message to answer is not there.
    #[error("the message to answer is not there any more")]
    NoSuchMessage,
}

impl From<WriteError> for RunError {
    fn from(error: WriteError) -> Self {
        Self::Gate(error.into())
    }
}

impl From<workestra_store::StoreError> for RunError {
    fn from(error: workestra_store::StoreError) -> Self {
        Self::Gate(error.into())
    }
}

/// What answers messages of one workspace by one provider.
#[derive(Clone)]
pub struct Runner {
    store: Store,
    gate: Arc<Gate>,
    client: Client,
    limits: Limits,
}

/// A turn under way.
struct Running<'a> {
    runner: &'a Runner,
    caller: &'a Caller,
    conversation: ConversationId,
    session: &'a Session,
    cancel: &'a CancellationToken,
    progress: &'a mpsc::UnboundedSender<Progress>,
    /// What the next message answers.
    leaf: MessageId,
    stream: Option<ProviderStream>,
    /// The row of the request under way, and what left with it.
    asked: Option<(i64, Json)>,
    outcomes: BTreeMap<String, ToolOutcome>,
}

type Working<'a> = FuturesUnordered<BoxFuture<'a, Result<(ToolCall, Outcome), GateError>>>;

impl Runner {
    /// Over an open workspace and a provider with its key.
    #[must_use]
    pub const fn new(store: Store, gate: Arc<Gate>, client: Client, limits: Limits) -> Self {
        Self {
            store,
            gate,
            client,
            limits,
        }
    }

    /// What would leave for an answer to a message: the parts and the exact body.
    ///
    /// # Errors
    /// The workspace cannot be read, or the request is none that the provider takes.
    pub async fn preview(
        &self,
        caller: &Caller,
        conversation: ConversationId,
        leaf: MessageId,
        session: &Session,
    ) -> Result<(Vec<Part>, Result<workestra_llm::ChatCall, LlmError>), RunError> {
        let messages = self.store.messages(caller.member, conversation).await?;
        let path = talk::path(&messages, leaf);
        let composed = talk::compose(&path, self.gate.registry(), session);
        let call = self.client.chat(&composed.request);
        Ok((composed.parts, call))
    }

    /// Answers a message, to the end of the turn. Cancelling the token ends it where it is.
    ///
    /// # Errors
    /// [`RunError`]; what was kept until then stays.
    pub async fn answer(
        &self,
        caller: &Caller,
        conversation: ConversationId,
        leaf: MessageId,
        session: &Session,
        cancel: &CancellationToken,
        progress: &mpsc::UnboundedSender<Progress>,
    ) -> Result<Ending, RunError> {
        let mut running = Running {
            runner: self,
            caller,
            conversation,
            session,
            cancel,
            progress,
            leaf,
            stream: None,
            asked: None,
            outcomes: BTreeMap::new(),
        };
        running.run(Turn::new(self.limits)).await
    }
}

impl<'a> Running<'a> {
    async fn run(&mut self, mut turn: Turn) -> Result<Ending, RunError> {
        let mut working: Working<'a> = FuturesUnordered::new();
        let mut events = VecDeque::from([Event::Begin]);
        let mut stopped = false;
        loop {
            while let Some(event) = events.pop_front() {
                self.note_end(&event).await?;
                for effect in turn.handle(event) {
                    if let Some(ending) = self.effect(effect, &mut working, &mut events).await? {
                        self.tell(Progress::Ended(Box::new(ending.clone())));
                        return Ok(ending);
                    }
                }
            }
            let next = tokio::select! {
                biased;
                () = self.cancel.cancelled(), if !stopped => {
                    stopped = true;
                    Event::Cancel
                }
                Some(done) = working.next() => self.tool_done(done?),
                heard = heard(&mut self.stream) => heard,
            };
            events.push_back(next);
        }
    }

    /// The end of a request leaves its row before anything else comes of it.
    async fn note_end(&mut self, event: &Event) -> Result<(), RunError> {
        let (result, output) = match event {
            Event::Provider(ProviderEvent::Ended { stop, turn }) => (stop_word(stop), Some(turn.text().to_owned())),
            Event::Failed(LlmError::Cancelled) => ("cancelled", None),
            Event::Failed(_) => ("failed", None),
            Event::Cancel if self.asked.is_some() && self.stream.is_some() => ("cancelled", None),
            _ => return Ok(()),
        };
        let Some((row, _)) = &self.asked else {
            return Ok(());
        };
        let mut entry = AuditEntry::new(self.caller.actor(), self.caller.origin(), AuditAction::Response);
        entry.host = Some(self.runner.client.host().to_owned());
        entry.ends = Some(*row);
        entry.result = Some(result.to_owned());
        entry.output = output;
        self.runner.store.audit_append(entry).await?;
        Ok(())
    }

    async fn effect(
        &mut self,
        effect: Effect,
        working: &mut Working<'a>,
        events: &mut VecDeque<Event>,
    ) -> Result<Option<Ending>, RunError> {
        match effect {
            Effect::Ask { .. } => {
                if let Err(error) = self.ask().await? {
                    events.push_back(Event::Failed(error));
                }
            }
            Effect::StopAsking => self.stream = None,
            Effect::Show(show) => self.tell(Progress::Show(show)),
            Effect::Keep(turn) => self.keep(&turn).await?,
            Effect::Run(call) => {
                self.tell(Progress::Tool {
                    call: call.id.clone(),
                    tool: call.name.clone(),
                });
                let (gate, caller, session) = (&self.runner.gate, self.caller, self.session);
                working.push(Box::pin(async move {
                    let outcome = gate
                        .call(Call {
                            caller,
                            session,
                            tool: &call.name,
                            arguments: &call.arguments,
                        })
                        .await?;
                    Ok((call, outcome))
                }));
            }
            Effect::Answer { call, message } => {
                let outcome = ToolOutcome {
                    call: call.clone(),
                    tool: String::new(),
                    masked: message.to_owned(),
                    plain: Json::from(message),
                    failed: true,
                    confirmation: None,
                };
                self.outcomes.insert(call, outcome);
            }
            Effect::KeepResults(order) => self.keep_results(&order).await?,
            Effect::End(ending) => {
                self.stream = None;
                // Placeholders stay what they are when the conversation goes on.
                let masking = self.session.masking();
                self.runner
                    .store
                    .conversation_keep_masking(self.caller.member, self.conversation, &masking)
                    .await?;
                return Ok(Some(ending));
            }
        }
        Ok(None)
    }

    /// Writes the row, then sends. What the provider cannot be asked is a failure of the turn, not of the workspace.
    async fn ask(&mut self) -> Result<Result<(), LlmError>, RunError> {
        let runner = self.runner;
        self.may_ask().await?;
        let messages = runner.store.messages(self.caller.member, self.conversation).await?;
        let path = talk::path(&messages, self.leaf);
        if path.is_empty() {
            return Err(RunError::NoSuchMessage);
        }
        let composed = talk::compose(&path, runner.gate.registry(), self.session);
        let call = match runner.client.chat(&composed.request) {
            Ok(call) => call,
            Err(error) => return Ok(Err(error)),
        };
        let hidden = self.session.masking();
        let masks: BTreeMap<&str, &Json> = hidden
            .hidden()
            .iter()
            .filter(|hidden| call.body().contains(&hidden.placeholder))
            .map(|hidden| (hidden.placeholder.as_str(), &hidden.original))
            .collect();
        let mut sent = json!({
            "host": call.host(),
            "model": call.model(),
            "body": call.body(),
            "tokens": call.estimated_tokens(),
            "parts": composed.parts,
            "masks": masks,
        });
        let versions = Versions {
            prompt: prompt::version(prompt::ASSISTANT),
            tools: runner.gate.registry().version().to_owned(),
            mask: MASK_VERSION.to_owned(),
        };
        let audited = AuditedCall::write(&runner.store, &runner.client, self.caller, &versions, call).await?;
        sent["audit"] = Json::from(audited.seq());
        self.tell(Progress::Asking {
            host: runner.client.host().to_owned(),
            audit: audited.seq(),
        });
        self.asked = Some((audited.seq(), sent));
        self.stream = Some(audited.send(&runner.client, self.cancel.clone()));
        Ok(Ok(()))
    }

    /// The switch may have been turned since the turn began.
    async fn may_ask(&self) -> Result<(), RunError> {
        let rules = self.runner.gate.rules().await?;
        let members = self.runner.store.members();
        let member = members.iter().find(|member| member.id == self.caller.member);
        let member = member.ok_or(Refused::Gone)?;
        match Policy::decide(&rules, self.caller.actor(), member, workestra_core::Access::Read, None) {
            Decision::Deny(why) => Err(why.into()),
            Decision::Allow | Decision::Confirm => Ok(()),
        }
    }

    fn tool_done(&mut self, (call, outcome): (ToolCall, Outcome)) -> Event {
        let node = outcome.for_model();
        let confirmation = match &outcome {
            Outcome::Confirmation(confirmation) => Some(confirmation.id),
            _ => None,
        };
        let kept = ToolOutcome {
            call: call.id.clone(),
            tool: call.name,
            masked: self.session.leaving(&node).into_inner(),
            plain: node.plain(),
            failed: outcome.is_error(),
            confirmation,
        };
        self.tell(Progress::ToolDone(Box::new(kept.clone())));
        self.outcomes.insert(call.id.clone(), kept);
        let pending: Option<ConfirmationId> = outcome.pending();
        Event::ToolDone { call: call.id, pending }
    }

    async fn keep(&mut self, turn: &AssistantTurn) -> Result<(), RunError> {
        let words = self.session.restore(turn.text());
        let sent = self.asked.as_ref().map_or(Json::Null, |(_, sent)| sent.clone());
        let new = talk::answer(turn, words, self.leaf, sent, Json::Null);
        self.add(new).await
    }

    async fn keep_results(&mut self, order: &[String]) -> Result<(), RunError> {
        let results = order.iter().filter_map(|call| self.outcomes.remove(call)).collect();
        let content = serde_json::to_value(Results { results }).unwrap_or_default();
        self.add(NewMessage {
            parent: Some(self.leaf),
            role: MessageRole::Tools,
            content,
            words: String::new(),
            chips: json!([]),
            sent: None,
            usage: None,
        })
        .await
    }

    async fn add(&mut self, new: NewMessage) -> Result<(), RunError> {
        let store = &self.runner.store;
        self.leaf = store.message_add(self.caller.member, self.conversation, new).await?;
        self.tell(Progress::Kept(self.leaf));
        Ok(())
    }

    /// Nobody may be listening any more; the turn goes on all the same.
    fn tell(&self, progress: Progress) {
        let _ = self.progress.send(progress);
    }
}

/// What comes from the provider next; never anything while nothing is asked.
async fn heard(stream: &mut Option<ProviderStream>) -> Event {
    let Some(open) = stream else {
        return std::future::pending().await;
    };
    match open.next().await {
        Some(Ok(event)) => {
            if matches!(event, ProviderEvent::Ended { .. }) {
                *stream = None;
            }
            Event::Provider(event)
        }
        Some(Err(error)) => {
            *stream = None;
            Event::Failed(error)
        }
        None => {
            *stream = None;
            Event::Failed(LlmError::Cancelled)
        }
    }
}

const fn stop_word(stop: &StopReason) -> &'static str {
    match stop {
        StopReason::Finished => "finished",
        StopReason::ToolUse => "tool_use",
        StopReason::Length => "length",
        StopReason::ContextFull => "context_full",
        StopReason::Refused => "refused",
        StopReason::Filtered => "filtered",
        StopReason::Paused => "paused",
    }
}
