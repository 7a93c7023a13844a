//! A server that says exactly the bytes it is told to, when it is told to, over real sockets.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::{Mutex, mpsc};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

/// One thing to do with a connection.
#[derive(Clone)]
pub enum Act {
    /// Send this.
    Send(Vec<u8>),
    /// Send this so many times.
    Repeat(Vec<u8>, usize),
    /// Send this byte by byte, with a wait after each.
    Drip(Vec<u8>, Duration),
    /// Read another request on the same connection.
    Next,
    /// Say nothing more until the other end goes; then `gone` says so.
    Hang,
}

/// What a request was.
#[derive(Debug, Clone)]
pub struct Seen {
    pub method: String,
    pub path: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Seen {
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// A listening server. Each connection gets the next reply, and the last one again when there are no more.
pub struct Stub {
    pub port: u16,
    seen: Arc<Mutex<Vec<Seen>>>,
    connections: Arc<AtomicUsize>,
    gone: Mutex<mpsc::UnboundedReceiver<()>>,
    work: JoinHandle<()>,
}

impl Drop for Stub {
    fn drop(&mut self) {
        self.work.abort();
    }
}

impl Stub {
    pub async fn replying(replies: Vec<Vec<Act>>) -> Self {
        Self::start(replies, None).await
    }

    pub async fn saying(bytes: impl Into<Vec<u8>>) -> Self {
        Self::replying(vec![vec![Act::Send(bytes.into())]]).await
    }

    pub async fn start(replies: Vec<Vec<Act>>, tls: Option<TlsAcceptor>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (left, gone) = mpsc::unbounded_channel();
        let recorded = Arc::clone(&seen);
        let connections = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&connections);
        let work = tokio::spawn(async move {
            let mut next = 0;
            loop {
                let Ok((socket, _)) = listener.accept().await else {
                    return;
                };
                let _ = socket.set_nodelay(true);
                counted.fetch_add(1, Ordering::SeqCst);
                let reply = replies[next.min(replies.len() - 1)].clone();
                next += 1;
                let (recorded, left, tls) = (Arc::clone(&recorded), left.clone(), tls.clone());
                tokio::spawn(async move {
                    match tls {
                        Some(tls) => {
                            if let Ok(socket) = tls.accept(socket).await {
                                serve(socket, reply, recorded, left).await;
                            }
                        }
                        None => serve(socket, reply, recorded, left).await,
                    }
                });
            }
        });
        Self {
            port,
            seen,
            connections,
            gone: Mutex::new(gone),
            work,
        }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub async fn seen(&self) -> Vec<Seen> {
        self.seen.lock().await.clone()
    }

    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    /// Waits until a client that was being hung on has closed its connection.
    pub async fn client_left(&self) {
        self.gone.lock().await.recv().await.unwrap();
    }

    /// Waits until so many requests have come.
    pub async fn asked(&self, times: usize) {
        while self.seen.lock().await.len() < times {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }
}

async fn serve(
    mut socket: impl AsyncRead + AsyncWrite + Unpin,
    reply: Vec<Act>,
    recorded: Arc<Mutex<Vec<Seen>>>,
    left: mpsc::UnboundedSender<()>,
) {
    let Some(seen) = request(&mut socket).await else { return };
    recorded.lock().await.push(seen);
    for act in reply {
        let sent = match act {
            Act::Send(bytes) => socket.write_all(&bytes).await,
            Act::Repeat(bytes, times) => {
                let mut sent = Ok(());
                for _ in 0..times {
                    sent = socket.write_all(&bytes).await;
                    if sent.is_err() {
                        break;
                    }
                }
                sent
            }
            Act::Drip(bytes, wait) => {
                let mut sent = Ok(());
                for byte in bytes {
                    sent = socket.write_all(&[byte]).await;
                    if sent.is_err() {
                        break;
                    }
                    tokio::time::sleep(wait).await;
                }
                sent
            }
            Act::Next => {
                let Some(seen) = request(&mut socket).await else { return };
                recorded.lock().await.push(seen);
                Ok(())
            }
            Act::Hang => {
                let _ = socket.flush().await;
                let mut rest = [0; 64];
                while !matches!(socket.read(&mut rest).await, Ok(0) | Err(_)) {}
                let _ = left.send(());
                return;
            }
        };
        if sent.is_err() {
            return;
        }
    }
    let _ = socket.shutdown().await;
}

async fn request(socket: &mut (impl AsyncRead + AsyncWrite + Unpin)) -> Option<Seen> {
    let mut bytes = Vec::new();
    let head_end = loop {
        if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break at + 4;
        }
        let mut piece = [0; 4096];
        let read = socket.read(&mut piece).await.ok()?;
        if read == 0 {
            return None;
        }
        bytes.extend_from_slice(&piece[..read]);
        // What begins a TLS handshake is no request.
        if !bytes[0].is_ascii_uppercase() {
            let _ = socket.write_all(&response(400, "", "")).await;
            return None;
        }
    };
    let head = String::from_utf8(bytes[..head_end].to_vec()).unwrap();
    let mut lines = head.lines();
    let mut first = lines.next()?.split(' ');
    let (method, path) = (first.next()?.to_owned(), first.next()?.to_owned());
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let length = headers
        .iter()
        .find(|(name, _)| name == "content-length")
        .map_or(0, |(_, length)| length.parse().unwrap());
    while bytes.len() < head_end + length {
        let mut piece = [0; 4096];
        let read = socket.read(&mut piece).await.ok()?;
        if read == 0 {
            return None;
        }
        bytes.extend_from_slice(&piece[..read]);
    }
    let body = String::from_utf8(bytes[head_end..].to_vec()).unwrap();
    Some(Seen {
        method,
        path,
        headers,
        body,
    })
}

/// A stream of events that ends when the connection does.
pub fn stream(events: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n{events}").into_bytes()
}

/// A stream in which every byte is an HTTP chunk of its own.
pub fn byte_by_byte(events: &str) -> Vec<u8> {
    let mut bytes = chunked_head();
    for byte in events.bytes() {
        bytes.extend_from_slice(b"1\r\n");
        bytes.push(byte);
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(b"0\r\n\r\n");
    bytes
}

/// A stream in HTTP chunks whose last one never comes.
pub fn unfinished(events: &str) -> Vec<u8> {
    let mut bytes = chunked_head();
    if !events.is_empty() {
        bytes.extend_from_slice(format!("{:x}\r\n{events}\r\n", events.len()).as_bytes());
    }
    bytes
}

pub fn chunked_head() -> Vec<u8> {
    b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n".to_vec()
}

/// A whole response.
pub fn response(status: u16, headers: &str, body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 {status} Something\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n{headers}\r\n{body}",
        body.len()
    )
    .into_bytes()
}
