//! Keeps the text index in step with the workspace: a thread that follows its changes.

mod batch;
mod writing;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};
use workestra_store::Store;

use crate::api::TextStatus;
use crate::error::SearchError;
use crate::index::{Cursor, TextIndex};
use crate::shared::Shared;
use batch::Batch;
use writing::Writing;

/// Entities read at once.
const PAGE: usize = 2000;
/// Entities written between two commits of a long run: each commit shows what is there so far.
const COMMIT_EVERY: usize = 20_000;
/// Rebuilds in a row that end in damage again before the fault is sought elsewhere.
const MOST_REBUILDS: u32 = 3;
/// After a failure that no rebuild cures, such as a full disk.
const RETRY: Duration = Duration::from_secs(5);

/// What the thread is told.
pub enum Order {
    /// Build the index again from nothing; answers when the old one is gone.
    Rebuild(Option<oneshot::Sender<()>>),
    /// End.
    Stop,
}

/// Why the thread stopped following changes.
enum Next {
    Rebuild,
    Stop,
}

/// The thread's own.
pub struct Indexer {
    store: Store,
    folder: PathBuf,
    shared: Arc<Shared>,
    orders: mpsc::UnboundedReceiver<Order>,
    runtime: Handle,
}

impl Indexer {
    /// For this workspace, with the index in this folder.
    pub const fn new(
        store: Store,
        folder: PathBuf,
        shared: Arc<Shared>,
        orders: mpsc::UnboundedReceiver<Order>,
        runtime: Handle,
    ) -> Self {
        Self {
            store,
            folder,
            shared,
            orders,
            runtime,
        }
    }

    /// Runs until told to stop.
    pub fn run(mut self) {
        let mut rebuilds = 0;
        loop {
            let before = self.shared.upto.borrow().text;
            let result = self.follow();
            *self.shared.text.write() = None;
            if self.shared.upto.borrow().text > before {
                rebuilds = 0;
            }
            match result {
                Ok(Next::Stop) => break,
                Ok(Next::Rebuild) => self.wipe(),
                Err(error) if error.asks_for_rebuild() && rebuilds < MOST_REBUILDS => {
                    tracing::warn!(%error, "the search index is damaged and is built again");
                    rebuilds += 1;
                    self.wipe();
                }
                Err(error) => {
                    tracing::warn!(%error, "the search index cannot be written");
                    self.shared.set_text_status(TextStatus::Failed {
                        message: error.to_string(),
                    });
                    rebuilds = 0;
                    if self.wait_after_failure() {
                        break;
                    }
                }
            }
        }
    }

