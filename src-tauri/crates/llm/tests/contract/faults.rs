//! Failures by their cause, with the right number of attempts.

use std::sync::Arc;
use std::time::Duration;

use workestra_llm::{Client, LlmError, Settings};

use crate::script::{Adapter, all};
use crate::setup::{Given, ask, client, client_with, hear, read, settings};
use crate::stub::{Act, Stub, chunked_head, response, stream};

fn patient() -> Settings {
    let mut settings = settings();
    settings.limits.attempts = 3;
    settings
}

fn patient_client(adapter: &Adapter, stub: &Stub) -> Client {
    client_with(adapter, &stub.url(), &patient()).unwrap()
}

async fn attempts(adapter: &Adapter, reply: Vec<u8>) -> (Given, usize) {
    let stub = Stub::saying(reply).await;
    let given = read(ask(&patient_client(adapter, &stub))).await;
    (given, stub.seen().await.len())
}

#[tokio::test]
async fn every_status_has_its_cause_and_only_those_that_pass_are_tried_again() {
    let cases = [
        (400, r#"{"error":{"message":"bad"}}"#, "request", 1),
        (401, r#"{"error":{"message":"invalid x-api-key"}}"#, "key", 1),
        (402, r#"{"error":{"message":"Insufficient Balance"}}"#, "credit", 1),
        (403, r#"{"error":{"message":"not in your region"}}"#, "forbidden", 1),
        (
            404,
            r#"{"error":{"message":"The model `m` does not exist","code":"model_not_found"}}"#,
            "model",
            1,
        ),
        (413, r#"{"error":{"type":"request_too_large"}}"#, "too_long", 1),
        (422, r#"{"detail":"no"}"#, "request", 1),
        (429, r#"{"error":{"code":"rate_limit_exceeded"}}"#, "rate_limit", 3),
        (429, r#"{"error":{"code":"credit_balance_exhausted"}}"#, "credit", 1),
        (500, "oops", "unavailable", 3),
        (503, "<html>busy</html>", "unavailable", 3),
        (
            529,
            r#"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#,
            "overloaded",
            3,
        ),
    ];
    for adapter in all() {
        for (status, body, code, times) in cases {
            // A header that asks for more does not make a wrong key right.
            let headers = "retry-after-ms: 1\r\nx-should-retry: true\r\n";
            let (given, tried) = attempts(&adapter, response(status, headers, body)).await;
            assert_eq!((given.code(), tried), (code, times), "{status} of {}", adapter.model);
            assert_eq!(given.waits.len(), times - 1, "{status} of {}", adapter.model);
        }
    }
}

#[tokio::test]
async fn a_provider_that_asks_not_to_be_tried_again_is_not() {
    let (given, tried) = attempts(&all()[0], response(500, "x-should-retry: false\r\n", "")).await;
    assert_eq!((given.code(), tried), ("unavailable", 1));
}

#[tokio::test]
async fn a_wait_that_is_too_long_is_told_instead() {
    let (given, tried) = attempts(&all()[0], response(429, "retry-after: 90\r\n", "")).await;
    assert_eq!(tried, 1);
    assert_eq!(given.error.unwrap().wait(), Some(Duration::from_secs(90)));
}

#[tokio::test]
async fn what_passes_is_answered_at_the_next_attempt() {
    for adapter in all() {
        let whole = vec![Act::Send(stream(&adapter.text.concat()))];
        let busy = vec![Act::Send(response(529, "retry-after-ms: 1\r\n", ""))];
        let overloaded = vec![Act::Send(stream(&adapter.overloaded.concat()))];
        let stub = Stub::replying(vec![busy, overloaded, whole]).await;
        let given = read(ask(&patient_client(&adapter, &stub))).await;
        assert_eq!(
            (given.error, given.text.as_str()),
            (None, "Héllo 😀 world"),
            "{}",
            adapter.model
        );
        let seen = stub.seen().await;
        assert_eq!(seen.len(), 3);
        assert!(seen.iter().all(|request| request.body == seen[0].body));
    }
}

#[tokio::test]
async fn an_error_after_the_first_words_is_not_tried_again() {
    for adapter in all() {
        let cut = adapter.text.iter().position(|frame| frame.contains("world")).unwrap();
        let events = adapter.text[..cut].concat() + adapter.overloaded.last().unwrap();
        let (given, tried) = attempts(&adapter, stream(&events)).await;
        assert_eq!((given.text.as_str(), tried), ("Héllo 😀", 1), "{}", adapter.model);
        assert!(matches!(given.code(), "overloaded" | "unavailable"), "{}", given.code());
        assert!(given.end.is_none());
    }
}

#[tokio::test]
async fn an_error_that_calls_itself_a_success_is_one() {
    for adapter in all() {
        let whole = response(200, "", r#"{"code":"x","error":"Incorrect API key provided"}"#);
        assert_eq!(hear(&adapter, whole).await.code(), "key", "{}", adapter.model);
        let streamed =
            "event: error\ndata: {\"error\":{\"message\":\"You have no credits\",\"code\":\"insufficient_quota\"}}\n\n";
        assert_eq!(
            hear(&adapter, stream(streamed)).await.code(),
            "credit",
            "{}",
            adapter.model
        );
    }
}

#[tokio::test]
async fn what_is_no_event_stream_is_said_to_be_none() {
    for adapter in all() {
        let who = adapter.model;
        for event in ["data: {\"type\":\n\n", "data: 17\n\n", "data: {\"a\":1}}\n\n"] {
            let events = adapter.text[..2].concat() + event + &adapter.text[2..].concat();
            assert_eq!(
                hear(&adapter, stream(&events)).await.code(),
                "malformed",
                "{event} from {who}"
            );
        }
        assert_eq!(
            hear(&adapter, response(200, "", r#"{"id":"x"}"#)).await.code(),
            "malformed",
            "{who}"
        );
        let page = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n<html><p>Log in</p></html>";
        assert_eq!(hear(&adapter, page.into()).await.code(), "truncated", "{who}");
        assert_eq!(
            hear(&adapter, b"SSH-2.0-OpenSSH_9\r\n".to_vec()).await.code(),
            "malformed",
            "{who}"
        );
    }
}

#[tokio::test]
async fn a_body_of_a_hundred_megabytes_is_cut_off_early() {
    let adapter = &all()[0];
    let megabyte = vec![b'x'; 1 << 20];
    let comment: Vec<u8> = b":"
        .iter()
        .chain(megabyte[..1000].iter())
        .chain(b"\n")
        .copied()
        .collect();
    let head = stream("");
    let words = adapter.text[8].replace("Héllo", &"x".repeat(100_000));
    let length = "HTTP/1.1 500 No\r\ncontent-length: 104857600\r\n\r\n"
        .as_bytes()
        .to_vec();
    for (start, piece, times, code) in [
        // One event without end, keep-alives without end, an error without end, words without end.
        (stream("data: "), megabyte.clone(), 100, "too_large"),
        (head, comment, 104_000, "too_large"),
        (length, megabyte, 100, "unavailable"),
        (
            stream(&adapter.text[..8].concat()),
            words.into_bytes(),
            1_000,
            "too_large",
        ),
    ] {
        let stub = Stub::replying(vec![vec![Act::Send(start), Act::Repeat(piece, times)]]).await;
        assert_eq!(read(ask(&client(adapter, &stub))).await.code(), code);
    }
}

#[tokio::test]
async fn bytes_that_end_no_line_do_not_count_as_an_answer() {
    for adapter in all() {
        let mut settings = settings();
        settings.limits.first_line = Duration::from_millis(150);
        settings.limits.idle = Duration::from_millis(150);
        let slow = Act::Drip(vec![b'x'; 400], Duration::from_millis(25));
        for start in [
            Vec::new(),
            chunked_head(),
            stream("data: "),
            stream(&adapter.text[..3].concat()),
        ] {
            let stub = Stub::replying(vec![vec![Act::Send(start), slow.clone()]]).await;
            let client = client_with(&adapter, &stub.url(), &settings).unwrap();
            let given = read(ask(&client)).await;
            assert!(
                matches!(given.code(), "timeout" | "malformed" | "truncated"),
                "{}",
                given.code()
            );
            assert!(given.end.is_none());
        }
    }
}

#[tokio::test]
async fn keep_alives_without_end_meet_the_limit_for_the_whole() {
    let adapter = &all()[0];
    let mut settings = settings();
    settings.limits.total = Duration::from_millis(200);
    let alive = Act::Drip(b"\n".repeat(400), Duration::from_millis(20));
    let stub = Stub::replying(vec![vec![Act::Send(stream("")), alive]]).await;
    let given = read(ask(&client_with(adapter, &stub.url(), &settings).unwrap())).await;
    assert_eq!(given.code(), "timeout");
}

#[tokio::test]
async fn a_redirect_is_refused_and_the_key_goes_nowhere() {
    let elsewhere = Stub::saying(response(200, "", "{}")).await;
    for adapter in all() {
        for status in [301, 302, 303, 307, 308] {
            let location = format!("location: {}/v1\r\n", elsewhere.url());
            let (given, tried) = attempts(&adapter, response(status, &location, "")).await;
            assert_eq!((given.code(), tried), ("redirect", 1), "{status} of {}", adapter.model);
        }
    }
    assert!(elsewhere.seen().await.is_empty());
}

#[tokio::test]
async fn nobody_there_is_offline() {
    let adapter = &all()[0];
    let port = Stub::saying("").await.port;
    let client = client_with(adapter, &format!("http://127.0.0.1:{port}"), &settings()).unwrap();
    assert_eq!(read(ask(&client)).await.code(), "offline");
    let mut unknown = settings();
    unknown.lookup = Arc::new(|_| Box::pin(async { Err(std::io::Error::other("no such host")) }));
    let client = client_with(adapter, "https://llm.example", &unknown).unwrap();
    let error = read(ask(&client)).await.error.unwrap();
    assert!(matches!(error, LlmError::Offline { .. }), "{error}");
}
