//! New entities, many at once.

use std::collections::{BTreeMap, HashSet};

use workestra_core::parse::check_all;
use workestra_core::{ChangeOp, Draft, EntityId, EntityRef, Fields, Kind, Schema, Verb};

use super::Writing;
use super::batch::Batch;
use crate::error::{OpError, WriteError};
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
        self.insert(&schema, checked).await
    }

    fn check_draft(&self, schema: &Schema, id: Option<EntityId>, draft: Draft) -> Result<Checked, OpError> {
        self.allow(Verb::Write, draft.kind)?;
        let fields = check_all(schema.kind(draft.kind), draft.fields).map_err(OpError::Invalid)?;
        Ok(Checked {
            kind: draft.kind,
            id: id.unwrap_or_else(EntityId::generate),
            fields,
            identifiers: Vec::new(),
        })
    }

    async fn refuse_known_ids(&mut self, checked: &mut [Result<Checked, OpError>]) -> Result<(), WriteError> {
        let ids: Vec<EntityId> = checked.iter().flatten().map(|entity| entity.id).collect();
        let mut taken: HashSet<EntityId> = self.any_state(&ids).await?;
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
        let mut seen = HashSet::new();
        for slot in checked {
            let Ok(entity) = slot else {
                continue;
            };
            let def = schema.kind(entity.kind);
            entity.identifiers = identifier::of_fields(def, &entity.fields).into_iter().collect();
            if def.fields.iter().all(|field| !field.unique) {
                continue;
            }
            let mut issues = self.shared_values(def, &entity.fields, None).await?;
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

    async fn insert(
        &mut self,
        schema: &Schema,
        checked: Vec<Result<Checked, OpError>>,
    ) -> Result<Vec<Result<Applied, OpError>>, WriteError> {
        let mut entities = Batch::new("entities", "num, id, kind, text_hash");
        let mut rows: BTreeMap<Kind, Batch> = BTreeMap::new();
        let mut identifiers = Batch::new("identifiers", "type, value, num");
        let mut tags = Batch::new("entity_tags", "tag, num, label");
        let mut outcomes = Vec::with_capacity(checked.len());
        for slot in checked {
            let entity = match slot {
                Ok(entity) => entity,
                Err(refused) => {
                    outcomes.push(Err(refused));
                    continue;
                }
            };
            let (def, table) = (schema.kind(entity.kind), Table::of(entity.kind));
            let num = self.next_num;
            self.next_num += 1;
            self.numbers[entity.kind as usize] += 1;
            let number = self.numbers[entity.kind as usize];
            let title = def.title_of(&entity.fields);
            entities.push([
                num.into(),
                entity.id.0.into(),
                entity.kind.name().into(),
                text_hash(def, &entity.fields).into(),
            ]);
            let mut row = Vec::with_capacity(table.width());
            row.extend([
                num.into(),
                entity.id.0.into(),
                number.into(),
                Cell::Int(1),
                title.as_str().into(),
                self.at.into(),
                self.actor.into(),
                self.at.into(),
                self.actor.into(),
                Cell::Null,
                Cell::Null,
                table.custom(&entity.fields)?,
            ]);
            debug_assert_eq!(row.len(), COMMON.len());
            for column in &table.columns {
                column.cells(entity.fields.get(column.key), &mut row)?;
            }
            rows.entry(entity.kind)
                .or_insert_with(|| Batch::new(entity.kind.name(), &table.select))
                .push(row);
            for (kind, value) in entity.identifiers {
                identifiers.push(identifier::cells(kind, value, num));
            }
            for (tag, label) in tags_of(&entity.fields) {
                tags.push([tag.into(), num.into(), label.into()]);
            }
            self.change(num, ChangeOp::Create, 1, None, Cell::Null, Cell::Null);
            outcomes.push(Ok(Applied::Created {
                num,
                id: entity.id,
                reference: EntityRef {
                    kind: entity.kind,
                    number,
                },
                title,
            }));
        }
        let connection = self.writer.connection()?;
        entities.write(connection).await?;
        for batch in rows.values_mut() {
            batch.write(connection).await?;
        }
        identifiers.write(connection).await?;
        tags.write(connection).await?;
        self.changes.write(connection).await?;
        Ok(outcomes)
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
