//! OpenAI Responses.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{Broken, Decode, arguments_text, count, nameable, object, schema, text};
use crate::answer::Answer;
use crate::event::{ProviderEvent, StopReason, Usage};
use crate::fault;
use crate::provider::Provider;
use crate::quirk::{EffortField, Quirks};
use crate::request::{Message, Request, ToolChoice};

pub(super) fn body(request: &Request, provider: &Provider, quirks: &Quirks) -> Map<String, Value> {
    let mut input = Vec::new();
    for message in &request.messages {
        write(message, provider, &mut input);
    }
    let mut body = object([
        ("model", json!(provider.model)),
        ("input", Value::Array(input)),
        ("stream", json!(true)),
        // As nothing is kept there, what the model needs of its thinking comes back to us sealed.
        ("include", json!(["reasoning.encrypted_content"])),
    ]);
    if !request.system.get().is_empty() {
        body.insert("instructions".to_owned(), json!(request.system.get()));
    }
    if !request.tools.is_empty() {
        let tools = request.tools.iter().map(|tool| {
            json!({
                "type": "function",
                "name": tool.name,
                "description": tool.description.get(),
                "parameters": schema::accepted(tool.schema.get(), quirks),
                "strict": false,
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
    let options = &request.options;
    let mut reasoning = Map::new();
    if let Some(effort) = options.effort {
        reasoning.insert("effort".to_owned(), json!(effort.name()));
    }
    if options.show_thinking {
        reasoning.insert("summary".to_owned(), json!("auto"));
    }
    if quirks.effort == EffortField::Reasoning && !reasoning.is_empty() {
        body.insert("reasoning".to_owned(), Value::Object(reasoning));
    }
    body
}

fn write(message: &Message, provider: &Provider, input: &mut Vec<Value>) {
    match message {
        Message::User(said) => input.push(json!({
            "type": "message",
            "role": "user",
            "content": [{"type": "input_text", "text": said.get()}],
        })),
        Message::Assistant(turn) => {
            if let Some(items) = turn.raw_for(provider.id, &provider.model).and_then(Value::as_array) {
                input.extend(items.iter().cloned());
                return;
            }
            if !turn.text().is_empty() {
                input.push(json!({"role": "assistant", "content": turn.text()}));
            }
            input.extend(turn.tool_calls().iter().map(|call| {
                json!({
                    "type": "function_call",
                    "call_id": call.id,
                    "name": nameable(&call.name),
                    "arguments": arguments_text(&call.arguments),
                })
            }));
        }
        Message::ToolResults(results) => input.extend(results.iter().map(|result| {
            json!({
                "type": "function_call_output",
                "call_id": result.call_id,
                "output": result.content.get(),
            })
        })),
    }
}

pub(super) struct Decoder {
    provider: Provider,
    answer: Answer,
    /// Finished items by the provider's index, as they go back.
    items: BTreeMap<u64, Value>,
    /// The index of the call that an item is.
    calls: BTreeMap<u64, usize>,
}

impl Decoder {
    pub(super) fn new(provider: Provider) -> Self {
        Self {
            provider,
            answer: Answer::default(),
            items: BTreeMap::new(),
            calls: BTreeMap::new(),
        }
    }

    fn call(&mut self, place: u64, item: &Value, out: &mut Vec<ProviderEvent>) -> usize {
        match self.calls.get(&place) {
            Some(call) => *call,
            None => {
                let call = self.answer.open_call(text(item, "call_id"), text(item, "name"), out);
                self.calls.insert(place, call);
                call
            }
        }
    }

    fn end_item(&mut self, event: &Value, out: &mut Vec<ProviderEvent>) {
        let place = count(event, "/output_index");
        let item = event.get("item").unwrap_or(&Value::Null);
        self.settle(place, item, out);
    }

    fn settle(&mut self, place: u64, item: &Value, out: &mut Vec<ProviderEvent>) {
        match text(item, "type") {
            "function_call" => {
                let call = self.call(place, item, out);
                self.answer.close_call(call, Some(text(item, "arguments")), out);
            }
            // A server between may pass on whole messages without deltas.
            "message" if !self.answer.has_text() => {
                let parts = item.get("content").and_then(Value::as_array);
                for part in parts.into_iter().flatten() {
                    self.answer.text(text(part, "text"), out);
                }
            }
            _ => {}
        }
        self.items.insert(place, item.clone());
    }

    fn end(&mut self, response: &Value, stop: StopReason, out: &mut Vec<ProviderEvent>) {
        let usage = response.get("usage").unwrap_or(&Value::Null);
        let counted = Usage {
            input: count(usage, "/input_tokens"),
            cache_read: count(usage, "/input_tokens_details/cached_tokens"),
            cache_write: count(usage, "/input_tokens_details/cache_write_tokens"),
            output: count(usage, "/output_tokens"),
            thinking: count(usage, "/output_tokens_details/reasoning_tokens"),
        };
        self.answer.usage(counted, out);
        if self.items.is_empty() {
            let output = response.get("output").and_then(Value::as_array);
            for (place, item) in (0..).zip(output.into_iter().flatten()) {
                self.settle(place, item, out);
            }
        }
        let raw = std::mem::take(&mut self.items).into_values().collect();
        std::mem::take(&mut self.answer).end(stop, raw, &self.provider, out);
    }
}

impl Decode for Decoder {
    fn take(&mut self, event: &Value, out: &mut Vec<ProviderEvent>) -> Result<(), Broken> {
        let place = count(event, "/output_index");
        let response = event.get("response").unwrap_or(&Value::Null);
        match text(event, "type") {
            "response.created" => self.answer.start(response.get("id"), response.get("model"), out),
            "response.output_item.added" => {
                let item = event.get("item").unwrap_or(&Value::Null);
                if text(item, "type") == "function_call" {
                    self.call(place, item, out);
                }
            }
            "response.output_text.delta" => self.answer.text(text(event, "delta"), out),
            "response.refusal.delta" => self.answer.refuse(text(event, "delta"), out),
            "response.reasoning_summary_text.delta" | "response.reasoning_text.delta" => {
                self.answer.thinking(text(event, "delta"), out);
            }
            "response.reasoning_summary_part.added" if count(event, "/summary_index") > 0 => {
                self.answer.thinking("\n\n", out);
            }
            "response.function_call_arguments.delta" => {
                let Some(call) = self.calls.get(&place) else {
                    return Err(Broken::Malformed("arguments without a call"));
                };
                self.answer.call_delta(*call, text(event, "delta"), out);
            }
            "response.output_item.done" => self.end_item(event, out),
            "response.completed" => self.end(response, StopReason::Finished, out),
            "response.incomplete" => {
                let stop = match response.pointer("/incomplete_details/reason").and_then(Value::as_str) {
                    Some("content_filter") => StopReason::Filtered,
                    _ => StopReason::Length,
                };
                self.end(response, stop, out);
            }
            "response.failed" | "error" => return Err(Broken::Said(event.clone())),
            _ if fault::is_error(event) => return Err(Broken::Said(event.clone())),
            _ => {}
        }
        Ok(())
    }

    fn finish(&mut self, _marked: bool, _out: &mut Vec<ProviderEvent>) -> Result<(), Broken> {
        Err(Broken::CutOff)
    }
}
