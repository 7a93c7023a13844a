//! `cargo xtask run`: from a fresh checkout to the window on a sample workspace.

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::job::Job;
use crate::report::{Outcome, Report};
use crate::repository::Repository;
use crate::session::Session;
use crate::setup::{self, Purpose};
use crate::window;

/// For the window to open, fill a sample workspace and answer a search on a machine that is busy.
const CHECK_LIMIT: Duration = Duration::from_secs(180);

/// How to open the window.
#[derive(Args)]
pub struct Options {
    /// Open it on a screen of its own, wait until it answers a search, and end
    #[arg(long)]
    headless_check: bool,
    /// Keep the sample workspace in this folder instead of the usual one
    #[arg(long, value_name = "DIR")]
    workspace: Option<PathBuf>,
    /// Build it as it would be shipped: slower to build, faster to use
    #[arg(long)]
    release: bool,
}

/// Sets up, builds and opens the window; gives the window's own exit code.
///
/// # Errors
/// When a step fails, or there is no screen to open a window on.
pub fn run(repository: &Repository, options: &Options) -> Result<ExitCode> {
    if !options.headless_check {
        have_screen()?;
    }
    let purpose = if options.headless_check {
        Purpose::RunHeadless
    } else {
        Purpose::Run
    };
    let mut report = Report::default();
    setup::prepare(repository, purpose, &mut report)?;
    window::build(repository, options.release, &mut report)?;
    if options.headless_check {
        report.must("window answers a search", || check(repository, options))?;
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!("── opening the window");
    let status = sample(repository, options)
        .into_command()
        .status()
        .context("the window cannot be opened")?;
    Ok(match status.code() {
        Some(0) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

fn check(repository: &Repository, options: &Options) -> Result<Outcome> {
    let session = Session::start()?;
    let job = sample(repository, options)
        .arg("--check")
        .advice("open it with `cargo xtask run` and look");
    session.inside(job).run_within(CHECK_LIMIT)?;
    Ok(Outcome::Done)
}

fn sample(repository: &Repository, options: &Options) -> Job {
    let job = Job::new(repository.built("workestra", options.release))
        .folder(repository.root())
        .arg("--sample");
    match &options.workspace {
        Some(folder) => job.arg("--workspace").arg(folder),
        None => job,
    }
}

/// Asked before the build, which takes minutes, rather than after it.
fn have_screen() -> Result<()> {
    let needed = cfg!(all(unix, not(target_os = "macos")));
    let there = ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()));
    if needed && !there {
        bail!(
            "there is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set): \
             use `cargo xtask run --headless-check`"
        );
    }
    Ok(())
}
