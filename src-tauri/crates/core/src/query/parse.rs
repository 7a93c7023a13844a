//! From the typed text to a [`Query`].
//!
//! - `key:value`, `key=value`, `key<value`, `<=`, `>`, `>=`, `key:>value`; several values `stage:won,lost` are any of
//!   them (but `has:email,phone` is both); ranges `amount:10k..50k`; values with spaces in quotes; `none` for no value.
//! - Keys are `kind`, `is`, `has`, `created`, `updated`, `ref` and every field by key, label or alias, with `_` for
//!   spaces. `kind:deal` narrows them to the fields of deals. What dates mean is said in [`when`].
//! - `@dana` and `owner:dana` are one; `#TIC-104` is that very ticket, while a bare `TIC-104` is a word.
//! - `-` before anything leaves it out, `word~` allows typos, quotes make a phrase.
//! - A key that names nothing is text (`http://x`, `12:30`, `re:invoice`), unless it is a slip of a known one.

pub(crate) mod choice;
mod filter;
mod operand;
pub(crate) mod problem;
pub(crate) mod scope;
pub(crate) mod state;
pub(crate) mod token;
pub(crate) mod when;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use self::filter::Reading;
use self::problem::Problem;
use self::scope::Scope;
use self::token::{Body, Token};
use super::{Condition, Filter, Operand, Query, Term};
use crate::id::MemberId;
use crate::kind::Kind;
use crate::policy::Member;
use crate::schema::Schema;
use crate::time::Date;

/// What words in a query mean here.
#[derive(Debug, Clone)]
pub struct QueryContext<'a> {
    /// Kinds and fields.
    pub schema: &'a Schema,
    /// For `@dana` and `owner:dana`.
    pub members: &'a [Member],
    /// For `owner:me`.
    pub me: MemberId,
    /// For `closes<30d`, in the local time zone.
    pub today: Date,
    /// The kind the list shows, when the query filters a list: fields of other kinds are then unknown.
    pub kind: Option<Kind>,
}

/// A part of the text that is no valid filter. It is not searched as text either: the person is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QueryIssue {
    /// Where, in UTF-16 code units.
    #[ts(type = "[number, number]")]
    pub span: (usize, usize),
    /// What is wrong, naming the valid values.
    pub message: String,
    /// Whole replacements for the span, best first, at most 8.
    pub suggestions: Vec<String>,
}

/// A query, and what in the text was no query.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Parsed {
    /// What was understood.
    pub query: Query,
    /// What was not.
    pub issues: Vec<QueryIssue>,
}

/// Words that are looked at as filters; those after them are text. No one types as many, and a pasted page must not
/// cost seconds.
const MOST_FILTERS: usize = 64;

/// Parses any text; it never fails, and takes time linear in its length.
#[must_use]
pub fn parse(text: &str, context: &QueryContext<'_>) -> Parsed {
    let tokens = token::tokens(text);
    let scope = scope_of(&tokens, context);
    let mut parsed = Parsed::default();
    let mut looked_at = 0;
    for token in &tokens {
        let last = token.end() == text.len();
        match &token.body {
            Body::Word(word) => add_word(&mut parsed, word, token, last),
            Body::Phrase { text, closed } => add_phrase(&mut parsed, text, token, last && !closed),
            Body::At(_) | Body::Pair(_) if looked_at == MOST_FILTERS => add_text(&mut parsed, token, last),
            Body::At(name) => {
                looked_at += 1;
                at(&mut parsed, name, token, last, &scope);
            }
            Body::Dollar(word) => dollar(&mut parsed, word, token, last),
            Body::Hash(word) => hash(&mut parsed, word, token, last),
            Body::Pair(pair) => {
                looked_at += 1;
                match filter::read(pair, token.negated, &scope) {
                    Reading::Conditions(conditions) => {
                        parsed
                            .query
                            .filters
                            .extend(conditions.into_iter().map(|on| filter_of(token, on)));
                    }
                    Reading::Problem(problem) => parsed.issues.push(problem.at(token)),
                    Reading::Text => add_text(&mut parsed, token, last),
                }
            }
        }
    }
    parsed
}

