//! A stream of bytes as UTF-8, a chunk at a time.

use std::io::{self, Read};

use encoding_rs::Decoder;
use memchr::{memchr, memmem};

use super::Charset;

const CHUNK: usize = 64 * 1024;
const REPLACEMENT: char = '\u{FFFD}';

/// Decodes a byte stream. A byte order mark of the encoding is left out, what cannot be decoded becomes U+FFFD,
/// and NULs are dropped: no cell means them, and many a program stops reading at one.
pub(crate) struct Decode<R> {
    bytes: R,
    engine: Engine,
    chunk: Box<[u8]>,
    ended: bool,
    /// Bytes taken from the stream.
    pub(crate) read: u64,
    /// NULs dropped.
    pub(crate) nuls: u64,
    /// U+FFFD put in.
    pub(crate) replaced: u64,
}

enum Engine {
    Known(Decoder),
    Utf32(Utf32),
}

impl<R: Read> Decode<R> {
    pub(crate) fn new(bytes: R, charset: Charset) -> Self {
        let engine = match charset {
            Charset::Known(encoding) => Engine::Known(encoding.new_decoder_with_bom_removal()),
            Charset::Utf32 { big_endian } => Engine::Utf32(Utf32::new(big_endian)),
        };
        Self {
            bytes,
            engine,
            chunk: vec![0; CHUNK].into_boxed_slice(),
            ended: false,
            read: 0,
            nuls: 0,
            replaced: 0,
        }
    }

    /// Appends the next chunk's text. False at the end of the stream; true may append nothing.
    pub(crate) fn fill(&mut self, text: &mut Vec<u8>) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        let got = loop {
            match self.bytes.read(&mut self.chunk) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        self.read += got as u64;
        self.ended = got == 0;
        let before = text.len();
        let bytes = &self.chunk[..got];
        match &mut self.engine {
            Engine::Known(decoder) => self.replaced += decode_known(decoder, bytes, self.ended, text),
            Engine::Utf32(utf32) => self.replaced += utf32.decode(bytes, self.ended, text),
        }
        if memchr(0, &text[before..]).is_some() {
            let with_nuls = text.split_off(before);
            text.extend(with_nuls.iter().filter(|&&byte| byte != 0));
            self.nuls += (before + with_nuls.len() - text.len()) as u64;
        }
        Ok(!self.ended)
    }
}

/// Decodes all of `bytes`; returns how many replacements it put in.
fn decode_known(decoder: &mut Decoder, bytes: &[u8], last: bool, text: &mut Vec<u8>) -> u64 {
    let start = text.len();
    let Some(room) = decoder.max_utf8_buffer_length(bytes.len()) else {
        return 0;
    };
    text.resize(start + room, 0);
    let (_, _, written, had_errors) = decoder.decode_to_utf8(bytes, &mut text[start..], last);
    text.truncate(start + written);
    if had_errors {
        let mut sign = [0; 4];
        memmem::find_iter(&text[start..], REPLACEMENT.encode_utf8(&mut sign).as_bytes()).count() as u64
    } else {
        0
    }
}

/// UTF-32 by hand.
struct Utf32 {
    big_endian: bool,
    /// Bytes of a unit that the last chunk cut.
    cut: Vec<u8>,
    at_start: bool,
}

impl Utf32 {
    const fn new(big_endian: bool) -> Self {
        Self {
            big_endian,
            cut: Vec::new(),
            at_start: true,
        }
    }

    fn decode(&mut self, bytes: &[u8], last: bool, text: &mut Vec<u8>) -> u64 {
        let mut replaced = 0;
        let mut put = |c: Option<char>, text: &mut Vec<u8>| {
            let c = c.unwrap_or_else(|| {
                replaced += 1;
                REPLACEMENT
            });
            text.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        };
        self.cut.extend_from_slice(bytes);
        let units = self.cut.len() / 4;
        for unit in self.cut.chunks_exact(4) {
            let unit: [u8; 4] = [unit[0], unit[1], unit[2], unit[3]];
            let code = if self.big_endian {
                u32::from_be_bytes(unit)
            } else {
                u32::from_le_bytes(unit)
            };
            if !(self.at_start && code == 0xFEFF) {
                put(char::from_u32(code), text);
            }
            self.at_start = false;
        }
        self.cut.drain(..units * 4);
        if last && !self.cut.is_empty() {
            self.cut.clear();
            put(None, text);
        }
        replaced
    }
}
