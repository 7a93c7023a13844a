//! Processes that are killed in the middle of what people do. The test starts its own binary again as the process to be
//! killed. Whatever was acknowledged is there afterwards; what was under way is there in whole, or not at all.

mod acts;

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::broadcast;
use workestra_store::{Clock, Custody, Opening, RecoveryCost, Store, Unlock};

use super::Open;
use crate::Headless;
use crate::api::Settings;
use acts::Act;

const FOLDER: &str = "WORKESTRA_TEST_KILLED_FOLDER";
const CODE: &str = "WORKESTRA_TEST_KILLED_CODE";
const ACT: &str = "WORKESTRA_TEST_KILLED_ACT";
const ROUND: &str = "WORKESTRA_TEST_KILLED_ROUND";

/// How often a process is killed in each act.
const CYCLES: u64 = 10;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_is_in_one_stage_with_its_reason_after_a_kill() {
    is_whole_after_every_kill(Act::Move).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_of_many_is_on_all_or_on_none_after_a_kill() {
    is_whole_after_every_kill(Act::Bulk).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_are_one_or_two_with_all_that_hung_on_them_after_a_kill() {
    is_whole_after_every_kill(Act::Merge).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_task_that_recurs_is_never_lost_and_never_there_twice_after_a_kill() {
    is_whole_after_every_kill(Act::Finish).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_and_its_undo_leave_every_row_or_none_after_a_kill() {
    is_whole_after_every_kill(Act::Import).await;
}

/// What the process to be killed does: the same act over and over, saying when each begins and when it is done.
#[test]
fn acts_until_it_is_killed() {
    let given = |name| std::env::var(name).ok();
    let (Some(folder), Some(code), Some(act), Some(round)) = (given(FOLDER), given(CODE), given(ACT), given(ROUND))
    else {
        return;
    };
    let act = Act::named(&act);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let folder = PathBuf::from(folder);
        let open = opened(&folder, &code).await;
        for round in round.parse::<u64>().unwrap().. {
            say("begins", round);
            act.once(&open, &folder, round).await;
            say("is done", round);
        }
    });
}

fn say(what: &str, round: u64) {
    let mut out = std::io::stdout();
    writeln!(out, "round {what}: {round}").unwrap();
    out.flush().unwrap();
}

fn opening() -> Opening {
    Opening {
        custody: Custody::None,
        recovery_cost: RecoveryCost {
            memory_kib: 64,
            passes: 1,
        },
        clock: Clock::system(),
    }
}

async fn start(store: Store) -> Arc<Open> {
    let events = broadcast::channel(64).0;
    let open = Open::start(store, None, events, Arc::new(Headless), Settings::default(), true).await;
    Arc::new(open.unwrap())
}

async fn opened(folder: &Path, code: &str) -> Arc<Open> {
    let unlock = Unlock::RecoveryCode(code);
    let store = Store::open(&folder.join("workspace"), unlock, &opening()).await;
    start(store.unwrap()).await
}

async fn is_whole_after_every_kill(act: Act) {
    let dir = tempfile::tempdir().unwrap();
    let (store, code) = Store::create(&dir.path().join("workspace"), "Test", "Dana", &opening())
        .await
        .unwrap();
    let open = start(store).await;
    act.prepare(&open).await;
    act.once(&open, dir.path(), 0).await;
    open.close().await;
    drop(open);

    let mut chance = Chance(0x5eed + act as u64);
    let mut whole = 0;
    for cycle in 0..CYCLES {
        let (begun, done) = kill_in(act, dir.path(), code.expose(), whole + 1, &mut chance);
        let open = opened(dir.path(), code.expose()).await;
        let found = act.found(&open).await;
        assert!(
            found == begun || found == done,
            "{act:?}, cycle {cycle}: round {done} was done and {begun} begun, and round {found} is there"
        );
        whole = found;
        assert_eq!(open.store().verify().await.unwrap(), [], "{act:?}, cycle {cycle}");
        if cycle + 1 == CYCLES {
            let idle = open.search_engine().wait_idle(true, false).await;
            assert!(idle.is_ok(), "{act:?}: {:?}", open.search_engine().status());
            assert_eq!(
                open.search_engine().verify().await.unwrap(),
                [],
                "{act:?}: and the index"
            );
        }
        open.close().await;
    }
}

/// Starts a process and kills it in the middle of one of the next rounds; answers the last round that it began, and the
/// last that it said was done.
fn kill_in(act: Act, folder: &Path, code: &str, first: u64, chance: &mut Chance) -> (u64, u64) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "open::tests::killed::acts_until_it_is_killed", "--nocapture"])
        .env(FOLDER, folder)
        .env(CODE, code)
        .env(ACT, format!("{act:?}"))
        .env(ROUND, first.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let last = first + chance.below(3);
    let (mut begun, mut done) = (first - 1, first - 1);
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        // The last line may be cut off by the kill.
        let Ok(line) = line else { break };
        let number = |behind: &str| {
            line.split_once(behind)
                .and_then(|(_, round)| round.trim().parse::<u64>().ok())
        };
        done = number("round is done: ").unwrap_or(done);
        let Some(round) = number("round begins: ") else {
            continue;
        };
        begun = round;
        if round == last {
            std::thread::sleep(Duration::from_micros(chance.below(act.longest_us())));
            child.kill().unwrap();
        }
    }
    child.wait().unwrap();
    assert!(begun >= last, "{act:?}: the process acted until it was killed");
    (begun, done)
}

/// Numbers that are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}
