//! A message on its way out, checked before anything is connected to.

use std::time::{Duration, SystemTime};

use lettre::address::Envelope;
use lettre::message::{Mailbox, header::ContentType};
use lettre::{Address, Message};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use workestra_core::UtcMillis;

use crate::error::MailError;
use crate::server::SmtpServer;

/// The longest subject and name, in bytes: encoded, a header of this size stays within what servers take.
const LONGEST_LINE: usize = 2_000;
/// The longest message id, in bytes: a header's line must not pass 998.
const LONGEST_ID: usize = 900;
/// How many recipients one message may have; servers must take 100.
const MOST_RECIPIENTS: usize = 100;
/// How many earlier messages are named, so that the header stays bounded in a long thread.
const MOST_REFERENCES: usize = 50;

/// Somebody whom a message goes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "EmailRecipient")]
pub struct Recipient {
    /// Their name, in any script.
    pub name: Option<String>,
    /// Their address; the domain may be in any script.
    pub address: String,
}

/// A message to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingMail {
    /// Its own id, with angle brackets: `<01J…@example.com>`. The same for every try, so that a second copy can be
    /// told as one.
    pub message_id: String,
    /// When it was written.
    pub date: UtcMillis,
    /// Whom it goes to; one at least here or in `cc`.
    pub to: Vec<Recipient>,
    /// Who gets a copy.
    pub cc: Vec<Recipient>,
    /// One line, in any script.
    pub subject: String,
    /// Plain text; Markdown goes out as it was typed.
    pub body: String,
    /// The id of the message that this one answers.
    pub in_reply_to: Option<String>,
    /// The ids of the thread's earlier messages, oldest first. Of more than 50, the first and the latest are named.
    pub references: Vec<String>,
}

/// A message as it crosses the wire.
pub(crate) struct Ready {
    pub(crate) from: Address,
    pub(crate) recipients: Vec<Address>,
    pub(crate) bytes: Vec<u8>,
}

impl OutgoingMail {
    /// Whether it can be sent through this server at all, without connecting.
    ///
    /// # Errors
    /// [`MailError::Invalid`] naming the first field that cannot be right.
    pub fn check(&self, server: &SmtpServer) -> Result<(), MailError> {
        self.ready(server).map(|_| ())
    }

    /// Writes the message out. Every field is checked first, so nothing in one can become another header or command.
    pub(crate) fn ready(&self, server: &SmtpServer) -> Result<Ready, MailError> {
        single_line("sender's name", &server.from_name)?;
        let from = Mailbox::new(
            Some(server.from_name.clone()).filter(|name| !name.is_empty()),
            address("sender's address", &server.from_address)?,
        );
        let to = mailboxes(&self.to)?;
        let cc = mailboxes(&self.cc)?;
        let recipients = to.iter().chain(&cc).map(|mailbox| mailbox.email.clone());
        let recipients = recipients.fold(Vec::new(), |mut once: Vec<Address>, address| {
            if !once.contains(&address) {
                once.push(address);
            }
            once
        });
        if recipients.is_empty() {
            return Err(MailError::invalid("message", "has no recipient: add an address"));
        }
        if recipients.len() > MOST_RECIPIENTS {
            return Err(MailError::invalid(
                "message",
                format!("has more than {MOST_RECIPIENTS} recipients: send it in parts"),
            ));
        }
        single_line("subject", &self.subject)?;
        let mut builder = Message::builder()
            .message_id(Some(message_id("message's id", &self.message_id)?))
            .date(self.sent_at()?)
            .from(from.clone())
            .subject(self.subject.clone());
        builder = to.into_iter().fold(builder, |builder, mailbox| builder.to(mailbox));
        builder = cc.into_iter().fold(builder, |builder, mailbox| builder.cc(mailbox));
        if let Some(id) = &self.in_reply_to {
            builder = builder.in_reply_to(message_id("answered message's id", id)?);
        }
        if !self.references.is_empty() {
            builder = builder.references(self.thread()?);
        }
        let unsendable =
            |error: &dyn std::error::Error| MailError::invalid("message", format!("cannot be sent: {error}"));
        let envelope =
            Envelope::new(Some(from.email.clone()), recipients.clone()).map_err(|error| unsendable(&error))?;
        let message = builder
            .envelope(envelope)
            .header(ContentType::TEXT_PLAIN)
            .body(lines(&self.body))
            .map_err(|error| unsendable(&error))?;
        Ok(Ready {
            from: from.email,
            recipients,
            bytes: message.formatted(),
        })
    }

