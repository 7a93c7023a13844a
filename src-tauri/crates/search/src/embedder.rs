//! Keeps the vectors in step with the texts: a thread that has embedded what has no vector, at leisure.

mod steering;

use std::path::PathBuf;
use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;

use tokio::runtime::Handle;
use workestra_embed::{EmbedError, Model};
use workestra_store::{Store, VECTOR_DIMENSIONS, VectorOf};

use crate::api::VectorStatus;
use crate::embedding::{Embedding, EmbeddingError, OnDevice, Source};
use crate::error::SearchError;
use crate::shared::Shared;
pub use steering::Steering;

/// Vectors put into the mirror at once while it is loaded.
const LOADED: usize = 2048;
/// Batches between two looks at whether the mirror wants upkeep.
const UPKEEP: usize = 256;
/// After a failure; twice as long after each further one.
const RETRY: Duration = Duration::from_secs(5);
/// The longest wait after failures.
const LONGEST_RETRY: Duration = Duration::from_secs(300);

/// The thread's own.
pub struct Embedder {
    /// The workspace.
    pub store: Store,
    /// Where the model is; without it there is none.
    pub model_dir: Option<PathBuf>,
    /// What searches read.
    pub shared: Arc<Shared>,
    /// Orders.
    pub steering: Arc<Steering>,
    /// For the store.
    pub runtime: Handle,
}

impl Embedder {
    /// Runs until told to stop.
    pub fn run(self) {
        let device = self.load().map(|model| {
            self.shared.semantic.set_words(Arc::clone(&model));
            Arc::new(OnDevice::new(model)) as Arc<dyn Embedding>
        });
        // Whose vectors the mirror holds, all of them.
        let mut held: Option<String> = None;
        let mut failures = 0;
        while !self.steering.stopped() {
            let (source, turn) = self.steering.source();
            let by = match (source, &device) {
                (Source::Device, Ok(device)) => Arc::clone(device),
                (Source::Elsewhere(by), _) => by,
                (Source::Device, Err(message)) => {
                    self.rest(message.clone(), turn);
                    continue;
                }
                (Source::Nobody(message), _) => {
                    self.rest(message, turn);
                    continue;
                }
            };
            match self.serve(&by, turn, &mut held, &mut failures) {
                Ok(()) => failures = 0,
                Err(error) => self.fell_short(&error, turn, &mut failures),
            }
        }
    }

    fn load(&self) -> Result<Arc<Model>, String> {
        let Some(dir) = &self.model_dir else {
            return Err("there is no embedding model here: run `cargo xtask setup` to fetch it".to_owned());
        };
        Model::load(dir).map(Arc::new).map_err(|error| {
            if !matches!(error, EmbedError::Missing { .. }) {
                tracing::warn!(%error, "the embedding model cannot be loaded");
            }
            error.to_string()
        })
    }

    /// Nobody makes vectors: waits until that changes. Those in the file stay there for when it does.
    fn rest(&self, message: String, turn: u64) {
        self.steering.in_turn(turn, || {
            self.shared.semantic.set_embedding(None);
            self.shared.set_vector_status(VectorStatus::NoModel { message });
        });
        self.steering.wait(&self.runtime, turn, None);
    }

    fn fell_short(&self, error: &SearchError, turn: u64, failures: &mut u32) {
        if !self.steering.is_turn(turn) {
            return;
        }
        let by_maker = match error {
            SearchError::Embedding(error) => Some(error),
            _ => None,
        };
        match by_maker {
            Some(EmbeddingError::Lasting(_) | EmbeddingError::Stopped) => {
                tracing::warn!(%error, "no vectors are made until something is changed");
                self.rest(error.to_string(), turn);
            }
            _ => {
                let asked = match by_maker {
                    Some(EmbeddingError::Passing { wait, .. }) => wait.unwrap_or_default(),
                    _ => Duration::ZERO,
                };
                let doubled = RETRY * 2_u32.saturating_pow((*failures).min(6));
                *failures += 1;
                tracing::warn!(%error, "the texts cannot be embedded");
                let message = error.to_string();
                self.say(turn, VectorStatus::NoModel { message });
                let wait = doubled.min(LONGEST_RETRY).max(asked);
                self.steering.wait(&self.runtime, turn, Some(wait));
            }
        }
    }

