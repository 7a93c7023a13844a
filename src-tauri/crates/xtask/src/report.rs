//! The steps of a task: each named as it runs, timed, and listed at the end.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::failed::Failed;
use crate::tally::Tally;

/// Of more failures in a step, the cause is mostly one, and the end of the output is no place for all.
const NAMED: usize = 8;

/// How a step ended.
pub enum Outcome {
    /// It did its work.
    Done,
    /// There was nothing to do.
    Already,
    /// It did its work, this was counted, and these failed.
    Tested(Tally, Vec<Failed>),
    /// It could not be done here, and that is no failure; says why.
    LeftOut(String),
}

struct Row {
    name: &'static str,
    time: Duration,
    outcome: Result<Outcome>,
}

impl Row {
    fn failed(&self) -> bool {
        match &self.outcome {
            Ok(Outcome::Tested(tally, _)) => tally.failed > 0,
            Ok(_) => false,
            Err(_) => true,
        }
    }

    fn ending(&self) -> String {
        match &self.outcome {
            Ok(Outcome::Done) => String::from("done"),
            Ok(Outcome::Already) => String::from("already done"),
            Ok(Outcome::Tested(tally, _)) => tally.to_string(),
            Ok(Outcome::LeftOut(why)) => format!("left out: {why}"),
            Err(error) => format!("FAILED: {error:#}"),
        }
    }
}

/// What has been done so far, in order.
#[derive(Default)]
pub struct Report {
    rows: Vec<Row>,
}

impl Report {
    /// Runs a step, whose failure is kept for the end. Says whether it succeeded.
    pub fn step(&mut self, name: &'static str, work: impl FnOnce() -> Result<Outcome>) -> bool {
        eprintln!("── {name}");
        let began = Instant::now();
        let outcome = work();
        self.push(name, began.elapsed(), outcome)
    }

    /// Notes a step that was not tried.
    pub fn leave_out(&mut self, name: &'static str, why: String) {
        self.push(name, Duration::ZERO, Ok(Outcome::LeftOut(why)));
    }

    /// Runs a step that the following ones cannot do without.
    ///
    /// # Errors
    /// When it failed; the step's own line has said why.
    pub fn must(&mut self, name: &'static str, work: impl FnOnce() -> Result<Outcome>) -> Result<()> {
        if self.step(name, work) {
            return Ok(());
        }
        bail!("stopped at the step \"{name}\", see above")
    }

    /// The sum of all counted tests, and one failure for each failed step that counts none.
    pub fn tally(&self) -> Tally {
        self.rows
            .iter()
            .map(|row| match &row.outcome {
                Ok(Outcome::Tested(tally, _)) => *tally,
                Ok(_) => Tally::default(),
                Err(_) => Tally { passed: 0, failed: 1 },
            })
            .sum()
    }

    /// The steps with their times and endings, one per line.
    pub fn table(&self) -> String {
        let width = self.rows.iter().map(|row| row.name.chars().count()).max().unwrap_or(0);
        self.rows
            .iter()
            .map(|row| {
                let mark = if row.failed() { '✗' } else { '✓' };
                let seconds = row.time.as_secs_f64();
                format!("{mark} {:width$}  {seconds:>7.2} s  {}\n", row.name, row.ending())
            })
            .collect()
    }

    /// The tests that failed, by step, with the first lines of why; empty when none did.
    pub fn failures(&self) -> String {
        let mut said = String::new();
        for row in &self.rows {
            let Ok(Outcome::Tested(_, failed)) = &row.outcome else {
                continue;
            };
            for (place, each) in failed.iter().enumerate() {
                // Writing to a string cannot fail.
                let _ = match place {
                    0 => write!(said, "\nFailed in {}:\n{each}", row.name),
                    1..NAMED => write!(said, "{each}"),
                    NAMED => writeln!(said, "and {} more, see above", failed.len() - NAMED),
                    _ => Ok(()),
                };
            }
        }
        said
    }

    fn push(&mut self, name: &'static str, time: Duration, outcome: Result<Outcome>) -> bool {
        let row = Row { name, time, outcome };
        let failed = row.failed();
        let mark = if failed { '✗' } else { '✓' };
        eprintln!("{mark}  {name}: {} ({:.2} s)", row.ending(), time.as_secs_f64());
        self.rows.push(row);
        !failed
    }
}

#[cfg(test)]
mod tests {
    use anyhow::anyhow;

    use super::*;

    #[test]
    fn a_failed_step_is_kept_and_the_next_one_still_runs() {
        let mut report = Report::default();
        assert!(!report.step("first", || Err(anyhow!("no disk"))));
        assert!(report.step("second", || Ok(Outcome::Done)));
        let table = report.table();
        assert!(table.contains("✗ first"), "{table}");
        assert!(table.contains("no disk"), "{table}");
        assert!(table.contains("✓ second"), "{table}");
    }

    #[test]
    fn a_failed_step_without_tests_counts_as_one_failure() {
        let mut report = Report::default();
        report.step("tests", || {
            Ok(Outcome::Tested(Tally { passed: 7, failed: 2 }, Vec::new()))
        });
        report.step("lint", || Err(anyhow!("a warning")));
        report.leave_out("audit", String::from("not installed"));
        assert_eq!(
            report.tally(),
            Tally { passed: 7, failed: 3 },
            "nobody may read \"0 failed\" when a step failed"
        );
    }

    #[test]
    fn failed_tests_are_named_by_step_with_why_and_no_more_of_them_than_one_reads() {
        let mut report = Report::default();
        report.step("web view tests", || Ok(Outcome::Tested(Tally::default(), Vec::new())));
        assert_eq!(report.failures(), "");
        let failed = (0..10)
            .map(|number| Failed {
                name: format!("crate test_{number}"),
                why: vec![String::from("left: 1")],
            })
            .collect();
        report.step("rust tests", || {
            Ok(Outcome::Tested(Tally { passed: 0, failed: 10 }, failed))
        });
        let said = report.failures();
        assert!(
            said.starts_with("\nFailed in rust tests:\n✗ crate test_0\n    left: 1\n✗ crate test_1\n"),
            "{said}"
        );
        assert!(said.ends_with("and 2 more, see above\n"), "{said}");
        assert_eq!(said.matches('✗').count(), 8, "{said}");
    }

    #[test]
    fn a_step_that_others_need_stops_the_task_by_name() {
        let error = Report::default()
            .must("system packages", || Err(anyhow!("no apt")))
            .map_err(|error| error.to_string());
        assert!(error.is_err_and(|error| error.contains("system packages")));
    }
}
