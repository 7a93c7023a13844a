//! The handle to search: opening it, asking it, waiting for it.

mod answer;
mod exact;
mod familiar;
mod rows;
mod similar;
mod verify;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

use parking_lot::Mutex;
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot, watch};
use workestra_core::EntityId;
use workestra_store::Store;

use crate::api::{SearchStatus, VectorStatus};
use crate::embedder::{Embedder, Steering};
use crate::embedding::Source;
use crate::error::SearchError;
use crate::filter::Filters;
use crate::indexer::{Indexer, Order};
use crate::shared::Shared;
use familiar::Familiar;
use rows::Rows;
pub use similar::{Among, NearestSentences};

/// Search over one open workspace. Clones are handles to the same.
#[derive(Clone)]
pub struct Search {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    shared: Arc<Shared>,
    filters: Filters,
    familiar: Familiar,
    rows: Rows,
    orders: mpsc::UnboundedSender<Order>,
    steering: Arc<Steering>,
    flights: Mutex<Vec<Flight>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

/// A vector search under way.
struct Flight {
    seq: i64,
    cancel: Arc<AtomicBool>,
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Inner {
    fn stop(&self) {
        self.steering.stop();
        // Fails when the thread has ended already.
        let _ = self.orders.send(Order::Stop);
    }
}

impl Search {
    /// Begins to open the index in `index_dir` and the model in `model_dir`, and to keep both in step with the workspace.
    /// Returns at once; searches answer from what is there. To be called inside a Tokio runtime, which the background
    /// threads use for reading the workspace.
    ///
    /// # Errors
    /// There is no runtime, or threads cannot be started.
    pub fn open(store: Store, index_dir: &Path, model_dir: Option<PathBuf>) -> Result<Self, SearchError> {
        Self::open_with(store, index_dir, model_dir, Source::Device)
    }

    /// As [`Self::open`], with the vectors made by `source`. The model in `model_dir` tells words from slips all the same.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_with(
        store: Store,
        index_dir: &Path,
        model_dir: Option<PathBuf>,
        source: Source,
    ) -> Result<Self, SearchError> {
        let runtime = Handle::try_current().map_err(std::io::Error::other)?;
        let shared = Arc::new(Shared::new()?);
        let steering = Arc::new(Steering::new(source));
        let (orders, received) = mpsc::unbounded_channel();
        let indexer = Indexer::new(
            store.clone(),
            index_dir.to_owned(),
            Arc::clone(&shared),
            received,
            runtime.clone(),
        );
        let embedder = Embedder {
            store: store.clone(),
            model_dir,
            shared: Arc::clone(&shared),
            steering: Arc::clone(&steering),
            runtime,
        };
        let threads = vec![
            thread::Builder::new().name("indexer".into()).spawn(|| indexer.run())?,
            thread::Builder::new()
                .name("embedder".into())
                .spawn(|| embedder.run())?,
        ];
        Ok(Self {
            inner: Arc::new(Inner {
                rows: Rows::new(&store),
                store,
                shared,
                filters: Filters::default(),
                familiar: Familiar::default(),
                orders,
                steering,
                flights: Mutex::default(),
                threads: Mutex::new(threads),
            }),
        })
    }

    /// How text index and vectors are.
    #[must_use]
    pub fn status(&self) -> SearchStatus {
        self.inner.shared.status.borrow().clone()
    }

    /// Follows [`Self::status`].
    #[must_use]
    pub fn watch_status(&self) -> watch::Receiver<SearchStatus> {
        self.inner.shared.status.subscribe()
    }

    /// Stops embedding, or goes on with it.
    pub fn pause(&self, paused: bool) {
        self.inner.steering.pause(paused);
    }

    /// Has vectors made by another from now on. Vectors of the one before are found no more; those that the new one does
    /// not have are made, as [`Self::status`] says.
    pub fn embed_by(&self, source: Source) {
        let shared = &self.inner.shared;
        self.inner.steering.change_source(source, || {
            // Nothing typed from here on goes to the one before.
            shared.semantic.set_embedding(None);
            shared.set_vector_status(VectorStatus::Loading);
            shared.upto.send_modify(|upto| upto.vectors = -1);
        });
    }

