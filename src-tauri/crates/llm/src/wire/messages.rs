//! Anthropic Messages.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{Broken, Decode, arguments, count, nameable, object, schema, text};
use crate::answer::Answer;
use crate::event::{ProviderEvent, StopReason, Usage};
use crate::provider::Provider;
use crate::quirk::{EffortField, Quirks};
use crate::request::{Message, Request, ToolChoice};
use crate::turn::AssistantTurn;

pub(super) fn body(request: &Request, provider: &Provider, quirks: &Quirks) -> Map<String, Value> {
    let mut messages: Vec<Value> = request
        .messages
        .iter()
        .filter_map(|message| written(message, provider))
        .collect();
    // The conversation so far is read from the provider's cache when it goes on.
    if let Some(Value::Object(last)) = messages
        .last_mut()
        .and_then(|message| message.get_mut("content"))
        .and_then(Value::as_array_mut)
        .and_then(|content| content.last_mut())
    {
        last.insert("cache_control".to_owned(), json!({"type": "ephemeral"}));
    }
    let mut body = object([
        ("model", json!(provider.model)),
        ("messages", Value::Array(messages)),
        ("stream", json!(true)),
    ]);
    if !request.system.get().is_empty() {
        let system = json!([{"type": "text", "text": request.system.get(), "cache_control": {"type": "ephemeral"}}]);
        body.insert("system".to_owned(), system);
    }
    if !request.tools.is_empty() {
        let tools = request.tools.iter().map(|tool| {
            json!({
                "name": tool.name,
                "description": tool.description.get(),
                "input_schema": schema::accepted(tool.schema.get(), quirks),
            })
        });
        body.insert("tools".to_owned(), tools.collect());
        let choice = match request.options.tool_choice {
            ToolChoice::None => "none",
            ToolChoice::Required if quirks.forced_tools => "any",
            ToolChoice::Auto | ToolChoice::Required => "auto",
        };
        body.insert("tool_choice".to_owned(), json!({"type": choice}));
    }
    let options = &request.options;
    if quirks.effort == EffortField::OutputConfig {
        if let Some(effort) = options.effort {
            body.insert("output_config".to_owned(), json!({"effort": effort.name()}));
        }
        if options.show_thinking {
            body.insert(
                "thinking".to_owned(),
                json!({"type": "adaptive", "display": "summarized"}),
            );
        } else if options.effort.is_some() {
            body.insert("thinking".to_owned(), json!({"type": "adaptive"}));
        }
    }
    body
}

/// None for an answer of which nothing can go back: an empty message is refused.
fn written(message: &Message, provider: &Provider) -> Option<Value> {
    match message {
        Message::User(said) => Some(json!({"role": "user", "content": [{"type": "text", "text": said.get()}]})),
        Message::Assistant(turn) => {
            let content = turn
                .raw_for(provider.id, &provider.model)
                .cloned()
                .unwrap_or_else(|| rebuilt(turn));
            let empty = content.as_array().is_none_or(Vec::is_empty);
            (!empty).then(|| json!({"role": "assistant", "content": content}))
        }
        Message::ToolResults(results) => {
            let results = results.iter().map(|result| {
                let mut written = object([
                    ("type", json!("tool_result")),
                    ("tool_use_id", json!(nameable(&result.call_id))),
                    ("content", json!(result.content.get())),
                ]);
                if result.is_error {
                    written.insert("is_error".to_owned(), json!(true));
                }
                Value::Object(written)
            });
            Some(json!({"role": "user", "content": results.collect::<Value>()}))
        }
    }
}

/// An answer of another model, as this one would have given it.
fn rebuilt(turn: &AssistantTurn) -> Value {
    let said = turn.text().trim_end();
    let said = (!said.is_empty()).then(|| json!({"type": "text", "text": said}));
    let calls = turn.tool_calls().iter().map(|call| {
        let input = arguments(&call.arguments);
        json!({"type": "tool_use", "id": nameable(&call.id), "name": nameable(&call.name), "input": input})
    });
    said.into_iter().chain(calls).collect()
}

pub(super) struct Decoder {
    provider: Provider,
    answer: Answer,
    /// The provider's name for the answer.
    id: String,
    /// By the provider's index, as they go back.
    blocks: BTreeMap<u64, Block>,
    counted: Value,
    stop: Option<StopReason>,
}

struct Block {
    raw: Map<String, Value>,
    /// The JSON of `input`, which comes in pieces.
    input: String,
    /// The index of the call that it is.
    call: Option<usize>,
}

impl Decoder {
    pub(super) fn new(provider: Provider) -> Self {
        Self {
            provider,
            answer: Answer::default(),
            id: String::new(),
            blocks: BTreeMap::new(),
            counted: json!({}),
            stop: None,
        }
    }

    fn begin_block(&mut self, event: &Value, out: &mut Vec<ProviderEvent>) -> Result<(), Broken> {
        let index = count(event, "/index");
        let Some(Value::Object(raw)) = event.get("content_block").cloned() else {
            return Err(Broken::Malformed("a block without content"));
        };
        let start = Value::Object(raw.clone());
        let call = match text(&start, "type") {
            "text" => {
                self.answer.text(text(&start, "text"), out);
                None
            }
            "thinking" => {
                self.answer.thinking(text(&start, "thinking"), out);
                None
            }
            "tool_use" => Some(self.answer.open_call(text(&start, "id"), text(&start, "name"), out)),
            _ => None,
        };
        let input = String::new();
        self.blocks.insert(index, Block { raw, input, call });
        Ok(())
    }

