//! The checks themselves, in their order.

use std::cell::OnceCell;
use std::fs;

use anyhow::{Context, Result, bail};

use crate::failed::{Failed, Watcher};
use crate::job::Job;
use crate::report::Outcome;
use crate::repository::Repository;
use crate::session::Session;
use crate::setup::is_there;
use crate::tally::Tally;
use crate::{bindings, licences, window};

/// One check.
pub struct Check {
    /// What it is called on the screen and by `--only`.
    pub name: &'static str,
    /// Earlier checks without which this one says nothing.
    pub needs: &'static [&'static str],
    pub work: fn(&Place) -> Result<Outcome>,
}

pub const CHECKS: &[Check] = &[
    Check {
        name: "format",
        needs: &[],
        work: |place| {
            place
                .cargo(&["fmt", "--all", "--check"])
                .advice("run `cargo fmt --all`")
                .run()?;
            Ok(Outcome::Done)
        },
    },
    Check {
        name: "web view lint",
        needs: &[],
        work: |place| place.npm_script("lint"),
    },
    Check {
        name: "web view format",
        needs: &[],
        work: |place| place.npm_script("format:check"),
    },
    Check {
        name: "web view types",
        needs: &[],
        work: |place| place.npm_script("types"),
    },
    Check {
        name: "web view tests",
        needs: &[],
        work: web_view_tests,
    },
    Check {
        name: "licences",
        needs: &[],
        work: |place| licences::check(place.repository).map(|()| Outcome::Done),
    },
    Check {
        name: "web view",
        needs: &[],
        work: |place| window::build_ui(place.repository),
    },
    Check {
        name: "clippy",
        // The shell takes the built web view in at compile time.
        needs: &["web view"],
        work: |place| {
            place
                .cargo(&["clippy", "--workspace", "--all-targets", "--test", "e2e"])
                .args(["--", "--deny", "warnings"])
                .run()?;
            Ok(Outcome::Done)
        },
    },
    Check {
        name: "programs",
        needs: &["web view"],
        work: |place| window::build_programs(place.repository, false),
    },
    Check {
        name: "bindings",
        needs: &["programs"],
        work: |place| bindings::compare(place.repository).map(|()| Outcome::Done),
    },
    Check {
        name: "rust tests",
        needs: &["programs"],
        work: |place| counted(place.session()?.inside(place.rust_tests(&["--workspace"]))),
    },
    Check {
        name: "real window",
        needs: &["programs"],
        work: |place| {
            let tests = place
                .rust_tests(&["--workspace", "--test", "e2e"])
                .env("WORKESTRA_APP", place.repository.built("workestra", false))
                // One at a time: a second start of the program is handed to the first. Each runner has its own word.
                .env("NEXTEST_TEST_THREADS", "1")
                .env("RUST_TEST_THREADS", "1");
            counted(place.session()?.inside(tests))
        },
    },
    Check {
        name: "cargo deny",
        needs: &[],
        work: deny,
    },
];

/// Where checks run: the checkout, and a private desktop for those that need one.
pub struct Place<'a> {
    repository: &'a Repository,
    session: OnceCell<Session>,
}

impl<'a> Place<'a> {
    pub fn new(repository: &'a Repository) -> Self {
        Self {
            repository,
            session: OnceCell::new(),
        }
    }

    fn cargo(&self, arguments: &[&str]) -> Job {
        Job::cargo(self.repository.root()).args(arguments)
    }

    fn npm_script(&self, name: &str) -> Result<Outcome> {
        Job::new("npm").args(["run", name]).folder(self.repository.ui()).run()?;
        Ok(Outcome::Done)
    }

    fn rust_tests(&self, chosen: &[&str]) -> Job {
        let job = if is_there("cargo-nextest") {
            self.cargo(&["nextest", "run", "--no-fail-fast"])
        } else {
            self.cargo(&["test", "--no-fail-fast"])
        };
        // Whoever asked for backtraces asked for those of one test: here they bury the reasons.
        job.args(chosen).env("RUST_BACKTRACE", "0")
    }

    /// The desktop, started at its first use and shared: a key ring takes longer to start than most tests.
    fn session(&self) -> Result<&Session> {
        if let Some(session) = self.session.get() {
            return Ok(session);
        }
        let session = Session::start()?;
        Ok(self.session.get_or_init(|| session))
    }
}

/// Vitest's failures are in a report of its own, which says them better than its lines do.
fn web_view_tests(place: &Place) -> Result<Outcome> {
    let ui = place.repository.ui();
    let report = place.repository.finding("web-view-tests.json");
    if let Some(folder) = report.parent() {
        fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    }
    // Emptied, so that a run which ends before it reports is not told with the failures of the one before.
    fs::write(&report, "{}").with_context(|| format!("{} cannot be written", report.display()))?;
    let tests = Job::new("npm")
        .args(["run", "test", "--", "--reporter=default", "--reporter=json"])
        .arg(format!("--outputFile.json={}", report.display()))
        .folder(&ui);
    let ran = watched(tests, |_| ())?;
    let said = fs::read_to_string(&report).with_context(|| format!("{} cannot be read", report.display()))?;
    told(ran, Failed::from_vitest(&said, &ui.to_string_lossy())?)
}

/// Runs tests, counts them, and notes which failed.
fn counted(job: Job) -> Result<Outcome> {
    let mut watcher = Watcher::default();
    let ran = watched(job, |line| watcher.line(line))?;
    told(ran, watcher.failed())
}

/// How a run of tests ended.
struct Ran {
    tally: Tally,
    succeeded: bool,
}

/// Runs tests and counts them, while each line is shown to `on_line`, too.
fn watched(job: Job, mut on_line: impl FnMut(&str)) -> Result<Ran> {
    let mut counts = Vec::new();
    let succeeded = job.watch(|line| {
        counts.extend(Tally::from_line(line));
        on_line(line);
    })?;
    if counts.is_empty() {
        bail!("no test ran: the lines above say why");
    }
    let tally = counts.into_iter().sum();
    Ok(Ran { tally, succeeded })
}

/// What came of a run, with the tests that failed in it.
fn told(Ran { mut tally, succeeded }: Ran, failed: Vec<Failed>) -> Result<Outcome> {
    if !succeeded && tally.failed == 0 {
        // A file that could not be loaded counts no test.
        tally.failed = failed.len() as u64;
        if failed.is_empty() {
            bail!("{tally}, and yet the run did not succeed: the lines above say why");
        }
    }
    Ok(Outcome::Tested(tally, failed))
}

fn deny(place: &Place) -> Result<Outcome> {
    if !is_there("cargo-deny") {
        return Ok(Outcome::LeftOut(String::from(
            "cargo-deny is not installed (`cargo install cargo-deny --locked`); licences and sources were checked above",
        )));
    }
    place.cargo(&["deny", "check", "licenses", "bans", "sources"]).run()?;
    // Advisories come from a repository that a machine without a network does not have.
    if place.cargo(&["deny", "fetch", "db"]).succeeds() {
        place
            .cargo(&["deny", "check", "advisories"])
            .advice("update or replace the crate that the advisory names")
            .run()?;
        return Ok(Outcome::Done);
    }
    Ok(Outcome::LeftOut(String::from(
        "the advisory database cannot be fetched; licences, bans and sources are fine",
    )))
}
