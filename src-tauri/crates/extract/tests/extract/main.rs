//! Attachments as they come, read by the real reading process.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot be set up, or goes another way, should stop"
)]

mod damage;
mod documents;
mod limits;
mod made;
mod pages;
mod texts;

use std::path::PathBuf;
use std::time::Duration;

use workestra_extract::{ExtractError, Extracted, Extractor, Limits};

/// The usual limits, with time enough for a busy machine.
fn patient() -> Limits {
    Limits {
        time: Duration::from_secs(120),
        ..Limits::default()
    }
}

fn extractor() -> Extractor {
    Extractor::program(PathBuf::from(env!("CARGO_BIN_EXE_workestra-extract")))
}

fn extract_within(name: &str, bytes: &[u8], limits: &Limits) -> Result<Extracted, ExtractError> {
    extractor().extract(name, bytes, limits, &|| false)
}

fn extract(name: &str, bytes: &[u8]) -> Result<Extracted, ExtractError> {
    extract_within(name, bytes, &patient())
}
