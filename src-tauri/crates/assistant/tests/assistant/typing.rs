//! What a person types before they approve, and what they are told of how the model saw an argument.

use serde_json::json;
use workestra_assistant::{Answer, Edits, GateError, Outcome};
use workestra_core::Kind;
use workestra_store::{Confirmation, ConfirmationState};

use crate::world::World;

async fn approving(world: &World, asked: &Confirmation, typed: &str) -> Result<ConfirmationState, GateError> {
    let answer = Answer::Approve {
        digest: asked.digest,
        edits: Edits::default(),
        typed: typed.to_owned(),
        note: None,
    };
    Ok(world.answer(asked, answer).await?.state)
}

async fn deals(world: &World, count: usize) -> Vec<String> {
    let mut made = Vec::new();
    for at in 0..count {
        let deal = world.make(Kind::Deal, &[("name", &format!("Roof {at}"))]).await;
        made.push(deal.reference.to_string());
    }
    made
}

#[tokio::test]
async fn what_is_taken_away_is_approved_by_its_name() {
    let world = World::new().await;
    let deals = deals(&world, 1).await;
    let asked = world.ask("trash_entities", json!({"entities": deals})).await;
    assert_eq!(World::shown(&asked).type_first.as_deref(), Some("DEAL-1"));
    for wrong in ["", "yes", "DEAL-2", "DEAL-11", "1", "Roof 0"] {
        let refused = approving(&world, &asked, wrong).await;
        assert!(
            matches!(&refused, Err(GateError::TypeFirst(word)) if word == "DEAL-1"),
            "{wrong}: {refused:?}"
        );
    }
    assert!(world.called("DEAL-1").await.deleted_at.is_none());
    assert_eq!(
        approving(&world, &asked, " deal-1 ").await.unwrap(),
        ConfirmationState::Executed
    );
    assert!(world.called("DEAL-1").await.deleted_at.is_some());
}

#[tokio::test]
async fn a_merge_is_approved_by_the_name_of_what_goes() {
    let world = World::new().await;
    for name in ["Kim", "K."] {
        world.make(Kind::Contact, &[("first_name", name)]).await;
    }
    let asked = world
        .ask("merge_entities", json!({"keep": "CON-1", "gone": "CON-2"}))
        .await;
    assert!(approving(&world, &asked, "CON-1").await.is_err(), "that one stays");
    assert_eq!(
        approving(&world, &asked, "CON-2").await.unwrap(),
        ConfirmationState::Executed
    );
}

#[tokio::test]
async fn many_are_approved_by_their_number_as_it_is_after_the_edits() {
    let world = World::new().await;
    let deals = deals(&world, 3).await;
    let asked = world.ask("trash_entities", json!({"entities": deals})).await;
    assert_eq!(World::shown(&asked).type_first.as_deref(), Some("3"));
    let edits = Edits {
        drop: ["/entities/1".to_owned()].into(),
        ..Edits::default()
    };
    let (shown, digest) = world.gate.preview(asked.id, &edits).await.unwrap();
    assert_eq!(shown.type_first.as_deref(), Some("2"));
    let answer = |typed: &str| Answer::Approve {
        digest,
        edits: edits.clone(),
        typed: typed.to_owned(),
        note: None,
    };
    let refused = world.answer(&asked, answer("3")).await;
    assert!(matches!(refused, Err(GateError::TypeFirst(_))), "{refused:?}");
    let done = world.answer(&asked, answer("2")).await.unwrap();
    assert_eq!(done.state, ConfirmationState::Executed);
    assert!(world.called("DEAL-2").await.deleted_at.is_none(), "it was left out");
}

#[tokio::test]
async fn a_change_of_many_is_approved_by_their_number_and_one_of_few_by_a_click() {
    let world = World::new().await;
    let deals = deals(&world, 12).await;
    let change = |count: usize| {
        let changes = json!([{"field": "next_step", "value": "call"}]);
        json!({"entities": deals[..count], "changes": changes})
    };
    let few = world.ask("bulk_update", change(9)).await;
    assert_eq!(World::shown(&few).type_first, None);
    let many = world.ask("bulk_update", change(12)).await;
    assert_eq!(World::shown(&many).type_first.as_deref(), Some("12"));
    assert!(approving(&world, &many, "").await.is_err());
    assert_eq!(
        approving(&world, &many, "12").await.unwrap(),
        ConfirmationState::Executed
    );
}

#[tokio::test]
async fn every_plan_that_takes_something_away_has_something_to_be_typed() {
    let world = World::new().await;
    let kim = world.make(Kind::Candidate, &[("first_name", "Kim")]).await;
    let wish = json!({"entity": "CAN-1", "revision": kim.revision});
    let shown = World::shown(&world.ask("reject_candidate", wish).await);
    assert!(shown.destructive);
    assert_eq!(shown.type_first.as_deref(), Some("CAN-1"));
}

#[tokio::test]
async fn an_argument_that_the_model_knew_by_a_placeholder_is_marked_until_a_person_writes_it() {
    let world = World::new().await;
    let kim = [("first_name", "Kim"), ("emails", "kim@example.org")];
    world.make(Kind::Contact, &kim).await;
    let outcome = world.call("get_entity", json!({"entity": "CON-1"})).await;
    let left = world.session.leaving(&outcome.for_model()).into_inner();
    assert!(
        matches!(outcome, Outcome::Read(_)) && !left.contains("kim@example.org"),
        "{left}"
    );
    let masking = world.session.masking();
    let hidden = masking
        .hidden()
        .iter()
        .find(|hidden| hidden.original == "kim@example.org");
    let placeholder = hidden.unwrap().placeholder.clone();
    let wish = json!({"title": "Call Kim", "fields": [{"field": "body", "value": format!("at {placeholder}")}]});
    let asked = world.ask("create_task", wish).await;
    let marked = |shown: &workestra_assistant::Shown| {
        let masked = shown.arguments.iter().filter(|argument| argument.masked);
        masked.map(|argument| argument.path.clone()).collect::<Vec<_>>()
    };
    let shown = World::shown(&asked);
    assert_eq!(marked(&shown), ["/fields/0/value"]);
    let body = shown.arguments.iter().find(|argument| argument.masked).unwrap();
    assert_eq!(body.value, json!("at kim@example.org"), "the person sees what it is");
    let edits = Edits {
        set: [("/fields/0/value".to_owned(), json!("at home"))].into(),
        ..Edits::default()
    };
    let (edited, _) = world.gate.preview(asked.id, &edits).await.unwrap();
    assert_eq!(marked(&edited), Vec::<String>::new(), "the person wrote it");
}
