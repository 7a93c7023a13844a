//! `cargo xtask test`: every check, in an order in which the quick ones come first and nothing is built twice.

mod checks;

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;

use self::checks::{CHECKS, Check, Place};
use crate::report::Report;
use crate::repository::Repository;
use crate::setup::{self, Purpose};

/// What to check.
#[derive(Args)]
pub struct Options {
    /// Only this step, and what it needs
    #[arg(long, value_name = "STEP", value_parser = clap::builder::PossibleValuesParser::new(CHECKS.iter().map(|check| check.name)))]
    only: Option<String>,
}

/// Sets up, runs every check even after one failed, and prints the steps with their times and the tests that failed.
///
/// # Errors
/// When set-up fails.
pub fn run(repository: &Repository, options: &Options) -> Result<ExitCode> {
    let mut report = Report::default();
    setup::prepare(repository, Purpose::Test, &mut report)?;
    let place = Place::new(repository);
    let mut unusable = Vec::new();
    for check in chosen(options.only.as_deref())? {
        match check.needs.iter().find(|needed| unusable.contains(*needed)) {
            Some(needed) => {
                unusable.push(check.name);
                report.leave_out(check.name, format!("it needs \"{needed}\", which failed"));
            }
            None => {
                if !report.step(check.name, || (check.work)(&place)) {
                    unusable.push(check.name);
                }
            }
        }
    }
    let tally = report.tally();
    print!("\n{}{}\n{tally}\n", report.table(), report.failures());
    Ok(if tally.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// All checks, or one with those before it that it needs.
fn chosen(only: Option<&str>) -> Result<Vec<&'static Check>> {
    let Some(only) = only else {
        return Ok(CHECKS.iter().collect());
    };
    let mut wanted = vec![only];
    // Needs point backwards only, so one pass from the end finds the needs of needs.
    let mut chosen = Vec::new();
    for check in CHECKS.iter().rev() {
        if wanted.contains(&check.name) {
            wanted.extend(check.needs);
            chosen.insert(0, check);
        }
    }
    if chosen.is_empty() {
        bail!("there is no step \"{only}\"");
    }
    Ok(chosen)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is wrong")]

    use super::*;

    fn names(only: &str) -> Vec<&'static str> {
        chosen(Some(only)).unwrap().iter().map(|check| check.name).collect()
    }

    #[test]
    fn every_need_is_a_step_that_comes_earlier() {
        for (place, check) in CHECKS.iter().enumerate() {
            for needed in check.needs {
                assert!(
                    CHECKS[..place].iter().any(|earlier| earlier.name == *needed),
                    "{} needs {needed} before it",
                    check.name
                );
            }
        }
    }

    #[test]
    fn one_step_brings_what_it_needs_and_no_more() {
        assert_eq!(names("format"), ["format"]);
        assert_eq!(names("real window"), ["web view", "programs", "real window"]);
    }

    #[test]
    fn an_unknown_step_is_refused() {
        assert!(chosen(Some("everything")).is_err());
    }
}
