//! The open workspace.

use std::sync::Arc;

use parking_lot::{Mutex, RwLock};
use sqlx::pool::PoolConnection;
use sqlx::{Sqlite, SqlitePool};
use tokio::sync::watch;
use workestra_core::{ConfirmationDesk, ConfirmationSeal, UtcMillis};
use zeroize::Zeroizing;

use crate::actors::Actors;
use crate::api::{IndexKey, WorkspaceInfo};
use crate::catalog::Catalog;
use crate::clock::Clock;
use crate::connect::DataKey;
use crate::counted::Counted;
use crate::custody::Custody;
use crate::error::StoreError;
use crate::keyfile::KeyFile;
use crate::list::Orders;
use crate::lock::OwnerLock;
use crate::secret::HeldSecrets;
use crate::writer::Writer;

/// An open workspace. Clones are handles to the same one.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) info: WorkspaceInfo,
    pub(crate) key: DataKey,
    pub(crate) index_key: IndexKey,
    pub(crate) keys: Mutex<KeyFile>,
    pub(crate) custody: Custody,
    pub(crate) secrets: HeldSecrets,
    pub(crate) clock: Clock,
    pub(crate) lock: Mutex<Option<OwnerLock>>,
    pub(crate) writer: Arc<tokio::sync::Mutex<Writer>>,
    pub(crate) readers: SqlitePool,
    pub(crate) actors: Actors,
    pub(crate) catalog: RwLock<Catalog>,
    /// The newest committed change.
    pub(crate) seq: watch::Sender<i64>,
    /// How long lists are.
    pub(crate) counted: Counted,
    /// Orders of lists that were scrolled far down.
    pub(crate) orders: Orders,
    /// The model that the vectors are of.
    pub(crate) vector_model: Mutex<Option<String>>,
    /// Knows the approvals that were given at this workspace's desk.
    pub(crate) seal: ConfirmationSeal,
    /// Until somebody takes it.
    pub(crate) desk: Mutex<Option<ConfirmationDesk>>,
}

impl Store {
    pub(crate) fn new(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }

    /// A connection that reads.
    pub(crate) async fn reader(&self) -> Result<PoolConnection<Sqlite>, StoreError> {
        Ok(self.0.readers.acquire().await?)
    }

    /// Identity, name, folder.
    #[must_use]
    pub fn info(&self) -> WorkspaceInfo {
        WorkspaceInfo {
            name: self.0.catalog.read().name.clone(),
            ..self.0.info.clone()
        }
    }

    /// The clock.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// Now, by the store's clock.
    #[must_use]
    pub fn now(&self) -> UtcMillis {
        self.0.clock.now()
    }

    /// The place where people answer confirmations. It is given out once for each opening of the workspace, to who
    /// dispatches the commands of the confirmation window; nobody can have another.
    #[must_use]
    pub fn take_confirmation_desk(&self) -> Option<ConfirmationDesk> {
        self.0.desk.lock().take()
    }

    /// The search index's key.
    #[must_use]
    pub fn index_key(&self) -> IndexKey {
        IndexKey(Zeroizing::new(*self.0.index_key.expose()))
    }

    /// Ends all work, moves the log into the file, gives the folder free. Other handles fail from then on.
    ///
    /// # Errors
    /// [`StoreError`] when the log cannot be moved; nothing is lost then, it is moved at the next start.
    pub async fn close(&self) -> Result<(), StoreError> {
        self.0.readers.close().await;
        let outcome = self.0.writer.lock().await.close().await;
        *self.0.lock.lock() = None;
        outcome
    }
}
