//! Members who leave, what only one candidate at a time gets, and what is remembered.

use workestra_core::{Kind, MemberId, Rating, Recommendation, Role, Verb};
use workestra_store::Op;

use super::{Desk, set, text};
use crate::api::{
    BulkChange, BulkStart, CustomFieldAdd, CustomFieldName, CustomFieldUpdate, DraftText, DuplicatesDismiss,
    EntityName, MemberAdd, MemberName, MemberRemove, NoteUpdate, Nothing, ScorecardAdd, Selection, TimelineKind,
};

impl Desk {
    async fn member(&self, name: &str) -> MemberId {
        let add = MemberAdd {
            name: name.to_owned(),
            email: None,
            role: Role::Member,
        };
        let schema = self.open.member_add(&self.grant(Verb::Configure), add).await.unwrap();
        schema.members.iter().find(|member| member.name == name).unwrap().id
    }

    async fn give(&self, to: MemberId, ids: &[workestra_core::EntityId]) {
        let ops = ids.iter().map(|&id| Op::Update {
            id,
            revision: None,
            patch: [("owner".to_owned(), Some(to.to_string().into()))].into(),
        });
        let grant = self.grant(Verb::Write);
        self.open.store().write(&grant, ops.collect()).await.unwrap();
    }
}

#[tokio::test]
async fn what_is_open_goes_over_to_somebody_else_when_a_member_leaves() {
    let desk = Desk::new().await;
    let (eve, max) = (desk.member("Eve").await, desk.member("Max").await);
    let deals = desk
        .make(
            Kind::Deal,
            &[
                &[("name", "Open")],
                &[("name", "Done"), ("stage", "won")],
                &[("name", "Somebody else's")],
            ],
        )
        .await;
    let people = desk.make(Kind::Contact, &[&[("last_name", "Berg")]]).await;
    desk.give(eve, &[deals[0].id, deals[1].id, people[0].id]).await;
    let remove = MemberRemove {
        id: eve,
        hand_over_to: Some(max),
    };
    let schema = desk
        .open
        .member_remove(&desk.grant(Verb::Configure), remove)
        .await
        .unwrap();
    let gone = schema.members.iter().find(|member| member.id == eve).unwrap();
    assert!(!gone.active, "she is known, and does not work here");
    assert_eq!(desk.get(deals[0].id).await.owner(), Some(max));
    assert_eq!(desk.get(people[0].id).await.owner(), Some(max));
    assert_eq!(
        desk.get(deals[1].id).await.owner(),
        Some(eve),
        "what she finished stays hers"
    );
    assert_eq!(desk.get(deals[2].id).await.owner(), None);
    let undone = desk.open.undo(&desk.grant(Verb::Write), Nothing {}).await.unwrap();
    assert_eq!(
        undone.summary.as_deref(),
        Some("undid handing over: 2 entities changed")
    );
    assert_eq!(desk.get(deals[0].id).await.owner(), Some(eve));
    let back = MemberName { id: eve };
    let schema = desk
        .open
        .member_restore(&desk.grant(Verb::Configure), back)
        .await
        .unwrap();
    assert!(schema.members.iter().all(|member| member.active));
}

#[tokio::test]
async fn nobody_is_turned_down_in_a_lot() {
    let desk = Desk::new().await;
    let people = desk
        .make(Kind::Candidate, &[&[("last_name", "Okafor")], &[("last_name", "Berg")]])
        .await;
    let bulk = |stage: &str| BulkStart {
        kind: Kind::Candidate,
        selection: Selection::Ids {
            ids: people.iter().map(|entity| entity.id).collect(),
        },
        change: set("stage", stage),
    };
    let grant = desk.grant(Verb::Write);
    let refused = desk.open.bulk_start(&grant, bulk("rejected")).await.unwrap_err();
    assert!(refused.message.contains("one at a time"), "{refused}");
    let BulkChange::Set { patch } = set("rejection_reason", "Experience") else {
        panic!("a change of fields");
    };
    let mut with_reason = bulk("rejected");
    let BulkChange::Set { patch: asked } = &mut with_reason.change else {
        panic!("a change of fields");
    };
    asked.extend(patch);
    assert!(
        desk.open.bulk_start(&grant, with_reason).await.is_err(),
        "nor with one reason for all"
    );
    for person in &people {
        assert_eq!(text(&desk.get(person.id).await, "stage").as_deref(), Some("new"));
    }
    desk.open.bulk_start(&grant, bulk("interview")).await.unwrap();
}

