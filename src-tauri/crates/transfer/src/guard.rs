//! Cells that a spreadsheet would run as formulas (CWE-1236): written with an apostrophe before them, read back
//! without it, so that nothing is lost on the way.

use std::borrow::Cow;

/// What a spreadsheet may take for the start of a formula or a command.
const TRIGGERS: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\0'];

/// Whether only apostrophes stand before a character that starts a formula.
fn starts_like_a_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(TRIGGERS)
}

/// The cell as it is written: with one more apostrophe when it starts like a formula, also one that has
/// apostrophes already, so that [`unguard`] gives back every cell.
#[must_use]
pub fn guard(cell: &str) -> Cow<'_, str> {
    if starts_like_a_formula(cell) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// The cell as it was before [`guard`].
#[must_use]
pub fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if starts_like_a_formula(rest) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_guarded_cell_starts_a_formula_and_all_read_back() {
        for start in [
            "=", "+", "-", "@", "\t", "\r", "\0", "'=", "''+", "'", "", "a", " =", "\"=",
        ] {
            for rest in ["", "1+1", "cmd|' /C calc'!A0", "49 30 1234", "'x", "ありがとう"] {
                let cell = format!("{start}{rest}");
                let written = guard(&cell);
                assert!(!written.starts_with(TRIGGERS), "{written:?} would run");
                assert_eq!(unguard(&written), cell);
            }
        }
    }

    #[test]
    fn an_apostrophe_that_guards_nothing_stays() {
        for cell in ["'Ohana Oy", "'s-Hertogenbosch", "'", "''", "O'Hara"] {
            assert_eq!(unguard(cell), cell);
            assert_eq!(guard(cell), cell);
        }
    }
}
