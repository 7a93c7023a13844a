//! Two entities made one: what hung on the other goes over to the one that stays. Every step is a change of its own, so
//! that undo takes all of it back.

use workestra_core::parse::{check_all, check_patch};
use workestra_core::{EntityId, Patch, Value, Verb};

use super::Writing;
use super::apply::Failure;
use crate::error::OpError;
use crate::op::Applied;
use crate::sql;
use crate::table::read_id;
use crate::timeline::{referring, referring_fields};

impl Writing<'_> {
    pub(super) async fn merge(&mut self, keep: EntityId, gone: EntityId, patch: Patch) -> Result<Applied, Failure> {
        let kept = self.target(keep, Verb::Write).await?;
        let other = self.target(gone, Verb::Write).await?;
        if keep == gone {
            return Err(OpError::Senseless("an entity cannot be merged with itself".to_owned()).into());
        }
        if kept.entity.kind != other.entity.kind {
            let (one, another) = (kept.entity.kind, other.entity.kind);
            return Err(OpError::Senseless(format!("a {one} and a {another} cannot be one")).into());
        }
        if kept.entity.deleted_at.is_some() || other.entity.deleted_at.is_some() {
            return Err(OpError::Senseless("one of the two is in the trash: restore it first".to_owned()).into());
        }
        // What would be refused is refused before anything is moved.
        let schema = self.store.schema();
        let def = schema.kind(kept.entity.kind);
        let mut fields = kept.entity.fields.clone();
        for (key, value) in check_patch(def, patch.clone()).map_err(OpError::Invalid)? {
            match value {
                Some(value) => fields.insert(key, value),
                None => fields.remove(&key),
            };
        }
        check_all(def, fields).map_err(OpError::Invalid)?;
        self.move_notes(other.num, kept.num).await?;
        self.move_links(other.num, kept.num).await?;
        self.move_files(other.num, kept.num).await?;
        self.move_emails(other.num, kept.num).await?;
        self.move_references(&other.entity, keep).await?;
        // Trashed before the other is changed, so that it may take over values that no two may share.
        self.trash(gone).await?;
        self.update(keep, None, patch).await
    }

    async fn move_notes(&mut self, from: i64, to: i64) -> Result<(), Failure> {
        let query = "SELECT note FROM note_entities WHERE num = ? ORDER BY note";
        for row in sql::rows(self.connection().await?, query, [from.into()]).await? {
            let Some(mut note) = self.note(read_id(&row, 0)?).await? else {
                continue;
            };
            self.note_take(&note).await?;
            note.on.retain(|num| *num != from && *num != to);
            note.on.push(to);
            self.note_put(&note).await?;
        }
        Ok(())
    }

    async fn move_links(&mut self, from: i64, to: i64) -> Result<(), Failure> {
        let query = "SELECT id FROM links WHERE source = ?1 OR target = ?1 ORDER BY id";
        for row in sql::rows(self.connection().await?, query, [from.into()]).await? {
            let Some(mut link) = self.link(read_id(&row, 0)?).await? else {
                continue;
            };
            self.link_take(&link).await?;
            for end in [&mut link.source, &mut link.target] {
                if *end == from {
                    *end = to;
                }
            }
            let is_there = self.is_linked(link.source, link.target, &link.role).await?;
            if link.source != link.target && !is_there {
                self.link_put(&link).await?;
            }
        }
        Ok(())
    }

    async fn move_files(&mut self, from: i64, to: i64) -> Result<(), Failure> {
        for mut file in self.files_of(from).await? {
            self.file_take(&file).await?;
            file.num = to;
            self.file_put_back(&file).await?;
        }
        Ok(())
    }

    /// Entities whose fields refer to the one that goes refer to the one that stays.
    async fn move_references(&mut self, gone: &workestra_core::Entity, keep: EntityId) -> Result<(), Failure> {
        let schema = self.store.schema();
        for (kind, field) in referring_fields(&schema, gone.kind) {
            for num in referring(self.connection().await?, kind, &field.key, gone.id, None).await? {
                let stored = self.stored(kind, num).await?;
                if stored.entity.id == keep {
                    continue;
                }
                let mut fields = stored.entity.fields.clone();
                fields.insert(field.key.to_string(), Value::Text(keep.to_string()));
                self.put_fields(&schema, stored, fields)?;
            }
        }
        Ok(())
    }
}
