use std::io;
use std::sync::{Arc, Mutex};

use tracing_subscriber::fmt::MakeWriter;
use workestra_store::{Op, Store, TimelineKind, Unlock};

use crate::desk::{Desk, NOON, all_bytes, contact, create, deal, holds, list, opening, set};

#[tokio::test]
async fn no_file_of_the_folder_shows_what_is_in_the_workspace() {
    let mut desk = Desk::new().await;
    let mut anna = contact("Canaryanna", "Canaryberg");
    anna.fields.insert("about".into(), "canaryabout ".repeat(20_000).into());
    anna.fields.insert("emails".into(), list(&["canary@canary.example"]));
    let anna = desk.create(anna).await;
    desk.write(vec![Op::NoteAdd {
        at: None,
        id: None,
        on: vec![anna.id],
        entry: TimelineKind::Note,
        text: "canarynote".into(),
    }])
    .await;
    desk.write((0..2_000).map(|row| create(deal(&format!("canary {row}")))).collect())
        .await;
    for closed in [false, true] {
        if closed {
            desk.reopen().await;
            desk.store.close().await.unwrap();
        }
        let bytes = all_bytes(desk.path());
        let lower = bytes.to_ascii_lowercase();
        for canary in ["canary", "sqlite format 3", "create table", "dana", "qualification"] {
            assert!(
                !holds(&lower, canary.as_bytes()),
                "{canary} is readable, closed: {closed}"
            );
        }
        let code: String = desk.code.replace('-', "");
        assert!(
            !holds(&bytes, code.as_bytes()) && !holds(&bytes, desk.code.as_bytes()),
            "the recovery code"
        );
    }
}

/// Keeps everything that is logged.
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

#[test]
fn neither_key_nor_content_reaches_a_log_at_its_most_talkative() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(log.clone())
        .finish();
    // sqlx logs on threads of its own: the subscriber has to be the one of the whole process.
    tracing::subscriber::set_global_default(subscriber).unwrap();
    tracing::trace!("the log is listening");
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    let key = runtime.block_on(async {
        let mut desk = Desk::new().await;
        let anna = desk.create(contact("Canaryanna", "Berg")).await;
        desk.update(anna.id, set("company", "Canarycompany")).await;
        desk.reopen().await;
        desk.store.counts().await.unwrap();
        desk.store.close().await.unwrap();
        let wrong = Store::open(desk.path(), Unlock::RecoveryCode("0000"), &opening(&desk.time)).await;
        assert!(wrong.is_err());
        let sealed = std::fs::read_to_string(desk.path().join("keys.json")).unwrap();
        assert!(sealed.contains("ciphertext"));
        desk.code
    });
    let logged = log.0.lock().unwrap().clone();
    assert!(holds(&logged, b"the log is listening"), "something is logged");
    let lower = logged.to_ascii_lowercase();
    for secret in ["pragma key", "x'", "canary", &key.to_lowercase()] {
        assert!(
            !holds(&lower, secret.as_bytes()),
            "{secret} was logged: {}",
            String::from_utf8_lossy(&logged)
        );
    }
}

#[tokio::test]
async fn every_workspace_has_keys_of_its_own() {
    let (one, other) = (Desk::new().await, Desk::new().await);
    assert_ne!(one.store.index_key().expose(), other.store.index_key().expose());
    assert_ne!(one.code, other.code);
    assert_ne!(one.store.info().id, other.store.info().id);
    let time = Arc::new(std::sync::atomic::AtomicI64::new(NOON));
    other.store.close().await.unwrap();
    let outcome = Store::open(other.path(), Unlock::RecoveryCode(&one.code), &opening(&time)).await;
    assert!(outcome.is_err());
}
