use std::collections::BTreeMap;

use workestra_core::{Entity, EntityId, Kind, Policy, Value, Verb};
use workestra_store::{NotesText, Op, TimelineKind};

use crate::desk::{Desk, clear, contact, create, created, deal, draft, own_fields, set};

/// What of the workspace an undo has to bring back.
type State = (BTreeMap<EntityId, (Entity, bool, bool)>, Vec<NotesText>, usize);

async fn state(desk: &Desk) -> State {
    let all = desk.store.scan(0, 10_000).await.unwrap();
    let live: Vec<_> = all
        .into_iter()
        .filter(|stored| stored.entity.deleted_at.is_none())
        .collect();
    let nums: Vec<i64> = live.iter().map(|stored| stored.num).collect();
    let notes = desk.store.notes_text(&nums).await.unwrap();
    let mut links = 0;
    let mut entities = BTreeMap::new();
    for stored in live {
        links += desk.store.links(stored.entity.id).await.unwrap().len();
        let mut entity = stored.entity;
        let marks = (entity.archived_at.is_some(), entity.deleted_at.is_some());
        entity.revision = 0;
        entity.updated_at = entity.created_at;
        entity.archived_at = None;
        entities.insert(entity.id, (entity, marks.0, marks.1));
    }
    (entities, notes, links)
}

async fn undo(desk: &Desk) -> Option<workestra_store::Undone> {
    desk.store.undo(&desk.grant(Verb::Write).await).await.unwrap()
}

async fn redo(desk: &Desk) -> Option<workestra_store::Undone> {
    desk.store.redo(&desk.grant(Verb::Write).await).await.unwrap()
}

/// A small generator, so that a failure can be run again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % sides as u64).unwrap()
    }
}

fn some_op(dice: &mut Dice, ids: &[EntityId]) -> Op {
    let id = ids[dice.roll(ids.len())];
    let other = ids[dice.roll(ids.len())];
    let word = ["red", "green", "blue", "white"][dice.roll(4)];
    match dice.roll(9) {
        0 => create(deal(word)),
        1 => Op::Update {
            id,
            revision: None,
            patch: clear("description"),
        },
        2 => Op::Archive {
            id,
            archived: dice.roll(2) == 0,
        },
        3 => Op::Trash { id },
        4 => Op::Restore { id },
        5 => Op::NoteAdd {
            at: None,
            id: None,
            on: vec![id, other],
            entry: TimelineKind::Call,
            text: word.into(),
        },
        6 if id != other => Op::LinkAdd {
            from: id,
            to: other,
            role: format!("{word}{}", dice.roll(1_000_000)),
        },
        _ => {
            let mut patch = set(["company", "description", "next_step", "name"][dice.roll(4)], word);
            patch.extend(set("stage", ["qualification", "proposal", "won"][dice.roll(3)]));
            patch.extend(set("tags", Value::List(vec![word.to_owned()])));
            Op::Update {
                id,
                revision: None,
                patch,
            }
        }
    }
}

#[tokio::test]
async fn undoing_everything_and_doing_it_again_ends_where_it_was() {
    for seed in 0..12 {
        let desk = Desk::new().await;
        let mut dice = Dice(seed);
        let mut ids = Vec::new();
        let mut states = vec![state(&desk).await];
        let base = desk
            .write(vec![create(deal("one")), create(deal("two")), create(deal("three"))])
            .await;
        ids.extend(base.applied.iter().map(created));
        states.push(state(&desk).await);
        for _ in 0..14 {
            let ops: Vec<Op> = (0..=dice.roll(3)).map(|_| some_op(&mut dice, &ids)).collect();
            let grant = desk.grant(Verb::Write).await;
            let before = desk.store.latest_seq().await.unwrap();
            let Ok(written) = desk.store.write(&grant, ops).await else {
                continue;
            };
            if written.seq > before {
                ids.extend(written.applied.iter().filter_map(|applied| match applied {
                    workestra_store::Applied::Created { id, .. } => Some(*id),
                    _ => None,
                }));
                states.push(state(&desk).await);
            }
        }
        for step in (0..states.len() - 1).rev() {
            let undone = undo(&desk).await.unwrap();
            assert_eq!(undone.kept, [], "seed {seed}: nobody else wrote");
            assert_eq!(state(&desk).await, states[step], "seed {seed}, back to {step}");
        }
        assert!(undo(&desk).await.is_none(), "seed {seed}: nothing is left to undo");
        for (step, wanted) in states.iter().enumerate().skip(1) {
            redo(&desk).await.unwrap();
            assert_eq!(&state(&desk).await, wanted, "seed {seed}, forward to {step}");
        }
        assert!(redo(&desk).await.is_none(), "seed {seed}: nothing is left to do again");
        desk.is_sound().await;
    }
}

