//! The one way in which anything is written: a change set, all of it or nothing, under a grant.

mod apply;
mod attach;
mod changing;
mod configure;
mod confirmed;
mod create;
mod derived;
mod email;
mod erase;
mod file;
mod known;
mod merge;
mod queue;
mod reference;
mod rehearse;
mod state;
mod undo;
mod unique;
mod update;
mod view;
mod walk;

pub(crate) use email::settle_interrupted;
pub use email::{EmailFailure, NewEmail};

use std::collections::HashSet;

use sqlx::{Row as _, SqliteConnection};
use tokio::sync::OwnedMutexGuard;
use workestra_core::{Actor, ChangeOp, ChangeSetId, Grant, Kind, MemberId, UtcMillis, Verb};

use crate::catalog;
use crate::effect::Effect;
use crate::entity;
use crate::error::{OpError, StoreError, WriteError};
use crate::feed::op_name;
use crate::op::{Applied, Op, Written};
use crate::sql::{self, Cell};
use crate::store::Store;
use crate::writer::Writer;
use known::Known;
use queue::{Queue, Touches};

pub use confirmed::{Executed, Execution};
pub use rehearse::Rehearsed;
pub use undo::StandingSet;

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
    /// The last number taken, per kind; and as it was before the set.
    numbers: [i64; 5],
    first_numbers: [i64; 5],
    /// Writes that wait. Any read has them written first, so that it sees all that the set wrote before.
    queue: Queue,
    known: Known,
    applied: Vec<Applied>,
    touched: Vec<i64>,
    touched_once: HashSet<i64>,
    /// Members, fields or settings were changed.
    configured: bool,
    /// It is kept though no entity was changed.
    lasting: bool,
    /// What it does that is no change of an entity: emails that it puts into the outbox.
    beside: Vec<Effect>,
    /// It leaves something that is of no entity at all: a view.
    elsewhere: bool,
    /// What undo calls it.
    title: Option<String>,
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
        // What a person approved is written by `execute`, which looks whether they did.
        if grant.resolution().is_some() {
            return Err(OpError::Denied("write in the assistant's name outside of a confirmation").into());
        }
        self.begin_any(grant).await
    }

    async fn begin_any<'a>(&self, grant: &'a Grant) -> Result<Writing<'a>, WriteError> {
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
            first_numbers: [0; 5],
            queue: Queue::default(),
            known: Known::default(),
            applied: Vec::new(),
            touched: Vec::new(),
            touched_once: HashSet::new(),
            configured: false,
            lasting: false,
            beside: Vec::new(),
            elsewhere: false,
            title: None,
            open: true,
        };
        writing.prepare().await?;
        Ok(writing)
    }
}

impl Writing<'_> {
    async fn prepare(&mut self) -> Result<(), WriteError> {
        let last = |kind: Kind| format!("(SELECT last_number FROM kinds WHERE kind = '{kind}')");
        let query = format!(
            "SELECT (SELECT max(seq) FROM changes), (SELECT max(num) FROM entities), (SELECT max(num) FROM change_sets), {}",
            Kind::ALL.map(last).join(", ")
        );
        let rows = sql::rows_made(self.connection().await?, query, []).await?;
        for row in rows {
            let next = |at: usize| Ok::<_, sqlx::Error>(row.try_get_unchecked::<Option<i64>, _>(at)?.unwrap_or(0) + 1);
            (self.next_seq, self.next_num, self.num) = (next(0)?, next(1)?, next(2)?);
            for kind in Kind::ALL {
                self.numbers[kind as usize] = next(3 + kind as usize)? - 1;
            }
        }
        self.first_seq = self.next_seq;
        self.first_numbers = self.numbers;
        let cells = [
            self.num.into(),
            self.id.0.into(),
            self.actor.into(),
            member_cell(self.grant.actor()),
            self.at.into(),
            self.first_seq.into(),
        ];
        let set = "change_sets (num, id, actor, member, at, first_seq)";
        self.queue.insert(Touches::Set, self.num, set, cells);
        Ok(())
    }

    /// Gives the set a name that undo says: `the import of people.csv`.
    pub fn called(&mut self, title: impl Into<String>) {
        self.title = Some(title.into());
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
        // What waits must not be written after the transaction that it was for.
        self.queue = Queue::default();
        self.known = Known::default();
        self.beside.clear();
        self.writer.rollback().await
    }

    async fn finish_set(&mut self, changed: bool) -> Result<(), WriteError> {
        let state = if changed { self.state } else { SetState::CannotBeUndone };
        for kind in Kind::ALL {
            let number = self.numbers[kind as usize];
            if number != self.first_numbers[kind as usize] {
                let keep = "UPDATE kinds SET last_number = ? WHERE kind = ?";
                self.queue
                    .run(Touches::Set, self.num, keep, [number.into(), kind.name().into()]);
            }
        }
        let finish = "UPDATE change_sets SET last_seq = ?, state = ?, title = ? WHERE num = ?";
        let cells = [
            (self.next_seq - 1).into(),
            (state as i64).into(),
            self.title.take().into(),
            self.num.into(),
        ];
        self.queue.run(Touches::Set, self.num, finish, cells);
        if state == SetState::Stands {
            // What was undone before cannot be done again over what was written since.
            let forget = "UPDATE change_sets SET state = ? WHERE member = ? AND state = ?";
            let cells = [
                (SetState::UndoneForGood as i64).into(),
                member_cell(self.grant.actor()),
                (SetState::Undone as i64).into(),
            ];
            self.queue.run(Touches::Set, self.num, forget, cells);
        }
        Ok(self.flush().await?)
    }

    /// The entities written so far, as they are now.
    async fn entities(&mut self) -> Result<Vec<workestra_core::Entity>, StoreError> {
        let nums = std::mem::take(&mut self.touched);
        let store = self.store.clone();
        let stored = entity::load(self.connection().await?, &store.inner().actors, &nums).await?;
        Ok(stored.into_iter().map(|stored| stored.entity).collect())
    }

    /// The connection to read with, or to write with at once, after all that waits was written.
    async fn connection(&mut self) -> Result<&mut SqliteConnection, StoreError> {
        self.flush().await?;
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

    /// Takes note of a change.
    fn change(&mut self, num: i64, op: ChangeOp, revision: i64, field: Option<&str>, old: Cell, new: Cell) {
        let cells = [
            self.next_seq.into(),
            self.num.into(),
            num.into(),
            op_name(op).into(),
            field.into(),
            old,
            new,
            revision.into(),
        ];
        let changes = "changes (seq, change_set, entity, op, field, old, new, revision)";
        self.queue.insert(Touches::Changes, self.next_seq, changes, cells);
        self.next_seq += 1;
        self.touch(num);
    }

    fn touch(&mut self, num: i64) {
        if self.touched.len() < MOST_ENTITIES && self.touched_once.insert(num) {
            self.touched.push(num);
        }
    }

    /// Writes what waits.
    async fn flush(&mut self) -> Result<(), StoreError> {
        if self.queue.is_empty() {
            return Ok(());
        }
        Ok(self.queue.write(self.writer.connection()?).await?)
    }

    /// Writes what waits when it has become much.
    async fn flush_when_full(&mut self) -> Result<(), StoreError> {
        if self.queue.is_full() {
            self.flush().await
        } else {
            Ok(())
        }
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
