//! The TypeScript description of commands and events, generated from the Rust types.

use std::fs;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::job::Job;
use crate::repository::Repository;

/// What to do with the generated text.
#[derive(Args)]
pub struct Options {
    /// Change nothing, and fail when the file is not what would be written
    #[arg(long)]
    check: bool,
}

/// Writes `ui/src/ipc/bindings.ts`, or only compares it.
///
/// # Errors
/// When the engine does not build, the file cannot be written, or a comparison finds it out of date.
pub fn run(repository: &Repository, options: &Options) -> Result<()> {
    if options.check {
        return compare(repository);
    }
    let file = repository.ui().join("src/ipc/bindings.ts");
    let generated = generate(repository)?;
    if fs::read_to_string(&file).is_ok_and(|present| present == generated) {
        return Ok(());
    }
    fs::write(&file, generated).with_context(|| format!("{} cannot be written", file.display()))
}

/// # Errors
/// When the file is not what would be written.
pub fn compare(repository: &Repository) -> Result<()> {
    let file = repository.ui().join("src/ipc/bindings.ts");
    let present = fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
    if present != generate(repository)? {
        bail!(
            "{} is not what the commands in the engine say: run `cargo xtask bindings`",
            file.display()
        );
    }
    Ok(())
}

fn generate(repository: &Repository) -> Result<String> {
    // With the whole workspace's features, for the reason that the programs are built so.
    Job::cargo(repository.root())
        .args(["build", "--quiet", "--workspace", "--bin", "bindings"])
        .advice("the engine must build for its bindings to be made")
        .run()?;
    Job::new(repository.built("bindings", false)).output()
}
