//! What is like an entity: who may be the same person or the same matter, and what reads alike. All of it is found on this
//! device. People who applied are not scored: they are compared only while nothing is decided about them, with others of
//! whom the same is true, by what they applied for and can do, and are listed in the order in which they came.

use std::collections::HashSet;

use workestra_core::kind::embedding_text;
use workestra_core::{Entity, FieldDef, FieldType, Grant, Kind, Sensitivity, StageClass, Value};
use workestra_search::Among;
use workestra_search::api::VectorStatus;
use workestra_store::{Alike, IdentifierKey, StoredEntity, folded};

use super::Open;
use crate::api::{CommandError, EntityName, NearSentences, SharedField, SimilarRecord, SimilarRecords, SimilarState};

/// The most that are shown of what reads alike.
const MOST: usize = 6;

/// Below this cosine two texts are about something else.
const NEAR: f32 = 0.5;

/// Milliseconds within which the text of what was just written is read.
const JUST_NOW: i64 = 60_000;

/// What both have is named up to so many times.
const MOST_SHARED: usize = 4;

/// Fields that say nothing about two things being alike when both hold the same.
const SAYS_NOTHING: [&str; 10] = [
    "stage",
    "owner",
    "priority",
    "channel",
    "country",
    "source",
    "recurrence",
    "first_name",
    "lost_reason",
    "next_step",
];

/// Of people who applied, what both have is named of these alone.
const OF_CANDIDATES: [&str; 3] = ["position", "skills", "tags"];

/// Who was found, and what they share.
struct Match {
    entity: Entity,
    num: i64,
    shared: Vec<SharedField>,
}

impl Open {
    /// Entities that read like this one, and what they share.
    ///
    /// # Errors
    /// There is no such entity, or the workspace cannot be read.
    pub async fn similar_records(&self, _: &Grant, name: EntityName) -> Result<SimilarRecords, CommandError> {
        let entity = self.entity_named(&name.entity).await?;
        let own = self.store.entity(entity.id).await?;
        let own = own.ok_or_else(|| CommandError::not_found(format!("there is no {}", name.entity)))?;
        let apart: HashSet<i64> = self.store.told_apart_from(own.num).await?.into_iter().collect();
        let same = self.same_as(&own, &apart).await?;
        let mut without = apart;
        without.extend(same.iter().map(|found| found.num));
        let (alike, state) = self.alike(&own, without).await?;
        Ok(SimilarRecords {
            same: same
                .into_iter()
                .map(|found| record(&found.entity, found.shared))
                .collect(),
            alike,
            state,
        })
    }

    /// Who has an address or a number of the entity, or is called the same, in its kind and, of people, in the other one.
    async fn same_as(&self, own: &StoredEntity, apart: &HashSet<i64>) -> Result<Vec<Match>, CommandError> {
        let mut found: Vec<Match> = Vec::new();
        for twin in self.store.duplicates_of(own.entity.id).await? {
            let shared = twin
                .alike
                .iter()
                .map(|alike| self.what_is_shared(&own.entity, &twin.stored.entity, *alike));
            let shared = shared.collect();
            found.push(Match {
                num: twin.stored.num,
                entity: twin.stored.entity,
                shared,
            });
        }
        let other_kind = match own.entity.kind {
            Kind::Contact => Kind::Candidate,
            Kind::Candidate => Kind::Contact,
            Kind::Deal | Kind::Ticket | Kind::Task => return Ok(found),
        };
        let texts = |key: &str| own.entity.fields.get(key).map_or(&[][..], Value::texts);
        let emails = texts("emails").iter().cloned().map(IdentifierKey::Email);
        let phones = texts("phones").iter().cloned().map(IdentifierKey::Phone);
        let keys: Vec<IdentifierKey> = emails.chain(phones).collect();
        let mut nums: Vec<i64> = self
            .store
            .identifiers(&keys, 10)
            .await?
            .iter()
            .filter(|found| found.kind == other_kind && found.live && !apart.contains(&found.num))
            .map(|found| found.num)
            .collect();
        nums.sort_unstable();
        nums.dedup();
        for stored in self.store.entities_by_num(&nums).await? {
            let shared = [("emails", Alike::Email), ("phones", Alike::Phone)]
                .into_iter()
                .filter(|(key, _)| !in_both(&own.entity, &stored.entity, key).is_empty())
                .map(|(_, alike)| self.what_is_shared(&own.entity, &stored.entity, alike))
                .collect();
            found.push(Match {
                num: stored.num,
                entity: stored.entity,
                shared,
            });
        }
        Ok(found)
    }

