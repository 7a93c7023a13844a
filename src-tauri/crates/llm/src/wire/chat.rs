//! OpenAI Chat Completions, and the many servers that follow them more or less.

use std::borrow::Cow;

use serde_json::{Map, Value, json};

use super::{Broken, Decode, arguments_text, count, nameable, object, schema, text};
use crate::answer::Answer;
use crate::event::{ProviderEvent, StopReason, Usage};
use crate::fault;
use crate::provider::Provider;
use crate::quirk::{Quirks, ThinkingBack};
use crate::request::{Message, Request, ToolChoice};
use crate::turn::AssistantTurn;

/// Names under which servers send thinking.
const THINKING: [&str; 3] = ["reasoning_content", "reasoning", "thinking"];

pub(super) fn body(request: &Request, provider: &Provider, quirks: &Quirks) -> Map<String, Value> {
    let mut messages = Vec::new();
    if !request.system.get().is_empty() {
        messages.push(json!({"role": "system", "content": request.system.get()}));
    }
    let tools_used = request
        .messages
        .iter()
        .any(|message| matches!(message, Message::Assistant(turn) if !turn.tool_calls().is_empty()));
    for message in &request.messages {
        match message {
            Message::User(said) => messages.push(json!({"role": "user", "content": said.get()})),
            Message::Assistant(turn) => messages.extend(written(turn, provider, quirks, tools_used)),
            Message::ToolResults(results) => messages.extend(results.iter().map(
                |result| json!({"role": "tool", "tool_call_id": result.call_id, "content": result.content.get()}),
            )),
        }
    }
    let mut body = object([
        ("model", json!(provider.model)),
        ("messages", Value::Array(messages)),
        ("stream", json!(true)),
    ]);
    if quirks.usage_option {
        body.insert("stream_options".to_owned(), json!({"include_usage": true}));
    }
    if !request.tools.is_empty() {
        let tools = request.tools.iter().map(|tool| {
            json!({
                "type": "function",
                "function": {
                    "name": tool.name,
                    "description": tool.description.get(),
                    "parameters": schema::accepted(tool.schema.get(), quirks),
                },
            })
        });
        body.insert("tools".to_owned(), tools.collect());
        let choice = match request.options.tool_choice {
            ToolChoice::None => "none",
            ToolChoice::Required if quirks.forced_tools => "required",
            ToolChoice::Auto | ToolChoice::Required => "auto",
        };
        body.insert("tool_choice".to_owned(), json!(choice));
    }
    body
}

/// None for an answer of which nothing can go back.
fn written(turn: &AssistantTurn, provider: &Provider, quirks: &Quirks, tools_used: bool) -> Option<Value> {
    let calls = turn.tool_calls();
    if calls.is_empty() && turn.text().is_empty() {
        return None;
    }
    let mut message = object([("role", json!("assistant"))]);
    let content = if turn.text().is_empty() {
        Value::Null
    } else {
        json!(turn.text())
    };
    message.insert("content".to_owned(), content);
    let raw = turn.raw_for(provider.id, &provider.model);
    let thinking_goes_back = match quirks.thinking_back {
        ThinkingBack::Never => false,
        ThinkingBack::WithToolCalls => !calls.is_empty(),
        ThinkingBack::OnceToolsAreUsed => tools_used,
    };
    if thinking_goes_back {
        // Where it is asked for it is asked for even when there was none.
        let thinking = raw.map_or("", |raw| text(raw, THINKING[0]));
        message.insert(THINKING[0].to_owned(), json!(thinking));
    }
    if !calls.is_empty() {
        let kept = raw.and_then(|raw| raw.get("tool_calls")).cloned();
        let rebuilt = || {
            let calls = calls.iter().map(|call| {
                json!({
                    "id": call.id,
                    "type": "function",
                    "function": {"name": nameable(&call.name), "arguments": arguments_text(&call.arguments)},
                })
            });
            calls.collect()
        };
        message.insert("tool_calls".to_owned(), kept.unwrap_or_else(rebuilt));
    }
    Some(Value::Object(message))
}

