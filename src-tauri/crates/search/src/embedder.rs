//! Keeps the vectors in step with the texts: a thread that embeds what has none, at leisure.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::available_parallelism;
use std::time::Duration;

use parking_lot::Mutex;
use tokio::runtime::Handle;
use tokio::sync::Notify;
use workestra_embed::{EmbedError, Model};
use workestra_store::{Store, VectorOf};

use crate::api::VectorStatus;
use crate::error::SearchError;
use crate::shared::Shared;

/// Texts embedded at once: well under a second's work, so that a pause takes hold at once.
const BATCH: usize = 32;
/// Vectors put into the mirror at once while it is loaded.
const LOADED: usize = 2048;
/// Batches between two looks at whether the mirror wants upkeep.
const UPKEEP: usize = 256;
/// After a failure.
const RETRY: Duration = Duration::from_secs(5);

/// How the thread is steered.
#[derive(Default)]
pub struct Steering {
    stop: AtomicBool,
    paused: AtomicBool,
    /// Callers that wait for all vectors: then the whole machine works on them.
    pub waiting: AtomicUsize,
    prefer: Mutex<Vec<i64>>,
    changed: Notify,
}

impl Steering {
    /// Ends the thread after its batch.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
        self.changed.notify_one();
    }

    /// Stops or goes on with embedding.
    pub fn pause(&self, paused: bool) {
        self.paused.store(paused, Ordering::Relaxed);
        self.changed.notify_one();
    }

    /// Embeds these entities before others.
    pub fn prefer(&self, nums: Vec<i64>) {
        *self.prefer.lock() = nums;
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

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
        let Some(model) = self.load() else { return };
        self.shared.semantic.set_model(Arc::clone(&model));
        while let Err(error) = self.fill_mirror(&model) {
            tracing::warn!(%error, "the vectors cannot be read");
            if self.wait(Some(RETRY)) {
                return;
            }
        }
        self.shared.semantic.mirror.maintain();
        while let Err(error) = self.follow(&model) {
            tracing::warn!(%error, "the texts cannot be embedded");
            if self.wait(Some(RETRY)) {
                return;
            }
        }
    }

    fn load(&self) -> Option<Arc<Model>> {
        let refused = |message: String| {
            self.shared.set_vector_status(VectorStatus::NoModel { message });
            None
        };
        let Some(dir) = &self.model_dir else {
            return refused("there is no embedding model here: run `cargo xtask setup` to fetch it".to_owned());
        };
        match Model::load(dir) {
            Ok(model) => Some(Arc::new(model)),
            Err(error @ EmbedError::Missing { .. }) => refused(error.to_string()),
            Err(error) => {
                tracing::warn!(%error, "the embedding model cannot be loaded");
                refused(error.to_string())
            }
        }
    }

    fn fill_mirror(&self, model: &Model) -> Result<(), SearchError> {
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
        self.runtime
            .block_on(self.store.for_each_vector(model.id(), |num, vector| {
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
    fn follow(&self, model: &Model) -> Result<(), SearchError> {
        let mut changes = self.store.watch();
        let mut batches = 0;
        while !self.steering.stopped() {
            let upto = *changes.borrow_and_update();
            let counts = self.runtime.block_on(self.store.vector_counts(model.id()))?;
            let paused = self.steering.paused.load(Ordering::Relaxed);
            let prefer = self.steering.prefer.lock().clone();
            let texts = if paused {
                Vec::new()
            } else {
                self.runtime
                    .block_on(self.store.vectors_missing(model.id(), BATCH, &prefer))?
            };
            if texts.is_empty() {
                let done = !paused || counts.have >= counts.want;
                self.shared.set_vector_status(if done {
                    VectorStatus::Ready { total: counts.have }
                } else {
                    VectorStatus::Embedding {
                        done: counts.have,
                        total: counts.want,
                        paused,
                    }
                });
                if done {
                    self.shared.upto.send_modify(|all| all.vectors = upto);
                    self.shared.semantic.mirror.maintain();
                }
                self.runtime.block_on(async {
                    tokio::select! {
                        _ = changes.changed() => {}
                        () = self.steering.changed.notified() => {}
                    }
                });
                continue;
            }
            self.shared.set_vector_status(VectorStatus::Embedding {
                done: counts.have,
                total: counts.want,
                paused: false,
            });
            let strings: Vec<&str> = texts.iter().map(|text| text.text.as_str()).collect();
            let embeddings = model.embed_batch(&strings, self.threads())?;
            let vectors: Vec<VectorOf<'_>> = texts
                .iter()
                .zip(&embeddings)
                .map(|(text, embedding)| VectorOf {
                    num: text.num,
                    hash: text.hash,
                    vector: embedding.as_slice(),
                })
                .collect();
            self.runtime.block_on(self.store.put_vectors(model.id(), &vectors))?;
            self.shared
                .put_vectors(vectors.iter().map(|vector| (vector.num, vector.vector)))?;
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
        if self.steering.waiting.load(Ordering::Relaxed) > 0 {
            all
        } else {
            (all / 2).max(1)
        }
    }

    /// True when it is to stop.
    fn wait(&self, at_most: Option<Duration>) -> bool {
        self.runtime.block_on(async {
            tokio::select! {
                () = self.steering.changed.notified() => {}
                () = tokio::time::sleep(at_most.unwrap_or(Duration::MAX)) => {}
            }
        });
        self.steering.stopped()
    }
}
