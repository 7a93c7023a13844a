//! Licence expressions as crates and npm packages write them: `(MIT OR Apache-2.0) AND Unicode-3.0`.

use std::iter::Peekable;

use anyhow::{Result, bail};

/// Whether somebody who takes only the licences in `allowed` may use what stands under `expression`.
/// `OR` leaves the choice, `AND` asks for both, the older `/` means `OR`.
///
/// # Errors
/// When the expression cannot be read.
pub fn is_allowed(expression: &str, allowed: &[String]) -> Result<bool> {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut words = spaced.split_whitespace().peekable();
    let answer = either(&mut words, allowed)?;
    match words.next() {
        None => Ok(answer),
        Some(word) => bail!("\"{word}\" does not belong in the licence \"{expression}\""),
    }
}

fn either<'a>(words: &mut Peekable<impl Iterator<Item = &'a str>>, allowed: &[String]) -> Result<bool> {
    let mut answer = both(words, allowed)?;
    while words.next_if(|word| word.eq_ignore_ascii_case("OR")).is_some() {
        // Both sides are read, whatever the first one says.
        answer |= both(words, allowed)?;
    }
    Ok(answer)
}

fn both<'a>(words: &mut Peekable<impl Iterator<Item = &'a str>>, allowed: &[String]) -> Result<bool> {
    let mut answer = one(words, allowed)?;
    while words.next_if(|word| word.eq_ignore_ascii_case("AND")).is_some() {
        answer &= one(words, allowed)?;
    }
    Ok(answer)
}

fn one<'a>(words: &mut Peekable<impl Iterator<Item = &'a str>>, allowed: &[String]) -> Result<bool> {
    let Some(word) = words.next() else {
        bail!("the licence ends too early");
    };
    if word == "(" {
        let answer = either(words, allowed)?;
        if words.next() != Some(")") {
            bail!("a bracket of the licence is not closed");
        }
        return Ok(answer);
    }
    let mut licence = word.to_owned();
    if words.next_if_eq(&"WITH").is_some() {
        let Some(exception) = words.next() else {
            bail!("the licence ends too early, after \"{word} WITH\"");
        };
        licence = format!("{word} WITH {exception}");
    }
    Ok(allowed.contains(&licence))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is wrong")]

    use super::*;

    fn asked(expression: &str) -> bool {
        let allowed = ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "Unicode-3.0"].map(str::to_owned);
        is_allowed(expression, &allowed).unwrap()
    }

    #[test]
    fn a_choice_is_allowed_when_one_side_is() {
        assert!(asked("GPL-3.0-only OR MIT"));
        assert!(asked("Unlicense/MIT"));
        assert!(!asked("GPL-3.0-only OR AGPL-3.0-only"));
    }

    #[test]
    fn a_sum_is_allowed_when_every_part_is() {
        assert!(asked("(GPL-2.0-only OR Apache-2.0) AND Unicode-3.0"));
        assert!(!asked("MIT AND GPL-3.0-only"));
        assert!(!asked("MIT AND (GPL-3.0-only OR AGPL-3.0-only)"));
    }

    #[test]
    fn and_binds_closer_than_or() {
        assert!(asked("MIT OR Apache-2.0 AND GPL-3.0-only"));
        assert!(!asked("GPL-3.0-only AND MIT OR AGPL-3.0-only"));
    }

    #[test]
    fn a_licence_with_an_exception_is_a_licence_of_its_own() {
        assert!(asked("Apache-2.0 WITH LLVM-exception"));
        assert!(!asked("MIT WITH Some-exception"));
    }

    #[test]
    fn what_cannot_be_read_is_an_error_and_not_a_permission() {
        for broken in ["", "MIT OR", "(MIT", "MIT Apache-2.0", "MIT WITH", "MIT)"] {
            assert!(is_allowed(broken, &["MIT".to_owned()]).is_err(), "{broken}");
        }
    }
}