#[tokio::test]
async fn a_new_write_ends_what_could_be_done_again() {
    let desk = Desk::new().await;
    let made = desk.create(deal("Roof")).await;
    desk.update(made.id, set("name", "Floor")).await;
    undo(&desk).await.unwrap();
    assert_eq!(desk.get(made.id).await.title, "Roof");
    desk.update(made.id, set("company", "Acme")).await;
    assert!(redo(&desk).await.is_none());
    undo(&desk).await.unwrap();
    let back = desk.get(made.id).await;
    assert_eq!(own_fields(&back), own_fields(&made), "the stack goes on below");
}

#[tokio::test]
async fn undo_keeps_what_somebody_else_wrote_later() {
    let desk = Desk::new().await;
    let made = desk.create(deal("Roof")).await;
    let mut patch = set("company", "Acme");
    patch.extend(set("next_step", "Call"));
    desk.update(made.id, patch).await;
    let system = Policy::system(Verb::Write);
    let theirs = Op::Update {
        id: made.id,
        revision: None,
        patch: set("company", "Other"),
    };
    desk.store.write(&system, vec![theirs]).await.unwrap();
    let undone = undo(&desk).await.unwrap();
    let now = desk.get(made.id).await;
    assert_eq!(now.fields.get("company"), Some(&"Other".into()), "theirs stays");
    assert_eq!(now.fields.get("next_step"), None, "mine is taken back");
    assert_eq!(undone.kept.len(), 1);
    assert_eq!(undone.kept[0].field.as_deref(), Some("Company"));
    let undone = undo(&desk).await.unwrap();
    assert_eq!(
        undone.kept.len(),
        1,
        "an entity that somebody else works on is not trashed"
    );
    assert!(desk.get(made.id).await.deleted_at.is_none());
}

#[tokio::test]
async fn each_member_undoes_their_own() {
    let desk = Desk::new().await;
    let eve = workestra_core::Member {
        id: workestra_core::MemberId::generate(),
        name: "Eve".into(),
        email: None,
        role: workestra_core::Role::Member,
        created_at: workestra_core::UtcMillis(0),
        active: true,
    };
    let add = Op::MemberAdd { member: eve.clone() };
    desk.store
        .write(&desk.grant(Verb::Configure).await, vec![add])
        .await
        .unwrap();
    let mine = desk.create(deal("Mine")).await;
    let hers = Policy::grant(&eve, Verb::Write, None).unwrap();
    let made = desk.store.write(&hers, vec![create(deal("Hers"))]).await.unwrap();
    undo(&desk).await.unwrap();
    assert!(desk.get(mine.id).await.deleted_at.is_some());
    assert!(desk.get(created(&made.applied[0])).await.deleted_at.is_none());
    assert!(undo(&desk).await.is_none());
    desk.store.undo(&hers).await.unwrap().unwrap();
    assert!(desk.get(created(&made.applied[0])).await.deleted_at.is_some());
}

#[tokio::test]
async fn an_import_is_undone_in_one_go_and_done_again() {
    let desk = Desk::new().await;
    let grant = desk.grant(Verb::Import).await;
    let mut writing = desk.store.begin(&grant).await.unwrap();
    for chunk in 0..6 {
        let ops = (0..500)
            .map(|row| create(contact("Anna", &format!("Berg {chunk} {row}"))))
            .collect();
        writing.apply(ops).await.unwrap();
    }
    writing.commit().await.unwrap();
    let undone = undo(&desk).await.unwrap();
    assert_eq!(undone.acts.created, 3_000);
    assert_eq!(desk.store.counts().await.unwrap()[Kind::Contact as usize].count, 0);
    redo(&desk).await.unwrap();
    assert_eq!(desk.store.counts().await.unwrap()[Kind::Contact as usize].count, 3_000);
    desk.is_sound().await;
}

#[tokio::test]
async fn undo_is_itself_in_the_history() {
    let desk = Desk::new().await;
    let made = desk.create(draft(Kind::Deal, &[("name", "Roof".into())])).await;
    desk.update(made.id, set("name", "Floor")).await;
    let undone = undo(&desk).await.unwrap();
    let history = desk.store.history(made.id, 10).await.unwrap();
    assert_eq!(history.len(), 3);
    assert_eq!(history[0].change_set, undone.change_set);
    assert_eq!(history[0].new, Some("Roof".into()));
    assert_eq!(
        history[2].new.as_ref().unwrap()["name"],
        "Roof",
        "what it was made with"
    );
    assert_eq!(undone.seq, desk.store.latest_seq().await.unwrap());
}
