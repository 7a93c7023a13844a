//! A draft for the person's own mail program, where no server is set up.

use std::fmt::Write;

use crate::error::MailError;
use crate::message::{OutgoingMail, address, single_line};

/// How long an address of this kind may be, in bytes, for the system to hand it on whole.
const LONGEST: usize = if cfg!(windows) { 2_000 } else { 30_000 };

/// A `mailto:` address that opens a draft (RFC 6068).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailto {
    /// The address, ready to be opened; ASCII.
    pub url: String,
    /// Whether the body is in it. If not, it was too long for the system to hand on: put it on the clipboard.
    pub has_body: bool,
}

impl Mailto {
    /// The draft of a message: its recipients, subject, body and what it answers.
    ///
    /// # Errors
    /// [`MailError::Invalid`] naming the field that cannot be right.
    pub fn draft(mail: &OutgoingMail) -> Result<Self, MailError> {
        let mut url = "mailto:".to_owned();
        let mut separator = "";
        for recipient in &mail.to {
            address("recipient's address", &recipient.address)?;
            url.push_str(separator);
            encode(&mut url, &recipient.address);
            separator = ",";
        }
        let mut cc = String::new();
        for recipient in &mail.cc {
            address("recipient's address", &recipient.address)?;
            if !cc.is_empty() {
                cc.push(',');
            }
            cc.push_str(&recipient.address);
        }
        single_line("subject", &mail.subject)?;
        let answered = mail.in_reply_to.as_deref().unwrap_or_default();
        single_line("answered message's id", answered)?;
        let mut separator = '?';
        let fields = [
            ("cc", cc.as_str()),
            ("subject", &mail.subject),
            ("in-reply-to", answered),
        ];
        for (name, value) in fields {
            add(&mut url, &mut separator, name, value);
        }
        let short = url.len();
        add(&mut url, &mut separator, "body", &typed_lines(&mail.body));
        let has_body = url.len() <= LONGEST;
        if !has_body {
            url.truncate(short);
        }
        Ok(Self { url, has_body })
    }
}

fn add(url: &mut String, separator: &mut char, name: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    url.push(*separator);
    *separator = '&';
    url.push_str(name);
    url.push('=');
    encode(url, value);
}

/// Line ends as CRLF, as the format wants them; other control characters are left out.
fn typed_lines(body: &str) -> String {
    let body = body.replace("\r\n", "\n").replace('\r', "\n");
    body.chars()
        .filter(|c| matches!(c, '\n' | '\t') || !c.is_control())
        .collect::<String>()
        .replace('\n', "\r\n")
}

/// Everything but letters, digits and what never means anything in an address is escaped.
fn encode(url: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'@') {
            url.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _written = write!(url, "%{byte:02X}");
        }
    }
}
