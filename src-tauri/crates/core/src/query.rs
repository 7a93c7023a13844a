//! The query language that Cmd+K and list filters share:
//! `kind:deal stage:proposal amount>10k owner:me closes<30d has:overdue -tag:cold "exact phrase" fuzzy~ #TIC-104`.
//!
//! A text becomes a [`Query`]; the store turns its filters into SQL and the search crate into index queries.

pub mod complete;
pub mod parse;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::{EntityRef, MemberId};
use crate::kind::Kind;

/// A parsed query: what to find, and among what.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Query {
    /// The words and phrases, in the order typed.
    pub terms: Vec<Term>,
    /// All must hold.
    pub filters: Vec<Filter>,
    /// `$recent`: recently opened entities first.
    pub recent: bool,
}

impl Query {
    /// Whether there is nothing to look for: no terms and no filters.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.filters.is_empty()
    }

    /// The terms as a person would type them, for the vector leg; excluded ones left out.
    #[must_use]
    pub fn text(&self) -> String {
        self.terms
            .iter()
            .filter(|term| !term.excluded)
            .map(|term| term.text.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// A word or phrase to find.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Term {
    /// As typed, without quotes, `-` or `~`.
    pub text: String,
    /// `"exact phrase"`: the words in this order.
    pub phrase: bool,
    /// `word~`: typos allowed even where the index knows the word.
    pub fuzzy: bool,
    /// `-word`: must not occur.
    pub excluded: bool,
    /// The last word of a text that does not end in a space: it may be unfinished.
    pub prefix: bool,
}

/// One condition on an entity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Filter {
    /// `-tag:cold`: must not hold.
    pub negated: bool,
    /// What must hold.
    pub condition: Condition,
    /// Where it stands in the text, in UTF-16 code units (as the window counts them), from and to.
    #[ts(type = "[number, number]")]
    pub span: (usize, usize),
}

/// What a filter says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "on")]
pub enum Condition {
    /// `kind:deal,ticket`: any of them.
    Kind {
        /// Any of these.
        kinds: Vec<Kind>,
    },
    /// `#TIC-104`: this very entity.
    Reference {
        /// The reference.
        reference: EntityRef,
    },
    /// `is:archived`, `is:open`…
    Is {
        /// The state.
        state: State,
    },
    /// `has:overdue`, `has:owner`…
    Has {
        /// What it has.
        what: Has,
    },
    /// `has:amount`: the field has a value.
    HasField {
        /// The kinds that have the field, with its key in each.
        fields: Vec<FieldOf>,
    },
    /// `stage:proposal`, `amount>10k`, `closes<30d`, `owner:me`, `tag:cold`.
    Field {
        /// The kinds that have the field, with its key in each; entities of other kinds do not match.
        fields: Vec<FieldOf>,
        /// How to compare.
        op: Comparison,
        /// With what; any of them.
        values: Vec<Operand>,
    },
    /// `created>2026-01-01`, `updated<7d`.
    Stamp {
        /// Which instant.
        stamp: Stamp,
        /// How to compare.
        op: Comparison,
        /// With which day, in the local time zone (`YYYY-MM-DD`).
        date: String,
    },
}

/// A field of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FieldOf {
    /// The kind.
    pub kind: Kind,
    /// The field's key.
    pub key: String,
}

/// A state that `is:` asks for. Trash and archive are left out of results unless asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// In a stage of class open.
    Open,
    /// In a stage of class won.
    Won,
    /// In a stage of class lost.
    Lost,
    /// In a stage that is not open.
    Closed,
    /// Archived.
    Archived,
    /// In the trash.
    Trashed,
}

/// What `has:` asks for beside fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Has {
    /// Open, and past its close date or due date; of tickets, past the target of their resolution or of the first answer
    /// that nobody gave yet.
    Overdue,
    /// At least one note.
    Notes,
    /// At least one link.
    Links,
}

/// How a filter compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// `:` and `=`: equal; for text, contains, ignoring case and accents.
    Is,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

/// An instant that every entity has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Stamp {
    /// When it was made.
    Created,
    /// When it was last written.
    Updated,
}

/// The right side of a comparison, typed by the field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "type", content = "value")]
pub enum Operand {
    /// Of text, email, phone (E.164), URL, and keys of selects and stages.
    Text(String),
    /// Of numbers, and of money in major units: compared whatever the currency, unless one is given.
    Number(f64),
    /// Money with a currency: `amount>10kEUR`, in minor units.
    Money(crate::value::Money),
    /// A day, relative ones already resolved.
    Date(String),
    /// Yes or no.
    Bool(bool),
    /// A member; `me` and `@dana` already resolved.
    Member(MemberId),
    /// An entity, by reference.
    Reference(EntityRef),
    /// `owner:none`: no value.
    Nothing,
}
