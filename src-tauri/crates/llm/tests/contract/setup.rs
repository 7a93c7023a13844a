//! Clients of the stub, and what their streams gave.

use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use workestra_core::{Masked, Masking, Secret};
use workestra_llm::{
    AssistantTurn, CancellationToken, Client, Limits, LlmError, Message, Provider, ProviderEvent, ProviderStream,
    Request, Settings, StopReason, Tool, ToolCall, Usage,
};

use crate::script::Adapter;
use crate::stub::Stub;

/// Nothing of this may be seen anywhere but in its header.
pub const KEY: &str = "sk-canary-7d1f0c55aa";

/// Quick, and without a second attempt.
pub fn settings() -> Settings {
    Settings {
        limits: Limits {
            attempts: 1,
            connect: Duration::from_secs(5),
            first_line: Duration::from_secs(20),
            idle: Duration::from_secs(20),
            total: Duration::from_secs(40),
            longest_wait: Duration::from_secs(2),
            ..Limits::default()
        },
        chance: Arc::new(|| 0.0),
        ..Settings::default()
    }
}

pub fn client_with(adapter: &Adapter, base_url: &str, settings: &Settings) -> Result<Client, LlmError> {
    let provider = Provider {
        base_url: base_url.to_owned(),
        allow_private: true,
        ..Provider::new(adapter.id, adapter.model)
    };
    Client::new(provider, Some(Secret::new(KEY.to_owned())), settings)
}

pub fn client(adapter: &Adapter, stub: &Stub) -> Client {
    client_with(adapter, &stub.url(), &settings()).unwrap()
}

pub fn text(text: &str) -> Masked<String> {
    Masking::new().text(text)
}

/// A question with two tools.
pub fn request() -> Request {
    let schema = Masking::new().json(&json!({
        "type": "object",
        "properties": {"query": {"type": "string", "description": "What to look for"}},
        "additionalProperties": false,
    }));
    let tool = |name: &str| Tool {
        name: name.to_owned(),
        description: text("Looks something up"),
        schema: schema.clone(),
    };
    Request {
        system: text("Be brief."),
        messages: vec![Message::User(text("Find it"))],
        tools: vec![tool("search_workspace"), tool("get_entity")],
        ..Request::default()
    }
}

pub fn ask(client: &Client) -> ProviderStream {
    client.stream(client.chat(&request()).unwrap(), CancellationToken::new())
}

/// What a stream gave, put together.
#[derive(Debug, Default)]
pub struct Given {
    pub text: String,
    pub thinking: String,
    pub refusal: String,
    /// Of the deltas, by index.
    pub arguments: Vec<String>,
    pub calls: Vec<ToolCall>,
    pub usage: Usage,
    pub waits: Vec<Duration>,
    pub end: Option<(StopReason, AssistantTurn)>,
    pub error: Option<LlmError>,
}

impl Given {
    pub fn code(&self) -> &'static str {
        self.error.as_ref().map_or("none", LlmError::code)
    }
}

pub async fn read(mut stream: ProviderStream) -> Given {
    let mut given = Given::default();
    while let Some(event) = stream.next().await {
        assert!(
            given.end.is_none() && given.error.is_none(),
            "nothing comes after the end"
        );
        match event {
            Ok(ProviderEvent::Text { delta }) => given.text.push_str(&delta),
            Ok(ProviderEvent::Thinking { delta }) => given.thinking.push_str(&delta),
            Ok(ProviderEvent::Refusal { delta }) => given.refusal.push_str(&delta),
            Ok(ProviderEvent::ToolCallStarted { index, .. }) => {
                assert_eq!(index, given.arguments.len(), "calls are counted in order");
                given.arguments.push(String::new());
            }
            Ok(ProviderEvent::ToolCallDelta { index, delta }) => given.arguments[index].push_str(&delta),
            Ok(ProviderEvent::ToolCallEnded { call, .. }) => given.calls.push(call),
            Ok(ProviderEvent::Usage(usage)) => given.usage = usage,
            Ok(ProviderEvent::Waiting { wait, .. }) => given.waits.push(wait),
            Ok(ProviderEvent::Started { .. }) => {}
            Ok(ProviderEvent::Restarted) => given = Given::default(),
            Ok(ProviderEvent::Ended { stop, turn }) => given.end = Some((stop, turn)),
            Err(error) => given.error = Some(error),
        }
    }
    given
}

/// What is given to a client that hears these bytes.
pub async fn hear(adapter: &Adapter, bytes: Vec<u8>) -> Given {
    let stub = Stub::saying(bytes).await;
    read(ask(&client(adapter, &stub))).await
}
