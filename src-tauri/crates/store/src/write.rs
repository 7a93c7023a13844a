//! The one way in which anything is written: a change set, all of it or nothing, under a grant.

mod apply;
mod attach;
mod batch;
mod changing;
mod configure;
mod create;
mod erase;
mod reference;
mod state;
mod undo;
mod unique;
mod update;

use std::collections::HashSet;

use sqlx::SqliteConnection;
use tokio::sync::OwnedMutexGuard;
use workestra_core::{Actor, ChangeOp, ChangeSetId, Grant, Kind, MemberId, UtcMillis, Verb};

use crate::catalog;
use crate::entity;
use crate::error::{OpError, StoreError, WriteError};
use crate::feed::op_name;
use crate::op::{Applied, Op, Written};
use crate::sql::{self, Cell};
use crate::store::Store;
use crate::writer::Writer;
use batch::Batch;

/// The most entities that a [`Written`] carries.
const MOST_ENTITIES: usize = 500;

/// How a change set can be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SetState {
    Stands = 0,
    Undone = 1,
    UndoneForGood = 2,
    CannotBeUndone = 3,
}

/// A change set being written. Dropped without [`Writing::commit`], nothing of it remains.
pub struct Writing<'a> {
    store: Store,
    writer: OwnedMutexGuard<Writer>,
    grant: &'a Grant,
    id: ChangeSetId,
    num: i64,
    at: UtcMillis,
    actor: i64,
    state: SetState,
    first_seq: i64,
    next_seq: i64,
    next_num: i64,
    /// The last number taken, per kind.
    numbers: [i64; 5],
    /// The changes of the current call that are not in the table yet.
    changes: Batch,
    applied: Vec<Applied>,
    touched: Vec<i64>,
    touched_once: HashSet<i64>,
    /// Members, fields or settings were changed.
    configured: bool,
    /// It is kept though no entity was changed.
    lasting: bool,
    open: bool,
}

impl Store {
    /// Writes one change set: all of it or nothing.
    ///
    /// # Errors
    /// [`WriteError`]; the workspace is then as it was.
    pub async fn write(&self, grant: &Grant, ops: Vec<Op>) -> Result<Written, WriteError> {
        let mut writing = self.begin(grant).await?;
        for outcome in writing.apply(ops).await? {
            if let Err(refused) = outcome {
                writing.rollback().await;
                return Err(refused.into());
            }
        }
        writing.commit().await
    }

    /// Begins a change set of any size, such as an import. Others wait for it to end.
    ///
    /// # Errors
    /// [`WriteError`] when the workspace is closed or cannot be written.
    pub async fn begin<'a>(&self, grant: &'a Grant) -> Result<Writing<'a>, WriteError> {
        let mut writer = std::sync::Arc::clone(&self.inner().writer).lock_owned().await;
        let actor = self.inner().actors.num(writer.idle().await?, grant.actor()).await?;
        writer.begin().await?;
        let mut writing = Writing {
            store: self.clone(),
            writer,
            grant,
            id: ChangeSetId::generate(),
            num: 0,
            at: self.now(),
            actor,
            state: SetState::Stands,
            first_seq: 0,
            next_seq: 0,
            next_num: 0,
            numbers: [0; 5],
            changes: Batch::new("changes", "seq, change_set, entity, op, field, old, new, revision"),
            applied: Vec::new(),
            touched: Vec::new(),
            touched_once: HashSet::new(),
            configured: false,
            lasting: false,
            open: true,
        };
        writing.prepare().await?;
        Ok(writing)
    }
}

