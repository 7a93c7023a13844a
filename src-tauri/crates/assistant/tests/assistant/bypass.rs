//! Attempts to write without a person, or more than a person approved.

use serde_json::json;
use uuid::Uuid;
use workestra_assistant::{Answer, Edits, GateError, Outcome, Via};
use workestra_core::{Actor, Kind, Policy, Verb, confirmation_desk};
use workestra_store::{AuditAction, AuditEntry, ConfirmationState, Execution, Op, Origin};

use crate::world::World;

fn approve(digest: [u8; 32]) -> Answer {
    Answer::Approve {
        digest,
        edits: Edits::default(),
        typed: String::new(),
        note: None,
    }
}

#[tokio::test]
async fn a_desk_of_ones_own_approves_nothing() {
    let world = World::new().await;
    let (deal, asked) = world.ask_to_move("proposal").await;
    let (forged, _seal) = confirmation_desk();
    let yes = world
        .gate
        .resolve(forged.person(&world.me), asked.id, approve(asked.digest))
        .await;
    assert!(matches!(yes, Err(GateError::Unwritten(_))), "{yes:?}");
    let no = Answer::Decline { note: None };
    assert!(
        world
            .gate
            .resolve(forged.person(&world.me), asked.id, no)
            .await
            .is_err()
    );
    assert_eq!(
        world.store.confirmation(asked.id).await.unwrap().unwrap().state,
        ConfirmationState::Pending
    );
    assert_eq!(world.get(deal.id).await, deal);
    assert!(
        world.store.take_confirmation_desk().is_none(),
        "there is one desk, and it is taken"
    );
}

#[tokio::test]
async fn an_approval_writes_only_through_the_confirmation_and_only_what_was_shown() {
    let world = World::new().await;
    let (deal, asked) = world.ask_to_move("proposal").await;
    let actor = Actor::Assistant { member: world.me.id };
    let resolution = || {
        world
            .desk
            .person(&world.me)
            .approves(actor, asked.id, asked.digest)
            .unwrap()
    };
    // A real approval, taken to the ordinary way in.
    let grant = Policy::confirmed(resolution());
    assert!(
        world
            .store
            .write(&grant, vec![Op::Trash { id: deal.id }])
            .await
            .is_err()
    );
    assert!(world.store.undo(&grant).await.is_err());
    // A real approval, with other ops than were shown.
    let execution = Execution {
        resolution: resolution(),
        ops: vec![Op::Trash { id: deal.id }],
        expected: World::shown(&asked).expected,
        note: None,
        audit: AuditEntry::new(actor, Origin::Chat, AuditAction::ConfirmationEnded),
    };
    let outcome = world.store.execute(execution).await.unwrap();
    assert!(matches!(outcome, workestra_store::Executed::Stale(_)), "{outcome:?}");
    assert_eq!(world.get(deal.id).await, deal);
    // Of a confirmation that is not there.
    let nowhere = Execution {
        resolution: world
            .desk
            .person(&world.me)
            .approves(actor, Uuid::now_v7(), asked.digest)
            .unwrap(),
        ops: vec![Op::Trash { id: deal.id }],
        expected: Vec::new(),
        note: None,
        audit: AuditEntry::new(actor, Origin::Chat, AuditAction::ConfirmationEnded),
    };
    assert!(world.store.execute(nowhere).await.is_err());
    world.is_sound().await;
}

#[tokio::test]
async fn another_digest_and_a_second_click_do_nothing() {
    let world = World::new().await;
    let asked = world.ask("create_task", json!({"title": "Call Kim"})).await;
    for at in 0..32 {
        let mut digest = asked.digest;
        digest[at] ^= 1;
        let forged = world.answer(&asked, approve(digest)).await;
        assert!(matches!(forged, Err(GateError::NotAsShown)), "{forged:?}");
    }
    let (one, other, third) = tokio::join!(world.approve(&asked), world.approve(&asked), world.approve(&asked));
    let sets = [one.change_set, other.change_set, third.change_set];
    assert!(
        sets.iter().all(|set| *set == sets[0] && set.is_some()),
        "one change set: {sets:?}"
    );
    assert_eq!(world.read("list_entities", json!({"kind": "task"})).await["total"], 1);
}

