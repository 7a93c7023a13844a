//! How texts are compared: without case and without the accents of scripts that people drop when they type.

use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;

/// The name of the collation that compares as [`compare`] does.
pub(crate) const COLLATION: &str = "folded";

/// The text in lower case without accents, with full-width and other compatibility forms made plain.
#[must_use]
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    out.extend(letters(text));
    out
}

/// The letters of a folded text, one after the other.
fn letters(text: &str) -> impl Iterator<Item = char> {
    let plain = text.nfkd().filter(|&c| !is_dropped(c)).flat_map(char::to_lowercase);
    plain.flat_map(|c| {
        let (first, second) = match c {
            'ß' => (Some('s'), Some('s')),
            'ı' => (Some('i'), None),
            'ł' => (Some('l'), None),
            'ø' => (Some('o'), None),
            'đ' => (Some('d'), None),
            'æ' => (Some('a'), Some('e')),
            'œ' => (Some('o'), Some('e')),
            // Turkish İ becomes i and a combining dot only after lower-casing.
            c if is_dropped(c) => (None, None),
            c => (Some(c), None),
        };
        first.into_iter().chain(second)
    })
}

/// The words of a text, folded; anything but letters and digits parts them.
pub(crate) fn folded_words(text: &str) -> Vec<String> {
    folded(text)
        .split(|c: char| !(c.is_alphanumeric() || is_mark(c)))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Orders as the folded texts do. Indexes compare with it, so it looks no further than the first difference: what is
/// plain ASCII up to there need not be folded.
pub(crate) fn compare(a: &str, b: &str) -> Ordering {
    let mut at = 0;
    loop {
        match (a.as_bytes().get(at), b.as_bytes().get(at)) {
            (None, None) => return Ordering::Equal,
            (Some(x), Some(y)) if x.is_ascii() && y.is_ascii() => {
                match x.to_ascii_lowercase().cmp(&y.to_ascii_lowercase()) {
                    Ordering::Equal => at += 1,
                    unequal => return unequal,
                }
            }
            (Some(x), None) if x.is_ascii() => return Ordering::Greater,
            (None, Some(y)) if y.is_ascii() => return Ordering::Less,
            // All bytes before were ASCII, so both texts can be cut here.
            _ if a[at..] == b[at..] => return Ordering::Equal,
            _ => return letters(&a[at..]).cmp(letters(&b[at..])),
        }
    }
}

/// Whether it is written without spaces between words, so that parts of a name run together.
pub(crate) const fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// Accents of Latin, Greek and Cyrillic, vowel points of Hebrew and Arabic. The marks of Indic and Japanese writing
/// stay: there they make other letters.
const fn is_dropped(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c2}' | '\u{5c4}'..='\u{5c5}'
        | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}')
}

const fn is_mark(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{dff}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{3099}' | '\u{309a}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_make_no_difference() {
        for (a, b) in [
            ("Müller", "muller"),
            ("STRASSE", "straße"),
            ("Łukasz Żółć", "lukasz zolc"),
            ("İstanbul", "istanbul"),
            ("Ｗｏｒｋｅｓｔｒａ", "workestra"),
            ("Ёлка", "елка"),
            ("Nguyễn", "nguyen"),
        ] {
            assert_eq!(folded(a), folded(b));
            assert_eq!(compare(a, b), Ordering::Equal);
        }
    }

    #[test]
    fn marks_that_make_other_letters_stay() {
        assert_ne!(folded("かき"), folded("がき"));
        assert_ne!(folded("कम"), folded("काम"));
    }

    #[test]
    fn the_order_is_the_one_of_the_folded_texts_whatever_the_script() {
        let texts = [
            "",
            "a",
            "A",
            "ä",
            "az",
            "áz",
            "a\u{301}z",
            "aß",
            "ass",
            "B",
            "ß",
            "z",
            "Я",
            "日本",
            "日",
            "0",
            "Ω",
            "a\u{301}",
            "Müller",
            "Mueller",
            "muller",
            "\u{301}",
            "x\u{301}",
            "x",
        ];
        for a in texts {
            for b in texts {
                assert_eq!(compare(a, b), folded(a).cmp(&folded(b)), "{a} and {b}");
            }
        }
    }
}
