//! Reminders: given once they are due, and not taken for given before somebody could see them.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::broadcast;
use workestra_core::Kind;

use super::Desk;
use crate::Custody;
use crate::api::Event;
use crate::headless::{self, Key};
use crate::open::reminding::give_due;
use crate::test_desktop::Desktop;

/// Longer than any of these tests takes.
const LONG: Duration = Duration::from_secs(60);

async fn task_due_a_minute_ago(desk: &Desk) {
    let minute_ago = (jiff::Timestamp::now() - jiff::SignedDuration::from_mins(1)).to_string();
    let task = [
        ("title", "Call back"),
        ("remind_at", minute_ago.as_str()),
        ("due", "2026-12-01"),
    ];
    desk.make(Kind::Task, &[&task]).await;
}

#[tokio::test]
async fn a_reminder_is_given_again_where_the_program_ended_before_it_was_seen() {
    let desk = Desk::new().await;
    task_due_a_minute_ago(&desk).await;
    let (events, mut heard) = broadcast::channel(8);
    let hanging = Desktop {
        hangs: true,
        ..Desktop::default()
    };
    let giving = give_due(desk.open.store(), &events, &hanging, LONG);
    assert!(tokio::time::timeout(Duration::from_millis(200), giving).await.is_err());
    let desktop = Desktop::default();
    for _ in 0..2 {
        give_due(desk.open.store(), &events, &desktop, LONG).await.unwrap();
    }
    assert_eq!(*desktop.shown.lock(), ["Call back: TASK-1, due 2026-12-01"]);
    let Ok(Event::Reminder { entity, .. }) = heard.try_recv() else {
        panic!("the window hears of it");
    };
    assert_eq!(entity, "TASK-1");
}

#[tokio::test]
async fn a_desktop_that_hangs_keeps_no_reminder_from_the_window() {
    let desk = Desk::new().await;
    task_due_a_minute_ago(&desk).await;
    task_due_a_minute_ago(&desk).await;
    let (events, mut heard) = broadcast::channel(8);
    let hanging = Desktop {
        hangs: true,
        ..Desktop::default()
    };
    let patience = Duration::from_millis(20);
    give_due(desk.open.store(), &events, &hanging, patience).await.unwrap();
    for _ in 0..2 {
        assert!(matches!(heard.try_recv(), Ok(Event::Reminder { .. })));
    }
    assert_eq!(desk.open.store().due_reminders().await.unwrap().tasks, []);
}

#[tokio::test]
async fn a_command_of_the_command_line_takes_no_reminder_away() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("workspace");
    let (open, code) = headless::create(&folder, "Test", "Dana", Custody::None, false, None)
        .await
        .unwrap();
    let desk = Desk {
        dir,
        open: Arc::new(open),
    };
    task_due_a_minute_ago(&desk).await;
    desk.open.close().await;
    let open = headless::open(&folder, Key::RecoveryCode(code.expose()), None)
        .await
        .unwrap();
    open.search_engine().wait_idle(true, false).await.unwrap();
    assert_eq!(open.store().due_reminders().await.unwrap().tasks.len(), 1);
    open.close().await;
}
