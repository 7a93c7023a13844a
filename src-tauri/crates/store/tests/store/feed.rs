use workestra_core::ChangeOp;
use workestra_store::Op;

use crate::desk::{Desk, contact, deal, set};

#[tokio::test]
async fn readers_with_a_cursor_see_every_change_once_and_in_order() {
    let desk = Desk::new().await;
    let mut follower = desk.store.watch();
    let roof = desk.create(deal("Roof")).await;
    desk.update(roof.id, set("name", "Floor")).await;
    desk.write(vec![Op::Trash { id: roof.id }]).await;
    let mut seen = Vec::new();
    let mut cursor = 0;
    loop {
        let page = desk.store.changes_since(cursor, 1).await.unwrap();
        let Some(last) = page.last() else {
            break;
        };
        assert!(last.change.seq > cursor, "no change comes twice");
        cursor = last.change.seq;
        seen.extend(page.into_iter().map(|fed| (fed.change.op, fed.change.field)));
    }
    assert_eq!(
        seen,
        [
            (ChangeOp::Create, None),
            (ChangeOp::Update, Some("name".to_owned())),
            (ChangeOp::Trash, None)
        ]
    );
    assert_eq!(desk.store.latest_seq().await.unwrap(), cursor);
    follower.changed().await.unwrap();
    assert_eq!(*follower.borrow(), cursor);
    let touched = desk.store.touched_since(0, 100).await.unwrap();
    assert_eq!((touched.nums.len(), touched.upto), (1, cursor));
    let nothing = desk.store.touched_since(cursor, 100).await.unwrap();
    assert_eq!((nothing.nums.len(), nothing.upto), (0, cursor));
}

#[tokio::test]
async fn the_order_of_changes_does_not_rest_on_the_clock() {
    let desk = Desk::new().await;
    let roof = desk.create(deal("Roof")).await;
    desk.time.store(0, std::sync::atomic::Ordering::SeqCst);
    desk.update(roof.id, set("name", "Floor")).await;
    let history = desk.store.history(roof.id, 10).await.unwrap();
    assert_eq!(history[0].op, ChangeOp::Update, "the newest first");
    assert!(history[0].at < history[1].at, "though the clock went back");
    desk.is_sound().await;
}

#[tokio::test]
async fn openings_count_and_fade() {
    let desk = Desk::new().await;
    let (often, once) = (
        desk.create(contact("Anna", "Berg")).await,
        desk.create(contact("Bo", "Chen")).await,
    );
    for _ in 0..4 {
        desk.store.visit(often.id).await.unwrap();
    }
    desk.store.visit(once.id).await.unwrap();
    let nums = [desk.num(often.id).await, desk.num(once.id).await];
    let recent = desk.store.recent(10).await.unwrap();
    assert_eq!(
        recent.iter().map(|visit| visit.num).collect::<Vec<_>>(),
        [nums[1], nums[0]],
        "the last one first"
    );
    let now = desk.store.frecency(&nums).await.unwrap();
    let of =
        |visits: &[workestra_store::Visit], num: i64| visits.iter().find(|visit| visit.num == num).unwrap().frecency;
    assert!(of(&now, nums[0]) > of(&now, nums[1]));
    desk.time
        .fetch_add(30 * 24 * 3_600_000, std::sync::atomic::Ordering::SeqCst);
    let later = desk.store.frecency(&nums).await.unwrap();
    assert!(of(&later, nums[0]) < of(&now, nums[0]), "what was long ago counts less");
    desk.write(vec![Op::Trash { id: once.id }]).await;
    assert_eq!(desk.store.recent(10).await.unwrap().len(), 1, "trash is not recent");
}