pub(super) struct Decoder {
    provider: Provider,
    quirks: Quirks,
    answer: Answer,
    calls: Vec<Call>,
    id: String,
    stop: Option<StopReason>,
}

/// A call by what its deltas say it is.
struct Call {
    /// The server's index; servers reuse it for another call.
    index: Option<u64>,
    id: String,
    at: usize,
    /// Members beyond the protocol, which some providers want back.
    extra: Map<String, Value>,
}

impl Decoder {
    pub(super) fn new(provider: Provider, quirks: Quirks) -> Self {
        Self {
            provider,
            quirks,
            answer: Answer::default(),
            calls: Vec::new(),
            id: String::new(),
            stop: None,
        }
    }

    fn delta(&mut self, delta: &Value, out: &mut Vec<ProviderEvent>) {
        if let Some(thinking) = THINKING
            .iter()
            .map(|name| text(delta, name))
            .find(|text| !text.is_empty())
        {
            self.answer.thinking(thinking, out);
        }
        match delta.get("content") {
            Some(Value::String(said)) => self.answer.text(said, out),
            Some(Value::Array(parts)) => {
                for part in parts {
                    self.part(part, out);
                }
            }
            _ => {}
        }
        let refusal = text(delta, "refusal");
        if !refusal.is_empty() {
            self.answer.refuse(refusal, out);
        }
        let calls = delta.get("tool_calls").and_then(Value::as_array);
        for call in calls.into_iter().flatten() {
            self.call(call, out);
        }
    }

    /// Content in parts; Mistral's thinking is one of them, in parts itself.
    fn part(&mut self, part: &Value, out: &mut Vec<ProviderEvent>) {
        match part.get("thinking") {
            Some(Value::String(thinking)) => self.answer.thinking(thinking, out),
            Some(Value::Array(parts)) => {
                for part in parts {
                    self.answer.thinking(text(part, "text"), out);
                }
            }
            _ => self.answer.text(text(part, "text"), out),
        }
    }

    /// A new id starts a new call whatever its index; the same id, or none, goes on with one. Without ids an index that is
    /// used again is told by what came.
    fn call(&mut self, delta: &Value, out: &mut Vec<ProviderEvent>) {
        let index = delta.get("index").and_then(Value::as_u64);
        let id = text(delta, "id");
        let function = delta.get("function").unwrap_or(&Value::Null);
        let name = text(function, "name");
        let arguments = match function.get("arguments") {
            Some(Value::String(piece)) => Cow::Borrowed(piece.as_str()),
            Some(whole @ Value::Object(_)) => Cow::Owned(whole.to_string()),
            _ => Cow::Borrowed(""),
        };
        let known = if id.is_empty() {
            match index {
                Some(_) => self
                    .calls
                    .iter()
                    .rposition(|call| call.index == index)
                    .filter(|place| !self.answer.is_another(self.calls[*place].at, name, &arguments)),
                // Without index and id a name begins a call.
                None if name.is_empty() => self.calls.len().checked_sub(1),
                None => None,
            }
        } else {
            self.calls
                .iter()
                .rposition(|call| call.id == id)
                // The id came late: the call was begun without one.
                .or_else(|| {
                    self.calls
                        .iter()
                        .rposition(|call| call.id.is_empty() && call.index == index)
                })
        };
        let place = known.unwrap_or_else(|| {
            // Unlike any of an earlier answer, and short, as ids of more than 40 letters are refused elsewhere.
            let tail: Vec<char> = self.id.chars().rev().take(16).collect();
            let tail: String = tail.into_iter().rev().collect();
            let invented = format!("call_{}_{}", nameable(&tail), self.calls.len());
            let at = self
                .answer
                .open_call(if id.is_empty() { &invented } else { id }, name, out);
            self.calls.push(Call {
                index,
                id: id.to_owned(),
                at,
                extra: Map::new(),
            });
            self.calls.len() - 1
        });
        let call = &mut self.calls[place];
        if call.id.is_empty() {
            id.clone_into(&mut call.id);
        }
        self.answer.name_call(call.at, name);
        self.answer.call_delta(call.at, &arguments, out);
        if let Value::Object(members) = delta {
            let known = ["index", "id", "type", "function"];
            call.extra.extend(
                members
                    .iter()
                    .filter(|(name, value)| !known.contains(&name.as_str()) && !value.is_null())
                    .map(|(name, value)| (name.clone(), value.clone())),
            );
        }
    }

