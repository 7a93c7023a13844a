//! Vectors made by something else than the model on this device.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use parking_lot::Mutex;
use workestra_core::Kind;
use workestra_search::api::{Leg, VectorStatus};
use workestra_search::{Embedding, EmbeddingError, ModelIdentity, Source};
use workestra_store::{Op, TextToEmbed, VECTOR_DIMENSIONS};

use crate::world::{ALL, World};

/// Texts are near that have words in common.
struct Words {
    identity: ModelIdentity,
    kinds: Vec<Kind>,
    pause: Option<Duration>,
    /// What the next batches end with.
    failing: Mutex<Vec<EmbeddingError>>,
    embedded: Mutex<Vec<String>>,
    asked: Mutex<Vec<String>>,
}

impl Words {
    fn new(name: &str) -> Self {
        Self {
            identity: ModelIdentity {
                name: name.to_owned(),
                dimensions: VECTOR_DIMENSIONS,
            },
            kinds: Kind::ALL.to_vec(),
            pause: None,
            failing: Mutex::default(),
            embedded: Mutex::default(),
            asked: Mutex::default(),
        }
    }

    fn vector(text: &str) -> Vec<f32> {
        let mut vector = vec![0.0; VECTOR_DIMENSIONS];
        for word in text.split_whitespace() {
            let place = word.to_lowercase().bytes().fold(7_usize, |sum, byte| {
                sum.wrapping_mul(31).wrapping_add(usize::from(byte))
            });
            vector[place % VECTOR_DIMENSIONS] += 1.0;
        }
        vector
    }
}

impl Embedding for Words {
    fn identity(&self) -> &ModelIdentity {
        &self.identity
    }

    fn kinds(&self) -> Vec<Kind> {
        self.kinds.clone()
    }

    fn at_once(&self) -> usize {
        2
    }

    fn pause(&self) -> Option<Duration> {
        self.pause
    }

    fn embed(&self, texts: &[TextToEmbed], _: usize) -> Result<Vec<Vec<f32>>, EmbeddingError> {
        if let Some(error) = self.failing.lock().pop() {
            return Err(error);
        }
        self.embedded.lock().extend(texts.iter().map(|text| text.text.clone()));
        Ok(texts.iter().map(|text| Self::vector(&text.text)).collect())
    }

    fn query(&self, text: &str, cancel: &AtomicBool) -> Result<Option<Vec<f32>>, EmbeddingError> {
        self.asked.lock().push(text.to_owned());
        Ok((!cancel.load(Ordering::Relaxed)).then(|| Self::vector(text)))
    }
}

async fn with_tickets() -> World {
    let world = World::new().await;
    for subject in ["roof leaks badly", "gutter repair", "invoice overdue"] {
        world.add(Kind::Ticket, &[("subject", subject)]).await;
    }
    world.settle().await;
    world
}

async fn status(world: &World, wanted: impl FnMut(&VectorStatus) -> bool) -> VectorStatus {
    let mut wanted = wanted;
    let mut all = world.search.watch_status();
    let reached = all.wait_for(|all| wanted(&all.vectors)).await.unwrap();
    reached.vectors.clone()
}

fn is_ready(status: &VectorStatus) -> bool {
    matches!(status, VectorStatus::Ready { .. })
}

