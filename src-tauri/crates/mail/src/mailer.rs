//! Sending through one server.

use std::time::Duration;

use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, TlsParameters};
use workestra_core::Secret;

use crate::answer::{Answer, shown};
use crate::error::MailError;
use crate::message::OutgoingMail;
use crate::server::SmtpServer;
use crate::session::Session;
use crate::trial::{self, Trial};

/// How long each part of the conversation may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// Finding the server, and again connecting to it, and again TLS with the greeting.
    pub connect: Duration,
    /// The answer to one command.
    pub command: Duration,
    /// Handing over the message until the server has taken it; servers look for viruses meanwhile.
    pub message: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(20),
            command: Duration::from_secs(60),
            message: Duration::from_secs(180),
        }
    }
}

/// That a server took a message over. Whether it arrives is up to that server and those after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// What the server said; often the name of the message in its queue.
    pub answer: Answer,
}

/// A way out for mail. It holds no connection: each message and each trial makes its own.
pub struct Mailer {
    pub(crate) server: SmtpServer,
    pub(crate) password: Secret<String>,
    pub(crate) timeouts: Timeouts,
    pub(crate) tls: TlsParameters,
}

impl Mailer {
    /// Takes the settings in. Reads the system's trusted authorities, some files: not for a thread that must not
    /// wait.
    ///
    /// `extra_roots` are certificates, each DER or PEM, that count like the system's authorities: an organisation's
    /// own.
    ///
    /// # Errors
    /// [`MailError::Invalid`] for a setting or a certificate that cannot be right, [`MailError::Tls`] when the system
    /// has no authorities to trust.
    pub fn new(
        server: SmtpServer,
        password: Secret<String>,
        timeouts: Timeouts,
        extra_roots: &[Vec<u8>],
    ) -> Result<Self, MailError> {
        server.check()?;
        if password.expose().is_empty() || password.expose().contains(['\0', '\r', '\n']) {
            return Err(MailError::invalid(
                "password",
                "is missing or holds a line break: enter it again",
            ));
        }
        let mut tls = TlsParameters::builder(server.host.clone());
        for root in extra_roots {
            tls = tls.add_root_certificate(certificate(root)?);
        }
        let tls = tls.build_rustls().map_err(|error| MailError::Tls {
            host: server.host.clone(),
            port: server.port,
            cause: shown(&error.to_string()),
        })?;
        Ok(Self {
            server,
            password,
            timeouts,
            tls,
        })
    }

    /// Sends one message, to all its recipients or to none.
    ///
    /// Dropped before it is done, it ends the connection; the server then discards a message that was not complete.
    ///
    /// # Errors
    /// Every [`MailError`]. After one for which [`MailError::may_have_arrived`] is true the message may have gone
    /// out.
    pub async fn send(&self, mail: &OutgoingMail) -> Result<Accepted, MailError> {
        let ready = mail.ready(&self.server)?;
        let mut session = Session::open(self).await?;
        let done = async {
            session.log_in(self.credentials()).await?;
            session.deliver(&ready).await
        }
        .await;
        session.close(&done).await;
        done.map(|answer| Accepted { answer })
    }

    /// Connects, encrypts, logs in and asks for a sign of life, without sending anything. What went wrong is in the
    /// trial's steps.
    pub async fn test(&self) -> Trial {
        trial::of(self).await
    }

    // lettre's credentials are plain text in memory for as long as the login lasts.
    pub(crate) fn credentials(&self) -> Credentials {
        Credentials::new(self.server.user.clone(), self.password.expose().clone())
    }
}

fn certificate(bytes: &[u8]) -> Result<Certificate, MailError> {
    let wrong = |cause: &dyn std::error::Error| {
        MailError::invalid(
            "certificate",
            format!("cannot be read: choose a PEM or DER file ({cause})"),
        )
    };
    if bytes.first() == Some(&0x30) {
        Certificate::from_der(bytes.to_vec()).map_err(|error| wrong(&error))
    } else if bytes.windows(27).any(|window| window == b"-----BEGIN CERTIFICATE-----") {
        Certificate::from_pem(bytes).map_err(|error| wrong(&error))
    } else {
        Err(MailError::invalid(
            "certificate",
            "cannot be read: choose a PEM or DER file",
        ))
    }
}
