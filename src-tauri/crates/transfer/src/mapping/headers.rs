//! From a header, in whatever way a product decorates it, to the fields it may mean.

use std::collections::HashSet;

use workestra_core::schema::fold_name;
use workestra_core::{FieldType, Kind, KindDef, Schema};

use super::{pseudo, words};

/// Every name that some field of some kind goes by, folded: a header row is looked for among many cells.
pub(crate) struct KnownNames(HashSet<String>);

impl KnownNames {
    pub(crate) fn of(schema: &Schema) -> Self {
        let fields = schema.kinds().iter().flat_map(|def| &def.fields);
        let names = fields.flat_map(|field| [&field.key, &field.label].into_iter().chain(&field.aliases));
        Self(names.map(|name| fold_name(name)).collect())
    }

    /// Whether the cell reads like the name of a column.
    pub(crate) fn contains(&self, cell: &str) -> bool {
        // Texts are no names, and most cells are texts or numbers.
        if cell.len() > 100 || !cell.chars().any(char::is_alphabetic) {
            return false;
        }
        let is_name = |(variant, _): &(String, u8)| self.0.contains(&fold_name(variant));
        words::is_full_name(cell)
            || words::is_currency(cell)
            || words::is_email_like(cell)
            || words::is_phone_like(cell)
            || Kind::ALL
                .into_iter()
                .any(|kind| variants(kind, cell).iter().any(is_name))
    }
}

/// The fields that a header may mean, with the confidence the header alone gives.
pub(super) fn candidates(schema: &Schema, def: &KindDef, header: &str) -> Vec<(String, u8)> {
    let mut found: Vec<(String, u8)> = Vec::new();
    let mut add = |field: String, confidence: u8| {
        if !found.iter().any(|(known, _)| *known == field) {
            found.push((field, confidence));
        }
    };
    for (variant, penalty) in variants(def.kind, header) {
        let folded = fold_name(&variant);
        match folded.as_str() {
            pseudo::REFERENCE | "ref" => add(pseudo::REFERENCE.to_owned(), 100 - penalty),
            pseudo::ID | "workestra id" => add(pseudo::ID.to_owned(), 90 - penalty),
            _ => {}
        }
        if pseudo::has_full_name(def) && words::is_full_name(&variant) {
            add(pseudo::FULL_NAME.to_owned(), 92 - penalty);
            continue;
        }
        for field in &def.fields {
            if field.ty == FieldType::Money && is_currency_of(&folded, &field.label) {
                add(pseudo::currency_key(def, &field.key), 98 - penalty);
            }
        }
        if def.fields.iter().any(|field| field.ty == FieldType::Money) && words::is_currency(&variant) {
            add(pseudo::CURRENCY.to_owned(), 95 - penalty);
        }
        for (_, field) in schema.fields_called(&variant, Some(def.kind)) {
            if field.derived {
                continue;
            }
            let exact = [(fold_name(&field.label), 100), (fold_name(&field.key), 98)];
            let confidence = exact
                .iter()
                .find(|(name, _)| *name == folded)
                .map_or(92, |(_, sure)| *sure);
            add(field.key.to_string(), confidence - penalty);
        }
    }
    let by_word = [
        (FieldType::Email, words::is_email_like(header)),
        (FieldType::Phone, words::is_phone_like(header)),
    ];
    for (ty, is_like) in by_word {
        if let Some(field) = def.fields.iter().find(|field| is_like && field.ty == ty) {
            add(field.key.to_string(), 75);
        }
    }
    found
}

fn is_currency_of(folded: &str, label: &str) -> bool {
    folded
        .strip_suffix(" currency")
        .is_some_and(|money| money == fold_name(label))
}

/// The header as it is and with the decorations of products taken off, each with how much less sure it makes us.
fn variants(kind: Kind, header: &str) -> Vec<(String, u8)> {
    let plain = header.trim().trim_matches(['*', ':', '#']).trim();
    let mut variants = vec![(plain.to_owned(), 0)];
    // `Custom field (Story Points)` of Jira.
    if let Some(inner) = plain
        .strip_prefix("Custom field (")
        .and_then(|rest| rest.strip_suffix(')'))
    {
        variants.push((inner.to_owned(), 3));
    }
    // `Create Date (PST)`, `Betrag [EUR]`.
    if let Some((head, _)) = plain.split_once(['(', '['])
        && !head.trim().is_empty()
    {
        variants.push((head.trim().to_owned(), 2));
    }
    for (variant, penalty) in variants.clone() {
        // `Deal - Title`, `Contact: Email`, `task.due`; and with less to go by `Opportunity Owner`.
        for noun in words::nouns(kind) {
            if let Some((rest, marked)) = without_prefix(&variant, noun) {
                variants.push((rest, penalty + if marked { 1 } else { 6 }));
            }
        }
    }
    for (variant, penalty) in variants.clone() {
        // `FirstName`, `closeDate`.
        if let Some(spaced) = from_camel_case(&variant) {
            variants.push((spaced, penalty + 1));
        }
        // `Email 2`, `Phone 3 - Value`, `Skill 1`.
        if let Some(unnumbered) = without_number(&variant) {
            variants.push((unnumbered, penalty + 3));
        }
    }
    variants
}

/// The rest after the kind's noun, and whether a sign stands between them.
fn without_prefix(header: &str, noun: &str) -> Option<(String, bool)> {
    let head = header.get(..noun.len())?;
    if !head.eq_ignore_ascii_case(noun) {
        return None;
    }
    let rest = &header[noun.len()..];
    let bare = rest.trim_start_matches(|c: char| c.is_whitespace() || "-–:./>_".contains(c));
    (!bare.is_empty() && bare.len() < rest.len()).then(|| (bare.to_owned(), rest.trim_start().len() > bare.len()))
}

fn from_camel_case(header: &str) -> Option<String> {
    if header.contains(char::is_whitespace) || !header.is_ascii() {
        return None;
    }
    let mut spaced = String::with_capacity(header.len() + 4);
    let mut before = ' ';
    for c in header.chars() {
        if c.is_ascii_uppercase() && before.is_ascii_lowercase() {
            spaced.push(' ');
        }
        spaced.push(c);
        before = c;
    }
    (spaced.len() > header.len()).then_some(spaced)
}

/// Without a number among the words, and without the `Value` after it.
fn without_number(header: &str) -> Option<String> {
    let folded = fold_name(header);
    let kept: Vec<&str> = folded
        .split(' ')
        .filter(|word| {
            !word
                .trim_matches(['(', ')', '#'])
                .bytes()
                .all(|byte| byte.is_ascii_digit())
        })
        .collect();
    let numbered = kept.len() < folded.split(' ').count() && !kept.is_empty();
    let kept = match kept.as_slice() {
        [rest @ .., "value"] if !rest.is_empty() => rest,
        all => all,
    };
    numbered.then(|| kept.join(" "))
}
