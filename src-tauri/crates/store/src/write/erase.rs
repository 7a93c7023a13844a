//! Deleting for good: the entity, what is found by it, what hangs only on it, and its content in every change.

use std::collections::BTreeSet;

use sqlx::Row as _;
use workestra_core::{ChangeOp, EntityId, Verb};

use super::apply::Failure;
use super::attach::{self, LINK};
use super::create::tags_of;
use super::known::Known;
use super::{SetState, Writing};
use crate::audit;
use crate::confirmation;
use crate::error::StoreError;
use crate::identifier;
use crate::op::Applied;
use crate::sql::{self, Cell};
use crate::summary;
use crate::timeline::{referring, referring_fields};
use crate::vectors;

impl Writing<'_> {
    pub(super) async fn erase(&mut self, id: EntityId) -> Result<Applied, Failure> {
        let stored = self.target(id, Verb::Erase).await?;
        let (num, kind) = (stored.num, stored.entity.kind);
        let schema = self.store.schema();
        for (other_kind, field) in referring_fields(&schema, kind) {
            for other in referring(self.connection().await?, other_kind, &field.key, id, None).await? {
                let other = self.stored(other_kind, other).await?;
                let mut fields = other.entity.fields.clone();
                fields.remove(field.key.as_ref());
                self.put_fields(&schema, other, fields)?;
            }
        }
        self.erase_links(num).await?;
        // All that waited is written now: a change that came later would bring content back after it was cleared.
        let connection = self.connection().await?;
        let only_here = "DELETE FROM notes WHERE id IN (SELECT n.note FROM note_entities n WHERE n.num = ?1
             AND NOT EXISTS (SELECT 1 FROM note_entities o WHERE o.note = n.note AND o.num <> ?1))";
        sql::execute(connection, only_here, [num.into()]).await?;
        for text in [
            "DELETE FROM note_entities WHERE num = ?",
            "DELETE FROM visits WHERE num = ?",
            "DELETE FROM attachments WHERE num = ?",
            "DELETE FROM emails WHERE num = ?",
            "DELETE FROM not_the_same WHERE ?1 IN (one, other)",
            "DELETE FROM dismissals WHERE num = ?",
            "DELETE FROM summaries WHERE num = ?",
            "UPDATE changes SET old = NULL, new = NULL WHERE entity = ?",
        ] {
            sql::execute(connection, text, [num.into()]).await?;
        }
        summary::forget_named(connection, stored.entity.reference).await?;
        // Drafts are named after the entity that they were begun on.
        let drafts = "DELETE FROM drafts WHERE key LIKE '%:' || ?";
        sql::execute(connection, drafts, [id.to_string().into()]).await?;
        confirmation::forget_entity(connection, num).await?;
        vectors::remove(connection, num).await?;
        for (kind, value) in identifier::of_fields(schema.kind(kind), &stored.entity.fields) {
            let delete = "DELETE FROM identifiers WHERE type = ? AND value = ? AND num = ?";
            sql::execute(connection, delete, identifier::cells(kind, value, num)).await?;
        }
        for tag in tags_of(&stored.entity.fields).into_keys() {
            let delete = "DELETE FROM entity_tags WHERE tag = ? AND num = ?";
            sql::execute(connection, delete, [tag.into(), num.into()]).await?;
        }
        sql::execute_made(connection, format!("DELETE FROM {kind} WHERE num = ?"), [num.into()]).await?;
        let grave = "UPDATE entities SET state = 3, text_hash = 0, embedded = 0 WHERE num = ?";
        sql::execute(connection, grave, [num.into()]).await?;
        self.change(
            num,
            ChangeOp::Erase,
            stored.entity.revision + 1,
            None,
            Cell::Null,
            Cell::Null,
        );
        let (store, actor) = (self.store.clone(), self.grant.actor());
        audit::erase_subject(self.connection().await?, &store, actor, id.0).await?;
        self.known = Known::default();
        self.state = SetState::CannotBeUndone;
        self.writer.erased();
        Ok(Applied::Changed {
            num,
            id,
            reference: stored.entity.reference,
            title: stored.entity.title,
        })
    }

    /// Removes the links of an entity, and what the changes at their other ends, of former links too, say of them.
    async fn erase_links(&mut self, num: i64) -> Result<(), StoreError> {
        let said = "SELECT coalesce(new, old) FROM changes WHERE entity = ? AND op = 'attach' AND field = ?";
        let mut others = BTreeSet::new();
        for row in sql::rows(self.connection().await?, said, [num.into(), LINK.into()]).await? {
            let text: Option<&str> = row.try_get(0)?;
            others.extend(
                text.and_then(attach::ends)
                    .into_iter()
                    .flatten()
                    .filter(|&end| end != num),
            );
        }
        let linked = "SELECT target FROM links WHERE source = ?1 UNION SELECT source FROM links WHERE target = ?1";
        let linked = sql::numbers(self.connection().await?, linked, [num.into()]).await?;
        let delete = "DELETE FROM links WHERE source = ?1 OR target = ?1";
        sql::execute(self.connection().await?, delete, [num.into()]).await?;
        for other in others {
            let clear = "UPDATE changes SET old = NULL, new = NULL WHERE entity = ?1 AND op = 'attach' AND field = ?2
                 AND ?3 IN (coalesce(new, old) ->> 'source', coalesce(new, old) ->> 'target')";
            sql::execute(self.connection().await?, clear, [other.into(), LINK.into(), num.into()]).await?;
        }
        for other in linked {
            self.attached(other, LINK, Cell::Null, Cell::Null).await?;
        }
        Ok(())
    }
}
