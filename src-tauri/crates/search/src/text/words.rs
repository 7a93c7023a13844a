//! The words of a text, with where they stand in it.

use super::fold::fold_into;
use super::script::{is_apostrophe, is_joiner, is_unspaced, is_word_char, sits_on_previous};

/// Longer words are cut here, in bytes: nobody types more of one, and a cut word still matches its cut self.
const LONGEST: usize = 64;
/// Parts of a compound that are also joined to one word.
const PARTS: usize = 4;

/// What a word stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordKind {
    /// A word between spaces.
    Word,
    /// One character of a script without spaces.
    Single,
    /// Two characters of a script without spaces.
    Pair,
    /// Another way to write what the words beside it say: a compound in one, a word without its ending after the
    /// apostrophe. Only when asked for.
    Extra,
}

/// A folded word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Folded.
    pub text: String,
    /// First byte in the text.
    pub from: usize,
    /// Byte after the last.
    pub to: usize,
    /// Counts words from 0; extras share the place of the word they repeat.
    pub position: usize,
    /// What it is.
    pub kind: WordKind,
}

impl Word {
    const fn empty() -> Self {
        Self {
            text: String::new(),
            from: 0,
            to: 0,
            position: 0,
            kind: WordKind::Word,
        }
    }
}

/// Which words to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// All that a query might ask for: pairs and single characters, compounds in parts and joined.
    Index,
    /// What the text says, once: pairs, or the single character where there is one only.
    Query,
}

/// Walks over the words of a text in one pass, in memory that does not grow with it.
#[derive(Debug)]
pub struct Words<'a> {
    text: &'a str,
    at: usize,
    position: usize,
    purpose: For,
    ready: Vec<Word>,
    ready_len: usize,
    next: usize,
}

impl<'a> Words<'a> {
    /// The words of this text.
    #[must_use]
    pub const fn of(text: &'a str, purpose: For) -> Self {
        Self {
            text,
            at: 0,
            position: 0,
            purpose,
            ready: Vec::new(),
            ready_len: 0,
            next: 0,
        }
    }

    /// The next word; borrowed so that no memory is taken per word.
    pub fn advance(&mut self) -> Option<&Word> {
        while self.next == self.ready_len {
            self.next = 0;
            self.ready_len = 0;
            if !self.read_chunk() {
                return None;
            }
        }
        let word = &self.ready[self.next];
        self.next += 1;
        Some(word)
    }

    /// All words left.
    #[must_use]
    pub fn collect(mut self) -> Vec<Word> {
        let mut words = Vec::new();
        while let Some(word) = self.advance() {
            words.push(word.clone());
        }
        words
    }

    /// Makes ready the next run of characters; false at the end of the text.
    fn read_chunk(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        loop {
            // Spaces and punctuation between words are mostly ASCII.
            while self.at < bytes.len() && bytes[self.at].is_ascii() && !bytes[self.at].is_ascii_alphanumeric() {
                self.at += 1;
            }
            let Some(c) = self.text[self.at..].chars().next() else {
                return false;
            };
            if is_unspaced(c) {
                self.read_unspaced();
                return true;
            }
            if is_word_char(c) {
                self.read_compound();
                return true;
            }
            self.at += c.len_utf8();
        }
    }

    fn push(&mut self, from: usize, to: usize, position: usize, kind: WordKind) -> &mut String {
        if self.ready_len == self.ready.len() {
            self.ready.push(Word::empty());
        }
        let word = &mut self.ready[self.ready_len];
        self.ready_len += 1;
        word.text.clear();
        word.from = from;
        word.to = to;
        word.position = position;
        word.kind = kind;
        &mut word.text
    }

    /// Drops the last word when folding left nothing of it, and cuts it when it is long.
    fn settle(&mut self) -> bool {
        let word = &mut self.ready[self.ready_len - 1];
        if word.text.is_empty() {
            self.ready_len -= 1;
            return false;
        }
        if word.text.len() > LONGEST {
            let cut = word.text.floor_char_boundary(LONGEST);
            word.text.truncate(cut);
        }
        true
    }

