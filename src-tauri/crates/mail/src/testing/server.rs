//! An SMTP server on loopback that speaks the protocol on the wire, over real TLS, and misbehaves on demand.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

/// The login that the server knows.
pub const LOGIN: (&str, &str) = ("dana@example.com", "correct horse");

/// `\0dana@example.com\0correct horse`, and the two halves that LOGIN asks for, as they cross the wire.
const PLAIN: &str = "AGRhbmFAZXhhbXBsZS5jb20AY29ycmVjdCBob3JzZQ==";
const USER: &str = "ZGFuYUBleGFtcGxlLmNvbQ==";
const PASSWORD: &str = "Y29ycmVjdCBob3JzZQ==";

/// What the server does instead of answering.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mishap {
    /// Nothing, for ever, with the connection open.
    Silence,
    /// Hangs up.
    Close,
}

/// How a server behaves. Answers and mishaps are by command: `GREETING`, `EHLO`, `STARTTLS`, `AUTH`, `NOOP`, `MAIL`,
/// `DATA`, `MESSAGE` or `RCPT` with an address behind it.
#[derive(Clone)]
pub struct Rules {
    /// TLS from the first byte, or only after STARTTLS; none at all when there is no acceptor.
    pub implicit: bool,
    /// How it encrypts.
    pub tls: Option<TlsAcceptor>,
    /// What it offers after EHLO.
    pub offers: Vec<&'static str>,
    /// Whether STARTTLS is offered while nothing is encrypted.
    pub offers_starttls: bool,
    /// Answers other than yes.
    pub answers: HashMap<String, String>,
    /// Where no answer comes.
    pub mishaps: HashMap<String, Mishap>,
    /// Sent in the clear right behind the answer to STARTTLS, in the same packet.
    pub slipped_in: &'static str,
    /// Answers that are given once, before those of `answers`; shared by all conversations.
    pub once: Arc<Mutex<HashMap<String, String>>>,
}

impl Rules {
    /// A server that takes everything.
    #[must_use]
    pub fn new(implicit: bool, tls: TlsAcceptor) -> Self {
        Self {
            implicit,
            tls: Some(tls),
            offers: vec!["8BITMIME", "AUTH PLAIN LOGIN"],
            offers_starttls: !implicit,
            answers: HashMap::new(),
            mishaps: HashMap::new(),
            slipped_in: "",
            once: Arc::default(),
        }
    }

    /// Always answers so.
    #[must_use]
    pub fn answering(mut self, command: &str, answer: &str) -> Self {
        self.answers.insert(command.to_owned(), answer.to_owned());
        self
    }

    /// Answers so the first time only.
    #[must_use]
    pub fn answering_once(self, command: &str, answer: &str) -> Self {
        self.once.lock().unwrap().insert(command.to_owned(), answer.to_owned());
        self
    }

    /// Does this instead of answering.
    #[must_use]
    pub fn failing(mut self, command: &str, mishap: Mishap) -> Self {
        self.mishaps.insert(command.to_owned(), mishap);
        self
    }
}

/// What the server got to see.
#[derive(Default, Clone)]
pub struct Seen {
    /// Connections that were taken.
    pub connections: usize,
    /// Each line with whether it came encrypted.
    pub commands: Vec<(String, bool)>,
    /// Messages taken over, without the wire's doubled dots.
    pub messages: Vec<Vec<u8>>,
}

impl Seen {
    /// Whether a command began like this.
    #[must_use]
    pub fn commanded(&self, verb: &str) -> bool {
        self.commands.iter().any(|(line, _)| line.starts_with(verb))
    }
}

/// A server that runs for as long as the runtime does.
pub struct Server {
    /// Where it listens on 127.0.0.1.
    pub port: u16,
    seen: Arc<Mutex<Seen>>,
}

impl Server {
    /// Starts one on a free port.
    pub async fn start(rules: Rules) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Mutex::new(Seen::default()));
        let shared = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((tcp, _)) = listener.accept().await {
                shared.lock().unwrap().connections += 1;
                tokio::spawn(converse(tcp, rules.clone(), Arc::clone(&shared)));
            }
        });
        Self { port, seen }
    }

    /// What it got to see so far.
    #[must_use]
    pub fn seen(&self) -> Seen {
        self.seen.lock().unwrap().clone()
    }
}

/// Ends when the client leaves, or when the rules say so. Nobody waits for it.
async fn converse(mut tcp: TcpStream, rules: Rules, seen: Arc<Mutex<Seen>>) -> Option<()> {
    if rules.implicit {
        let tls = rules.tls.clone()?.accept(tcp).await.ok()?;
        let mut talk = Talk::new(tls, &rules, &seen, true);
        talk.greet().await?;
        return talk.run().await.map(|_| ());
    }
    let mut talk = Talk::new(&mut tcp, &rules, &seen, false);
    talk.greet().await?;
    talk.run().await?;
    let tls = rules.tls.clone()?.accept(tcp).await.ok()?;
    Talk::new(tls, &rules, &seen, true).run().await.map(|_| ())
}