    fn count(&mut self, usage: &Value, out: &mut Vec<ProviderEvent>) {
        if !usage.is_object() {
            return;
        }
        let thinking = count(usage, "/completion_tokens_details/reasoning_tokens");
        let written = count(usage, "/completion_tokens");
        let cached = [
            "/prompt_tokens_details/cached_tokens",
            "/prompt_cache_hit_tokens",
            "/cached_tokens",
        ];
        let counted = Usage {
            input: count(usage, "/prompt_tokens"),
            cache_read: cached.iter().map(|path| count(usage, path)).max().unwrap_or(0),
            cache_write: count(usage, "/prompt_tokens_details/cache_write_tokens"),
            output: if self.quirks.thinking_in_output {
                written
            } else {
                written + thinking
            },
            thinking,
        };
        // A chunk with nothing counted yet does not take back what was.
        if counted != Usage::default() || self.answer.counted() == Usage::default() {
            self.answer.usage(counted, out);
        }
    }

    fn end(&mut self, out: &mut Vec<ProviderEvent>) {
        let mut raw = object([(THINKING[0], json!(self.answer.thoughts()))]);
        let mut answer = std::mem::take(&mut self.answer);
        for call in &self.calls {
            answer.close_call(call.at, None, out);
        }
        if answer.has_calls() {
            let calls = answer.calls().zip(&self.calls).map(|(call, known)| {
                let mut written = known.extra.clone();
                written.extend(object([
                    ("id", json!(call.id)),
                    ("type", json!("function")),
                    (
                        "function",
                        json!({"name": nameable(&call.name), "arguments": arguments_text(&call.arguments)}),
                    ),
                ]));
                Value::Object(written)
            });
            raw.insert("tool_calls".to_owned(), calls.collect());
        }
        let stop = self.stop.take().unwrap_or(StopReason::Finished);
        answer.end(stop, Value::Object(raw), &self.provider, out);
    }
}

impl Decode for Decoder {
    fn take(&mut self, event: &Value, out: &mut Vec<ProviderEvent>) -> Result<(), Broken> {
        if fault::is_error(event) {
            return Err(Broken::Said(event.clone()));
        }
        self.answer.start(event.get("id"), event.get("model"), out);
        if self.id.is_empty() {
            text(event, "id").clone_into(&mut self.id);
        }
        let choice = event.pointer("/choices/0").unwrap_or(&Value::Null);
        if let Some(delta) = choice.get("delta") {
            self.delta(delta, out);
        }
        self.count(event.get("usage").unwrap_or(&Value::Null), out);
        self.count(choice.get("usage").unwrap_or(&Value::Null), out);
        let stop = match text(choice, "finish_reason") {
            "" => None,
            "length" | "max_tokens" => Some(StopReason::Length),
            "tool_calls" | "function_call" => Some(StopReason::ToolUse),
            "content_filter" => Some(StopReason::Filtered),
            "error" => return Err(Broken::Said(choice.clone())),
            "insufficient_system_resource" => {
                return Err(Broken::Said(json!({"error": {"code": "insufficient_system_resource"}})));
            }
            _ => Some(StopReason::Finished),
        };
        self.stop = stop.or_else(|| self.stop.take());
        Ok(())
    }

    fn finish(&mut self, marked: bool, out: &mut Vec<ProviderEvent>) -> Result<(), Broken> {
        let told = self.stop.is_some();
        let whole = if marked {
            told || !self.answer.is_empty()
        } else {
            told && !self.quirks.done_marker
        };
        if !whole {
            return Err(Broken::CutOff);
        }
        self.end(out);
        Ok(())
    }
}
