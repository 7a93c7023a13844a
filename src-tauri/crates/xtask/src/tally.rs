//! How many tests passed and failed, read from what the test runners print.

use std::fmt;
use std::iter::Sum;
use std::ops::Add;

/// A count of tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
}

impl Tally {
    /// Reads the closing line of cargo-nextest, of `cargo test`, or of Vitest; any other line gives nothing.
    pub fn from_line(line: &str) -> Option<Self> {
        let plain = without_colour(line);
        let words = plain.trim();
        let counts = words
            .strip_prefix("Summary [")
            .and_then(|rest| rest.split_once("tests run:").or_else(|| rest.split_once("test run:")))
            .map(|(_, counts)| counts)
            // At the start of its line: further in, nextest repeats what a failed test printed, and counts it itself.
            .or_else(|| {
                plain
                    .strip_prefix("test result:")
                    .and_then(|rest| rest.split_once(". "))
                    .map(|(_, counts)| counts)
            })
            // Vitest writes one such line for files and one for tests: "     Tests  1 failed | 3 passed (4)".
            .or_else(|| words.strip_prefix("Tests  "))?;
        Some(Self {
            passed: before(counts, "passed"),
            // Nextest counts a test that ran into its time limit apart from those that failed.
            failed: before(counts, "failed") + before(counts, "timed out"),
        })
    }
}

impl Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
        }
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), Self::add)
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// The number in front of the first piece that starts with `word` after its number.
fn before(counts: &str, word: &str) -> u64 {
    counts
        .split([',', ';', '|'])
        .filter_map(|piece| piece.trim().split_once(' '))
        .find(|(_, rest)| rest.starts_with(word))
        .and_then(|(number, _)| number.parse().ok())
        .unwrap_or(0)
}

/// The line as it reads where colours are not shown.
pub fn without_colour(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        if letter == '\u{1b}' {
            // An escape sequence that colours ends with its first letter.
            letters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(letter);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(u64, u64)> {
        Tally::from_line(line).map(|tally| (tally.passed, tally.failed))
    }

    #[test]
    fn nextest_is_read_with_failures_and_time_outs() {
        let line = "     Summary [   0.010s] 12 tests run: 9 passed (1 slow), 2 failed, 1 timed out, 3 skipped";
        assert_eq!(read(line), Some((9, 3)));
        assert_eq!(
            read("     Summary [   0.010s] 1 test run: 1 passed, 0 skipped"),
            Some((1, 0))
        );
    }

    #[test]
    fn what_nextest_repeats_of_a_failed_test_is_not_counted_again() {
        assert_eq!(read("    test result: FAILED. 0 passed; 1 failed; 0 ignored"), None);
    }

    #[test]
    fn cargo_test_is_read() {
        let line = "test result: FAILED. 4 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.02s";
        assert_eq!(read(line), Some((4, 1)));
    }

    #[test]
    fn vitest_is_read_through_its_colours_and_files_are_not_counted_as_tests() {
        let line = "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[31m1 failed\u{1b}[39m\u{1b}[22m\u{1b}[2m | \u{1b}[22m\u{1b}[32m3 passed\u{1b}[39m\u{1b}[90m (4)\u{1b}[39m";
        assert_eq!(read(line), Some((3, 1)));
        assert_eq!(read(" Test Files  1 failed | 2 passed (3)"), None);
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(read("running 4 tests"), None);
        assert_eq!(read("test a_contact_is_passed ... ok"), None);
    }
}
