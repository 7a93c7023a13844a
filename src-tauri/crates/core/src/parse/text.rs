//! Texts as they are stored: NFC, trimmed, without control characters.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::Refusal;

/// Characters that a text of one line may have.
const LINE_LIMIT: usize = 1_000;
/// Characters that a text of many lines may have.
const LONG_LIMIT: usize = 1_000_000;

/// One line: line breaks and tabs become spaces, other control characters go. Empty when nothing is left.
///
/// # Errors
/// When it holds a NUL or is longer than 1,000 characters.
pub(crate) fn line(text: &str) -> Result<String, Refusal> {
    let mut kept = String::with_capacity(text.len());
    for c in composed(text)?.chars() {
        match c {
            '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                if !kept.ends_with(' ') {
                    kept.push(' ');
                }
            }
            ' ' if kept.ends_with(' ') && text.contains(['\n', '\r', '\t']) => {}
            c if c.is_control() => {}
            c => kept.push(c),
        }
    }
    within(trimmed(&kept), LINE_LIMIT)
}

/// Many lines: line breaks become `\n`, tabs stay, other control characters go. Empty when nothing is left.
///
/// # Errors
/// When it holds a NUL or is longer than 1,000,000 characters.
pub(crate) fn long(text: &str) -> Result<String, Refusal> {
    let text = composed(text)?;
    let mut kept = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    kept.push('\n');
                }
            }
            '\n' | '\t' => kept.push(c),
            '\u{85}' | '\u{2028}' | '\u{2029}' => kept.push('\n'),
            c if c.is_control() => {}
            c => kept.push(c),
        }
    }
    within(trimmed(&kept), LONG_LIMIT)
}

fn composed(text: &str) -> Result<String, Refusal> {
    if text.contains('\0') {
        return Err(Refusal::new("contains a NUL character: remove it"));
    }
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return Ok(text.to_owned());
    }
    Ok(text.nfc().collect())
}

/// Without white space and invisible marks around it; a joiner inside a word is part of how it is written.
pub(crate) fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{2060}'))
}

fn within(text: &str, limit: usize) -> Result<String, Refusal> {
    // A text has at least as many bytes as characters, so most are known to fit without counting.
    if text.len() > limit {
        let length = text.chars().count();
        if length > limit {
            return Err(Refusal::new(format!(
                "is {} characters long: at most {} fit",
                grouped(length),
                grouped(limit)
            )));
        }
    }
    Ok(text.to_owned())
}

fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// How words are compared: lower case, compatibility forms and accents folded away.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let bare = text
        .nfkd()
        .flat_map(char::to_lowercase)
        // After the lower case, as that of İ brings a dot of its own.
        .filter(|c| !matches!(c, '\u{300}'..='\u{36f}'));
    let mut folded = String::with_capacity(text.len());
    // Composed again, so that kana and Hangul stay as people write them.
    for c in bare.nfc() {
        match c {
            'ß' => folded.push_str("ss"),
            'ı' => folded.push('i'),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ς' => folded.push('σ'),
            c => folded.push(c),
        }
    }
    folded
}

/// Folded, and letters and digits only: `Closed - Won`, `closed_won` and `ClosedWon` are one word. A text of
/// signs alone stays as it is.
pub(crate) fn squash(text: &str) -> String {
    if text.is_ascii() {
        let letters: String = text
            .bytes()
            .filter(u8::is_ascii_alphanumeric)
            .map(|byte| byte.to_ascii_lowercase() as char)
            .collect();
        return if letters.is_empty() {
            text.trim().to_owned()
        } else {
            letters
        };
    }
    let folded = fold(text);
    let letters: String = folded.chars().filter(|c| c.is_alphanumeric() || is_mark(*c)).collect();
    if letters.is_empty() {
        trimmed(&folded).to_owned()
    } else {
        letters
    }
}

/// Vowel signs of Indic scripts and Thai are neither letters nor digits, yet words differ by them.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{109f}')
}

/// Full-width and other scripts' digits and signs as ASCII, spaces of every width as one kind.
pub(crate) fn plain_digits(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => shifted(c, 0xff01, '!'),
            '\u{660}'..='\u{669}' => shifted(c, 0x660, '0'),
            '\u{6f0}'..='\u{6f9}' => shifted(c, 0x6f0, '0'),
            '\u{966}'..='\u{96f}' => shifted(c, 0x966, '0'),
            '\u{e50}'..='\u{e59}' => shifted(c, 0xe50, '0'),
            '\u{66b}' => '.',
            '\u{66c}' => ',',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect()
}

fn shifted(c: char, from: u32, to: char) -> char {
    char::from_u32(c as u32 - from + to as u32).unwrap_or(c)
}
