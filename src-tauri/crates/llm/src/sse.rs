//! Server-sent events, out of bytes that may be cut anywhere: inside a character, between CR and LF, in a field name.

/// One event.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct SseEvent {
    /// Empty when the stream names none.
    pub(crate) name: String,
    /// The data lines, joined by line feeds.
    pub(crate) data: String,
}

/// An event is larger than allowed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct EventTooLarge;

/// Reads a stream. It holds at most one event.
#[derive(Debug)]
pub(crate) struct SseParser {
    line: Vec<u8>,
    event: SseEvent,
    has_data: bool,
    /// A carriage return ended the last line: a line feed right after it belongs to it.
    after_return: bool,
    /// Whether the first line, which may carry a byte order mark, is still to come.
    at_start: bool,
    most: usize,
}

impl SseParser {
    /// For events of at most so many bytes.
    pub(crate) fn new(most: usize) -> Self {
        Self {
            line: Vec::new(),
            event: SseEvent::default(),
            has_data: false,
            after_return: false,
            at_start: true,
            most,
        }
    }

    /// Takes bytes in and adds the events that they complete. Gives the number of lines that ended: a sender that
    /// ends no line is not talking, however many bytes it sends.
    pub(crate) fn push(&mut self, bytes: &[u8], events: &mut Vec<SseEvent>) -> Result<usize, EventTooLarge> {
        let mut lines = 0;
        for &byte in bytes {
            let follows_return = std::mem::take(&mut self.after_return);
            match byte {
                b'\n' if follows_return => {}
                b'\r' | b'\n' => {
                    self.after_return = byte == b'\r';
                    lines += 1;
                    events.extend(self.end_line());
                }
                byte => {
                    self.line.push(byte);
                    if self.line.len() + self.event.data.len() > self.most {
                        return Err(EventTooLarge);
                    }
                }
            }
        }
        Ok(lines)
    }

    /// What an event would be if the stream's end were its end. It is for the caller to judge whether it is whole.
    pub(crate) fn finish(mut self) -> Option<SseEvent> {
        let last = self.end_line();
        last.or_else(|| self.dispatch())
    }

    fn end_line(&mut self) -> Option<SseEvent> {
        let line = std::mem::take(&mut self.line);
        let line = if std::mem::take(&mut self.at_start) {
            line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line)
        } else {
            &line
        };
        if line.is_empty() {
            return self.dispatch();
        }
        let text = String::from_utf8_lossy(line);
        // A comment has an empty name.
        let (name, value) = text.split_once(':').unwrap_or((&text, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "data" => {
                if self.has_data {
                    self.event.data.push('\n');
                }
                self.event.data.push_str(value);
                self.has_data = true;
            }
            "event" => value.clone_into(&mut self.event.name),
            // llama.cpp has written errors as a field of their own.
            "error" => {
                "error".clone_into(&mut self.event.name);
                value.clone_into(&mut self.event.data);
                self.has_data = true;
            }
            _ => {}
        }
        None
    }

    fn dispatch(&mut self) -> Option<SseEvent> {
        let event = std::mem::take(&mut self.event);
        std::mem::take(&mut self.has_data).then_some(event)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(pieces: &[&[u8]]) -> Vec<SseEvent> {
        let mut parser = SseParser::new(1_000);
        let mut events = Vec::new();
        for piece in pieces {
            assert!(parser.push(piece, &mut events).is_ok());
        }
        events.extend(parser.finish());
        events
    }

    fn event(name: &str, data: &str) -> SseEvent {
        SseEvent {
            name: name.to_owned(),
            data: data.to_owned(),
        }
    }

    const ODD: &str = "\u{feff}: hello\r\n\r\nevent: a\r\ndata: one\r\ndata:two\r\n\r\ndata\r\rid: 7\nretry: 1\n\ndata: \u{1f600}é\n\n:\n\ndata: [DONE]";

    fn odd_events() -> Vec<SseEvent> {
        vec![
            event("a", "one\ntwo"),
            event("", ""),
            event("", "\u{1f600}é"),
            event("", "[DONE]"),
        ]
    }

    #[test]
    fn a_stream_reads_the_same_wherever_it_is_cut() {
        let bytes = ODD.as_bytes();
        assert_eq!(read(&[bytes]), odd_events());
        for cut in 0..=bytes.len() {
            assert_eq!(read(&[&bytes[..cut], &bytes[cut..]]), odd_events(), "cut at {cut}");
        }
        let single: Vec<&[u8]> = bytes.chunks(1).collect();
        assert_eq!(read(&single), odd_events());
    }

    #[test]
    fn a_line_or_an_event_without_end_is_refused_before_it_fills_the_memory() {
        for sent in [
            "data: ".to_owned() + &"x".repeat(2_000),
            "data: 12345678901234567890\n".repeat(100),
        ] {
            let mut parser = SseParser::new(1_000);
            assert_eq!(parser.push(sent.as_bytes(), &mut Vec::new()), Err(EventTooLarge));
        }
    }

    #[test]
    fn an_error_that_is_a_field_of_its_own_is_an_event() {
        assert_eq!(
            read(&[b"error: {\"code\":500}\n\n"]),
            [event("error", "{\"code\":500}")]
        );
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_failing_and_the_same_in_pieces(bytes in prop::collection::vec(any::<u8>(), 0..200), cut in 0_usize..200) {
            let cut = cut.min(bytes.len());
            prop_assert_eq!(read(&[&bytes]), read(&[&bytes[..cut], &bytes[cut..]]));
        }
    }
}