struct Talk<'a, S> {
    stream: BufReader<S>,
    rules: &'a Rules,
    seen: &'a Mutex<Seen>,
    encrypted: bool,
    logged_in: bool,
}

/// STARTTLS was agreed on.
struct Encrypt;

impl<'a, S: AsyncRead + AsyncWrite + Unpin> Talk<'a, S> {
    fn new(stream: S, rules: &'a Rules, seen: &'a Mutex<Seen>, encrypted: bool) -> Self {
        Self {
            stream: BufReader::new(stream),
            rules,
            seen,
            encrypted,
            logged_in: false,
        }
    }

    async fn greet(&mut self) -> Option<()> {
        self.answer("GREETING", "220 mail.example.com ready").await.map(|_| ())
    }

    async fn run(&mut self) -> Option<Encrypt> {
        loop {
            let line = self.line().await?;
            let verb = line.split(' ').next().unwrap_or_default().to_ascii_uppercase();
            match verb.as_str() {
                "EHLO" => {
                    let mut offers = self.rules.offers.clone();
                    if self.rules.offers_starttls && !self.encrypted {
                        offers.push("STARTTLS");
                    }
                    let mut reply = "250-mail.example.com".to_owned();
                    for offer in offers {
                        reply.push_str("\r\n250-");
                        reply.push_str(offer);
                    }
                    reply.push_str("\r\n250 HELP");
                    self.answer("EHLO", &reply).await?;
                }
                "STARTTLS" => {
                    let reply = if self.rules.slipped_in.is_empty() {
                        "220 go ahead".to_owned()
                    } else {
                        format!("220 go ahead\r\n{}", self.rules.slipped_in)
                    };
                    if self.answer("STARTTLS", &reply).await? {
                        return Some(Encrypt);
                    }
                }
                "AUTH" => self.log_in(&line).await?,
                "NOOP" => self.answer("NOOP", "250 still here").await.map(|_| ())?,
                _ if !self.logged_in && verb != "QUIT" => self.say("530 log in first").await?,
                "MAIL" => self.answer("MAIL", "250 sender ok").await.map(|_| ())?,
                "RCPT" => {
                    let address = line.split(['<', '>']).nth(1).unwrap_or_default();
                    self.answer(&format!("RCPT {address}"), "250 recipient ok")
                        .await
                        .map(|_| ())?;
                }
                "DATA" => {
                    if self.answer("DATA", "354 go on").await? {
                        self.take_message().await?;
                    }
                }
                "QUIT" => {
                    self.say("221 bye").await?;
                    return None;
                }
                _ => self.say("500 what?").await?,
            }
        }
    }

    async fn log_in(&mut self, line: &str) -> Option<()> {
        let right = if line == format!("AUTH PLAIN {PLAIN}") {
            true
        } else if line == "AUTH LOGIN" {
            self.say("334 VXNlcm5hbWU6").await?;
            let user = self.line().await?;
            self.say("334 UGFzc3dvcmQ6").await?;
            user == USER && self.line().await? == PASSWORD
        } else {
            false
        };
        self.logged_in = right;
        let reply = if right {
            "235 welcome"
        } else {
            "535 5.7.8 wrong user or password"
        };
        self.answer("AUTH", reply).await.map(|_| ())
    }

    async fn take_message(&mut self) -> Option<()> {
        let mut message = Vec::new();
        loop {
            let mut line = Vec::new();
            if self.stream.read_until(b'\n', &mut line).await.ok()? == 0 {
                return None;
            }
            if self.rules.mishaps.get("MIDDLE") == Some(&Mishap::Close) {
                return None;
            }
            if line == b".\r\n" {
                break;
            }
            message.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
        }
        if self.answer("MESSAGE", "250 queued as 12AB").await? {
            self.seen.lock().unwrap().messages.push(message);
        }
        Some(())
    }

    /// Says what the rules have for this command, or the usual. Whether that was a yes; none to hang up.
    async fn answer(&mut self, command: &str, usual: &str) -> Option<bool> {
        match self.rules.mishaps.get(command) {
            Some(Mishap::Close) => return None,
            Some(Mishap::Silence) => std::future::pending().await,
            None => {}
        }
        let once = self.rules.once.lock().unwrap().remove(command);
        let always = self.rules.answers.get(command).map_or(usual, String::as_str);
        let reply = once.unwrap_or_else(|| always.to_owned());
        self.say(&reply).await?;
        Some(reply.starts_with(['2', '3']))
    }

    async fn say(&mut self, reply: &str) -> Option<()> {
        self.stream.write_all(format!("{reply}\r\n").as_bytes()).await.ok()?;
        self.stream.flush().await.ok()
    }

    async fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        let line = line.trim_end_matches(['\r', '\n']).to_owned();
        self.seen.lock().unwrap().commands.push((line.clone(), self.encrypted));
        Some(line)
    }
}
