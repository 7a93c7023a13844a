//! Yes and no in the words that people and exports use.

use super::text::squash;
use super::{Refusal, quoted};

/// As [`squash`] leaves them.
const YES: &[&str] = &[
    "yes",
    "y",
    "true",
    "t",
    "1",
    "on",
    "x",
    "✓",
    "✔",
    "☑",
    "checked",
    "ja",
    "oui",
    "vrai",
    "si",
    "sim",
    "wahr",
    "verdadero",
    "verdadeiro",
    "vero",
    "да",
    "tak",
    "evet",
    "はい",
    "是",
    "예",
    "네",
    "ใช่",
    "हां",
    "نعم",
    "כן",
    "ναι",
    "ano",
    "igen",
    "kylla",
];
const NO: &[&str] = &[
    "no",
    "n",
    "false",
    "f",
    "0",
    "off",
    "✗",
    "✘",
    "☐",
    "unchecked",
    "nein",
    "nee",
    "non",
    "faux",
    "nao",
    "falsch",
    "falso",
    "нет",
    "nie",
    "hayir",
    "いいえ",
    "否",
    "아니요",
    "ไม่",
    "नहीं",
    "لا",
    "לא",
    "οχι",
    "ne",
    "nem",
    "ei",
    "nej",
];

/// # Errors
/// When the word is neither.
pub(crate) fn read(text: &str) -> Result<bool, Refusal> {
    let word = squash(text);
    if YES.contains(&word.as_str()) {
        Ok(true)
    } else if NO.contains(&word.as_str()) {
        Ok(false)
    } else {
        Err(Refusal::new(format!(
            "{} is neither yes nor no: write yes or no",
            quoted(text)
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_table_is_read_as_it_says() {
        for (words, meant) in [(YES, true), (NO, false)] {
            for word in words {
                assert_eq!(read(word), Ok(meant), "{word}");
                assert_eq!(read(&word.to_uppercase()), Ok(meant), "{word} in capitals");
            }
        }
    }

    #[test]
    fn a_word_that_is_neither_is_refused() {
        for word in ["maybe", "", "2", "yesno"] {
            assert!(read(word).is_err(), "{word}");
        }
    }
}
