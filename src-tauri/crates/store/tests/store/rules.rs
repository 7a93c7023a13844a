use workestra_core::{Kind, MemberId, Patch, Role, Stage, StageClass, Value, Verb};
use workestra_store::{NewFile, Op, StoredEntity, TimelineKind};

use crate::desk::{Desk, all_bytes, contact, create, created, deal, draft, holds, list, set};

const HOUR: i64 = 3_600_000;

fn ticket(priority: &str) -> workestra_core::Draft {
    draft(
        Kind::Ticket,
        &[("subject", "It leaks".into()), ("priority", priority.into())],
    )
}

fn text(entity: &workestra_core::Entity, key: &str) -> Option<String> {
    entity.fields.get(key).and_then(Value::first_text).map(str::to_owned)
}

fn millis(entity: &workestra_core::Entity, key: &str) -> Option<i64> {
    let at: jiff::Timestamp = text(entity, key)?.parse().ok()?;
    Some(at.as_millisecond())
}

#[tokio::test]
async fn a_ticket_is_promised_an_answer_and_an_end_by_its_priority() {
    let desk = Desk::new().await;
    let made = desk.create(ticket("urgent")).await;
    let after =
        |entity: &workestra_core::Entity, key| millis(entity, key).map(|at| (at - made.created_at.0 + HOUR / 2) / HOUR);
    assert_eq!(
        (after(&made, "first_response_due"), after(&made, "due_at")),
        (Some(1), Some(8))
    );
    let lower = desk.update(made.id, set("priority", "low")).await;
    assert_eq!(
        (after(&lower, "first_response_due"), after(&lower, "due_at")),
        (Some(24), Some(168))
    );
    let chosen = desk.update(made.id, set("due_at", "2027-01-01T00:00:00Z")).await;
    let higher = desk.update(chosen.id, set("priority", "high")).await;
    assert_eq!(
        text(&higher, "due_at"),
        text(&chosen, "due_at"),
        "what a person chose stays"
    );
    assert_eq!(after(&higher, "first_response_due"), Some(4));
}

#[tokio::test]
async fn only_what_the_requester_sees_is_an_answer() {
    let desk = Desk::new().await;
    let made = desk.create(ticket("normal")).await;
    let say = |entry, text: &str| Op::NoteAdd {
        id: None,
        on: vec![made.id],
        entry,
        text: text.to_owned(),
        at: None,
    };
    desk.write(vec![say(TimelineKind::InternalMessage, "who knows this one?")])
        .await;
    assert_eq!(text(&desk.get(made.id).await, "first_responded_at"), None);
    desk.write(vec![say(TimelineKind::PublicMessage, "We are on it.")])
        .await;
    let answered = text(&desk.get(made.id).await, "first_responded_at");
    assert!(answered.is_some());
    desk.write(vec![say(TimelineKind::PublicMessage, "Fixed.")]).await;
    assert_eq!(
        text(&desk.get(made.id).await, "first_responded_at"),
        answered,
        "the first one counts"
    );
}

