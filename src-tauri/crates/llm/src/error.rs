//! What can go wrong with a provider, by its cause, with the way out in the message.

use std::time::Duration;

use thiserror::Error;

/// A failed request. It can be shown as it is: no message holds a key, and what the provider said is cleaned and cut.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum LlmError {
    /// The base address cannot be used as written.
    #[error("the address {address} cannot be used: {reason}")]
    Address {
        /// As configured.
        address: String,
        /// What to change.
        reason: String,
    },
    /// The host is, or resolves to, an address that a provider's may not be.
    #[error("{host} was not contacted, as {reason}")]
    Blocked {
        /// The host's name.
        host: String,
        /// Which address, and what allows it if anything does.
        reason: String,
    },
    /// The provider needs a key and none is stored.
    #[error("no key is stored for {host}: enter one in the settings")]
    KeyMissing {
        /// The provider's host.
        host: String,
    },
    /// 401, or a refusal that names the key.
    #[error("{host} does not accept the key: check it, or enter a new one{said}")]
    Key {
        /// The provider's host.
        host: String,
        /// The provider's words.
        said: Said,
    },
    /// 402, or a spent quota.
    #[error("the account at {host} has no credit left: add credit there or raise its limit{said}")]
    Credit {
        /// The provider's host.
        host: String,
        /// The provider's words.
        said: Said,
    },
    /// 403.
    #[error("{host} does not allow this with the key: check the key's permissions and region{said}")]
    Forbidden {
        /// The provider's host.
        host: String,
        /// The provider's words.
        said: Said,
    },
    /// The model does not exist, or not any more, or not for this key.
    #[error("{host} has no model {model} for this key: choose another in the settings{said}")]
    Model {
        /// The provider's host.
        host: String,
        /// The model asked for.
        model: String,
        /// The provider's words.
        said: Said,
    },
    /// 404 for something else than the model.
    #[error("{host} has nothing at {path}: check the base address{said}")]
    Endpoint {
        /// The provider's host.
        host: String,
        /// The path asked for.
        path: String,
        /// The provider's words.
        said: Said,
    },
    /// More than the model can read.
    #[error("the conversation is longer than the model can read: start a new one or remove context{said}")]
    TooLong {
        /// The provider's words.
        said: Said,
    },
    /// 400 or 422: the request itself.
    #[error("{host} refused the request{said}")]
    Request {
        /// The provider's host.
        host: String,
        /// The provider's words.
        said: Said,
    },
    /// 429.
    #[error("{host} limits the rate of requests: {}{said}", try_again(*.wait))]
    RateLimit {
        /// The provider's host.
        host: String,
        /// How long it asks to wait.
        wait: Option<Duration>,
        /// The provider's words.
        said: Said,
    },
    /// 529, or a word of the kind.
    #[error("{host} is overloaded: {}{said}", try_again(*.wait))]
    Overloaded {
        /// The provider's host.
        host: String,
        /// How long it asks to wait.
        wait: Option<Duration>,
        /// The provider's words.
        said: Said,
    },
    /// 408 and the other 5xx.
    #[error("{host} has a fault of its own: {}{said}", try_again(*.wait))]
    Unavailable {
        /// The provider's host.
        host: String,
        /// How long it asks to wait.
        wait: Option<Duration>,
        /// The provider's words.
        said: Said,
    },
    /// No connection: no network, no such name, nobody listening.
    #[error("{host} cannot be reached: {reason}")]
    Offline {
        /// The provider's host.
        host: String,
        /// Name, connection or network.
        reason: String,
    },
    /// The other end is not who it says, or speaks no TLS that is safe.
    #[error("no safe connection to {host}: {reason}")]
    Tls {
        /// The provider's host.
        host: String,
        /// What was wrong with it.
        reason: String,
    },
    /// Too long without an answer.
    #[error("{host} {phase} within {} s: try again", .after.as_secs_f32())]
    Timeout {
        /// The provider's host.
        host: String,
        /// What did not happen.
        phase: Phase,
        /// The limit.
        after: Duration,
    },
    /// 3xx. A redirect could carry the key elsewhere, so none is followed.
    #[error("{host} redirects to another address, which is not followed: enter the final address in the settings")]
    Redirect {
        /// The provider's host.
        host: String,
    },
    /// The stream ended before its end.
    #[error("the answer of {host} broke off: try again")]
    Truncated {
        /// The provider's host.
        host: String,
    },
    /// Not what its protocol says.
    #[error("{host} answered something that is not understood ({what}): check the base address and the model")]
    Malformed {
        /// The provider's host.
        host: String,
        /// Where it went wrong.
        what: String,
    },
    /// Past a limit of ours.
    #[error("the answer of {host} is larger than {limit} bytes and was cut off")]
    TooLarge {
        /// The provider's host.
        host: String,
        /// The limit passed.
        limit: usize,
    },
    /// Stopped by the person, by the switch, or by a revoked key.
    #[error("stopped")]
    Cancelled,
    /// The provider has no such service.
    #[error("{provider} offers no {what}")]
    NotOffered {
        /// The provider's name.
        provider: String,
        /// The service.
        what: &'static str,
    },
    /// A request that no provider would take, found before anything was sent.
    #[error("the request cannot be sent: {reason}")]
    Unsendable {
        /// What to change.
        reason: String,
    },
    /// The machine's own part failed: its certificates or the runtime.
    #[error("this machine cannot make safe connections: {reason}")]
    Machine {
        /// What failed.
        reason: String,
    },
}

