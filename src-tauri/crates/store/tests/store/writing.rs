use workestra_core::{
    Actor, ChangeOp, EntityId, FieldDef, FieldType, Kind, Member, MemberId, Patch, Policy, Role, UtcMillis, Value, Verb,
};
use workestra_store::{Applied, Op, OpError, TimelineKind, WriteError};

use crate::desk::{Desk, clear, contact, create, created, deal, draft, list, money, own_fields, set};

fn refused<T: std::fmt::Debug>(outcome: Result<T, WriteError>) -> OpError {
    match outcome {
        Err(WriteError::Refused(refused)) => refused,
        other => panic!("expected a refusal, got {other:?}"),
    }
}

fn update(id: EntityId, revision: Option<i64>, patch: Patch) -> Op {
    Op::Update { id, revision, patch }
}

#[tokio::test]
async fn a_new_entity_gets_its_reference_stage_and_author() {
    let desk = Desk::new().await;
    let first = desk.create(deal("Roof")).await;
    let second = desk.create(deal("Floor")).await;
    assert_eq!(
        (first.reference.to_string(), second.reference.to_string()),
        ("DEAL-1".into(), "DEAL-2".into())
    );
    assert_eq!(first.stage(), Some("qualification"), "the first stage of the pipeline");
    assert_eq!(first.title, "Roof");
    assert_eq!(first.revision, 1);
    let me = desk.store.me().await.unwrap();
    assert_eq!(first.created_by, Actor::Member { member: me.id });
    desk.is_sound().await;
}

#[tokio::test]
async fn nothing_is_written_without_a_grant_that_covers_it() {
    let desk = Desk::new().await;
    let made = desk.create(deal("Roof")).await;
    let me = desk.store.me().await.unwrap();
    let read = Policy::grant(&me, Verb::Read, None).unwrap();
    let other_kind = Policy::grant(&me, Verb::Write, Some(Kind::Task)).unwrap();
    let write = desk.grant(Verb::Write).await;
    for (grant, op) in [
        (&read, create(deal("Floor"))),
        (&read, update(made.id, None, set("name", "Floor"))),
        (&read, Op::Trash { id: made.id }),
        (
            &read,
            Op::Archive {
                id: made.id,
                archived: true,
            },
        ),
        (&other_kind, create(deal("Floor"))),
        (&other_kind, Op::Trash { id: made.id }),
        (&write, Op::Erase { id: made.id }),
        (
            &write,
            Op::SettingSet {
                key: "a".into(),
                value: None,
            },
        ),
        (
            &read,
            Op::NoteAdd {
                at: None,
                id: None,
                on: vec![made.id],
                entry: TimelineKind::Note,
                text: "hello".into(),
            },
        ),
    ] {
        let outcome = refused(desk.store.write(grant, vec![op.clone()]).await);
        assert!(matches!(outcome, OpError::Denied(_)), "{op:?}: {outcome}");
    }
    let undo = refused(desk.store.undo(&read).await);
    assert!(matches!(undo, OpError::Denied(_)), "undo writes too");
    assert_eq!(desk.get(made.id).await, made);
    assert_eq!(desk.store.counts().await.unwrap()[Kind::Deal as usize].count, 1);
}

#[tokio::test]
async fn a_refused_operation_takes_the_whole_set_with_it() {
    let desk = Desk::new().await;
    let grant = desk.grant(Verb::Write).await;
    let before = desk.store.latest_seq().await.unwrap();
    let ops = vec![
        create(deal("Roof")),
        create(draft(Kind::Deal, &[])),
        create(deal("Floor")),
    ];
    let outcome = refused(desk.store.write(&grant, ops).await);
    assert!(
        matches!(&outcome, OpError::Invalid(issues) if issues[0].field == "name"),
        "{outcome}"
    );
    assert_eq!(desk.store.counts().await.unwrap()[Kind::Deal as usize].count, 0);
    assert_eq!(desk.store.latest_seq().await.unwrap(), before);
    let next = desk.create(deal("Roof")).await;
    assert_eq!(next.reference.number, 1, "what was rolled back took no reference");
    desk.is_sound().await;
}

