//! What is written is found, and what is deleted is not.

use workestra_core::{Kind, Patch};
use workestra_store::{Op, TimelineKind};

use crate::chance::Chance;
use crate::world::{ALL, World};

#[tokio::test(flavor = "multi_thread")]
async fn every_change_is_found_as_it_is_now() {
    let world = World::new().await;
    let deal = world.add(Kind::Deal, &[("name", "Zeppelin order")]).await;
    world.settle().await;
    assert_eq!(world.found("zeppelin").await, [deal.id]);

    let patch = Patch::from([("name".to_owned(), Some("Balloon order".into()))]);
    world
        .write(vec![Op::Update {
            id: deal.id,
            revision: None,
            patch,
        }])
        .await;
    world.settle().await;
    assert!(world.found("zeppelin").await.is_empty());
    assert_eq!(world.found("balloon").await, [deal.id]);

    world
        .write(vec![Op::NoteAdd {
            id: None,
            on: vec![deal.id],
            entry: TimelineKind::Note,
            text: "They asked about the gondola.".into(),
            at: None,
        }])
        .await;
    world.settle().await;
    assert_eq!(world.found("gondola").await, [deal.id]);

    world.write(vec![Op::Trash { id: deal.id }]).await;
    world.settle().await;
    assert!(world.found("balloon").await.is_empty());
    assert_eq!(world.found("balloon is:trashed").await, [deal.id]);

    world.write(vec![Op::Restore { id: deal.id }]).await;
    world.settle().await;
    assert_eq!(world.found("balloon").await, [deal.id]);
    assert_eq!(world.search.verify().await.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_shown_before_shows_what_was_committed_since() {
    let world = World::new().await;
    let deal = world.add(Kind::Deal, &[("name", "Zeppelin order")]).await;
    world.settle().await;
    assert_eq!(world.hits("zeppelin").await[0].title, "Zeppelin order");
    for round in 0..20 {
        let name = format!("Zeppelin order {round}");
        let patch = Patch::from([("name".to_owned(), Some(name.as_str().into()))]);
        let id = deal.id;
        let revision = None;
        world.write(vec![Op::Update { id, revision, patch }]).await;
        // The text index may be behind, the row is not.
        assert_eq!(world.hits("zeppelin").await[0].title, name);
    }
    world.write(vec![Op::Erase { id: deal.id }]).await;
    assert!(
        world.found("zeppelin").await.is_empty(),
        "nothing is shown of what is gone"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_near_word_that_came_since_the_last_key_is_found() {
    let world = World::new().await;
    let first = world.add(Kind::Contact, &[("last_name", "Whitfield")]).await;
    world.settle().await;
    assert_eq!(world.found("whitfeild ").await, [first.id]);
    assert!(world.found("quetzalcoatll ").await.is_empty());
    let second = world.add(Kind::Contact, &[("last_name", "Quetzalcoatl")]).await;
    world.settle().await;
    assert_eq!(world.found("quetzalcoatll ").await, [second.id]);
    world.write(vec![Op::Erase { id: first.id }]).await;
    world.settle().await;
    assert!(world.found("whitfeild ").await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_deleted_for_good_leaves_the_index_and_its_files() {
    let world = World::new().await;
    let mut others = Vec::new();
    for number in 0..30 {
        others.push(
            world
                .add(Kind::Task, &[("title", &format!("task {number} xylophone"))])
                .await,
        );
        if number % 10 == 0 {
            world.settle().await;
        }
    }
    let gone = world.add(Kind::Task, &[("title", "quetzalcoatl xylophone")]).await;
    world.settle().await;
    let before: Vec<_> = segments(&world);
    world.write(vec![Op::Erase { id: gone.id }]).await;
    world.settle().await;
    assert!(world.found("quetzalcoatl").await.is_empty());
    assert!(world.found("quetzal").await.is_empty());
    let hits = world.respond("xylophone", &ALL, 50).await.hits;
    assert_eq!(hits.len(), 30);
    let after = segments(&world);
    assert!(
        before.iter().any(|file| !after.contains(file)),
        "the files that held it are gone"
    );
    assert_eq!(world.search.verify().await.unwrap(), []);
}

fn segments(world: &World) -> Vec<String> {
    std::fs::read_dir(world.index_dir())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".term") || name.ends_with(".idx"))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_query_makes_search_fail() {
    let world = World::new().await;
    for name in ["Dana Whitfield", "李小龙", "Мария"] {
        world.add(Kind::Contact, &[("first_name", name)]).await;
    }
    world.settle().await;
    let mut chance = Chance::new(4);
    let pieces = [
        "dana",
        "李",
        "kind:",
        "deal",
        ":",
        "\"",
        "-",
        "~",
        "#",
        "@",
        "$recent",
        "amount>",
        "10k",
        "(",
        "*",
        "\u{0}",
        "é",
        "\u{301}",
        " ",
        "  ",
        "is:archived",
        "-tag:x",
        "ﷺ",
        "😀",
        "closes<30d",
        "\u{202e}",
        "'",
        "deal-1",
        "a@b.c",
        "+49 170 1234567",
        "…",
    ];
    for _ in 0..300 {
        let mut text = String::new();
        for _ in 0..chance.below(9) {
            text.push_str(pieces[chance.below(pieces.len())]);
            if chance.below(2) == 0 {
                text.push(' ');
            }
        }
        let answer = world.respond(&text, &ALL, 20).await;
        for hit in &answer.hits {
            let units = hit.title.encode_utf16().count();
            assert!(
                hit.title_marks
                    .iter()
                    .all(|mark| mark.0.0 < mark.0.1 && mark.0.1 <= units),
                "“{text}”"
            );
        }
    }
}
