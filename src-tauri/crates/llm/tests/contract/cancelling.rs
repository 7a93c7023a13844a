//! Stopping: the connection is closed at once, at whatever point.

use workestra_llm::{CancellationToken, LlmError, ProviderEvent};

use crate::script::all;
use crate::setup::{ask, client, request};
use crate::stub::{Act, Stub, stream};

#[tokio::test]
async fn a_token_stops_an_answer_at_any_point() {
    for adapter in all() {
        for kept in 0..adapter.text.len() {
            let start = if kept == 0 {
                Vec::new()
            } else {
                stream(&adapter.text[..kept].concat())
            };
            let stub = Stub::replying(vec![vec![Act::Send(start), Act::Hang]]).await;
            let client = client(&adapter, &stub);
            let cancel = CancellationToken::new();
            let mut stream = client.stream(client.chat(&request()).unwrap(), cancel.clone());
            stub.asked(1).await;
            cancel.cancel();
            let mut last = None;
            while let Some(event) = stream.next().await {
                assert!(!matches!(event, Ok(ProviderEvent::Ended { .. })));
                last = Some(event);
            }
            assert_eq!(last, Some(Err(LlmError::Cancelled)), "{} after {kept}", adapter.model);
            stub.client_left().await;
        }
    }
}

#[tokio::test]
async fn a_dropped_stream_closes_its_connection_at_any_point() {
    for adapter in all() {
        for kept in 0..adapter.text.len() {
            let start = if kept == 0 {
                Vec::new()
            } else {
                stream(&adapter.text[..kept].concat())
            };
            let stub = Stub::replying(vec![vec![Act::Send(start), Act::Hang]]).await;
            let stream = ask(&client(&adapter, &stub));
            stub.asked(1).await;
            drop(stream);
            stub.client_left().await;
        }
    }
}

#[tokio::test]
async fn a_reader_that_gives_up_waiting_loses_no_event() {
    let adapter = &all()[0];
    let bytes = Act::Drip(stream(&adapter.text.concat()), std::time::Duration::from_micros(200));
    let stub = Stub::replying(vec![vec![bytes]]).await;
    let mut stream = ask(&client(adapter, &stub));
    let mut text = String::new();
    loop {
        tokio::select! {
            biased;
            event = stream.next() => match event {
                Some(Ok(ProviderEvent::Text { delta })) => text.push_str(&delta),
                Some(Ok(_)) => {}
                Some(Err(error)) => panic!("{error}"),
                None => break,
            },
            () = tokio::task::yield_now() => {}
        }
    }
    assert_eq!(text, "Héllo 😀 world");
}

#[tokio::test]
async fn a_cancelled_token_sends_nothing() {
    let adapter = &all()[0];
    let stub = Stub::saying(stream(&adapter.text.concat())).await;
    let client = client(adapter, &stub);
    let cancel = CancellationToken::new();
    cancel.cancel();
    let mut stream = client.stream(client.chat(&request()).unwrap(), cancel.clone());
    assert_eq!(stream.next().await, Some(Err(LlmError::Cancelled)));
    assert_eq!(client.models(&cancel).await, Err(LlmError::Cancelled));
    assert!(stub.seen().await.is_empty());
}
