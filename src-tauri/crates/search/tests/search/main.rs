//! Search over a real workspace file and a real index.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed set-up should fail the test")]

mod chance;
mod exact;
mod filters;
mod indexing;
mod languages;
mod makers;
mod rebuild;
mod similar;
mod vectors;
mod world;
