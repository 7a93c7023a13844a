//! Putting checked fields into an entity's row, and into all that is kept beside it.

use workestra_core::{ChangeOp, Fields, Schema, Value};

use super::Writing;
use super::apply::Failure;
use super::create::tags_of;
use super::update::differing;
use crate::api::StoredEntity;
use crate::error::StoreError;
use crate::identifier;
use crate::op::Applied;
use crate::sql::{self, Cell};
use crate::table::Table;
use crate::vectors::text_hash;

impl Writing<'_> {
    /// Sets the fields of an entity to these, which were checked. Nothing is written when they are the same.
    pub(super) async fn put_fields(
        &mut self,
        schema: &Schema,
        stored: StoredEntity,
        fields: Fields,
    ) -> Result<Applied, Failure> {
        let StoredEntity { num, entity } = stored;
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
        let mut cells: Vec<Cell> = vec![revision.into(), title.into(), self.at.into(), self.actor.into()];
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
        let sets: Vec<String> = names.iter().map(|name| format!("\"{name}\" = ?")).collect();
        cells.push(num.into());
        let text = format!("UPDATE {} SET {} WHERE num = ?", entity.kind, sets.join(", "));
        sql::execute_made(self.connection()?, text, cells).await?;
        for key in keys {
            let (old, new) = (json(entity.fields.get(key))?, json(fields.get(key))?);
            self.change(num, ChangeOp::Update, revision, Some(key), old, new);
        }
        self.follow_identifiers(schema, &StoredEntity { num, entity }, &fields)
            .await?;
        Ok(applied)
    }

    /// Identifiers, tags and the name of the text to embed follow the fields.
    async fn follow_identifiers(
        &mut self,
        schema: &Schema,
        stored: &StoredEntity,
        fields: &Fields,
    ) -> Result<(), Failure> {
        let StoredEntity { num, entity } = stored;
        let def = schema.kind(entity.kind);
        let connection = self.writer.connection()?;
        let before = identifier::of_fields(def, &entity.fields);
        let after = identifier::of_fields(def, fields);
        for (kind, value) in before.difference(&after).cloned() {
            let delete = "DELETE FROM identifiers WHERE type = ? AND value = ? AND num = ?";
            sql::execute(connection, delete, identifier::cells(kind, value, *num)).await?;
        }
        for (kind, value) in after.difference(&before).cloned() {
            let insert = "INSERT INTO identifiers (type, value, num) VALUES (?, ?, ?)";
            sql::execute(connection, insert, identifier::cells(kind, value, *num)).await?;
        }
        let (before, after) = (tags_of(&entity.fields), tags_of(fields));
        for tag in before.keys().filter(|tag| !after.contains_key(*tag)) {
            let delete = "DELETE FROM entity_tags WHERE tag = ? AND num = ?";
            sql::execute(connection, delete, [tag.as_str().into(), (*num).into()]).await?;
        }
        for (tag, label) in after.iter().filter(|(tag, _)| !before.contains_key(*tag)) {
            let insert = "INSERT INTO entity_tags (tag, num, label) VALUES (?, ?, ?)";
            sql::execute(
                connection,
                insert,
                [tag.as_str().into(), (*num).into(), label.as_str().into()],
            )
            .await?;
        }
        let (before, after) = (text_hash(def, &entity.fields), text_hash(def, fields));
        if before != after {
            let renamed = "UPDATE entities SET text_hash = ?, embedded = 0 WHERE num = ?";
            sql::execute(connection, renamed, [after.into(), (*num).into()]).await?;
        }
        Ok(())
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
