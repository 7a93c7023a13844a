//! Orders to the thread that has texts embedded.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use parking_lot::Mutex;
use tokio::runtime::Handle;
use tokio::sync::Notify;

use crate::embedding::Source;

/// How the thread is steered.
pub struct Steering {
    stop: AtomicBool,
    paused: AtomicBool,
    waiting: AtomicUsize,
    prefer: Mutex<Vec<i64>>,
    /// Who makes the vectors, and how often that was changed.
    source: Mutex<(Source, u64)>,
    changed: Notify,
}

impl Steering {
    /// Begins with this maker.
    pub fn new(source: Source) -> Self {
        Self {
            stop: AtomicBool::default(),
            paused: AtomicBool::default(),
            waiting: AtomicUsize::default(),
            prefer: Mutex::default(),
            source: Mutex::new((source, 0)),
            changed: Notify::new(),
        }
    }

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

    /// Has vectors made by another, once what this does has been done: nothing of the turn before comes after it, nothing
    /// of the new one before it. Nothing happens when it is the device before and after.
    pub fn change_source(&self, source: Source, first: impl FnOnce()) {
        let mut now = self.source.lock();
        if matches!((&now.0, &source), (Source::Device, Source::Device)) {
            return;
        }
        first();
        *now = (source, now.1 + 1);
        self.changed.notify_one();
    }

    /// Does this unless the turn is over: what is said and set in it would stand in the way of the next.
    pub fn in_turn(&self, turn: u64, act: impl FnOnce()) {
        let now = self.source.lock();
        if now.1 == turn {
            act();
        }
    }

    /// The turn that it is.
    pub fn turn(&self) -> u64 {
        self.source.lock().1
    }

    /// A caller waits for all vectors: until it is counted off, the whole machine works on them.
    pub fn count_waiting(&self) {
        self.waiting.fetch_add(1, Ordering::Relaxed);
    }

    /// It waits no longer.
    pub fn count_off(&self) {
        self.waiting.fetch_sub(1, Ordering::Relaxed);
    }

    pub(super) fn source(&self) -> (Source, u64) {
        self.source.lock().clone()
    }

    /// Whether the maker is still the one of this turn, and the thread is wanted.
    pub(super) fn is_turn(&self, turn: u64) -> bool {
        !self.stopped() && self.source.lock().1 == turn
    }

    pub(super) fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    pub(super) fn paused(&self) -> bool {
        self.paused.load(Ordering::Relaxed)
    }

    pub(super) fn preferred(&self) -> Vec<i64> {
        self.prefer.lock().clone()
    }

    pub(super) fn hurried(&self) -> bool {
        self.waiting.load(Ordering::Relaxed) > 0
    }

    /// Waits for an order, or for something else.
    pub(super) fn wait_or(&self, runtime: &Handle, other: impl Future) {
        runtime.block_on(async {
            tokio::select! {
                _ = other => {}
                () = self.changed.notified() => {}
            }
        });
    }

    /// Waits until the turn is over, or for so long.
    pub(super) fn wait(&self, runtime: &Handle, turn: u64, at_most: Option<Duration>) {
        let over = async {
            while self.is_turn(turn) {
                self.changed.notified().await;
            }
        };
        runtime.block_on(async {
            match at_most {
                Some(at_most) => {
                    // In time or not: what follows looks anew.
                    let _ = tokio::time::timeout(at_most, over).await;
                }
                None => over.await,
            }
        });
    }
}
