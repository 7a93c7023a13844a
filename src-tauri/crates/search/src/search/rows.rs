//! Entities that the last answers showed. Each key mostly shows what the one before it did, and reading twenty entities
//! from an encrypted file takes longer than finding them.

use std::collections::HashMap;
use std::sync::Arc;

use parking_lot::{Mutex, MutexGuard};
use tokio::sync::watch;
use workestra_store::{Store, StoreError, StoredEntity};

/// Entities kept at most: those of a few answers.
const KEPT: usize = 128;

/// Entities as the workspace has them now: what was read before the last commit is read again.
pub struct Rows {
    kept: Mutex<Kept>,
}

struct Kept {
    commits: watch::Receiver<i64>,
    /// Raised with each commit that was noticed.
    generation: u64,
    entities: HashMap<i64, Arc<StoredEntity>>,
}

impl Rows {
    /// None yet.
    pub fn new(store: &Store) -> Self {
        Self {
            kept: Mutex::new(Kept {
                commits: store.watch(),
                generation: 0,
                entities: HashMap::new(),
            }),
        }
    }

    /// The entities of these numbers, in their order; those that are gone are left out.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub async fn read(&self, store: &Store, nums: &[i64]) -> Result<Vec<Arc<StoredEntity>>, StoreError> {
        let (mut found, generation) = {
            let kept = self.now();
            let known = |num: &i64| Some((*num, Arc::clone(kept.entities.get(num)?)));
            let found: HashMap<i64, Arc<StoredEntity>> = nums.iter().filter_map(known).collect();
            (found, kept.generation)
        };
        let unknown: Vec<i64> = nums.iter().filter(|num| !found.contains_key(num)).copied().collect();
        if !unknown.is_empty() {
            let read = store.entities_by_num(&unknown).await?;
            found.extend(read.into_iter().map(|stored| (stored.num, Arc::new(stored))));
            let mut kept = self.now();
            // What was committed meanwhile may not be in what was read.
            if kept.generation == generation {
                if kept.entities.len() + unknown.len() > KEPT {
                    kept.entities.clear();
                }
                kept.entities
                    .extend(found.iter().map(|(num, stored)| (*num, Arc::clone(stored))));
            }
        }
        Ok(nums.iter().filter_map(|num| found.remove(num)).collect())
    }

    /// What was kept since the last commit.
    fn now(&self) -> MutexGuard<'_, Kept> {
        let mut kept = self.kept.lock();
        // Once the workspace is closed it cannot be told: then nothing is kept.
        if kept.commits.has_changed().unwrap_or(true) {
            kept.commits.mark_unchanged();
            kept.generation += 1;
            kept.entities.clear();
        }
        kept
    }
}
