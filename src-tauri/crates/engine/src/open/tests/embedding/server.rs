//! A provider of embeddings over real HTTP on this machine, which counts all that comes to it.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use parking_lot::Mutex;
use serde_json::{Value as Json, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use workestra_tests::http::{Heard, read};

/// How it answers a request for embeddings.
#[derive(Debug, Clone, Copy)]
pub enum Reply {
    /// With vectors of as many numbers as it was asked for.
    Vectors,
    /// With vectors of so many, whatever it was asked for.
    Long(usize),
    /// With 400 where dimensions are asked for, else with vectors of so many.
    NoField(usize),
    /// With 429, and a hint to come back soon.
    RateLimit,
    /// With 401.
    WrongKey,
    /// Not at all, until the connection is closed.
    Hangs,
}

#[derive(Default)]
struct Kept {
    /// The next replies; then always `otherwise`.
    replies: Mutex<VecDeque<Reply>>,
    otherwise: Mutex<Option<Reply>>,
    /// Bodies of requests for embeddings.
    asked: Mutex<Vec<String>>,
    heads: Mutex<Vec<String>>,
    connections: AtomicUsize,
    bytes: AtomicUsize,
    /// Connections that hang now.
    hanging: AtomicUsize,
}

/// The provider.
pub struct Server {
    /// Its address.
    pub base_url: String,
    kept: Arc<Kept>,
}

impl Server {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}/v1", listener.local_addr().unwrap());
        let kept = Arc::new(Kept::default());
        let served = Arc::clone(&kept);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                served.connections.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(serve(stream, Arc::clone(&served)));
            }
        });
        Self { base_url, kept }
    }

    /// Replies to the next requests for embeddings with these.
    pub fn will(&self, replies: impl IntoIterator<Item = Reply>) {
        self.kept.replies.lock().extend(replies);
    }

    /// Replies with this from now on.
    pub fn will_always(&self, reply: Reply) {
        *self.kept.otherwise.lock() = Some(reply);
    }

    /// The bodies of all requests for embeddings.
    pub fn asked(&self) -> Vec<String> {
        self.kept.asked.lock().clone()
    }

    /// The texts of all requests for embeddings.
    pub fn texts(&self) -> Vec<String> {
        let bodies = self.asked().into_iter();
        let inputs = bodies.filter_map(|body| serde_json::from_str::<Json>(&body).ok());
        inputs.flat_map(|body| texts_of(&body)).collect()
    }

    /// The heads of all requests.
    pub fn heads(&self) -> Vec<String> {
        self.kept.heads.lock().clone()
    }

    /// Connections opened and bytes received so far, whatever was asked.
    pub fn heard(&self) -> (usize, usize) {
        let kept = &self.kept;
        (
            kept.connections.load(Ordering::SeqCst),
            kept.bytes.load(Ordering::SeqCst),
        )
    }

    /// Requests that wait for an answer that does not come.
    pub fn hanging(&self) -> usize {
        self.kept.hanging.load(Ordering::SeqCst)
    }
}

fn texts_of(body: &Json) -> Vec<String> {
    let texts = body["input"].as_array().into_iter().flatten();
    texts.filter_map(Json::as_str).map(str::to_owned).collect()
}

/// Texts are near that have words in common.
fn vector(text: &str, length: usize) -> Vec<f64> {
    let mut vector = vec![0.001; length];
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let place = word.to_lowercase().bytes().fold(7_usize, |sum, byte| {
            sum.wrapping_mul(31).wrapping_add(usize::from(byte))
        });
        vector[place % length] += 1.0;
    }
    vector
}

async fn serve(mut stream: TcpStream, kept: Arc<Kept>) {
    let mut buffer = Vec::new();
    let count = |bytes| {
        kept.bytes.fetch_add(bytes, Ordering::SeqCst);
    };
    while let Some(Heard { path, head, body }) = read(&mut stream, &mut buffer, &count).await {
        kept.heads.lock().push(head);
        let (status, kind, answer) = if path.ends_with("/models") {
            let list = json!({ "data": [{ "id": "parrot" }, { "id": "embedder" }] });
            ("200 OK", "application/json", list.to_string())
        } else if path.ends_with("/embeddings") {
            kept.asked.lock().push(body.clone());
            let next = kept.replies.lock().pop_front();
            let reply = next.or(*kept.otherwise.lock()).unwrap_or(Reply::Vectors);
            let body: Json = serde_json::from_str(&body).unwrap();
            let asked = body["dimensions"]
                .as_u64()
                .and_then(|asked| usize::try_from(asked).ok());
            let length = match (reply, asked) {
                (Reply::Hangs, _) => {
                    kept.hanging.fetch_add(1, Ordering::SeqCst);
                    let mut rest = [0; 16];
                    while stream.read(&mut rest).await.is_ok_and(|read| read > 0) {}
                    kept.hanging.fetch_sub(1, Ordering::SeqCst);
                    return;
                }
                (Reply::RateLimit, _) => Err(("429 Too Many Requests\r\nretry-after-ms: 20", "slow down")),
                (Reply::WrongKey, _) => Err(("401 Unauthorized", "no such key")),
                (Reply::NoField(_), Some(_)) => Err(("400 Bad Request", "unknown field dimensions")),
                (Reply::Long(length) | Reply::NoField(length), _) => Ok(length),
                (Reply::Vectors, asked) => Ok(asked.unwrap_or(1536)),
            };
            match length {
                Ok(length) => {
                    let data: Vec<Json> = texts_of(&body)
                        .iter()
                        .enumerate()
                        .map(|(index, text)| json!({ "index": index, "embedding": vector(text, length) }))
                        .collect();
                    ("200 OK", "application/json", json!({ "data": data }).to_string())
                }
                Err((status, message)) => {
                    let body = json!({ "error": { "message": message } }).to_string();
                    (status, "application/json", body)
                }
            }
        } else {
            // Enough of an answer for the provider's trial.
            let chunk = json!({ "id": "a", "object": "chat.completion.chunk", "model": "parrot", "choices": [{ "index": 0, "delta": { "role": "assistant", "content": "ready" }, "finish_reason": "stop" }] });
            let stream = format!("data: {chunk}\n\ndata: [DONE]\n\n");
            ("200 OK", "text/event-stream", stream)
        };
        let length = answer.len();
        let response = format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n{answer}");
        if stream.write_all(response.as_bytes()).await.is_err() {
            return;
        }
    }
}
