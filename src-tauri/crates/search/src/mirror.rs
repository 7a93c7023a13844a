//! The vectors of a workspace in memory, rounded, for a search at every key press.
//!
//! The workspace file holds the vectors themselves; this holds eight bits of each component, about 410 bytes for a vector
//! of 384, and scans all of them. From some 50,000 vectors on a bit code of 52 bytes more makes the first choice and
//! the eight bits the final one. A scan reads memory as fast as it comes, so there is no graph to build, to keep or to repair
//! when a vector leaves, and a vector that leaves is overwritten with zeroes at once.

mod code;
mod kernel;
mod rotation;
mod rows;
mod scan;
mod shortlist;
#[cfg(test)]
mod tests;

use std::num::NonZero;
use std::sync::atomic::AtomicBool;
use std::thread;

use parking_lot::{Mutex, RwLock};

use code::{Codes, Encoder};
use kernel::Kernel;
use rows::{BLOCK, Rows};
use scan::Scan;

/// Dimensions above this would need wider sums.
const LARGEST_DIMENSION: usize = 4096;

/// Writes beside a build that are caught up under the lock, by round: a millisecond's worth, in the end some ten's.
const CAUGHT_UP_AT_ONCE: [usize; 4] = [256, 256, 1024, 16_384];

/// Less than this to read, and starting a further thread takes longer than it saves.
const BYTES_PER_THREAD: usize = 3 << 20;

/// Why the mirror did not do as asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MirrorError {
    /// The mirror cannot hold vectors of this length.
    #[error("vectors of {0} components are not supported; use 8 to {LARGEST_DIMENSION}")]
    Dimension(usize),
    /// The vector is not of the mirror's dimension.
    #[error("the vector has {found} components and this mirror's have {expected}; embed it with the workspace's model")]
    Length {
        /// The mirror's dimension.
        expected: usize,
        /// The vector's.
        found: usize,
    },
    /// The vector has a component that is no number, or is zero or too large throughout, so it has no direction.
    #[error("the vector has no direction; embed the text again")]
    NoDirection,
    /// As many vectors as the mirror has numbers for.
    #[error("the mirror is full")]
    Full,
    /// The caller's flag was set before the search ended.
    #[error("the search was cancelled")]
    Cancelled,
}