#[tokio::test]
async fn a_merge_takes_everything_over_and_one_undo_takes_it_back() {
    let desk = Desk::new().await;
    let mut other = contact("A.", "Berg");
    other.fields.insert("emails".into(), list(&["anna@acme.example"]));
    let made = desk
        .write(vec![
            create(contact("Anna", "Berg")),
            create(other),
            create(deal("Roof")),
        ])
        .await;
    let ids: Vec<_> = made.applied.iter().map(created).collect();
    let (keep, gone, roof) = (ids[0], ids[1], ids[2]);
    desk.update(roof, set("contact", gone.to_string())).await;
    desk.write(vec![
        Op::NoteAdd {
            id: None,
            on: vec![gone, roof],
            entry: TimelineKind::Call,
            text: "called".to_owned(),
            at: None,
        },
        Op::NoteAdd {
            id: None,
            on: vec![gone, keep],
            entry: TimelineKind::Note,
            text: "both".to_owned(),
            at: None,
        },
        Op::LinkAdd {
            from: roof,
            to: gone,
            role: "decision maker".to_owned(),
        },
        Op::LinkAdd {
            from: gone,
            to: keep,
            role: "the same?".to_owned(),
        },
    ])
    .await;
    let before = (
        desk.get(keep).await.fields,
        desk.get(gone).await.fields,
        desk.get(roof).await.fields,
    );
    desk.write(vec![Op::Merge {
        keep,
        gone,
        patch: Patch::from([("emails".to_owned(), Some(list(&["anna@acme.example"])))]),
    }])
    .await;
    assert!(desk.get(gone).await.deleted_at.is_some());
    assert_eq!(
        text(&desk.get(keep).await, "emails").as_deref(),
        Some("anna@acme.example")
    );
    assert_eq!(text(&desk.get(roof).await, "contact"), Some(keep.to_string()));
    let mut notes: Vec<String> = desk
        .store
        .timeline(keep)
        .await
        .unwrap()
        .into_iter()
        .map(|entry| entry.text)
        .collect();
    notes.sort();
    assert_eq!(notes, ["both", "called"]);
    assert_eq!(desk.store.timeline(gone).await.unwrap(), []);
    let links = desk.store.links(keep).await.unwrap();
    let own: Vec<_> = links
        .iter()
        .filter(|link| link.id.is_some())
        .map(|link| link.role.as_str())
        .collect();
    assert_eq!(own, ["decision maker"], "and no link of it to itself");
    desk.is_sound().await;

    desk.store.undo(&desk.grant(Verb::Write).await).await.unwrap().unwrap();
    let after = (
        desk.get(keep).await.fields,
        desk.get(gone).await.fields,
        desk.get(roof).await.fields,
    );
    assert_eq!(after, before);
    assert!(desk.get(gone).await.deleted_at.is_none());
    assert_eq!(desk.store.timeline(gone).await.unwrap().len(), 2);
    assert_eq!(desk.store.timeline(keep).await.unwrap().len(), 1);
    let links = desk.store.links(gone).await.unwrap();
    assert_eq!(links.iter().filter(|link| link.id.is_some()).count(), 2);
    desk.is_sound().await;
}

#[tokio::test]
async fn what_cannot_be_one_is_not_merged() {
    let desk = Desk::new().await;
    let made = desk
        .write(vec![create(contact("Anna", "Berg")), create(deal("Roof"))])
        .await;
    let ids: Vec<_> = made.applied.iter().map(created).collect();
    let merge = |keep, gone| Op::Merge {
        keep,
        gone,
        patch: Patch::new(),
    };
    for (keep, gone) in [(ids[0], ids[1]), (ids[0], ids[0])] {
        let grant = desk.grant(Verb::Write).await;
        assert!(desk.store.write(&grant, vec![merge(keep, gone)]).await.is_err());
    }
    let others = desk
        .write(vec![create(contact("A.", "Berg")), create(contact("B.", "Berg"))])
        .await;
    let others: Vec<_> = others.applied.iter().map(created).collect();
    let grant = desk.grant(Verb::Write).await;
    let mut writing = desk.store.begin(&grant).await.unwrap();
    let refused = Op::Merge {
        keep: others[0],
        gone: others[1],
        patch: set("stage", "nowhere"),
    };
    assert!(writing.apply(vec![refused]).await.unwrap()[0].is_err());
    writing.commit().await.unwrap();
    assert!(
        desk.get(others[1]).await.deleted_at.is_none(),
        "a refused merge moves nothing"
    );
    desk.is_sound().await;
}

