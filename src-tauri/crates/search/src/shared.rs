//! What searches read and the background threads keep up to date.

use std::collections::HashSet;
use std::sync::Arc;

use parking_lot::{Mutex, RwLock};
use tokio::sync::watch;
use workestra_store::VECTOR_DIMENSIONS;

use crate::api::{SearchStatus, TextStatus, VectorStatus};
use crate::error::SearchError;
use crate::index::TextIndex;
use crate::lexical::plan::Plan;
use crate::lexical::spelling;
use crate::mirror::{Mirror, MirrorError, MirrorOptions};
use crate::semantic::Semantic;
use crate::shelf::Shelf;

/// How far the two threads are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Upto {
    /// All changes up to this one are in the text index.
    pub text: i64,
    /// Set while the text index cannot be written.
    pub text_failed: bool,
    /// All texts as of this change have their vector.
    pub vectors: i64,
    /// Set when there is no model to make vectors with.
    pub no_model: bool,
}

/// Shared by the handle and both threads.
pub struct Shared {
    /// The text index, once it is open.
    pub text: RwLock<Option<Arc<TextIndex>>>,
    /// Facts of the entities.
    pub shelf: Shelf,
    /// Vectors and model.
    pub semantic: Semantic,
    /// Entities deleted for good in this session, whose vector may still be on its way to the mirror.
    erased: Mutex<HashSet<i64>>,
    /// For people.
    pub status: watch::Sender<SearchStatus>,
    /// For those who wait.
    pub upto: watch::Sender<Upto>,
}

impl Shared {
    /// With nothing in it yet.
    pub fn new() -> Result<Self, SearchError> {
        let mirror = Mirror::new(VECTOR_DIMENSIONS, MirrorOptions::default())?;
        Ok(Self {
            text: RwLock::new(None),
            shelf: Shelf::default(),
            semantic: Semantic::new(mirror),
            erased: Mutex::default(),
            status: watch::channel(SearchStatus {
                text: TextStatus::Building { done: 0, total: 0 },
                vectors: VectorStatus::Loading,
            })
            .0,
            upto: watch::channel(Upto {
                text: -1,
                text_failed: false,
                vectors: -1,
                no_model: false,
            })
            .0,
        })
    }

    /// What was meant by a text of a plan, where it has slips of the fingers; none without an index or a model to tell.
    pub fn mended(&self, plan: &Plan, text: &str) -> Option<String> {
        let index = self.text.read().clone()?;
        let model = self.semantic.words()?;
        let is_word = |word: &str| model.is_word(word);
        spelling::mended(&index.lexicon(), plan, text, &is_word).unwrap_or_else(|error| {
            tracing::debug!(%error, "the words of a search could not be looked up; its meaning is read as typed");
            None
        })
    }

    /// Says how the text index is.
    pub fn set_text_status(&self, status: TextStatus) {
        self.upto.send_if_modified(|upto| {
            let failed = matches!(status, TextStatus::Failed { .. });
            std::mem::replace(&mut upto.text_failed, failed) != failed
        });
        self.status.send_if_modified(|all| {
            let changed = all.text != status;
            all.text = status;
            changed
        });
    }

    /// Says how the vectors are.
    pub fn set_vector_status(&self, status: VectorStatus) {
        self.upto.send_if_modified(|upto| {
            let none = matches!(status, VectorStatus::NoModel { .. });
            std::mem::replace(&mut upto.no_model, none) != none
        });
        self.status.send_if_modified(|all| {
            let changed = all.vectors != status;
            all.vectors = status;
            changed
        });
    }

    /// Puts vectors into the mirror, but for those of entities that were deleted for good meanwhile.
    pub fn put_vectors<'a>(&self, vectors: impl IntoIterator<Item = (i64, &'a [f32])>) -> Result<(), MirrorError> {
        let erased = self.erased.lock();
        self.semantic
            .mirror
            .put_all(vectors.into_iter().filter(|(num, _)| !erased.contains(num)))
    }

    /// Takes the entity out of the mirror, now and for vectors still on their way.
    pub fn erase_vector(&self, num: i64) {
        let mut erased = self.erased.lock();
        erased.insert(num);
        self.semantic.mirror.remove(num);
    }

    /// The entity is there, whatever was heard of it before.
    pub fn not_erased(&self, nums: impl IntoIterator<Item = i64>) {
        let mut erased = self.erased.lock();
        if !erased.is_empty() {
            for num in nums {
                erased.remove(&num);
            }
        }
    }
}