/// Which entities a search may find.
#[derive(Clone, Copy)]
pub enum Keep<'a> {
    /// All.
    All,
    /// Those for which the function says yes. It is called from several threads, under the mirror's read lock: it must
    /// not write to the mirror. It is asked only about vectors near enough to be among the results so far.
    If(&'a (dyn Fn(i64) -> bool + Sync)),
    /// These, each once. Best where they are few: then nothing else is looked at.
    Among(&'a [i64]),
}

/// How a mirror scans.
#[derive(Debug, Clone, Copy)]
pub struct MirrorOptions {
    /// Vectors from which on [`Mirror::maintain`] adds bit codes.
    pub codes_from: usize,
    /// The most threads one search may use.
    pub threads: NonZero<usize>,
}

impl Default for MirrorOptions {
    fn default() -> Self {
        Self {
            // Where the codes' scan is several times faster and the rows no longer fit the processor's caches.
            codes_from: 50_000,
            // Memory is what a scan waits for; a few threads saturate it.
            threads: thread::available_parallelism()
                .unwrap_or(NonZero::<usize>::MIN)
                .min(NonZero::<usize>::MIN.saturating_add(7)),
        }
    }
}

/// Vectors by entity number, searched by cosine.
///
/// Searches run side by side; a write waits for those that run, and takes microseconds.
pub struct Mirror {
    dimension: usize,
    options: MirrorOptions,
    kernel: Kernel,
    bytes_per_thread: usize,
    state: RwLock<State>,
    /// Held while codes are built.
    building: Mutex<()>,
}

struct State {
    rows: Rows,
    codes: Option<Codes>,
    /// Slots written while codes are being built from the rows.
    written: Option<Vec<u32>>,
}

impl Mirror {
    /// An empty mirror for vectors of `dimension` components.
    pub fn new(dimension: usize, options: MirrorOptions) -> Result<Self, MirrorError> {
        if !(8..=LARGEST_DIMENSION).contains(&dimension) {
            return Err(MirrorError::Dimension(dimension));
        }
        Ok(Self {
            dimension,
            options,
            kernel: Kernel::detect(),
            bytes_per_thread: BYTES_PER_THREAD,
            state: RwLock::new(State::new(dimension)),
            building: Mutex::new(()),
        })
    }

    /// Sets the most threads that one search may use.
    pub fn set_threads(&mut self, threads: NonZero<usize>) {
        self.options.threads = threads;
    }

    /// Components of each vector.
    pub fn dimension(&self) -> usize {
        self.dimension
    }

    /// Number of vectors.
    pub fn len(&self) -> usize {
        self.state.read().rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether there is a vector for this entity.
    pub fn contains(&self, id: i64) -> bool {
        self.state.read().rows.slot_of(id).is_some()
    }

    /// Bytes allocated for vectors, codes and look-up.
    pub fn memory_bytes(&self) -> usize {
        let state = self.state.read();
        state.rows.bytes() + state.codes.as_ref().map_or(0, Codes::bytes)
    }

    /// Whether searches choose by bit codes first.
    pub fn has_codes(&self) -> bool {
        self.state.read().codes.is_some()
    }

    /// Sets the entity's vector, replacing an earlier one. Only its direction counts.
    pub fn put(&self, id: i64, vector: &[f32]) -> Result<(), MirrorError> {
        self.put_all([(id, vector)])
    }

    /// Sets many vectors at once; for loading, give some thousands at a time, as searches wait meanwhile.
    ///
    /// Stops at the first that is refused, with those before it set.
    pub fn put_all<'a>(&self, vectors: impl IntoIterator<Item = (i64, &'a [f32])>) -> Result<(), MirrorError> {
        let mut state = self.state.write();
        for (id, vector) in vectors {
            self.length(vector)?;
            let slot = state.rows.put(id, vector).ok_or(MirrorError::Full)?;
            state.slot_written(slot);
        }
        Ok(())
    }

    /// Takes the entity's vector out and overwrites its bytes. False if there was none.
    pub fn remove(&self, id: i64) -> bool {
        let mut state = self.state.write();
        let slot = state.rows.remove(id);
        if let Some(slot) = slot {
            state.slot_written(slot);
        }
        slot.is_some()
    }

    /// Takes all vectors out and overwrites their bytes.
    pub fn clear(&self) {
        // A build under way would bring codes of what is gone.
        let _building = self.building.lock();
        *self.state.write() = State::new(self.dimension);
    }

    /// The `k` vectors nearest to `query` among those to keep, with their cosines, nearest first; equal ones by id.
    ///
    /// Without codes the order is that of the exact cosines but for the rounding to eight bits, at most 0.002 at 384
    /// components. With codes about one in a hundred of the nearest may be missing, among near-duplicates a few more.
    ///
    /// # Errors
    /// [`MirrorError::Cancelled`] soon after `cancel` is set; [`MirrorError::Length`] and [`MirrorError::NoDirection`]
    /// for a query that is no vector of this mirror.
    pub fn search(
        &self,
        query: &[f32],
        k: usize,
        keep: Keep<'_>,
        cancel: &AtomicBool,
    ) -> Result<Vec<(i64, f32)>, MirrorError> {
        let length = self.length(query)?;
        let direction: Vec<f32> = query.iter().map(|x| x / length).collect();
        let state = self.state.read();
        let scan = Scan {
            rows: &state.rows,
            codes: state.codes.as_ref(),
            kernel: self.kernel,
            threads: self.options.threads,
            bytes_per_thread: self.bytes_per_thread,
            keep,
            cancel,
        };
        let found = scan.run(&direction, k.min(state.rows.len()))?;
        Ok(found
            .into_iter()
            .map(|found| (found.rank, found.score.clamp(-1.0, 1.0)))
            .collect())
    }

    /// Adds, renews or drops the bit codes as the number of vectors asks for. To be called off the main thread after loading
    /// and now and then after changes; it does nothing when nothing is due, and searches and writes go on meanwhile.
    ///
    /// Building takes some microseconds a vector. Until it has run a search is exact, only slower.
    pub fn maintain(&self) {
        let Some(_building) = self.building.try_lock() else {
            return;
        };
        let count = self.len();
        let learned_from = {
            let state = self.state.read();
            state.codes.as_ref().map(|codes| codes.encoder.learned_from)
        };
        match learned_from {
            None if count >= self.options.codes_from => self.build_codes(),
            // Well below, so that a collection at the border does not build and drop them in turn.
            Some(_) if count < self.options.codes_from / 2 => self.state.write().codes = None,
            // The mean that the codes are taken about has gone stale.
            Some(learned_from) if count >= learned_from.saturating_mul(2) => self.build_codes(),
            _ => {}
        }
    }

    fn build_codes(&self) {
        self.state.write().written = Some(Vec::new());
        let mut codes = Codes::new(Encoder::learn(&self.state.read().rows, self.dimension));
        loop {
            let state = self.state.read();
            if codes.blocks.len() >= state.rows.blocks.len() {
                break;
            }
            codes.add_block(&state.rows);
        }
        // What was written since its block was read. Each round leaves less, unless a large load is under way.
        for most in CAUGHT_UP_AT_ONCE {
            let mut state = self.state.write();
            let mut written = state.written.replace(Vec::new()).unwrap_or_default();
            if written.len() <= most {
                written.into_iter().for_each(|slot| codes.update(&state.rows, slot));
                state.written = None;
                state.codes = Some(codes);
                return;
            }
            drop(state);
            written.sort_unstable();
            written.dedup();
            for some in written.chunks(BLOCK) {
                let state = self.state.read();
                some.iter().for_each(|&slot| codes.update(&state.rows, slot));
            }
        }
        // It would hold up everyone now; the next call finds the load done.
        self.state.write().written = None;
    }

    /// The vector's length, if it has this mirror's dimension and points somewhere.
    fn length(&self, vector: &[f32]) -> Result<f32, MirrorError> {
        if vector.len() != self.dimension {
            return Err(MirrorError::Length {
                expected: self.dimension,
                found: vector.len(),
            });
        }
        let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
        // A component that is no number makes the sum none either.
        if length.is_normal() {
            Ok(length)
        } else {
            Err(MirrorError::NoDirection)
        }
    }
}

impl State {
    fn new(dimension: usize) -> Self {
        Self {
            rows: Rows::new(dimension),
            codes: None,
            written: None,
        }
    }

    fn slot_written(&mut self, slot: u32) {
        if let Some(codes) = &mut self.codes {
            codes.update(&self.rows, slot);
        }
        if let Some(written) = &mut self.written {
            written.push(slot);
        }
    }
}
