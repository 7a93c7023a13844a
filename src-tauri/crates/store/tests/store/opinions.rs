//! Notes written anew, scorecards, members who leave, custom fields that go, pairs told apart, drafts.

use std::sync::atomic::Ordering;

use workestra_core::{
    EntityId, FieldDef, FieldType, Kind, Member, MemberId, Patch, Policy, Rating, Recommendation, Role, Scorecard,
    UtcMillis, Verb,
};
use workestra_store::{Applied, NewFile, NoteId, Op, OpError, TimelineKind, WriteError};

use crate::desk::{Desk, contact, create, created, deal, draft, set};

fn note(on: EntityId, entry: TimelineKind, text: &str) -> Op {
    Op::NoteAdd {
        id: None,
        on: vec![on],
        entry,
        text: text.to_owned(),
        at: None,
    }
}

fn opinion(on: EntityId, ratings: &[(&str, u8)]) -> Op {
    let rating = |&(criterion, score): &(&str, u8)| Rating {
        criterion: criterion.to_owned(),
        score,
    };
    Op::ScorecardAdd {
        on,
        scorecard: Scorecard {
            ratings: ratings.iter().map(rating).collect(),
            recommendation: Recommendation::Yes,
        },
        text: String::new(),
    }
}

fn member(name: &str, role: Role) -> Member {
    Member {
        id: MemberId::generate(),
        name: name.to_owned(),
        email: None,
        role,
        created_at: UtcMillis(0),
        active: true,
    }
}

impl Desk {
    async fn noted(&self, op: Op) -> NoteId {
        match self.write(vec![op]).await.applied.as_slice() {
            [Applied::Note(id)] => *id,
            other => panic!("{other:?} is no note"),
        }
    }

    async fn refused(&self, verb: Verb, op: Op) -> String {
        match self.store.write(&self.grant(verb).await, vec![op]).await {
            Err(WriteError::Refused(refused)) => refused.to_string(),
            other => panic!("{other:?} was not refused"),
        }
    }

    async fn texts(&self, id: EntityId) -> Vec<String> {
        let timeline = self.store.timeline(id).await.unwrap();
        timeline.into_iter().map(|entry| entry.text).collect()
    }

    async fn configure(&self, op: Op) {
        let grant = self.grant(Verb::Configure).await;
        self.store.write(&grant, vec![op]).await.unwrap();
    }
}

#[tokio::test]
async fn a_note_is_written_anew_and_undo_brings_the_old_text_back() {
    let desk = Desk::new().await;
    let anna = desk.create(contact("Anna", "Berg")).await.id;
    let id = desk.noted(note(anna, TimelineKind::Note, "Likes tea")).await;
    let update = |text: &str| Op::NoteUpdate {
        id,
        text: text.to_owned(),
    };
    desk.write(vec![update("Likes coffee")]).await;
    assert_eq!(desk.texts(anna).await, ["Likes coffee"]);
    let grant = desk.grant(Verb::Write).await;
    desk.store.undo(&grant).await.unwrap();
    assert_eq!(desk.texts(anna).await, ["Likes tea"]);
    desk.store.redo(&grant).await.unwrap();
    assert_eq!(desk.texts(anna).await, ["Likes coffee"]);
    desk.is_sound().await;
}

#[tokio::test]
async fn undo_leaves_a_note_that_somebody_wrote_anew_later() {
    let desk = Desk::new().await;
    let anna = desk.create(contact("Anna", "Berg")).await.id;
    let id = desk.noted(note(anna, TimelineKind::Note, "Likes tea")).await;
    let update = |text: &str| Op::NoteUpdate {
        id,
        text: text.to_owned(),
    };
    desk.write(vec![update("Likes coffee")]).await;
    let system = Policy::system(Verb::Write);
    desk.store.write(&system, vec![update("Likes water")]).await.unwrap();
    desk.store.undo(&desk.grant(Verb::Write).await).await.unwrap();
    assert_eq!(desk.texts(anna).await, ["Likes water"]);
}

