//! Putting checked fields into an entity's row, and into all that is kept beside it.

use workestra_core::{ChangeOp, Fields, KindDef, Schema, Value};

use super::Writing;
use super::create::tags_of;
use super::queue::Touches;
use super::update::differing;
use crate::api::StoredEntity;
use crate::error::StoreError;
use crate::identifier;
use crate::op::Applied;
use crate::sql::Cell;
use crate::table::Table;
use crate::vectors::text_hash;

impl Writing<'_> {
    /// Sets the fields of an entity to these, which were checked. Nothing is written when they are the same.
    pub(super) fn put_fields(
        &mut self,
        schema: &Schema,
        stored: StoredEntity,
        fields: Fields,
    ) -> Result<Applied, StoreError> {
        let StoredEntity { num, mut entity } = stored;
        let def = schema.kind(entity.kind);
        let keys = differing(&entity.fields, &fields);
        let title = def.title_of(&fields);
        let applied = Applied::Changed {
            num,
            id: entity.id,
            reference: entity.reference,
            title: title.clone(),
        };
        if keys.is_empty() {
            self.touch(num);
            return Ok(applied);
        }
        let revision = entity.revision + 1;
        let table = Table::of(entity.kind);
        let mut names: Vec<&str> = vec!["revision", "display_title", "updated_at", "updated_by"];
        let mut cells: Vec<Cell> = vec![
            revision.into(),
            title.as_str().into(),
            self.at.into(),
            self.actor.into(),
        ];
        let mut custom = false;
        for key in &keys {
            match table.column(key) {
                Some(column) => {
                    names.extend(column.names.iter().map(String::as_str));
                    column.cells(fields.get(*key), &mut cells)?;
                }
                None => custom = true,
            }
        }
        if custom {
            names.push("custom");
            cells.push(table.custom(&fields)?);
        }
        self.queue.update(Touches::Rows, num, entity.kind.name(), &names, cells);
        for key in keys {
            let (old, new) = (json(entity.fields.get(key))?, json(fields.get(key))?);
            self.change(num, ChangeOp::Update, revision, Some(key), old, new);
        }
        self.follow_identifiers(def, num, &entity.fields, &fields);
        entity.revision = revision;
        entity.title = title;
        entity.fields = fields;
        entity.updated_at = self.at;
        entity.updated_by = self.grant.actor();
        self.known.keep(StoredEntity { num, entity });
        Ok(applied)
    }

    /// Identifiers, tags and the name of the text to embed follow the fields.
    fn follow_identifiers(&mut self, def: &KindDef, num: i64, before: &Fields, after: &Fields) {
        let (had, has) = (identifier::of_fields(def, before), identifier::of_fields(def, after));
        for (kind, value) in had.difference(&has).cloned() {
            let delete = "DELETE FROM identifiers WHERE type = ? AND value = ? AND num = ?";
            let cells = identifier::cells(kind, value, num);
            self.queue.run(Touches::Identifiers, num, delete, cells);
        }
        for (kind, value) in has.difference(&had).cloned() {
            self.identifier_put(kind, value, num);
        }
        let (mut had, mut has) = (tags_of(before), tags_of(after));
        had.retain(|tag, _| has.remove(tag).is_none());
        for tag in had.into_keys() {
            let delete = "DELETE FROM entity_tags WHERE tag = ? AND num = ?";
            self.queue.run(Touches::Tags, num, delete, [tag.into(), num.into()]);
        }
        for (tag, label) in has {
            self.tag_put(tag, num, label);
        }
        let (had, has) = (text_hash(def, before), text_hash(def, after));
        if had != has {
            let cells = vec![has.into(), Cell::Int(0)];
            self.queue
                .update(Touches::Marks, num, "entities", &["text_hash", "embedded"], cells);
        }
    }
}

/// A value as `changes` keeps it; null where there is none.
pub(super) fn json(value: Option<&Value>) -> Result<Cell, StoreError> {
    value
        .map(serde_json::to_string)
        .transpose()
        .map(Cell::from)
        .map_err(|error| StoreError::Corrupt(error.to_string()))
}
