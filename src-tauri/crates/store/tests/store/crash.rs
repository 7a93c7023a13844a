//! Processes that are killed in the middle of writing. The test starts its own binary again as the process to be killed.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use workestra_core::{EntityId, Policy, Verb};
use workestra_store::{Store, Unlock};

use crate::desk::{NOON, contact, create, created, opening, set};

pub const FOLDER: &str = "WORKESTRA_TEST_CRASH_FOLDER";
pub const CODE: &str = "WORKESTRA_TEST_CRASH_CODE";

const CYCLES: usize = 100;

/// What the process to be killed does: it writes, and says what was acknowledged.
#[test]
fn writes_until_it_is_killed() {
    as_child(|store| async move {
        let grant = Policy::grant(&store.me().await.unwrap(), Verb::Write, None).unwrap();
        for round in 0.. {
            let ops = (0..1 + round % 40)
                .map(|row| create(contact("Anna", &format!("{round}.{row}"))))
                .collect();
            let written = store.write(&grant, ops).await.unwrap();
            let id = created(&written.applied[0]);
            let patch = workestra_store::Op::Update {
                id,
                revision: None,
                patch: set("company", "Acme"),
            };
            store.write(&grant, vec![patch]).await.unwrap();
            println!("written {id}");
            std::io::stdout().flush().unwrap();
            if round % 7 == 6 {
                store.undo(&grant).await.unwrap();
                store.redo(&grant).await.unwrap();
            }
        }
    });
}

#[tokio::test]
async fn a_killed_process_loses_nothing_that_it_acknowledged() {
    let dir = tempfile::tempdir().unwrap();
    let time = Arc::new(AtomicI64::new(NOON));
    let (store, code) = Store::create(dir.path(), "Test", "Dana", &opening(&time))
        .await
        .unwrap();
    store.close().await.unwrap();
    let program = std::env::current_exe().unwrap();
    let mut acknowledged: Vec<EntityId> = Vec::new();
    for cycle in 0..CYCLES {
        let mut child = Command::new(&program)
            .args(["--exact", "crash::writes_until_it_is_killed", "--nocapture"])
            .env(FOLDER, dir.path())
            .env(CODE, code.expose())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        // Killed after another number of writes each time, while the next one is under way.
        let mut left = 1 + cycle % 5;
        for line in lines {
            let line = line.unwrap();
            if let Some((_, id)) = line.split_once("written ") {
                acknowledged.push(id.trim().parse().unwrap());
                left -= 1;
                if left == 0 {
                    child.kill().unwrap();
                    break;
                }
            }
        }
        assert_eq!(left, 0, "cycle {cycle}: the process wrote until it was killed");
        child.wait().unwrap();
        if cycle % 10 == 9 {
            let unlock = Unlock::RecoveryCode(code.expose());
            let store = Store::open(dir.path(), unlock, &opening(&time)).await.unwrap();
            let found = store.entities(&acknowledged).await.unwrap();
            assert_eq!(
                found.len(),
                acknowledged.len(),
                "cycle {cycle}: everything acknowledged is there"
            );
            let whole = found.iter().all(|stored| stored.entity.fields.contains_key("company"));
            assert!(whole, "cycle {cycle}: with the update that was acknowledged with it");
            store.close().await.unwrap();
        }
    }
    let store = Store::open(dir.path(), Unlock::RecoveryCode(code.expose()), &opening(&time))
        .await
        .unwrap();
    assert_eq!(store.verify().await.unwrap(), []);
}

/// What the process that is to end does: it reads on several connections, and leaves them to close by themselves.
#[test]
fn ends_with_connections_open() {
    as_child(|store| async move {
        let (one, two, three) = tokio::join!(store.me(), store.me(), store.me());
        assert!(one.is_ok() && two.is_ok() && three.is_ok());
    });
}

/// Runs in a process that a test started, on the workspace that it named; otherwise does nothing. The process ends with
/// it.
pub fn as_child<F: Future<Output = ()>>(act: impl FnOnce(Store) -> F) {
    let (Ok(folder), Ok(code)) = (std::env::var(FOLDER), std::env::var(CODE)) else {
        return;
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let time = Arc::new(AtomicI64::new(NOON));
        let store = Store::open(&PathBuf::from(folder), Unlock::RecoveryCode(&code), &opening(&time))
            .await
            .unwrap();
        act(store).await;
    });
    drop(runtime);
    std::process::exit(0);
}

#[tokio::test]
async fn a_process_ends_in_peace_while_connections_close() {
    let dir = tempfile::tempdir().unwrap();
    let time = Arc::new(AtomicI64::new(NOON));
    let (store, code) = Store::create(dir.path(), "Crash", "Dana", &opening(&time))
        .await
        .unwrap();
    store.close().await.unwrap();
    let program = std::env::current_exe().unwrap();
    for _ in 0..50 {
        let status = Command::new(&program)
            .args(["--exact", "crash::ends_with_connections_open", "--nocapture"])
            .env(FOLDER, dir.path())
            .env(CODE, code.expose())
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(status.success(), "ended with {status}");
    }
}
