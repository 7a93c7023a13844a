//! A mail server on loopback for tests, with real TLS. No part of what is shipped.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should stop")]

mod certificates;
mod server;

pub use certificates::Authority;
pub use server::{LOGIN, Mishap, Rules, Seen, Server};
