//! What tests of several crates stand on.

pub mod provider;