#[tokio::test]
async fn what_was_sent_and_opinions_are_not_written_anew() {
    let desk = Desk::new().await;
    let ticket = desk
        .create(draft(Kind::Ticket, &[("subject", "Printer".into())]))
        .await
        .id;
    let candidate = desk
        .create(draft(Kind::Candidate, &[("last_name", "Okafor".into())]))
        .await
        .id;
    for op in [
        note(ticket, TimelineKind::PublicMessage, "On it"),
        note(ticket, TimelineKind::Email, "Sent"),
        opinion(candidate, &[("Skills", 3)]),
    ] {
        let id = desk.noted(op).await;
        let refused = desk
            .refused(
                Verb::Write,
                Op::NoteUpdate {
                    id,
                    text: "Else".to_owned(),
                },
            )
            .await;
        assert!(refused.contains("stay as they were written"), "{refused}");
    }
    let gone = NoteId::from_u128(7);
    let refused = desk
        .refused(
            Verb::Write,
            Op::NoteUpdate {
                id: gone,
                text: "x".to_owned(),
            },
        )
        .await;
    assert_eq!(refused, OpError::NotThere("note").to_string());
}

#[tokio::test]
async fn a_scorecard_is_kept_on_candidates_only_and_survives_undo_and_redo() {
    let mut desk = Desk::new().await;
    let candidate = desk
        .create(draft(Kind::Candidate, &[("last_name", "Okafor".into())]))
        .await
        .id;
    let other = desk.create(deal("Okafor")).await.id;
    assert!(
        desk.refused(Verb::Write, opinion(other, &[("Skills", 3)]))
            .await
            .contains("candidates can")
    );
    assert!(
        desk.refused(Verb::Write, opinion(candidate, &[("Skills", 5)]))
            .await
            .contains("give 1 to 4")
    );
    desk.noted(opinion(candidate, &[("Skills", 4), ("Teamwork", 2)])).await;
    let grant = desk.grant(Verb::Write).await;
    desk.store.undo(&grant).await.unwrap();
    assert_eq!(desk.store.timeline(candidate).await.unwrap(), []);
    desk.store.redo(&grant).await.unwrap();
    desk.reopen().await;
    let timeline = desk.store.timeline(candidate).await.unwrap();
    let [entry] = timeline.as_slice() else {
        panic!("{timeline:?}");
    };
    let scorecard = entry.scorecard.as_ref().unwrap();
    assert_eq!(entry.entry, TimelineKind::Scorecard);
    assert_eq!(scorecard.recommendation, Recommendation::Yes);
    assert_eq!(
        scorecard.ratings.iter().map(|rating| rating.score).collect::<Vec<_>>(),
        [4, 2]
    );
    desk.is_sound().await;
}

#[tokio::test]
async fn a_member_who_left_is_given_nothing_new_and_keeps_what_they_did() {
    let mut desk = Desk::new().await;
    let eve = member("Eve", Role::Member);
    desk.configure(Op::MemberAdd { member: eve.clone() }).await;
    let owned = desk.create(deal("Renewal")).await.id;
    desk.update(owned, set("owner", eve.id.to_string())).await;
    desk.configure(Op::MemberActive {
        id: eve.id,
        active: false,
    })
    .await;
    desk.reopen().await;
    let gone = desk
        .store
        .members()
        .iter()
        .find(|known| known.id == eve.id)
        .cloned()
        .unwrap();
    assert!(!gone.active && gone.name == "Eve");
    assert!(Policy::grant(&gone, Verb::Read, None).is_err());
    assert_eq!(
        desk.get(owned).await.owner(),
        Some(eve.id),
        "what she has stays hers until it is handed over"
    );
    let other = desk.create(deal("Another")).await.id;
    let update = Op::Update {
        id: other,
        revision: None,
        patch: set("owner", eve.id.to_string()),
    };
    assert!(
        desk.refused(Verb::Write, update.clone())
            .await
            .contains("Eve does not work here any more")
    );
    desk.configure(Op::MemberActive {
        id: eve.id,
        active: true,
    })
    .await;
    desk.write(vec![update]).await;
    assert_eq!(desk.get(other).await.owner(), Some(eve.id));
}

#[tokio::test]
async fn the_last_administrator_and_oneself_stay() {
    let desk = Desk::new().await;
    let me = desk.store.me().await.unwrap();
    let leave = |id| Op::MemberActive { id, active: false };
    assert!(desk.refused(Verb::Configure, leave(me.id)).await.contains("yourself"));
    let boss = member("Boss", Role::Administrator);
    desk.configure(Op::MemberAdd { member: boss.clone() }).await;
    desk.configure(leave(boss.id)).await;
    let demoted = Member {
        role: Role::Viewer,
        ..me
    };
    let refused = desk
        .refused(Verb::Configure, Op::MemberUpdate { member: demoted })
        .await;
    assert!(
        refused.contains("at least one administrator"),
        "who left does not count: {refused}"
    );
    assert!(
        desk.refused(Verb::Write, leave(boss.id))
            .await
            .contains("administrator"),
        "needs leave to configure"
    );
}

