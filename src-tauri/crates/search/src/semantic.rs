//! The vector leg: what a text means, near to what entities mean.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use parking_lot::{Mutex, RwLock};
use workestra_embed::Model;

use crate::embedding::Embedding;
use crate::error::SearchError;
use crate::mirror::{Keep, Mirror, MirrorError};

/// Embeddings of queries that are kept: those of the keys just typed and taken back.
const KEPT: usize = 64;
/// Below this cosine nothing is near in meaning, however short the list.
const NEAR: f32 = 0.25;
/// What is farther from the best hit than this is not among the hits of a short query.
const SPREAD: f32 = 0.30;

/// The vectors, and what makes them.
pub struct Semantic {
    /// The model on this device, once loaded: it tells words from slips, whoever makes the vectors.
    words: RwLock<Option<Arc<Model>>>,
    /// What makes vectors. The mirror holds vectors of this maker and of no other.
    embedding: RwLock<Option<Arc<dyn Embedding>>>,
    /// The vectors of all embedded entities.
    pub mirror: Mirror,
    queries: Mutex<VecDeque<Asked>>,
}

/// A query that was embedded.
struct Asked {
    text: String,
    /// The maker's name.
    by: String,
    vector: Arc<[f32]>,
}

impl Semantic {
    /// Without a model yet.
    pub fn new(mirror: Mirror) -> Self {
        Self {
            words: RwLock::new(None),
            embedding: RwLock::new(None),
            mirror,
            queries: Mutex::new(VecDeque::new()),
        }
    }

    /// The model that knows words, once loaded.
    pub fn words(&self) -> Option<Arc<Model>> {
        self.words.read().clone()
    }

    /// Sets the model that knows words.
    pub fn set_words(&self, model: Arc<Model>) {
        *self.words.write() = Some(model);
    }

    /// What makes vectors, if anything does now.
    pub fn embedding(&self) -> Option<Arc<dyn Embedding>> {
        self.embedding.read().clone()
    }

    /// Sets what makes vectors. Where the mirror holds those of another maker it is cleared first, with nobody set.
    pub fn set_embedding(&self, embedding: Option<Arc<dyn Embedding>>) {
        *self.embedding.write() = embedding;
    }

    /// The vector of a query, if it was asked for lately.
    pub fn known(&self, by: &dyn Embedding, text: &str) -> Option<Arc<[f32]>> {
        let mut queries = self.queries.lock();
        let at = queries
            .iter()
            .position(|asked| asked.text == text && asked.by == by.identity().name)?;
        let asked = queries.remove(at)?;
        let vector = Arc::clone(&asked.vector);
        queries.push_front(asked);
        Some(vector)
    }

    fn embed(&self, by: &dyn Embedding, text: &str, cancel: &AtomicBool) -> Result<Option<Arc<[f32]>>, SearchError> {
        if let Some(vector) = self.known(by, text) {
            return Ok(Some(vector));
        }
        let Some(vector) = by.query(text, cancel)? else {
            return Ok(None);
        };
        let vector: Arc<[f32]> = vector.into();
        let mut queries = self.queries.lock();
        queries.truncate(KEPT - 1);
        queries.push_front(Asked {
            text: text.to_owned(),
            by: by.identity().name.clone(),
            vector: Arc::clone(&vector),
        });
        Ok(Some(vector))
    }

    /// The entities nearest in meaning with their cosines, nearest first; none when the leg cannot run or was
    /// cancelled. Blocks.
    ///
    /// # Errors
    /// What makes the vectors failed.
    pub fn search(
        &self,
        text: &str,
        limit: usize,
        keep: Keep<'_>,
        cancel: &AtomicBool,
    ) -> Result<Option<Vec<(i64, f32)>>, SearchError> {
        if self.mirror.is_empty() {
            return Ok(None);
        }
        let Some(by) = self.embedding() else { return Ok(None) };
        let Some(query) = self.embed(&*by, text, cancel)? else {
            return Ok(None);
        };
        // Held while the mirror is read: it is cleared for another maker only once nobody is set.
        let now = self.embedding.read();
        let same = now.as_ref().is_some_and(|now| now.identity() == by.identity());
        if !same {
            return Ok(None);
        }
        match self.mirror.search(&query, limit, keep, cancel) {
            Ok(mut found) => {
                let best = found.first().map_or(0.0, |&(_, cosine)| cosine);
                found.retain(|&(_, cosine)| cosine >= NEAR && cosine >= best - SPREAD);
                Ok(Some(found))
            }
            // A query of no direction is near to nothing.
            Err(MirrorError::Cancelled | MirrorError::NoDirection) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}
