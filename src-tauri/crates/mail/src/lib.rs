//! Sending mail through a person's own SMTP server, over TLS only.
//!
//! [`Mailer`] sends one message at a time and tries a server's settings out step by step; what to send when, how
//! often to try again and what a person sees of it are the outbox's affair. Nothing here reads a workspace, keeps a
//! password or remembers a message. Without a server, [`Mailto`] opens the draft in the person's mail program.

mod answer;
mod error;
mod mailer;
mod mailto;
mod message;
mod server;
mod session;
#[cfg(feature = "testing")]
pub mod testing;
mod trial;
mod unbuffered;

pub use answer::Answer;
pub use error::{MailError, Refused, Step};
pub use mailer::{Accepted, Mailer, Timeouts};
pub use mailto::Mailto;
pub use message::{OutgoingMail, Recipient};
pub use server::{Security, SmtpServer};
pub use trial::{Outcome, Trial, TrialStep};
