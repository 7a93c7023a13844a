//! Which kinds a query is about, which fields its words mean there, and who may filter by them.

use std::cell::OnceCell;

use super::QueryContext;
use super::problem::Problem;
use super::token::Pair;
use crate::field::{FieldDef, Sensitivity};
use crate::kind::{Kind, KindDef};
use crate::parse::{either, quoted, text};
use crate::policy::Role;

/// Filter words that are no fields, with what they filter by.
pub(crate) const SPECIAL: &[(&str, &str)] = &[
    ("kind", "Kind of entity"),
    ("is", "State"),
    ("has", "Has a value, notes or links, or is overdue"),
    ("created", "When it was made"),
    ("updated", "When it was last written"),
    ("ref", "Reference"),
];

/// The fields that a query's words can mean.
pub(crate) struct Scope<'c> {
    pub context: &'c QueryContext<'c>,
    /// Empty when all kinds are meant.
    kinds: Vec<Kind>,
    /// Names of filters, squashed and as declared.
    names: OnceCell<Vec<(String, &'c str)>>,
}

impl<'c> Scope<'c> {
    /// Of the list's kind, or of the kinds that the query asks for.
    pub(crate) fn new(context: &'c QueryContext<'c>, asked: Vec<Kind>) -> Self {
        Self {
            context,
            kinds: context.kind.map_or(asked, |kind| vec![kind]),
            names: OnceCell::new(),
        }
    }

    pub(crate) fn def(&self, kind: Kind) -> &'c KindDef {
        self.context.schema.kind(kind)
    }

    /// The declarations of the kinds in scope.
    pub(crate) fn defs(&self) -> impl Iterator<Item = &'c KindDef> + '_ {
        let schema = self.context.schema;
        schema.kinds().iter().filter(|def| self.covers(def.kind))
    }

    fn covers(&self, kind: Kind) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }

    /// The fields of a word that may be filtered by; none when the word names no field.
    pub(crate) fn fields(&self, word: &str) -> Result<Vec<(Kind, &'c FieldDef)>, Hidden<'c>> {
        let schema = self.context.schema;
        let called: Vec<(Kind, &FieldDef)> = if self.kinds.is_empty() {
            schema.fields_called(word, None)
        } else {
            self.kinds
                .iter()
                .flat_map(|kind| schema.fields_called(word, Some(*kind)))
                .collect()
        };
        let (open, hidden): (Vec<_>, Vec<_>) = called.into_iter().partition(|(_, field)| self.may_filter(field));
        match hidden.first() {
            Some((_, field)) if open.is_empty() => Err(Hidden(field)),
            _ => Ok(open),
        }
    }

    /// Whether the person may learn a field's values by filtering for them.
    pub(crate) fn may_filter(&self, field: &FieldDef) -> bool {
        match field.sensitivity {
            Sensitivity::Public | Sensitivity::Internal | Sensitivity::Confidential => true,
            Sensitivity::Restricted => self.context.members.iter().any(|member| {
                member.id == self.context.me && matches!(member.role, Role::Administrator | Role::Manager)
            }),
            Sensitivity::Protected => false,
        }
    }

    /// What to say about a key that names no filter here; none when it is no attempt at one.
    pub(crate) fn unknown(&self, pair: &Pair<'_>) -> Option<Problem> {
        let part = (pair.key_at, pair.key_at + pair.key.len());
        if !self.kinds.is_empty() && !self.context.schema.fields_called(pair.key, None).is_empty() {
            let defs: Vec<&KindDef> = self.defs().collect();
            let plurals: Vec<String> = defs.iter().map(|def| def.plural.to_lowercase()).collect();
            let keys: Vec<&str> = defs
                .iter()
                .flat_map(|def| &def.fields)
                .filter(|field| self.may_filter(field))
                .map(|field| field.key.as_ref())
                .collect();
            return Some(Problem::new(format!(
                "{} have no field {}: filter by {}",
                either(&plurals),
                quoted(pair.key),
                either(&keys)
            )));
        }
        let near = self.near(pair.key)?;
        let near = near.replace(' ', "_");
        Some(
            Problem::new(format!("{} is no filter: did you mean {near}?", quoted(pair.key)))
                .replacing(part, vec![near]),
        )
    }

    /// The filter name that a mistyped word stands for. Stricter than for values, since `re:` and `std:` are words
    /// that people search for: the first letter must be right in short words.
    fn near(&self, word: &str) -> Option<&'c str> {
        let wanted = text::squash(word);
        let letters = wanted.chars().count();
        if !(4..=40).contains(&letters) {
            return None;
        }
        let allowed = if letters < 6 { 1 } else { 2 };
        let names = self.names.get_or_init(|| {
            let special = SPECIAL.iter().map(|(name, _)| *name);
            let keys = self
                .defs()
                .flat_map(|def| &def.fields)
                .filter(|field| self.may_filter(field));
            let of_field = |field: &'c FieldDef| {
                std::iter::once(field.key.as_ref()).chain(field.aliases.iter().map(AsRef::as_ref))
            };
            let all = special.chain(keys.flat_map(of_field));
            all.map(|name| (text::squash(name), name)).collect()
        });
        let close = names.iter().filter_map(|(known, name)| {
            let alike = letters >= 6 || known.chars().next() == wanted.chars().next();
            let distance = strsim::osa_distance(&wanted, known);
            (alike && distance <= allowed).then_some((distance, *name))
        });
        close.min_by_key(|(distance, _)| *distance).map(|(_, name)| name)
    }
}

/// A field that the person may not filter by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hidden<'c>(pub &'c FieldDef);

impl Hidden<'_> {
    pub(crate) fn problem(self) -> Problem {
        let label = &self.0.label;
        Problem::new(match self.0.sensitivity {
            Sensitivity::Protected => format!("{label} is protected: nobody can filter by it"),
            _ => format!("{label} is restricted: only managers and administrators can filter by it"),
        })
    }
}