#[tokio::test]
async fn a_custom_field_is_renamed_and_goes_once_nothing_holds_a_value() {
    let mut desk = Desk::new().await;
    let field = FieldDef::new("contract", "Contract", FieldType::Text);
    desk.configure(Op::CustomFieldAdd {
        kind: Kind::Deal,
        field,
    })
    .await;
    let held = desk.create(deal("Renewal")).await.id;
    desk.update(held, set("contract", "C-17")).await;
    let rename = Op::CustomFieldUpdate {
        kind: Kind::Deal,
        key: "contract".to_owned(),
        label: " Contract no. ".to_owned(),
    };
    desk.configure(rename).await;
    let label = |desk: &Desk| {
        let schema = desk.store.schema();
        schema
            .kind(Kind::Deal)
            .field("contract")
            .map(|field| field.label.to_string())
    };
    assert_eq!(label(&desk).as_deref(), Some("Contract no."));
    let remove = |key: &str| Op::CustomFieldRemove {
        kind: Kind::Deal,
        key: key.to_owned(),
    };
    desk.write(vec![Op::Trash { id: held }]).await;
    assert_eq!(
        desk.refused(Verb::Configure, remove("contract")).await,
        "1 deal has a value in Contract no., 1 of them in the trash: clear it there first (found with is:trashed has:contract)"
    );
    assert!(
        desk.refused(Verb::Configure, remove("amount"))
            .await
            .contains("custom field")
    );
    desk.update(held, Patch::from([("contract".to_owned(), None)])).await;
    desk.configure(remove("contract")).await;
    desk.reopen().await;
    assert_eq!(label(&desk), None);
    desk.is_sound().await;
}

#[tokio::test]
async fn two_that_were_told_apart_are_no_duplicates_until_that_is_taken_back() {
    let desk = Desk::new().await;
    let written = desk
        .write((0..3).map(|_| create(contact("Anna", "Berg"))).collect())
        .await;
    let [a, b, c] = [0, 1, 2].map(|at| created(&written.applied[at]));
    let grant = desk.grant(Verb::Write).await;
    let others = async |id| {
        let found = desk.store.duplicates_of(id).await.unwrap();
        found
            .into_iter()
            .map(|found| found.stored.entity.id)
            .collect::<Vec<_>>()
    };
    let group = async || {
        let groups = desk.store.duplicate_groups(Kind::Contact, 10).await.unwrap();
        groups.first().map_or(0, |group| group.entities.len())
    };
    desk.store.tell_apart(&grant, [b, a], true).await.unwrap();
    assert_eq!(others(a).await, [c]);
    assert_eq!(others(c).await, [a, b]);
    assert_eq!(group().await, 3, "each of them may still be the third");
    desk.store.tell_apart(&grant, [a, c], true).await.unwrap();
    assert_eq!(group().await, 2);
    desk.store.tell_apart(&grant, [b, c], true).await.unwrap();
    assert_eq!(group().await, 0);
    desk.store.tell_apart(&grant, [a, b], false).await.unwrap();
    assert_eq!(others(a).await, [b]);
    let deal = desk.create(deal("Berg")).await.id;
    assert!(desk.store.tell_apart(&grant, [a, deal], true).await.is_err());
    let reading = desk.grant(Verb::Read).await;
    assert!(desk.store.tell_apart(&reading, [a, b], true).await.is_err());
}

