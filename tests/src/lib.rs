//! What tests of several crates stand on.

pub mod http;
pub mod provider;
