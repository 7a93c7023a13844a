//! Search and lists agree about what a filter means.

use std::collections::BTreeSet;

use workestra_core::query::Query;
use workestra_core::query::parse::parse;
use workestra_core::{Draft, Fields, Kind, Money, Value};
use workestra_store::Op;

use crate::chance::Chance;
use crate::world::{WORDS, World};

const FILTERS: [&str; 24] = [
    "kind:deal",
    "kind:deal,ticket",
    "-kind:deal",
    "is:open",
    "-is:open",
    "is:won",
    "is:lost",
    "is:closed",
    "is:archived",
    "-is:archived",
    "is:trashed",
    "stage:proposal",
    "stage:new",
    "-stage:proposal",
    "kind:deal stage:won,lost",
    "amount>5k",
    "amount<20k kind:deal",
    "tag:cold",
    "-tag:cold",
    "has:amount",
    "priority:high",
    "closes<30d",
    "owner:none",
    "company:acme",
];

fn random_entity(chance: &mut Chance) -> Draft {
    let kind = *chance.pick(&Kind::ALL);
    let def = kind.def();
    let mut fields = Fields::new();
    let mut set = |key: &str, value: Value| {
        if def.field(key).is_some() {
            fields.insert(key.to_owned(), value);
        }
    };
    let word = *chance.pick(&["alpha", "beta", "gamma"]);
    for key in ["first_name", "subject"] {
        set(key, word.into());
    }
    set(if kind == Kind::Task { "title" } else { "name" }, word.into());
    let stages: Vec<&str> = def
        .stages
        .iter()
        .filter(|stage| stage.requires.is_empty())
        .map(|stage| stage.key.as_ref())
        .collect();
    set("stage", (*chance.pick(&stages)).into());
    if chance.below(2) == 0 {
        set("company", (*chance.pick(&["Acme", "ÁCME Süd", "Northwind"])).into());
        set("priority", (*chance.pick(&["low", "high"])).into());
        set(
            "amount",
            Value::Money(Money {
                minor: i64::try_from(chance.below(3_000_000)).unwrap(),
                currency: (*chance.pick(&["EUR", "USD", "JPY"])).to_owned(),
            }),
        );
        set("close_date", format!("2026-12-{:02}", 1 + chance.below(28)).into());
    }
    if chance.below(2) == 0 {
        set("tags", Value::List(vec![(*chance.pick(&["cold", "Hot"])).to_owned()]));
    }
    Draft { kind, fields }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filter_lets_through_exactly_what_the_workspace_file_says() {
    let world = World::new().await;
    let mut chance = Chance::new(3);
    let drafts = (0..160)
        .map(|_| Op::Create {
            id: None,
            draft: random_entity(&mut chance),
        })
        .collect();
    let made = world.write(drafts).await;
    for entity in &made {
        match chance.below(8) {
            0 => drop(world.write(vec![Op::Trash { id: entity.id }]).await),
            1 => drop(
                world
                    .write(vec![Op::Archive {
                        id: entity.id,
                        archived: true,
                    }])
                    .await,
            ),
            _ => {}
        }
    }
    world.settle().await;
    for round in 0..150 {
        let mut text = (*chance.pick(&FILTERS)).to_owned();
        for _ in 0..chance.below(3) {
            text = format!("{text} {}", chance.pick(&FILTERS));
        }
        let word = ["", "alpha ", "beta "][round % 3];
        // A field that the kinds asked for do not have is an issue, and then no filter.
        let query = parse(&text, &world.context());
        let filters = Query {
            filters: query.query.filters,
            ..Query::default()
        };
        let allowed = world.store.matching_nums(&filters, usize::MAX).await.unwrap();
        let entities = world.store.entities_by_num(&allowed).await.unwrap();
        let wanted: BTreeSet<_> = entities
            .iter()
            .filter(|stored| word.is_empty() || stored.entity.title == word.trim())
            .map(|stored| stored.entity.id)
            .collect();
        let answer = world.respond(&format!("{word}{text} "), &WORDS, 200).await;
        let found: BTreeSet<_> = answer.hits.iter().map(|hit| hit.id).collect();
        assert_eq!(found.len(), answer.hits.len(), "each once");
        assert_eq!(found, wanted, "“{word}{text}”");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_words_the_last_opened_come_first_and_then_the_last_written() {
    let world = World::new().await;
    let mut made = Vec::new();
    for name in ["first", "second", "third"] {
        made.push(world.add(Kind::Task, &[("title", name)]).await.id);
    }
    world.settle().await;
    assert_eq!(world.found("").await.len(), 3);
    world.search.picked(made[1]).await.unwrap();
    assert_eq!(world.found("").await[0], made[1]);
    assert_eq!(world.found("$recent").await[0], made[1]);
    assert_eq!(world.found("kind:task").await.len(), 3);
    assert!(world.found("kind:deal").await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn opening_often_orders_only_what_matches_alike() {
    let world = World::new().await;
    let pair = [("first_name", "Sam"), ("last_name", "Twin"), ("company", "Acme")];
    let one = world.add(Kind::Contact, &pair).await;
    let two = world.add(Kind::Contact, &pair).await;
    let better = world
        .add(Kind::Contact, &[("first_name", "Twin"), ("last_name", "Twin")])
        .await;
    world.settle().await;
    world.search.picked(one.id).await.unwrap();
    assert_eq!(world.found("twin").await, [better.id, one.id, two.id]);
    for _ in 0..5 {
        world.search.picked(two.id).await.unwrap();
    }
    assert_eq!(world.found("twin").await, [better.id, two.id, one.id]);
}
