//! The vector leg, with the real model.

use workestra_core::{Kind, Patch};
use workestra_search::api::{Leg, VectorStatus};
use workestra_store::Op;

use crate::world::{ALL, World, model_dir};

async fn tickets(world: &World) -> Vec<(&'static str, workestra_core::EntityId)> {
    let mut made = Vec::new();
    for (key, subject, body) in [
        (
            "refund",
            "Money back for order",
            "The customer was charged twice and wants the payment returned.",
        ),
        (
            "login",
            "Cannot sign in",
            "After resetting the password the user is still locked out of the account.",
        ),
        (
            "printer",
            "Printer does not print",
            "The device in the warehouse shows a paper jam.",
        ),
        (
            "shipping",
            "Parcel arrived late",
            "The delivery took three weeks instead of two days.",
        ),
        (
            "hiring",
            "Candidate for backend role",
            "Experienced Rust developer looking for remote work.",
        ),
    ] {
        let ticket = world.add(Kind::Ticket, &[("subject", subject), ("body", body)]).await;
        made.push((key, ticket.id));
    }
    made
}

#[tokio::test(flavor = "multi_thread")]
async fn meaning_is_found_without_a_common_word() {
    let world = World::with_model().await;
    let tickets = tickets(&world).await;
    world.search.wait_idle(true, true).await.unwrap();
    assert_eq!(world.search.status().vectors, VectorStatus::Ready { total: 5 });
    for (typed, key) in [
        ("reimbursement", "refund"),
        ("authentication trouble", "login"),
        ("software engineer", "hiring"),
        ("slow courier", "shipping"),
    ] {
        let answer = world.respond(typed, &ALL, 5).await;
        assert!(answer.legs.contains(&Leg::Vector));
        let wanted = tickets.iter().find(|(name, _)| *name == key).unwrap().1;
        assert_eq!(answer.hits.first().map(|hit| hit.id), Some(wanted), "“{typed}”");
        assert_eq!(answer.hits[0].leg, Leg::Vector);
    }
    assert_eq!(world.search.verify().await.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_typed_name_brings_no_strangers_by_meaning_before_those_it_names() {
    let world = World::with_model().await;
    tickets(&world).await;
    let dana = world
        .add(Kind::Contact, &[("first_name", "Dana"), ("last_name", "Whitfield")])
        .await;
    let other = world
        .add(
            Kind::Ticket,
            &[("subject", "Call back"), ("body", "Dana asked for a call.")],
        )
        .await;
    world.search.wait_idle(true, true).await.unwrap();
    let hits = world.respond("dana", &ALL, 10).await.hits;
    assert_eq!(hits[0].id, dana.id);
    assert_eq!(hits[1].id, other.id);
    let nonsense = world.respond("zxqvkj", &ALL, 10).await.hits;
    assert!(nonsense.len() <= 2, "{nonsense:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_and_deletion_hold_for_the_vector_leg_too() {
    let world = World::with_model().await;
    let tickets = tickets(&world).await;
    world.search.wait_idle(true, true).await.unwrap();
    assert!(world.respond("reimbursement kind:deal", &ALL, 5).await.hits.is_empty());
    let refund = tickets[0].1;
    assert_eq!(
        world.respond("reimbursement kind:ticket", &ALL, 5).await.hits[0].id,
        refund
    );
    world.write(vec![Op::Trash { id: refund }]).await;
    world.settle().await;
    assert!(
        world
            .respond("reimbursement", &ALL, 5)
            .await
            .hits
            .iter()
            .all(|hit| hit.id != refund)
    );
    world.write(vec![Op::Erase { id: refund }]).await;
    world.search.wait_idle(true, true).await.unwrap();
    assert!(world.respond("reimbursement is:trashed", &ALL, 5).await.hits.is_empty());
    assert_eq!(world.search.verify().await.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_text_is_embedded_again_and_vectors_survive_a_restart() {
    let mut world = World::with_model().await;
    let tickets = tickets(&world).await;
    world.search.wait_idle(true, true).await.unwrap();
    let patch = Patch::from([
        ("subject".to_owned(), Some("Volcano eruption closes the airport".into())),
        ("body".to_owned(), Some("Ash and lava everywhere.".into())),
    ]);
    world
        .write(vec![Op::Update {
            id: tickets[2].1,
            revision: None,
            patch,
        }])
        .await;
    world.search.wait_idle(true, true).await.unwrap();
    let asked = "natural disaster";
    assert_eq!(world.respond(asked, &[Leg::Vector], 5).await.hits[0].id, tickets[2].1);
    world.reopen(Some(model_dir())).await;
    world.search.wait_idle(true, true).await.unwrap();
    assert_eq!(world.respond(asked, &[Leg::Vector], 5).await.hits[0].id, tickets[2].1);
    assert_eq!(world.search.verify().await.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_model_the_other_legs_answer_and_the_status_says_what_to_do() {
    let world = World::new().await;
    let tickets = tickets(&world).await;
    world.search.wait_idle(true, true).await.unwrap();
    let answer = world.respond("printer", &ALL, 5).await;
    assert_eq!(answer.hits[0].id, tickets[2].1);
    assert!(!answer.legs.contains(&Leg::Vector));
    let VectorStatus::NoModel { message } = world.search.status().vectors else {
        panic!("there is no model");
    };
    assert!(message.contains("cargo xtask setup"));
}
