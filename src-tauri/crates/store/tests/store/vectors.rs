use std::collections::BTreeMap;

use workestra_core::Verb;
use workestra_store::{Op, VECTOR_DIMENSIONS, VectorOf};

use crate::desk::{Desk, all_bytes, contact, create, deal, holds, set};

const MODEL: &str = "test-model";

/// A vector of unit length that points mostly along one axis.
fn vector(axis: usize) -> Vec<f32> {
    let mut vector = vec![0.0; VECTOR_DIMENSIONS];
    vector[axis % VECTOR_DIMENSIONS] = 0.8;
    vector[(axis + 1) % VECTOR_DIMENSIONS] = 0.6;
    vector
}

async fn embed_all(desk: &Desk, model: &str) -> usize {
    let mut made = 0;
    loop {
        let texts = desk.store.vectors_missing(model, 16, &[]).await.unwrap();
        if texts.is_empty() {
            return made;
        }
        made += texts.len();
        let vectors: Vec<Vec<f32>> = texts
            .iter()
            .map(|text| vector(usize::try_from(text.num).unwrap()))
            .collect();
        let of: Vec<VectorOf<'_>> = texts
            .iter()
            .zip(&vectors)
            .map(|(text, vector)| VectorOf {
                num: text.num,
                hash: text.hash,
                vector,
            })
            .collect();
        desk.store.put_vectors(model, &of).await.unwrap();
    }
}

#[tokio::test]
async fn each_entity_is_embedded_once_and_again_when_its_text_changes() {
    let desk = Desk::new().await;
    let ops = (0..40).map(|row| create(deal(&format!("Deal {row}")))).collect();
    let written = desk.write(ops).await;
    assert_eq!(embed_all(&desk, MODEL).await, 40);
    let counts = desk.store.vector_counts(MODEL).await.unwrap();
    assert_eq!((counts.have, counts.want), (40, 40));
    let id = written.entities[3].id;
    desk.update(id, set("stage", "proposal")).await;
    assert!(
        desk.store.vectors_missing(MODEL, 10, &[]).await.unwrap().is_empty(),
        "its text is the same"
    );
    desk.update(id, set("name", "Other")).await;
    let missing = desk.store.vectors_missing(MODEL, 10, &[]).await.unwrap();
    assert_eq!(missing.len(), 1);
    assert_eq!(missing[0].text, "Other");
    assert_eq!(embed_all(&desk, MODEL).await, 1);
    desk.is_sound().await;
}

#[tokio::test]
async fn preferred_entities_come_first_and_the_trash_not_at_all() {
    let desk = Desk::new().await;
    let written = desk
        .write((0..10).map(|row| create(deal(&format!("Deal {row}")))).collect())
        .await;
    let first = desk.num(written.entities[0].id).await;
    desk.write(vec![Op::Trash {
        id: written.entities[9].id,
    }])
    .await;
    let texts = desk.store.vectors_missing(MODEL, 3, &[first]).await.unwrap();
    assert_eq!(texts[0].num, first);
    let trashed = desk.num(written.entities[9].id).await;
    assert!(texts.iter().all(|text| text.num != trashed));
    assert_eq!(desk.store.vector_counts(MODEL).await.unwrap().want, 9);
}

#[tokio::test]
async fn a_vector_of_an_old_text_is_dropped() {
    let desk = Desk::new().await;
    let roof = desk.create(deal("Roof")).await;
    let text = desk.store.vectors_missing(MODEL, 1, &[]).await.unwrap().remove(0);
    desk.update(roof.id, set("name", "Floor")).await;
    let late = vector(1);
    let of = VectorOf {
        num: text.num,
        hash: text.hash,
        vector: &late,
    };
    desk.store.put_vectors(MODEL, &[of]).await.unwrap();
    assert!(desk.store.vectors_of(&[text.num]).await.unwrap().is_empty());
    desk.is_sound().await;
}

#[tokio::test]
async fn all_vectors_stream_out_as_they_went_in() {
    let desk = Desk::new().await;
    desk.write((0..1_500).map(|row| create(deal(&format!("Deal {row}")))).collect())
        .await;
    embed_all(&desk, MODEL).await;
    let erased = desk.store.scan(0, 1).await.unwrap().remove(0);
    desk.store
        .write(&desk.grant(Verb::Erase).await, vec![Op::Erase { id: erased.entity.id }])
        .await
        .unwrap();
    let mut seen = BTreeMap::new();
    let count = desk.store.for_each_vector(MODEL, |num, vector| {
        seen.insert(num, vector.to_vec());
    });
    assert_eq!(count.await.unwrap(), 1_499);
    assert_eq!(seen.len(), 1_499, "each once");
    assert!(!seen.contains_key(&erased.num));
    assert!(
        seen.iter()
            .all(|(num, found)| *found == vector(usize::try_from(*num).unwrap()))
    );
    assert_eq!(desk.store.for_each_vector("another-model", |_, _| ()).await.unwrap(), 0);
}

#[tokio::test]
async fn the_nearest_are_found_by_full_scan() {
    let desk = Desk::new().await;
    desk.write((0..50).map(|row| create(deal(&format!("Deal {row}")))).collect())
        .await;
    embed_all(&desk, MODEL).await;
    let nearest = desk.store.knn(&vector(7), 3).await.unwrap();
    assert_eq!(nearest[0].0, 7);
    assert!(nearest[0].1.abs() < 1e-5, "itself, at no distance");
    assert!((nearest[1].1 - 0.52).abs() < 1e-4, "cosine distance of its neighbours");
}

#[tokio::test]
async fn another_model_starts_anew() {
    let desk = Desk::new().await;
    desk.write(vec![create(deal("Roof")), create(contact("Anna", "Berg"))])
        .await;
    embed_all(&desk, MODEL).await;
    assert_eq!(embed_all(&desk, "other").await, 2);
    assert_eq!(desk.store.vector_counts(MODEL).await.unwrap().have, 0);
    assert_eq!(desk.store.vector_counts("other").await.unwrap().have, 2);
    desk.is_sound().await;
}

#[tokio::test]
async fn the_file_shows_no_vector() {
    let desk = Desk::new().await;
    desk.create(deal("Roof")).await;
    embed_all(&desk, MODEL).await;
    let needle: Vec<u8> = vector(1)[..4].iter().flat_map(|number| number.to_le_bytes()).collect();
    assert!(!holds(&all_bytes(desk.path()), &needle));
}