#[tokio::test]
async fn a_kind_gets_stages_of_its_own_but_loses_none_that_is_in_use() {
    let mut desk = Desk::new().await;
    let made = desk.create(deal("Roof")).await;
    desk.update(made.id, set("stage", "proposal")).await;
    let grant = desk.grant(Verb::Configure).await;
    let mut stages = Kind::Deal.def().stages.clone();
    stages.insert(
        1,
        Stage {
            key: "demo".into(),
            label: "Demo".into(),
            class: StageClass::Open,
            probability: Some(30),
            requires: Vec::new(),
        },
    );
    let with = |stages: &[Stage]| Op::StagesSet {
        kind: Kind::Deal,
        stages: stages.to_vec(),
    };
    desk.store.write(&grant, vec![with(&stages)]).await.unwrap();
    desk.reopen().await;
    desk.update(made.id, set("stage", "demo")).await;
    stages.retain(|stage| stage.key != "demo");
    let error = desk.store.write(&grant, vec![with(&stages)]).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "1 deals are in Demo: move them to another stage first"
    );
    assert!(desk.store.write(&grant, vec![with(&[])]).await.is_err(), "none at all");
    stages.retain(|stage| stage.class != StageClass::Lost);
    assert!(
        desk.store.write(&grant, vec![with(&stages)]).await.is_err(),
        "no way to lose"
    );
}

#[tokio::test]
async fn the_last_administrator_stays_one() {
    let desk = Desk::new().await;
    let grant = desk.grant(Verb::Configure).await;
    let mut me = desk.store.me().await.unwrap();
    me.role = Role::Member;
    let lower = |member: &workestra_core::Member| Op::MemberUpdate { member: member.clone() };
    assert!(desk.store.write(&grant, vec![lower(&me)]).await.is_err());
    let mut other = me.clone();
    (other.id, other.name, other.role) = (MemberId::generate(), "Ola".to_owned(), Role::Administrator);
    desk.store
        .write(&grant, vec![Op::MemberAdd { member: other.clone() }])
        .await
        .unwrap();
    desk.store.write(&grant, vec![lower(&me)]).await.unwrap();
    other.name = me.name.clone();
    assert!(
        desk.store.write(&grant, vec![lower(&other)]).await.is_err(),
        "two of one name"
    );
}

#[tokio::test]
async fn a_reminder_is_given_once() {
    let mut desk = Desk::new().await;
    let at = |minutes: i64| {
        let at = jiff::Timestamp::from_millisecond(desk_now(&desk) + minutes * 60_000).unwrap();
        let mut task = draft(Kind::Task, &[("title", "Call back".into())]);
        task.fields.insert("remind_at".into(), at.to_string().into());
        create(task)
    };
    let ops = vec![at(-5), at(10), at(-60 * 24 * 30)];
    desk.write(ops).await;
    assert_eq!(reminders(&desk).await.len(), 1, "not the one of last month");
    assert_eq!(reminders(&desk).await, []);
    desk.reopen().await;
    assert_eq!(reminders(&desk).await, []);
    desk.time.fetch_add(11 * 60_000, std::sync::atomic::Ordering::SeqCst);
    // Whoever was about to give it went away before it was seen.
    assert_eq!(desk.store.due_reminders().await.unwrap().tasks.len(), 1);
    desk.reopen().await;
    assert_eq!(reminders(&desk).await.len(), 1);
    assert_eq!(reminders(&desk).await, []);
}

#[tokio::test]
async fn more_reminders_than_fit_come_one_call_after_the_other() {
    let desk = Desk::new().await;
    let now = desk_now(&desk);
    let at = |seconds: i64| {
        let at = jiff::Timestamp::from_millisecond(now - seconds * 1000).unwrap();
        let mut task = draft(Kind::Task, &[("title", "Call back".into())]);
        task.fields.insert("remind_at".into(), at.to_string().into());
        create(task)
    };
    // Thirty seconds with two each, and thirty more of one second.
    let ops = (1..=30)
        .flat_map(|second| [at(second), at(second)])
        .chain((0..30).map(|_| at(40)));
    desk.write(ops.collect()).await;
    let mut given = Vec::new();
    loop {
        let due = reminders(&desk).await;
        if due.is_empty() {
            break;
        }
        given.extend(due.into_iter().map(|stored| stored.num));
    }
    given.sort_unstable();
    let all = given.len();
    given.dedup();
    assert_eq!((all, given.len()), (90, 90), "each is given, and once");
}

/// What is due, and given with this.
async fn reminders(desk: &Desk) -> Vec<StoredEntity> {
    let mut due = desk.store.due_reminders().await.unwrap();
    let tasks = std::mem::take(&mut due.tasks);
    desk.store.reminded(due).await.unwrap();
    tasks
}

