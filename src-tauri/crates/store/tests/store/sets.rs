//! What holds within a set while its writes wait to go to the database together.

use workestra_core::{ChangeOp, EntityId, Patch, Value, Verb};
use workestra_store::{Applied, IdentifierKey, Op, OpError, TimelineKind};

use crate::desk::{Desk, contact, deal, list, set};

fn made(id: EntityId, draft: workestra_core::Draft) -> Op {
    Op::Create { id: Some(id), draft }
}

fn update(id: EntityId, revision: Option<i64>, patch: Patch) -> Op {
    Op::Update { id, revision, patch }
}

fn note(id: Option<uuid::Uuid>, on: EntityId, entry: TimelineKind) -> Op {
    Op::NoteAdd {
        id,
        on: vec![on],
        entry,
        text: "They called back.".to_owned(),
        at: None,
    }
}

fn link(from: EntityId, to: EntityId) -> Op {
    Op::LinkAdd {
        from,
        to,
        role: "colleague".to_owned(),
    }
}

/// Everything of the changes but when and by whom.
async fn changes(desk: &Desk) -> Vec<(i64, ChangeOp, Option<String>, Option<String>)> {
    let fed = desk.store.changes_since(0, 100_000).await.unwrap();
    fed.into_iter()
        .map(|fed| {
            let new = fed.change.new.map(|new| new.to_string());
            let new = new.filter(|_| fed.change.op == ChangeOp::Update);
            (fed.num, fed.change.op, fed.change.field, new)
        })
        .collect()
}

#[tokio::test]
async fn a_read_in_a_set_sees_what_the_set_wrote_before() {
    let desk = Desk::new().await;
    let [anna, bo, roof] = [(); 3].map(|()| EntityId::generate());
    let own = uuid::Uuid::from_u128(7);
    let ops = vec![
        made(anna, contact("Anna", "Berg")),
        made(bo, contact("Bo", "Chen")),
        made(roof, deal("Roof")),
        update(roof, None, set("contact", "CON-2")),
        update(roof, None, set("contact", "CON-1")),
        made(anna, contact("Anna", "Again")),
        note(Some(own), anna, TimelineKind::Call),
        note(Some(own), bo, TimelineKind::Note),
        link(anna, bo),
        link(anna, bo),
        update(anna, None, set("company", "Acme")),
        update(anna, Some(1), set("company", "Other")),
        Op::NoteRemove { id: own },
        note(Some(own), bo, TimelineKind::Note),
        Op::Trash { id: bo },
        Op::Restore { id: bo },
    ];
    let refused = [5, 7, 9, 11];
    let grant = desk.grant(Verb::Write).await;
    let mut writing = desk.store.begin(&grant).await.unwrap();
    let outcomes = writing.apply(ops).await.unwrap();
    for (at, outcome) in outcomes.iter().enumerate() {
        assert_eq!(outcome.is_err(), refused.contains(&at), "{at}: {outcome:?}");
    }
    assert!(matches!(outcomes[11], Err(OpError::Stale { .. })), "{:?}", outcomes[11]);
    let written = writing.commit().await.unwrap();
    let (anna, bo) = (desk.get(anna).await, desk.get(bo).await);
    assert_eq!(
        desk.get(roof).await.fields.get("contact"),
        Some(&Value::Text(anna.id.to_string()))
    );
    assert_eq!(anna.fields.get("company"), Some(&"Acme".into()));
    assert!(anna.fields.contains_key("last_contacted"), "the call was noted on it");
    assert_eq!((anna.revision, bo.revision), (3, 3));
    assert!(desk.store.timeline(anna.id).await.unwrap().is_empty());
    assert_eq!(desk.store.timeline(bo.id).await.unwrap().len(), 1);
    assert_eq!(desk.store.links(bo.id).await.unwrap().len(), 1);
    assert_eq!(written.entities.iter().find(|entity| entity.id == anna.id), Some(&anna));
    desk.is_sound().await;
}

