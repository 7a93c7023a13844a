//! Plain text in whatever encoding it comes.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Encoding, GB18030, GBK, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

use crate::gather::{Enough, Gather};

/// How much of a file is looked at for its encoding, in bytes.
const LOOKED_AT: usize = 1024 * 1024;
/// Of this many bytes beyond ASCII, one may be broken in a file that is still taken for UTF-8.
const BROKEN_IN: usize = 50;

/// An encoding that a text may be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Charset {
    Known(&'static Encoding),
    /// Left out of the list that `encoding_rs` follows; some programs still write it.
    Utf32 {
        big_endian: bool,
    },
}

/// Puts the text's letters into `gather`, up to its limit.
pub(crate) fn read(bytes: &[u8], gather: &mut Gather) {
    let done = match guess(bytes) {
        Charset::Known(encoding) => decode(encoding, bytes, gather),
        Charset::Utf32 { big_endian } => decode_utf32(big_endian, bytes, gather),
    };
    // That text is missing is noted where it was turned away.
    let (Ok(()) | Err(Enough)) = done;
}

/// The encoding: by its mark, by where the NULs are, by whether it is UTF-8, else by its letters.
fn guess(bytes: &[u8]) -> Charset {
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    match head {
        [0xFF, 0xFE, 0, 0, ..] => return Charset::Utf32 { big_endian: false },
        [0, 0, 0xFE, 0xFF, ..] => return Charset::Utf32 { big_endian: true },
        [0xEF, 0xBB, 0xBF, ..] => return Charset::Known(UTF_8),
        [0xFF, 0xFE, ..] => return Charset::Known(UTF_16LE),
        [0xFE, 0xFF, ..] => return Charset::Known(UTF_16BE),
        _ => {}
    }
    if let Some(charset) = by_nuls(head) {
        return charset;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(head, true);
    let legacy = detector.guess(None, Utf8Detection::Deny);
    let escaped = head.is_ascii() && legacy == ISO_2022_JP;
    if is_nearly_utf8(head) && !escaped {
        return Charset::Known(UTF_8);
    }
    Charset::Known(if legacy == GBK { GB18030 } else { legacy })
}

/// UTF-16 or UTF-32 without a mark. Spaces, digits and line ends leave NULs at every second byte, or at three of
/// four; NULs anywhere else, or hardly any, mean neither.
pub(crate) fn by_nuls(head: &[u8]) -> Option<Charset> {
    if head.len() < 4 || !head.contains(&0) {
        return None;
    }
    let mut nuls = [0_usize; 4];
    for word in head.chunks_exact(4) {
        for (count, byte) in nuls.iter_mut().zip(word) {
            *count += usize::from(*byte == 0);
        }
    }
    let words = head.len() / 4;
    let (most, none) = (
        |count: usize| count * 10 >= words * 9,
        |count: usize| count * 20 <= words,
    );
    let some = |count: usize| count * 20 >= words;
    match nuls {
        [first, _, third, fourth] if none(first) && most(third) && fourth == words => {
            Some(Charset::Utf32 { big_endian: false })
        }
        [first, second, _, fourth] if first == words && most(second) && none(fourth) => {
            Some(Charset::Utf32 { big_endian: true })
        }
        [first, second, third, fourth] if none(first) && none(third) && some(second) && some(fourth) => {
            Some(Charset::Known(UTF_16LE))
        }
        [first, second, third, fourth] if none(second) && none(fourth) && some(first) && some(third) => {
            Some(Charset::Known(UTF_16BE))
        }
        _ => None,
    }
}

/// Whether the bytes are UTF-8 but for a few broken places and a cut last letter.
fn is_nearly_utf8(head: &[u8]) -> bool {
    let (mut good, mut broken) = (0, 0);
    for chunk in head.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| !byte.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken <= usize::from(good > 0) && broken * 2 <= good || broken * BROKEN_IN <= good
}

fn decode(encoding: &'static Encoding, bytes: &[u8], gather: &mut Gather) -> Result<(), Enough> {
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let mut piece = String::with_capacity(64 * 1024);
    let mut rest = bytes;
    loop {
        let (result, read, _) = decoder.decode_to_string(rest, &mut piece, true);
        gather.push_str(&piece)?;
        piece.clear();
        rest = &rest[read..];
        if result == CoderResult::InputEmpty {
            return Ok(());
        }
    }
}

fn decode_utf32(big_endian: bool, bytes: &[u8], gather: &mut Gather) -> Result<(), Enough> {
    for word in bytes.as_chunks::<4>().0 {
        let number = if big_endian {
            u32::from_be_bytes(*word)
        } else {
            u32::from_le_bytes(*word)
        };
        gather.push(char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER))?;
    }
    Ok(())
}
