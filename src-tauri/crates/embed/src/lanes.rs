//! Threads to compute on. rten's kernels split each product over the rayon pool that they find themselves in; that
//! pays for one large product and not for many small ones. So each thread here is a pool of one ("lane"), and texts,
//! not products, are spread over lanes.

use std::sync::{Arc, Mutex, PoisonError};

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::EmbedError;

/// One thread that computes.
pub(crate) struct Lane(ThreadPool);

impl Lane {
    /// A lane for what a person waits for.
    pub fn foreground() -> Result<Self, EmbedError> {
        Self::start("embed-query".to_owned(), || {})
    }

    /// A lane that gives way to every other thread of the machine.
    fn background(index: usize) -> Result<Self, EmbedError> {
        Self::start(format!("embed-batch-{index}"), give_way)
    }

    fn start(name: String, prepare: fn()) -> Result<Self, EmbedError> {
        ThreadPoolBuilder::new()
            .num_threads(1)
            .thread_name(move |_| name.clone())
            .start_handler(move |_| prepare())
            .build()
            .map(Self)
            .map_err(|error| EmbedError::Thread(error.to_string()))
    }

    /// Runs `work` on the lane's thread and waits for it.
    pub fn run<R: Send>(&self, work: impl FnOnce() -> R + Send) -> R {
        self.0.install(work)
    }
}

/// Background lanes, started as they are asked for and kept.
#[derive(Default)]
pub(crate) struct BackgroundLanes(Mutex<Vec<Arc<Lane>>>);

impl BackgroundLanes {
    /// The first `count` lanes.
    pub fn take(&self, count: usize) -> Result<Vec<Arc<Lane>>, EmbedError> {
        let mut lanes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while lanes.len() < count {
            let lane = Lane::background(lanes.len())?;
            lanes.push(Arc::new(lane));
        }
        Ok(lanes[..count].to_vec())
    }
}

/// Lowers the priority of the calling thread. On Linux niceness belongs to a thread; elsewhere the same call would slow
/// the whole process, window included, so the scheduler is left to it.
fn give_way() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::nice(10) {
        tracing::debug!(%error, "background embedding keeps its normal priority");
    }
}
