//! A workspace in a folder of its own, for tests of what only the inside can see.
#![expect(clippy::unwrap_used, reason = "a test that cannot begin has failed")]

use tempfile::TempDir;

use crate::{Clock, Custody, Opening, RecoveryCode, RecoveryCost, Store};

/// Without a keychain, and with a recovery code that is quick to check.
pub(crate) fn opening() -> Opening {
    Opening {
        custody: Custody::None,
        recovery_cost: RecoveryCost {
            memory_kib: 64,
            passes: 1,
        },
        clock: Clock::system(),
    }
}

/// The folder goes when it is dropped.
pub(crate) async fn workspace() -> (TempDir, Store, RecoveryCode) {
    let dir = tempfile::tempdir().unwrap();
    let (store, code) = Store::create(dir.path(), "Test", "Dana", &opening()).await.unwrap();
    (dir, store, code)
}
