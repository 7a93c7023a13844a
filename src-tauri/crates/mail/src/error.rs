//! Why mail did not go out, and what a person can do about it.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::answer::Answer;

/// A part of the conversation with a server, in the order in which they happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Finding the server and connecting to it.
    Reach,
    /// Agreeing on TLS and checking the server's certificate.
    Encrypt,
    /// Logging in.
    LogIn,
    /// Asking the logged-in server for a sign of life; only when settings are tried out.
    Answer,
    /// Naming sender and recipients.
    Address,
    /// Handing over the message.
    Message,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Reach => "connecting",
            Self::Encrypt => "agreeing on encryption",
            Self::LogIn => "logging in",
            Self::Answer => "waiting for an answer",
            Self::Address => "naming sender and recipients",
            Self::Message => "handing over the message",
        })
    }
}

/// A recipient that the server will not take mail for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The recipient's address.
    pub address: String,
    /// What the server said.
    pub answer: Answer,
}

/// Why mail did not go out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// A field of the settings or of the message cannot be right; nothing was sent.
    #[error("the {field} {why}")]
    Invalid {
        /// The field, in words.
        field: String,
        /// What is wrong with it and how to put it right.
        why: String,
    },
    /// The system knows no server of this name.
    #[error("cannot find {host}: check the server's name and your connection ({cause})")]
    UnknownHost {
        /// The name.
        host: String,
        /// What the system said.
        cause: String,
    },
    /// Nothing took the connection.
    #[error("cannot reach {host} on port {port}: check the port, your connection and any firewall ({cause})")]
    Unreachable {
        /// The server.
        host: String,
        /// The port.
        port: u16,
        /// What the system said.
        cause: String,
    },
    /// The server's certificate proves nothing, so no password went to it.
    #[error(
        "{host} cannot prove that it is {host}: {cause}; check the server's name, or have its certificate mended or \
         its authority trusted"
    )]
    Certificate {
        /// The server.
        host: String,
        /// What is wrong with the certificate.
        cause: String,
    },
    /// Server and client found no common ground for TLS.
    #[error(
        "{host} does not speak TLS on port {port} as expected: choose the other kind of encryption or another port \
         ({cause})"
    )]
    Tls {
        /// The server.
        host: String,
        /// The port.
        port: u16,
        /// What went wrong.
        cause: String,
    },
    /// The server offers no encryption on this port, so no password went to it.
    #[error("{host} does not offer STARTTLS on port {port}: choose TLS, most often on port 465, or another server")]
    StartTlsNotOffered {
        /// The server.
        host: String,
        /// The port.
        port: u16,
    },
    /// No way to log in that both sides know.
    #[error("{host} offers no login by user name and password on this port: use the port for sending mail, 465 or 587")]
    LoginNotOffered {
        /// The server.
        host: String,
    },
    /// The server did not let the user in.
    #[error(
        "the server refused the login: check user name and password; many providers want an app password here \
         ({answer})"
    )]
    LoginRefused {
        /// What the server said.
        answer: Answer,
    },
    /// The server does not send under this address.
    #[error("the server refuses {address} as sender: use an address that belongs to the login ({answer})")]
    SenderRefused {
        /// The sender's address.
        address: String,
        /// What the server said.
        answer: Answer,
    },
    /// The server does not take mail for some recipients. Nobody got the message.
    #[error("the server refuses {}: correct or remove the address; nobody has got the message", listed(.refused))]
    RecipientsRefused {
        /// Each of them, in the message's order.
        refused: Vec<Refused>,
    },
    /// The server did not take the message.
    #[error("the server refused the message ({answer})")]
    MessageRefused {
        /// What the server said.
        answer: Answer,
    },
    /// The server said no where that is not foreseen.
    #[error("the server refused while {step} ({answer})")]
    Turned {
        /// What was going on.
        step: Step,
        /// What the server said.
        answer: Answer,
    },
    /// The server took too long.
    #[error("the server did not answer in time while {step}: try again later")]
    TimedOut {
        /// What was going on.
        step: Step,
    },
    /// The connection broke, or what came over it was not SMTP.
    #[error("the connection broke while {step}: try again later ({cause})")]
    Broken {
        /// What was going on.
        step: Step,
        /// What went wrong.
        cause: String,
    },
}

impl MailError {
    pub(crate) fn invalid(field: &str, why: impl Into<String>) -> Self {
        Self::Invalid {
            field: field.to_owned(),
            why: why.into(),
        }
    }

    /// Whether the same message may go out later with nothing changed: being offline, an overloaded server, a full
    /// mailbox. Of refused recipients, all must be so.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::UnknownHost { .. } | Self::Unreachable { .. } | Self::TimedOut { .. } | Self::Broken { .. } => true,
            Self::LoginRefused { answer }
            | Self::SenderRefused { answer, .. }
            | Self::MessageRefused { answer }
            | Self::Turned { answer, .. } => answer.is_temporary(),
            Self::RecipientsRefused { refused } => refused.iter().all(|refused| refused.answer.is_temporary()),
            Self::Invalid { .. }
            | Self::Certificate { .. }
            | Self::Tls { .. }
            | Self::StartTlsNotOffered { .. }
            | Self::LoginNotOffered { .. } => false,
        }
    }

    /// Whether the message may have gone out all the same: it was being handed over and no answer came. Sending it
    /// again may deliver it twice; ask a person first.
    #[must_use]
    pub const fn may_have_arrived(&self) -> bool {
        matches!(
            self,
            Self::TimedOut { step: Step::Message }
                | Self::Broken {
                    step: Step::Message,
                    ..
                }
        )
    }

    /// Where in the conversation it went wrong; none when there was no conversation.
    #[must_use]
    pub const fn step(&self) -> Option<Step> {
        match self {
            Self::Invalid { .. } => None,
            Self::UnknownHost { .. } | Self::Unreachable { .. } => Some(Step::Reach),
            Self::Certificate { .. } | Self::Tls { .. } | Self::StartTlsNotOffered { .. } => Some(Step::Encrypt),
            Self::LoginNotOffered { .. } | Self::LoginRefused { .. } => Some(Step::LogIn),
            Self::SenderRefused { .. } | Self::RecipientsRefused { .. } => Some(Step::Address),
            Self::MessageRefused { .. } => Some(Step::Message),
            Self::Turned { step, .. } | Self::TimedOut { step } | Self::Broken { step, .. } => Some(*step),
        }
    }
}

fn listed(refused: &[Refused]) -> String {
    refused
        .iter()
        .map(|refused| format!("{} ({})", refused.address, refused.answer))
        .collect::<Vec<_>>()
        .join(", ")
}
