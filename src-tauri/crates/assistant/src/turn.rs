//! A turn of a conversation as a pure state machine: what happened goes in, what is to be done comes out. Requests, tools
//! and storage are run outside of it, so that every order of events can be tried.

use std::collections::BTreeMap;

use workestra_core::ConfirmationId;
use workestra_llm::{AssistantTurn, LlmError, ProviderEvent, StopReason, ToolCall, Usage};

/// How far a turn may go by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Requests.
    pub rounds: u32,
    /// Tool calls in one answer.
    pub calls: usize,
    /// Tokens read and written in all requests together; no further request begins beyond.
    pub tokens: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            rounds: 12,
            calls: 16,
            tokens: 400_000,
        }
    }
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The person sent their message.
    Begin,
    /// The provider said something.
    Provider(ProviderEvent),
    /// The request failed. What came of the answer is none.
    Failed(LlmError),
    /// A tool came to its end.
    ToolDone {
        /// The call.
        call: String,
        /// The confirmation that a person has yet to answer.
        pending: Option<ConfirmationId>,
    },
    /// A person answered a confirmation, or it ended otherwise.
    ConfirmationEnded(ConfirmationId),
    /// The person stopped it.
    Cancel,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Send the conversation, with all that was kept so far.
    Ask {
        /// Which request of the turn, from 1.
        round: u32,
    },
    /// Close the connection.
    StopAsking,
    /// Show this.
    Show(Show),
    /// Keep the model's answer, or what came of it before it was cut off.
    Keep(Box<AssistantTurn>),
    /// Run a tool through the gate, beside others.
    Run(ToolCall),
    /// A call is not run: keep this as its result.
    Answer {
        /// The call.
        call: String,
        /// Why.
        message: &'static str,
    },
    /// Keep the results of these calls, in this order, as one message.
    KeepResults(Vec<String>),
    /// The turn is over.
    End(Ending),
}

/// What the window shows as it comes.
#[derive(Debug, Clone, PartialEq)]
pub enum Show {
    /// More of the answer.
    Text(String),
    /// More of the thinking.
    Thinking(String),
    /// More of a refusal.
    Refusal(String),
    /// A call begins.
    Call {
        /// Its id.
        call: String,
        /// The tool.
        tool: String,
    },
    /// What came of this answer so far does not count.
    Restarted,
    /// It is tried again after a wait.
    Waiting {
        /// How long, in milliseconds.
        milliseconds: u64,
        /// Why.
        cause: LlmError,
    },
}

/// How a turn ended, and what it left open.
#[derive(Debug, Clone, PartialEq)]
pub struct Ending {
    /// Why.
    pub why: Why,
    /// Confirmations that came up in it and wait still, in the order in which they were asked. Whatever the model said
    /// of them, they are not done.
    pub pending: Vec<ConfirmationId>,
    /// Tokens of all requests.
    pub usage: Usage,
}

/// Why a turn ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// The model said what it had to say, or stopped for one of its own reasons.
    Said(StopReason),
    /// The request failed.
    Failed(LlmError),
    /// The person stopped it.
    Cancelled,
    /// It asked for tools once more than a turn may.
    Rounds,
    /// It used the tokens that a turn may.
    Tokens,
}

#[derive(Debug, Clone, PartialEq)]
enum State {
    Idle,
    Asking,
    Running,
    Over,
}

/// A turn.
#[derive(Debug)]
pub struct Turn {
    limits: Limits,
    state: State,
    round: u32,
    /// The calls of the answer in their order.
    order: Vec<String>,
    /// Whether each of them has come to its end.
    done: BTreeMap<String, bool>,
    pending: Vec<ConfirmationId>,
    /// What came of the answer under way.
    said: String,
    /// Of the requests that are over, and of the one under way.
    spent: Usage,
    current: Usage,
}

