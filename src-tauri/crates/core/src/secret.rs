//! A value that must not be printed, sent to the window or left in memory.

use zeroize::{Zeroize, ZeroizeOnDrop};

/// Holds a secret. It has no `Debug`, `Display`, `Serialize` or `Clone`, and is wiped when dropped.
#[derive(ZeroizeOnDrop)]
pub struct Secret<T: Zeroize>(T);

impl<T: Zeroize> Secret<T> {
    /// Takes the value in.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value, for the one place that needs it.
    pub const fn expose(&self) -> &T {
        &self.0
    }
}