#[tokio::test]
async fn a_scorecard_and_a_note_written_anew_are_on_the_page() {
    let desk = Desk::new().await;
    let candidate = desk
        .make(Kind::Candidate, &[&[("last_name", "Okafor")]])
        .await
        .remove(0);
    let grant = desk.grant(Verb::Write);
    let add = ScorecardAdd {
        candidate: candidate.id,
        ratings: vec![Rating {
            criterion: "Skills".to_owned(),
            score: 4,
        }],
        recommendation: Recommendation::StrongYes,
        text: "Knows the trade".to_owned(),
    };
    desk.open.scorecard_add(&grant, add).await.unwrap();
    let note = crate::api::NoteAdd {
        ids: vec![candidate.id],
        entry: TimelineKind::Note,
        text: "Call agian".to_owned(),
    };
    desk.open.note_add(&grant, note).await.unwrap();
    let page = async || {
        let name = EntityName {
            entity: candidate.id.to_string(),
        };
        desk.open
            .entity_get(&desk.grant(Verb::Read), name)
            .await
            .unwrap()
            .timeline
    };
    let timeline = page().await;
    let note = timeline.iter().find(|entry| entry.entry == TimelineKind::Note).unwrap();
    let update = NoteUpdate {
        id: note.id.clone(),
        text: "Call again".to_owned(),
    };
    desk.open.note_update(&grant, update).await.unwrap();
    let timeline = page().await;
    assert!(timeline.iter().any(|entry| entry.text == "Call again"));
    let scorecard = timeline.iter().find_map(|entry| entry.scorecard.as_ref()).unwrap();
    assert_eq!(scorecard.recommendation, Recommendation::StrongYes);
}

#[tokio::test]
async fn a_pair_told_apart_is_no_duplicate() {
    let desk = Desk::new().await;
    let people = desk
        .make(Kind::Contact, &[&[("last_name", "Berg")], &[("last_name", "Berg")]])
        .await;
    let (a, b) = (people[0].id, people[1].id);
    let alike = async || {
        let name = EntityName { entity: a.to_string() };
        let found = desk
            .open
            .entity_duplicates(&desk.grant(Verb::Read), name)
            .await
            .unwrap();
        found.duplicates.len()
    };
    let grant = desk.grant(Verb::Write);
    assert_eq!(alike().await, 1);
    desk.open
        .duplicates_dismiss(&grant, DuplicatesDismiss { a, b, same: false })
        .await
        .unwrap();
    assert_eq!(alike().await, 0);
    desk.open
        .duplicates_dismiss(&grant, DuplicatesDismiss { a, b, same: true })
        .await
        .unwrap();
    assert_eq!(alike().await, 1);
}

#[tokio::test]
async fn a_custom_field_is_renamed_and_removed_and_a_draft_is_kept() {
    let desk = Desk::new().await;
    let grant = desk.grant(Verb::Configure);
    let add = CustomFieldAdd {
        kind: Kind::Deal,
        label: "Contract".to_owned(),
        ty: workestra_core::FieldType::Text,
        many: false,
    };
    desk.open.custom_field_add(&grant, add).await.unwrap();
    let (kind, key) = (Kind::Deal, "contract".to_owned());
    let update = CustomFieldUpdate {
        kind,
        key: key.clone(),
        label: "Contract no.".to_owned(),
    };
    let schema = desk.open.custom_field_update(&grant, update).await.unwrap().schema;
    assert_eq!(schema.kind(kind).field(&key).unwrap().label, "Contract no.");
    let name = CustomFieldName { kind, key: key.clone() };
    let schema = desk.open.custom_field_remove(&grant, name).await.unwrap().schema;
    assert!(schema.kind(kind).field(&key).is_none());

    let reading = desk.grant(Verb::Read);
    let draft = DraftText {
        key: "note:1".to_owned(),
        text: "Dear".to_owned(),
    };
    desk.open.draft_save(&reading, draft).await.unwrap();
    let kept = desk.open.draft_list(&reading, Nothing {}).await.unwrap().drafts;
    assert_eq!(kept[0].text, "Dear");
}
