//! Which writing has no spaces between its words.

use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// Whether words of this character's script run together, so that pairs of characters stand for words. Hangul is
/// among them: its words carry endings that a person searching leaves out.
#[must_use]
pub const fn is_unspaced(c: char) -> bool {
    matches!(c as u32,
        0xE00..=0xEFF            // Thai, Lao
        | 0xF00..=0xFFF          // Tibetan
        | 0x1000..=0x109F        // Myanmar
        | 0x1100..=0x11FF        // Hangul letters
        | 0x1780..=0x17FF        // Khmer
        | 0x3005..=0x3007
        | 0x3041..=0x318F        // Hiragana, Katakana, Bopomofo, Hangul letters
        | 0x31A0..=0x31BF
        | 0x31F0..=0x31FF
        | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF        // Han
        | 0xAC00..=0xD7FF        // Hangul
        | 0xF900..=0xFAFF
        | 0xFF66..=0xFF9F        // half-width Katakana
        | 0x20000..=0x323AF)
}

/// Whether the character belongs to words: letters, digits and the marks that go with them.
#[must_use]
pub fn is_word_char(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '\u{200C}' | '\u{200D}' | '\u{640}' | '\u{AD}')
}

/// Whether the character has no place of its own but sits on the one before.
#[must_use]
pub fn sits_on_previous(c: char) -> bool {
    !c.is_ascii()
        && (canonical_combining_class(c) != 0 || matches!(c, '\u{FF9E}' | '\u{FF9F}' | '\u{200C}' | '\u{200D}'))
}

/// Whether an apostrophe, which belongs to the word it stands in.
#[must_use]
pub const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '＇' | '׳')
}

/// Whether it joins parts to a compound that is also written in one: `follow-up`, `AT&T`.
#[must_use]
pub const fn is_joiner(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '_' | '&')
}