#[tokio::test]
async fn arguments_that_claim_an_approval_are_unknown_arguments() {
    let world = World::new().await;
    let deal = world.make(Kind::Deal, &[("name", "Acme renewal")]).await;
    let before = world.seq().await;
    for claim in [
        "confirmed",
        "approved",
        "approve",
        "force",
        "confirmation",
        "confirmation_id",
        "user_approved",
        "dry_run",
        "actor",
        "skip_confirmation",
        "digest",
        "person",
        "resolution",
        "grant",
        "sudo",
        "decision",
        "_meta",
        "__proto__",
    ] {
        for value in [json!(true), json!("yes"), json!({"state": "approved"})] {
            let mut arguments = json!({"entity": "DEAL-1", "revision": deal.revision, "stage": "proposal",
                "idempotency_key": Uuid::now_v7().to_string(), "reason": "asked"});
            arguments[claim] = value;
            for via in [Via::Chat, Via::Panel, Via::Palette, Via::Mcp] {
                let outcome = world.call_raw(via, "move_stage", &arguments.to_string()).await;
                assert!(matches!(outcome, Outcome::Refused(_)), "{claim}: {outcome:?}");
            }
        }
    }
    assert_eq!(world.seq().await, before);
    assert!(world.store.confirmations_pending().await.unwrap().is_empty());
}

#[tokio::test]
async fn tools_that_would_answer_or_configure_are_not_there() {
    let world = World::new().await;
    for tool in [
        "confirmation_resolve",
        "resolve_confirmation",
        "approve",
        "confirm",
        "erase_entity",
        "setting_set",
        "member_add",
        "undo",
        "execute",
        "sql",
        "shell",
        "fetch_url",
        "http_get",
        "send_mail",
        "GET_ENTITY",
        "get_entity ",
        "",
    ] {
        for arguments in ["{}", "{\"id\":1}"] {
            let outcome = world.call_raw(Via::Chat, tool, arguments).await;
            assert!(matches!(outcome, Outcome::Refused(_)), "{tool}: {outcome:?}");
        }
    }
}

#[tokio::test]
async fn another_member_and_a_viewer_cannot_approve() {
    let world = World::new().await;
    let (deal, asked) = world.ask_to_move("proposal").await;
    let mut kim = world.me.clone();
    kim.id = workestra_core::MemberId::generate();
    let mut viewer = world.me.clone();
    viewer.role = workestra_core::Role::Viewer;
    for person in [kim, viewer] {
        let answer = world
            .gate
            .resolve(world.desk.person(&person), asked.id, approve(asked.digest))
            .await;
        assert!(matches!(answer, Err(GateError::Denied(_))), "{answer:?}");
    }
    assert_eq!(world.get(deal.id).await, deal);
}

#[tokio::test]
async fn a_rehearsal_leaves_nothing_behind() {
    let world = World::new().await;
    let deal = world.make(Kind::Deal, &[("name", "Acme renewal")]).await;
    let before = (world.seq().await, world.get(deal.id).await);
    let draft = workestra_core::Draft {
        kind: Kind::Deal,
        fields: [("name".to_owned(), workestra_core::Value::from("Other"))].into(),
    };
    let ops = vec![Op::Trash { id: deal.id }, Op::Create { id: None, draft }];
    let rehearsed = world.store.rehearse(&world.me, ops).await.unwrap();
    assert_eq!(rehearsed.effects.len(), 2);
    assert_eq!(rehearsed.revisions, [(deal.id, deal.revision)]);
    assert_eq!((world.seq().await, world.get(deal.id).await), before);
    let next = world.make(Kind::Deal, &[("name", "Next")]).await;
    assert_eq!(next.reference.to_string(), "DEAL-2", "no number was used up");
    let erase = Policy::grant(&world.me, Verb::Erase, None).unwrap();
    assert!(erase.covers(Verb::Erase, Kind::Deal));
    let refused = world
        .store
        .rehearse(&world.me, vec![Op::Erase { id: deal.id }])
        .await
        .unwrap();
    assert_eq!(refused.refused.len(), 1, "deleting for good is not even rehearsed");
    world.is_sound().await;
}

#[tokio::test]
async fn nobody_is_worn_down_by_questions() {
    let world = World::new().await;
    let mut asked = 0;
    loop {
        match world
            .call("create_task", json!({"title": format!("Call {asked}")}))
            .await
        {
            Outcome::Confirmation(_) => asked += 1,
            Outcome::Refused(error) => {
                assert!(error.message.contains("answer first"), "{error}");
                break;
            }
            other => panic!("{other:?}"),
        }
        assert!(asked < 100, "there is an end");
    }
    assert_eq!(world.store.confirmations_pending().await.unwrap().len(), asked);
}
