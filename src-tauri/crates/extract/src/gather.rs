//! Text as it comes in: cleaned, and bounded in size and time.

use std::time::Instant;

/// How often the clock is looked at, in characters.
const LOOK: usize = 4_096;

/// No more text is wanted: there is enough, or the time is up.
pub(crate) struct Enough;

/// Collects text. Line ends become `\n`, of empty lines in a row one stays, control and invisible characters go,
/// and ligatures become the letters that people type.
pub(crate) struct Gather {
    text: String,
    characters: usize,
    most: usize,
    until: Instant,
    truncated: bool,
    after_return: bool,
}

impl Gather {
    /// Takes in up to `most` characters before `until`.
    pub(crate) fn new(most: usize, until: Instant) -> Self {
        Self {
            text: String::new(),
            characters: 0,
            most,
            until,
            truncated: false,
            after_return: false,
        }
    }

    pub(crate) fn push_str(&mut self, text: &str) -> Result<(), Enough> {
        text.chars().try_for_each(|c| self.push(c))
    }

    pub(crate) fn push(&mut self, c: char) -> Result<(), Enough> {
        let after_return = std::mem::replace(&mut self.after_return, c == '\r');
        match c {
            '\n' if after_return => Ok(()),
            '\n' | '\r' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => self.end_line(),
            '\t' => self.put('\t'),
            // Soft hyphens, zero-width joints and byte order marks cut words in two for search.
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => Ok(()),
            '\u{fb00}' => self.push_str("ff"),
            '\u{fb01}' => self.push_str("fi"),
            '\u{fb02}' => self.push_str("fl"),
            '\u{fb03}' => self.push_str("ffi"),
            '\u{fb04}' => self.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => self.push_str("st"),
            c if c.is_control() => Ok(()),
            c => self.put(c),
        }
    }

    /// That text is missing which should be there.
    pub(crate) const fn miss(&mut self) {
        self.truncated = true;
    }

    /// Whether anything but white space came in.
    pub(crate) fn has_text(&self) -> bool {
        self.text.contains(|c: char| !c.is_whitespace())
    }

    /// Whether no more is wanted.
    pub(crate) fn is_done(&self) -> bool {
        self.characters >= self.most || self.is_late()
    }

    /// Whether the time is up.
    pub(crate) fn is_late(&self) -> bool {
        Instant::now() >= self.until
    }

    /// The text, and whether some of the attachment's is missing from it.
    pub(crate) fn finish(mut self) -> (String, bool) {
        self.text.truncate(self.text.trim_end().len());
        (self.text, self.truncated)
    }

    fn end_line(&mut self) -> Result<(), Enough> {
        let kept = self.text.trim_end_matches([' ', '\t']).len();
        self.text.truncate(kept);
        if self.text.ends_with("\n\n") || self.text.is_empty() {
            return Ok(());
        }
        self.put('\n')
    }

    fn put(&mut self, c: char) -> Result<(), Enough> {
        let look = self.characters.is_multiple_of(LOOK);
        if self.characters >= self.most || look && self.is_late() {
            self.truncated = true;
            return Err(Enough);
        }
        self.characters += 1;
        self.text.push(c);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn gathered(most: usize, text: &str) -> (String, bool) {
        let mut gather = Gather::new(most, Instant::now() + Duration::from_secs(60));
        let _enough = gather.push_str(text);
        gather.finish()
    }

    #[test]
    fn lines_end_alike_and_empty_ones_do_not_pile_up() {
        let (text, truncated) = gathered(100, "\n\none \r\ntwo\rthree\n\n\n \n\nfour\u{2028}\n");
        assert_eq!(text, "one\ntwo\nthree\n\nfour");
        assert!(!truncated);
    }

    #[test]
    fn what_cannot_be_typed_does_not_stand_between_letters() {
        assert_eq!(
            gathered(100, "e\u{fb03}\u{ad}cient\0\u{1b} \u{feff}o\u{fb00}er").0,
            "efficient offer"
        );
    }

    #[test]
    fn text_stops_at_the_limit_and_says_so() {
        assert_eq!(gathered(3, "äöü"), ("äöü".to_owned(), false));
        assert_eq!(gathered(3, "äöüß"), ("äöü".to_owned(), true));
        assert_eq!(gathered(0, "a"), (String::new(), true));
    }

    #[test]
    fn nothing_comes_in_once_the_time_is_up() {
        let mut gather = Gather::new(100, Instant::now());
        assert!(gather.push('a').is_err());
        assert!(gather.is_done());
        assert_eq!(gather.finish(), (String::new(), true));
    }
}
