//! One encrypted conversation with a server, from the connection to the goodbye.

use std::error::Error;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use lettre::transport::smtp;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail, Noop, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;

use crate::answer::{Answer, shown};
use crate::error::{MailError, Refused, Step};
use crate::mailer::{Mailer, Timeouts};
use crate::message::Ready;
use crate::server::{Security, SmtpServer};
use crate::unbuffered::Unbuffered;

/// The ways to log in, the better one first. Both send the password itself, inside TLS.
const MECHANISMS: [Mechanism; 2] = [Mechanism::Plain, Mechanism::Login];
/// How long a goodbye may take; nothing depends on it.
const GOODBYE: Duration = Duration::from_secs(2);
/// How the client names itself: not by the name of a person's computer, which no server needs.
const HELLO: ClientId = ClientId::Ipv4(Ipv4Addr::LOCALHOST);

/// A connection that is encrypted; there is no way to have one that is not.
pub(crate) struct Session {
    connection: AsyncSmtpConnection,
    timeouts: Timeouts,
    host: String,
}

impl Session {
    /// Connects and encrypts, with the server's certificate checked.
    pub(crate) async fn open(mailer: &Mailer) -> Result<Self, MailError> {
        let server = &mailer.server;
        let addresses = look_up(server, mailer.timeouts.connect).await?;
        let connection = match server.security {
            Security::Tls => connect_encrypted(mailer, &addresses).await?,
            Security::StartTls => connect_and_encrypt(mailer, &addresses).await?,
        };
        if !connection.is_encrypted() {
            return Err(MailError::Tls {
                host: server.host.clone(),
                port: server.port,
                cause: "the connection was left in the clear".to_owned(),
            });
        }
        Ok(Self {
            connection,
            timeouts: mailer.timeouts,
            host: server.host.clone(),
        })
    }

    pub(crate) async fn log_in(&mut self, credentials: Credentials) -> Result<(), MailError> {
        if self.connection.server_info().get_auth_mechanism(&MECHANISMS).is_none() {
            return Err(MailError::LoginNotOffered {
                host: self.host.clone(),
            });
        }
        let asked = self.connection.auth(&MECHANISMS, &credentials);
        match timed(self.timeouts.command, Step::LogIn, asked).await? {
            Ok(_) => Ok(()),
            Err(error) => Err(match Answer::inside(&error) {
                Some(answer) => MailError::LoginRefused { answer },
                None => broken(Step::LogIn, &error),
            }),
        }
    }

    pub(crate) async fn sign_of_life(&mut self) -> Result<(), MailError> {
        timed(self.timeouts.command, Step::Answer, self.connection.command(Noop))
            .await?
            .map(|_| ())
            .map_err(|error| turned(Step::Answer, &error))
    }