    fn sent_at(&self) -> Result<SystemTime, MailError> {
        u64::try_from(self.date.0)
            .ok()
            .and_then(|millis| SystemTime::UNIX_EPOCH.checked_add(Duration::from_millis(millis)))
            // Beyond the year 9999 there is no way to write a date in a header.
            .filter(|_| self.date.0 < 253_402_300_800_000)
            .ok_or_else(|| MailError::invalid("message's date", "must lie between 1970 and 9999"))
    }

    fn thread(&self) -> Result<String, MailError> {
        let ids = self.references.iter().map(|id| message_id("thread's message id", id));
        let mut ids = ids.collect::<Result<Vec<_>, _>>()?;
        if ids.len() > MOST_REFERENCES {
            ids.drain(1..=ids.len() - MOST_REFERENCES);
        }
        Ok(ids.join(" "))
    }
}

fn mailboxes(recipients: &[Recipient]) -> Result<Vec<Mailbox>, MailError> {
    let mailbox = |recipient: &Recipient| {
        let name = recipient.name.as_deref().unwrap_or_default();
        single_line("recipient's name", name)?;
        Ok(Mailbox::new(
            Some(name.to_owned()).filter(|name| !name.is_empty()),
            address("recipient's address", &recipient.address)?,
        ))
    };
    recipients.iter().map(mailbox).collect()
}

/// An address with its domain in ASCII, which every server understands.
pub(crate) fn address(field: &str, text: &str) -> Result<Address, MailError> {
    single_line(field, text)?;
    let wrong = || MailError::invalid(field, format!("“{text}” is no address: write it like dana@example.com"));
    let (local, domain) = text.rsplit_once('@').ok_or_else(wrong)?;
    let domain = if domain.is_ascii() {
        domain.to_owned()
    } else {
        idna::domain_to_ascii(domain).map_err(|_| wrong())?
    };
    // A quoted local part may hold spaces, brackets and more; hardly a mailbox has one, and no command here should.
    if local.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | ',')) {
        return Err(wrong());
    }
    Address::new(local, domain).map_err(|_| wrong())
}

/// A message id with its brackets, of characters that no header breaks at.
fn message_id(field: &str, text: &str) -> Result<String, MailError> {
    let inner = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    let good = inner.is_some_and(|id| {
        id.len() <= LONGEST_ID
            && id
                .split_once('@')
                .is_some_and(|(left, right)| !left.is_empty() && !right.is_empty())
            && id
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>'))
    });
    if good {
        Ok(text.to_owned())
    } else {
        Err(MailError::invalid(
            field,
            "must be like <unique@example.com>, without spaces",
        ))
    }
}

/// Refuses what could end a line of the conversation or of the header, and what hides in one.
pub(crate) fn single_line(field: &str, text: &str) -> Result<(), MailError> {
    if text.len() > LONGEST_LINE {
        return Err(MailError::invalid(field, "is too long: shorten it"));
    }
    if text.contains(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
        return Err(MailError::invalid(
            field,
            "must be one line without control characters: retype it",
        ));
    }
    Ok(())
}

/// The body with every line end as CRLF and without other control characters, so that no two programs on the way
/// can disagree about where a line, and with it the message, ends.
fn lines(body: &str) -> String {
    let mut lines = String::with_capacity(body.len() + body.len() / 32);
    let mut rest = body.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' => {
                rest.next_if_eq(&'\n');
                lines.push_str("\r\n");
            }
            '\n' => lines.push_str("\r\n"),
            '\t' => lines.push('\t'),
            c if c.is_control() => {}
            c => lines.push(c),
        }
    }
    // The wire ends the last line itself.
    if lines.ends_with("\r\n") {
        lines.truncate(lines.len() - 2);
    }
    lines
}
