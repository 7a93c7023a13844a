//! From an entity to its document.

use sha2::{Digest, Sha256};
use tantivy::TantivyDocument;
use workestra_core::{FieldDef, FieldType, KindDef, Value};
use workestra_store::StoredEntity;

use super::Fields;
use crate::shelf::Facts;

/// A document ready to be added.
pub struct Document {
    /// For the index.
    pub document: TantivyDocument,
    /// For the shelf.
    pub facts: Facts,
}

/// The texts that stand for an entity in the index: each with how often it counts, and whether its words' beginnings
/// are found too. What is restricted or protected is not among them.
fn texts<'a>(
    def: &'a KindDef,
    stored: &'a StoredEntity,
    notes: &'a [String],
) -> impl Iterator<Item = (&'a str, usize, bool)> {
    let fields = def
        .fields
        .iter()
        .filter(|field| field.reaches_search())
        .flat_map(|field| {
            let values = stored
                .entity
                .fields
                .get(field.key.as_ref())
                .map_or(&[][..], Value::texts);
            let (times, short) = (times(field), field.ty != FieldType::LongText);
            values.iter().map(move |value| (value.as_str(), times, short))
        });
    fields.chain(notes.iter().map(|note| (note.as_str(), 1, false)))
}

/// How often a field's words count against those of a body: a weight that the ranking sees in frequency and length.
fn times(field: &FieldDef) -> usize {
    match field.search_weight.unwrap_or(1.0) {
        weight if weight >= 3.5 => 3,
        weight if weight >= 2.0 => 2,
        _ => 1,
    }
}

/// The document of an entity.
pub fn document(fields: &Fields, def: &KindDef, stored: &StoredEntity, notes: &[String]) -> Document {
    let facts = Facts::of(def, &stored.entity);
    let mut document = TantivyDocument::default();
    document.add_u64(fields.num, stored.num.unsigned_abs());
    document.add_u64(fields.facts, facts.bits());
    document.add_u64(fields.digest, digest(def, stored, notes));
    for (text, times, short) in texts(def, stored, notes) {
        for _ in 0..times {
            document.add_text(fields.words, text);
        }
        if short {
            document.add_text(fields.edges, text);
            if times == 3 {
                document.add_text(fields.edges, text);
            }
        }
    }
    Document { document, facts }
}

/// Names the content of a document: equal for equal texts and facts.
pub fn digest(def: &KindDef, stored: &StoredEntity, notes: &[String]) -> u64 {
    let mut hash = Sha256::new();
    hash.update(Facts::of(def, &stored.entity).bits().to_le_bytes());
    for (text, times, _) in texts(def, stored, notes) {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update([u8::try_from(times).unwrap_or(u8::MAX)]);
        hash.update(text);
    }
    let bytes = hash.finalize();
    bytes.iter().take(8).fold(0, |sum, &byte| sum << 8 | u64::from(byte))
}
