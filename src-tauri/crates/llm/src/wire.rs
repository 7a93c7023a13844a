//! The three protocols: how a request is written and how a stream is read.

mod chat;
mod messages;
mod responses;
mod schema;

use serde_json::{Map, Value, json};

use crate::error::LlmError;
use crate::event::ProviderEvent;
use crate::provider::Provider;
use crate::quirk::{Quirks, Wire};
use crate::request::{Message, Request};

/// Why a stream cannot be read on.
#[derive(Debug)]
pub(crate) enum Broken {
    /// The provider reports an error; the event that does.
    Said(Value),
    /// It is not what the protocol says.
    Malformed(&'static str),
    /// It ended before its end.
    CutOff,
}

/// Reads one stream.
pub(crate) trait Decode: Send {
    /// Takes one event's data in and adds what it means. After `Ended` nothing more is read.
    fn take(&mut self, event: &Value, out: &mut Vec<ProviderEvent>) -> Result<(), Broken>;

    /// The stream is over: by its marker (`[DONE]`), or because no more bytes come.
    fn finish(&mut self, marked: bool, out: &mut Vec<ProviderEvent>) -> Result<(), Broken>;
}

/// A reader for the provider's protocol.
pub(crate) fn decoder(provider: &Provider, quirks: &Quirks) -> Box<dyn Decode> {
    match quirks.wire {
        Wire::Messages => Box::new(messages::Decoder::new(provider.clone())),
        Wire::Responses => Box::new(responses::Decoder::new(provider.clone())),
        Wire::Chat => Box::new(chat::Decoder::new(provider.clone(), *quirks)),
    }
}

/// The body of a request for a streamed answer.
pub(crate) fn body(request: &Request, provider: &Provider, quirks: &Quirks) -> Result<Value, LlmError> {
    validate(request)?;
    let mut body = match quirks.wire {
        Wire::Messages => messages::body(request, provider, quirks),
        Wire::Responses => responses::body(request, provider, quirks),
        Wire::Chat => chat::body(request, provider, quirks),
    };
    if quirks.store_field {
        body.insert("store".to_owned(), json!(false));
    }
    let options = &request.options;
    if let Some(limit) = options.max_output_tokens.or(quirks.default_output) {
        body.insert(quirks.output_limit.to_owned(), json!(limit));
    }
    if let Some(temperature) = options.temperature.filter(|_| quirks.temperature) {
        // Through text, as 0.2 would become 0.20000000298.
        let exact: f64 = temperature.to_string().parse().unwrap_or(1.0);
        body.insert("temperature".to_owned(), json!(exact));
    }
    Ok(Value::Object(body))
}

/// What every provider refuses, found before anything leaves.
fn validate(request: &Request) -> Result<(), LlmError> {
    let refuse = |reason: String| Err(LlmError::Unsendable { reason });
    for (place, tool) in request.tools.iter().enumerate() {
        let named = (1..=64).contains(&tool.name.len())
            && tool
                .name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
        if !named {
            return refuse(format!("{:?} is no name for a tool", tool.name));
        }
        if request.tools[..place].iter().any(|other| other.name == tool.name) {
            return refuse(format!("two tools are named {}", tool.name));
        }
        if tool.schema.get().get("type").and_then(Value::as_str) != Some("object") {
            return refuse(format!("the arguments of {} are no object", tool.name));
        }
    }
    let mut open: Vec<&str> = Vec::new();
    for message in &request.messages {
        match message {
            Message::ToolResults(results) => {
                for result in results {
                    let Some(place) = open.iter().position(|id| *id == result.call_id) else {
                        return refuse(format!(
                            "there is a result for {}, which was not called",
                            result.call_id
                        ));
                    };
                    open.swap_remove(place);
                }
            }
            Message::User(_) | Message::Assistant(_) if !open.is_empty() => {
                return refuse(format!("the result of {} is missing", open.join(", ")));
            }
            Message::Assistant(turn) => open.extend(turn.tool_calls().iter().map(|call| call.id.as_str())),
            Message::User(_) => {}
        }
    }
    if !open.is_empty() {
        return refuse(format!("the result of {} is missing", open.join(", ")));
    }
    if !request
        .messages
        .iter()
        .any(|message| matches!(message, Message::User(_)))
    {
        return refuse("there is no message".to_owned());
    }
    Ok(())
}

/// What is left of a name or id that a model made up, once it may go into a request again: servers refuse what they
/// would never have sent.
fn nameable(name: &str) -> String {
    let letters = name.chars().take(64);
    letters
        .map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' })
        .collect()
}

/// A call's arguments as an object. What is none goes back as an empty one: the tool's error says what was wrong.
fn arguments(written: &str) -> Value {
    serde_json::from_str(written)
        .ok()
        .filter(Value::is_object)
        .unwrap_or_else(|| json!({}))
}

/// The same as text, unchanged when it is an object.
fn arguments_text(written: &str) -> String {
    match arguments(written) {
        Value::Object(members) if members.is_empty() => "{}".to_owned(),
        _ => written.to_owned(),
    }
}

/// A JSON object from its members.
fn object<const N: usize>(members: [(&str, Value); N]) -> Map<String, Value> {
    members
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// A text member; empty when it is missing, null or no text.
fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or("")
}

/// A count; 0 when it is missing or null.
fn count(value: &Value, path: &str) -> u64 {
    let number = value.pointer(path);
    number
        .and_then(Value::as_u64)
        // Some servers count in floating point.
        .or_else(|| number.and_then(Value::as_f64).map(|number| number.max(0.0) as u64))
        .unwrap_or(0)
}