impl Turn {
    /// A turn that has not begun.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            state: State::Idle,
            round: 0,
            order: Vec::new(),
            done: BTreeMap::new(),
            pending: Vec::new(),
            said: String::new(),
            spent: Usage::default(),
            current: Usage::default(),
        }
    }

    /// Whether nothing more comes of it.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.state == State::Over
    }

    /// What came of the answer under way, as the model wrote it.
    #[must_use]
    pub fn said(&self) -> &str {
        &self.said
    }

    /// Takes note of what happened and says what to do. What comes too late, or out of its place, does nothing.
    #[must_use]
    pub fn handle(&mut self, event: Event) -> Vec<Effect> {
        match (&self.state, event) {
            (State::Idle, Event::Begin) => self.ask(),
            (State::Asking, Event::Provider(event)) => self.heard(event),
            (State::Asking, Event::Failed(error)) => self.cut_off(Why::Failed(error)),
            (State::Running, Event::ToolDone { call, pending }) => self.tool_done(&call, pending),
            (State::Idle, Event::Cancel) => self.end(Why::Cancelled),
            (State::Asking, Event::Cancel) => {
                let mut effects = vec![Effect::StopAsking];
                effects.extend(self.cut_off(Why::Cancelled));
                effects
            }
            (State::Running, Event::Cancel) => self.stopped(),
            (_, Event::ConfirmationEnded(id)) => {
                self.pending.retain(|pending| *pending != id);
                Vec::new()
            }
            // A confirmation that came up after the person stopped waits all the same; the conversation's cards show it.
            _ => Vec::new(),
        }
    }

    fn ask(&mut self) -> Vec<Effect> {
        if self.round >= self.limits.rounds {
            return self.end(Why::Rounds);
        }
        if self.spent.input.saturating_add(self.spent.output) >= self.limits.tokens {
            return self.end(Why::Tokens);
        }
        self.round += 1;
        self.state = State::Asking;
        self.current = Usage::default();
        self.said.clear();
        vec![Effect::Ask { round: self.round }]
    }

    fn heard(&mut self, event: ProviderEvent) -> Vec<Effect> {
        let show = match event {
            ProviderEvent::Text { delta } => {
                self.said.push_str(&delta);
                Show::Text(delta)
            }
            ProviderEvent::Thinking { delta } => Show::Thinking(delta),
            ProviderEvent::Refusal { delta } => Show::Refusal(delta),
            ProviderEvent::Restarted => {
                self.said.clear();
                Show::Restarted
            }
            ProviderEvent::ToolCallStarted { id, name, .. } => Show::Call { call: id, tool: name },
            ProviderEvent::Waiting { wait, cause, .. } => Show::Waiting {
                milliseconds: u64::try_from(wait.as_millis()).unwrap_or(u64::MAX),
                cause,
            },
            ProviderEvent::Usage(usage) => {
                self.current = usage;
                return Vec::new();
            }
            ProviderEvent::Ended { stop, turn } => return self.answered(stop, turn),
            ProviderEvent::Started { .. }
            | ProviderEvent::ToolCallDelta { .. }
            | ProviderEvent::ToolCallEnded { .. } => return Vec::new(),
        };
        vec![Effect::Show(show)]
    }

    /// Only a whole answer gets here, so only its calls run.
    fn answered(&mut self, stop: StopReason, turn: AssistantTurn) -> Vec<Effect> {
        self.settle();
        let calls = match stop {
            StopReason::ToolUse => turn.tool_calls().to_vec(),
            _ => Vec::new(),
        };
        // An answer that is empty is nothing to send back.
        let mut effects = Vec::new();
        if !turn.text().is_empty() || !calls.is_empty() || stop == StopReason::Paused {
            effects.push(Effect::Keep(Box::new(turn)));
        }
        match (&stop, calls.is_empty()) {
            (StopReason::Paused, _) => effects.extend(self.ask()),
            (_, true) => effects.extend(self.end(Why::Said(stop))),
            (_, false) => effects.extend(self.run(calls)),
        }
        effects
    }

    fn run(&mut self, calls: Vec<ToolCall>) -> Vec<Effect> {
        self.state = State::Running;
        self.order.clear();
        self.done.clear();
        let mut effects = Vec::new();
        for (at, call) in calls.into_iter().enumerate() {
            if self.done.contains_key(&call.id) {
                // One result stands for both; which of them it would be of nobody could tell.
                continue;
            }
            self.order.push(call.id.clone());
            if at >= self.limits.calls {
                self.done.insert(call.id.clone(), true);
                effects.push(Effect::Answer {
                    call: call.id,
                    message: "not run: too many calls in one answer",
                });
            } else {
                self.done.insert(call.id.clone(), false);
                effects.push(Effect::Run(call));
            }
        }
        effects
    }

    fn tool_done(&mut self, call: &str, pending: Option<ConfirmationId>) -> Vec<Effect> {
        match self.done.get_mut(call) {
            Some(done) if !*done => *done = true,
            _ => return Vec::new(),
        }
        if let Some(id) = pending
            && !self.pending.contains(&id)
        {
            self.pending.push(id);
        }
        if self.done.values().any(|done| !done) {
            return Vec::new();
        }
        let mut effects = vec![Effect::KeepResults(std::mem::take(&mut self.order))];
        effects.extend(self.ask());
        effects
    }

    /// Every call gets a result, also when the person stopped: a conversation in which one lacks cannot be sent again.
    fn stopped(&mut self) -> Vec<Effect> {
        let mut effects: Vec<Effect> = self
            .order
            .iter()
            .filter(|call| self.done.get(*call) == Some(&false))
            .map(|call| Effect::Answer {
                call: call.clone(),
                message: "the person stopped before this came to its end; what it asked for may still wait for an answer",
            })
            .collect();
        effects.push(Effect::KeepResults(std::mem::take(&mut self.order)));
        effects.extend(self.end(Why::Cancelled));
        effects
    }

    /// What a person has read does not go away because the rest never came.
    fn cut_off(&mut self, why: Why) -> Vec<Effect> {
        let said = std::mem::take(&mut self.said);
        let mut effects = Vec::new();
        if !said.trim().is_empty() {
            effects.push(Effect::Keep(Box::new(AssistantTurn::cut_off(
                said.trim_end().to_owned(),
            ))));
        }
        effects.extend(self.end(why));
        effects
    }

    fn end(&mut self, why: Why) -> Vec<Effect> {
        self.settle();
        self.state = State::Over;
        vec![Effect::End(Ending {
            why,
            pending: self.pending.clone(),
            usage: self.spent,
        })]
    }

    fn settle(&mut self) {
        let current = std::mem::take(&mut self.current);
        self.spent.input = self.spent.input.saturating_add(current.input);
        self.spent.output = self.spent.output.saturating_add(current.output);
        self.spent.cache_read = self.spent.cache_read.saturating_add(current.cache_read);
        self.spent.cache_write = self.spent.cache_write.saturating_add(current.cache_write);
        self.spent.thinking = self.spent.thinking.saturating_add(current.thinking);
    }
}

#[cfg(test)]
mod tests;