    fn what_is_shared(&self, one: &Entity, other: &Entity, alike: Alike) -> SharedField {
        let schema = self.schema();
        let key = match alike {
            Alike::Email => "emails",
            Alike::Phone => "phones",
            Alike::Name => {
                return SharedField {
                    label: "Name".to_owned(),
                    value: other.title.clone(),
                };
            }
            Alike::Title => {
                return SharedField {
                    label: "Title".to_owned(),
                    value: other.title.clone(),
                };
            }
        };
        let label = schema
            .kind(one.kind)
            .field(key)
            .map_or(key, |field| field.label.as_ref());
        SharedField {
            label: label.to_owned(),
            value: in_both(one, other, key).join(", "),
        }
    }

    /// What reads alike.
    async fn alike(
        &self,
        own: &StoredEntity,
        without: HashSet<i64>,
    ) -> Result<(Vec<SimilarRecord>, SimilarState), CommandError> {
        let schema = self.schema();
        let kind = own.entity.kind;
        let def = schema.kind(kind);
        let is_applicant = kind == Kind::Candidate;
        let open: Vec<usize> = def
            .stages
            .iter()
            .enumerate()
            .filter(|(_, stage)| stage.class == StageClass::Open)
            .map(|(at, _)| at)
            .collect();
        let place = def
            .stages
            .iter()
            .position(|stage| own.entity.stage() == Some(stage.key.as_ref()));
        // Nobody who was turned down is held against who was hired, nor the other way round.
        if is_applicant && !place.is_some_and(|place| open.contains(&place)) {
            return Ok((Vec::new(), SimilarState::NotCompared));
        }
        let among = Among {
            kind: Some(kind),
            stages: is_applicant.then_some(open),
            without,
        };
        let Some(near) = self.search.similar(own.num, among, MOST).await? else {
            let state = match self.search.status().vectors {
                VectorStatus::NoModel { message } => SimilarState::Hindered { message },
                // All that may be read is read: what is not new is not read here.
                VectorStatus::Ready { .. } if self.store.now().0 - own.entity.updated_at.0 > JUST_NOW => {
                    SimilarState::Hindered {
                        message: format!("texts of {}s are not read by what makes the vectors", own.entity.kind),
                    }
                }
                vectors => SimilarState::Reading { vectors },
            };
            return Ok((Vec::new(), state));
        };
        let near: Vec<(i64, f32)> = near.into_iter().filter(|(_, cosine)| *cosine >= NEAR).collect();
        let nums: Vec<i64> = near.iter().map(|(num, _)| *num).collect();
        let mut found = self.store.entities_by_num(&nums).await?;
        // The mirror may be behind the file, which says what was thrown away or decided meanwhile.
        found.retain(|other| {
            let class = other
                .entity
                .stage()
                .and_then(|key| def.stage(key))
                .map(|stage| stage.class);
            let is_live = other.entity.deleted_at.is_none() && other.entity.archived_at.is_none();
            is_live && (!is_applicant || class == Some(StageClass::Open))
        });
        let mut records = Vec::with_capacity(found.len());
        for other in &found {
            records.push(record(
                &other.entity,
                self.shared_fields(&own.entity, &other.entity).await?,
            ));
        }
        if is_applicant {
            records.sort_by_key(|record| record.reference.number);
        } else {
            let texts: Vec<String> = found
                .iter()
                .map(|other| embedding_text(def, &other.entity.fields))
                .collect();
            let here = embedding_text(def, &own.entity.fields);
            let sentences = self.search.nearest_sentences(&here, &texts).await?;
            for ((record, other), nearest) in records.iter_mut().zip(&found).zip(sentences) {
                let cosine = near
                    .iter()
                    .find(|(num, _)| *num == other.num)
                    .map(|(_, cosine)| *cosine);
                record.nearness = cosine.map(|cosine| cosine.clamp(0.0, 1.0));
                // What both hold in a field is said by the field.
                let is_said = |sentence: &str| record.shared.iter().any(|shared| shared.value == sentence);
                let more = nearest.filter(|nearest| !is_said(&nearest.here));
                record.sentences = more.map(|nearest| NearSentences {
                    here: nearest.here,
                    there: nearest.there,
                });
            }
        }
        let state = match self.store.is_embedded(own.num).await? {
            true => SimilarState::Ready,
            false => SimilarState::Stale,
        };
        Ok((records, state))
    }

