//! A turn while it runs: what [`Turn`] says is to be done is done here, and kept. A request leaves only with the row of
//! the log that tells of it.

use std::collections::{HashMap, VecDeque};

use serde_json::{Value as Json, json};
use workestra_llm::{CancellationToken, Client, LlmError, ProviderEvent, ProviderStream, StopReason, ToolCall, Usage};
use workestra_store::{Audited, MessageId, MessageRole};

use super::{Runner, Told, contents, not_begun};
use crate::departing::{Asking, Counted, send};
use crate::gate::{Call, Caller, GateError, Outcome};
use crate::profile::Profile;
use crate::prompt;
use crate::session::Session;
use crate::transcript::{Assembled, CallResult, Content, Departure, assemble, branch, profile_of};
use crate::turn::{Effect, Ending, Event, Limits, Turn, Why};

/// A turn on its way.
pub(super) struct Running<'r, 'a> {
    runner: &'r Runner<'a>,
    client: &'r Client,
    cancel: &'r CancellationToken,
    tell: &'r (dyn Fn(Told<'_>) + Send + Sync),
    /// The message that the next one follows.
    leaf: MessageId,
    turn: Turn,
    /// Results of calls that are not kept yet.
    results: HashMap<String, CallResult>,
    /// The request that is being answered.
    departure: Option<Departure>,
    usage: Usage,
}

