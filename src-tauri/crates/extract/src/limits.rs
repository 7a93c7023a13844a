//! How much an attachment may cost.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// What reading one attachment may take at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// The attachment itself, in bytes.
    pub input: usize,
    /// What its compressed parts come to, in bytes.
    pub unpacked: u64,
    /// The text, in characters; what goes beyond is left out.
    pub text: usize,
    /// Pages of a PDF; those beyond are left out.
    pub pages: u32,
    /// The reading process's heap, in bytes; not on Windows.
    pub memory: u64,
    /// From the start to the answer.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            input: 50 * 1024 * 1024,
            unpacked: 200 * 1024 * 1024,
            text: 2_000_000,
            pages: 2_000,
            memory: 1024 * 1024 * 1024,
            time: Duration::from_secs(20),
        }
    }
}

impl Limits {
    /// When to stop gathering and answer with what there is, so that a slow attachment is not lost whole.
    pub(crate) fn soft_time(&self) -> Duration {
        self.time.mul_f32(0.75)
    }
}
