//! Limits of a client, and what tests pass in: chance, names, certificates.

use std::sync::Arc;
use std::time::Duration;

use crate::address::{Lookup, system_lookup};

/// How long and how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// For a connection, TLS included.
    pub connect: Duration,
    /// From the request to the first line of the answer: large prompts are read for a while.
    pub first_line: Duration,
    /// Between two lines. Bytes that end no line do not count.
    pub idle: Duration,
    /// For the whole of a request, its retries and their waits included.
    pub total: Duration,
    /// Attempts at one request.
    pub attempts: u32,
    /// The longest wait between two attempts; a provider that asks for more is not tried again.
    pub longest_wait: Duration,
    /// Bytes of one event.
    pub event: usize,
    /// Bytes of one response, or of what a stream says.
    pub response: usize,
    /// Bytes of a stream with all that is around what it says: some providers spend 250 on a word.
    pub stream: usize,
    /// Bytes read of a response that is an error.
    pub error: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(15),
            first_line: Duration::from_secs(180),
            idle: Duration::from_secs(90),
            total: Duration::from_secs(20 * 60),
            attempts: 4,
            longest_wait: Duration::from_secs(60),
            event: 4 << 20,
            response: 8 << 20,
            stream: 64 << 20,
            error: 64 << 10,
        }
    }
}

/// How a client works.
#[derive(Clone)]
pub struct Settings {
    /// How long and how much.
    pub limits: Limits,
    /// A number between 0 and 1, to scatter retries by.
    pub chance: Arc<dyn Fn() -> f64 + Send + Sync>,
    /// How names become addresses. What it gives is checked all the same.
    pub lookup: Lookup,
    /// Certificates (DER) of authorities to trust beside the system's.
    pub authorities: Vec<Vec<u8>>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            chance: Arc::new(rand::random),
            lookup: system_lookup(),
            authorities: Vec::new(),
        }
    }
}
