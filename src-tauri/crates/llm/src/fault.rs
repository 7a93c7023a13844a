//! From what a provider says about a failure to its cause. Providers agree on neither codes nor shapes, so the rules
//! are data: the first that fits wins.

use std::time::Duration;

use serde_json::Value;

use crate::error::{LlmError, Said};

/// What a failure is about.
pub(crate) struct Asked<'a> {
    pub(crate) host: &'a str,
    pub(crate) path: &'a str,
    pub(crate) model: &'a str,
    pub(crate) key: Option<&'a str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cause {
    Key,
    Credit,
    Forbidden,
    Model,
    Endpoint,
    TooLong,
    RateLimit,
    Overloaded,
    Unavailable,
    Request,
}

/// Statuses (0 stands for an error inside a stream; none given fits any) and words (one of them has to occur in the
/// provider's code or message; none given fits any).
struct Rule {
    statuses: &'static [u16],
    words: &'static [&'static str],
    cause: Cause,
}

const fn rule(cause: Cause, statuses: &'static [u16], words: &'static [&'static str]) -> Rule {
    Rule { statuses, words, cause }
}

const RULES: &[Rule] = &[
    rule(
        Cause::Credit,
        &[0, 200, 400, 402, 403, 429],
        &[
            "credit_balance",
            "credit balance",
            "insufficient_quota",
            "insufficient quota",
            "insufficient balance",
            "insufficient_balance",
            "exceeded_current_quota",
            "exceeded your current quota",
            "billing",
            "spend limit",
            "spend_limit",
            "spending limit",
            "spending_limit",
            "no credits",
            "out of credits",
            "account is in arrears",
        ],
    ),
    rule(Cause::Credit, &[402], &[]),
    rule(
        Cause::TooLong,
        &[0, 200, 400, 413, 422, 500],
        &[
            "context_length_exceeded",
            "prompt is too long",
            "maximum context length",
            "context window",
            "context size",
            "exceed_context_size",
            "maximum prompt length",
            "request_too_large",
            "too many tokens",
            "input is too long",
            "token limit",
            "string_above_max_length",
            "exceeds the model",
            "input length",
        ],
    ),
    rule(Cause::TooLong, &[413], &[]),
    rule(Cause::Key, &[401], &[]),
    rule(
        Cause::Key,
        &[0, 200, 400, 403],
        &[
            "invalid_api_key",
            "invalid api key",
            "incorrect api key",
            "authentication_error",
            "api key not valid",
            "invalid x-api-key",
            "invalid_authentication",
            "incorrect_api_key",
        ],
    ),
    rule(
        Cause::Model,
        &[0, 200, 400, 403, 404, 410, 422],
        &[
            "model_not_found",
            "model not found",
            "model not exist",
            "model does not exist",
            "no such model",
            "unknown model",
            "invalid model",
            "not a valid model",
            "model:",
            "unsupported_model",
            "model_not_exist",
            "does not have access to model",
            "model is not available",
            "deprecated model",
            "model_deprecated",
        ],
    ),
    // "The model `x` does not exist or you do not have access to it."
    rule(Cause::Model, &[404], &["the model", "model "]),
    rule(Cause::Endpoint, &[404, 405, 410], &[]),
    rule(Cause::Forbidden, &[403], &[]),
    rule(
        Cause::Overloaded,
        &[0, 200, 429, 500, 503, 529],
        &["overloaded", "engine_overloaded", "at capacity"],
    ),
    rule(Cause::Overloaded, &[529], &[]),
    rule(Cause::RateLimit, &[429], &[]),
    rule(
        Cause::RateLimit,
        &[0, 200],
        &["rate_limit", "rate limit", "slow_down", "too many requests"],
    ),
    rule(
        Cause::Unavailable,
        &[0, 200],
        &[
            "server_error",
            "api_error",
            "internal_error",
            "internal server error",
            "timeout",
            "unavailable",
            "insufficient_system_resource",
            "internal error",
        ],
    ),
    rule(
        Cause::Unavailable,
        &[408, 409, 425, 500, 501, 502, 503, 504, 520, 521, 522, 523, 524, 530],
        &[],
    ),
];

/// The error of a response that is one. `status` is 0 inside a stream.
pub(crate) fn classify(status: u16, body: &[u8], wait: Option<Duration>, asked: &Asked<'_>) -> LlmError {
    let spoken = serde_json::from_slice(body).map_or_else(|_| Spoken::of_text(body), |value: Value| Spoken::of(&value));
    from_spoken(status, &spoken, wait, asked)
}

/// The error of an event inside a stream.
pub(crate) fn of_event(event: &Value, asked: &Asked<'_>) -> LlmError {
    // Some carry the status that the response should have had.
    let status = ["/error/status", "/error/code", "/status", "/code"]
        .iter()
        .find_map(|path| event.pointer(path).and_then(Value::as_u64))
        .and_then(|status| u16::try_from(status).ok())
        .filter(|status| (400..600).contains(status));
    from_spoken(status.unwrap_or(0), &Spoken::of(event), None, asked)
}

/// Whether an event of an OpenAI-style stream is an error, in any of the shapes seen.
pub(crate) fn is_error(event: &Value) -> bool {
    let named = |name: &str| event.get(name).is_some_and(|value| !value.is_null());
    named("error")
        || event.pointer("/choices/0/error").is_some_and(Value::is_object)
        || event.get("type").and_then(Value::as_str) == Some("error")
        || event.get("object").and_then(Value::as_str) == Some("error")
        || named("code") && named("message") && !named("choices")
}

fn from_spoken(status: u16, spoken: &Spoken, wait: Option<Duration>, asked: &Asked<'_>) -> LlmError {
    let words = format!("{} {}", spoken.code, spoken.message).to_lowercase();
    let fits = |rule: &&Rule| {
        (rule.statuses.is_empty() || rule.statuses.contains(&status))
            && (rule.words.is_empty() || rule.words.iter().any(|word| words.contains(word)))
    };
    let cause = RULES.iter().find(fits).map_or(
        if status >= 500 {
            Cause::Unavailable
        } else {
            Cause::Request
        },
        |rule| rule.cause,
    );
    let host = asked.host.to_owned();
    let shown = if spoken.message.is_empty() {
        &spoken.code
    } else {
        &spoken.message
    };
    let said = Said::cleaned(shown, asked.key);
    match cause {
        Cause::Key => LlmError::Key { host, said },
        Cause::Credit => LlmError::Credit { host, said },
        Cause::Forbidden => LlmError::Forbidden { host, said },
        Cause::Model => LlmError::Model {
            host,
            model: asked.model.to_owned(),
            said,
        },
        Cause::Endpoint => LlmError::Endpoint {
            host,
            path: asked.path.to_owned(),
            said,
        },
        Cause::TooLong => LlmError::TooLong { said },
        Cause::RateLimit => LlmError::RateLimit { host, wait, said },
        Cause::Overloaded => LlmError::Overloaded { host, wait, said },
        Cause::Unavailable => LlmError::Unavailable { host, wait, said },
        Cause::Request => LlmError::Request { host, said },
    }
}

/// A provider's words.
#[derive(Debug, Default, PartialEq, Eq)]
struct Spoken {
    /// Type and code, as far as given.
    code: String,
    message: String,
}

impl Spoken {
    /// `{"error":{"type","code","message"}}`, `{"code","error":"text"}`, `{"message"}`, `{"detail"}`, and the same
    /// inside a `response` or a list.
    fn of(value: &Value) -> Self {
        let value = match value {
            Value::Array(list) => list.first().unwrap_or(value),
            _ => value,
        };
        let value = value.get("response").filter(|inner| inner.is_object()).unwrap_or(value);
        let text = |value: &Value, name: &str| match value.get(name) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        };
        let inner = value.get("error").filter(|inner| inner.is_object()).unwrap_or(value);
        let code = format!("{} {}", text(inner, "type"), text(inner, "code"));
        let message = ["message", "error", "detail", "error_message", "msg"]
            .iter()
            .map(|name| text(inner, name))
            .find(|text| !text.is_empty())
            .or_else(|| {
                value
                    .get("detail")
                    .filter(|detail| !detail.is_null())
                    .map(Value::to_string)
            })
            .unwrap_or_default();
        Self {
            code: code.trim().to_owned(),
            message,
        }
    }

    /// A gateway's page says nothing that helps, a line of text may.
    fn of_text(body: &[u8]) -> Self {
        let text = String::from_utf8_lossy(body);
        let is_page = text.trim_start().starts_with('<');
        Self {
            code: String::new(),
            message: if is_page {
                String::new()
            } else {
                text.chars().take(1_000).collect()
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(status: u16, body: &str) -> &'static str {
        let asked = Asked {
            host: "api.example",
            path: "/x",
            model: "m",
            key: None,
        };
        classify(status, body.as_bytes(), None, &asked).code()
    }

    #[test]
    fn an_error_is_told_from_a_chunk_that_has_a_place_for_one() {
        let said = |event: &str| serde_json::from_str(event).is_ok_and(|event: Value| is_error(&event));
        assert!(said(r#"{"error":"text","code":"x"}"#));
        assert!(said(r#"{"type":"error","message":"x"}"#));
        assert!(said(r#"{"object":"error","message":"x","code":400}"#));
        assert!(said(
            r#"{"error":{"code":502},"choices":[{"delta":{},"finish_reason":"error"}]}"#
        ));
        assert!(said(r#"{"choices":[{"error":{"code":502},"delta":{}}]}"#));
        assert!(!said(r#"{"error":null,"choices":[{"delta":{"content":"error"}}]}"#));
        assert!(!said(r#"{"id":"x","error":null,"code":null,"message":"x"}"#));
    }

    #[test]
    fn the_cause_is_found_in_what_providers_really_send() {
        for (status, body, cause) in [
            (
                401,
                r#"{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}"#,
                "key",
            ),
            (
                400,
                r#"{"code":"Client specified an invalid argument","error":"Incorrect API key provided: xa***yz. You can obtain"}"#,
                "key",
            ),
            (
                400,
                r#"{"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low to access the API"}}"#,
                "credit",
            ),
            (
                402,
                r#"{"error":{"message":"Insufficient Balance","type":"unknown_error","param":null,"code":"invalid_request_error"}}"#,
                "credit",
            ),
            (
                429,
                r#"{"error":{"message":"You exceeded your current quota, please check your plan","type":"insufficient_quota","code":"insufficient_quota"}}"#,
                "credit",
            ),
            (
                429,
                r#"{"error":{"message":"Rate limit reached for gpt-6","type":"tokens","code":"rate_limit_exceeded"}}"#,
                "rate_limit",
            ),
            (
                429,
                r#"{"error":{"message":"The engine is currently overloaded","type":"engine_overloaded_error"}}"#,
                "overloaded",
            ),
            (
                404,
                r#"{"type":"error","error":{"type":"not_found_error","message":"model: claude-9"}}"#,
                "model",
            ),
            (
                404,
                r#"{"error":{"message":"The model `gpt-9` does not exist or you do not have access to it.","type":"invalid_request_error","code":"model_not_found"}}"#,
                "model",
            ),
            (
                400,
                r#"{"error":{"message":"Model Not Exist","type":"invalid_request_error"}}"#,
                "model",
            ),
            (404, "<html>nginx</html>", "endpoint"),
            (404, r#"{"detail":"Not Found"}"#, "endpoint"),
            (
                400,
                r#"{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 1100000 tokens > 1000000 maximum"}}"#,
                "too_long",
            ),
            (
                400,
                r#"{"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error"}}"#,
                "too_long",
            ),
            (
                413,
                r#"{"error":{"type":"request_too_large","message":"Request exceeds the maximum size"}}"#,
                "too_long",
            ),
            (
                403,
                r#"{"error":{"message":"Country, region, or territory not supported"}}"#,
                "forbidden",
            ),
            (
                422,
                r#"{"detail":[{"loc":["body"],"msg":"field required"}]}"#,
                "request",
            ),
            (
                529,
                r#"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#,
                "overloaded",
            ),
            (503, "upstream connect error", "unavailable"),
            (599, "", "unavailable"),
            (
                0,
                r#"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#,
                "overloaded",
            ),
            (
                0,
                r#"{"type":"error","code":"server_error","message":"The server had an error"}"#,
                "unavailable",
            ),
            (
                0,
                r#"{"response":{"error":{"code":"rate_limit_exceeded","message":"slow"}}}"#,
                "rate_limit",
            ),
        ] {
            assert_eq!(code(status, body), cause, "{status} {body}");
        }
    }
}