    /// Embeds these entities, which are in view, before others.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub async fn prefer(&self, ids: &[EntityId]) -> Result<(), SearchError> {
        let titles = self.inner.store.titles(ids).await?;
        self.inner
            .steering
            .prefer(titles.into_iter().map(|title| title.num).collect());
        Ok(())
    }

    /// A person opened this entity: it breaks ties from now on.
    ///
    /// # Errors
    /// The workspace cannot be written.
    pub async fn picked(&self, id: EntityId) -> Result<(), SearchError> {
        self.inner.store.visit(id).await?;
        self.inner.familiar.forget();
        Ok(())
    }

    /// Waits until all that is committed now is in the text index and has its vectors, as asked. Vectors are not waited
    /// for where there is no model.
    ///
    /// # Errors
    /// The text index cannot be written; [`Self::status`] says why.
    pub async fn wait_idle(&self, text: bool, vectors: bool) -> Result<(), SearchError> {
        let inner = &self.inner;
        let target = inner.store.latest_seq().await?;
        let steering = Arc::clone(&inner.steering);
        let _hurry = vectors.then(|| Hurry::new(steering));
        let mut upto = inner.shared.upto.subscribe();
        let upto = upto
            .wait_for(|upto| {
                let text_done = !text || upto.text >= target || upto.text_failed;
                let vectors_done = !vectors || upto.vectors >= target || upto.no_model;
                text_done && vectors_done
            })
            .await
            .map_err(|_| SearchError::Stopped)?;
        if text && upto.text < target {
            return Err(SearchError::Stopped);
        }
        Ok(())
    }

    /// Throws the text index away and begins to build it again.
    ///
    /// # Errors
    /// Search was closed.
    pub async fn reindex(&self) -> Result<(), SearchError> {
        let (done, gone) = oneshot::channel();
        self.inner.shared.upto.send_modify(|upto| upto.text = -1);
        self.inner
            .orders
            .send(Order::Rebuild(Some(done)))
            .map_err(|_| SearchError::Stopped)?;
        gone.await.map_err(|_| SearchError::Stopped)
    }

    /// Ends the background threads and waits for them. Other handles find nothing new from then on.
    pub async fn close(&self) {
        self.inner.stop();
        let threads = std::mem::take(&mut *self.inner.threads.lock());
        // They may be in the middle of reading the workspace, which needs this runtime to go on.
        let joined = tokio::task::spawn_blocking(|| {
            for thread in threads {
                if thread.join().is_err() {
                    tracing::error!("a background thread of search panicked");
                }
            }
        });
        if joined.await.is_err() {
            tracing::error!("the background threads of search could not be waited for");
        }
    }

    /// Cancels vector searches for older keys and says where this one can be cancelled; it is already when a newer one is on
    /// its way. Number 0 belongs to no row of keys: it neither cancels nor is cancelled.
    fn take_off(&self, seq: i64) -> Arc<AtomicBool> {
        let mut flights = self.inner.flights.lock();
        let older = flights.iter().filter(|flight| flight.seq != 0 && flight.seq < seq);
        older.for_each(|flight| flight.cancel.store(true, Ordering::Relaxed));
        let late = seq != 0 && flights.iter().any(|flight| flight.seq > seq);
        let cancel = Arc::new(AtomicBool::new(late));
        flights.push(Flight {
            seq,
            cancel: Arc::clone(&cancel),
        });
        cancel
    }

    fn land(&self, cancel: &Arc<AtomicBool>) {
        self.inner
            .flights
            .lock()
            .retain(|flight| !Arc::ptr_eq(&flight.cancel, cancel));
    }
}

/// While it lives, embedding may take the whole machine.
struct Hurry(Arc<Steering>);

impl Hurry {
    fn new(steering: Arc<Steering>) -> Self {
        steering.count_waiting();
        Self(steering)
    }
}

impl Drop for Hurry {
    fn drop(&mut self) {
        self.0.count_off();
    }
}
