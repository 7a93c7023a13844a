//! One record's cells, fed line by line.

use memchr::{memchr, memchr2};

/// Where in a cell the splitter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    /// Before a cell's first character, blanks aside.
    Start,
    /// In a cell without quotes.
    Plain,
    /// Between quotes.
    Quoted,
}

/// Cuts lines into cells, as RFC 4180 has it and with what real files do to it: blanks before a quote, and quotes
/// within quotes that nobody doubled.
#[derive(Debug)]
pub(crate) struct Splitter {
    delimiter: u8,
    at: At,
    cell: String,
    cells: Vec<String>,
    /// Index of the line, within the record, whose quote is open.
    opened: usize,
    lines: usize,
    stray: bool,
}

impl Splitter {
    pub(crate) const fn new(delimiter: u8) -> Self {
        Self {
            delimiter,
            at: At::Start,
            cell: String::new(),
            cells: Vec::new(),
            opened: 0,
            lines: 0,
            stray: false,
        }
    }

    /// Whether a quote is open: the record goes on in the next line.
    pub(crate) fn is_open(&self) -> bool {
        self.at == At::Quoted
    }

    /// Index of the line, within the record, where the last quoted cell opened.
    pub(crate) const fn opened(&self) -> usize {
        self.opened
    }

    /// Whether a quote inside a cell that spans lines was followed by something else than the cell's end: a sign
    /// that the quote which opened the cell was never closed.
    pub(crate) const fn found_stray(&self) -> bool {
        self.stray
    }

    /// Takes the next line of the record.
    pub(crate) fn feed(&mut self, line: &str) {
        if self.is_open() {
            self.cell.push('\n');
        }
        let line_index = self.lines;
        self.lines += 1;
        // What ends the record's last line is no part of a plain cell, but a quoted one may mean it.
        let mut rest = line;
        loop {
            rest = match self.at {
                At::Start => {
                    let inner = rest.trim_start_matches(' ');
                    if let Some(quoted) = inner.strip_prefix('"') {
                        self.at = At::Quoted;
                        self.opened = line_index;
                        quoted
                    } else {
                        self.at = At::Plain;
                        rest
                    }
                }
                At::Plain => {
                    let Some(end) = memchr(self.delimiter, rest.as_bytes()) else {
                        self.cell.push_str(rest.trim_end_matches('\r'));
                        break;
                    };
                    self.cell.push_str(&rest[..end]);
                    self.end_cell();
                    &rest[end + 1..]
                }
                At::Quoted => {
                    let Some(quote) = memchr(b'"', rest.as_bytes()) else {
                        self.cell.push_str(rest);
                        break;
                    };
                    self.cell.push_str(&rest[..quote]);
                    let after = &rest[quote + 1..];
                    if let Some(after) = after.strip_prefix('"') {
                        self.cell.push('"');
                        after
                    } else {
                        self.close_quote(after, line_index);
                        after
                    }
                }
            };
        }
    }

    /// The record's cells.
    pub(crate) fn finish(mut self) -> Vec<String> {
        self.end_cell();
        self.cells
    }

    fn end_cell(&mut self) {
        self.cells.push(std::mem::take(&mut self.cell));
        self.at = At::Start;
    }

    /// A quote that is not doubled, with what follows it on the line.
    fn close_quote(&mut self, after: &str, line_index: usize) {
        if self.ends_cell(after) {
            self.at = At::Plain;
            return;
        }
        self.stray |= line_index > self.opened;
        if self.has_closing_quote(after) {
            self.cell.push('"');
        } else {
            self.at = At::Plain;
        }
    }

    fn ends_cell(&self, after: &str) -> bool {
        let after = after.trim_start_matches([' ', '\r']);
        after.is_empty() || after.as_bytes()[0] == self.delimiter
    }

    /// Whether a later quote on the line closes the cell, so that the one before was meant as itself: in
    /// `"the 5" pipe",12`, but not in `"5" pipe,"12"`, where the later one opens another cell.
    fn has_closing_quote(&self, after: &str) -> bool {
        let mut rest = after;
        let mut before = None;
        while let Some(at) = memchr2(b'"', self.delimiter, rest.as_bytes()) {
            let (head, tail) = (&rest[..at], &rest[at + 1..]);
            if rest.as_bytes()[at] == b'"' {
                if self.ends_cell(tail) {
                    return true;
                }
                if before == Some(self.delimiter) && head.trim_start_matches(' ').is_empty() {
                    return false;
                }
            }
            before = Some(rest.as_bytes()[at]);
            rest = tail;
        }
        false
    }
}

/// How many cells a line has when read alone; none when it leaves a quote open.
pub(crate) fn width_alone(line: &str, delimiter: u8) -> Option<usize> {
    if memchr(b'"', line.as_bytes()).is_none() {
        return Some(1 + memchr::memchr_iter(delimiter, line.as_bytes()).count());
    }
    let mut splitter = Splitter::new(delimiter);
    splitter.feed(line);
    (!splitter.is_open()).then(|| splitter.finish().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(lines: &[&str]) -> Vec<String> {
        let mut splitter = Splitter::new(b',');
        for line in lines {
            splitter.feed(line);
        }
        assert!(!splitter.is_open(), "{lines:?} leaves a quote open");
        splitter.finish()
    }

    #[test]
    fn quotes_protect_delimiters_line_ends_and_doubled_quotes() {
        assert_eq!(split(&[r#"a,"b,c","d ""e""",f"#]), ["a", "b,c", r#"d "e""#, "f"]);
        assert_eq!(split(&["1,\"two\r", "lines\",3\r"]), ["1", "two\r\nlines", "3"]);
        assert_eq!(split(&[r#"a, "b, c" ,d"#]), ["a", "b, c ", "d"]);
        assert_eq!(split(&[",,"]), ["", "", ""]);
        assert_eq!(split(&[r#""""#]), [""]);
    }

    #[test]
    fn a_quote_that_nobody_doubled_is_meant_as_itself() {
        assert_eq!(split(&[r#""the 5" pipe",12"#]), [r#"the 5" pipe"#, "12"]);
        assert_eq!(split(&[r#""5" pipe,"12""#]), ["5 pipe", "12"]);
        assert_eq!(split(&[r#"5" pipe,6" pipe"#]), [r#"5" pipe"#, r#"6" pipe"#]);
        assert_eq!(split(&[r#""said "hi" to me","x""#]), [r#"said "hi" to me"#, "x"]);
    }

    #[test]
    fn the_width_of_a_line_alone_is_that_of_its_record() {
        assert_eq!(width_alone("a,b,c", b','), Some(3));
        assert_eq!(width_alone(r#"a,"b,c""#, b','), Some(2));
        assert_eq!(width_alone(r#"a,"b"#, b','), None);
        assert_eq!(width_alone("", b','), Some(1));
    }
}
