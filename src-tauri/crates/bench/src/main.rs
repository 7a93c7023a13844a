//! `workestra-bench`: what Workestra takes to import, index, find and start, at several sizes, beside what SQLite and
//! PostgreSQL take for the same keys over the same entities in the same run. Nothing here is asserted: machines differ,
//! so a ratio is what counts.

mod args;
mod chance;
mod document;
mod figure;
mod measure;
mod peer;
mod quality;
mod report;
mod typed;
mod vectors;
mod world;

use std::process::ExitCode;

use clap::Parser as _;

use crate::args::Args;

fn main() -> ExitCode {
    let args = Args::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error.into()),
    };
    match runtime.block_on(measure::run(args)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

#[expect(
    clippy::print_stderr,
    reason = "a command line says what went wrong on standard error"
)]
fn fail(error: &anyhow::Error) -> ExitCode {
    eprintln!("workestra-bench: {error:#}");
    ExitCode::FAILURE
}
