//! From found entities to the rows that are shown.

mod context;
mod marks;
mod snippet;

pub use marks::Marker;

use std::collections::HashMap;
use std::sync::Arc;

use workestra_core::{Member, Schema, Value};
use workestra_store::StoredEntity;

use crate::api::{Explanation, Hit, Leg, WordMatch};
use crate::fuse::Fused;
use crate::lexical::Reading;
use snippet::Excerpts;

/// What all rows of one answer are made with.
pub struct Dresser<'a> {
    /// Kinds and fields.
    pub schema: &'a Schema,
    /// For owners' names.
    pub members: &'a [Member],
    /// What matched.
    pub marker: &'a Marker,
    /// How the words were taken, when hits are to be explained.
    pub explain: Option<&'a [Reading]>,
    /// Of the hits.
    pub frecency: &'a HashMap<i64, f32>,
}

impl Dresser<'_> {
    /// The rows of these entities, in the order of `fused`; entities that are gone by now are left out.
    #[must_use]
    pub fn dress(&self, fused: &[Fused], stored: &[Arc<StoredEntity>]) -> Vec<Hit> {
        let by_num: HashMap<i64, &StoredEntity> = stored.iter().map(|one| (one.num, &**one)).collect();
        let mut excerpts = Excerpts::new(self.marker);
        fused
            .iter()
            .filter_map(|place| {
                let stored = by_num.get(&place.num)?;
                Some(self.row(place, stored, &mut excerpts))
            })
            .collect()
    }

    fn row(&self, place: &Fused, stored: &StoredEntity, excerpts: &mut Excerpts<'_>) -> Hit {
        let entity = &stored.entity;
        let def = self.schema.kind(entity.kind);
        let by_meaning = place.legs.iter().all(|leg| leg.leg == Leg::Vector);
        let owner = entity.owner();
        Hit {
            id: entity.id,
            kind: entity.kind,
            reference: entity.reference,
            title_marks: self.marker.spans(&entity.title),
            context: context::of(def, entity, self.members),
            snippet: excerpts.best(def, entity, by_meaning),
            leg: place.legs.first().map_or(Leg::Text, |leg| leg.leg),
            owner: owner
                .and_then(|owner| self.members.iter().find(|member| member.id == owner))
                .map(|member| member.name.clone()),
            updated_at: entity.updated_at,
            archived: entity.archived_at.is_some(),
            trashed: entity.deleted_at.is_some(),
            score: place.score,
            why: self.explain.map(|readings| Explanation {
                legs: place.legs.clone(),
                exact: place.exact.clone(),
                words: self.words(readings, def, &entity.title, &entity.fields),
                frecency: self.frecency.get(&place.num).copied().unwrap_or(0.0),
            }),
            title: entity.title.clone(),
        }
    }

    /// For each query word, which of the words that it was taken for are in this entity's searched texts.
    fn words(
        &self,
        readings: &[Reading],
        def: &workestra_core::KindDef,
        title: &str,
        fields: &workestra_core::Fields,
    ) -> Vec<WordMatch> {
        let mut present = marks::words_of(title);
        for field in def.fields.iter().filter(|field| field.reaches_search()) {
            for text in fields.get(field.key.as_ref()).map_or(&[][..], Value::texts) {
                present.extend(marks::words_of(text));
            }
        }
        readings
            .iter()
            .map(|reading| {
                let mut matched: Vec<String> = reading
                    .matched
                    .iter()
                    .filter(|word| present.contains(*word))
                    .cloned()
                    .collect();
                if let Some(prefix) = &reading.prefix {
                    let mut longer: Vec<String> = present
                        .iter()
                        .filter(|word| word.starts_with(prefix.as_str()) && !matched.contains(word))
                        .cloned()
                        .collect();
                    longer.sort_unstable();
                    longer.truncate(4);
                    matched.append(&mut longer);
                }
                WordMatch {
                    word: reading.typed.clone(),
                    matched,
                }
            })
            .collect()
    }
}
