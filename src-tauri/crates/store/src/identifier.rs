//! What an entity is found by exactly, whatever the words around it: addresses, numbers, names, domains.

use std::collections::BTreeSet;

use sqlx::Row as _;
use workestra_core::kind::Title;
use workestra_core::{FieldType, Fields, KindDef, Sensitivity, Value};

use crate::api::{IdentifierKey, IdentifierMatch};
use crate::entity::{limit_cell, read_kind};
use crate::error::StoreError;
use crate::fold::{folded, folded_words, is_unspaced};
use crate::sql::{self, Cell};
use crate::store::Store;

/// The types of identifiers as they are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum IdentifierType {
    Email = 1,
    /// Digits reversed, so that a number without its country code is a prefix.
    Phone = 2,
    Name = 3,
    Domain = 4,
    Title = 5,
    /// A value of a field that no two entities of a kind may share.
    Unique = 6,
}

/// A phone number shorter than this is anybody's.
const FEWEST_DIGITS: usize = 7;

/// A title longer than this is nobody's to type.
const LONGEST_TITLE: usize = 200;

impl Store {
    /// Entities with these identifiers, at most `limit` per key, live ones first.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn identifiers(&self, keys: &[IdentifierKey], limit: usize) -> Result<Vec<IdentifierMatch>, StoreError> {
        let mut asked = Vec::new();
        let mut key_of = Vec::new();
        for (at, key) in keys.iter().enumerate() {
            for (kind, from, to) in ranges(key) {
                asked.push((kind as i64, from, to));
                key_of.push(at);
            }
        }
        if asked.is_empty() {
            return Ok(Vec::new());
        }
        let asked = serde_json::to_string(&asked).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        // One statement for all: what it costs to ask is many times what a look-up takes. The inner select seeks once for
        // each range, and finds its few entities before the outer one reads them.
        let query = "SELECT q.key, e.num, e.kind, e.state FROM json_each(?1) q CROSS JOIN entities e
             WHERE e.num IN (SELECT i.num FROM identifiers i CROSS JOIN entities o ON o.num = i.num
                 WHERE i.type = q.value ->> 0 AND i.value >= q.value ->> 1 AND i.value <= q.value ->> 2 AND o.state < 3
                 ORDER BY o.state > 0 LIMIT ?2)";
        let mut connection = self.reader().await?;
        let mut found = BTreeSet::new();
        for row in sql::rows(&mut connection, query, [asked.into(), limit_cell(limit)]).await? {
            let (range, state): (i64, i64) = (row.try_get_unchecked(0)?, row.try_get(3)?);
            let key = usize::try_from(range).ok().and_then(|range| key_of.get(range).copied());
            let key = key.ok_or_else(|| StoreError::Corrupt("a look-up answers what was not asked".to_owned()))?;
            found.insert((key, state > 0, row.try_get::<i64, _>(1)?, read_kind(row.try_get(2)?)?));
        }
        let mut matches = Vec::with_capacity(found.len());
        let mut of_key = (0, 0);
        for (key, set_aside, num, kind) in found {
            of_key = if of_key.0 == key { (key, of_key.1 + 1) } else { (key, 1) };
            if of_key.1 <= limit {
                matches.push(IdentifierMatch {
                    key,
                    num,
                    kind,
                    live: !set_aside,
                });
            }
        }
        Ok(matches)
    }
}

/// The stored values, from and to, that a typed identifier means.
fn ranges(key: &IdentifierKey) -> Vec<(IdentifierType, String, String)> {
    let exactly = |kind, value: String| vec![(kind, value.clone(), value)];
    match key {
        IdentifierKey::Email(text) => exactly(IdentifierType::Email, email(text)),
        IdentifierKey::Phone(text) => {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            let national = digits.trim_start_matches('0');
            if national.len() < FEWEST_DIGITS {
                return Vec::new();
            }
            let reversed: String = national.chars().rev().collect();
            let end = format!("{reversed}:");
            vec![(IdentifierType::Phone, reversed, end)]
        }
        IdentifierKey::Name(text) => {
            let words = folded_words(text);
            let run_together = words.concat();
            let mut ranges = exactly(IdentifierType::Name, sorted(words));
            if run_together.chars().any(is_unspaced) {
                ranges.push((IdentifierType::Name, run_together.clone(), run_together));
            }
            ranges
        }
        IdentifierKey::Domain(text) => {
            domain_of_url(text).map_or_else(Vec::new, |domain| exactly(IdentifierType::Domain, domain))
        }
        IdentifierKey::Title(text) => exactly(IdentifierType::Title, title(text)),
    }
}

