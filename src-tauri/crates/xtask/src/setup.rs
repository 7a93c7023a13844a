//! Everything that a fresh machine lacks. A step that is done already costs milliseconds.

mod model;
mod node_modules;
mod packages;
mod postgres;
mod test_runner;

pub use self::postgres::install as postgres;
pub use self::test_runner::is_there;

use anyhow::Result;

use crate::report::Report;
use crate::repository::Repository;

/// What the machine is prepared for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Building the window and opening it.
    Run,
    /// The same on a screen of its own, as tests do.
    RunHeadless,
    /// Everything.
    Test,
}

/// Does what is missing, in order, and stops at the first step that fails.
///
/// # Errors
/// When a step failed; its line says what to do.
pub fn prepare(repository: &Repository, purpose: Purpose, report: &mut Report) -> Result<()> {
    report.must("system packages", || packages::install(purpose))?;
    report.must("npm packages", || node_modules::install(repository))?;
    report.must("embedding model", || model::fetch(repository))?;
    if purpose == Purpose::Test {
        report.must("test runner", || test_runner::install(repository))?;
    }
    Ok(())
}
