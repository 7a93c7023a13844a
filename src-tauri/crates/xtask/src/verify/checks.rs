//! The checks themselves, in their order.

use std::cell::OnceCell;

use anyhow::{Result, bail};

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
        work: |place| counted(Job::new("npm").args(["run", "test"]).folder(place.repository.ui())),
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
        if is_there("cargo-nextest") {
            self.cargo(&["nextest", "run", "--no-fail-fast"]).args(chosen)
        } else {
            self.cargo(&["test", "--no-fail-fast"]).args(chosen)
        }
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

/// Runs tests and counts them.
fn counted(job: Job) -> Result<Outcome> {
    let mut counts = Vec::new();
    let succeeded = job.watch(|line| counts.extend(Tally::from_line(line)))?;
    if counts.is_empty() {
        bail!("no test ran: the lines above say why");
    }
    let tally: Tally = counts.into_iter().sum();
    if !succeeded && tally.failed == 0 {
        bail!("{tally}, and yet the run did not succeed: the lines above say why");
    }
    Ok(Outcome::Tested(tally))
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
