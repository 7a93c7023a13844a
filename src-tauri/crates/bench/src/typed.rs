//! What people type, key by key.

use rand::RngExt;
use workestra_core::{Kind, Value};
use workestra_store::StoredEntity;

use crate::chance;

/// Searches by words, as people think of them.
const WORDS: [&str; 12] = [
    "invoice overdue",
    "refund delayed shipping",
    "müller",
    "anna",
    "renewal proposal",
    "rust engineer",
    "onboarding call",
    "cannot log in",
    "zahlung",
    "内部",
    "contract negotiation berlin",
    "passwort zurücksetzen",
];

/// Searches for something known to be there.
const KNOWN: usize = 12;

/// Whole searches: by words, and by what some of these entities are called; one in four of those with a slip of the
/// fingers.
pub fn searches(entities: &[StoredEntity]) -> Vec<String> {
    let mut rng = chance::of(21);
    let mut searches: Vec<String> = WORDS.map(str::to_owned).to_vec();
    while searches.len() < WORDS.len() + KNOWN {
        let Some(stored) = chance::one(entities, &mut rng) else {
            break;
        };
        let entity = &stored.entity;
        let field = |key: &str| entity.fields.get(key).and_then(Value::first_text).map(str::to_owned);
        let text = match (entity.kind, rng.random_range(0..3)) {
            (Kind::Contact | Kind::Candidate, 0) => field("emails"),
            (Kind::Contact, 1) => field("company"),
            _ => None,
        };
        // Nobody types a whole subject.
        let text = text.unwrap_or_else(|| {
            let words: Vec<&str> = entity.title.split_whitespace().take(3).collect();
            words.join(" ")
        });
        searches.push(if searches.len().is_multiple_of(4) {
            chance::slipped(&text, &mut rng)
        } else {
            text
        });
    }
    searches
}

/// The beginnings of a search, a letter longer each, up to the whole.
pub fn keys(search: &str) -> impl Iterator<Item = String> {
    let ends = search.char_indices().map(|(at, letter)| at + letter.len_utf8());
    ends.map(|end| &search[..end])
        .filter(|typed| !typed.ends_with(' '))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_letter_is_a_key_and_a_space_changes_nothing() {
        let keys: Vec<String> = keys("zü an").collect();
        assert_eq!(keys, ["z", "zü", "zü a", "zü an"]);
    }

    #[test]
    fn letters_of_several_bytes_are_typed_whole() {
        assert_eq!(keys("内部").collect::<Vec<_>>(), ["内", "内部"]);
    }
}
