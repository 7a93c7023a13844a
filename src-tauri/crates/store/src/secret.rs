//! Secrets that belong to a workspace and lie beside it, in the keychain: the password of the mail server, keys of
//! providers. None of them is ever in the workspace file.

use std::collections::HashMap;

use parking_lot::Mutex;
use workestra_core::{Grant, Secret};

use crate::custody::Custody;
use crate::error::OpenError;
use crate::store::Store;

/// Secrets of a workspace without a keychain, for this run.
pub(crate) type HeldSecrets = Mutex<HashMap<String, Secret<String>>>;

/// Why a secret cannot be kept or read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// The grant does not cover it.
    #[error("this needs leave to change the workspace's settings: ask an administrator of this workspace")]
    Denied,
    /// The keychain is there but locked.
    #[error("the keychain is locked: unlock it and try again")]
    Locked,
    /// No keychain works.
    #[error("no keychain can be reached ({0}): start the desktop's keychain and try again")]
    NoKeychain(String),
}

impl From<OpenError> for SecretError {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::KeychainLocked => Self::Locked,
            OpenError::NoKeychain(cause) => Self::NoKeychain(cause),
            other => Self::NoKeychain(other.to_string()),
        }
    }
}

impl Store {
    /// Keeps a secret of the workspace under a name, in place of the one that was there. It is read back before it
    /// counts as kept.
    ///
    /// # Errors
    /// [`SecretError`]; the one from before may be gone then.
    pub async fn keep_secret(&self, grant: &Grant, name: &str, secret: Secret<String>) -> Result<(), SecretError> {
        allow(grant)?;
        let inner = self.inner();
        match inner.custody {
            Custody::Keychain => Custody::keep_secret(inner.info.id, name, secret).await?,
            Custody::None => {
                inner.secrets.lock().insert(name.to_owned(), secret);
            }
        }
        Ok(())
    }

    /// A secret of the workspace; none when none is kept under this name. May wait for a person to unlock the keychain.
    ///
    /// # Errors
    /// [`SecretError`] when the keychain cannot be asked.
    pub async fn secret(&self, name: &str) -> Result<Option<Secret<String>>, SecretError> {
        let inner = self.inner();
        match inner.custody {
            Custody::Keychain => Ok(Custody::secret(inner.info.id, name).await?),
            Custody::None => {
                let held = inner.secrets.lock();
                Ok(held.get(name).map(|secret| Secret::new(secret.expose().clone())))
            }
        }
    }

    /// Forgets a secret; nothing happens when there is none.
    ///
    /// # Errors
    /// [`SecretError`] when it stays.
    pub async fn forget_secret(&self, grant: &Grant, name: &str) -> Result<(), SecretError> {
        allow(grant)?;
        let inner = self.inner();
        match inner.custody {
            Custody::Keychain => Custody::forget_secret(inner.info.id, name).await?,
            Custody::None => {
                inner.secrets.lock().remove(name);
            }
        }
        Ok(())
    }

    /// Whether secrets outlive this run: without a keychain they are held in memory and have to be given again.
    #[must_use]
    pub fn secrets_last(&self) -> bool {
        self.inner().custody == Custody::Keychain
    }
}

fn allow(grant: &Grant) -> Result<(), SecretError> {
    if grant.covers_settings() {
        Ok(())
    } else {
        Err(SecretError::Denied)
    }
}
