//! Archive and trash: marks on entities, one or many at once.

use sqlx::Row as _;
use workestra_core::{ChangeOp, EntityId, Kind, Verb};

use super::Writing;
use super::apply::Failure;
use crate::error::{OpError, WriteError};
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
        let issues = self.shared_values(def, &stored.entity.fields, Some(stored.num)).await?;
        if !issues.is_empty() {
            return Err(OpError::Invalid(issues).into());
        }
        self.mark_one(id, Mark::Restore).await
    }

    async fn mark_one(&mut self, id: EntityId, mark: Mark) -> Result<Applied, Failure> {
        let stored = self.target(id, Verb::Write).await?;
        self.mark(stored.entity.kind, &[stored.num], mark).await?;
        self.touch(stored.num);
        Ok(Applied::Changed {
            num: stored.num,
            id,
            reference: stored.entity.reference,
            title: stored.entity.title,
        })
    }

    /// Marks entities of one kind; those that are as asked already are left alone.
    pub(super) async fn mark(&mut self, kind: Kind, nums: &[i64], mark: Mark) -> Result<(), WriteError> {
        let column = mark.column();
        let (value, before) = match mark.sets() {
            true => (Cell::from(self.at), "IS NULL"),
            false => (Cell::Null, "IS NOT NULL"),
        };
        let text = format!(
            "UPDATE {kind} SET {column} = ?, revision = revision + 1, updated_at = ?, updated_by = ?
             WHERE num IN (SELECT value FROM json_each(?)) AND {column} {before} RETURNING num, revision"
        );
        let cells = [value, self.at.into(), self.actor.into(), json_numbers(nums)];
        let mut marked = Vec::new();
        for row in sql::rows_made(self.connection()?, text, cells).await? {
            marked.push((row.try_get::<i64, _>(0)?, row.try_get::<i64, _>(1)?));
        }
        marked.sort_unstable();
        let nums: Vec<i64> = marked.iter().map(|(num, _)| *num).collect();
        let text = format!(
            "UPDATE entities SET state = (
                 SELECT iif(k.deleted_at IS NOT NULL, 2, k.archived_at IS NOT NULL) FROM {kind} k WHERE k.num = entities.num)
             WHERE num IN (SELECT value FROM json_each(?))"
        );
        sql::execute_made(self.connection()?, text, [json_numbers(&nums)]).await?;
        for (num, revision) in marked {
            let new = match mark {
                Mark::Archive | Mark::Unarchive => Cell::Text(mark.sets().to_string()),
                Mark::Trash | Mark::Restore => Cell::Null,
            };
            self.change(num, mark.op(), revision, None, Cell::Null, new);
        }
        Ok(())
    }
}