/// The scope that the `kind:` filters of a text make.
pub(crate) fn scope_of<'c>(tokens: &[Token<'_>], context: &'c QueryContext<'c>) -> Scope<'c> {
    let mut asked = tokens
        .iter()
        .filter(|token| !token.negated)
        .filter_map(|token| match &token.body {
            Body::Pair(pair) => filter::kinds(pair),
            _ => None,
        });
    Scope::new(context, asked.next().unwrap_or_default())
}

const fn filter_of(token: &Token<'_>, condition: Condition) -> Filter {
    Filter {
        negated: token.negated,
        condition,
        span: token.span,
    }
}

fn add_word(parsed: &mut Parsed, word: &str, token: &Token<'_>, last: bool) {
    let fuzzy = word.strip_suffix(['~', '～']).filter(|bare| !bare.is_empty());
    parsed.query.terms.push(Term {
        text: fuzzy.unwrap_or(word).to_owned(),
        phrase: false,
        fuzzy: fuzzy.is_some(),
        excluded: token.negated,
        prefix: last && fuzzy.is_none() && !token.negated,
    });
}

/// The token as a word, with what made it look like something else.
fn add_text(parsed: &mut Parsed, token: &Token<'_>, last: bool) {
    let word = token
        .raw
        .strip_prefix('-')
        .filter(|_| token.negated)
        .unwrap_or(token.raw);
    add_word(parsed, word, token, last);
}

/// An open phrase at the end of the text may be unfinished, as a word may.
fn add_phrase(parsed: &mut Parsed, text: &str, token: &Token<'_>, unfinished: bool) {
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    parsed.query.terms.push(Term {
        text: text.to_owned(),
        phrase: true,
        fuzzy: false,
        excluded: token.negated,
        prefix: unfinished && !token.negated,
    });
}

fn at(parsed: &mut Parsed, name: &str, token: &Token<'_>, last: bool, scope: &Scope<'_>) {
    if name.is_empty() {
        return;
    }
    match operand::resolve(name, scope.context) {
        Ok(member) => {
            let condition = state::owned(scope, Operand::Member(member));
            parsed.query.filters.push(filter_of(token, condition));
        }
        // `@acme.example` is the domain of an address.
        Err(_) if name.contains('.') => add_text(parsed, token, last),
        Err((message, names)) => {
            let part = (usize::from(token.negated), token.raw.len());
            let instead = names
                .iter()
                .map(|name| format!("@{}", problem::quote_if_needed(name)))
                .collect();
            parsed
                .issues
                .push(Problem::new(message).replacing(part, instead).at(token));
        }
    }
}

fn dollar(parsed: &mut Parsed, word: &str, token: &Token<'_>, last: bool) {
    let lower = word.to_lowercase();
    if token.negated || word.is_empty() {
        add_text(parsed, token, last);
    } else if lower == "recent" {
        parsed.query.recent = true;
    } else if crate::parse::nearest(&lower, ["recent"]).is_some() {
        let message = format!(
            "{} is no shortcut: did you mean $recent?",
            crate::parse::quoted(token.raw)
        );
        let problem = Problem::new(message).replacing((0, token.raw.len()), vec!["$recent".to_owned()]);
        parsed.issues.push(problem.at(token));
    } else {
        // An amount, or a name that begins so.
        add_text(parsed, token, last);
    }
}

fn hash(parsed: &mut Parsed, word: &str, token: &Token<'_>, last: bool) {
    if word.is_empty() {
        return;
    }
    if let Ok(reference) = word.parse() {
        parsed
            .query
            .filters
            .push(filter_of(token, Condition::Reference { reference }));
        return;
    }
    let (prefix, number) = word.split_once('-').unwrap_or((word, ""));
    let known = Kind::ALL.iter().any(|kind| kind.prefix().eq_ignore_ascii_case(prefix));
    let numbered = !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit());
    if known || (numbered && prefix.chars().all(char::is_alphabetic)) {
        let start = token.raw.len() - word.len();
        let near = crate::parse::nearest(prefix, Kind::ALL.map(Kind::prefix)).filter(|_| !known && numbered);
        let instead = near.map(|near| format!("{near}-{number}")).into_iter().collect();
        let problem = Problem::new(filter::not_a_reference(word)).replacing((start, token.raw.len()), instead);
        parsed.issues.push(problem.at(token));
    } else {
        add_text(parsed, token, last);
    }
}

#[cfg(test)]
mod tests;
