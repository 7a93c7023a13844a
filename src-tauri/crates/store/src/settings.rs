//! Values that belong to the workspace as a whole.

use serde_json::Value as Json;
use sqlx::{Row as _, SqliteConnection};

use crate::error::StoreError;
use crate::sql;
use crate::store::Store;

/// The store's own settings; others are kept under keys of their owners.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    WorkspaceId,
    Name,
    CreatedAt,
    Me,
    RecoveryConfirmed,
    VectorModel,
    VectorMasks,
    RemindedUpto,
}

impl Known {
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::WorkspaceId => "workspace.id",
            Self::Name => "workspace.name",
            Self::CreatedAt => "workspace.created_at",
            Self::Me => "workspace.me",
            Self::RecoveryConfirmed => "recovery.confirmed",
            Self::VectorModel => "vectors.model",
            Self::VectorMasks => "vectors.masks",
            Self::RemindedUpto => "reminders.upto",
        }
    }

    /// Whether a key is one that only the store itself writes.
    pub(crate) fn is_own(key: &str) -> bool {
        [
            Self::WorkspaceId,
            Self::CreatedAt,
            Self::RecoveryConfirmed,
            Self::VectorModel,
            Self::VectorMasks,
            Self::RemindedUpto,
        ]
        .iter()
        .any(|known| known.key() == key)
    }
}

impl Store {
    /// A value that belongs to the workspace.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub async fn setting(&self, key: &str) -> Result<Option<Json>, StoreError> {
        get(&mut *self.reader().await?, key).await
    }

    /// Whether the recovery code was ever typed back.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub async fn recovery_confirmed(&self) -> Result<bool, StoreError> {
        Ok(self.setting(Known::RecoveryConfirmed.key()).await? == Some(Json::Bool(true)))
    }

    /// Keeps what the store itself has to remember.
    pub(crate) async fn know(&self, known: Known, value: &Json) -> Result<(), StoreError> {
        let mut writer = self.inner().writer.lock().await;
        put(writer.idle().await?, known.key(), value).await
    }
}

pub(crate) async fn get(connection: &mut SqliteConnection, key: &str) -> Result<Option<Json>, StoreError> {
    match sql::row(connection, "SELECT value FROM settings WHERE key = ?", [key.into()]).await? {
        Some(row) => serde_json::from_str(row.try_get(0)?)
            .map(Some)
            .map_err(|error| StoreError::Corrupt(error.to_string())),
        None => Ok(None),
    }
}

/// A setting of a shape of its own.
pub(crate) async fn read<T: serde::de::DeserializeOwned>(
    connection: &mut SqliteConnection,
    key: &str,
) -> Result<Option<T>, StoreError> {
    get(connection, key)
        .await?
        .map(serde_json::from_value)
        .transpose()
        .map_err(|error| StoreError::Corrupt(format!("the setting “{key}” cannot be read: {error}")))
}

pub(crate) async fn put(connection: &mut SqliteConnection, key: &str, value: &Json) -> Result<(), StoreError> {
    let upsert =
        "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    sql::execute(connection, upsert, [key.into(), value.to_string().into()]).await?;
    Ok(())
}

pub(crate) async fn remove(connection: &mut SqliteConnection, key: &str) -> Result<(), StoreError> {
    sql::execute(connection, "DELETE FROM settings WHERE key = ?", [key.into()]).await?;
    Ok(())
}
