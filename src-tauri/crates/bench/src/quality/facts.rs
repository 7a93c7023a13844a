//! Searches made of two facts about an entity, which many texts have one of and few have both.

use rand::RngExt;
use workestra_core::{Kind, Value};
use workestra_store::{StoredEntity, folded};

use super::ranking::Judged;
use crate::chance;

/// Of each kind of search.
const EACH: usize = 20;

/// The facts that a search of a kind is made of: a field, and another.
const FACTS: [(Kind, &str, &str); 4] = [
    (Kind::Contact, "first_name", "company"),
    (Kind::Contact, "job_title", "city"),
    (Kind::Candidate, "position", "city"),
    (Kind::Ticket, "requester_name", "company"),
];

/// Searches with the entities that have both facts.
pub fn searches(entities: &[StoredEntity]) -> Vec<Judged> {
    let mut rng = chance::of(41);
    let mut searches = Vec::new();
    for (kind, first, second) in FACTS {
        let having: Vec<(&StoredEntity, String, String)> = entities
            .iter()
            .filter(|stored| stored.entity.kind == kind)
            .filter_map(|stored| Some((stored, fact(stored, first)?, fact(stored, second)?)))
            .collect();
        for _ in 0..EACH {
            let Some((_, one, other)) = chance::one(&having, &mut rng) else {
                break;
            };
            let grades = having
                .iter()
                .filter(|(_, a, b)| a == one && b == other)
                .map(|(stored, ..)| (stored.entity.id, 2))
                .collect();
            let text = if rng.random::<bool>() {
                format!("{one} {other}")
            } else {
                format!("{other} {one}")
            };
            searches.push(Judged { text, grades });
        }
    }
    searches
}

/// A field's text as it is typed: in small letters.
fn fact(stored: &StoredEntity, key: &str) -> Option<String> {
    let text = stored.entity.fields.get(key).and_then(Value::first_text)?;
    Some(folded(text).trim().to_owned())
}
