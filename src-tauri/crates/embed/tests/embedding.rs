//! The model against vectors that an independent forward pass (double precision) and tokeniser made of the same weights.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use workestra_embed::{DIMENSIONS, EmbedError, Embedding, Model};

/// Where the model's files are; a test without them fails, for it would prove nothing.
fn model_dir() -> PathBuf {
    let dir = std::env::var_os("WORKESTRA_MODEL_DIR").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../models/all-MiniLM-L6-v2"),
        PathBuf::from,
    );
    assert!(
        Model::files_present(&dir),
        "the embedding model is not in {}: run `cargo xtask setup`, or set WORKESTRA_MODEL_DIR",
        dir.display()
    );
    dir
}

fn model() -> Model {
    Model::load(&model_dir()).unwrap()
}

struct Reference {
    text: String,
    vector: Vec<f32>,
}

fn references() -> Vec<Reference> {
    let json: serde_json::Value = serde_json::from_str(include_str!("fixtures/reference.json")).unwrap();
    json.as_array()
        .unwrap()
        .iter()
        .map(|entry| Reference {
            text: entry["text"]
                .as_str()
                .unwrap()
                .repeat(entry["repeat"].as_u64().unwrap() as usize),
            vector: entry["vector"]
                .as_array()
                .unwrap()
                .iter()
                .map(|n| n.as_f64().unwrap() as f32)
                .collect(),
        })
        .collect()
}

/// The largest difference between two vectors in any one number.
fn apart(a: &[f32], b: &[f32]) -> f32 {
    assert_eq!(a.len(), b.len(), "vectors of different length");
    a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
}

fn cosine(a: &Embedding, b: &Embedding) -> f32 {
    a.as_slice().iter().zip(b.as_slice()).map(|(a, b)| a * b).sum()
}

#[test]
fn queries_match_the_reference_vectors() {
    let model = model();
    for Reference { text, vector } in references() {
        let embedding = model.embed_query(&text).unwrap();
        assert_eq!(embedding.as_slice().len(), DIMENSIONS);
        let apart = apart(embedding.as_slice(), &vector);
        assert!(apart < 1e-4, "{apart} off for {text:.60?}");
    }
}

#[test]
fn a_batch_matches_the_reference_vectors_in_the_order_given() {
    let model = model();
    let references = references();
    // Long beside short, more than one chunk, and so many that lanes interleave.
    let many: Vec<&Reference> = references.iter().cycle().take(references.len() * 2).collect();
    let texts: Vec<&str> = many.iter().map(|reference| reference.text.as_str()).collect();
    for threads in [0, 3] {
        let embeddings = model.embed_batch(&texts, threads).unwrap();
        assert_eq!(embeddings.len(), texts.len());
        for (embedding, reference) in embeddings.iter().zip(&many) {
            let apart = apart(embedding.as_slice(), &reference.vector);
            assert!(
                apart < 1e-4,
                "{apart} off on {threads} threads for {:.60?}",
                reference.text
            );
        }
    }
}

#[test]
fn an_empty_batch_is_empty() {
    assert_eq!(model().embed_batch(&[], 2).unwrap(), []);
}

#[test]
fn every_vector_has_length_one() {
    let model = model();
    let hostile = [
        "",
        " \n\t",
        "\0\u{1}\u{7f}",
        "\u{fffd}\u{202e}\u{200d}",
        "🏳️‍🌈",
        "e\u{301}\u{301}\u{301}",
        "[SEP] [MASK] [CLS]",
    ];
    for text in hostile {
        let embedding = model.embed_query(text).unwrap();
        let length = cosine(&embedding, &embedding).sqrt();
        assert!((length - 1.0).abs() < 1e-5, "length {length} for {text:?}");
    }
}

#[test]
fn a_text_of_200_000_characters_is_read_as_its_beginning() {
    let model = model();
    let sentence = "The customer asks for a refund of the second payment. ";
    let beginning = model.embed_query(&sentence.repeat(30)).unwrap();
    let whole = model.embed_query(&sentence.repeat(200_000 / sentence.len())).unwrap();
    assert_eq!(whole, beginning, "only the first 256 tokens count");

    for unbroken in [
        "x".repeat(200_000),
        "語".repeat(200_000),
        "a\u{301}".repeat(100_000),
        " ".repeat(200_000),
    ] {
        let embedding = model.embed_query(&unbroken).unwrap();
        assert!((cosine(&embedding, &embedding) - 1.0).abs() < 1e-5);
    }
}

#[test]
fn a_paraphrase_is_nearer_than_another_matter() {
    let model = model();
    let [question, paraphrase, other] = [
        "how do I get my money back",
        "refund for a duplicate payment",
        "senior rust engineer in Berlin",
    ]
    .map(|text| model.embed_query(text).unwrap());
    let (near, far) = (cosine(&question, &paraphrase), cosine(&question, &other));
    assert!(near > far + 0.2, "paraphrase {near}, other {far}");
}

#[test]
fn queries_and_batches_at_once_do_not_change_each_other() {
    let model = Arc::new(model());
    let references = Arc::new(references());
    let batch = thread::spawn({
        let (model, references) = (Arc::clone(&model), Arc::clone(&references));
        move || {
            let texts: Vec<&str> = references.iter().map(|reference| reference.text.as_str()).collect();
            model.embed_batch(&texts, 2).unwrap()
        }
    });
    let query = &references[1];
    for _ in 0..20 {
        let embedding = model.embed_query(&query.text).unwrap();
        assert!(apart(embedding.as_slice(), &query.vector) < 1e-4);
    }
    for (embedding, reference) in batch.join().expect("the batch ran").iter().zip(references.iter()) {
        assert!(apart(embedding.as_slice(), &reference.vector) < 1e-4);
    }
}

#[test]
fn a_missing_file_is_named_with_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    assert!(!Model::files_present(dir.path()));
    let Err(error) = Model::load(dir.path()) else {
        panic!("loaded from an empty folder")
    };
    assert!(matches!(error, EmbedError::Missing { .. }), "{error}");
    let message = error.to_string();
    assert!(
        message.contains("model.safetensors") && message.contains("cargo xtask setup"),
        "{message}"
    );
}

#[test]
fn a_file_with_one_flipped_bit_is_refused() {
    let good = model_dir();
    for name in ["model.safetensors", "tokenizer.json"] {
        let dir = tempfile::tempdir().unwrap();
        for file in ["model.safetensors", "tokenizer.json"] {
            fs::copy(good.join(file), dir.path().join(file)).unwrap();
        }
        let path = dir.path().join(name);
        let mut bytes = fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(&path, &bytes).unwrap();
        let Err(error) = Model::load(dir.path()) else {
            panic!("loaded a changed {name}")
        };
        assert!(
            matches!(&error, EmbedError::WrongHash { path: found, .. } if found.ends_with(name)),
            "{error}"
        );
    }
}

#[test]
fn a_truncated_file_is_refused() {
    let good = model_dir();
    let dir = tempfile::tempdir().unwrap();
    fs::copy(good.join("tokenizer.json"), dir.path().join("tokenizer.json")).unwrap();
    for len in [0, 7, 100_000] {
        let bytes = fs::read(good.join("model.safetensors")).unwrap();
        fs::write(dir.path().join("model.safetensors"), &bytes[..len]).unwrap();
        let Err(error) = Model::load(dir.path()) else {
            panic!("loaded {len} bytes")
        };
        assert!(matches!(error, EmbedError::WrongHash { .. }), "{error}");
    }
}
