//! The index derives from the workspace: lost or damaged, it comes back equal.

use std::fs;

use workestra_core::{EntityId, Kind};

use crate::chance::Chance;
use crate::world::World;

const QUESTIONS: [&str; 6] = ["alpha", "beta gamma", "delt", "order 7", "gamam", "kind:deal epsilon"];

async fn fill(world: &World) {
    let mut chance = Chance::new(5);
    let words = ["alpha", "beta", "gamma", "delta", "epsilon", "order"];
    for number in 0..80 {
        let title = format!("{} {} {number}", chance.pick(&words), chance.pick(&words));
        if number % 2 == 0 {
            world.add(Kind::Deal, &[("name", &title)]).await;
        } else {
            world.add(Kind::Task, &[("title", &title)]).await;
        }
    }
    world.settle().await;
}

async fn answers(world: &World) -> Vec<Vec<EntityId>> {
    let mut all = Vec::new();
    for question in QUESTIONS {
        let mut found: Vec<EntityId> = world
            .respond(question, &crate::world::WORDS, 100)
            .await
            .hits
            .iter()
            .map(|hit| hit.id)
            .collect();
        found.sort_unstable();
        all.push(found);
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_index_is_built_again_with_equal_answers() {
    let mut world = World::new().await;
    fill(&world).await;
    let before = answers(&world).await;
    assert!(before.iter().any(|found| !found.is_empty()));

    world.search.close().await;
    fs::remove_dir_all(world.index_dir()).unwrap();
    world.reopen(None).await;
    world.settle().await;
    assert_eq!(answers(&world).await, before);

    world.search.reindex().await.unwrap();
    world.settle().await;
    assert_eq!(answers(&world).await, before);
    assert_eq!(world.search.verify().await.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flipped_byte_in_any_file_leads_to_a_rebuild_with_equal_answers() {
    let mut world = World::new().await;
    fill(&world).await;
    let before = answers(&world).await;
    let mut chance = Chance::new(6);
    for _ in 0..12 {
        world.search.close().await;
        let mut files: Vec<_> = fs::read_dir(world.index_dir())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| !path.to_string_lossy().ends_with(".lock"))
            .collect();
        files.sort();
        let path = chance.pick(&files);
        let mut bytes = fs::read(path).unwrap();
        let at = chance.below(bytes.len());
        bytes[at] ^= 1 << chance.below(8);
        fs::write(path, bytes).unwrap();
        world.reopen(None).await;
        world.settle().await;
        // A file that is only read by a search is found damaged by that search.
        let _ = answers(&world).await;
        world.settle().await;
        assert_eq!(answers(&world).await, before, "after damage to {}", path.display());
    }
    assert_eq!(world.search.verify().await.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_made_while_search_was_closed_are_caught_up_with() {
    let mut world = World::new().await;
    fill(&world).await;
    world.search.close().await;
    let late = world.add(Kind::Task, &[("title", "written meanwhile")]).await;
    world.reopen(None).await;
    world.settle().await;
    assert_eq!(world.found("meanwhile").await, [late.id]);
    assert_eq!(world.search.verify().await.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_the_workspace_is_readable_in_the_index_folder() {
    let world = World::new().await;
    world.add(Kind::Task, &[("title", "canaryword plainly visible")]).await;
    world.settle().await;
    for entry in fs::read_dir(world.index_dir()).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        for canary in ["canaryword", "plainly", "visible"] {
            assert!(!bytes.windows(canary.len()).any(|window| window == canary.as_bytes()));
        }
    }
}