#[tokio::test(flavor = "multi_thread")]
async fn another_maker_makes_all_vectors_anew_and_none_of_the_one_before_is_found() {
    let world = with_tickets().await;
    let (one, other) = (Arc::new(Words::new("one")), Arc::new(Words::new("other")));
    world.search.embed_by(Source::Elsewhere(one.clone()));
    assert_eq!(status(&world, is_ready).await, VectorStatus::Ready { total: 3 });
    assert_eq!(one.embedded.lock().len(), 3);
    let found = world.respond("leaks", &[Leg::Vector], 5).await;
    assert_eq!(found.hits.len(), 1, "{:?}", found.hits);
    world.search.embed_by(Source::Elsewhere(other.clone()));
    assert_eq!(status(&world, is_ready).await, VectorStatus::Ready { total: 3 });
    assert_eq!(other.embedded.lock().len(), 3);
    assert_eq!(world.store.vector_counts("one").await.unwrap().have, 0);
    assert_eq!(world.respond("leaks", &[Leg::Vector], 5).await.hits.len(), 1);
    assert_eq!(*other.asked.lock(), ["leaks"], "asked anew of the other");
    assert_eq!(world.search.verify().await.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn while_nobody_makes_vectors_those_in_the_file_stay_and_words_are_found() {
    let mut world = with_tickets().await;
    let maker = Arc::new(Words::new("one"));
    world.search.embed_by(Source::Elsewhere(maker.clone()));
    status(&world, is_ready).await;
    world.search.embed_by(Source::Nobody("switched off".to_owned()));
    let said = status(&world, |status| matches!(status, VectorStatus::NoModel { .. })).await;
    assert_eq!(
        said,
        VectorStatus::NoModel {
            message: "switched off".to_owned()
        }
    );
    let found = world.respond("leaks", &ALL, 5).await;
    assert_eq!(found.hits.len(), 1);
    assert!(!found.legs.contains(&Leg::Vector));
    assert_eq!(maker.asked.lock().len(), 0, "what is typed goes nowhere");
    // Opened so, too, nothing is driven out.
    world.reopen_with(Source::Nobody("not yet".to_owned())).await;
    world.search.wait_idle(true, true).await.unwrap();
    assert_eq!(world.store.vector_counts("one").await.unwrap().have, 3);
    world.search.embed_by(Source::Elsewhere(maker.clone()));
    status(&world, is_ready).await;
    assert_eq!(maker.embedded.lock().len(), 3, "none was made twice");
    assert_eq!(world.respond("leaks", &[Leg::Vector], 5).await.hits.len(), 1);
}

/// What is said of one turn never stays over the next, however the two threads come to run.
#[tokio::test(flavor = "multi_thread")]
async fn the_state_of_the_latest_maker_is_what_stays() {
    let world = with_tickets().await;
    let maker = Arc::new(Words::new("one"));
    for turn in 0..500 {
        let message = format!("nobody, {turn}");
        world.search.embed_by(Source::Nobody(message.clone()));
        status(&world, |status| {
            *status
                == VectorStatus::NoModel {
                    message: message.clone(),
                }
        })
        .await;
        world.search.embed_by(Source::Elsewhere(maker.clone()));
        status(&world, is_ready).await;
        assert!(
            world
                .respond("leaks", &[Leg::Vector], 5)
                .await
                .legs
                .contains(&Leg::Vector)
        );
    }
    assert_eq!(maker.embedded.lock().len(), 3, "none was made twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn kinds_that_a_maker_may_not_see_are_not_given_to_it_and_are_not_waited_for() {
    let world = with_tickets().await;
    world.add(Kind::Candidate, &[("last_name", "Kranich")]).await;
    let maker = Arc::new(Words {
        kinds: vec![Kind::Ticket],
        ..Words::new("one")
    });
    world.search.embed_by(Source::Elsewhere(maker.clone()));
    assert_eq!(status(&world, is_ready).await, VectorStatus::Ready { total: 3 });
    assert!(maker.embedded.lock().iter().all(|text| !text.contains("Kranich")));
    assert_eq!(world.search.verify().await.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_pause_only_what_typing_rested_on_is_embedded_and_nothing_that_names_an_entity() {
    let world = with_tickets().await;
    let maker = Arc::new(Words {
        pause: Some(Duration::from_secs(1)),
        ..Words::new("one")
    });
    world.search.embed_by(Source::Elsewhere(maker.clone()));
    status(&world, is_ready).await;
    let typed = |text: &'static str, seq: i64| {
        let request = workestra_search::api::SearchRequest {
            text: text.to_owned(),
            seq,
            legs: ALL.to_vec(),
            limit: 5,
            kind: None,
            explain: false,
        };
        let world = &world;
        async move { world.search.search(&request, &world.context()).await.unwrap() }
    };
    let (first, second) = tokio::join!(typed("leak", 1), typed("leaks", 2));
    assert!(!first.legs.contains(&Leg::Vector), "typing went on");
    assert!(second.legs.contains(&Leg::Vector));
    assert_eq!(*maker.asked.lock(), ["leaks"]);
    for named in [
        "TIC-1",
        "gutter repair",
        "dana@acme.example",
        "acme.example",
        "+49 30 901820",
    ] {
        assert!(!typed(named, 3).await.legs.contains(&Leg::Vector), "{named}");
    }
    assert_eq!(maker.asked.lock().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stays_wrong_is_said_and_tried_no_more_until_something_is_changed() {
    let world = with_tickets().await;
    let maker = Arc::new(Words::new("one"));
    maker
        .failing
        .lock()
        .push(EmbeddingError::Lasting("wrong key".to_owned()));
    world.search.embed_by(Source::Elsewhere(maker.clone()));
    let said = status(
        &world,
        |status| matches!(status, VectorStatus::NoModel { message } if message == "wrong key"),
    );
    said.await;
    world.add(Kind::Ticket, &[("subject", "one more")]).await;
    world.search.wait_idle(true, true).await.unwrap();
    assert!(maker.embedded.lock().is_empty());
    world.search.embed_by(Source::Elsewhere(maker.clone()));
    assert_eq!(status(&world, is_ready).await, VectorStatus::Ready { total: 4 });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_maker_of_another_length_is_refused_with_what_to_do() {
    let world = with_tickets().await;
    let maker = Words {
        identity: ModelIdentity {
            name: "long".to_owned(),
            dimensions: 1536,
        },
        ..Words::new("")
    };
    world.search.embed_by(Source::Elsewhere(Arc::new(maker)));
    let said = |status: &VectorStatus| matches!(status, VectorStatus::NoModel { message } if message.contains("1536"));
    status(&world, said).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erased_entity_takes_its_vector_along_whoever_made_it() {
    let world = with_tickets().await;
    let made = world.add(Kind::Ticket, &[("subject", "chimney sweep")]).await;
    world.search.embed_by(Source::Elsewhere(Arc::new(Words::new("one"))));
    status(&world, is_ready).await;
    assert_eq!(world.store.vectors_of(&[made.num]).await.unwrap().len(), 1);
    world.write(vec![Op::Erase { id: made.id }]).await;
    world.search.wait_idle(true, true).await.unwrap();
    assert!(world.store.vectors_of(&[made.num]).await.unwrap().is_empty());
    assert!(world.respond("chimney", &[Leg::Vector], 5).await.hits.is_empty());
    assert_eq!(world.search.verify().await.unwrap(), []);
}
