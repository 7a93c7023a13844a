//! Which encoding a file is in, from its bytes.

use std::fs::File;
use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{ISO_2022_JP, UTF_16BE, UTF_16LE};

use super::Charset;
use crate::cancel::Cancel;
use crate::error::TransferError;

const CHUNK: usize = 64 * 1024;
/// The detector of legacy encodings has seen enough after this many bytes of chunks that are not plain ASCII.
const DETECTED: usize = 2 * 1024 * 1024;

/// Reads the whole file once: a byte order mark decides; else the pattern of NULs (UTF-16 and UTF-32); else
/// whether it is UTF-8 but for a few broken places; else the letter statistics of legacy encodings.
pub(crate) fn guess_charset(path: &std::path::Path, cancel: &Cancel) -> Result<Charset, TransferError> {
    let reading = TransferError::reading(path);
    let mut file = File::open(path).map_err(&reading)?;
    let mut chunk = vec![0; CHUNK];
    let mut got = read_full(&mut file, &mut chunk).map_err(&reading)?;
    if let Some(charset) = by_mark(&chunk[..got]).or_else(|| by_nuls(&chunk[..got])) {
        return Ok(charset);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    let mut detected = 0;
    let mut utf8 = Utf8Tally::default();
    while got > 0 {
        cancel.check()?;
        let bytes = &chunk[..got];
        utf8.add(bytes);
        if detected < DETECTED && bytes.iter().any(|byte| !byte.is_ascii() || *byte == 0x1B) {
            detector.feed(bytes, false);
            detected += bytes.len();
        }
        got = read_full(&mut file, &mut chunk).map_err(&reading)?;
    }
    detector.feed(&[], true);
    let legacy = detector.guess(None, Utf8Detection::Deny);
    // ISO-2022-JP is plain ASCII with escapes, so it would pass for UTF-8.
    let escaped = utf8.is_ascii() && legacy == ISO_2022_JP;
    Ok(if utf8.is_likely() && !escaped {
        Charset::UTF_8
    } else {
        Charset::detected(legacy)
    })
}

fn read_full(file: &mut File, chunk: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < chunk.len() {
        match file.read(&mut chunk[filled..]) {
            Ok(0) => break,
            Ok(got) => filled += got,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

fn by_mark(bytes: &[u8]) -> Option<Charset> {
    // UTF-32LE's mark begins with UTF-16LE's.
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] => Some(Charset::UTF_32LE),
        [0, 0, 0xFE, 0xFF, ..] => Some(Charset::UTF_32BE),
        [0xEF, 0xBB, 0xBF, ..] => Some(Charset::UTF_8),
        [0xFF, 0xFE, ..] => Some(Charset::UTF_16LE),
        [0xFE, 0xFF, ..] => Some(Charset::UTF_16BE),
        _ => None,
    }
}

/// UTF-16 and UTF-32 without a mark: delimiters, digits and line ends leave NULs at every second byte, or two in
/// every four. NULs strewn over a file of one byte per letter do not.
fn by_nuls(bytes: &[u8]) -> Option<Charset> {
    let even = &bytes[..bytes.len() & !1];
    if even.len() < 4 || !even.contains(&0) {
        return None;
    }
    let quads = bytes.chunks_exact(4);
    if bytes.len() >= 8 && bytes.len().is_multiple_of(4) {
        let plausible = |code: u32| code != 0 && char::from_u32(code).is_some();
        if quads
            .clone()
            .all(|q| plausible(u32::from_le_bytes([q[0], q[1], q[2], q[3]])))
        {
            return Some(Charset::UTF_32LE);
        }
        if quads
            .clone()
            .all(|q| plausible(u32::from_be_bytes([q[0], q[1], q[2], q[3]])))
        {
            return Some(Charset::UTF_32BE);
        }
    }
    let units = even.len() / 2;
    let high_first = even.iter().step_by(2).filter(|byte| **byte == 0).count();
    let low_first = even.iter().skip(1).step_by(2).filter(|byte| **byte == 0).count();
    let (charset, encoding, many, few) = if low_first > high_first {
        (Charset::UTF_16LE, UTF_16LE, low_first, high_first)
    } else {
        (Charset::UTF_16BE, UTF_16BE, high_first, low_first)
    };
    let lopsided = many * 20 >= units && many >= few * 10;
    // The chunk may end within a surrogate pair; then the proof is made without its first half.
    let decodes = |bytes| {
        encoding
            .decode_without_bom_handling_and_without_replacement(bytes)
            .is_some()
    };
    (lopsided && (decodes(even) || decodes(&even[..even.len() - 2]))).then_some(charset)
}

/// Counts characters of several bytes and broken places, across chunks.
#[derive(Default)]
struct Utf8Tally {
    characters: u64,
    broken: u64,
    /// A character that the last chunk cut.
    rest: Vec<u8>,
}

impl Utf8Tally {
    fn add(&mut self, bytes: &[u8]) {
        if self.rest.is_empty() && bytes.is_ascii() {
            return;
        }
        self.rest.extend_from_slice(bytes);
        let held = std::mem::take(&mut self.rest);
        let mut left = held.as_slice();
        loop {
            match std::str::from_utf8(left) {
                Ok(text) => {
                    self.count(text);
                    return;
                }
                Err(error) => {
                    let (good, bad) = left.split_at(error.valid_up_to());
                    self.count(std::str::from_utf8(good).unwrap_or_default());
                    let Some(length) = error.error_len() else {
                        self.rest = bad.to_vec();
                        return;
                    };
                    self.broken += 1;
                    left = &bad[length..];
                }
            }
        }
    }

    fn count(&mut self, text: &str) {
        self.characters += text.chars().filter(|c| !c.is_ascii()).count() as u64;
    }

    const fn is_ascii(&self) -> bool {
        self.broken == 0 && self.characters == 0
    }

    /// Text in another encoding hardly ever forms a valid sequence; a UTF-8 file with a few rows pasted in from
    /// elsewhere has mostly valid ones.
    const fn is_likely(&self) -> bool {
        self.broken == 0 || self.characters >= self.broken * 4
    }
}