    /// Fields in which both hold the same, of those that say something.
    async fn shared_fields(&self, one: &Entity, other: &Entity) -> Result<Vec<SharedField>, CommandError> {
        let schema = self.schema();
        let mut shared = Vec::new();
        for field in schema
            .kind(one.kind)
            .fields
            .iter()
            .filter(|field| says_something(field, one.kind))
        {
            if shared.len() == MOST_SHARED {
                break;
            }
            let both = in_both(one, other, &field.key);
            let Some(first) = both.first() else { continue };
            let value = match &field.ty {
                FieldType::Select { choices } => {
                    let choice = choices.iter().find(|choice| choice.key == *first);
                    choice.map_or_else(|| first.clone(), |choice| choice.label.to_string())
                }
                FieldType::Entity { .. } => match first.parse() {
                    Ok(id) => match self.store.titles(&[id]).await?.pop() {
                        Some(title) => format!("{} {}", title.reference, title.title),
                        None => continue,
                    },
                    Err(_) => continue,
                },
                _ => both.join(", "),
            };
            shared.push(SharedField {
                label: field.label.to_string(),
                value,
            });
        }
        Ok(shared)
    }
}

/// Whether it tells something that both hold the same in a field. Restricted and protected ones are never named.
fn says_something(field: &FieldDef, kind: Kind) -> bool {
    let key = field.key.as_ref();
    let is_word = matches!(
        field.ty,
        FieldType::Text | FieldType::Select { .. } | FieldType::Email | FieldType::Phone | FieldType::Entity { .. }
    );
    let is_named = match kind {
        Kind::Candidate => OF_CANDIDATES.contains(&key),
        _ => !SAYS_NOTHING.contains(&key),
    };
    is_word && is_named && field.sensitivity < Sensitivity::Restricted
}

/// The texts that both hold in a field, compared without case and accents, as the other one writes them.
fn in_both(one: &Entity, other: &Entity, key: &str) -> Vec<String> {
    let texts = |entity: &Entity| {
        entity
            .fields
            .get(key)
            .map_or(Vec::new(), |value| value.texts().to_vec())
    };
    let own: HashSet<String> = texts(one).iter().map(|text| folded(text)).collect();
    texts(other)
        .into_iter()
        .filter(|text| own.contains(&folded(text)))
        .collect()
}

fn record(entity: &Entity, shared: Vec<SharedField>) -> SimilarRecord {
    SimilarRecord {
        id: entity.id,
        kind: entity.kind,
        reference: entity.reference,
        title: entity.title.clone(),
        stage: entity.stage().map(str::to_owned),
        nearness: None,
        shared,
        sentences: None,
    }
}