    /// Has this maker's vectors held, and embeds with it until another takes its place.
    fn serve(
        &self,
        by: &Arc<dyn Embedding>,
        turn: u64,
        held: &mut Option<String>,
        failures: &mut u32,
    ) -> Result<(), SearchError> {
        let identity = by.identity();
        if identity.dimensions != VECTOR_DIMENSIONS {
            return Err(EmbeddingError::dimensions(identity.dimensions).into());
        }
        let semantic = &self.shared.semantic;
        if held.as_deref() != Some(identity.name.as_str()) {
            *held = None;
            semantic.set_embedding(None);
            semantic.mirror.clear();
            self.serve_searches(by, turn);
            self.fill_mirror(&identity.name)?;
            *held = Some(identity.name.clone());
            semantic.mirror.maintain();
        }
        self.serve_searches(by, turn);
        self.follow(&**by, turn, failures)
    }

    /// From here on what is typed is embedded by this maker, if it is still its turn.
    fn serve_searches(&self, by: &Arc<dyn Embedding>, turn: u64) {
        self.steering
            .in_turn(turn, || self.shared.semantic.set_embedding(Some(Arc::clone(by))));
    }

    fn say(&self, turn: u64, status: VectorStatus) {
        self.steering.in_turn(turn, || self.shared.set_vector_status(status));
    }

    fn fill_mirror(&self, model: &str) -> Result<(), SearchError> {
        let mut nums: Vec<i64> = Vec::with_capacity(LOADED);
        let mut flat: Vec<f32> = Vec::new();
        let mut refused = None;
        let shared = &self.shared;
        let mut flush = |nums: &mut Vec<i64>, flat: &mut Vec<f32>| {
            let width = flat.len() / nums.len().max(1);
            if width > 0 {
                let vectors = nums.iter().copied().zip(flat.chunks_exact(width));
                refused = shared.put_vectors(vectors).err().or(refused);
            }
            nums.clear();
            flat.clear();
        };
        self.runtime.block_on(self.store.for_each_vector(model, |num, vector| {
            nums.push(num);
            flat.extend_from_slice(vector);
            if nums.len() == LOADED {
                flush(&mut nums, &mut flat);
            }
        }))?;
        flush(&mut nums, &mut flat);
        refused.map_or(Ok(()), |error| Err(error.into()))
    }

    /// Embeds whatever has no vector, waits for changes, and so on.
    fn follow(&self, by: &dyn Embedding, turn: u64, failures: &mut u32) -> Result<(), SearchError> {
        let model = by.identity().name.as_str();
        let mut changes = self.store.watch();
        let mut batches = 0;
        while self.steering.is_turn(turn) {
            let upto = *changes.borrow_and_update();
            let kinds = by.kinds();
            let counts = self.runtime.block_on(self.store.vector_counts_among(model, &kinds))?;
            let paused = self.steering.paused();
            let prefer = self.steering.preferred();
            let texts = if paused {
                Vec::new()
            } else {
                let missing = self.store.vectors_missing_among(model, &kinds, by.at_once(), &prefer);
                self.runtime.block_on(missing)?
            };
            if texts.is_empty() {
                let done = !paused || counts.have >= counts.want;
                let status = if done {
                    VectorStatus::Ready { total: counts.have }
                } else {
                    VectorStatus::Embedding {
                        done: counts.have,
                        total: counts.want,
                        paused,
                    }
                };
                self.steering.in_turn(turn, || {
                    self.shared.set_vector_status(status);
                    if done {
                        self.shared.upto.send_modify(|all| all.vectors = upto);
                    }
                });
                if done {
                    self.shared.semantic.mirror.maintain();
                }
                self.steering.wait_or(&self.runtime, changes.changed());
                continue;
            }
            let status = VectorStatus::Embedding {
                done: counts.have,
                total: counts.want,
                paused: false,
            };
            self.say(turn, status);
            let made = by.embed(&texts, self.threads())?;
            if let Some(other) = made.iter().find(|vector| vector.len() != VECTOR_DIMENSIONS) {
                return Err(EmbeddingError::dimensions(other.len()).into());
            }
            let vectors: Vec<VectorOf<'_>> = texts
                .iter()
                .zip(&made)
                .map(|(text, vector)| VectorOf {
                    num: text.num,
                    hash: text.hash,
                    vector,
                })
                .collect();
            self.runtime.block_on(self.store.put_vectors(model, &vectors))?;
            self.shared
                .put_vectors(vectors.iter().map(|vector| (vector.num, vector.vector)))?;
            *failures = 0;
            batches += 1;
            if batches % UPKEEP == 0 {
                self.shared.semantic.mirror.maintain();
            }
        }
        Ok(())
    }

    /// Half the machine, or all of it when somebody waits.
    fn threads(&self) -> usize {
        let all = available_parallelism().map_or(1, usize::from);
        if self.steering.hurried() { all } else { (all / 2).max(1) }
    }
}