impl Writing<'_> {
    async fn prepare(&mut self) -> Result<(), WriteError> {
        let connection = self.writer.connection()?;
        let next = |max: Option<i64>| max.unwrap_or(0) + 1;
        self.first_seq = next(sql::number(connection, "SELECT max(seq) FROM changes", []).await?);
        self.next_seq = self.first_seq;
        self.next_num = next(sql::number(connection, "SELECT max(num) FROM entities", []).await?);
        self.num = next(sql::number(connection, "SELECT max(num) FROM change_sets", []).await?);
        for kind in Kind::ALL {
            let last = "SELECT last_number FROM kinds WHERE kind = ?";
            self.numbers[kind as usize] = sql::number(connection, last, [kind.name().into()]).await?.unwrap_or(0);
        }
        let insert = "INSERT INTO change_sets (num, id, actor, member, at, first_seq) VALUES (?, ?, ?, ?, ?, ?)";
        let cells = [
            self.num.into(),
            self.id.0.into(),
            self.actor.into(),
            member_cell(self.grant.actor()),
            self.at.into(),
            self.first_seq.into(),
        ];
        sql::execute(self.writer.connection()?, insert, cells).await?;
        Ok(())
    }

    /// Makes it lasting. Returns once it is on disk. A set that changed nothing leaves nothing.
    ///
    /// # Errors
    /// [`WriteError`]; nothing of it is kept then.
    pub async fn commit(mut self) -> Result<Written, WriteError> {
        let changed = self.next_seq > self.first_seq;
        if !changed && !self.configured && !self.lasting {
            self.roll_back().await?;
            return Ok(Written {
                change_set: self.id,
                seq: self.first_seq - 1,
                applied: std::mem::take(&mut self.applied),
                entities: self.entities().await?,
            });
        }
        self.finish_set(changed).await?;
        let entities = self.entities().await?;
        self.writer.commit().await?;
        self.open = false;
        if self.configured {
            let catalog = catalog::load(self.writer.connection()?).await?;
            *self.store.inner().catalog.write() = catalog;
        }
        let seq = self.next_seq - 1;
        self.store.inner().seq.send_replace(seq);
        self.writer.settle().await?;
        Ok(Written {
            change_set: self.id,
            seq,
            applied: std::mem::take(&mut self.applied),
            entities,
        })
    }

    /// Forgets it.
    pub async fn rollback(mut self) {
        if let Err(error) = self.roll_back().await {
            tracing::warn!(%error, "a change set could not be rolled back; it will be at the next write");
        }
    }

    async fn roll_back(&mut self) -> Result<(), StoreError> {
        self.open = false;
        self.writer.rollback().await
    }

    async fn finish_set(&mut self, changed: bool) -> Result<(), WriteError> {
        let state = if changed { self.state } else { SetState::CannotBeUndone };
        let member = member_cell(self.grant.actor());
        let numbers = self.numbers;
        let (num, seq) = (self.num, self.next_seq - 1);
        let connection = self.writer.connection()?;
        for kind in Kind::ALL {
            let keep = "UPDATE kinds SET last_number = ?1 WHERE kind = ?2 AND last_number <> ?1";
            sql::execute(connection, keep, [numbers[kind as usize].into(), kind.name().into()]).await?;
        }
        let finish = "UPDATE change_sets SET last_seq = ?, state = ? WHERE num = ?";
        sql::execute(connection, finish, [seq.into(), (state as i64).into(), num.into()]).await?;
        if state == SetState::Stands {
            // What was undone before cannot be done again over what was written since.
            let forget = "UPDATE change_sets SET state = ? WHERE member = ? AND state = ?";
            let cells = [
                (SetState::UndoneForGood as i64).into(),
                member,
                (SetState::Undone as i64).into(),
            ];
            sql::execute(connection, forget, cells).await?;
        }
        Ok(())
    }

    /// The entities written so far, as they are now.
    async fn entities(&mut self) -> Result<Vec<workestra_core::Entity>, StoreError> {
        let nums = std::mem::take(&mut self.touched);
        let store = self.store.clone();
        let stored = entity::load(self.writer.connection()?, &store.inner().actors, &nums).await?;
        Ok(stored.into_iter().map(|stored| stored.entity).collect())
    }

    fn connection(&mut self) -> Result<&mut SqliteConnection, StoreError> {
        self.writer.connection()
    }

    fn allow(&self, verb: Verb, kind: Kind) -> Result<(), OpError> {
        if self.grant.covers(verb, kind) {
            return Ok(());
        }
        Err(OpError::Denied(match verb {
            Verb::Erase => "delete for good",
            _ => "change entities",
        }))
    }

    /// Takes note of a change; it is in the table when [`Self::flush`] has run.
    fn change(&mut self, num: i64, op: ChangeOp, revision: i64, field: Option<&str>, old: Cell, new: Cell) {
        self.changes.push([
            self.next_seq.into(),
            self.num.into(),
            num.into(),
            op_name(op).into(),
            field.into(),
            old,
            new,
            revision.into(),
        ]);
        self.next_seq += 1;
        self.touch(num);
    }

    fn touch(&mut self, num: i64) {
        if self.touched.len() < MOST_ENTITIES && self.touched_once.insert(num) {
            self.touched.push(num);
        }
    }

    async fn flush(&mut self) -> Result<(), WriteError> {
        let connection = self.writer.connection()?;
        Ok(self.changes.write(connection).await?)
    }
}

impl Drop for Writing<'_> {
    /// An abandoned set is rolled back before the writing connection is used again: the writer knows that it is open.
    fn drop(&mut self) {
        if self.open {
            tracing::debug!("a change set was abandoned");
        }
    }
}

fn member_cell(actor: Actor) -> Cell {
    actor.member().map(|MemberId(id)| id).into()
}

#[cfg(test)]
mod tests;
