//! When to try again, and when: by the provider's own hints, else after a growing, scattered wait.

use std::time::Duration;

use hyper::HeaderMap;
use jiff::{SignedDuration, Timestamp};

use crate::error::LlmError;

/// What the headers of a failed response say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Hints {
    /// How long to wait.
    pub(crate) wait: Option<Duration>,
    /// Whether to try again at all.
    pub(crate) should_retry: Option<bool>,
}

/// A failure and what its headers say.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) error: LlmError,
    pub(crate) should_retry: Option<bool>,
}

impl From<LlmError> for Failure {
    fn from(error: LlmError) -> Self {
        Self {
            error,
            should_retry: None,
        }
    }
}

impl Failure {
    /// Whether another attempt may end better. A wrong key, a spent account or a wrong request stays so whatever the
    /// provider's header says.
    pub(crate) fn may_pass(&self) -> bool {
        match self.error {
            LlmError::RateLimit { .. } | LlmError::Overloaded { .. } | LlmError::Unavailable { .. } => {
                self.should_retry != Some(false)
            }
            LlmError::Offline { .. } | LlmError::Truncated { .. } => true,
            _ => false,
        }
    }
}

/// How long to wait before the attempt after the given one (from 1), or none when the provider asks for longer than
/// `longest`. `chance` is between 0 and 1.
pub(crate) fn wait_after(attempt: u32, asked: Option<Duration>, longest: Duration, chance: f64) -> Option<Duration> {
    let chance = chance.clamp(0.0, 1.0);
    if let Some(asked) = asked {
        // A little later than asked, so that not everybody who was told the same comes back at once.
        return (asked <= longest).then(|| asked + Duration::from_millis(250).mul_f64(chance));
    }
    let doubled = Duration::from_millis(500) * 2_u32.saturating_pow(attempt.saturating_sub(1).min(4));
    Some(doubled.mul_f64(0.5 + 0.5 * chance).min(longest))
}

/// Reads the hints of a response.
pub(crate) fn hints(headers: &HeaderMap, now: Timestamp) -> Hints {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let should_retry = match text("x-should-retry") {
        Some("true") => Some(true),
        Some("false") => Some(false),
        _ => None,
    };
    let milliseconds = text("retry-after-ms").and_then(|text| seconds(text).map(|ms| ms / 1_000.0));
    let wait = milliseconds
        .and_then(duration)
        .or_else(|| text("retry-after").and_then(|text| retry_after(text, now)))
        .or_else(|| reset(headers, now));
    Hints { wait, should_retry }
}

/// Seconds, or a date.
fn retry_after(text: &str, now: Timestamp) -> Option<Duration> {
    if let Some(seconds) = seconds(text) {
        return duration(seconds);
    }
    let date = jiff::fmt::rfc2822::parse(text).ok()?;
    Some(until(date.timestamp(), now))
}

/// The latest reset among the limits that are used up: `x-ratelimit-reset-tokens: 6m0s` beside
/// `x-ratelimit-remaining-tokens: 0`, `anthropic-ratelimit-requests-reset: 2026-11-21T10:00:00Z`.
fn reset(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let resets = headers.iter().filter_map(|(name, value)| {
        let name = name.as_str();
        if !name.contains("ratelimit") || !name.contains("reset") {
            return None;
        }
        let remaining = headers.get(name.replace("reset", "remaining"))?.to_str().ok()?;
        if remaining.trim() != "0" {
            return None;
        }
        let text = value.to_str().ok()?.trim();
        let at: Option<Timestamp> = text.parse().ok();
        at.map(|at| until(at, now)).or_else(|| spelled(text))
    });
    resets.max()
}

fn until(then: Timestamp, now: Timestamp) -> Duration {
    let left: SignedDuration = then.duration_since(now);
    Duration::try_from(left).unwrap_or(Duration::ZERO)
}

