//! Folding: what a person would call the same letters become the same bytes.
//!
//! Case, accents, width and ligatures go (`Müller`, `MULLER` and `ｍｕｌｌｅｒ` are one word); the vowel signs of Indic and
//! South-East Asian scripts and the voicing marks of kana stay, because there they are letters.

use unicode_normalization::UnicodeNormalization;

/// Appends the folded form of a text.
pub fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        out.extend(text.chars().map(|c| c.to_ascii_lowercase()));
        return;
    }
    let mut before = '\0';
    let kept = text
        .nfkd()
        .filter(move |&c| {
            let keep = !is_accent(c) || (c == '\u{306}' && matches!(before, 'и' | 'И'));
            if keep {
                before = c;
            }
            keep
        })
        .flat_map(char::to_lowercase);
    // Composing again keeps kana and Hangul one character long, which their pairs rely on.
    for c in kept.nfc() {
        match replacement(c) {
            Some(letters) => out.push_str(letters),
            None => out.push(digit(c)),
        }
    }
}

/// The folded form of a text.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// A mark that readers of its script leave out: Latin, Greek and Cyrillic accents, Arabic and Hebrew vowel points,
/// the Arabic stretch, and invisible joiners.
fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36F}'
        | '\u{591}'..='\u{5C7}'
        | '\u{610}'..='\u{61A}'
        | '\u{640}'
        | '\u{64B}'..='\u{65F}'
        | '\u{670}'
        | '\u{6D6}'..='\u{6ED}'
        | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}'
        | '\u{200B}'..='\u{200F}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FE20}'..='\u{FE2F}'
        | '\u{AD}')
}

/// Letters that decomposition does not reach.
const fn replacement(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'ħ' => "h",
        'ŧ' => "t",
        'ŋ' => "n",
        'ı' => "i",
        'ς' => "σ",
        'ى' | 'ی' => "ي",
        'ة' => "ه",
        'ٱ' => "ا",
        'ک' => "ك",
        _ => return None,
    })
}

/// Digits of other scripts as ASCII ones; everything else as it is.
fn digit(c: char) -> char {
    const ZEROS: [u32; 8] = [0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xED0, 0x1040, 0x17E0];
    let code = c as u32;
    ZEROS
        .iter()
        .find(|&&zero| (zero..zero + 10).contains(&code))
        .and_then(|zero| char::from_digit(code - zero, 10))
        .unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_call_the_same_word_folds_alike() {
        for (written, folded) in [
            ("Müller", "muller"),
            ("ＭＵＬＬＥＲ", "muller"),
            ("Straße", "strasse"),
            ("İSTANBUL", "istanbul"),
            ("ısı", "isi"),
            ("Łukasz Żółć", "lukasz zolc"),
            ("Søren Ærø", "soren aero"),
            ("ﬁnance", "finance"),
            ("Ἀθῆναι ΟΔΟΣ", "αθηναι οδοσ"),
            ("Артём", "артем"),
            ("مُحَمَّد", "محمد"),
            ("أحمد", "احمد"),
            ("محمـــد", "محمد"),
            ("שָׁלוֹם", "שלום"),
            ("ｶﾞｽ", "ガス"),
            ("٠١٢٣", "0123"),
            ("Nguyễn", "nguyen"),
        ] {
            assert_eq!(fold(written), folded, "{written}");
        }
    }

    #[test]
    fn marks_that_are_letters_of_their_script_stay() {
        assert_eq!(fold("हिन्दी"), "हिन्दी");
        assert_ne!(fold("か"), fold("が"), "voiced and voiceless kana differ");
        assert_ne!(fold("ไม้"), fold("ไม"), "Thai tone marks tell words apart");
        assert_ne!(fold("мой"), fold("мои"), "й is its own letter");
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for text in ["Grüße ẞ Ǆ ŉ", "ﷺ", "각 가\u{11a8}", "a\u{301}\u{323}", "ΑΣ Σ"] {
            assert_eq!(fold(&fold(text)), fold(text), "{text}");
        }
    }
}
