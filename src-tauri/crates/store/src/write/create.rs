//! New entities, many at once.

use std::collections::{BTreeMap, HashSet};

use workestra_core::parse::check_all;
use workestra_core::{ChangeOp, Draft, Entity, EntityId, EntityRef, Fields, Kind, Schema, Verb};

use super::Writing;
use super::derived;
use super::queue::Touches;
use crate::api::StoredEntity;
use crate::error::{OpError, StoreError, WriteError};
use crate::fold::folded;
use crate::identifier::{self, IdentifierType};
use crate::op::Applied;
use crate::sql::Cell;
use crate::table::{COMMON, Table};
use crate::vectors::text_hash;

/// An entity that may be made.
struct Checked {
    kind: Kind,
    id: EntityId,
    /// The id was chosen outside, so another entity may have it.
    chosen: bool,
    fields: Fields,
    identifiers: Vec<(IdentifierType, String)>,
}

impl Writing<'_> {
    pub(super) async fn create(
        &mut self,
        drafts: Vec<(Option<EntityId>, Draft)>,
    ) -> Result<Vec<Result<Applied, OpError>>, WriteError> {
        let schema = self.store.schema();
        let mut checked: Vec<Result<Checked, OpError>> = drafts
            .into_iter()
            .map(|(id, draft)| self.check_draft(&schema, id, draft))
            .collect();
        self.refuse_known_ids(&mut checked).await?;
        self.resolve_references(&schema, &mut checked).await?;
        self.refuse_shared_values(&schema, &mut checked).await?;
        self.insert(&schema, checked)
    }

    fn check_draft(&self, schema: &Schema, id: Option<EntityId>, draft: Draft) -> Result<Checked, OpError> {
        self.allow(Verb::Write, draft.kind)?;
        let def = schema.kind(draft.kind);
        let mut fields = check_all(def, draft.fields).map_err(OpError::Invalid)?;
        derived::on_create(def, &mut fields, self.at, &self.store.targets());
        Ok(Checked {
            kind: draft.kind,
            id: id.unwrap_or_else(EntityId::generate),
            chosen: id.is_some(),
            fields,
            identifiers: Vec::new(),
        })
    }

    async fn refuse_known_ids(&mut self, checked: &mut [Result<Checked, OpError>]) -> Result<(), WriteError> {
        let chosen = checked.iter().flatten().filter(|entity| entity.chosen);
        let unsure: Vec<EntityId> = chosen
            .map(|entity| entity.id)
            .filter(|&id| !self.known.takes(id))
            .collect();
        let mut taken: HashSet<EntityId> = match unsure.is_empty() {
            true => HashSet::new(),
            false => self.any_state(&unsure).await?,
        };
        for slot in checked {
            if let Ok(entity) = slot
                && !taken.insert(entity.id)
            {
                *slot = Err(OpError::Senseless(format!("the id {} is taken already", entity.id)));
            }
        }
        Ok(())
    }

    async fn resolve_references(
        &mut self,
        schema: &Schema,
        checked: &mut [Result<Checked, OpError>],
    ) -> Result<(), WriteError> {
        // Drafts of one call may refer to each other.
        let own: BTreeMap<EntityId, Kind> = checked
            .iter()
            .flatten()
            .map(|entity| (entity.id, entity.kind))
            .collect();
        let fields = checked
            .iter_mut()
            .flatten()
            .map(|entity| (schema.kind(entity.kind), &mut entity.fields));
        let mut outcomes = self.resolve(fields.collect(), &own).await?.into_iter();
        for slot in checked.iter_mut().filter(|slot| slot.is_ok()) {
            if let Some(Err(issues)) = outcomes.next() {
                *slot = Err(OpError::Invalid(issues));
            }
        }
        Ok(())
    }

    async fn refuse_shared_values(
        &mut self,
        schema: &Schema,
        checked: &mut [Result<Checked, OpError>],
    ) -> Result<(), WriteError> {
        for entity in checked.iter_mut().flatten() {
            let def = schema.kind(entity.kind);
            entity.identifiers = identifier::of_fields(def, &entity.fields).into_iter().collect();
        }
        if schema
            .kinds()
            .iter()
            .all(|def| def.fields.iter().all(|field| !field.unique))
        {
            return Ok(());
        }
        let entities: Vec<_> = checked
            .iter()
            .flatten()
            .map(|entity| (schema.kind(entity.kind), &entity.fields, None))
            .collect();
        let mut shared = self.shared_values(&entities).await?.into_iter();
        let mut seen = HashSet::new();
        for slot in checked {
            let Ok(entity) = slot else {
                continue;
            };
            let def = schema.kind(entity.kind);
            let mut issues = shared.next().unwrap_or_default();
            for key in entity
                .identifiers
                .iter()
                .filter(|(kind, _)| *kind == IdentifierType::Unique)
            {
                if !seen.insert(key.1.clone()) && issues.is_empty() {
                    issues.push(super::unique::shared(def, &key.1, None));
                }
            }
            if !issues.is_empty() {
                *slot = Err(OpError::Invalid(issues));
            }
        }
        Ok(())
    }

    fn insert(
        &mut self,
        schema: &Schema,
        checked: Vec<Result<Checked, OpError>>,
    ) -> Result<Vec<Result<Applied, OpError>>, WriteError> {
        let mut outcomes = Vec::with_capacity(checked.len());
        for slot in checked {
            outcomes.push(match slot {
                Ok(entity) => Ok(self.insert_one(schema, entity)?),
                Err(refused) => Err(refused),
            });
        }
        Ok(outcomes)
    }

    fn insert_one(&mut self, schema: &Schema, made: Checked) -> Result<Applied, StoreError> {
        let (kind, id) = (made.kind, made.id);
        let (def, table) = (schema.kind(kind), Table::of(kind));
        let num = self.next_num;
        self.next_num += 1;
        self.numbers[kind as usize] += 1;
        let number = self.numbers[kind as usize];
        let title = def.title_of(&made.fields);
        let hash = text_hash(def, &made.fields);
        let cells = [num.into(), id.0.into(), kind.name().into(), hash.into()];
        self.queue
            .insert(Touches::NewEntities, num, "entities (num, id, kind, text_hash)", cells);
        let mut row = Vec::with_capacity(table.width());
        row.extend([
            num.into(),
            id.0.into(),
            number.into(),
            Cell::Int(1),
            title.as_str().into(),
            self.at.into(),
            self.actor.into(),
            self.at.into(),
            self.actor.into(),
            Cell::Null,
            Cell::Null,
            table.custom(&made.fields)?,
        ]);
        debug_assert_eq!(row.len(), COMMON.len());
        for column in &table.columns {
            column.cells(made.fields.get(column.key), &mut row)?;
        }
        self.queue.insert(Touches::Rows, num, table.insert.as_str(), row);
        for (kind, value) in made.identifiers {
            self.identifier_put(kind, value, num);
        }
        for (tag, label) in tags_of(&made.fields) {
            self.tag_put(tag, num, label);
        }
        self.change(num, ChangeOp::Create, 1, None, Cell::Null, Cell::Null);
        let reference = EntityRef { kind, number };
        if self.known.awaits(id) {
            let (at, by) = (self.at, self.grant.actor());
            self.known.keep_new(StoredEntity {
                num,
                entity: Entity {
                    id,
                    kind,
                    reference,
                    revision: 1,
                    title: title.clone(),
                    fields: made.fields,
                    created_at: at,
                    created_by: by,
                    updated_at: at,
                    updated_by: by,
                    archived_at: None,
                    deleted_at: None,
                },
            });
        }
        Ok(Applied::Created {
            num,
            id,
            reference,
            title,
        })
    }

    pub(super) fn identifier_put(&mut self, kind: IdentifierType, value: String, num: i64) {
        let cells = identifier::cells(kind, value, num);
        self.queue
            .insert(Touches::Identifiers, num, "identifiers (type, value, num)", cells);
    }

    pub(super) fn tag_put(&mut self, tag: String, num: i64, label: String) {
        let cells = [tag.into(), num.into(), label.into()];
        self.queue
            .insert(Touches::Tags, num, "entity_tags (tag, num, label)", cells);
    }
}

/// The tags of an entity: folded, each once, with the first label.
pub(super) fn tags_of(fields: &Fields) -> BTreeMap<String, String> {
    let mut tags = BTreeMap::new();
    for label in fields.get("tags").map_or(&[][..], workestra_core::Value::texts) {
        tags.entry(folded(label)).or_insert_with(|| label.clone());
    }
    tags
}
