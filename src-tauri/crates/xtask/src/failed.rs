//! Which tests failed, and why in a few lines, so that the end of a long output says it.

use std::fmt;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::tally::without_colour;

/// More lines of one failure are in the output above.
const LINES: usize = 6;

/// A longer line is cut here: it is a page in one line.
const LETTERS: usize = 200;

/// A test that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// As its runner calls it, for a search in the output above.
    pub name: String,
    /// The first lines of what went wrong, without colours and empty lines.
    pub why: Vec<String>,
}

impl Failed {
    fn new(name: impl Into<String>, said: &str) -> Self {
        let mut failed = Self {
            name: name.into(),
            why: Vec::new(),
        };
        said.lines().for_each(|line| failed.say(line));
        failed
    }

    fn say(&mut self, line: &str) {
        let plain = without_colour(line);
        if !plain.trim().is_empty() && self.why.len() < LINES {
            self.why.push(plain.trim().chars().take(LETTERS).collect());
        }
    }

    /// Reads what Vitest's JSON reporter wrote, whose files lie below `root`.
    ///
    /// # Errors
    /// When it is not JSON.
    pub fn from_vitest(report: &str, root: &str) -> Result<Vec<Self>> {
        let report: Value = serde_json::from_str(report).context("Vitest's report is not JSON")?;
        let files = report["testResults"].as_array().into_iter().flatten();
        Ok(files.flat_map(|file| in_file(file, root)).collect())
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "✗ {}", self.name)?;
        self.why.iter().try_for_each(|line| writeln!(out, "    {line}"))
    }
}

