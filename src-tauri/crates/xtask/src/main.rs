//! From a fresh checkout to a running, tested and measured Workestra: `cargo xtask --help`.

mod bench;
mod bindings;
mod failed;
mod job;
mod licences;
mod open;
mod report;
mod repository;
mod session;
mod setup;
mod stamp;
mod tally;
mod verify;
mod window;

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};

use crate::job::Job;
use crate::report::Report;
use crate::repository::Repository;
use crate::session::Session;
use crate::setup::Purpose;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Set-up, run, test and measure")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Install what this machine lacks: system packages, npm packages, the embedding model, the test runner
    Setup,
    /// Set up, build, and open the window on a sample workspace
    Run(open::Options),
    /// Set up, then check everything: format, lints, types, tests, the real window, licences
    Test(verify::Options),
    /// Measure, from a release build
    Bench(bench::Options),
    /// Run a command on a desktop of its own, as the tests do: private bus, key ring, screen and folders
    Headless {
        /// The command and its arguments
        #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
        command: Vec<OsString>,
    },
    /// Write the TypeScript description of commands and events
    Bindings(bindings::Options),
}

fn main() -> ExitCode {
    match perform(&Arguments::parse().task) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: &Task) -> Result<ExitCode> {
    let repository = Repository::find()?;
    match task {
        Task::Setup => setup::prepare(&repository, Purpose::Test, &mut Report::default())?,
        Task::Run(options) => return open::run(&repository, options),
        Task::Test(options) => return verify::run(&repository, options),
        Task::Bench(options) => bench::run(&repository, options)?,
        Task::Headless { command } => {
            let (program, arguments) = command.split_first().context("no command was given")?;
            Session::start()?.inside(Job::new(program).args(arguments)).run()?;
        }
        Task::Bindings(options) => bindings::run(&repository, options)?,
    }
    Ok(ExitCode::SUCCESS)
}
