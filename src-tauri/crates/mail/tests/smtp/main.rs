//! Mail through a real SMTP conversation over real TLS on loopback.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot be set up, or goes another way, should stop"
)]

mod conversation;
mod encryption;
mod fields;
mod refusals;
mod trials;

use std::time::Duration;

use workestra_core::{Secret, UtcMillis};
use workestra_mail::testing::{Authority, Rules, Server};
use workestra_mail::{Mailer, OutgoingMail, Recipient, Security, SmtpServer, Timeouts};

/// Long enough for a busy machine to finish what a well-behaved server does.
const PATIENT: Timeouts = Timeouts {
    connect: Duration::from_secs(30),
    command: Duration::from_secs(30),
    message: Duration::from_secs(30),
};

fn recipient(address: &str) -> Recipient {
    Recipient {
        name: None,
        address: address.to_owned(),
    }
}

fn mail() -> OutgoingMail {
    OutgoingMail {
        message_id: "<01J-first@example.com>".to_owned(),
        date: UtcMillis(1_790_000_000_000),
        to: vec![recipient("rosa@example.org")],
        cc: Vec::new(),
        subject: "Your order".to_owned(),
        body: "It is on its way.".to_owned(),
        in_reply_to: None,
        references: Vec::new(),
    }
}

fn settings(port: u16, security: Security) -> SmtpServer {
    SmtpServer {
        host: "localhost".to_owned(),
        port,
        security,
        user: "dana@example.com".to_owned(),
        from_name: "Dana Müller".to_owned(),
        from_address: "dana@example.com".to_owned(),
    }
}

fn password() -> Secret<String> {
    Secret::new("correct horse".to_owned())
}

/// A server with these rules and a mailer that trusts it.
struct Pair {
    server: Server,
    mailer: Mailer,
}

/// Starts a server whose certificate is for `localhost`; `with` changes how it behaves.
async fn pair(security: Security, timeouts: Timeouts, with: impl FnOnce(Rules) -> Rules) -> Pair {
    let authority = Authority::new();
    let rules = Rules::new(security == Security::Tls, authority.acceptor("localhost"));
    let server = Server::start(with(rules)).await;
    let settings = settings(server.port, security);
    let mailer = Mailer::new(settings, password(), timeouts, &[authority.der()]).unwrap();
    Pair { server, mailer }
}