fn in_file(file: &Value, root: &str) -> Vec<Failed> {
    let path = file["name"].as_str().unwrap_or_default();
    let path = path.strip_prefix(root).unwrap_or(path).trim_start_matches('/');
    let tests = file["assertionResults"].as_array().into_iter().flatten();
    let mut failed: Vec<Failed> = tests
        .filter(|test| test["status"] == "failed")
        .map(|test| {
            let name = test["fullName"].as_str().unwrap_or_default().trim();
            let said: Vec<&str> = test["failureMessages"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .collect();
            Failed::new(format!("{path}: {name}"), &said.join("\n"))
        })
        .collect();
    // A file that could not be loaded has no tests, and says why itself.
    if failed.is_empty() && file["status"] == "failed" {
        failed.push(Failed::new(path, file["message"].as_str().unwrap_or_default()));
    }
    failed
}

/// Reads failures off the lines of cargo-nextest or of `cargo test` as they pass.
#[derive(Default)]
pub struct Watcher {
    failed: Vec<Failed>,
    /// Where in them what is printed now belongs, while it is of interest.
    saying: Option<usize>,
}

impl Watcher {
    /// Looks at the next line.
    pub fn line(&mut self, line: &str) {
        let plain = without_colour(line);
        if let Some(name) = named(&plain) {
            // Nextest names each once more below its summary.
            if !self.failed.iter().any(|failed| failed.name == name) {
                self.failed.push(Failed::new(name, ""));
            }
            self.saying = None;
        } else if plain.contains("panicked at ") || plain.trim_start().starts_with("Error: ") {
            // The first panic is the cause; those that follow come of it.
            self.saying = self.failed.len().checked_sub(1);
            if self.failed.last().is_some_and(|failed| !failed.why.is_empty()) {
                self.saying = None;
            }
        } else if plain.trim() == "Caused by:" {
            // It belongs to the error that stands above it, behind an empty line.
            let is_error = |failed: &Failed| failed.why.first().is_some_and(|why| why.starts_with("Error: "));
            let is_last = self.failed.last().is_some_and(is_error);
            self.saying = self.failed.len().checked_sub(1).filter(|_| is_last);
        } else if plain.trim().is_empty() || ends_panic(&plain) {
            self.saying = None;
        }
        if let Some(failed) = self.saying.and_then(|at| self.failed.get_mut(at)) {
            failed.say(&plain);
        }
    }

    /// All that failed, in the order in which they did.
    pub fn failed(self) -> Vec<Failed> {
        self.failed
    }
}

/// What follows the words of a panic.
fn ends_panic(line: &str) -> bool {
    ["note: ", "stack backtrace:"]
        .iter()
        .any(|word| line.trim_start().starts_with(word))
}

/// The test that a line says has failed.
fn named(line: &str) -> Option<&str> {
    // `cargo test`: "---- report::tests::a_name stdout ----".
    if let Some(name) = line.strip_prefix("---- ") {
        return name.strip_suffix(" stdout ----");
    }
    // Nextest: "        FAIL [   0.004s] ( 3/12) xtask report::tests::a_name", or TIMEOUT, or a signal's name.
    let (ending, rest) = line.trim_start().split_once(" [")?;
    let bad = ["FAIL", "TIMEOUT", "ABORT", "LEAK-FAIL"].contains(&ending) || ending.starts_with("SIG");
    let (time, name) = rest.split_once(']').filter(|_| bad)?;
    let name = name.trim_start();
    let name = match name.strip_prefix('(') {
        Some(counted) => counted.split_once(')').map_or(name, |(_, name)| name.trim_start()),
        None => name,
    };
    time.trim_end().ends_with('s').then_some(name)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is wrong")]

    use super::*;

    fn watched(output: &str) -> Vec<Failed> {
        let mut watcher = Watcher::default();
        output.lines().for_each(|line| watcher.line(line));
        watcher.failed()
    }

    #[test]
    fn a_failure_of_vitest_is_named_with_its_file_and_the_first_lines_of_why() {
        let long = "x".repeat(900);
        let said = format!("\u{1b}[31mAssertionError: one row\u{1b}[39m\n\n- 1\n+ 2\na\nb\nc\nd\n{long}");
        let report = serde_json::json!({ "testResults": [{
            "name": "/there/ui/src/a.test.tsx",
            "status": "failed",
            "message": "",
            "assertionResults": [
                { "fullName": "does it", "status": "passed", "failureMessages": [] },
                { "fullName": "says it", "status": "failed", "failureMessages": [said] },
            ],
        }]});
        let failed = Failed::from_vitest(&report.to_string(), "/there/ui").unwrap();
        assert_eq!(failed.len(), 1);
        assert_eq!(failed[0].name, "src/a.test.tsx: says it");
        assert_eq!(failed[0].why, ["AssertionError: one row", "- 1", "+ 2", "a", "b", "c"]);
    }

    #[test]
    fn a_file_that_vitest_could_not_load_is_a_failure() {
        let report = serde_json::json!({ "testResults": [{
            "name": "/there/ui/src/a.test.tsx",
            "status": "failed",
            "message": "no such module",
            "assertionResults": [],
        }]});
        let failed = Failed::from_vitest(&report.to_string(), "/there/ui").unwrap();
        assert_eq!(
            failed,
            [Failed {
                name: String::from("src/a.test.tsx"),
                why: vec![String::from("no such module")],
            }]
        );
        assert!(Failed::from_vitest("", "/there/ui").is_err(), "nothing is no report");
    }

    #[test]
    fn a_failure_of_nextest_is_read_once_with_what_it_panicked_with() {
        let failed = watched(
            "        PASS [   0.004s] (1/3) xtask report::tests::fine\n\
             \u{20}       FAIL [   0.004s] (2/3) xtask report::tests::wrong\n  stdout ───\n\n    running 1 test\n\n\
             \u{20} stderr ───\n\n    thread 'report::tests::wrong' panicked at src/report.rs:9:5:\n\
             \u{20}   assertion `left == right` failed\n      left: 1\n     right: 2\n\
             \u{20}   stack backtrace:\n       0: __rustc::rust_begin_unwind\n\n\
             \u{20}    TIMEOUT [ 600.004s] (3/3) xtask report::tests::never\n\
             \u{20}    Summary [ 600.010s] 3 tests run: 1 passed, 1 failed, 1 timed out, 0 skipped\n\
             \u{20}       FAIL [   0.004s] (2/3) xtask report::tests::wrong\n",
        );
        assert_eq!(failed.len(), 2, "{failed:?}");
        assert_eq!(failed[0].name, "xtask report::tests::wrong");
        assert_eq!(
            failed[0].why,
            [
                "thread 'report::tests::wrong' panicked at src/report.rs:9:5:",
                "assertion `left == right` failed",
                "left: 1",
                "right: 2",
            ]
        );
        assert_eq!(failed[1].name, "xtask report::tests::never");
    }

    #[test]
    fn an_error_is_read_with_what_caused_it() {
        let failed = watched(
            "        FAIL [   9.004s] (2/3) workestra-tests::e2e palette::opens\n  stderr ───\n\n\
             \u{20}   Error: the screen is in palette.png\n\n    Caused by:\n        Tab led nowhere\n\n\
             \u{20}       PASS [   0.004s] (3/3) workestra-tests::e2e palette::closes\n",
        );
        assert_eq!(failed.len(), 1, "{failed:?}");
        let why = ["Error: the screen is in palette.png", "Caused by:", "Tab led nowhere"];
        assert_eq!(failed[0].why, why);
    }

    #[test]
    fn a_failure_of_cargo_test_is_read() {
        let failed = watched(
            "test report::tests::wrong ... FAILED\n\nfailures:\n\n---- report::tests::wrong stdout ----\n\n\
             thread 'report::tests::wrong' panicked at src/report.rs:9:5:\nno disk\n",
        );
        assert_eq!(failed.len(), 1, "{failed:?}");
        assert_eq!(failed[0].name, "report::tests::wrong");
        assert_eq!(failed[0].why[1], "no disk");
    }
}
