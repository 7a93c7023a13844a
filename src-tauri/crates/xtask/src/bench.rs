//! `cargo xtask bench`: the benchmark, from a release build.

use anyhow::Result;
use clap::Args;

use crate::job::Job;
use crate::report::Report;
use crate::repository::Repository;
use crate::setup::{self, Purpose};

/// What to measure.
#[derive(Args)]
pub struct Options {
    /// One benchmark by name (search, import, index, list, change, start, exact, quality); all of them without
    name: Option<String>,
    /// Sizes in entities [default: 1000,10000,100000]
    #[arg(long)]
    sizes: Option<String>,
    /// Print JSON instead of a table
    #[arg(long)]
    json: bool,
    /// Install PostgreSQL to measure against where it is missing; without this it is measured where it is there
    #[arg(long)]
    postgres: bool,
    /// Passed on as it is, after `--`
    #[arg(last = true)]
    rest: Vec<String>,
}

/// Builds the benchmark for release and runs it.
///
/// # Errors
/// When set-up or the build fails, or the benchmark does.
pub fn run(repository: &Repository, options: &Options) -> Result<()> {
    let mut report = Report::default();
    setup::prepare(repository, Purpose::Run, &mut report)?;
    if options.postgres {
        report.must("PostgreSQL", setup::postgres)?;
    }
    Job::cargo(repository.root())
        .args(["run", "--release", "--package", "workestra-bench", "--"])
        .args(&options.name)
        .args(options.sizes.as_ref().map(|sizes| format!("--sizes={sizes}")))
        .args(options.json.then_some("--json"))
        .args(&options.rest)
        .run()
}