    /// Hands the message over for all its recipients, or for none: if one is refused, the others are still asked
    /// about, so that a person learns of all at once, and the message is not handed over.
    pub(crate) async fn deliver(&mut self, ready: &Ready) -> Result<Answer, MailError> {
        let mut parameters = Vec::new();
        let beyond_ascii = ready.recipients.iter().chain([&ready.from]).find(|address| {
            let address: &str = (*address).as_ref();
            !address.is_ascii()
        });
        if let Some(address) = beyond_ascii {
            if !self.connection.server_info().supports_feature(Extension::SmtpUtfEight) {
                return Err(MailError::invalid(
                    "address",
                    format!("{address} has letters that this server cannot handle: use one without accents"),
                ));
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        let limit = self.timeouts.command;
        let sender = Mail::new(Some(ready.from.clone()), parameters);
        timed(limit, Step::Address, self.connection.command(sender))
            .await?
            .map_err(|error| match Answer::inside(&error) {
                Some(answer) => MailError::SenderRefused {
                    address: ready.from.to_string(),
                    answer,
                },
                None => broken(Step::Address, &error),
            })?;
        let mut refused = Vec::new();
        for recipient in &ready.recipients {
            let asked = self.connection.command(Rcpt::new(recipient.clone(), Vec::new()));
            if let Err(error) = timed(limit, Step::Address, asked).await? {
                let answer = Answer::inside(&error).ok_or_else(|| broken(Step::Address, &error))?;
                // 421: the server is about to hang up, so nothing further can be asked.
                let last = answer.code == 421;
                refused.push(Refused {
                    address: recipient.to_string(),
                    answer,
                });
                if last {
                    break;
                }
            }
        }
        if !refused.is_empty() {
            return Err(MailError::RecipientsRefused { refused });
        }
        timed(limit, Step::Address, self.connection.command(Data))
            .await?
            .map_err(|error| refused_message(Step::Address, &error))?;
        timed(
            self.timeouts.message,
            Step::Message,
            self.connection.message(&ready.bytes),
        )
        .await?
        .map(|response| Answer::of(&response))
        .map_err(|error| refused_message(Step::Message, &error))
    }

    /// Says goodbye, unless what came of the conversation shows that nobody listens any more.
    pub(crate) async fn close<T>(mut self, done: &Result<T, MailError>) {
        if matches!(done, Err(MailError::TimedOut { .. } | MailError::Broken { .. })) {
            return;
        }
        // What was achieved stands, whatever the server says to this.
        let _goodbye = timeout(GOODBYE, self.connection.abort()).await;
    }
}

async fn look_up(server: &SmtpServer, limit: Duration) -> Result<Vec<SocketAddr>, MailError> {
    let unknown = |cause: String| MailError::UnknownHost {
        host: server.host.clone(),
        cause,
    };
    let found = timed(limit, Step::Reach, lookup_host((server.host.as_str(), server.port))).await?;
    let addresses: Vec<_> = found.map_err(|error| unknown(shown(&error.to_string())))?.collect();
    if addresses.is_empty() {
        return Err(unknown("it has no address".to_owned()));
    }
    Ok(addresses)
}

/// TLS from the first byte.
async fn connect_encrypted(mailer: &Mailer, addresses: &[SocketAddr]) -> Result<AsyncSmtpConnection, MailError> {
    let limit = mailer.timeouts.connect;
    let tls = Some(mailer.tls.clone());
    let connecting = AsyncSmtpConnection::connect_tokio1(addresses, Some(limit), &HELLO, tls, None);
    // The inner limit is each address's and only the connection's; the outer one ends a silent TLS or greeting.
    let tries = u32::try_from(addresses.len()).unwrap_or(u32::MAX);
    timed(limit.saturating_mul(tries.saturating_add(1)), Step::Encrypt, connecting)
        .await?
        .map_err(|error| unconnected(&mailer.server, Step::Encrypt, &error))
}

/// In the clear up to STARTTLS, which must be there and must succeed.
async fn connect_and_encrypt(mailer: &Mailer, addresses: &[SocketAddr]) -> Result<AsyncSmtpConnection, MailError> {
    let server = &mailer.server;
    let limit = mailer.timeouts.connect;
    let tcp = connect(server, addresses, limit).await?;
    let greeted = AsyncSmtpConnection::connect_with_transport(Box::new(Unbuffered::new(tcp)), &HELLO);
    let mut connection = timed(limit, Step::Reach, greeted)
        .await?
        .map_err(|error| turned(Step::Reach, &error))?;
    if !connection.can_starttls() {
        let _goodbye = timeout(GOODBYE, connection.abort()).await;
        return Err(MailError::StartTlsNotOffered {
            host: server.host.clone(),
            port: server.port,
        });
    }
    timed(limit, Step::Encrypt, connection.starttls(mailer.tls.clone(), &HELLO))
        .await?
        .map_err(|error| unconnected(server, Step::Encrypt, &error))?;
    Ok(connection)
}

async fn connect(server: &SmtpServer, addresses: &[SocketAddr], limit: Duration) -> Result<TcpStream, MailError> {
    let mut cause = "nothing answered in time".to_owned();
    for address in addresses {
        match timeout(limit, TcpStream::connect(address)).await {
            Ok(Ok(tcp)) => return Ok(tcp),
            Ok(Err(error)) => cause = shown(&error.to_string()),
            Err(_) => {}
        }
    }
    Err(unreachable(server, cause))
}

async fn timed<T>(limit: Duration, step: Step, doing: impl Future<Output = T>) -> Result<T, MailError> {
    timeout(limit, doing).await.map_err(|_| MailError::TimedOut { step })
}

fn unreachable(server: &SmtpServer, cause: String) -> MailError {
    MailError::Unreachable {
        host: server.host.clone(),
        port: server.port,
        cause,
    }
}

/// What an error on the way to an encrypted connection means.
fn unconnected(server: &SmtpServer, step: Step, error: &smtp::Error) -> MailError {
    if let Some(answer) = Answer::inside(error) {
        return MailError::Turned { step, answer };
    }
    let host = server.host.clone();
    match tls_fault(error) {
        Some(rustls::Error::InvalidCertificate(fault)) => MailError::Certificate {
            host,
            cause: shown(&certificate_fault(fault)),
        },
        Some(fault) => MailError::Tls {
            host,
            port: server.port,
            cause: shown(&fault.to_string()),
        },
        None => match io_kind(error) {
            Some(
                io::ErrorKind::ConnectionRefused
                | io::ErrorKind::HostUnreachable
                | io::ErrorKind::NetworkUnreachable
                | io::ErrorKind::AddrNotAvailable
                | io::ErrorKind::PermissionDenied
                | io::ErrorKind::TimedOut,
            ) => unreachable(server, innermost(error)),
            _ => broken(step, error),
        },
    }
}

fn certificate_fault(fault: &rustls::CertificateError) -> String {
    use rustls::CertificateError as Fault;
    match fault {
        Fault::UnknownIssuer => "nobody that this computer trusts has signed its certificate".to_owned(),
        Fault::NotValidForName | Fault::NotValidForNameContext { .. } => {
            "its certificate is for another name".to_owned()
        }
        Fault::Expired | Fault::ExpiredContext { .. } => "its certificate has expired".to_owned(),
        Fault::NotValidYet | Fault::NotValidYetContext { .. } => {
            "its certificate is not valid yet, or this computer's clock is wrong".to_owned()
        }
        Fault::Revoked => "its certificate was revoked".to_owned(),
        other => format!("its certificate is not acceptable ({other})"),
    }
}

fn turned(step: Step, error: &smtp::Error) -> MailError {
    match Answer::inside(error) {
        Some(answer) => MailError::Turned { step, answer },
        None => broken(step, error),
    }
}

fn refused_message(step: Step, error: &smtp::Error) -> MailError {
    match Answer::inside(error) {
        Some(answer) => MailError::MessageRefused { answer },
        None => broken(step, error),
    }
}

fn broken(step: Step, error: &smtp::Error) -> MailError {
    MailError::Broken {
        step,
        cause: innermost(error),
    }
}

/// The error and all that caused it; an I/O error's content counts as its cause, which its `source` leaves out.
fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error: &&'a (dyn Error + 'static)| {
        let inner = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        match inner {
            Some(inner) => Some(inner as &(dyn Error + 'static)),
            None => error.source(),
        }
    })
}

fn tls_fault(error: &smtp::Error) -> Option<&rustls::Error> {
    chain(error).find_map(|error| error.downcast_ref())
}

fn io_kind(error: &smtp::Error) -> Option<io::ErrorKind> {
    chain(error).find_map(|error| error.downcast_ref::<io::Error>().map(io::Error::kind))
}

/// The words of the deepest cause: those above it only say “network error”.
fn innermost(error: &smtp::Error) -> String {
    let deepest = chain(error).last().map(ToString::to_string);
    shown(&deepest.unwrap_or_else(|| error.to_string()))
}
