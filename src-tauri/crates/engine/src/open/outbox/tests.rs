//! Email on a real workspace, through a real conversation over real TLS with a server on loopback.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod failing;
mod guarding;
mod sending;
mod unwilling;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::broadcast;
use workestra_core::{Draft, Entity, Fields, Grant, Kind, Policy, Value, Verb};
use workestra_mail::testing::{Authority, LOGIN, Rules, Server};
use workestra_mail::{Recipient, Security, SmtpServer};
use workestra_store::{Clock, Custody, Op, Opening, RecoveryCost, Store, Unlock};

use crate::api::{
    CommandError, Email, EmailAsk, EmailName, EmailState, EmailWrite, Event, MailSetup, MailSetupSet, Settings,
};
use crate::test_desktop::Desktop;
use crate::{Host, Open};

/// Long enough that nothing leaves while a test looks.
const LONG: u32 = 120;

/// An open workspace, and who vouches for the servers.
struct Desk {
    dir: tempfile::TempDir,
    code: String,
    desktop: Arc<Desktop>,
    events: broadcast::Sender<Event>,
    authority: Authority,
    open: Open,
}

fn opening() -> Opening {
    Opening {
        custody: Custody::None,
        recovery_cost: RecoveryCost {
            memory_kib: 64,
            passes: 1,
        },
        clock: Clock::system(),
    }
}

impl Desk {
    async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("workspace");
        let (store, code) = Store::create(&folder, "Test", "Dana", &opening()).await.unwrap();
        let (desktop, events) = (Arc::new(Desktop::default()), broadcast::channel(1_024).0);
        let authority = Authority::new();
        let open = start(store, &events, &desktop, &authority).await;
        Self {
            code: code.expose().to_owned(),
            dir,
            desktop,
            events,
            authority,
            open,
        }
    }

    async fn reopen(&mut self) {
        self.open.close().await;
        let unlock = Unlock::RecoveryCode(&self.code);
        let store = Store::open(&self.path().join("workspace"), unlock, &opening())
            .await
            .unwrap();
        self.open = start(store, &self.events, &self.desktop, &self.authority).await;
    }

    fn path(&self) -> &Path {
        self.dir.path()
    }

    fn grant(&self, verb: Verb) -> Grant {
        Policy::grant(&self.open.me(), verb, None).unwrap()
    }

    async fn make(&self, kind: Kind, fields: &[(&str, &str)]) -> Entity {
        let fields = fields.iter().map(|(key, value)| ((*key).to_owned(), (*value).into()));
        let draft = Draft {
            kind,
            fields: fields.collect::<Fields>(),
        };
        let op = Op::Create { id: None, draft };
        let written = self
            .open
            .store()
            .write(&self.grant(Verb::Write), vec![op])
            .await
            .unwrap();
        written.entities.into_iter().next().unwrap()
    }

    async fn anna(&self) -> Entity {
        self.make(Kind::Contact, &[("first_name", "Anna"), ("last_name", "Berg")])
            .await
    }

    /// A server with a certificate that this workspace trusts.
    async fn server(&self, security: Security, with: impl FnOnce(Rules) -> Rules) -> Server {
        let rules = Rules::new(security == Security::Tls, self.authority.acceptor("localhost"));
        Server::start(with(rules)).await
    }

    async fn set_up(&self, port: u16, security: Security, password: &str, delay: u32) -> MailSetup {
        let set = MailSetupSet {
            server: account(port, security),
            password: Some(password.to_owned()),
            delay_seconds: delay,
            signature: "Dana\nBrook & Sons".to_owned(),
        };
        self.open
            .mail_setup_set(&self.grant(Verb::Configure), set)
            .await
            .unwrap()
    }

    /// Sends at once through this server.
    async fn through(&self, server: &Server, security: Security) {
        self.set_up(server.port, security, LOGIN.1, 0).await;
    }

    async fn write(&self, write: EmailWrite) -> Result<Email, CommandError> {
        self.open.email_write(&self.grant(Verb::Write), write).await
    }

    async fn send_now(&self, email: &Email) -> Email {
        let name = EmailName { id: email.id };
        self.open.email_send_now(&self.grant(Verb::Write), name).await.unwrap()
    }

    async fn cancel(&self, email: &Email) -> Result<Email, CommandError> {
        let name = EmailName { id: email.id };
        self.open.email_cancel(&self.grant(Verb::Write), name).await
    }

    async fn list(&self, entity: Option<&Entity>) -> Vec<Email> {
        let ask = EmailAsk {
            entity: entity.map(|entity| entity.reference.to_string()),
        };
        self.open.email_list(&self.grant(Verb::Read), ask).await.unwrap().emails
    }

    async fn get(&self, email: &Email) -> Email {
        let all = self.list(None).await;
        all.into_iter().find(|known| known.id == email.id).unwrap()
    }

    /// The email once it is as wanted.
    async fn once(&self, email: &Email, wanted: impl Fn(&Email) -> bool) -> Email {
        loop {
            let now = self.get(email).await;
            if wanted(&now) {
                return now;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    async fn sent(&self, email: &Email) -> Email {
        self.once(email, |email| {
            assert_ne!(email.state, EmailState::Failed, "{:?}", email.problem);
            email.state == EmailState::Sent
        })
        .await
    }

    async fn failed(&self, email: &Email) -> Email {
        self.once(email, |email| {
            assert_ne!(email.state, EmailState::Sent);
            email.state == EmailState::Failed
        })
        .await
    }

    /// The email once it waits for its next try.
    async fn put_off(&self, email: &Email) -> Email {
        self.once(email, |email| {
            assert!(!matches!(email.state, EmailState::Sent | EmailState::Failed));
            email.state == EmailState::Waiting && email.problem.is_some()
        })
        .await
    }
}

async fn start(store: Store, events: &broadcast::Sender<Event>, desktop: &Arc<Desktop>, authority: &Authority) -> Open {
    let host: Arc<dyn Host> = Arc::clone(desktop) as Arc<dyn Host>;
    let mut open = Open::start(store, None, events.clone(), host, Settings::default(), true)
        .await
        .unwrap();
    open.outbox.trust(authority.der());
    open.attend();
    open
}

fn account(port: u16, security: Security) -> SmtpServer {
    SmtpServer {
        host: "localhost".to_owned(),
        port,
        security,
        user: LOGIN.0.to_owned(),
        from_name: "Dana Müller".to_owned(),
        from_address: LOGIN.0.to_owned(),
    }
}

fn to(address: &str) -> Recipient {
    Recipient {
        name: Some("Anna Berg".to_owned()),
        address: address.to_owned(),
    }
}

fn email(on: &Entity, text: &str) -> EmailWrite {
    EmailWrite {
        on: on.id.to_string(),
        to: vec![to("anna@example.org")],
        cc: Vec::new(),
        subject: "Your roof".to_owned(),
        body: text.to_owned(),
        reply: false,
        acknowledged: false,
    }
}

fn text(entity: &Entity, key: &str) -> Option<String> {
    entity.fields.get(key).and_then(Value::first_text).map(str::to_owned)
}

/// The messages that a server took, as texts.
fn messages(server: &Server) -> Vec<String> {
    let messages = server.seen().messages;
    messages
        .iter()
        .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
        .collect()
}