    /// A word, and those that a joiner ties to it.
    fn read_compound(&mut self) {
        let from = self.at;
        let first = self.ready_len;
        let mut parts = 0;
        loop {
            self.read_word();
            parts += 1;
            let mut rest = self.text[self.at..].chars();
            let (Some(joiner), Some(next)) = (rest.next(), rest.next()) else {
                break;
            };
            if parts == PARTS || !is_joiner(joiner) || !is_word_char(next) || is_unspaced(next) {
                break;
            }
            self.at += joiner.len_utf8();
        }
        let words = self.ready_len - first;
        if self.purpose == For::Index && parts > 1 && words > 1 {
            let joined: String = self.ready[first..self.ready_len]
                .iter()
                .filter(|word| word.kind == WordKind::Word)
                .map(|word| word.text.as_str())
                .collect();
            let (to, position) = (self.at, self.position - 1);
            self.push(from, to, position, WordKind::Extra).push_str(&joined);
            self.settle();
        }
    }

    fn read_word(&mut self) {
        let bytes = self.text.as_bytes();
        let from = self.at;
        let mut apostrophe = None;
        let mut to = from;
        loop {
            while to < bytes.len() && bytes[to].is_ascii_alphanumeric() {
                to += 1;
            }
            let Some(c) = self.text[to..].chars().next() else { break };
            if !c.is_ascii() && is_word_char(c) && !is_unspaced(c) {
                to += c.len_utf8();
                continue;
            }
            // An apostrophe belongs to the word when letters go on after it.
            let after = to + c.len_utf8();
            if is_apostrophe(c)
                && self.text[after..]
                    .chars()
                    .next()
                    .is_some_and(|next| next.is_alphabetic() && !is_unspaced(next))
            {
                apostrophe.get_or_insert((to, after));
                to = after;
                continue;
            }
            break;
        }
        // `C++`, `C#`, `F#`: a letter alone says little without its sign.
        let sign = if to - from == 1 && bytes[from].is_ascii_alphabetic() {
            let rest = &self.text[to..];
            if rest.starts_with("++") {
                2
            } else {
                usize::from(rest.starts_with('#'))
            }
        } else {
            0
        };
        let (text, purpose, position) = (self.text, self.purpose, self.position);
        let whole = &text[from..to + sign];
        let out = self.push(from, to + sign, position, WordKind::Word);
        if apostrophe.is_some() {
            for piece in whole.split(is_apostrophe) {
                fold_into(piece, out);
            }
        } else {
            fold_into(whole, out);
        }
        self.at = to + sign;
        if !self.settle() {
            return;
        }
        self.position += 1;
        if purpose == For::Index {
            if let Some((end, start)) = apostrophe {
                for (from, to) in [(from, end), (start, to)] {
                    if text[from..to].chars().nth(1).is_some() {
                        fold_into(&text[from..to], self.push(from, to, position, WordKind::Extra));
                        self.settle();
                    }
                }
            }
            if sign > 0 {
                fold_into(&text[from..to], self.push(from, to, position, WordKind::Extra));
            }
        }
    }

