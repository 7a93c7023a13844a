//! Workspaces without a window, for the command line and for tests.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::broadcast;
use workestra_core::{Policy, Verb};
use workestra_store::{Custody, Opening, RecoveryCode, Store, Unlock};

use crate::api::{CommandError, Settings};
use crate::{Headless, Open, import};

/// How a workspace is opened without a window.
#[derive(Clone, Copy)]
pub enum Key<'a> {
    /// By the key in the keychain.
    Keychain,
    /// By its recovery code; the keychain is not asked.
    RecoveryCode(&'a str),
}

/// Makes a workspace in a folder and opens it.
///
/// # Errors
/// When there is one already, or the disk or the keychain fails; nothing is left behind then.
pub async fn create(
    folder: &Path,
    name: &str,
    member: &str,
    custody: Custody,
    sample: bool,
    model: Option<PathBuf>,
) -> Result<(Open, RecoveryCode), CommandError> {
    let (store, code) = Store::create(folder, name, member, &Opening::with(custody)).await?;
    if sample {
        import::fill_sample(&store, &Policy::system(Verb::Write), crate::engine::today()).await?;
    }
    Ok((start(store, model).await?, code))
}

/// Opens the workspace in a folder.
///
/// # Errors
/// When there is none, the key does not fit, or another process owns it.
pub async fn open(folder: &Path, key: Key<'_>, model: Option<PathBuf>) -> Result<Open, CommandError> {
    let (unlock, custody) = match key {
        Key::Keychain => (Unlock::Keychain, Custody::Keychain),
        Key::RecoveryCode(code) => (Unlock::RecoveryCode(code), Custody::None),
    };
    start(Store::open(folder, unlock, &Opening::with(custody)).await?, model).await
}

async fn start(store: Store, model: Option<PathBuf>) -> Result<Open, CommandError> {
    // Nobody listens to events here, and nobody is asked to type a code back.
    let (events, host) = (broadcast::channel(1).0, Arc::new(Headless));
    Open::start(store, model, events, host, Settings::default(), true).await
}
