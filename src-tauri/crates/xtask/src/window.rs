//! Building the window: first what the web view shows, then the program around it.

use std::path::Path;
use std::{fs, io};

use anyhow::{Context, Result};

use crate::job::Job;
use crate::report::{Outcome, Report};
use crate::repository::Repository;
use crate::stamp::{Fingerprint, Stamp};

/// Builds the web view's files into `ui/dist` unless they are those of the present sources.
///
/// # Errors
/// When the build fails.
pub fn build_ui(repository: &Repository) -> Result<Outcome> {
    let ui = repository.ui();
    let inputs = ui_inputs(&ui)?;
    // Inside the output, which the build empties first: a build that was cut short leaves no note.
    let stamp = Stamp::at(ui.join("dist").join(".inputs"));
    if stamp.says(&inputs) {
        return Ok(Outcome::Already);
    }
    Job::new("npm")
        .args(["run", "build"])
        .folder(&ui)
        .advice("the lines above name the file")
        .run()?;
    stamp.note(&inputs)?;
    Ok(Outcome::Done)
}

/// Builds every program of the workspace.
///
/// # Errors
/// When the build fails.
pub fn build_programs(repository: &Repository, release: bool) -> Result<Outcome> {
    // All of them with the whole workspace's features: choosing one package would choose other features for what
    // it shares with the rest, and build that twice.
    let job = Job::cargo(repository.root()).args(["build", "--workspace", "--bins"]);
    let job = if release { job.arg("--release") } else { job };
    job.advice("the lines above name the file").run()?;
    Ok(Outcome::Done)
}

/// Both builds, for a task that cannot go on without.
///
/// # Errors
/// When one failed.
pub fn build(repository: &Repository, release: bool, report: &mut Report) -> Result<()> {
    report.must("web view", || build_ui(repository))?;
    report.must("programs", || build_programs(repository, release))
}

/// A fingerprint of all that the web view's build may read: everything in its folder but what npm and it itself put
/// there. Too much rather than too little: a window that shows yesterday's files costs more than a build.
fn ui_inputs(ui: &Path) -> Result<String> {
    let mut inputs = fs::read_dir(ui)
        .and_then(|entries| {
            entries
                .map(|entry| entry.map(|entry| entry.path()))
                .collect::<io::Result<Vec<_>>>()
        })
        .with_context(|| format!("{} cannot be listed", ui.display()))?;
    inputs.retain(|path| !path.ends_with("node_modules") && !path.ends_with("dist"));
    inputs.sort();
    let fingerprint = inputs
        .iter()
        .try_fold(Fingerprint::default(), |inputs, path| inputs.path(path))?;
    Ok(fingerprint.finish())
}
