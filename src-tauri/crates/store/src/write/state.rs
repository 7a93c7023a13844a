//! Archive and trash: marks on entities, one or many at once.

use std::collections::BTreeMap;

use sqlx::Row as _;
use workestra_core::{ChangeOp, EntityId, Kind, Verb};

use super::Writing;
use super::apply::Failure;
use super::queue::Touches;
use crate::api::StoredEntity;
use crate::error::{OpError, StoreError};
use crate::op::Applied;
use crate::sql::{self, Cell, json_numbers};

/// What is done to the marks of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Archive,
    Unarchive,
    Trash,
    Restore,
}

impl Mark {
    /// What takes it back.
    pub(super) const fn reversed(self) -> Self {
        match self {
            Self::Archive => Self::Unarchive,
            Self::Unarchive => Self::Archive,
            Self::Trash => Self::Restore,
            Self::Restore => Self::Trash,
        }
    }

    const fn column(self) -> &'static str {
        match self {
            Self::Archive | Self::Unarchive => "archived_at",
            Self::Trash | Self::Restore => "deleted_at",
        }
    }

    const fn sets(self) -> bool {
        matches!(self, Self::Archive | Self::Trash)
    }

    /// What a change says of it.
    fn said(self) -> Cell {
        match self {
            Self::Archive | Self::Unarchive => Cell::Text(self.sets().to_string()),
            Self::Trash | Self::Restore => Cell::Null,
        }
    }

    const fn op(self) -> ChangeOp {
        match self {
            Self::Archive | Self::Unarchive => ChangeOp::Archive,
            Self::Trash => ChangeOp::Trash,
            Self::Restore => ChangeOp::Restore,
        }
    }
}

impl Writing<'_> {
    pub(super) async fn archive(&mut self, id: EntityId, archived: bool) -> Result<Applied, Failure> {
        let mark = if archived { Mark::Archive } else { Mark::Unarchive };
        self.mark_one(id, mark).await
    }

    pub(super) async fn trash(&mut self, id: EntityId) -> Result<Applied, Failure> {
        self.mark_one(id, Mark::Trash).await
    }

    pub(super) async fn restore(&mut self, id: EntityId) -> Result<Applied, Failure> {
        let stored = self.target(id, Verb::Write).await?;
        let schema = self.store.schema();
        let def = schema.kind(stored.entity.kind);
        let entity = [(def, &stored.entity.fields, Some(stored.num))];
        let issues = self.shared_values(&entity).await?.concat();
        if !issues.is_empty() {
            return Err(OpError::Invalid(issues).into());
        }
        Ok(self.mark(stored, Mark::Restore))
    }

    async fn mark_one(&mut self, id: EntityId, mark: Mark) -> Result<Applied, Failure> {
        let stored = self.target(id, Verb::Write).await?;
        Ok(self.mark(stored, mark))
    }

    /// Marks an entity; one that is as asked already is left alone.
    pub(super) fn mark(&mut self, stored: StoredEntity, mark: Mark) -> Applied {
        let StoredEntity { num, mut entity } = stored;
        let applied = Applied::Changed {
            num,
            id: entity.id,
            reference: entity.reference,
            title: entity.title.clone(),
        };
        self.touch(num);
        let marked = match mark {
            Mark::Archive | Mark::Unarchive => &mut entity.archived_at,
            Mark::Trash | Mark::Restore => &mut entity.deleted_at,
        };
        if marked.is_some() == mark.sets() {
            return applied;
        }
        *marked = mark.sets().then_some(self.at);
        entity.revision += 1;
        entity.updated_at = self.at;
        entity.updated_by = self.grant.actor();
        let columns = [mark.column(), "revision", "updated_at", "updated_by"];
        let cells = vec![
            mark.sets().then_some(self.at).into(),
            entity.revision.into(),
            self.at.into(),
            self.actor.into(),
        ];
        self.queue
            .update(Touches::Rows, num, entity.kind.name(), &columns, cells);
        let state = match (entity.deleted_at, entity.archived_at) {
            (Some(_), _) => 2,
            (None, Some(_)) => 1,
            (None, None) => 0,
        };
        self.queue
            .update(Touches::Marks, num, "entities", &["state"], vec![Cell::Int(state)]);
        self.change(num, mark.op(), entity.revision, None, Cell::Null, mark.said());
        self.known.keep(StoredEntity { num, entity });
        applied
    }

    /// Marks many entities by a few statements, without reading them; those that are as asked already are left alone.
    pub(super) async fn mark_all(&mut self, places: &BTreeMap<Kind, Vec<i64>>, mark: Mark) -> Result<(), StoreError> {
        let column = mark.column();
        let (value, before) = match mark.sets() {
            true => (Cell::from(self.at), "IS NULL"),
            false => (Cell::Null, "IS NOT NULL"),
        };
        let mut marked = Vec::new();
        for (kind, nums) in places {
            self.known.forget(nums);
            let text = format!(
                "UPDATE {kind} SET {column} = ?, revision = revision + 1, updated_at = ?, updated_by = ?
                 WHERE num IN (SELECT value FROM json_each(?)) AND {column} {before} RETURNING num, revision"
            );
            let cells = [value.clone(), self.at.into(), self.actor.into(), json_numbers(nums)];
            let mut of_kind = Vec::new();
            for row in sql::rows_made(self.connection().await?, text, cells).await? {
                let num: i64 = row.try_get(0)?;
                of_kind.push(num);
                marked.push((num, row.try_get::<i64, _>(1)?));
            }
            let text = format!(
                "UPDATE entities SET state = (
                     SELECT iif(k.deleted_at IS NOT NULL, 2, k.archived_at IS NOT NULL) FROM {kind} k WHERE k.num = entities.num)
                 WHERE num IN (SELECT value FROM json_each(?))"
            );
            sql::execute_made(self.connection().await?, text, [json_numbers(&of_kind)]).await?;
        }
        marked.sort_unstable();
        for (num, revision) in marked {
            self.change(num, mark.op(), revision, None, Cell::Null, mark.said());
        }
        Ok(())
    }
}
