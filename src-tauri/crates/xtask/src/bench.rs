//! `cargo xtask bench`: the figures of the command line's own benchmarks, from a release build.

use anyhow::Result;
use clap::Args;

use crate::job::Job;
use crate::report::Report;
use crate::repository::Repository;
use crate::setup::{self, Purpose};

/// What to measure.
#[derive(Args)]
pub struct Options {
    /// One benchmark by name; all of them without
    name: Option<String>,
    /// Print JSON instead of a table
    #[arg(long)]
    json: bool,
    /// Passed on as it is, after `--`
    #[arg(last = true)]
    rest: Vec<String>,
}

/// Builds the command line for release and runs its benchmarks.
///
/// # Errors
/// When set-up or the build fails, or the benchmark does.
pub fn run(repository: &Repository, options: &Options) -> Result<()> {
    setup::prepare(repository, Purpose::Run, &mut Report::default())?;
    Job::cargo(repository.root())
        .args(["run", "--release", "--package", "workestra-cli"])
        .args(["--bin", "workestra-cli", "--", "bench"])
        .args(&options.name)
        .args(options.json.then_some("--json"))
        .args(&options.rest)
        .run()
}