#[tokio::test]
async fn a_draft_is_kept_replaced_removed_and_goes_with_its_entity() {
    let mut desk = Desk::new().await;
    let me = desk.store.me().await.unwrap().id;
    let grant = desk.grant(Verb::Read).await;
    let anna = desk.create(contact("Anna", "Berg")).await.id;
    let key = format!("note:{anna}");
    desk.store.save_draft(&grant, &key, "Dear").await.unwrap();
    desk.store.save_draft(&grant, "note:else", "Other").await.unwrap();
    desk.store.save_draft(&grant, &key, "Dear Anna").await.unwrap();
    desk.reopen().await;
    let texts = async |desk: &Desk| {
        let drafts = desk.store.drafts(me).await.unwrap();
        drafts.into_iter().map(|draft| draft.text).collect::<Vec<_>>()
    };
    assert_eq!(texts(&desk).await, ["Dear Anna", "Other"]);
    desk.store.save_draft(&grant, "note:else", " \n").await.unwrap();
    assert_eq!(texts(&desk).await, ["Dear Anna"]);
    let erase = desk.grant(Verb::Erase).await;
    desk.store.write(&erase, vec![Op::Erase { id: anna }]).await.unwrap();
    assert_eq!(texts(&desk).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_workspace_takes_another_name() {
    let mut desk = Desk::new().await;
    desk.configure(Op::Rename {
        name: " Brook & Co ".to_owned(),
    })
    .await;
    assert_eq!(desk.store.info().name, "Brook & Co");
    desk.reopen().await;
    assert_eq!(desk.store.info().name, "Brook & Co");
    assert!(
        desk.refused(Verb::Configure, Op::Rename { name: "  ".to_owned() })
            .await
            .contains("1 to 60")
    );
}

#[tokio::test]
async fn one_set_is_taken_back_by_name_and_what_was_written_later_stays() {
    let desk = Desk::new().await;
    let roof = desk.create(deal("Roof")).await.id;
    let first = desk
        .write(vec![Op::Update {
            id: roof,
            revision: None,
            patch: Patch::from([
                ("company".to_owned(), Some("Acme".into())),
                ("next_step".to_owned(), Some("Call".into())),
            ]),
        }])
        .await
        .change_set;
    desk.update(roof, set("next_step", "Write")).await;
    let grant = desk.grant(Verb::Write).await;
    let undone = desk.store.undo_set(&grant, first).await.unwrap().unwrap();
    assert_eq!(undone.of, first);
    assert_eq!(undone.kept.len(), 1, "the next step was written later");
    let after = desk.get(roof).await;
    assert_eq!(after.fields.get("company"), None);
    assert_eq!(after.fields.get("next_step"), Some(&"Write".into()));
    assert_eq!(desk.store.undo_set(&grant, first).await.unwrap(), None, "once");
    desk.is_sound().await;
}

#[tokio::test]
async fn undo_says_what_a_named_set_was() {
    let desk = Desk::new().await;
    let grant = desk.grant(Verb::Write).await;
    let mut writing = desk.store.begin(&grant).await.unwrap();
    writing.apply(vec![create(deal("One"))]).await.unwrap();
    writing.called("the import of deals.csv");
    writing.commit().await.unwrap();
    let undone = desk.store.undo(&grant).await.unwrap().unwrap();
    assert_eq!(undone.title.as_deref(), Some("the import of deals.csv"));
    let redone = desk.store.redo(&grant).await.unwrap().unwrap();
    assert_eq!(redone.title.as_deref(), Some("the import of deals.csv"));
}

#[tokio::test]
async fn a_file_removed_weeks_ago_is_gone_for_good() {
    let desk = Desk::new().await;
    let on = desk.create(deal("Roof")).await.id;
    let file = NewFile {
        name: "offer.txt".to_owned(),
        media_type: "text/plain".to_owned(),
        bytes: b"slates".to_vec(),
        text: None,
    };
    let written = desk.write(vec![Op::FileAdd { on, file }]).await;
    let [Applied::File(id)] = written.applied.as_slice() else {
        panic!("{:?} is no file", written.applied);
    };
    let grant = desk.grant(Verb::Write).await;
    desk.write(vec![Op::FileRemove { id: *id }]).await;
    assert_eq!(
        desk.store.forget_removed_files().await.unwrap(),
        0,
        "undo may still bring it back"
    );
    desk.store.undo(&grant).await.unwrap();
    assert_eq!(desk.store.files(on).await.unwrap().len(), 1);
    desk.store.redo(&grant).await.unwrap();
    desk.time.fetch_add(31 * 24 * 60 * 60 * 1_000, Ordering::SeqCst);
    assert_eq!(desk.store.forget_removed_files().await.unwrap(), 1);
    desk.store.undo(&grant).await.unwrap();
    assert_eq!(desk.store.files(on).await.unwrap(), []);
    desk.is_sound().await;
}
