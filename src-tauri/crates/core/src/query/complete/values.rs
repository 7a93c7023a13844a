//! Values of filters: kinds, states, stages, choices, members, tags, days, references.

use super::offer::Offers;
use crate::field::{FieldDef, FieldType};
use crate::kind::{Kind, KindDef};
use crate::parse::choice;
use crate::query::Comparison;
use crate::query::parse::problem::quote_if_needed;
use crate::query::parse::scope::Scope;
use crate::query::parse::state::{BESIDE_STATES, POSSESSIONS, STATES};
use crate::query::parse::token::Pair;
use crate::query::parse::when::{self, Direction};
use crate::query::parse::{QueryContext, choice::is_choice};

/// Days worth offering; those that lie the other way are left out.
const AHEAD: &[&str] = &[
    "today",
    "tomorrow",
    "7d",
    "30d",
    "this-week",
    "next-week",
    "this-month",
    "next-month",
    "this-quarter",
];
const BACK: &[&str] = &[
    "today",
    "yesterday",
    "7d",
    "30d",
    "this-week",
    "last-week",
    "this-month",
    "last-month",
    "this-year",
];

/// A value to offer: what is typed, what is shown beside it, and other words for it.
struct Offered {
    value: String,
    detail: String,
    names: Vec<String>,
}

fn offered(value: &str, detail: impl Into<String>) -> Offered {
    Offered {
        value: value.to_owned(),
        detail: detail.into(),
        names: Vec::new(),
    }
}

/// What could be the value at the end of a pair typed as far as the caret.
pub(super) fn offer_of_pair(offers: &mut Offers, pair: &Pair<'_>, typed: &str, scope: &Scope<'_>, tags: &[String]) {
    let Some(piece) = pair.pieces.last() else { return };
    let before = &typed[..piece.from];
    offers.continuing(piece.text);
    for offered in values_of(pair.key, pair.op, scope, tags) {
        let mut names: Vec<&str> = vec![&offered.value];
        names.extend(offered.names.iter().map(String::as_str));
        let insert = if offered.value.ends_with('-') {
            format!("{before}{}", offered.value)
        } else {
            format!("{before}{} ", quote_if_needed(&offered.value))
        };
        offers.add_called(&names, &insert, &offered.value, &offered.detail);
    }
}

/// Whole filters whose value begins as the plain word does: `stage:proposal` for `prop`.
pub(super) fn offer_of_any_field(offers: &mut Offers, word: &str, minus: &str, scope: &Scope<'_>, tags: &[String]) {
    offers.continuing(word);
    let mut keys: Vec<&str> = vec!["kind", "is"];
    let choices = scope
        .defs()
        .flat_map(|def| &def.fields)
        .filter(|field| is_choice(field));
    for field in choices {
        if !keys.contains(&field.key.as_ref()) {
            keys.push(&field.key);
        }
    }
    keys.extend(["owner", "tags"]);
    for key in keys {
        for offered in values_of(key, Comparison::Is, scope, tags) {
            // `is:` knows stages too, but they are offered under their own name.
            if offered.value == "none" || (key == "is" && offered.detail.contains(" of ")) {
                continue;
            }
            let key = if key == "tags" { "tag" } else { key };
            let label = format!("{key}:{}", quote_if_needed(&offered.value));
            let mut names: Vec<&str> = vec![&offered.value];
            names.extend(offered.names.iter().map(String::as_str));
            offers.add_called(&names, &format!("{minus}{label} "), &label, &offered.detail);
        }
    }
}

pub(super) fn offer_people(offers: &mut Offers, typed: &str, minus: &str, context: &QueryContext<'_>) {
    offers.continuing(typed);
    offers.add(&format!("{minus}@me "), "@me", "Owned by me");
    for member in context.members {
        let email = member.email.as_deref().unwrap_or_default();
        let detail = if email.is_empty() { "Member" } else { email };
        let insert = format!("{minus}@{} ", handle(member, context));
        offers.add_called(&[&member.name, email], &insert, &member.name, detail);
    }
}

/// The shortest word that names a member alone: the first name, or else the whole name, or else the address.
fn handle(member: &crate::policy::Member, context: &QueryContext<'_>) -> String {
    use crate::parse::person::{Found, find};
    let first = member.name.split_whitespace().next().unwrap_or_default().to_lowercase();
    let alone = |name: &str| matches!(find(name, context.members), Found::One(found) if found.id == member.id);
    match &member.email {
        _ if alone(&first) && first != "me" => first,
        Some(email) if !alone(&member.name) => email.clone(),
        _ => quote_if_needed(&member.name),
    }
}

pub(super) fn offer_prefixes(offers: &mut Offers, typed: &str, minus: &str, scope: &Scope<'_>) {
    offers.continuing(typed);
    for def in scope.defs() {
        let insert = format!("{minus}#{}-", def.prefix);
        let label = format!("#{}-", def.prefix);
        let detail = format!("A {} by its number", def.kind);
        offers.add_called(&[def.prefix, def.singular], &insert, &label, &detail);
    }
}

