//! A provider that says what a test wrote down, over real HTTP on this machine, and keeps what it was sent.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context as _, Result};
use parking_lot::Mutex;
use serde_json::{Value as Json, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::http::{Heard, read};

/// What it answers one request for an answer with.
#[derive(Debug, Clone)]
pub enum Line {
    /// Text, in pieces.
    Says(&'static str),
    /// A call of a tool.
    Calls(&'static str, Json),
    /// Text, and then nothing more until the connection is closed.
    Hangs(&'static str),
    /// An error, with this status of HTTP.
    Fails(u16),
}

/// The provider.
pub struct Provider {
    /// `http://127.0.0.1:…/v1`, to be set up as a custom provider.
    pub base_url: String,
    script: Arc<Mutex<VecDeque<Line>>>,
    heard: Arc<Mutex<Vec<Heard>>>,
}

impl Provider {
    /// Listens, and knows the model `parrot`. It speaks OpenAI's wire format of chat completions.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.context("no port can be had")?;
        let base_url = format!("http://{}/v1", listener.local_addr()?);
        let script: Arc<Mutex<VecDeque<Line>>> = Arc::default();
        let heard: Arc<Mutex<Vec<Heard>>> = Arc::default();
        let (lines, ears) = (Arc::clone(&script), Arc::clone(&heard));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&lines), Arc::clone(&ears)));
            }
        });
        Ok(Self {
            base_url,
            script,
            heard,
        })
    }

    /// What it will say next, in order. With nothing written down it says "ready", and calls what it is told to call.
    pub fn will(&self, lines: impl IntoIterator<Item = Line>) {
        self.script.lock().extend(lines);
    }

    /// The requests for an answer.
    #[must_use]
    pub fn chats(&self) -> Vec<Heard> {
        let heard = self.heard.lock();
        heard
            .iter()
            .filter(|heard| heard.path.ends_with("/chat/completions"))
            .cloned()
            .collect()
    }

    /// All requests.
    #[must_use]
    pub fn heard(&self) -> Vec<Heard> {
        self.heard.lock().clone()
    }
}

/// Calls made, so that no two have one name.
static CALLS: AtomicU64 = AtomicU64::new(1);

async fn serve(mut stream: TcpStream, script: Arc<Mutex<VecDeque<Line>>>, heard: Arc<Mutex<Vec<Heard>>>) {
    let mut buffer = Vec::new();
    loop {
        let Some(request) = read(&mut stream, &mut buffer, &|_| {}).await else {
            return;
        };
        let path = request.path.clone();
        let body: Json = serde_json::from_str(&request.body).unwrap_or(Json::Null);
        heard.lock().push(request);
        if path.ends_with("/models") {
            let list = json!({ "object": "list", "data": [{ "id": "parrot", "object": "model" }] });
            if json_answer(&mut stream, &list).await.is_err() {
                return;
            }
            continue;
        }
        let written = script.lock().pop_front();
        // The trial of a provider asks it to call its one tool.
        let asked = body["tools"]
            .as_array()
            .filter(|tools| tools.len() == 1)
            .map(|tools| tools[0].clone());
        let line = written.unwrap_or_else(|| match asked {
            Some(_) => Line::Calls("report_ready", json!({})),
            None => Line::Says("ready"),
        });
        if stream_answer(&mut stream, &line).await.is_err() {
            return;
        }
    }
}

async fn json_answer(stream: &mut TcpStream, value: &Json) -> std::io::Result<()> {
    answer(stream, "200 OK", value).await
}

async fn error_answer(stream: &mut TcpStream, status: u16) -> std::io::Result<()> {
    let error = json!({ "error": { "message": "the parrot is ill", "type": "invalid_request_error" } });
    answer(stream, &format!("{status} Failed"), &error).await
}

async fn answer(stream: &mut TcpStream, status: &str, value: &Json) -> std::io::Result<()> {
    let body = value.to_string();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body.as_bytes()).await
}

async fn stream_answer(stream: &mut TcpStream, line: &Line) -> std::io::Result<()> {
    if let Line::Fails(status) = line {
        return error_answer(stream, *status).await;
    }
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    stream.write_all(head.as_bytes()).await?;
    let delta = |delta: Json, finish: Json| json!({ "id": "a", "object": "chat.completion.chunk", "model": "parrot", "choices": [{ "index": 0, "delta": delta, "finish_reason": finish }] });
    match line {
        Line::Says(text) | Line::Hangs(text) => {
            // The first piece ends within a word, so that whoever reads it has to wait for the rest.
            let (first, rest) = text.split_at(text.char_indices().nth(3).map_or(text.len(), |(at, _)| at));
            for piece in std::iter::once(first).chain(rest.split_inclusive(' ')) {
                event(
                    stream,
                    &delta(json!({ "role": "assistant", "content": piece }), Json::Null),
                )
                .await?;
            }
            if matches!(line, Line::Hangs(_)) {
                let mut rest = [0; 16];
                // Until the other side closes.
                while stream.read(&mut rest).await? > 0 {}
                return Err(std::io::ErrorKind::ConnectionAborted.into());
            }
            event(stream, &delta(json!({}), json!("stop"))).await?;
        }
        Line::Calls(tool, arguments) => {
            let id = format!("call_{}", CALLS.fetch_add(1, Ordering::Relaxed));
            let call = json!({ "index": 0, "id": id, "type": "function", "function": { "name": tool, "arguments": arguments.to_string() } });
            event(
                stream,
                &delta(json!({ "role": "assistant", "tool_calls": [call] }), Json::Null),
            )
            .await?;
            event(stream, &delta(json!({}), json!("tool_calls"))).await?;
        }
        Line::Fails(_) => {}
    }
    let usage = json!({ "id": "a", "object": "chat.completion.chunk", "model": "parrot", "choices": [], "usage": { "prompt_tokens": 120, "completion_tokens": 7, "total_tokens": 127 } });
    event(stream, &usage).await?;
    chunk(stream, "data: [DONE]\n\n").await?;
    stream.write_all(b"0\r\n\r\n").await
}

async fn event(stream: &mut TcpStream, value: &Json) -> std::io::Result<()> {
    chunk(stream, &format!("data: {value}\n\n")).await
}

async fn chunk(stream: &mut TcpStream, text: &str) -> std::io::Result<()> {
    stream
        .write_all(format!("{:x}\r\n{text}\r\n", text.len()).as_bytes())
        .await?;
    stream.flush().await
}