/// `6m0s`, `1.5s`, `250ms`, `1h2m`, or plain seconds.
fn spelled(text: &str) -> Option<Duration> {
    if let Some(seconds) = seconds(text) {
        return duration(seconds);
    }
    let mut total = 0.0;
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, after) = rest.split_at(digits);
        let letters = after.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(after.len());
        let (unit, after) = after.split_at(letters);
        let factor = match unit {
            "d" => 86_400.0,
            "h" => 3_600.0,
            "m" => 60.0,
            "s" => 1.0,
            "ms" => 0.001,
            _ => return None,
        };
        total += seconds(number)? * factor;
        rest = after;
    }
    duration(total)
}

fn seconds(text: &str) -> Option<f64> {
    text.parse()
        .ok()
        .filter(|seconds: &f64| seconds.is_finite() && *seconds >= 0.0)
}

/// None past a year: that is a timestamp where a duration belongs.
fn duration(seconds: f64) -> Option<Duration> {
    (seconds < 31_536_000.0).then(|| Duration::from_secs_f64(seconds))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use hyper::header::{HeaderName, HeaderValue};

    use super::*;

    fn read(headers: &[(&'static str, &'static str)]) -> Hints {
        let headers: HeaderMap = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect();
        hints(&headers, "2026-11-21T10:00:00Z".parse().unwrap())
    }

    #[test]
    fn the_provider_s_own_hint_is_read_in_every_form() {
        for (headers, wait) in [
            (&[("retry-after-ms", "1500"), ("retry-after", "9")][..], Some(1_500)),
            (&[("retry-after", "2.5")], Some(2_500)),
            (&[("retry-after", "Sat, 21 Nov 2026 10:00:07 GMT")], Some(7_000)),
            (&[("retry-after", "Sat, 21 Nov 2026 09:00:00 GMT")], Some(0)),
            (&[("retry-after", "-1")], None),
            (&[("retry-after", "1790000000")], None),
            (
                &[
                    ("x-ratelimit-reset-tokens", "6m0s"),
                    ("x-ratelimit-remaining-tokens", "0"),
                ],
                Some(360_000),
            ),
            (
                &[
                    ("x-ratelimit-reset-requests", "20ms"),
                    ("x-ratelimit-remaining-requests", "3"),
                ],
                None,
            ),
            (
                &[
                    ("anthropic-ratelimit-requests-reset", "2026-11-21T10:00:04Z"),
                    ("anthropic-ratelimit-requests-remaining", "0"),
                ],
                Some(4_000),
            ),
            (&[], None),
        ] {
            assert_eq!(read(headers).wait, wait.map(Duration::from_millis), "{headers:?}");
        }
        assert_eq!(read(&[("x-should-retry", "false")]).should_retry, Some(false));
    }

    #[test]
    fn waits_grow_are_scattered_and_stay_within_the_limit() {
        let longest = Duration::from_secs(3);
        let after = |attempt, chance| wait_after(attempt, None, longest, chance).unwrap().as_millis();
        assert_eq!((after(1, 0.0), after(1, 1.0)), (250, 500));
        assert_eq!((after(2, 0.0), after(2, 1.0)), (500, 1_000));
        assert_eq!(after(60, 1.0), 3_000);
        assert_eq!(wait_after(1, Some(Duration::from_secs(4)), longest, 0.5), None);
        assert!(wait_after(1, Some(Duration::from_secs(2)), longest, 0.5).unwrap() >= Duration::from_secs(2));
    }

    #[test]
    fn what_stays_wrong_is_not_tried_again_whatever_the_header_says() {
        let said = crate::error::Said::default();
        let host = String::new();
        let retried = |error, should_retry| Failure { error, should_retry }.may_pass();
        assert!(!retried(
            LlmError::Key {
                host: host.clone(),
                said: said.clone()
            },
            Some(true)
        ));
        assert!(!retried(
            LlmError::Request {
                host: host.clone(),
                said: said.clone()
            },
            Some(true)
        ));
        assert!(retried(
            LlmError::RateLimit {
                host: host.clone(),
                wait: None,
                said: said.clone()
            },
            None
        ));
        assert!(!retried(LlmError::RateLimit { host, wait: None, said }, Some(false)));
    }
}
