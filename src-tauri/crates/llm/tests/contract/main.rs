//! What every provider's adapter has to hold, over real HTTP on this machine.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod addresses;
mod answers;
mod cancelling;
mod faults;
mod requests;
mod script;
mod secrets;
mod servers;
mod services;
mod setup;
mod stub;
mod truncation;