    /// A run of a script without spaces, as overlapping pairs.
    fn read_unspaced(&mut self) {
        // Long runs are read in pieces that overlap by one character, so that no pair is lost.
        const PIECE: usize = 128;
        let text = self.text;
        let start = self.at;
        let mut units: Vec<(usize, usize)> = Vec::new();
        for (offset, c) in text[start..].char_indices() {
            let at = start + offset;
            if sits_on_previous(c) && !units.is_empty() {
                if let Some(last) = units.last_mut() {
                    last.1 = at + c.len_utf8();
                }
                continue;
            }
            if !is_unspaced(c) || units.len() == PIECE {
                break;
            }
            units.push((at, at + c.len_utf8()));
        }
        let Some(&(last_from, last_to)) = units.last() else {
            return;
        };
        let goes_on = units.len() == PIECE && text[last_to..].chars().next().is_some_and(is_unspaced);
        let singles = self.purpose == For::Index || (units.len() == 1);
        for (i, &(from, to)) in units.iter().enumerate() {
            let is_last = i + 1 == units.len();
            if is_last && goes_on {
                break;
            }
            let position = self.position;
            if singles {
                fold_into(&text[from..to], self.push(from, to, position, WordKind::Single));
                self.settle();
            }
            if let Some(&(_, end)) = units.get(i + 1) {
                fold_into(&text[from..end], self.push(from, end, position, WordKind::Pair));
                self.settle();
            }
            self.position += 1;
        }
        self.at = if goes_on { last_from } else { last_to };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(text: &str) -> Vec<String> {
        Words::of(text, For::Index)
            .collect()
            .into_iter()
            .map(|word| word.text)
            .collect()
    }

    fn query(text: &str) -> Vec<String> {
        Words::of(text, For::Query)
            .collect()
            .into_iter()
            .map(|word| word.text)
            .collect()
    }

    #[test]
    fn words_are_split_at_what_is_no_letter_and_folded() {
        assert_eq!(
            query("Dana Whitfield <dana@acme.example>"),
            ["dana", "whitfield", "dana", "acme", "example"]
        );
        assert_eq!(query("  Crème brûlée, 3×!"), ["creme", "brulee", "3"]);
        assert_eq!(query("हिन्दी में खोज"), ["हिन्दी", "में", "खोज"]);
        assert_eq!(query("Мария Иванова"), ["мария", "иванова"]);
        assert!(query("… — !?").is_empty());
    }

    #[test]
    fn scripts_without_spaces_become_pairs() {
        assert_eq!(query("李小龙"), ["李小", "小龙"]);
        assert_eq!(query("李"), ["李"]);
        assert_eq!(index("李小龙"), ["李", "李小", "小", "小龙", "龙"]);
        assert_eq!(query("iPhone手机 14"), ["iphone", "手机", "14"]);
        assert_eq!(query("カタカナ"), query("ｶﾀｶﾅ"), "half width reads the same");
        assert!(query("สวัสดีครับ").len() > 4);
    }

    #[test]
    fn a_long_run_loses_no_pair_at_the_joints_of_its_pieces() {
        let run: String = (0..300).filter_map(|i| char::from_u32(0x4E00 + i)).collect();
        assert_eq!(query(&run).len(), 299);
        let long: String = (0..129).filter_map(|i| char::from_u32(0x4E00 + i)).collect();
        assert_eq!(query(&long).len(), 128);
        assert_eq!(index(&long).len(), 129 + 128);
    }

    #[test]
    fn compounds_are_found_in_parts_and_joined() {
        assert_eq!(index("follow-up"), ["follow", "up", "followup"]);
        assert_eq!(query("follow-up"), ["follow", "up"]);
        assert_eq!(query("AT&T"), ["at", "t"]);
        assert!(index("AT&T").contains(&"att".to_owned()));
        assert_eq!(query("O’Neill's"), ["oneills"]);
        assert_eq!(index("O'Neill"), ["oneill", "neill"]);
        assert!(index("customer's").contains(&"customer".to_owned()));
        assert_eq!(query("C++ c# c"), ["c++", "c#", "c"]);
    }

    #[test]
    fn every_word_says_where_it_stands() {
        for text in ["Łukasz 李小龙 follow-up d’Or ｶﾞｽ", "สวัสดี AT&T", "a\u{301}b e\u{301}"] {
            let mut words = Words::of(text, For::Index);
            while let Some(word) = words.advance() {
                let piece = &text[word.from..word.to];
                let folded: String = super::super::fold::fold(piece)
                    .chars()
                    .filter(|&c| !is_apostrophe(c) && !is_joiner(c))
                    .collect();
                assert_eq!(folded, word.text, "in {text}");
            }
        }
    }

    #[test]
    fn an_endless_word_is_cut() {
        let word = "x".repeat(100_000);
        assert_eq!(query(&word), ["x".repeat(64)]);
    }
}
