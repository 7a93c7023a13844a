//! Vectors for workspaces too large to embed within a benchmark: drawn near real ones, so that they lie as real ones do.

use rand::RngExt;
use workestra_core::kind::embedding_text;
use workestra_embed::Model;
use workestra_store::{Store, VECTOR_DIMENSIONS, VectorOf};

use crate::chance;

/// Real vectors that others are drawn near to.
const REAL: usize = 512;
/// How far from them, as a length: cosines of about 0.7 with the real one, as texts of one topic have among themselves.
const SPREAD: f32 = 1.0;
/// Vectors kept at once.
const BATCH: usize = 2_000;

/// Keeps a drawn vector for each entity that has none. Equal workspaces get equal ones.
///
/// # Errors
/// The workspace cannot be read or written, or the model fails.
pub async fn draw(store: &Store, model: &Model) -> anyhow::Result<()> {
    let real = real(store, model).await?;
    let mut rng = chance::of(11);
    loop {
        let missing = store.vectors_missing(model.id(), BATCH, &[]).await?;
        if missing.is_empty() || real.is_empty() {
            return Ok(());
        }
        let vectors: Vec<Vec<f32>> = missing
            .iter()
            .map(|_| {
                let near = &real[rng.random_range(0..real.len())];
                near_to(near, &mut rng)
            })
            .collect();
        let kept: Vec<VectorOf<'_>> = missing
            .iter()
            .zip(&vectors)
            .map(|(text, vector)| VectorOf {
                num: text.num,
                hash: text.hash,
                vector,
            })
            .collect();
        store.put_vectors(model.id(), &kept).await?;
    }
}

async fn real(store: &Store, model: &Model) -> anyhow::Result<Vec<Vec<f32>>> {
    let stored = store.scan(0, REAL).await?;
    let texts: Vec<String> = stored
        .iter()
        .map(|stored| embedding_text(stored.entity.kind.def(), &stored.entity.fields))
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let embeddings = model.embed_batch(&texts, threads)?;
    Ok(embeddings
        .iter()
        .map(|embedding| embedding.as_slice().to_vec())
        .collect())
}

/// A vector of unit length in a random direction from this one.
fn near_to(near: &[f32], rng: &mut impl RngExt) -> Vec<f32> {
    // Uniform numbers between -1 and 1 have a third of a square each.
    #[expect(clippy::cast_precision_loss, reason = "384")]
    let scale = SPREAD * (3.0 / VECTOR_DIMENSIONS as f32).sqrt();
    let drawn: Vec<f32> = near
        .iter()
        .map(|number| number + scale * (rng.random::<f32>() * 2.0 - 1.0))
        .collect();
    let length = drawn.iter().map(|number| number * number).sum::<f32>().sqrt();
    drawn.into_iter().map(|number| number / length).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawn_vector_has_unit_length_and_lies_near_the_real_one() {
        let mut near = vec![0.0; VECTOR_DIMENSIONS];
        near[7] = 1.0;
        let mut rng = chance::of(1);
        for _ in 0..50 {
            let drawn = near_to(&near, &mut rng);
            let length: f32 = drawn.iter().map(|number| number * number).sum();
            assert!((length - 1.0).abs() < 1e-4, "{length}");
            assert!((0.6..0.8).contains(&drawn[7]), "{}", drawn[7]);
        }
    }
}