#[tokio::test]
async fn an_import_keeps_the_good_rows_and_hands_back_the_bad_ones() {
    let desk = Desk::new().await;
    let grant = desk.grant(Verb::Import).await;
    let mut writing = desk.store.begin(&grant).await.unwrap();
    let ops = vec![
        create(deal("Roof")),
        create(draft(Kind::Deal, &[])),
        create(draft(
            Kind::Deal,
            &[("name", "Floor".into()), ("contact", "CON-99".into())],
        )),
        create(deal("Wall")),
    ];
    let outcomes = writing.apply(ops).await.unwrap();
    assert_eq!(
        outcomes.iter().map(Result::is_ok).collect::<Vec<_>>(),
        [true, false, false, true]
    );
    assert!(
        outcomes[2].as_ref().unwrap_err().to_string().contains("CON-99"),
        "{:?}",
        outcomes[2]
    );
    let written = writing.commit().await.unwrap();
    assert_eq!(written.entities.len(), 2);
    let me = desk.store.me().await.unwrap();
    assert_eq!(written.entities[0].created_by, Actor::Import { member: me.id });
    desk.is_sound().await;
}

#[tokio::test]
async fn an_abandoned_set_leaves_nothing() {
    let desk = Desk::new().await;
    let grant = desk.grant(Verb::Import).await;
    for end in ["dropped", "rolled back"] {
        let mut writing = desk.store.begin(&grant).await.unwrap();
        writing.apply(vec![create(deal("Roof"))]).await.unwrap();
        if end == "dropped" {
            drop(writing);
        } else {
            writing.rollback().await;
        }
        assert_eq!(
            desk.store.counts().await.unwrap()[Kind::Deal as usize].count,
            0,
            "{end}"
        );
        desk.create(contact("Anna", "Berg")).await;
    }
    desk.is_sound().await;
}

#[tokio::test]
async fn an_update_sets_clears_and_counts_its_revision() {
    let desk = Desk::new().await;
    let made = desk.create(contact("Anna", "Berg")).await;
    let mut patch = set("emails", list(&["Anna@Acme.example"]));
    patch.extend(set("company", "Acme"));
    let updated = desk.update(made.id, patch).await;
    assert_eq!(updated.revision, 2);
    assert_eq!(
        updated.fields.get("emails"),
        Some(&list(&["anna@acme.example"])),
        "brought to its stored form"
    );
    let cleared = desk.update(made.id, clear("company")).await;
    assert_eq!(cleared.fields.get("company"), None);
    assert_eq!(desk.get(made.id).await, cleared);
    let same = desk.update(made.id, set("first_name", "Anna")).await;
    assert_eq!(same.revision, cleared.revision, "what is so already is no change");
    desk.is_sound().await;
}

#[tokio::test]
async fn an_update_is_stale_only_where_it_meets_another() {
    let desk = Desk::new().await;
    let grant = desk.grant(Verb::Write).await;
    let made = desk.create(contact("Anna", "Berg")).await;
    desk.update(made.id, set("company", "Acme")).await;
    let merged = desk
        .store
        .write(&grant, vec![update(made.id, Some(1), set("city", "Bonn"))])
        .await
        .unwrap();
    assert_eq!(
        merged.entities[0].fields.get("company"),
        Some(&"Acme".into()),
        "both stand"
    );
    let outcome = refused(
        desk.store
            .write(&grant, vec![update(made.id, Some(1), set("company", "Other"))])
            .await,
    );
    assert_eq!(
        outcome,
        OpError::Stale {
            reference: made.reference,
            fields: vec!["Company".into()]
        }
    );
    let same = desk
        .store
        .write(&grant, vec![update(made.id, Some(1), set("company", "Acme"))])
        .await;
    assert!(same.is_ok(), "the same value is no conflict");
}

#[tokio::test]
async fn what_a_stage_requires_must_be_there() {
    let desk = Desk::new().await;
    let grant = desk.grant(Verb::Write).await;
    let made = desk.create(deal("Roof")).await;
    let outcome = refused(
        desk.store
            .write(&grant, vec![update(made.id, None, set("stage", "lost"))])
            .await,
    );
    assert!(
        matches!(&outcome, OpError::Invalid(issues) if issues[0].field == "lost_reason"),
        "{outcome}"
    );
    let mut patch = set("stage", "lost");
    patch.extend(set("lost_reason", "price"));
    let lost = desk.update(made.id, patch).await;
    assert_eq!(lost.stage(), Some("lost"));
    let stages: Vec<String> = desk
        .store
        .stage_history(made.id)
        .await
        .unwrap()
        .into_iter()
        .map(|visit| visit.stage)
        .collect();
    assert_eq!(stages, ["qualification", "lost"]);
}

