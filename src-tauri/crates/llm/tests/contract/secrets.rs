//! The key: in its header and nowhere else.

use std::io;
use std::sync::{Arc, Mutex};

use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::util::SubscriberInitExt;
use workestra_llm::CancellationToken;

use crate::script::all;
use crate::setup::{KEY, ask, client, client_with, read, request, settings};
use crate::stub::{Stub, response, stream};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// The subscriber is the whole process's: nextest gives each test its own.
#[tokio::test]
async fn the_key_is_in_its_header_and_in_no_message_log_or_debug_print() {
    let log = Log::default();
    // With it goes what libraries write to the older `log`.
    let set = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(log.clone())
        .finish()
        .try_init();
    assert!(set.is_ok(), "each test is its own process");
    for adapter in all() {
        let echo = format!(r#"{{"error":{{"message":"Incorrect API key provided: {KEY}. {KEY}"}}}}"#);
        for reply in [
            stream(&adapter.text.concat()),
            response(401, &format!("x-echo: {KEY}\r\n"), &echo),
            response(500, "", KEY),
            stream(&format!("data: {echo}\n\n")),
            stream(&format!("data: {KEY}\n\n")),
        ] {
            let stub = Stub::saying(reply).await;
            let client = client(&adapter, &stub);
            let call = client.chat(&request()).unwrap();
            let given = read(ask(&client)).await;
            let models = client.models(&CancellationToken::new()).await;
            let printed = format!("{client:?} {call:?} {:?} {models:?}", given.error);
            let shown = given.error.map(|error| error.to_string()).unwrap_or_default();
            assert!(!printed.contains(KEY) && !shown.contains(KEY), "{printed} {shown}");
            assert!(!call.body().contains(KEY));
            let carrying: Vec<String> = stub.seen().await[0]
                .headers
                .iter()
                .filter(|(_, value)| value.contains(KEY))
                .map(|(name, _)| name.clone())
                .collect();
            assert_eq!(carrying.len(), 1, "{carrying:?}");
        }
        let unreachable = client_with(&adapter, "http://127.0.0.1:9", &settings()).unwrap();
        assert!(!format!("{:?}", read(ask(&unreachable)).await).contains(KEY));
    }
    let logged = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    assert!(!logged.contains(KEY), "the key is in the log");
    assert!(!logged.contains("Find it"), "the conversation is in the log");
}
