//! Names of filters, with their operators.

use super::offer::Offers;
use crate::field::{FieldDef, FieldType};
use crate::kind::Kind;
use crate::query::parse::scope::{SPECIAL, Scope};

/// Fields of several kinds under one key.
struct Named<'c> {
    key: &'c str,
    fields: Vec<(Kind, &'c FieldDef)>,
}

pub(super) fn offer(offers: &mut Offers, word: &str, minus: &str, scope: &Scope<'_>) {
    offers.continuing(word);
    for (name, detail) in SPECIAL {
        let dated = matches!(*name, "created" | "updated");
        for sign in signs(dated, dated && word == *name) {
            offers.add(&format!("{minus}{name}{sign}"), &format!("{name}{sign}"), detail);
        }
    }
    for named in by_key(scope) {
        let Some((_, first)) = named.fields.first() else {
            continue;
        };
        let ordered = matches!(
            first.ty,
            FieldType::Number { .. } | FieldType::Money | FieldType::Date | FieldType::DateTime
        );
        let mut names = vec![named.key];
        for (_, field) in &named.fields {
            names.push(&field.label);
            names.extend(field.aliases.iter().map(AsRef::as_ref));
        }
        let detail = detail(&named, scope);
        for sign in signs(ordered, word.eq_ignore_ascii_case(named.key)) {
            let shown = format!("{}{sign}", named.key);
            // The label counts as a name too, so that `amount` itself ranks by its own length.
            offers.add_called(&names, &format!("{minus}{shown}"), &shown, &detail);
        }
    }
}

/// The operators to offer: one while the name is being typed, all once it is there.
const fn signs(ordered: bool, complete: bool) -> &'static [&'static str] {
    match (ordered, complete) {
        (false, _) => &[":"],
        (true, false) => &["<"],
        (true, true) => &["<", ">", ":"],
    }
}

fn by_key<'c>(scope: &Scope<'c>) -> Vec<Named<'c>> {
    let mut all: Vec<Named<'_>> = Vec::new();
    for def in scope.defs() {
        for field in def.fields.iter().filter(|field| scope.may_filter(field)) {
            match all.iter_mut().find(|named| named.key == field.key) {
                Some(named) => named.fields.push((def.kind, field)),
                None => all.push(Named {
                    key: &field.key,
                    fields: vec![(def.kind, field)],
                }),
            }
        }
    }
    all
}

/// `Amount of deals`, `Lifecycle, Stage or Status of all kinds`.
fn detail(named: &Named<'_>, scope: &Scope<'_>) -> String {
    let mut labels: Vec<&str> = Vec::new();
    for (_, field) in &named.fields {
        if !labels.contains(&field.label.as_ref()) {
            labels.push(&field.label);
        }
    }
    let plurals: Vec<String> = named
        .fields
        .iter()
        .map(|(kind, _)| scope.def(*kind).plural.to_lowercase())
        .collect();
    let of = if plurals.len() == Kind::ALL.len() {
        "all kinds".to_owned()
    } else {
        plurals.join(", ")
    };
    format!("{} of {of}", crate::parse::either(&labels))
}
