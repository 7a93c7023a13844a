//! The recovery code: 160 random bits in letters and digits that survive handwriting.

use rand::CryptoRng;
use workestra_core::Secret;
use zeroize::Zeroizing;

/// Crockford's alphabet: no I, L, O or U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const BYTES: usize = 20;
const LETTERS: usize = 32;
const GROUP: usize = 4;

/// A recovery code as it is shown once: eight groups of four, joined by dashes.
pub struct RecoveryCode(Secret<String>);

impl RecoveryCode {
    /// A new one from the given random source.
    pub fn generate(random: &mut impl CryptoRng) -> Self {
        let mut bytes = Zeroizing::new([0_u8; BYTES]);
        random.fill_bytes(bytes.as_mut());
        Self(Secret::new(write(&bytes)))
    }

    /// The text to show.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose()
    }

    /// The code's bits; none for a text that is no recovery code. Case, spaces and dashes do not matter, and O, I and
    /// L are read as the digits they look like.
    pub(crate) fn read(text: &str) -> Option<Zeroizing<[u8; BYTES]>> {
        let mut values = Zeroizing::new(Vec::with_capacity(LETTERS));
        for letter in text.chars() {
            let digit = match letter.to_ascii_uppercase() {
                'O' => b'0',
                'I' | 'L' => b'1',
                upper if upper.is_ascii_alphanumeric() => u8::try_from(upper).ok()?,
                _ if letter.is_whitespace() || is_dash(letter) => continue,
                _ => return None,
            };
            values.push(u8::try_from(ALPHABET.iter().position(|&a| a == digit)?).ok()?);
        }
        if values.len() != LETTERS {
            return None;
        }
        let mut bytes = Zeroizing::new([0_u8; BYTES]);
        let (mut held, mut bits, mut at) = (0_u32, 0_u32, 0);
        for &value in values.iter() {
            held = (held << 5) | u32::from(value);
            bits += 5;
            if bits >= 8 {
                bits -= 8;
                bytes[at] = u8::try_from((held >> bits) & 0xff).ok()?;
                held &= (1 << bits) - 1;
                at += 1;
            }
        }
        Some(bytes)
    }
}

fn write(bytes: &[u8; BYTES]) -> String {
    let mut text = String::with_capacity(LETTERS + LETTERS / GROUP);
    let (mut held, mut bits, mut letters) = (0_u32, 0_u32, 0);
    for &byte in bytes {
        held = (held << 8) | u32::from(byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            if letters > 0 && letters % GROUP == 0 {
                text.push('-');
            }
            text.push(char::from(ALPHABET[(held >> bits) as usize & 31]));
            letters += 1;
            held &= (1 << bits) - 1;
        }
    }
    text
}

const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '_' | '.')
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_code_reads_back_however_it_is_typed() {
        for seed in 0..100_u8 {
            let mut bytes = [seed; BYTES];
            bytes[3] = seed.wrapping_mul(37);
            let text = write(&bytes);
            assert_eq!(text.len(), LETTERS + 7, "eight groups of four: {text}");
            for typed in [
                text.clone(),
                text.to_lowercase(),
                text.replace('-', ""),
                text.replace('-', " – "),
                text.replace('0', "o").replace('1', "l"),
            ] {
                assert_eq!(*RecoveryCode::read(&typed).unwrap(), bytes, "{typed}");
            }
        }
    }

    #[test]
    fn what_is_no_code_is_refused() {
        let text = write(&[7; BYTES]);
        for wrong in [
            "",
            "abc",
            &text[1..],
            &format!("{text}0"),
            &text.replacen('0', "U", 1),
            "ü",
        ] {
            assert!(RecoveryCode::read(wrong).is_none() || wrong == text, "{wrong}");
        }
    }
}
