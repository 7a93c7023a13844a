//! Physical lines of a decoded stream.

use std::collections::VecDeque;
use std::io::{self, Read};

use memchr::memchr;

use super::Charset;
use super::decode::Decode;

/// A line longer than this is cut: no cell may hold so much, and memory stays bounded.
const LONGEST: usize = 16 * 1024 * 1024;

/// One physical line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// Without the line feed; a carriage return before it is kept, since a quoted cell may mean it.
    pub(crate) text: String,
    /// Whether it was longer than a line may be, and is cut.
    pub(crate) cut: bool,
}

/// Cuts text into lines at LF (CRLF), or at CR when the file has no LF.
pub(crate) struct Lines<R> {
    decode: Option<Decode<R>>,
    buffer: Vec<u8>,
    start: usize,
    end_byte: Option<u8>,
    /// Lines handed back, or given at the start: they come first.
    returned: VecDeque<Line>,
}

impl<R: Read> Lines<R> {
    pub(crate) fn new(bytes: R, charset: Charset) -> Self {
        Self {
            decode: Some(Decode::new(bytes, charset)),
            buffer: Vec::new(),
            start: 0,
            end_byte: None,
            returned: VecDeque::new(),
        }
    }

    /// Lines that were read already: a sample looked at again in another way.
    pub(crate) fn of(lines: impl IntoIterator<Item = Line>) -> Self {
        Self {
            decode: None,
            buffer: Vec::new(),
            start: 0,
            end_byte: None,
            returned: lines.into_iter().collect(),
        }
    }

    /// Bytes read from the file.
    pub(crate) fn bytes_read(&self) -> u64 {
        self.decode.as_ref().map_or(0, |decode| decode.read)
    }

    /// NULs that were dropped.
    pub(crate) fn nuls(&self) -> u64 {
        self.decode.as_ref().map_or(0, |decode| decode.nuls)
    }

    /// Characters that could not be decoded.
    pub(crate) fn replaced(&self) -> u64 {
        self.decode.as_ref().map_or(0, |decode| decode.replaced)
    }

    /// Hands lines back, to be read again in the same order.
    pub(crate) fn put_back(&mut self, lines: impl DoubleEndedIterator<Item = Line>) {
        for line in lines.rev() {
            self.returned.push_front(line);
        }
    }

    /// The next line; none at the end.
    pub(crate) fn next_line(&mut self) -> io::Result<Option<Line>> {
        if let Some(line) = self.returned.pop_front() {
            return Ok(Some(line));
        }
        let Some(decode) = &mut self.decode else {
            return Ok(None);
        };
        let end_byte = match self.end_byte {
            Some(byte) => byte,
            None => {
                while self.buffer.len() < 64 * 1024 && decode.fill(&mut self.buffer)? {}
                *self.end_byte.insert(end_byte_of(&self.buffer))
            }
        };
        let mut searched = self.start;
        let mut cut = None;
        loop {
            if let Some(at) = memchr(end_byte, &self.buffer[searched..]) {
                let end = searched + at;
                let line = cut.take().unwrap_or_else(|| line_of(&self.buffer[self.start..end]));
                self.start = end + 1;
                return Ok(Some(line));
            }
            if self.buffer.len() - self.start > LONGEST {
                // Only the first part is kept; the rest of the line is read past.
                cut.get_or_insert_with(|| Line {
                    cut: true,
                    ..line_of(&self.buffer[self.start..self.start + LONGEST])
                });
                self.start = self.buffer.len();
            }
            self.buffer.drain(..self.start);
            self.start = 0;
            searched = self.buffer.len();
            if !decode.fill(&mut self.buffer)? && self.buffer.len() == searched {
                let line = cut.or_else(|| (!self.buffer.is_empty()).then(|| line_of(&self.buffer)));
                self.buffer.clear();
                return Ok(line);
            }
        }
    }
}

/// What ends lines: LF, with or without a CR before it, or CR alone as on an old Mac, whose cells may hold LFs of
/// their own; so only what stands outside of quotes counts.
fn end_byte_of(text: &[u8]) -> u8 {
    let (mut feeds, mut returns, mut quoted) = (0, 0, false);
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => feeds += 1,
            b'\r' if !quoted && text.get(at + 1) != Some(&b'\n') => returns += 1,
            _ => {}
        }
    }
    if returns > feeds { b'\r' } else { b'\n' }
}

/// The bytes are UTF-8 but where a cut line was cut.
fn line_of(bytes: &[u8]) -> Line {
    Line {
        text: String::from_utf8_lossy(bytes).into_owned(),
        cut: false,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn lines_of(bytes: &[u8], charset: Charset) -> Vec<String> {
        let mut lines = Lines::new(bytes, charset);
        std::iter::from_fn(|| lines.next_line().unwrap().map(|line| line.text)).collect()
    }

    #[test]
    fn a_file_of_an_old_mac_is_cut_at_carriage_returns() {
        let mac = lines_of(b"a\r\"b\nb\nb\"\rc\r", Charset::UTF_8);
        assert_eq!(mac, ["a", "\"b\nb\nb\"", "c"], "what is quoted may have line feeds");
        assert_eq!(lines_of(b"a,b\rc,d\r", Charset::UTF_8), ["a,b", "c,d"]);
        assert_eq!(
            lines_of(b"a,b\r\nc\rx,d\r\n", Charset::UTF_8),
            ["a,b\r", "c\rx,d\r"],
            "not where line feeds are"
        );
    }

    #[test]
    fn a_line_without_end_does_not_fill_the_memory() {
        let mut bytes = vec![b'x'; 20 * 1024 * 1024];
        bytes.extend_from_slice(b"\nnext\n");
        let mut lines = Lines::new(&bytes[..], Charset::UTF_8);
        let first = lines.next_line().unwrap().unwrap();
        assert!(first.cut, "too long a line is marked");
        assert_eq!(first.text.len(), LONGEST);
        assert_eq!(lines.next_line().unwrap().unwrap().text, "next");
        assert_eq!(lines.next_line().unwrap(), None);
    }

    #[test]
    fn nuls_are_dropped_and_counted() {
        let mut lines = Lines::new(&b"a\0,\0b\nc"[..], Charset::UTF_8);
        assert_eq!(lines.next_line().unwrap().unwrap().text, "a,b");
        assert_eq!(lines.nuls(), 2);
    }
}