fn values_of(key: &str, op: Comparison, scope: &Scope<'_>, tags: &[String]) -> Vec<Offered> {
    match key.to_lowercase().as_str() {
        "kind" | "kinds" => kinds(scope),
        "is" => states(scope),
        "has" => possessions(scope),
        "created" | "updated" => days(op, scope.context, Direction::Back),
        "ref" | "reference" | "id" => prefixes(&scope.defs().map(|def| def.kind).collect::<Vec<_>>()),
        _ => {
            let mut all = Vec::new();
            for (kind, field) in scope.fields(key).unwrap_or_default() {
                of_field(&mut all, scope.def(kind), field, op, scope, tags);
            }
            all
        }
    }
}

fn of_field(
    all: &mut Vec<Offered>,
    def: &KindDef,
    field: &FieldDef,
    op: Comparison,
    scope: &Scope<'_>,
    tags: &[String],
) {
    let add = |all: &mut Vec<Offered>, more: Vec<Offered>| {
        for offered in more {
            match all.iter_mut().find(|known| known.value == offered.value) {
                Some(known) if known.detail != offered.detail => {
                    known.names.extend(offered.names);
                }
                Some(_) => {}
                None => all.push(offered),
            }
        }
    };
    match &field.ty {
        FieldType::Select { .. } | FieldType::Stage => add(all, choices(def, field)),
        FieldType::Member => {
            let people = scope.context.members.iter().map(|member| Offered {
                value: member.name.clone(),
                detail: member.email.clone().unwrap_or_else(|| "Member".to_owned()),
                names: member.email.iter().cloned().collect(),
            });
            add(
                all,
                std::iter::once(offered("me", "Me"))
                    .chain(people)
                    .chain([offered("none", "Nobody")])
                    .collect(),
            );
        }
        FieldType::Bool => add(
            all,
            vec![
                offered("yes", field.label.as_ref()),
                offered("no", format!("Not: {}", field.label)),
            ],
        ),
        FieldType::Date | FieldType::DateTime => add(all, days(op, scope.context, Direction::of(field))),
        FieldType::Entity { kinds } => add(all, prefixes(kinds)),
        FieldType::Text if field.key == "tags" => {
            add(all, tags.iter().map(|tag| offered(tag, "Tag")).collect());
        }
        FieldType::Text
        | FieldType::LongText
        | FieldType::Number { .. }
        | FieldType::Money
        | FieldType::Email
        | FieldType::Phone
        | FieldType::Url => {}
    }
}

fn kinds(scope: &Scope<'_>) -> Vec<Offered> {
    Kind::ALL
        .into_iter()
        .filter(|kind| scope.context.kind.is_none_or(|shown| shown == *kind))
        .map(|kind| offered(kind.name(), scope.def(kind).plural))
        .collect()
}

fn states(scope: &Scope<'_>) -> Vec<Offered> {
    let mut all: Vec<Offered> = STATES
        .iter()
        .filter_map(|(words, _, detail)| Some(offered(words.first()?, *detail)))
        .chain(BESIDE_STATES.iter().map(|(word, detail)| offered(word, *detail)))
        .collect();
    for def in scope.defs() {
        let Some(field) = def.field("stage") else { continue };
        for stage in choices(def, field) {
            if !all.iter().any(|known| known.value == stage.value) {
                all.push(stage);
            }
        }
    }
    all
}

fn possessions(scope: &Scope<'_>) -> Vec<Offered> {
    let mut all: Vec<Offered> = POSSESSIONS
        .iter()
        .filter_map(|(words, _, detail)| Some(offered(words.first()?, *detail)))
        .collect();
    for field in scope.defs().flat_map(|def| &def.fields) {
        if !field.required && scope.may_filter(field) && !all.iter().any(|known| known.value == field.key) {
            all.push(Offered {
                value: field.key.to_string(),
                detail: format!("Has {}", field.label.to_lowercase()),
                names: vec![field.label.to_string()],
            });
        }
    }
    all
}

fn choices(def: &KindDef, field: &FieldDef) -> Vec<Offered> {
    choice::options(def, field)
        .into_iter()
        .map(|(key, label)| Offered {
            value: key.to_owned(),
            detail: format!("{} of {}", field.label, def.plural.to_lowercase()),
            names: vec![label.to_owned()],
        })
        .collect()
}

fn prefixes(kinds: &[Kind]) -> Vec<Offered> {
    kinds
        .iter()
        .map(|kind| offered(&format!("{}-", kind.prefix()), format!("A {} by its number", kind)))
        .collect()
}

fn days(op: Comparison, context: &QueryContext<'_>, direction: Direction) -> Vec<Offered> {
    let words = if direction == Direction::Ahead { AHEAD } else { BACK };
    words
        .iter()
        .filter_map(|word| {
            let bounds = when::bounds(op, word, context.today, direction).ok()?;
            Some(offered(word, when::described(&bounds)))
        })
        .collect()
}
