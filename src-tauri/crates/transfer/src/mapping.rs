//! Which column goes to which field: guessed from the headers, as other products write them, and from the cells.

mod headers;
mod kind;
pub(crate) mod pseudo;
mod words;

use std::collections::BTreeMap;

use workestra_core::parse::Locale;
use workestra_core::{EntityId, EntityRef, FieldDef, FieldType, Kind, KindDef, Schema};

use crate::api::ColumnMapping;
use crate::contents::{Profile, is_email, is_phone};
use crate::draft::read_cell;

pub(crate) use headers::KnownNames;
pub(crate) use kind::guess_kind;

/// One column as the guesser sees it.
#[derive(Debug)]
pub(crate) struct Column<'a> {
    /// Its name.
    pub(crate) header: &'a str,
    /// What is in it.
    pub(crate) profile: &'a Profile,
}

/// A field that a column could go to, and how sure that is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Candidate {
    field: String,
    confidence: u8,
}

/// Maps the columns of a file to the fields of a kind. Every column has an entry; those that go nowhere have no
/// field.
pub(crate) fn guess_mapping(
    schema: &Schema,
    kind: Kind,
    columns: &[Column<'_>],
    locale: &Locale<'_>,
) -> Vec<ColumnMapping> {
    let def = schema.kind(kind);
    let mut wishes: Vec<Vec<Candidate>> = columns
        .iter()
        .map(|column| candidates(schema, def, column, locale))
        .collect();
    settle_names(def, columns, &mut wishes);
    let mut mapping = assign(def, columns, &wishes);
    by_contents(def, columns, &mut mapping);
    mapping
}

/// Where a column could go, best first.
fn candidates(schema: &Schema, def: &KindDef, column: &Column<'_>, locale: &Locale<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (field, confidence) in headers::candidates(schema, def, column.header) {
        let checked = match def.field(&field) {
            Some(declared) => check_contents(def, declared, confidence, column, locale),
            None => pseudo::check_contents(def, &field, confidence, column),
        };
        if let Some(candidate) = checked {
            found.push(candidate);
        }
    }
    found.sort_by_key(|candidate| std::cmp::Reverse(candidate.confidence));
    found
}

/// Lowers the confidence where the cells are not what the field holds, down to none for fields that hold only
/// what the workspace knows.
fn check_contents(
    def: &KindDef,
    field: &FieldDef,
    confidence: u8,
    column: &Column<'_>,
    locale: &Locale<'_>,
) -> Option<Candidate> {
    let candidate = |field: &FieldDef, confidence| Candidate {
        field: field.key.to_string(),
        confidence,
    };
    if column.profile.values.is_empty() || matches!(field.ty, FieldType::Text | FieldType::LongText) {
        let greeting = words::is_greeting_column(column.profile);
        return (!greeting).then(|| candidate(field, confidence));
    }
    let readable = column
        .profile
        .share(|value| read_cell(def, field, value, locale).is_ok());
    if readable >= 0.5 {
        return Some(candidate(field, confidence));
    }
    // A column of names under the header `Requester` is the requester's name.
    if field.ty == FieldType::Email
        && let Some(named) = def.field(&format!("{}_name", field.key))
    {
        return Some(candidate(named, confidence.saturating_sub(5)));
    }
    let closed = matches!(
        field.ty,
        FieldType::Select { .. } | FieldType::Stage | FieldType::Member | FieldType::Entity { .. }
    );
    // Stages of another product's pipeline, owners who are no members: taking the column would refuse every row.
    // A broken date or address under a plain header is the row's fault, and is said row by row.
    (!closed && confidence >= 90).then(|| candidate(field, confidence - 40))
}