#[tokio::test]
async fn a_refused_operation_in_the_middle_leaves_no_trace_of_itself_alone() {
    let (one, other) = (Desk::new().await, Desk::new().await);
    let ids: Vec<EntityId> = (0..600).map(|_| EntityId::generate()).collect();
    let good = |row: usize| {
        let id = ids[row];
        vec![
            made(id, contact("Anna", &format!("Berg {row}"))),
            update(id, None, set("emails", list(&[&format!("a{row}@acme.example")]))),
            note(Some(uuid::Uuid::from_u128(row as u128 + 1)), id, TimelineKind::Meeting),
            link(id, ids[row.saturating_sub(1) + usize::from(row == 0)]),
        ]
    };
    let bad = |row: usize| {
        vec![
            update(ids[row], None, set("emails", list(&["no address"]))),
            note(None, EntityId::generate(), TimelineKind::Note),
            made(ids[row], deal("Roof")),
            link(ids[row], ids[row]),
            update(ids[row], None, set("owner", EntityId::generate().to_string())),
        ]
    };
    for (desk, with_bad) in [(&one, true), (&other, false)] {
        let grant = desk.grant(Verb::Import).await;
        let mut writing = desk.store.begin(&grant).await.unwrap();
        let mut ops = Vec::new();
        for row in 0..ids.len() {
            let [made, rest @ ..] = &good(row)[..] else {
                panic!("there are four")
            };
            ops.push((made.clone(), true));
            for (good, bad) in rest.iter().zip(bad(row)) {
                ops.extend(with_bad.then_some((bad, false)));
                ops.push((good.clone(), row > 0 || !matches!(good, Op::LinkAdd { .. })));
            }
        }
        let (ops, wanted): (Vec<Op>, Vec<bool>) = ops.into_iter().unzip();
        let outcomes = writing.apply(ops).await.unwrap();
        let outcomes: Vec<bool> = outcomes.iter().map(Result::is_ok).collect();
        assert_eq!(outcomes, wanted, "each is answered for itself");
        writing.commit().await.unwrap();
        desk.is_sound().await;
    }
    assert_eq!(changes(&one).await, changes(&other).await);
}

#[tokio::test]
async fn changes_stand_in_the_order_of_their_operations() {
    let desk = Desk::new().await;
    let [anna, roof] = [(); 2].map(|()| EntityId::generate());
    let archive = Op::Archive {
        id: roof,
        archived: true,
    };
    let ops = vec![
        made(anna, contact("Anna", "Berg")),
        note(None, anna, TimelineKind::Note),
        update(anna, None, set("company", "Acme")),
        made(roof, deal("Roof")),
        archive,
        update(anna, None, set("company", "Other")),
        Op::Trash { id: roof },
        update(anna, None, set("company", "Acme")),
    ];
    desk.write(ops).await;
    let company = |to: &str| {
        (
            1,
            ChangeOp::Update,
            Some("company".to_owned()),
            Some(format!("\"{to}\"")),
        )
    };
    let wanted = [
        (1, ChangeOp::Create, None, None),
        (1, ChangeOp::Attach, Some("note".to_owned()), None),
        company("Acme"),
        (2, ChangeOp::Create, None, None),
        (2, ChangeOp::Archive, None, None),
        company("Other"),
        (2, ChangeOp::Trash, None, None),
        company("Acme"),
    ];
    assert_eq!(changes(&desk).await, wanted);
    desk.is_sound().await;
}

#[tokio::test]
async fn what_goes_to_and_fro_in_a_set_ends_as_the_last_operation_says() {
    let desk = Desk::new().await;
    let ids: Vec<EntityId> = (0..80).map(|_| EntityId::generate()).collect();
    let mut ops: Vec<Op> = ids.iter().map(|&id| made(id, contact("Anna", "Berg"))).collect();
    for round in 0..7 {
        for (row, &id) in ids.iter().enumerate() {
            let word = ["red", "green"][(round + row) % 2];
            let mut patch = set("emails", list(&[&format!("{word}{row}@acme.example")]));
            patch.extend(set("tags", list(&[word])));
            if row % 3 == round % 3 {
                patch.extend(set("city", word));
            }
            ops.push(update(id, None, patch));
            if row % 5 == 0 {
                ops.push(Op::Trash { id });
                ops.push(Op::Restore { id });
            }
        }
    }
    let applied = desk.write(ops).await.applied;
    assert!(
        applied
            .iter()
            .all(|applied| matches!(applied, Applied::Created { .. } | Applied::Changed { .. }))
    );
    let keys: Vec<IdentifierKey> = (0..ids.len())
        .flat_map(|row| ["red", "green"].map(|word| IdentifierKey::Email(format!("{word}{row}@acme.example"))))
        .collect();
    let found = desk.store.identifiers(&keys, 10).await.unwrap();
    let found: Vec<usize> = found.into_iter().map(|found| found.key).collect();
    let wanted: Vec<usize> = (0..ids.len()).map(|row| row * 2 + row % 2).collect();
    assert_eq!(found, wanted, "the last address of each, and no other");
    desk.is_sound().await;
    let grant = desk.grant(Verb::Write).await;
    desk.store.undo(&grant).await.unwrap().unwrap();
    desk.store.redo(&grant).await.unwrap().unwrap();
    let tags: Vec<u64> = desk
        .store
        .scan(0, 1_000)
        .await
        .unwrap()
        .iter()
        .map(|stored| u64::from(stored.entity.fields.get("tags") == Some(&list(&["red"]))))
        .collect();
    assert_eq!(tags.iter().sum::<u64>(), 40, "as before");
    desk.is_sound().await;
}
