//! An answer as it grows. Adapters report what they read; this turns it into events and, in the end, a turn.

use serde_json::Value;

use crate::event::{ProviderEvent, StopReason, Usage};
use crate::provider::Provider;
use crate::turn::{AssistantTurn, Replay, ToolCall};

/// What has come so far.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    started: bool,
    text: String,
    thinking: String,
    refused: bool,
    calls: Vec<OpenCall>,
    usage: Usage,
}

#[derive(Debug)]
struct OpenCall {
    call: ToolCall,
    open: bool,
}

impl Answer {
    /// The first word of the provider; later ones are the same answer's.
    pub(crate) fn start(&mut self, id: Option<&Value>, model: Option<&Value>, out: &mut Vec<ProviderEvent>) {
        if !std::mem::replace(&mut self.started, true) {
            let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
            out.push(ProviderEvent::Started {
                id: text(id),
                model: text(model),
            });
        }
    }

    /// Forgets all, as another answer takes this one's place.
    pub(crate) fn restart(&mut self, out: &mut Vec<ProviderEvent>) {
        *self = Self::default();
        out.push(ProviderEvent::Restarted);
    }

    pub(crate) fn text(&mut self, delta: &str, out: &mut Vec<ProviderEvent>) {
        if !delta.is_empty() {
            self.text.push_str(delta);
            out.push(ProviderEvent::Text {
                delta: delta.to_owned(),
            });
        }
    }

    pub(crate) fn thinking(&mut self, delta: &str, out: &mut Vec<ProviderEvent>) {
        if !delta.is_empty() {
            self.thinking.push_str(delta);
            out.push(ProviderEvent::Thinking {
                delta: delta.to_owned(),
            });
        }
    }

    pub(crate) fn refuse(&mut self, delta: &str, out: &mut Vec<ProviderEvent>) {
        self.refused = true;
        out.push(ProviderEvent::Refusal {
            delta: delta.to_owned(),
        });
    }

    /// Opens a call and gives its index.
    pub(crate) fn open_call(&mut self, id: &str, name: &str, out: &mut Vec<ProviderEvent>) -> usize {
        let index = self.calls.len();
        self.calls.push(OpenCall {
            call: ToolCall {
                id: id.to_owned(),
                name: name.to_owned(),
                arguments: String::new(),
            },
            open: true,
        });
        out.push(ProviderEvent::ToolCallStarted {
            index,
            id: id.to_owned(),
            name: name.to_owned(),
        });
        index
    }

    /// Some servers give a call's name after its id.
    pub(crate) fn name_call(&mut self, index: usize, name: &str) {
        if let Some(call) = self.calls.get_mut(index).filter(|call| call.call.name.is_empty()) {
            name.clone_into(&mut call.call.name);
        }
    }

    pub(crate) fn call_delta(&mut self, index: usize, delta: &str, out: &mut Vec<ProviderEvent>) {
        let Some(call) = self.calls.get_mut(index).filter(|call| call.open && !delta.is_empty()) else {
            return;
        };
        call.call.arguments.push_str(delta);
        out.push(ProviderEvent::ToolCallDelta {
            index,
            delta: delta.to_owned(),
        });
    }

    /// The arguments so far.
    pub(crate) fn arguments(&self, index: usize) -> &str {
        self.calls.get(index).map_or("", |call| &call.call.arguments)
    }

    /// Whether this is the beginning of another call, where nothing but the sum of what came can tell: another name, or more
    /// arguments behind whole ones.
    pub(crate) fn is_another(&self, index: usize, name: &str, arguments: &str) -> bool {
        let Some(OpenCall { call, .. }) = self.calls.get(index) else {
            return true;
        };
        if name.is_empty() || call.name.is_empty() {
            return false;
        }
        let is_whole = || serde_json::from_str::<Value>(&call.arguments).is_ok_and(|value| value.is_object());
        call.name != name || (!arguments.trim().is_empty() && is_whole())
    }

    /// Closes a call. The provider's last word on its arguments wins over the sum of the deltas.
    pub(crate) fn close_call(&mut self, index: usize, whole: Option<&str>, out: &mut Vec<ProviderEvent>) {
        let Some(call) = self.calls.get_mut(index).filter(|call| call.open) else {
            return;
        };
        call.open = false;
        if let Some(whole) = whole.filter(|whole| !whole.is_empty()) {
            whole.clone_into(&mut call.call.arguments);
        }
        if call.call.arguments.trim().is_empty() {
            "{}".clone_into(&mut call.call.arguments);
        }
        out.push(ProviderEvent::ToolCallEnded {
            index,
            call: call.call.clone(),
        });
    }

    pub(crate) const fn has_calls(&self) -> bool {
        !self.calls.is_empty()
    }

    pub(crate) fn calls(&self) -> impl Iterator<Item = &ToolCall> {
        self.calls.iter().map(|call| &call.call)
    }

    /// Whether anything came that makes an answer.
    pub(crate) const fn is_empty(&self) -> bool {
        self.text.is_empty() && self.thinking.is_empty() && self.calls.is_empty() && !self.refused
    }

    pub(crate) const fn has_text(&self) -> bool {
        !self.text.is_empty()
    }

    pub(crate) fn thoughts(&self) -> &str {
        &self.thinking
    }

    /// Reports a count, unless it says nothing new.
    pub(crate) fn usage(&mut self, usage: Usage, out: &mut Vec<ProviderEvent>) {
        if usage != self.usage {
            self.usage = usage;
            out.push(ProviderEvent::Usage(usage));
        }
    }

    pub(crate) const fn counted(&self) -> Usage {
        self.usage
    }

    /// Ends the answer. Calls count only when the model stopped for them: one that was cut off may be half of what it
    /// meant. What goes back raw is only a whole answer, as providers refuse a call without result or thinking
    /// without what followed it.
    pub(crate) fn end(mut self, stop: StopReason, raw: Value, provider: &Provider, out: &mut Vec<ProviderEvent>) {
        let stop = match stop {
            // Some servers call tools and then say that they are finished.
            StopReason::Finished if self.has_calls() => StopReason::ToolUse,
            StopReason::Finished if self.refused => StopReason::Refused,
            // A provider that stops for tools and calls none has finished.
            StopReason::ToolUse if !self.has_calls() => StopReason::Finished,
            stop => stop,
        };
        if stop == StopReason::ToolUse {
            for index in 0..self.calls.len() {
                self.close_call(index, None, out);
            }
        } else {
            self.calls.clear();
        }
        let whole = matches!(stop, StopReason::Finished | StopReason::ToolUse | StopReason::Paused);
        out.push(ProviderEvent::Ended {
            stop,
            turn: AssistantTurn {
                text: self.text,
                thinking: self.thinking,
                tool_calls: self.calls.into_iter().map(|call| call.call).collect(),
                replay: whole.then(|| Replay {
                    provider: provider.id,
                    model: provider.model.clone(),
                    raw,
                }),
            },
        });
    }
}
