//! The engine and the command line over real files: what the crates' own tests cannot see alone.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod structure;
