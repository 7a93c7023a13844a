//! How a person stops a long read.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::error::TransferError;

/// A switch shared between whoever reads and whoever may want it to stop.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks the reader to stop; it does so within a few thousand rows.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// # Errors
    /// [`TransferError::Cancelled`] once it was asked to stop.
    pub fn check(&self) -> Result<(), TransferError> {
        if self.is_cancelled() {
            Err(TransferError::Cancelled)
        } else {
            Ok(())
        }
    }
}