    fn extend_block(&mut self, event: &Value, out: &mut Vec<ProviderEvent>) -> Result<(), Broken> {
        let delta = event.get("delta").unwrap_or(&Value::Null);
        let Some(block) = self.blocks.get_mut(&count(event, "/index")) else {
            return Err(Broken::Malformed("a delta without a block"));
        };
        let append = |raw: &mut Map<String, Value>, name: &str| {
            if let Value::String(whole) = raw.entry(name).or_insert_with(|| json!("")) {
                whole.push_str(text(delta, name));
            }
        };
        match text(delta, "type") {
            "text_delta" => {
                append(&mut block.raw, "text");
                self.answer.text(text(delta, "text"), out);
            }
            "thinking_delta" => {
                append(&mut block.raw, "thinking");
                self.answer.thinking(text(delta, "thinking"), out);
            }
            "signature_delta" => append(&mut block.raw, "signature"),
            "input_json_delta" => {
                let piece = text(delta, "partial_json");
                block.input.push_str(piece);
                if let Some(call) = block.call {
                    self.answer.call_delta(call, piece, out);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_block(&mut self, index: u64, out: &mut Vec<ProviderEvent>) {
        let Some(block) = self.blocks.get_mut(&index) else {
            return;
        };
        if !block.input.trim().is_empty() {
            block.raw.insert("input".to_owned(), arguments(&block.input));
        }
        if let Some(call) = block.call {
            // A server may give the whole input at the start and no deltas.
            let given = block.raw.get("input").map(Value::to_string);
            let whole = given.filter(|_| self.answer.arguments(call).trim().is_empty());
            self.answer.close_call(call, whole.as_deref(), out);
        }
    }

    /// Counts are cumulative, and each event brings only some of them.
    fn count(&mut self, usage: Option<&Value>, out: &mut Vec<ProviderEvent>) {
        let (Some(Value::Object(news)), Value::Object(known)) = (usage, &mut self.counted) else {
            return;
        };
        known.extend(
            news.iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(name, value)| (name.clone(), value.clone())),
        );
        let cache_read = count(&self.counted, "/cache_read_input_tokens");
        let cache_write = count(&self.counted, "/cache_creation_input_tokens");
        let usage = Usage {
            input: count(&self.counted, "/input_tokens") + cache_read + cache_write,
            cache_read,
            cache_write,
            output: count(&self.counted, "/output_tokens"),
            thinking: count(&self.counted, "/output_tokens_details/thinking_tokens"),
        };
        self.answer.usage(usage, out);
    }

    fn stop_for(&mut self, event: &Value, out: &mut Vec<ProviderEvent>) {
        let delta = event.get("delta").unwrap_or(&Value::Null);
        let stop = match text(delta, "stop_reason") {
            "" => return,
            "tool_use" => StopReason::ToolUse,
            "max_tokens" => StopReason::Length,
            "model_context_window_exceeded" => StopReason::ContextFull,
            "refusal" => {
                let why = delta.pointer("/stop_details/explanation").and_then(Value::as_str);
                self.answer.refuse(why.unwrap_or(""), out);
                StopReason::Refused
            }
            "pause_turn" => StopReason::Paused,
            _ => StopReason::Finished,
        };
        self.stop = Some(stop);
    }
}

impl Decode for Decoder {
    fn take(&mut self, event: &Value, out: &mut Vec<ProviderEvent>) -> Result<(), Broken> {
        match text(event, "type") {
            "message_start" => {
                let message = event.get("message").unwrap_or(&Value::Null);
                let id = text(message, "id");
                // A proxy that lost its provider asks again and splices the second answer in. Only that one ends.
                if !self.blocks.is_empty() && id != self.id {
                    self.blocks.clear();
                    self.counted = json!({});
                    self.stop = None;
                    self.answer.restart(out);
                }
                id.clone_into(&mut self.id);
                self.answer.start(message.get("id"), message.get("model"), out);
                self.count(message.get("usage"), out);
            }
            "content_block_start" => self.begin_block(event, out)?,
            "content_block_delta" => self.extend_block(event, out)?,
            "content_block_stop" => self.end_block(count(event, "/index"), out),
            "message_delta" => {
                self.count(event.get("usage"), out);
                self.stop_for(event, out);
            }
            "message_stop" => {
                let indices: Vec<u64> = self.blocks.keys().copied().collect();
                for index in indices {
                    self.end_block(index, out);
                }
                let blocks = std::mem::take(&mut self.blocks);
                let raw = blocks.into_values().map(|block| Value::Object(block.raw)).collect();
                let stop = self.stop.take().unwrap_or(StopReason::Finished);
                std::mem::take(&mut self.answer).end(stop, raw, &self.provider, out);
            }
            "error" => return Err(Broken::Said(event.clone())),
            // `ping`, and kinds that come with later versions.
            _ => {}
        }
        Ok(())
    }

    fn finish(&mut self, _marked: bool, _out: &mut Vec<ProviderEvent>) -> Result<(), Broken> {
        Err(Broken::CutOff)
    }
}
