//! The program is killed while approvals are carried out: each was, with its change and its row in the log, or waits still.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use serde_json::json;
use workestra_core::AssistantRules;
use workestra_store::{ConfirmationState, Store, Unlock};

use crate::world::{NOON, World, opening};

const FOLDER: &str = "WORKESTRA_TEST_CRASH_FOLDER";
const CODE: &str = "WORKESTRA_TEST_CRASH_CODE";

const CYCLES: usize = 12;

/// What the process to be killed does, in a process that the test started; otherwise nothing.
#[test]
fn approves_until_it_is_killed() {
    let (Ok(folder), Ok(code)) = (std::env::var(FOLDER), std::env::var(CODE)) else {
        return;
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let time = Arc::new(AtomicI64::new(NOON));
        let folder = PathBuf::from(folder);
        let store = Store::open(&folder, Unlock::RecoveryCode(&code), &opening(&time))
            .await
            .unwrap();
        let world = World::on(&folder, store, time).await;
        for _ in 0..10_000 {
            let asked = world.ask("create_task", json!({"title": "Call Kim"})).await;
            let answered = world.approve(&asked).await;
            assert_eq!(answered.state, ConfirmationState::Executed);
            println!("executed {}", asked.id);
            std::io::stdout().flush().unwrap();
        }
    });
}

#[tokio::test]
async fn what_was_approved_when_the_program_was_killed_was_done_or_waits() {
    let dir = tempfile::tempdir().unwrap();
    let time = Arc::new(AtomicI64::new(NOON));
    let (store, code) = Store::create(dir.path(), "Test", "Dana", &opening(&time))
        .await
        .unwrap();
    let world = World::on(dir.path(), store.clone(), Arc::clone(&time)).await;
    world.rules(&AssistantRules::open()).await;
    world.close().await;
    let mut acknowledged = Vec::new();
    for cycle in 0..CYCLES {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "crash::approves_until_it_is_killed", "--nocapture"])
            .env(FOLDER, dir.path())
            .env(CODE, code.expose())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut left = 1 + cycle % 4;
        for line in lines {
            if let Some((_, id)) = line.unwrap().split_once("executed ") {
                acknowledged.push(id.trim().parse::<uuid::Uuid>().unwrap());
                left -= 1;
                if left == 0 {
                    child.kill().unwrap();
                    break;
                }
            }
        }
        assert_eq!(left, 0, "cycle {cycle}: the process approved until it was killed");
        child.wait().unwrap();
        let unlock = Unlock::RecoveryCode(code.expose());
        let store = Store::open(dir.path(), unlock, &opening(&time)).await.unwrap();
        for id in &acknowledged {
            let confirmation = store.confirmation(*id).await.unwrap().unwrap();
            assert_eq!(confirmation.state, ConfirmationState::Executed, "cycle {cycle}");
        }
        let made: i64 = store.counts().await.unwrap().iter().map(|count| count.count).sum();
        let log = store.audit_page(None, 10_000).await.unwrap();
        let opened = log.iter().filter(|row| row.action == "confirmation_opened").count();
        let approved = log
            .iter()
            .filter(|row| row.decision.as_deref() == Some("approved"))
            .count();
        let waiting = store.confirmations_pending().await.unwrap().len();
        assert_eq!(
            approved,
            usize::try_from(made).unwrap(),
            "cycle {cycle}: a row for each change"
        );
        assert_eq!(opened, approved + waiting, "cycle {cycle}: done, or waiting");
        assert_eq!(store.audit_verify().await.unwrap().broken, None);
        assert_eq!(store.verify().await.unwrap(), []);
        store.close().await.unwrap();
    }
}