#[tokio::test]
async fn references_are_kept_by_id_and_must_exist() {
    let desk = Desk::new().await;
    let grant = desk.grant(Verb::Write).await;
    let anna = desk.create(contact("Anna", "Berg")).await;
    let made = desk
        .create(draft(
            Kind::Deal,
            &[("name", "Roof".into()), ("contact", "CON-1".into())],
        ))
        .await;
    assert_eq!(made.fields.get("contact"), Some(&anna.id.to_string().into()));
    let nobody = EntityId::generate().to_string();
    let stranger = MemberId::generate().to_string();
    for (key, value) in [("contact", nobody.as_str()), ("contact", "CON-9"), ("owner", &stranger)] {
        let outcome = refused(
            desk.store
                .write(&grant, vec![update(made.id, None, set(key, value))])
                .await,
        );
        assert!(
            matches!(&outcome, OpError::Invalid(issues) if issues[0].field == key),
            "{key}={value}: {outcome}"
        );
    }
    let links = desk.store.links(anna.id).await.unwrap();
    assert_eq!(links.len(), 1);
    assert_eq!(links[0].to.id, made.id, "a reference is a link seen from its other end");
}

#[tokio::test]
async fn derived_fields_are_nobodys_to_set_and_follow_what_happened() {
    let desk = Desk::new().await;
    let grant = desk.grant(Verb::Write).await;
    let anna = desk.create(contact("Anna", "Berg")).await;
    let forged = update(anna.id, None, set("last_contacted", "2020-01-01T00:00:00Z"));
    assert!(matches!(
        refused(desk.store.write(&grant, vec![forged]).await),
        OpError::Invalid(_)
    ));
    let note = |entry| Op::NoteAdd {
        at: None,
        id: None,
        on: vec![anna.id],
        entry,
        text: "hello".into(),
    };
    desk.write(vec![note(TimelineKind::Note)]).await;
    assert_eq!(
        desk.get(anna.id).await.fields.get("last_contacted"),
        None,
        "a note is no contact"
    );
    desk.write(vec![note(TimelineKind::Call)]).await;
    assert_eq!(
        desk.get(anna.id).await.fields.get("last_contacted"),
        Some(&"2026-11-21T12:00:00Z".into())
    );
}

#[tokio::test]
async fn a_unique_custom_field_is_shared_by_no_two() {
    let desk = Desk::new().await;
    let configure = desk.grant(Verb::Configure).await;
    let grant = desk.grant(Verb::Write).await;
    let mut field = FieldDef::new("tax_id", "Tax id", FieldType::Text);
    field.unique = true;
    desk.store
        .write(
            &configure,
            vec![Op::CustomFieldAdd {
                kind: Kind::Contact,
                field,
            }],
        )
        .await
        .unwrap();
    let with = |id: &str| draft(Kind::Contact, &[("first_name", "Anna".into()), ("tax_id", id.into())]);
    let first = desk.create(with("DE1")).await;
    let outcome = refused(desk.store.write(&grant, vec![create(with("de1"))]).await);
    assert!(outcome.to_string().contains("CON-1"), "names who has it: {outcome}");
    let twins = refused(
        desk.store
            .write(&grant, vec![create(with("DE2")), create(with("DE2"))])
            .await,
    );
    assert!(matches!(twins, OpError::Invalid(_)), "within one set too");
    desk.write(vec![Op::Trash { id: first.id }]).await;
    desk.create(with("DE1")).await;
    let back = refused(desk.store.write(&grant, vec![Op::Restore { id: first.id }]).await);
    assert!(
        matches!(back, OpError::Invalid(_)),
        "it cannot come back beside the other"
    );
    desk.is_sound().await;
}

#[tokio::test]
async fn custom_fields_are_everywhere_that_declared_ones_are() {
    let mut desk = Desk::new().await;
    let configure = desk.grant(Verb::Configure).await;
    for (key, ty) in [
        ("budget", FieldType::Money),
        ("floor", FieldType::Number { min: None, max: None }),
    ] {
        let field = FieldDef::new(key, key, ty);
        desk.store
            .write(
                &configure,
                vec![Op::CustomFieldAdd {
                    kind: Kind::Deal,
                    field,
                }],
            )
            .await
            .unwrap();
    }
    let fields = [
        ("name", "Roof".into()),
        ("budget", money(5_000, "EUR")),
        ("floor", Value::Number(3.0)),
    ];
    let made = desk.create(draft(Kind::Deal, &fields)).await;
    assert_eq!(made.fields.get("budget"), Some(&money(5_000, "EUR")));
    let updated = desk.update(made.id, set("floor", Value::Number(4.0))).await;
    desk.reopen().await;
    assert_eq!(desk.get(made.id).await, updated);
    assert!(
        desk.store.schema().kind(Kind::Deal).field("budget").is_some(),
        "known after opening"
    );
    desk.is_sound().await;
}

