//! Where the key that unlocks a workspace without typing is kept, and the secrets that lie beside it: the operating
//! system's keychain.

mod platform;

use keyring_core::Error;
use keyring_core::api::CredentialStoreApi as _;
use workestra_core::{Secret, WorkspaceId};
use zeroize::Zeroizing;

use crate::error::OpenError;

const SERVICE: &str = "workestra";

/// Where the key of a workspace is kept beside its recovery code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Custody {
    /// In the keychain of the operating system.
    Keychain,
    /// Nowhere: the recovery code alone opens the workspace.
    None,
}

/// What a guess at the recovery code costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecoveryCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Default for RecoveryCost {
    fn default() -> Self {
        Self {
            memory_kib: 64 * 1024,
            passes: 3,
        }
    }
}

impl Custody {
    /// Why the keychain cannot be used; none when it can. Asks the system anew each time.
    pub async fn problem(self) -> Option<OpenError> {
        match self {
            Self::None => None,
            Self::Keychain => match on_a_thread(|| get("probe")).await {
                Ok(_) | Err(OpenError::KeyMissing) => None,
                Err(problem) => Some(problem),
            },
        }
    }

    /// The wrapping key of a workspace.
    pub(crate) async fn load(self, workspace: WorkspaceId) -> Result<Zeroizing<[u8; 32]>, OpenError> {
        match self {
            Self::None => Err(OpenError::KeyMissing),
            Self::Keychain => on_a_thread(move || get(&workspace.to_string())).await,
        }
    }

    /// Keeps the wrapping key of a workspace, and reads it back before it counts as kept.
    pub(crate) async fn save(self, workspace: WorkspaceId, key: Zeroizing<[u8; 32]>) -> Result<(), OpenError> {
        match self {
            Self::None => Ok(()),
            Self::Keychain => {
                on_a_thread(move || {
                    let user = workspace.to_string();
                    entry(&user)?.set_secret(key.as_ref()).map_err(problem)?;
                    if *get(&user)? == *key { Ok(()) } else { Err(not_kept()) }
                })
                .await
            }
        }
    }

    /// A secret of a workspace by its name; none when there is none.
    pub(crate) async fn secret(workspace: WorkspaceId, name: &str) -> Result<Option<Secret<String>>, OpenError> {
        let user = user_of(workspace, name);
        on_a_thread(move || match read(&user) {
            Ok(secret) => Ok(Some(secret)),
            Err(OpenError::KeyMissing) => Ok(None),
            Err(error) => Err(error),
        })
        .await
    }

    /// Keeps a secret of a workspace, and reads it back before it counts as kept.
    pub(crate) async fn keep_secret(
        workspace: WorkspaceId,
        name: &str,
        secret: Secret<String>,
    ) -> Result<(), OpenError> {
        let user = user_of(workspace, name);
        on_a_thread(move || {
            entry(&user)?.set_secret(secret.expose().as_bytes()).map_err(problem)?;
            if read(&user)?.expose() == secret.expose() {
                Ok(())
            } else {
                Err(not_kept())
            }
        })
        .await
    }

    /// Forgets a secret of a workspace; nothing happens when there is none.
    pub(crate) async fn forget_secret(workspace: WorkspaceId, name: &str) -> Result<(), OpenError> {
        let user = user_of(workspace, name);
        on_a_thread(move || match entry(&user)?.delete_credential().map_err(problem) {
            Ok(()) | Err(OpenError::KeyMissing) => Ok(()),
            Err(error) => Err(error),
        })
        .await
    }

    /// Forgets the wrapping key of a workspace that could not be made.
    pub(crate) async fn forget(self, workspace: WorkspaceId) {
        if self == Self::Keychain {
            let outcome =
                on_a_thread(move || entry(&workspace.to_string())?.delete_credential().map_err(problem)).await;
            if let Err(error) = outcome {
                tracing::warn!(%error, "a key that serves nothing stays in the keychain");
            }
        }
    }
}

/// A store remembers a failed connection for ever, so each call takes a new one: unlocking the keychain and trying
/// again then works without a restart.
fn entry(user: &str) -> Result<keyring_core::Entry, OpenError> {
    platform::Store::new()
        .and_then(|store| store.build(SERVICE, user, None))
        .map_err(problem)
}

/// Under what a workspace's secret goes, beside its wrapping key, which goes under its id alone.
fn user_of(workspace: WorkspaceId, name: &str) -> String {
    format!("{workspace}/{name}")
}

fn read(user: &str) -> Result<Secret<String>, OpenError> {
    let bytes = Zeroizing::new(entry(user)?.get_secret().map_err(problem)?);
    std::str::from_utf8(&bytes)
        .map(|text| Secret::new(text.to_owned()))
        .map_err(|_| OpenError::KeyMissing)
}

fn not_kept() -> OpenError {
    OpenError::NoKeychain("it did not keep what was put into it".to_owned())
}

fn get(user: &str) -> Result<Zeroizing<[u8; 32]>, OpenError> {
    let secret = Zeroizing::new(entry(user)?.get_secret().map_err(problem)?);
    secret
        .as_slice()
        .try_into()
        .map(Zeroizing::new)
        .map_err(|_| OpenError::KeyMissing)
}

/// What a person can do about a keychain's error.
fn problem(error: Error) -> OpenError {
    match error {
        Error::NoEntry | Error::BadEncoding(_) | Error::BadDataFormat(..) | Error::Ambiguous(_) => {
            OpenError::KeyMissing
        }
        Error::NoStorageAccess(_) => OpenError::KeychainLocked,
        other => OpenError::NoKeychain(other.to_string()),
    }
}

/// Keychains block, and may wait for a person to unlock them.
async fn on_a_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, OpenError> + Send + 'static,
) -> Result<T, OpenError> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|error| Err(OpenError::NoKeychain(error.to_string())))
}
