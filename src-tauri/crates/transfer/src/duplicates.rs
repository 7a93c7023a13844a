//! By what a row is known to be there already, in the workspace or earlier in the file.

use std::collections::HashMap;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use workestra_core::kind::Title;
use workestra_core::{FieldType, Fields, Kind, KindDef, Value};

/// Something that only one entity of a kind should have. Texts are folded: lower case, without accents, one
/// space between words.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum DuplicateKey {
    /// The value of a unique field.
    Unique {
        /// The field's key.
        field: String,
        /// Its value, as stored.
        value: String,
    },
    /// An email address of a person, as stored.
    Email(String),
    /// A phone number of a person in E.164. Colleagues share the number of their office, so an entity with this
    /// number is the same only when [`DuplicateKey::agrees_with`] says so.
    Phone {
        /// In E.164.
        phone: String,
        /// The person's full name; none when the row has no name.
        name: Option<String>,
    },
    /// A person's full name and company.
    Person {
        /// First and last name.
        name: String,
        /// The company; none when the row has no email and phone either: then the name alone has to do.
        company: Option<String>,
    },
    /// A title with what makes it one of its kind: a deal's company; a ticket's requester and body, as a digest.
    Titled {
        /// The title.
        title: String,
        /// The rest.
        with: String,
    },
}

impl DuplicateKey {
    /// Whether an entity with these fields, found by this key's address, number, name or title, is the same one.
    #[must_use]
    pub fn agrees_with(&self, def: &KindDef, fields: &Fields) -> bool {
        match self {
            Self::Phone { phone, name } => {
                let theirs = full_name(def, fields);
                values_of_type(def, fields, &FieldType::Phone).any(|number| number == phone)
                    && match (name, theirs) {
                        (Some(mine), Some(theirs)) => *mine == theirs,
                        _ => true,
                    }
            }
            _ => duplicate_keys(def, fields).contains(self),
        }
    }
}

/// The keys of an entity with these fields; surest first. Tasks have none: the same task is done twice.
#[must_use]
pub fn duplicate_keys(def: &KindDef, fields: &Fields) -> Vec<DuplicateKey> {
    let mut keys: Vec<DuplicateKey> = def
        .fields
        .iter()
        .filter(|field| field.unique)
        .flat_map(|field| {
            let value = fields.get(field.key.as_ref());
            texts_of(value).into_iter().map(|value| DuplicateKey::Unique {
                field: field.key.to_string(),
                value,
            })
        })
        .collect();
    match def.kind {
        Kind::Contact | Kind::Candidate => person_keys(def, fields, &mut keys),
        Kind::Deal => {
            if let (Some(title), Some(company)) = (text(fields, "name"), text(fields, "company")) {
                keys.push(DuplicateKey::Titled {
                    title: fold(title),
                    with: fold(company),
                });
            }
        }
        Kind::Ticket => {
            let requester = text(fields, "requester").or_else(|| text(fields, "requester_name"));
            let body = text(fields, "body");
            if let Some(title) = text(fields, "subject")
                && (requester.is_some() || body.is_some())
            {
                keys.push(DuplicateKey::Titled {
                    title: fold(title),
                    with: digest(&[requester.unwrap_or(""), body.unwrap_or("")]),
                });
            }
        }
        Kind::Task => {}
    }
    keys
}

fn person_keys(def: &KindDef, fields: &Fields, keys: &mut Vec<DuplicateKey>) {
    let emails: Vec<_> = values_of_type(def, fields, &FieldType::Email).collect();
    let phones: Vec<_> = values_of_type(def, fields, &FieldType::Phone).collect();
    let name = full_name(def, fields);
    keys.extend(emails.iter().map(|email| DuplicateKey::Email((*email).to_owned())));
    keys.extend(phones.iter().map(|phone| DuplicateKey::Phone {
        phone: (*phone).to_owned(),
        name: name.clone(),
    }));
    let company = text(fields, "company").or_else(|| text(fields, "employer")).map(fold);
    if let Some(name) = name
        && (company.is_some() || (emails.is_empty() && phones.is_empty()))
    {
        keys.push(DuplicateKey::Person { name, company });
    }
}

fn values_of_type<'a>(def: &'a KindDef, fields: &'a Fields, ty: &'a FieldType) -> impl Iterator<Item = &'a str> {
    def.fields
        .iter()
        .filter(move |field| field.ty == *ty && !field.derived)
        .filter_map(|field| fields.get(field.key.as_ref()))
        .flat_map(|value| value.texts().iter().map(String::as_str))
}

/// Folded first and last name; none when the row has no name, or the kind is no person.
fn full_name(def: &KindDef, fields: &Fields) -> Option<String> {
    if !matches!(def.title, Title::PersonName(_)) {
        return None;
    }
    let parts: Vec<&str> = ["first_name", "last_name"]
        .iter()
        .filter_map(|key| text(fields, key))
        .collect();
    (!parts.is_empty()).then(|| fold(&parts.join(" ")))
}

fn text<'a>(fields: &'a Fields, key: &str) -> Option<&'a str> {
    fields
        .get(key)
        .and_then(Value::first_text)
        .map(str::trim)
        .filter(|text| !text.is_empty())
}

fn texts_of(value: Option<&Value>) -> Vec<String> {
    match value {
        None => Vec::new(),
        Some(Value::Number(number)) => vec![number.to_string()],
        Some(Value::Bool(yes)) => vec![yes.to_string()],
        Some(Value::Money(money)) => vec![format!("{} {}", money.minor, money.currency)],
        Some(value) => value.texts().to_vec(),
    }
}