#[tokio::test]
async fn members_are_added_by_administrators_only() {
    let desk = Desk::new().await;
    let eve = Member {
        id: MemberId::generate(),
        name: "Eve".into(),
        email: None,
        role: Role::Viewer,
        created_at: UtcMillis(0),
        active: true,
    };
    let grant = desk.grant(Verb::Write).await;
    let add = Op::MemberAdd { member: eve.clone() };
    assert!(matches!(
        refused(desk.store.write(&grant, vec![add.clone()]).await),
        OpError::Denied(_)
    ));
    desk.store
        .write(&desk.grant(Verb::Configure).await, vec![add])
        .await
        .unwrap();
    assert!(desk.store.members().contains(&eve));
    assert_eq!(
        desk.store.me().await.unwrap().name,
        "Dana",
        "who is at the machine stays"
    );
}

#[tokio::test]
async fn archive_trash_and_restore_move_it_between_the_views() {
    let desk = Desk::new().await;
    let made = desk.create(deal("Roof")).await;
    desk.write(vec![Op::Archive {
        id: made.id,
        archived: true,
    }])
    .await;
    assert!(desk.get(made.id).await.archived_at.is_some());
    desk.write(vec![Op::Trash { id: made.id }]).await;
    assert!(desk.get(made.id).await.deleted_at.is_some());
    desk.write(vec![Op::Restore { id: made.id }]).await;
    let back = desk.get(made.id).await;
    assert!(
        back.deleted_at.is_none() && back.archived_at.is_some(),
        "it comes back to where it was"
    );
    desk.write(vec![Op::Archive {
        id: made.id,
        archived: false,
    }])
    .await;
    let back = desk.get(made.id).await;
    assert_eq!(own_fields(&back), own_fields(&made));
    assert_eq!(back.revision, 5);
    desk.is_sound().await;
}

#[tokio::test]
async fn notes_and_links_hang_on_entities_and_leave_changes() {
    let desk = Desk::new().await;
    let anna = desk.create(contact("Anna", "Berg")).await;
    let roof = desk.create(deal("Roof")).await;
    let note = Op::NoteAdd {
        at: None,
        id: None,
        on: vec![anna.id, roof.id],
        entry: TimelineKind::Note,
        text: " met at the fair ".into(),
    };
    let link = Op::LinkAdd {
        from: roof.id,
        to: anna.id,
        role: "decision maker".into(),
    };
    let written = desk.write(vec![note, link]).await;
    let timeline = desk.store.timeline(anna.id).await.unwrap();
    assert_eq!(timeline[0].text, "met at the fair");
    assert_eq!(timeline[0].also_on[0].id, roof.id);
    let links = desk.store.links(roof.id).await.unwrap();
    assert_eq!((links[0].to.id, links[0].role.as_str()), (anna.id, "decision maker"));
    let num = desk.num(roof.id).await;
    assert_eq!(
        desk.store.notes_text(&[num]).await.unwrap()[0].texts,
        ["met at the fair"]
    );
    let history = desk.store.history(roof.id, 10).await.unwrap();
    assert_eq!(history.iter().filter(|change| change.op == ChangeOp::Attach).count(), 2);
    let (Applied::Note(note), Applied::Link(link)) = (&written.applied[0], &written.applied[1]) else {
        panic!("{:?}", written.applied);
    };
    desk.write(vec![Op::NoteRemove { id: *note }, Op::LinkRemove { id: *link }])
        .await;
    assert!(desk.store.timeline(anna.id).await.unwrap().is_empty());
    assert!(desk.store.links(roof.id).await.unwrap().is_empty());
    desk.is_sound().await;
}

#[tokio::test]
async fn drafts_of_one_set_may_refer_to_each_other() {
    let desk = Desk::new().await;
    let id = EntityId::generate();
    let fields = [("name", "Roof".into()), ("contact", id.to_string().into())];
    let ops = vec![
        Op::Create {
            id: Some(id),
            draft: contact("Anna", "Berg"),
        },
        create(draft(Kind::Deal, &fields)),
    ];
    let written = desk.write(ops).await;
    assert_eq!(created(&written.applied[0]), id);
    assert_eq!(desk.store.links(id).await.unwrap().len(), 1);
    let grant = desk.grant(Verb::Write).await;
    let again = Op::Create {
        id: Some(id),
        draft: contact("Anna", "Berg"),
    };
    assert!(
        matches!(
            refused(desk.store.write(&grant, vec![again]).await),
            OpError::Senseless(_)
        ),
        "an id is new"
    );
}
