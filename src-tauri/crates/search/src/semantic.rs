//! The vector leg: what a text means, near to what entities mean.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use parking_lot::{Mutex, RwLock};
use workestra_embed::{Embedding, Model};

use crate::error::SearchError;
use crate::mirror::{Keep, Mirror, MirrorError};

/// Embeddings of queries that are kept: those of the keys just typed and taken back.
const KEPT: usize = 64;
/// Below this cosine nothing is near in meaning, however short the list.
const NEAR: f32 = 0.25;
/// What is farther from the best hit than this is not among the hits of a short query.
const SPREAD: f32 = 0.30;

/// The vectors, and the model once it is loaded.
pub struct Semantic {
    model: RwLock<Option<Arc<Model>>>,
    /// The vectors of all embedded entities.
    pub mirror: Mirror,
    queries: Mutex<VecDeque<(String, Arc<Embedding>)>>,
}

impl Semantic {
    /// Without a model yet.
    pub fn new(mirror: Mirror) -> Self {
        Self {
            model: RwLock::new(None),
            mirror,
            queries: Mutex::new(VecDeque::new()),
        }
    }

    /// The model, once loaded.
    pub fn model(&self) -> Option<Arc<Model>> {
        self.model.read().clone()
    }

    /// Sets the model.
    pub fn set_model(&self, model: Arc<Model>) {
        *self.model.write() = Some(model);
    }

    fn embed(&self, text: &str) -> Result<Option<Arc<Embedding>>, SearchError> {
        {
            let mut queries = self.queries.lock();
            if let Some(at) = queries.iter().position(|(query, _)| query == text)
                && let Some(entry) = queries.remove(at)
            {
                let embedding = Arc::clone(&entry.1);
                queries.push_front(entry);
                return Ok(Some(embedding));
            }
        }
        let Some(model) = self.model() else { return Ok(None) };
        let embedding = Arc::new(model.embed_query(text)?);
        let mut queries = self.queries.lock();
        queries.truncate(KEPT - 1);
        queries.push_front((text.to_owned(), Arc::clone(&embedding)));
        Ok(Some(embedding))
    }

    /// The entities nearest in meaning with their cosines, nearest first; none when the leg cannot run or was
    /// cancelled. Blocks.
    ///
    /// # Errors
    /// The model failed.
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
        let Some(query) = self.embed(text)? else {
            return Ok(None);
        };
        match self.mirror.search(query.as_slice(), limit, keep, cancel) {
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
