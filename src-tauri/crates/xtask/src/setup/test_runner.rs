//! cargo-nextest, which runs each test in a process of its own and ends those that hang.

use std::env;
use std::path::PathBuf;

use anyhow::Result;

use crate::job::Job;
use crate::report::Outcome;
use crate::repository::Repository;

/// Builds and installs it where it is missing.
///
/// # Errors
/// Never: without it the tests run under plain `cargo test`, which the step then says.
pub fn install(repository: &Repository) -> Result<Outcome> {
    if is_there("cargo-nextest") {
        return Ok(Outcome::Already);
    }
    let installed = Job::cargo(repository.root())
        .args(["install", "cargo-nextest", "--locked", "--no-default-features"])
        .args(["--features", "default-no-update"])
        .run();
    Ok(match installed {
        Ok(()) => Outcome::Done,
        Err(error) => Outcome::LeftOut(format!("{error:#}; the tests will use `cargo test`")),
    })
}

/// Whether cargo can find this subcommand.
pub fn is_there(program: &str) -> bool {
    let name = format!("{program}{}", env::consts::EXE_SUFFIX);
    let cargo_home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let path = env::var_os("PATH").unwrap_or_default();
    cargo_home
        .map(|home| home.join("bin"))
        .into_iter()
        .chain(env::split_paths(&path))
        .any(|folder| folder.join(&name).is_file())
}
