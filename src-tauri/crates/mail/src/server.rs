//! A person's SMTP server, as they set it up.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::MailError;
use crate::message::{address, single_line};

/// How the connection is encrypted. There is no plain connection, and none that is encrypted only if the server
/// happens to offer it: whoever sits in between could take that offer out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "MailSecurity")]
pub enum Security {
    /// TLS from the first byte; most often port 465.
    Tls,
    /// Begins in the clear and must change to TLS before the login; most often port 587.
    StartTls,
}

impl Security {
    /// The port that servers offer this on.
    #[must_use]
    pub const fn usual_port(self) -> u16 {
        match self {
            Self::Tls => 465,
            Self::StartTls => 587,
        }
    }
}

/// Where mail goes out and under whose name. The password is not part of it: it lives in the keychain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "MailServer")]
pub struct SmtpServer {
    /// Name or address of the server: `smtp.example.com`.
    pub host: String,
    /// TCP port.
    pub port: u16,
    /// How the connection is encrypted.
    pub security: Security,
    /// Whom to log in as.
    pub user: String,
    /// The sender's name as recipients see it; may be empty.
    pub from_name: String,
    /// The sender's address.
    pub from_address: String,
}

impl SmtpServer {
    /// The domain of the sender's address in ASCII, for message ids.
    ///
    /// # Errors
    /// [`MailError::Invalid`] when the address is none.
    pub fn domain(&self) -> Result<String, MailError> {
        address("sender's address", &self.from_address).map(|address| address.domain().to_owned())
    }

    /// Whether the settings can be tried at all, without connecting.
    ///
    /// # Errors
    /// [`MailError::Invalid`] naming the first field that cannot be right.
    pub fn check(&self) -> Result<(), MailError> {
        single_line("server", &self.host)?;
        if self.host.is_empty() || self.host.contains(char::is_whitespace) {
            return Err(MailError::invalid("server", "must be a name like smtp.example.com"));
        }
        if self.port == 0 {
            return Err(MailError::invalid(
                "port",
                "must be from 1 to 65535; most often it is 465 or 587",
            ));
        }
        single_line("user name", &self.user)?;
        if self.user.is_empty() {
            return Err(MailError::invalid(
                "user name",
                "is missing; most often it is your address",
            ));
        }
        single_line("sender's name", &self.from_name)?;
        address("sender's address", &self.from_address).map(|_| ())
    }
}
