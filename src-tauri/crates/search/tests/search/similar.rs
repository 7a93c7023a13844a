//! What reads like an entity, by the real model.

use std::collections::HashSet;

use workestra_core::Kind;
use workestra_search::{Among, NearestSentences};

use crate::world::World;

fn of(kind: Kind) -> Among {
    Among {
        kind: Some(kind),
        ..Among::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_reads_alike_is_found_within_the_kind_nearest_first_and_what_was_left_out_is_not() {
    let world = World::with_model().await;
    let printer = world
        .add(Kind::Ticket, &[("subject", "The printer on floor 2 does not print")])
        .await;
    let jam = world
        .add(Kind::Ticket, &[("subject", "Printer is jammed and prints nothing")])
        .await;
    let invoice = world
        .add(Kind::Ticket, &[("subject", "Our invoice shows the wrong tax rate")])
        .await;
    world
        .add(Kind::Task, &[("title", "Repair the printer on floor 2")])
        .await;
    world.settle().await;
    world.search.wait_idle(true, true).await.unwrap();

    let found = world
        .search
        .similar(printer.num, of(Kind::Ticket), 5)
        .await
        .unwrap()
        .unwrap();
    let nums: Vec<i64> = found.iter().map(|(num, _)| *num).collect();
    assert_eq!(nums, [jam.num, invoice.num], "tickets alone, and not itself");
    assert!(
        found[0].1 > 0.5 && found[1].1 < 0.5,
        "a related pair is near and another is not: {found:?}"
    );

    let without = Among {
        without: HashSet::from([jam.num]),
        ..of(Kind::Ticket)
    };
    let found = world.search.similar(printer.num, without, 5).await.unwrap().unwrap();
    assert_eq!(found.len(), 1);
    let elsewhere = Among {
        stages: Some(vec![3]),
        ..of(Kind::Ticket)
    };
    let found = world.search.similar(printer.num, elsewhere, 5).await.unwrap().unwrap();
    assert_eq!(found, [], "nothing is in that stage");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sentences_that_say_the_same_are_named_in_other_words_too() {
    let world = World::with_model().await;
    world.add(Kind::Ticket, &[("subject", "Anything")]).await;
    world.search.wait_idle(true, true).await.unwrap();
    let here = "Order 1180\nThank you for the quick delivery. Two of the lamps do not light up.";
    let others = [
        "Delivery of October\nWe are glad with it. Some of the lights are broken and stay dark.".to_owned(),
        "Invoice\nPlease send it to the new address.".to_owned(),
    ];
    let found = world.search.nearest_sentences(here, &others).await.unwrap();
    let Some(NearestSentences { here, there, cosine }) = &found[0] else {
        panic!("{found:?}");
    };
    assert_eq!(here, "Two of the lamps do not light up.");
    assert_eq!(there, "Some of the lights are broken and stay dark.");
    assert!(*cosine > 0.5);
    assert_eq!(found[1], None, "nothing of it says the same");
}
