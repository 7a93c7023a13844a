//! What a server said, fit to be shown.

use std::error::Error;
use std::fmt;

use lettre::transport::smtp::response::Response;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The longest text of an answer that is kept, in characters.
const LONGEST: usize = 500;

/// A server's answer to a command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Answer {
    /// The three digits: 2xx is yes, 4xx is not now, 5xx is no.
    pub code: u16,
    /// The server's own words, on one line, without control characters, of 500 characters at most.
    pub text: String,
}

impl Answer {
    pub(crate) fn of(response: &Response) -> Self {
        let text = response.message().collect::<Vec<_>>().join(" ");
        Self {
            code: response.code().into(),
            text: shown(&text),
        }
    }

    /// The answer inside an error, if the server gave one.
    pub(crate) fn inside(error: &lettre::transport::smtp::Error) -> Option<Self> {
        let code = error.status()?;
        let text = error.source().map(ToString::to_string).unwrap_or_default();
        Some(Self {
            code: code.into(),
            text: shown(&text),
        })
    }

    /// Whether the server means that it may work later.
    #[must_use]
    pub const fn is_temporary(&self) -> bool {
        matches!(self.code, 400..=499)
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.text)
    }
}

/// Words from outside on one line: no control characters, no runs of white space, bounded.
pub(crate) fn shown(text: &str) -> String {
    let mut line = String::new();
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        if word.is_empty() {
            continue;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if line.chars().count() > LONGEST {
        line = line.chars().take(LONGEST - 1).chain(['…']).collect();
    }
    line
}