    fn wipe(&self) {
        self.shared.upto.send_modify(|upto| upto.text = -1);
        if let Err(error) = std::fs::remove_dir_all(&self.folder)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            tracing::warn!(%error, "the folder of the search index cannot be cleared");
        }
    }

    /// True when it is to stop.
    fn wait_after_failure(&mut self) -> bool {
        let orders = &mut self.orders;
        let order = self.runtime.block_on(async {
            tokio::select! {
                order = orders.recv() => Some(order),
                () = tokio::time::sleep(RETRY) => None,
            }
        });
        match order {
            None => false,
            Some(Some(Order::Rebuild(done))) => {
                self.wipe();
                // Nobody may be waiting any more.
                let _ = done.map(|done| done.send(()));
                false
            }
            Some(Some(Order::Stop) | None) => true,
        }
    }

    /// Opens the index, brings it up to date, and keeps it so.
    fn follow(&mut self) -> Result<Next, SearchError> {
        let text = Arc::new(TextIndex::open(&self.folder, self.store.index_key().expose())?);
        let schema = self.store.schema();
        let workspace = self.store.info().id;
        let latest = self.runtime.block_on(self.store.latest_seq())?;
        let cursor = match text.cursor()? {
            Some(cursor) if cursor.serves(workspace, &schema, latest) => cursor,
            Some(_) => return Ok(Next::Rebuild),
            None => Cursor::start(workspace, &schema, latest),
        };
        text.fill(&self.shared.shelf)?;
        let mut writing = Writing::start(Arc::clone(&text), Arc::clone(&self.shared), schema, cursor)?;
        *self.shared.text.write() = Some(text);
        let mut changes = self.store.watch();
        if let Some(next) = self.build(&mut writing)? {
            return Ok(next);
        }
        loop {
            changes.mark_unchanged();
            if let Some(next) = self.catch_up(&mut writing)? {
                return Ok(next);
            }
            self.shared.set_text_status(TextStatus::Ready);
            let orders = &mut self.orders;
            let order = self.runtime.block_on(async {
                tokio::select! {
                    order = orders.recv() => Some(order),
                    changed = changes.changed() => changed.err().map(|_| None),
                }
            });
            if let Some(order) = order {
                return Ok(self.obey(order));
            }
        }
    }

    fn obey(&self, order: Option<Order>) -> Next {
        match order {
            Some(Order::Rebuild(done)) => {
                self.shared.upto.send_modify(|upto| upto.text = -1);
                // Nobody may be waiting any more.
                let _ = done.map(|done| done.send(()));
                Next::Rebuild
            }
            Some(Order::Stop) | None => Next::Stop,
        }
    }

    fn ordered(&mut self) -> Option<Next> {
        match self.orders.try_recv() {
            Ok(order) => Some(self.obey(Some(order))),
            Err(mpsc::error::TryRecvError::Empty) => None,
            Err(mpsc::error::TryRecvError::Disconnected) => Some(Next::Stop),
        }
    }

    /// Goes once over all entities, from where an earlier run was cut off.
    fn build(&mut self, writing: &mut Writing) -> Result<Option<Next>, SearchError> {
        let Some(mut after) = writing.cursor.scanned else {
            return Ok(None);
        };
        let counts = self.runtime.block_on(self.store.counts())?;
        let total: u64 = counts.iter().map(|count| count.count.max(0).unsigned_abs()).sum();
        let mut done = self.shared.shelf.count();
        let mut next = self.runtime.spawn(Batch::page(self.store.clone(), after, PAGE));
        loop {
            self.shared.set_text_status(TextStatus::Building {
                done,
                total: total.max(done),
            });
            if let Some(next) = self.ordered() {
                return Ok(Some(next));
            }
            let page = self.runtime.block_on(next).map_err(|_| SearchError::Stopped)??;
            let Some(last) = page.last_num() else { break };
            // The next page is read while this one is indexed.
            next = self.runtime.spawn(Batch::page(self.store.clone(), last, PAGE));
            done += page.len() as u64;
            writing.add(&page)?;
            after = last;
            writing.cursor.scanned = Some(after);
            if writing.pending >= COMMIT_EVERY {
                writing.commit()?;
                if let Some(next) = self.catch_up(writing)? {
                    return Ok(Some(next));
                }
            }
        }
        writing.cursor.scanned = None;
        writing.commit()?;
        Ok(None)
    }

    /// Reads the changes past the cursor.
    fn catch_up(&mut self, writing: &mut Writing) -> Result<Option<Next>, SearchError> {
        let mut next = self
            .runtime
            .spawn(Batch::changes(self.store.clone(), writing.cursor.seq, PAGE));
        let mut done = 0;
        loop {
            let batch = self.runtime.block_on(next).map_err(|_| SearchError::Stopped)??;
            if batch.upto <= writing.cursor.seq {
                break;
            }
            next = self.runtime.spawn(Batch::changes(self.store.clone(), batch.upto, PAGE));
            writing.cursor.seq = batch.upto;
            done += batch.len() as u64;
            let long = batch.len() >= PAGE / 2;
            writing.add(&batch)?;
            if long && writing.cursor.scanned.is_none() {
                let behind = self.runtime.block_on(self.store.latest_seq())? - writing.cursor.seq;
                self.shared.set_text_status(TextStatus::Building {
                    done,
                    total: done + behind.max(0).unsigned_abs(),
                });
            }
            if writing.pending >= COMMIT_EVERY {
                writing.commit()?;
            }
            if let Some(next) = self.ordered() {
                return Ok(Some(next));
            }
        }
        writing.commit()?;
        Ok(None)
    }
}