impl<'r, 'a> Running<'r, 'a> {
    pub(super) fn new(
        runner: &'r Runner<'a>,
        client: &'r Client,
        message: MessageId,
        cancel: &'r CancellationToken,
        tell: &'r (dyn Fn(Told<'_>) + Send + Sync),
    ) -> Self {
        Self {
            runner,
            client,
            cancel,
            tell,
            leaf: message,
            turn: Turn::new(Limits::default()),
            results: HashMap::new(),
            departure: None,
            usage: Usage::default(),
        }
    }

    pub(super) async fn run(&mut self) -> Result<Ending, GateError> {
        let mut todo: VecDeque<Effect> = self.turn.handle(Event::Begin).into();
        let mut stream: Option<(ProviderStream, Audited)> = None;
        loop {
            while let Some(effect) = todo.pop_front() {
                match effect {
                    Effect::Ask { .. } => match self.ask().await? {
                        Ok(begun) => stream = Some(begun),
                        Err(LlmError::Cancelled) => todo.extend(self.turn.handle(Event::Cancel)),
                        Err(error) => todo.extend(self.turn.handle(Event::Failed(error))),
                    },
                    Effect::StopAsking => stream = None,
                    Effect::Show(show) => (self.tell)(Told::Show(&show)),
                    Effect::Keep(turn) => {
                        let usage = self.counted();
                        let sent = self.departure.take();
                        let content = Content::Answered { turn: *turn };
                        self.follow(MessageRole::Assistant, &content, sent.as_ref(), usage)
                            .await?;
                    }
                    Effect::Run(call) => {
                        let event = if self.cancel.is_cancelled() {
                            Event::Cancel
                        } else {
                            self.call(call).await?
                        };
                        todo.extend(self.turn.handle(event));
                    }
                    Effect::Answer { call, message } => {
                        let masked = Session::own_words(message).into_inner();
                        let result = CallResult {
                            tool: String::new(),
                            masked,
                            is_error: true,
                            confirmation: None,
                            at: None,
                            took: None,
                            call: call.clone(),
                        };
                        self.results.insert(call, result);
                    }
                    Effect::KeepResults(calls) => {
                        let results = calls.iter().filter_map(|call| self.results.remove(call)).collect();
                        let content = Content::Results { results };
                        self.follow(MessageRole::Tools, &content, None, None).await?;
                    }
                    Effect::End(ending) => {
                        self.end(&ending).await?;
                        return Ok(ending);
                    }
                }
            }
            let Some((events, audited)) = &mut stream else {
                // The turn has nothing to do and waits for nothing: it cannot go on.
                todo.extend(self.turn.handle(Event::Cancel));
                if todo.is_empty() {
                    return Ok(Ending {
                        why: Why::Cancelled,
                        pending: Vec::new(),
                        usage: Usage::default(),
                    });
                }
                continue;
            };
            let event = match events.next().await {
                Some(Ok(event)) => event,
                Some(Err(error)) => {
                    let row = audited.seq();
                    stream = None;
                    let said = Some(self.turn.said().to_owned()).filter(|said| !said.is_empty());
                    self.heard(row, error.code(), said).await?;
                    let event = match error {
                        LlmError::Cancelled => Event::Cancel,
                        error => Event::Failed(error),
                    };
                    todo.extend(self.turn.handle(event));
                    continue;
                }
                None => {
                    stream = None;
                    todo.extend(self.turn.handle(Event::Cancel));
                    continue;
                }
            };
            if let ProviderEvent::Usage(usage) = &event {
                self.usage = *usage;
            }
            if let ProviderEvent::Ended { stop, turn } = &event {
                let (row, text) = (audited.seq(), turn.text().to_owned());
                let ended = json!(stop).as_str().unwrap_or("ended").to_owned();
                stream = None;
                self.heard(row, &ended, Some(text)).await?;
            }
            todo.extend(self.turn.handle(Event::Provider(event)));
        }
    }

    /// Writes the request, then the log, and only then lets it leave.
    async fn ask(&mut self) -> Result<Result<(ProviderStream, Audited), LlmError>, GateError> {
        // Read anew before every request: what was switched off since the last one stays here.
        let rules = self.runner.gate.rules().await?;
        if !rules.on {
            return Ok(Err(LlmError::Cancelled));
        }
        let messages = self.runner.messages().await?;
        let line = contents(&branch(&messages, self.leaf));
        let profile = profile_of(&line);
        self.runner.session.shows(profile);
        let (session, member) = (&self.runner.session, self.runner.member);
        self.runner.gate.learn(session, member, &rules, &line).await?;
        let Assembled { request, parts } = assemble(&self.runner.session, self.runner.gate.registry(), &line);
        let call = match self.client.chat(&request) {
            Ok(call) => call,
            Err(error) => return Ok(Err(error)),
        };
        let mut departure = Departure::of(&call, parts, &self.runner.session);
        let caller = self.runner.caller();
        let audited = self.asking(&caller, profile)?.note(&call, &rules.masks).await?;
        departure.audit = Some(audited.seq());
        self.departure = Some(departure);
        self.usage = Usage::default();
        (self.tell)(Told::Asking(self.client.host()));
        Ok(Ok((send(self.client, call, &audited, self.cancel), audited)))
    }

    /// What the log tells of the request: whose conversation it is, with which instructions and tools.
    fn asking<'s>(&'s self, caller: &'s Caller, profile: Profile) -> Result<Asking<'s>, GateError> {
        Ok(Asking {
            store: self.runner.store,
            client: self.client,
            caller,
            subjects: vec![self.runner.conversation.ok_or_else(not_begun)?],
            objects: Vec::new(),
            prompt_version: prompt::version(&prompt::instructions(profile)),
            tools_version: Some(self.runner.gate.registry().version(profile).to_owned()),
        })
    }

    async fn heard(&self, request: i64, result: &str, text: Option<String>) -> Result<(), GateError> {
        let caller = self.runner.caller();
        let asking = self.asking(&caller, self.runner.session.profile())?;
        Ok(asking.heard(request, result, text).await?)
    }

    async fn call(&mut self, call: ToolCall) -> Result<Event, GateError> {
        let began = self.runner.store.now();
        (self.tell)(Told::Calling { call: &call, at: began });
        let caller = self.runner.caller();
        let asked = Call {
            caller: &caller,
            session: &self.runner.session,
            tool: &call.name,
            arguments: &call.arguments,
        };
        let outcome = self.runner.gate.call(asked).await?;
        let took = self.runner.store.now().0.saturating_sub(began.0);
        let confirmation = match &outcome {
            Outcome::Confirmation(confirmation) => Some(confirmation.id),
            _ => None,
        };
        let result = CallResult {
            call: call.id.clone(),
            tool: call.name.clone(),
            masked: self.runner.session.leaving(&outcome.for_model()).into_inner(),
            is_error: outcome.is_error(),
            confirmation,
            at: Some(began),
            took: Some(took),
        };
        self.results.insert(call.id.clone(), result);
        (self.tell)(Told::Called {
            call: &call,
            outcome: &outcome,
            took,
        });
        Ok(Event::ToolDone {
            pending: outcome.pending(),
            call: call.id,
        })
    }

    async fn follow(
        &mut self,
        role: MessageRole,
        content: &Content,
        sent: Option<&Departure>,
        usage: Option<Json>,
    ) -> Result<(), GateError> {
        let chips = Json::Array(Vec::new());
        self.leaf = self
            .runner
            .keep(Some(self.leaf), role, content, chips, sent, usage)
            .await?;
        (self.tell)(Told::Kept);
        Ok(())
    }

    /// What the last request was counted as, with its price where that is known.
    fn counted(&self) -> Option<Json> {
        Counted::of(self.client, &self.usage).map(|counted| json!(counted))
    }

    async fn end(&mut self, ending: &Ending) -> Result<(), GateError> {
        let sentence = sentence(&ending.why);
        if sentence.is_none() && ending.pending.is_empty() {
            return Ok(());
        }
        let content = Content::Ended {
            sentence: sentence.unwrap_or_default(),
            pending: ending.pending.clone(),
        };
        let usage = self.departure.as_ref().and_then(|_| self.counted());
        let sent = self.departure.take();
        self.follow(MessageRole::Assistant, &content, sent.as_ref(), usage)
            .await
    }
}

/// How a turn ended, where that was not simply its end.
fn sentence(why: &Why) -> Option<String> {
    Some(match why {
        Why::Said(StopReason::Finished | StopReason::ToolUse | StopReason::Paused) => return None,
        Why::Said(StopReason::Length) => "The answer is cut off: it is as long as the model may write. Ask it to go on.".to_owned(),
        Why::Said(StopReason::ContextFull) => {
            "The conversation is as long as the model can read: begin a new one.".to_owned()
        }
        Why::Said(StopReason::Refused) => "The model declined to answer. Ask in other words, or without it.".to_owned(),
        Why::Said(StopReason::Filtered) => "The provider’s filter stopped the answer. Ask in other words.".to_owned(),
        Why::Failed(error) => capital(&error.to_string()),
        Why::Cancelled => "Stopped.".to_owned(),
        Why::Rounds => "Stopped here: it asked for tools a dozen times without coming to an end. Tell it to go on, or ask for less at once.".to_owned(),
        Why::Tokens => "Stopped here: this answer used the tokens that one may. Tell it to go on, or ask for less at once.".to_owned(),
    })
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).chain(['.']).collect()
    })
}
