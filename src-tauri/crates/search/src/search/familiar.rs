//! What the person opens often, at hand for every key.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use parking_lot::Mutex;
use workestra_store::{Store, StoreError};

/// Entities opened lately that can break a tie.
const KEPT: usize = 2000;
/// Other windows open entities too; so old an answer is asked for anew.
const FRESH: Duration = Duration::from_secs(5);

/// Frecency by document key.
#[derive(Default)]
pub struct Familiar {
    known: Mutex<Option<(Instant, Arc<Visits>)>>,
}

/// The entities opened lately.
#[derive(Debug, Default)]
pub struct Visits {
    /// The last opened first.
    pub recent: Vec<i64>,
    /// 0 to 1, of those that were ever opened.
    pub frecency: HashMap<i64, f32>,
}

impl Familiar {
    /// The visits, at most some seconds old.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub async fn visits(&self, store: &Store) -> Result<Arc<Visits>, StoreError> {
        if let Some((since, visits)) = &*self.known.lock()
            && since.elapsed() < FRESH
        {
            return Ok(Arc::clone(visits));
        }
        let recent = store.recent(KEPT).await?;
        let visits = Arc::new(Visits {
            recent: recent.iter().map(|visit| visit.num).collect(),
            frecency: recent.iter().map(|visit| (visit.num, visit.frecency)).collect(),
        });
        *self.known.lock() = Some((Instant::now(), Arc::clone(&visits)));
        Ok(visits)
    }

    /// The next question is asked anew.
    pub fn forget(&self) {
        *self.known.lock() = None;
    }
}
