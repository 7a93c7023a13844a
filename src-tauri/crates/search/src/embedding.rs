//! What makes the vectors: the model on this device, or something that the caller brings, such as a provider. Vectors of
//! two makers are never compared: the file holds those of one, by its name, and so does the mirror.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use workestra_core::Kind;
use workestra_embed::{EmbedError, Model};
use workestra_store::{TextToEmbed, VECTOR_DIMENSIONS};

/// Names what makes vectors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelIdentity {
    /// Model, host and whatever else a vector depends on. Vectors are comparable exactly when these names are equal.
    pub name: String,
    /// Numbers in each vector; only makers of [`VECTOR_DIMENSIONS`] can be used.
    pub dimensions: usize,
}

/// Makes vectors of texts. Its calls block, and come from threads that may.
pub trait Embedding: Send + Sync {
    /// What makes them.
    fn identity(&self) -> &ModelIdentity;

    /// The kinds whose entities it may be given.
    fn kinds(&self) -> Vec<Kind> {
        Kind::ALL.to_vec()
    }

    /// Texts that it takes at once.
    fn at_once(&self) -> usize;

    /// How long typing has to rest before what was typed is embedded; none where that costs nothing and stays here. With
    /// a pause, what names an entity exactly is not embedded at all.
    fn pause(&self) -> Option<Duration> {
        None
    }

    /// The vectors of entities' texts, in their order, on up to `threads` threads where it computes.
    ///
    /// # Errors
    /// [`EmbeddingError`]; none of the vectors is there then.
    fn embed(&self, texts: &[TextToEmbed], threads: usize) -> Result<Vec<Vec<f32>>, EmbeddingError>;

    /// The vector of what a person looks for; none when it is not to be embedded, or `cancel` was set meanwhile.
    ///
    /// # Errors
    /// [`EmbeddingError`].
    fn query(&self, text: &str, cancel: &AtomicBool) -> Result<Option<Vec<f32>>, EmbeddingError>;
}

/// Why there is no vector.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EmbeddingError {
    /// It stays so until somebody changes something.
    #[error("{0}")]
    Lasting(String),
    /// It may pass by itself.
    #[error("{message}")]
    Passing {
        /// What happened.
        message: String,
        /// When to try again, where that is known.
        wait: Option<Duration>,
    },
    /// It was stopped, and will not go on.
    #[error("making vectors was stopped")]
    Stopped,
}

impl EmbeddingError {
    /// The maker makes vectors of another length than there is room for.
    #[must_use]
    pub fn dimensions(made: usize) -> Self {
        Self::Lasting(format!(
            "the model makes vectors of {made} numbers, and {VECTOR_DIMENSIONS} are kept here: choose a model that can be asked for {VECTOR_DIMENSIONS}"
        ))
    }
}

/// Who is to make the vectors.
#[derive(Clone)]
pub enum Source {
    /// The model on this device.
    Device,
    /// Something else.
    Elsewhere(Arc<dyn Embedding>),
    /// Nobody for now, and why: entities are found by text.
    Nobody(String),
}

/// The model on this device.
pub(crate) struct OnDevice {
    model: Arc<Model>,
    identity: ModelIdentity,
}

impl OnDevice {
    /// Texts embedded at once: well under a second's work, so that a pause takes hold at once.
    const AT_ONCE: usize = 32;

    pub(crate) fn new(model: Arc<Model>) -> Self {
        let identity = ModelIdentity {
            name: model.id().to_owned(),
            dimensions: workestra_embed::DIMENSIONS,
        };
        Self { model, identity }
    }
}

impl Embedding for OnDevice {
    fn identity(&self) -> &ModelIdentity {
        &self.identity
    }

    fn at_once(&self) -> usize {
        Self::AT_ONCE
    }

    fn embed(&self, texts: &[TextToEmbed], threads: usize) -> Result<Vec<Vec<f32>>, EmbeddingError> {
        let texts: Vec<&str> = texts.iter().map(|text| text.text.as_str()).collect();
        let made = self.model.embed_batch(&texts, threads)?;
        Ok(made.into_iter().map(Vec::from).collect())
    }

    fn query(&self, text: &str, _: &AtomicBool) -> Result<Option<Vec<f32>>, EmbeddingError> {
        Ok(Some(self.model.embed_query(text)?.into()))
    }
}

impl From<EmbedError> for EmbeddingError {
    fn from(error: EmbedError) -> Self {
        Self::Passing {
            message: error.to_string(),
            wait: None,
        }
    }
}
