//! A new recovery code in the place of the old one.

use std::io::ErrorKind;

use workestra_core::{Grant, Secret};

use crate::error::{OpError, OpenError, StoreError, WriteError};
use crate::keyfile::RecoverySlot;
use crate::recovery_code::RecoveryCode;
use crate::settings::Known;
use crate::store::Store;

impl Store {
    /// Makes a new recovery code, to be shown once; it counts as written down when it was typed back. The old one opens
    /// nothing from then on. A crash leaves one of the two working.
    ///
    /// # Errors
    /// [`WriteError`] without leave to configure, and when the key file cannot be written: the old code goes on to work.
    pub async fn renew_recovery_code(&self, grant: &Grant) -> Result<RecoveryCode, WriteError> {
        if !grant.covers_settings() {
            return Err(OpError::Denied("change the workspace's settings").into());
        }
        let inner = self.inner();
        let (workspace, key) = (inner.info.id, Secret::new(*inner.key.expose()));
        let cost = inner.keys.lock().recovery.cost();
        let code = RecoveryCode::generate(&mut rand::rng());
        let (code, slot) = tokio::task::spawn_blocking(move || {
            let slot = RecoverySlot::seal(&key, &code, workspace, cost, &mut rand::rng());
            (code, slot)
        })
        .await
        .map_err(|_| cannot_seal())?;
        let slot = slot.ok_or_else(cannot_seal)?;
        // Before, not after: a code that nobody has seen must never count as written down.
        self.know(Known::RecoveryConfirmed, &false.into()).await?;
        let mut keys = inner.keys.lock();
        let mut renewed = keys.clone();
        renewed.recovery = slot;
        renewed.write(&inner.info.path).map_err(cannot_write)?;
        *keys = renewed;
        Ok(code)
    }
}

fn cannot_seal() -> WriteError {
    WriteError::Store(StoreError::Corrupt("the key could not be wrapped".to_owned()))
}

fn cannot_write(error: OpenError) -> WriteError {
    match error {
        OpenError::Unreadable { source, .. } if source.kind() == ErrorKind::StorageFull => WriteError::DiskFull,
        OpenError::Unreadable { source, .. } => WriteError::Store(StoreError::Database(source.into())),
        other => WriteError::Store(StoreError::Corrupt(other.to_string())),
    }
}