/// Lower case, without the accents of Latin, Greek and Cyrillic letters, one space between words. The vowel signs of
/// other scripts are letters, and stay.
fn fold(text: &str) -> String {
    let bare: String = text
        .nfkd()
        .flat_map(char::to_lowercase)
        .filter(|c| !matches!(c, '\u{300}'..='\u{36f}'))
        .nfc()
        .collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn digest(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(fold(part).as_bytes());
        hash.update([0]);
    }
    hash.finalize()
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The rows of a file seen so far, by their keys.
#[derive(Debug, Default)]
pub struct SeenRows(HashMap<Digest128, Vec<Seen>>);

/// The beginning of a SHA-256.
type Digest128 = [u8; 16];

/// Number of a row and, for a phone, the name beside it.
type Seen = (u64, Option<Digest128>);

impl SeenRows {
    /// The earlier row that has one of the keys.
    #[must_use]
    pub fn find(&self, keys: &[DuplicateKey]) -> Option<u64> {
        keys.iter().find_map(|key| {
            let (address, name) = short(key);
            self.0.get(&address)?.iter().find_map(|(row, theirs)| {
                // Two names that differ are two people with one phone.
                let same = !matches!((name, theirs), (Some(mine), Some(theirs)) if mine != *theirs);
                same.then_some(*row)
            })
        })
    }

    /// Remembers a row's keys.
    pub fn add(&mut self, row: u64, keys: &[DuplicateKey]) {
        for key in keys {
            let (address, name) = short(key);
            let rows = self.0.entry(address).or_default();
            if !rows.iter().any(|(_, theirs)| *theirs == name) {
                rows.push((row, name));
            }
        }
    }
}

/// What a key is looked up by and, for phones, the name that must not contradict: digests, so that a million rows
/// fit in memory.
fn short(key: &DuplicateKey) -> (Digest128, Option<Digest128>) {
    let hash = |parts: &[&str]| {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        let mut short = [0; 16];
        short.copy_from_slice(&hash.finalize()[..16]);
        short
    };
    match key {
        DuplicateKey::Unique { field, value } => (hash(&["unique", field, value]), None),
        DuplicateKey::Email(email) => (hash(&["email", email]), None),
        DuplicateKey::Phone { phone, name } => (hash(&["phone", phone]), name.as_ref().map(|name| hash(&[name]))),
        DuplicateKey::Person { name, company } => {
            (hash(&["person", name, company.as_deref().unwrap_or("\u{1}")]), None)
        }
        DuplicateKey::Titled { title, with } => (hash(&["titled", title, with]), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact(fields: &[(&str, Value)]) -> Fields {
        fields
            .iter()
            .map(|(key, value)| ((*key).to_owned(), value.clone()))
            .collect()
    }

    fn list(values: &[&str]) -> Value {
        Value::List(values.iter().map(|&value| value.to_owned()).collect())
    }

    fn keys(fields: &Fields) -> Vec<DuplicateKey> {
        duplicate_keys(Kind::Contact.def(), fields)
    }

    #[test]
    fn the_same_address_is_the_same_person_under_any_name() {
        let mut seen = SeenRows::default();
        seen.add(
            1,
            &keys(&contact(&[
                ("first_name", "Ada".into()),
                ("emails", list(&["a@b.example"])),
            ])),
        );
        let again = contact(&[
            ("first_name", "Countess".into()),
            ("emails", list(&["x@b.example", "a@b.example"])),
        ]);
        assert_eq!(seen.find(&keys(&again)), Some(1));
    }

    #[test]
    fn colleagues_who_share_the_office_phone_are_two_people() {
        let mut seen = SeenRows::default();
        let phone = ("phones", list(&["+4930123456"]));
        let ada = contact(&[("first_name", "Ada".into()), phone.clone()]);
        let bob = contact(&[("first_name", "Bob".into()), phone.clone()]);
        seen.add(1, &keys(&ada));
        assert_eq!(seen.find(&keys(&bob)), None);
        seen.add(2, &keys(&bob));
        assert_eq!(seen.find(&keys(&bob)), Some(2));
        assert_eq!(seen.find(&keys(&contact(&[phone]))), Some(1), "a number without a name");
        let key = &keys(&bob)[0];
        assert!(key.agrees_with(Kind::Contact.def(), &bob) && !key.agrees_with(Kind::Contact.def(), &ada));
    }

    #[test]
    fn names_are_the_same_in_any_case_and_with_or_without_accents() {
        let person = |first: &'static str, company: &'static str| {
            keys(&contact(&[
                ("first_name", first.into()),
                ("last_name", "Gómez".into()),
                ("company", company.into()),
            ]))
        };
        assert_eq!(person("José", "Acme"), person("JOSE", "acme "));
        assert_ne!(person("José", "Acme"), person("José", "Other"));
    }

    #[test]
    fn a_ticket_is_the_same_by_subject_requester_and_body() {
        let ticket = |body: &'static str| {
            let fields = contact(&[
                ("subject", "Help".into()),
                ("requester", "a@b.example".into()),
                ("body", body.into()),
            ]);
            duplicate_keys(Kind::Ticket.def(), &fields)
        };
        assert_eq!(ticket("It is  broken"), ticket("it is broken"));
        assert_ne!(ticket("It is broken"), ticket("It works"));
        assert!(duplicate_keys(Kind::Task.def(), &contact(&[("title", "Call".into())])).is_empty());
    }
}
