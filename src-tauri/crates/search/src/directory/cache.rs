//! Decrypted pieces that searches come back to, shared by all files of an index and bounded in bytes.

use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicUsize, Ordering};

use lru::LruCache;
use parking_lot::Mutex;
use tantivy::directory::OwnedBytes;

/// Searches run on several threads and hold a shard for the time of one look-up.
const SHARDS: usize = 16;

/// A run of chunks of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Run {
    pub(super) file: u64,
    pub(super) first: u32,
    pub(super) count: u32,
}

/// Least recently used pieces give way first, by shard; the bound holds for all shards together.
pub(super) struct PlainCache {
    shards: Vec<Mutex<LruCache<Run, OwnedBytes>>>,
    hasher: RandomState,
    limit: usize,
    held: AtomicUsize,
    next_victim: AtomicUsize,
}

impl PlainCache {
    /// A cache of at most about `limit` bytes.
    pub(super) fn new(limit: usize) -> Self {
        Self {
            shards: (0..SHARDS).map(|_| Mutex::new(LruCache::unbounded())).collect(),
            hasher: RandomState::new(),
            limit,
            held: AtomicUsize::new(0),
            next_victim: AtomicUsize::new(0),
        }
    }

    pub(super) fn get(&self, run: &Run) -> Option<OwnedBytes> {
        self.shard(run).lock().get(run).cloned()
    }

    /// Keeps a piece, unless it alone would push out a good part of the others.
    pub(super) fn put(&self, run: Run, bytes: OwnedBytes) {
        let len = bytes.len();
        if len > self.limit / 8 {
            return;
        }
        // Counted before it can be evicted, so that the count never goes below zero.
        self.held.fetch_add(len, Ordering::Relaxed);
        let replaced = self.shard(&run).lock().put(run, bytes);
        if let Some(replaced) = replaced {
            self.held.fetch_sub(replaced.len(), Ordering::Relaxed);
        }
        self.shrink();
    }

    /// Drops everything of a file that is no longer open.
    pub(super) fn forget(&self, file: u64) {
        for shard in &self.shards {
            let mut freed = 0;
            shard.lock().retain(|run, bytes| {
                let keep = run.file != file;
                if !keep {
                    freed += bytes.len();
                }
                keep
            });
            self.held.fetch_sub(freed, Ordering::Relaxed);
        }
    }

    /// Bytes held now.
    pub(super) fn held(&self) -> usize {
        self.held.load(Ordering::Relaxed)
    }

    fn shrink(&self) {
        // Victims are taken from the shards in turn. A whole round without one means that others are emptying them.
        let mut without_victim = 0;
        while self.held() > self.limit && without_victim < SHARDS {
            let turn = self.next_victim.fetch_add(1, Ordering::Relaxed) % SHARDS;
            match self.shards[turn].lock().pop_lru() {
                Some((_, bytes)) => {
                    self.held.fetch_sub(bytes.len(), Ordering::Relaxed);
                    without_victim = 0;
                }
                None => without_victim += 1,
            }
        }
    }

    fn shard(&self, run: &Run) -> &Mutex<LruCache<Run, OwnedBytes>> {
        &self.shards[self.hasher.hash_one(run) as usize % SHARDS]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(file: u64, first: u32) -> Run {
        Run { file, first, count: 1 }
    }

    fn piece(len: usize) -> OwnedBytes {
        OwnedBytes::new(vec![7; len])
    }

    #[test]
    fn the_cache_stays_within_its_bound_and_counts_what_it_holds() {
        let cache = PlainCache::new(10_000);
        for first in 0..500 {
            cache.put(run(1, first), piece(100));
            assert!(cache.held() <= 10_000);
        }
        let counted: usize = cache
            .shards
            .iter()
            .map(|shard| shard.lock().iter().map(|(_, b)| b.len()).sum::<usize>())
            .sum();
        assert_eq!(counted, cache.held());
        assert!(counted > 5_000, "a full cache is used, not emptied");
    }

    #[test]
    fn a_piece_too_large_for_the_cache_leaves_the_others_in_place() {
        let cache = PlainCache::new(1_000);
        cache.put(run(1, 0), piece(100));
        cache.put(run(2, 0), piece(900));
        assert!(cache.get(&run(1, 0)).is_some());
        assert!(cache.get(&run(2, 0)).is_none());
    }

    #[test]
    fn a_forgotten_file_leaves_nothing_behind() {
        let cache = PlainCache::new(10_000);
        for first in 0..20 {
            cache.put(run(1, first), piece(10));
            cache.put(run(2, first), piece(20));
        }
        cache.forget(2);
        assert_eq!(cache.held(), 200);
        assert!((0..20).all(|first| cache.get(&run(2, first)).is_none()));
        assert!((0..20).all(|first| cache.get(&run(1, first)).is_some()));
    }
}
