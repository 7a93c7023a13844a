//! A text as patterns read it: one form for digits, signs and spaces of all scripts, without invisible characters,
//! so that writing a number in another way does not carry it past the masker.

use std::ops::Range;

/// Characters with the bytes that they came from.
pub(in crate::mask) struct Folded {
    pub(in crate::mask) chars: Vec<char>,
    bytes: Vec<Range<usize>>,
}

impl Folded {
    pub(in crate::mask) fn of(text: &str) -> Self {
        let mut folded = Self {
            chars: Vec::with_capacity(text.len()),
            bytes: Vec::with_capacity(text.len()),
        };
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let written = written(&text[at..]);
            let length = written.map_or(c.len_utf8(), |(_, length)| length);
            if !is_invisible(c) {
                folded.chars.push(written.map_or_else(|| plain(c), |(c, _)| c));
                folded.bytes.push(at..at + length);
            }
            at += length;
        }
        folded
    }

    /// The bytes of the characters from the one to before the other, what is invisible between them included.
    pub(in crate::mask) fn bytes(&self, from: usize, to: usize) -> Range<usize> {
        let start = self.bytes.get(from).map_or(0, |range| range.start);
        let end = to
            .checked_sub(1)
            .and_then(|last| self.bytes.get(last))
            .map_or(start, |range| range.end);
        start..end.max(start)
    }

    pub(super) fn get(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    pub(super) fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|before| self.get(before))
    }

    pub(super) fn is_digit(&self, at: usize) -> bool {
        self.get(at).is_some_and(|c| c.is_ascii_digit())
    }

    /// Whether a word may begin or end before this character.
    pub(in crate::mask) fn breaks_before(&self, at: usize) -> bool {
        match (self.before(at), self.get(at)) {
            (Some(before), Some(after)) => {
                !(before.is_alphanumeric() && after.is_alphanumeric()) || is_unspaced(before) || is_unspaced(after)
            }
            _ => true,
        }
    }
}

/// A sign as links (`%40`) and pages (`&#64;`) write it, and its length there.
fn written(text: &str) -> Option<(char, usize)> {
    if text.starts_with("&#64;") {
        return Some(('@', 5));
    }
    let digits = text.strip_prefix('%')?.get(..2)?;
    let code = u8::from_str_radix(digits, 16).ok()?;
    (b' '..=b'~').contains(&code).then_some((char::from(code), 3))
}

/// Of a script that puts no spaces between words.
pub(super) const fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// The first digit of the scripts whose digits people write numbers with.
const ZEROES: &[u32] = &[
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040,
    0x17e0, 0x1810, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6,
];

fn plain(c: char) -> char {
    if c.is_ascii() {
        return if matches!(c, '\u{b}' | '\u{c}') { '\n' } else { c };
    }
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xff01 + u32::from('!')).unwrap_or(c),
        '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => '-',
        '\u{3002}' | '\u{ff61}' | '\u{2024}' => '.',
        '\u{fe6b}' => '@',
        '\u{2028}' | '\u{2029}' | '\u{85}' => '\n',
        c if c.is_whitespace() => ' ',
        c => ZEROES
            .iter()
            .find(|&&zero| (zero..zero + 10).contains(&(c as u32)))
            .and_then(|zero| char::from_digit(c as u32 - zero, 10))
            .unwrap_or(c),
    }
}