/// The identifiers of an entity with these fields.
pub(crate) fn of_fields(def: &KindDef, fields: &Fields) -> BTreeSet<(IdentifierType, String)> {
    let mut found = BTreeSet::new();
    for field in def
        .fields
        .iter()
        .filter(|field| field.sensitivity < Sensitivity::Restricted || field.unique)
    {
        let Some(value) = fields.get(field.key.as_ref()) else {
            continue;
        };
        if field.unique {
            found.extend(unique_values(def, &field.key, value));
        }
        if field.sensitivity >= Sensitivity::Restricted {
            continue;
        }
        for text in value.texts() {
            match field.ty {
                FieldType::Email => {
                    let address = email(text);
                    if let Some((_, domain)) = address.rsplit_once('@') {
                        found.insert((IdentifierType::Domain, domain.to_owned()));
                    }
                    found.insert((IdentifierType::Email, address));
                }
                FieldType::Phone => {
                    let reversed: String = text.chars().rev().filter(char::is_ascii_digit).collect();
                    if reversed.len() >= FEWEST_DIGITS {
                        found.insert((IdentifierType::Phone, reversed));
                    }
                }
                FieldType::Url => found.extend(domain_of_url(text).map(|domain| (IdentifierType::Domain, domain))),
                _ => {}
            }
        }
    }
    match &def.title {
        Title::Field(key) => {
            let text = fields.get(*key).and_then(Value::first_text);
            found.extend(
                text.filter(|text| text.chars().count() <= LONGEST_TITLE)
                    .map(|text| (IdentifierType::Title, title(text))),
            );
        }
        Title::PersonName(_) => {
            let part = |key: &str| {
                fields
                    .get(key)
                    .and_then(Value::first_text)
                    .map(folded_words)
                    .unwrap_or_default()
            };
            let (first, last) = (part("first_name"), part("last_name"));
            let (given, family) = (first.concat(), last.concat());
            let words: Vec<String> = first.into_iter().chain(last).collect();
            if !words.is_empty() {
                found.insert((IdentifierType::Name, sorted(words)));
            }
            if given.chars().chain(family.chars()).any(is_unspaced) && !given.is_empty() && !family.is_empty() {
                found.insert((IdentifierType::Name, format!("{family}{given}")));
                found.insert((IdentifierType::Name, format!("{given}{family}")));
            }
        }
    }
    found
}

/// What a value of a unique field is kept as, so that equal ones are found.
pub(crate) fn unique_values(def: &KindDef, key: &str, value: &Value) -> Vec<(IdentifierType, String)> {
    let written: Vec<String> = match value {
        Value::Text(_) | Value::List(_) => value.texts().iter().map(|text| folded(text)).collect(),
        Value::Number(number) => vec![number.to_string()],
        Value::Bool(truth) => vec![truth.to_string()],
        Value::Money(money) => vec![format!("{} {}", money.minor, money.currency)],
    };
    written
        .into_iter()
        .map(|text| (IdentifierType::Unique, format!("{}.{key}={text}", def.kind)))
        .collect()
}

/// The cells of an identifier's row.
pub(crate) fn cells(kind: IdentifierType, value: String, num: i64) -> [Cell; 3] {
    [Cell::Int(kind as i64), Cell::Text(value), Cell::Int(num)]
}

pub(crate) fn email(text: &str) -> String {
    text.trim().trim_start_matches("mailto:").to_lowercase()
}

fn title(text: &str) -> String {
    folded_words(text).join(" ")
}

/// The words in an order of their own, so that the order in which a name is said does not matter.
fn sorted(mut words: Vec<String>) -> String {
    words.sort_unstable();
    words.join(" ")
}

fn domain_of_url(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let rest = text.split_once("://").map_or(text.as_str(), |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.rsplit('@').next()?.trim_end_matches('.');
    let host = host.strip_prefix("www.").unwrap_or(host);
    (host.contains('.') && !host.contains(char::is_whitespace)).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_means_the_same_in_any_order() {
        let wanted = ranges(&IdentifierKey::Name("Anna Maria Müller".into()));
        for typed in ["müller, anna maria", "MULLER ANNA MARIA", " Anna  Maria   Muller "] {
            assert_eq!(ranges(&IdentifierKey::Name(typed.into())), wanted, "{typed}");
        }
    }

    #[test]
    fn a_domain_is_read_from_any_address() {
        for text in [
            "acme.example",
            "https://www.Acme.example/about?x=1",
            "info@acme.example",
            "http://acme.example:8080.",
        ] {
            assert_eq!(domain_of_url(text).as_deref(), Some("acme.example"), "{text}");
        }
        assert_eq!(domain_of_url("acme"), None);
    }

    #[test]
    fn a_short_number_is_no_phone() {
        assert!(ranges(&IdentifierKey::Phone("0049 12".into())).is_empty());
    }
}