fn desk_now(desk: &Desk) -> i64 {
    desk.time.load(std::sync::atomic::Ordering::SeqCst)
}

#[tokio::test]
async fn a_file_is_kept_found_by_its_text_taken_off_and_brought_back() {
    let mut desk = Desk::new().await;
    let deal = desk.create(deal("Roof")).await;
    let other = desk.create(contact("Anna", "Berg")).await;
    let bytes: Vec<u8> = (0..300_000_u32).flat_map(u32::to_le_bytes).collect();
    let file = NewFile {
        name: "../offers/Angebot Dach.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        bytes: bytes.clone(),
        text: Some("slates and gutters".to_owned()),
    };
    desk.write(vec![Op::FileAdd {
        on: deal.id,
        file: file.clone(),
    }])
    .await;
    desk.reopen().await;
    let files = desk.store.files(deal.id).await.unwrap();
    assert_eq!(files.len(), 1);
    assert_eq!(files[0].name, "Angebot Dach.pdf", "folders are cut off");
    assert_eq!(desk.store.file(files[0].id).await.unwrap().unwrap().1, bytes);
    assert!(!holds(&all_bytes(desk.path()), &bytes[4_000..4_064]), "it is encrypted");
    let num = desk.num(deal.id).await;
    let texts = desk.store.notes_text(&[num]).await.unwrap();
    assert_eq!(texts[0].texts, ["Angebot Dach.pdf\nslates and gutters"]);

    desk.write(vec![Op::FileRemove { id: files[0].id }]).await;
    assert_eq!(desk.store.files(deal.id).await.unwrap(), []);
    assert_eq!(desk.store.notes_text(&[num]).await.unwrap(), []);
    let grant = desk.grant(Verb::Write).await;
    desk.store.undo(&grant).await.unwrap().unwrap();
    assert_eq!(desk.store.files(deal.id).await.unwrap(), files);
    desk.store.redo(&grant).await.unwrap().unwrap();
    desk.store.undo(&grant).await.unwrap().unwrap();
    desk.store.undo(&grant).await.unwrap().unwrap();
    assert_eq!(
        desk.store.files(deal.id).await.unwrap(),
        [],
        "the attaching itself was taken back"
    );
    desk.store.redo(&grant).await.unwrap().unwrap();
    assert_eq!(desk.store.files(deal.id).await.unwrap(), files);

    let erase = desk.grant(Verb::Erase).await;
    desk.store.write(&erase, vec![Op::Erase { id: deal.id }]).await.unwrap();
    assert_eq!(desk.store.file(files[0].id).await.unwrap(), None);
    let empty = NewFile {
        name: " / ".to_owned(),
        ..file
    };
    let op = Op::FileAdd {
        on: other.id,
        file: empty,
    };
    assert!(desk.store.write(&grant, vec![op]).await.is_err());
    desk.is_sound().await;
}

#[tokio::test]
async fn files_go_over_in_a_merge_and_come_back_with_its_undo() {
    let desk = Desk::new().await;
    let made = desk.write(vec![create(deal("Roof")), create(deal("Roof, new"))]).await;
    let ids: Vec<_> = made.applied.iter().map(created).collect();
    let file = NewFile {
        name: "offer.txt".to_owned(),
        media_type: "text/plain".to_owned(),
        bytes: b"slates".to_vec(),
        text: None,
    };
    desk.write(vec![Op::FileAdd { on: ids[1], file }]).await;
    desk.write(vec![Op::Merge {
        keep: ids[0],
        gone: ids[1],
        patch: Patch::new(),
    }])
    .await;
    assert_eq!(desk.store.files(ids[0]).await.unwrap().len(), 1);
    desk.store.undo(&desk.grant(Verb::Write).await).await.unwrap().unwrap();
    assert_eq!(desk.store.files(ids[0]).await.unwrap().len(), 0);
    assert_eq!(desk.store.files(ids[1]).await.unwrap().len(), 1);
}
