//! The words of a query text and where they stand: phrases, `@`, `$`, `#`, `key:value` pairs, and the rest.

use crate::query::Comparison;

/// One word as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token<'t> {
    /// All of it, with `-` and quotes.
    pub raw: &'t str,
    /// Where it stands in the text, in bytes.
    pub start: usize,
    /// The same in UTF-16 code units, from and to.
    pub span: (usize, usize),
    /// Begins with `-`.
    pub negated: bool,
    pub body: Body<'t>,
}

impl Token<'_> {
    pub(crate) const fn end(&self) -> usize {
        self.start + self.raw.len()
    }
}

/// What a word is by its shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Body<'t> {
    Word(&'t str),
    Phrase {
        text: &'t str,
        closed: bool,
    },
    /// `@dana`, `@"Dana Smith"`
    At(&'t str),
    /// `$recent`
    Dollar(&'t str),
    /// `#TIC-104`
    Hash(&'t str),
    Pair(Pair<'t>),
}

/// `key:value,value`, which is a filter if the key is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pair<'t> {
    pub key: &'t str,
    /// Where the key starts within the token, in bytes.
    pub key_at: usize,
    pub op: Comparison,
    /// The operator as typed.
    pub sign: &'t str,
    /// All after the operator.
    pub value: &'t str,
    /// The values between commas; blank ones are there too.
    pub pieces: Vec<Piece<'t>>,
}

/// One value of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece<'t> {
    /// Without quotes.
    pub text: &'t str,
    pub quoted: bool,
    /// Where it stands within the token, quotes included, in bytes.
    pub from: usize,
    pub to: usize,
}

const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

const fn is_comma(c: char) -> bool {
    matches!(c, ',' | '，')
}

/// All words of a text, in time linear in its length.
pub(crate) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut utf16 = 0;
    while let Some(skip) = text[at..].find(|c: char| !c.is_whitespace()) {
        utf16 += width(&text[at..at + skip]);
        at += skip;
        let rest = &text[at..];
        // `->` and `--` are no negations of anything.
        let negated = rest.starts_with('-')
            && rest[1..]
                .starts_with(|c: char| c.is_alphanumeric() || is_quote(c) || matches!(c, '@' | '#' | '＠' | '＃'));
        let (body, length) = body(&rest[usize::from(negated)..], usize::from(negated));
        let raw = &rest[..length + usize::from(negated)];
        let from = utf16;
        utf16 += width(raw);
        found.push(Token {
            raw,
            start: at,
            span: (from, utf16),
            negated,
            body,
        });
        at += raw.len();
    }
    found
}

fn width(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The body that starts a text, and its length in bytes; at least one character of it.
fn body(text: &str, offset: usize) -> (Body<'_>, usize) {
    if text.starts_with(is_quote) {
        let (inner, closed, length) = quoted(text);
        return (Body::Phrase { text: inner, closed }, length);
    }
    let mark = text.chars().next().unwrap_or_default();
    if matches!(mark, '@' | '＠') {
        let after = &text[mark.len_utf8()..];
        if after.starts_with(is_quote) {
            let (inner, _, length) = quoted(after);
            return (Body::At(inner), mark.len_utf8() + length);
        }
    }
    // Found only where the token takes it all in, as looking further than a token reaches would take quadratic time.
    let word = || &text[..text.find(char::is_whitespace).unwrap_or(text.len())];
    let inner = || &word()[mark.len_utf8()..];
    match mark {
        '@' | '＠' => (Body::At(inner()), word().len()),
        '$' | '＄' => (Body::Dollar(inner()), word().len()),
        '#' | '＃' => (Body::Hash(inner()), word().len()),
        _ => match pair(text, offset) {
            Some((pair, length)) => (Body::Pair(pair), length),
            None => (Body::Word(word()), word().len()),
        },
    }
}

/// What stands between the quotes that open a text, whether they close, and the length of it all.
fn quoted(text: &str) -> (&str, bool, usize) {
    let open = text.chars().next().map_or(0, char::len_utf8);
    match text[open..].char_indices().find(|(_, c)| is_quote(*c)) {
        Some((end, close)) => (&text[open..open + end], true, open + end + close.len_utf8()),
        None => (&text[open..], false, text.len()),
    }
}

/// A key that starts with a letter, an operator, and values, which may be quoted.
fn pair(text: &str, offset: usize) -> Option<(Pair<'_>, usize)> {
    let stop = |c: char| c.is_whitespace() || is_quote(c) || is_comma(c) || starts_operator(c);
    let key_end = text.find(stop)?;
    let key = &text[..key_end];
    if !key.starts_with(char::is_alphabetic) {
        return None;
    }
    let (op, sign) = operator(&text[key_end..])?;
    let value_start = key_end + sign.len();
    let mut pieces = Vec::new();
    let mut at = value_start;
    loop {
        let rest = &text[at..];
        let length = if rest.starts_with(is_quote) {
            let (inner, _, length) = quoted(rest);
            pieces.push(Piece {
                text: inner,
                quoted: true,
                from: offset + at,
                to: offset + at + length,
            });
            length
        } else {
            let length = rest
                .find(|c: char| c.is_whitespace() || is_comma(c))
                .unwrap_or(rest.len());
            pieces.push(Piece {
                text: &rest[..length],
                quoted: false,
                from: offset + at,
                to: offset + at + length,
            });
            length
        };
        at += length;
        match text[at..].chars().next() {
            Some(c) if is_comma(c) => at += c.len_utf8(),
            _ => break,
        }
    }
    let pair = Pair {
        key,
        key_at: offset,
        op,
        sign,
        value: &text[value_start..at],
        pieces,
    };
    Some((pair, at))
}

const fn starts_operator(c: char) -> bool {
    matches!(c, ':' | '：' | '=' | '＝' | '<' | '＜' | '>' | '＞' | '≤' | '≥')
}

/// The operator that starts a text: `:` may stand before another one, as in `amount:>10k`.
fn operator(text: &str) -> Option<(Comparison, &str)> {
    let mut chars = text.char_indices().peekable();
    let (_, mut first) = chars.next()?;
    if !starts_operator(first) {
        return None;
    }
    let is_equals = |c: char| matches!(c, ':' | '：' | '=' | '＝');
    if is_equals(first)
        && let Some((_, next)) = chars.peek().copied()
        && starts_operator(next)
        && !matches!(next, ':' | '：')
    {
        first = next;
        chars.next();
    }
    let mut or_equal = false;
    if !is_equals(first) && chars.peek().is_some_and(|(_, next)| matches!(next, '=' | '＝')) {
        or_equal = true;
        chars.next();
    }
    let end = chars.peek().map_or(text.len(), |(at, _)| *at);
    let op = match (first, or_equal) {
        ('<' | '＜', false) => Comparison::Less,
        ('<' | '＜', true) | ('≤', _) => Comparison::AtMost,
        ('>' | '＞', false) => Comparison::Greater,
        ('>' | '＞', true) | ('≥', _) => Comparison::AtLeast,
        _ => Comparison::Is,
    };
    Some((op, &text[..end]))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn only(text: &str) -> Token<'_> {
        let mut found = tokens(text);
        assert_eq!(found.len(), 1, "{text}");
        found.remove(0)
    }

    #[test]
    fn words_are_told_apart_by_their_shape() {
        for (text, body) in [
            ("acme", Body::Word("acme")),
            ("12:30", Body::Word("12:30")),
            (
                "\"exact phrase\"",
                Body::Phrase {
                    text: "exact phrase",
                    closed: true,
                },
            ),
            (
                "“exact phrase”",
                Body::Phrase {
                    text: "exact phrase",
                    closed: true,
                },
            ),
            (
                "\"open end",
                Body::Phrase {
                    text: "open end",
                    closed: false,
                },
            ),
            ("@dana", Body::At("dana")),
            ("@\"Dana Smith\"", Body::At("Dana Smith")),
            ("$recent", Body::Dollar("recent")),
            ("#TIC-104", Body::Hash("TIC-104")),
            ("27\"", Body::Word("27\"")),
            ("-", Body::Word("-")),
        ] {
            assert_eq!(only(text).body, body, "{text}");
        }
    }

    #[test]
    fn a_pair_has_a_key_an_operator_and_values() {
        for (text, key, op, values) in [
            ("stage:won", "stage", Comparison::Is, &["won"][..]),
            ("stage=won,lost", "stage", Comparison::Is, &["won", "lost"]),
            ("amount>10k", "amount", Comparison::Greater, &["10k"]),
            ("amount>=10k", "amount", Comparison::AtLeast, &["10k"]),
            ("amount≤10k", "amount", Comparison::AtMost, &["10k"]),
            ("amount:<=10k", "amount", Comparison::AtMost, &["10k"]),
            ("amount：10k", "amount", Comparison::Is, &["10k"]),
            ("amount＜10k", "amount", Comparison::Less, &["10k"]),
            (
                "company:\"Acme, Corp\",Beta",
                "company",
                Comparison::Is,
                &["Acme, Corp", "Beta"],
            ),
            ("company:“Acme Corp”", "company", Comparison::Is, &["Acme Corp"]),
            ("stage:", "stage", Comparison::Is, &[""]),
            ("http://example.com", "http", Comparison::Is, &["//example.com"]),
            ("probability_(%)>5", "probability_(%)", Comparison::Greater, &["5"]),
            ("阶段:新", "阶段", Comparison::Is, &["新"]),
        ] {
            let Body::Pair(pair) = only(text).body else {
                unreachable!("{text} is a pair")
            };
            let pieces: Vec<&str> = pair.pieces.iter().map(|piece| piece.text).collect();
            assert_eq!((pair.key, pair.op, pieces.as_slice()), (key, op, values), "{text}");
        }
    }

    #[test]
    fn places_count_utf_16_units_and_any_space_parts_words() {
        let found = tokens("𝔸b\u{3000}-tag:cold\u{a0}é");
        let places: Vec<_> = found
            .iter()
            .map(|token| (token.raw, token.span, token.negated))
            .collect();
        assert_eq!(
            places,
            [
                ("𝔸b", (0, 3), false),
                ("-tag:cold", (4, 13), true),
                ("é", (14, 15), false)
            ]
        );
        let Body::Pair(pair) = &found.get(1).unwrap().body else {
            unreachable!()
        };
        let piece = pair.pieces.first().unwrap();
        assert_eq!(
            &found.get(1).unwrap().raw[piece.from..piece.to],
            "cold",
            "pieces stand within the whole token"
        );
    }
}