/// `Name` is a full name, unless other columns have its parts; beside a first name it is the last name.
fn settle_names(def: &KindDef, columns: &[Column<'_>], wishes: &mut [Vec<Candidate>]) {
    if !pseudo::has_full_name(def) {
        return;
    }
    let wanted = |key: &str, wishes: &[Vec<Candidate>]| {
        wishes.iter().zip(columns).any(|(wish, column)| {
            wish.first().is_some_and(|best| best.field == key) && !column.profile.values.is_empty()
        })
    };
    let first = wanted("first_name", wishes);
    let last = wanted("last_name", wishes);
    for (wish, column) in wishes.iter_mut().zip(columns) {
        let Some(best) = wish.first_mut().filter(|best| best.field == pseudo::FULL_NAME) else {
            continue;
        };
        match (first, last) {
            (false, false) => {}
            (true, true) => wish.clear(),
            (true, false) if words::is_bare_name(column.header) => best.field = "last_name".to_owned(),
            (false, true) if words::is_bare_name(column.header) => best.field = "first_name".to_owned(),
            _ => wish.clear(),
        }
    }
}

/// Gives each field that holds one value to the column that is surest of it; the others take their next wish.
fn assign(def: &KindDef, columns: &[Column<'_>], wishes: &[Vec<Candidate>]) -> Vec<ColumnMapping> {
    let mut next = vec![0; wishes.len()];
    loop {
        let mut holders: BTreeMap<&str, usize> = BTreeMap::new();
        let mut settled = true;
        for (column, wish) in wishes.iter().enumerate() {
            let Some(candidate) = wish.get(next[column]) else {
                continue;
            };
            if def.field(&candidate.field).is_some_and(|field| field.many) {
                continue;
            }
            let strength = |column: usize| {
                let values = columns[column].profile.values.len();
                // An empty column is worth less than one with values that is a little less sure.
                let confidence = wishes[column]
                    .get(next[column])
                    .map_or(0, |candidate| candidate.confidence);
                (i32::from(confidence) - if values == 0 { 30 } else { 0 }, values.min(1))
            };
            match holders.get(candidate.field.as_str()) {
                Some(&holder) if strength(holder) >= strength(column) => {
                    next[column] += 1;
                    settled = false;
                }
                Some(&holder) => {
                    next[holder] += 1;
                    settled = false;
                    holders.insert(&candidate.field, column);
                }
                None => {
                    holders.insert(&candidate.field, column);
                }
            }
        }
        if settled {
            break;
        }
    }
    wishes
        .iter()
        .enumerate()
        .map(|(column, wish)| {
            let got = wish.get(next[column]);
            ColumnMapping {
                column,
                field: got.map(|candidate| candidate.field.clone()),
                confidence: got.map_or(0, |candidate| candidate.confidence),
            }
        })
        .collect()
}

/// Columns without a name that tells: addresses and phone numbers show themselves, when no other column has them.
fn by_contents(def: &KindDef, columns: &[Column<'_>], mapping: &mut [ColumnMapping]) {
    for ty in [FieldType::Email, FieldType::Phone] {
        let looks = if ty == FieldType::Email { is_email } else { is_phone };
        let Some(field) = def.fields.iter().find(|field| field.ty == ty) else {
            continue;
        };
        if mapping
            .iter()
            .any(|column| column.field.as_deref() == Some(field.key.as_ref()))
        {
            continue;
        }
        for (column, target) in columns.iter().zip(mapping.iter_mut()) {
            if target.field.is_none()
                && !words::is_about_something_else(column.header)
                && column.profile.share(looks) >= 0.8
            {
                target.field = Some(field.key.to_string());
                target.confidence = if words::is_unnamed(column.header) { 60 } else { 45 };
                if !field.many {
                    break;
                }
            }
        }
    }
}

/// Whether the text is the reference of an entity of this kind.
fn is_reference(value: &str, kind: Kind) -> bool {
    value.parse::<EntityRef>().is_ok_and(|reference| reference.kind == kind)
}

/// Whether the text is an id that this program gave: other products' are numbers or of another version.
fn is_own_id(value: &str) -> bool {
    value.parse::<EntityId>().is_ok_and(|id| id.0.get_version_num() == 7)
}

#[cfg(test)]
mod tests;