/// What did not happen in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// No connection.
    Connect,
    /// No first byte.
    Answer,
    /// No further event.
    Idle,
    /// No end.
    Whole,
}

impl std::fmt::Display for Phase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Connect => "could not be connected to",
            Self::Answer => "did not begin to answer",
            Self::Idle => "sent nothing more",
            Self::Whole => "did not finish",
        })
    }
}

impl LlmError {
    /// A word for the cause, for whoever branches on it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Address { .. } => "address",
            Self::Blocked { .. } => "blocked",
            Self::KeyMissing { .. } => "key_missing",
            Self::Key { .. } => "key",
            Self::Credit { .. } => "credit",
            Self::Forbidden { .. } => "forbidden",
            Self::Model { .. } => "model",
            Self::Endpoint { .. } => "endpoint",
            Self::TooLong { .. } => "too_long",
            Self::Request { .. } => "request",
            Self::RateLimit { .. } => "rate_limit",
            Self::Overloaded { .. } => "overloaded",
            Self::Unavailable { .. } => "unavailable",
            Self::Offline { .. } => "offline",
            Self::Tls { .. } => "tls",
            Self::Timeout { .. } => "timeout",
            Self::Redirect { .. } => "redirect",
            Self::Truncated { .. } => "truncated",
            Self::Malformed { .. } => "malformed",
            Self::TooLarge { .. } => "too_large",
            Self::Cancelled => "cancelled",
            Self::NotOffered { .. } => "not_offered",
            Self::Unsendable { .. } => "unsendable",
            Self::Machine { .. } => "machine",
        }
    }

    /// How long the provider asked to wait, where it did.
    #[must_use]
    pub const fn wait(&self) -> Option<Duration> {
        match self {
            Self::RateLimit { wait, .. } | Self::Overloaded { wait, .. } | Self::Unavailable { wait, .. } => *wait,
            _ => None,
        }
    }
}

fn try_again(wait: Option<Duration>) -> String {
    match wait {
        Some(wait) => format!("try again in {} s", wait.as_millis().div_ceil(1000)),
        None => "try again in a while".to_owned(),
    }
}

/// What a provider said about a failure, fit to be shown: one line of at most 300 characters, without control and
/// direction characters and without anything that looks like a key. Displayed as ` (said: …)`, or as nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said(String);

/// Characters kept of a provider's words.
const SAID_LIMIT: usize = 300;

impl Said {
    /// Cleans the words; the key is taken out wherever they repeat it.
    #[must_use]
    pub fn cleaned(text: &str, key: Option<&str>) -> Self {
        let without_key = match key.filter(|key| !key.is_empty()) {
            Some(key) => text.replace(key, "…"),
            None => text.to_owned(),
        };
        let shown: String = without_key
            .chars()
            .map(|c| if c.is_whitespace() { ' ' } else { c })
            .filter(|c| !c.is_control() && !is_unseen(*c))
            .collect();
        let words: Vec<&str> = shown
            .split(' ')
            .filter(|word| !word.is_empty())
            .map(|word| if is_key_like(word) { "…" } else { word })
            .collect();
        let line = words.join(" ");
        if line.chars().count() <= SAID_LIMIT {
            return Self(line);
        }
        Self(line.chars().take(SAID_LIMIT - 1).chain(['…']).collect())
    }

    /// The words alone.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0.is_empty() {
            Ok(())
        } else {
            write!(f, " (it said: {})", self.0)
        }
    }
}

/// Characters that change what others look like.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// Providers quote keys, whole or with stars in them: `sk-ab***xyz`.
fn is_key_like(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    ["sk-", "xai-", "gsk_", "pk-"]
        .iter()
        .any(|start| word.starts_with(start))
        && word.len() > 8
        || word.len() >= 32
            && word
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '*' | '.'))
            && word.chars().any(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_s_words_show_no_key_and_no_tricks() {
        for (text, key, shown) in [
            (
                "Incorrect API key provided: sk-ab***wxyz. You can find",
                None,
                "Incorrect API key provided: … You can find",
            ),
            ("bad token hunter2hunter2!", Some("hunter2hunter2"), "bad token …!"),
            ("two\r\nlines\u{202e}\u{0}", None, "two lines"),
            ("id 0123456789abcdef0123456789abcdef0 is gone", None, "id … is gone"),
        ] {
            assert_eq!(Said::cleaned(text, key).as_str(), shown);
        }
        assert_eq!(
            Said::cleaned(&"word ".repeat(200), None).as_str().chars().count(),
            SAID_LIMIT
        );
    }

    #[test]
    fn a_message_names_the_cause_the_way_out_and_the_wait() {
        let error = LlmError::RateLimit {
            host: "api.example".to_owned(),
            wait: Some(Duration::from_millis(1_200)),
            said: Said::cleaned("slow down", None),
        };
        assert_eq!(
            error.to_string(),
            "api.example limits the rate of requests: try again in 2 s (it said: slow down)"
        );
    }
}
