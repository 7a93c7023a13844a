//! Undo and redo. Both walk the changes of a set, backwards or forwards, and write what takes each back or does it again,
//! as a change set of its own. What somebody wrote later stays.

use std::collections::HashSet;

use sqlx::Row as _;
use workestra_core::{ChangeOp, ChangeSetId, Grant, MemberId, UtcMillis};

use super::apply::Failure;
use super::walk::Step;
use super::{SetState, Writing, member_cell};
use crate::entity::titles;
use crate::error::{OpError, StoreError, WriteError};
use crate::op::{Acts, Applied, Kept, Undone};
use crate::sql::{self, Cell};
use crate::store::Store;
use crate::table::read_id;
use crate::timeline::TitleOf;

/// Reports at most this many things that were kept.
const MOST_KEPT: usize = 500;

/// The most entities of a set that are named.
const MOST_NAMED: i64 = 20;

/// A change set that can be taken back.
#[derive(Debug, Clone, PartialEq)]
pub struct StandingSet {
    /// When it was written.
    pub at: UtcMillis,
    /// What it is called, when it is.
    pub title: Option<String>,
    /// What it changed, first first; at most 20.
    pub entities: Vec<TitleOf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Back,
    Forward,
}

/// A change set that is walked.
pub(super) struct Walked {
    num: i64,
    id: ChangeSetId,
    title: Option<String>,
    first_seq: i64,
    pub(super) last_seq: i64,
}

/// What was left as it is: the entity and the key of the field.
pub(super) type Left = (i64, Option<String>);

impl Store {
    /// Takes back the newest change set of the grant's member that stands. None when there is none.
    ///
    /// # Errors
    /// [`WriteError`]; nothing was taken back then.
    pub async fn undo(&self, grant: &Grant) -> Result<Option<Undone>, WriteError> {
        self.walk(grant, Direction::Back).await
    }

    /// Does again what was undone last, unless the member wrote something since.
    ///
    /// # Errors
    /// [`WriteError`]; nothing was done then.
    pub async fn redo(&self, grant: &Grant) -> Result<Option<Undone>, WriteError> {
        self.walk(grant, Direction::Forward).await
    }

    /// Takes back one change set of the grant's member that stands, whichever was written since: what others, or the member,
    /// wrote later into the same fields stays. None when there is no such set, or it was undone already.
    ///
    /// # Errors
    /// [`WriteError`]; nothing was taken back then.
    pub async fn undo_set(&self, grant: &Grant, set: ChangeSetId) -> Result<Option<Undone>, WriteError> {
        self.walk_one(grant, Direction::Back, Some(set)).await
    }

    /// What a change set of the member is that an undo would take back; none when there is no such set.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub async fn standing_set(&self, member: MemberId, set: ChangeSetId) -> Result<Option<StandingSet>, StoreError> {
        let mut connection = self.reader().await?;
        let query = "SELECT at, title, first_seq, last_seq FROM change_sets WHERE id = ? AND member = ? AND state = ?";
        let cells = [set.0.into(), member.0.into(), (SetState::Stands as i64).into()];
        let Some(row) = sql::row(&mut connection, query, cells).await? else {
            return Ok(None);
        };
        let (first, last): (i64, i64) = (row.try_get(2)?, row.try_get(3)?);
        let touched = "SELECT entity FROM changes WHERE seq BETWEEN ? AND ? GROUP BY entity ORDER BY min(seq) LIMIT ?";
        let nums = sql::numbers(&mut connection, touched, [first.into(), last.into(), MOST_NAMED.into()]).await?;
        Ok(Some(StandingSet {
            at: UtcMillis(row.try_get(0)?),
            title: row.try_get(1)?,
            entities: titles(&mut connection, &nums).await?,
        }))
    }

    async fn walk(&self, grant: &Grant, direction: Direction) -> Result<Option<Undone>, WriteError> {
        self.walk_one(grant, direction, None).await
    }

    async fn walk_one(
        &self,
        grant: &Grant,
        direction: Direction,
        named: Option<ChangeSetId>,
    ) -> Result<Option<Undone>, WriteError> {
        let mut writing = self.begin(grant).await?;
        let Some(set) = writing.next_to_walk(direction, named).await? else {
            writing.rollback().await;
            return Ok(None);
        };
        match writing.walk_set(&set, direction).await {
            Ok((acts, left)) => {
                let kept = writing.kept(left).await?;
                let written = writing.commit().await?;
                Ok(Some(Undone {
                    of: set.id,
                    title: set.title,
                    change_set: written.change_set,
                    seq: written.seq,
                    acts,
                    entities: written.entities,
                    kept,
                }))
            }
            Err(Failure::Refused(refused)) => {
                writing.rollback().await;
                Err(refused.into())
            }
            Err(Failure::Lost(error)) => Err(error),
        }
    }
}

impl Writing<'_> {
    async fn next_to_walk(
        &mut self,
        direction: Direction,
        named: Option<ChangeSetId>,
    ) -> Result<Option<Walked>, StoreError> {
        let query = match direction {
            Direction::Back => {
                "SELECT num, id, first_seq, last_seq, title FROM change_sets
                 WHERE member = ? AND state = ? AND num < ? AND id = coalesce(?, id) ORDER BY num DESC LIMIT 1"
            }
            // What was undone last is the oldest of those that are undone.
            Direction::Forward => {
                "SELECT num, id, first_seq, last_seq, title FROM change_sets
                 WHERE member = ? AND state = ? AND num < ? AND id = coalesce(?, id) ORDER BY num LIMIT 1"
            }
        };
        let state = match direction {
            Direction::Back => SetState::Stands,
            Direction::Forward => SetState::Undone,
        };
        let cells = [
            member_cell(self.grant.actor()),
            (state as i64).into(),
            self.num.into(),
            named.map_or(Cell::Null, |set| set.0.into()),
        ];
        match sql::row(self.connection().await?, query, cells).await? {
            Some(row) => Ok(Some(Walked {
                num: row.try_get(0)?,
                id: ChangeSetId(read_id(&row, 1)?),
                first_seq: row.try_get(2)?,
                last_seq: row.try_get(3)?,
                title: row.try_get(4)?,
            })),
            None => Ok(None),
        }
    }

    pub(super) async fn set_undo(&mut self, set: ChangeSetId) -> Result<Applied, Failure> {
        let walked = self.next_to_walk(Direction::Back, Some(set)).await?;
        let walked = walked.ok_or(OpError::NotThere("change set that can be undone"))?;
        self.walk_set(&walked, Direction::Back).await?;
        Ok(Applied::Undone(set))
    }

    async fn walk_set(&mut self, set: &Walked, direction: Direction) -> Result<(Acts, Vec<Left>), Failure> {
        self.state = SetState::CannotBeUndone;
        self.lasting = true;
        let becomes = match direction {
            Direction::Back => SetState::Undone,
            Direction::Forward => SetState::Stands,
        };
        let mark = "UPDATE change_sets SET state = ? WHERE num = ?";
        sql::execute(
            self.connection().await?,
            mark,
            [(becomes as i64).into(), set.num.into()],
        )
        .await?;
        let repeats = "UPDATE change_sets SET repeats = ? WHERE num = ?";
        let own = self.num;
        sql::execute(self.connection().await?, repeats, [set.num.into(), own.into()]).await?;
        let mut left = Vec::new();
        let mut acts = Acts::default();
        let mut updated = HashSet::new();
        let (mut from, mut to) = (set.first_seq, set.last_seq);
        loop {
            let steps = self.steps(from, to, direction).await?;
            let Some(last) = steps.last() else {
                break;
            };
            match direction {
                Direction::Back => to = last.seq - 1,
                Direction::Forward => from = last.seq + 1,
            }
            self.walk_page(set, &steps, direction, &mut left).await?;
            count(&mut acts, &mut updated, &steps);
        }
        acts.updated = updated.len() as u64;
        Ok((acts, left))
    }

    async fn kept(&mut self, mut left: Vec<Left>) -> Result<Vec<Kept>, WriteError> {
        left.truncate(MOST_KEPT);
        let nums: Vec<i64> = left.iter().map(|(num, _)| *num).collect();
        let titles = titles(self.connection().await?, &nums).await?;
        let schema = self.store.schema();
        let kept = left.into_iter().filter_map(|(num, key)| {
            let title = titles.iter().find(|title| title.num == num)?;
            let label = |key: String| {
                let field = schema.kind(title.reference.kind).field(&key);
                field.map_or(key.clone(), |field| field.label.clone().into_owned())
            };
            Some(Kept {
                reference: title.reference,
                title: title.title.clone(),
                field: key.map(label),
            })
        });
        Ok(kept.collect())
    }
}

fn count(acts: &mut Acts, updated: &mut HashSet<i64>, steps: &[Step]) {
    for step in steps {
        match step.op {
            ChangeOp::Create => acts.created += 1,
            ChangeOp::Update => {
                updated.insert(step.num);
            }
            ChangeOp::Archive => acts.archived += 1,
            ChangeOp::Trash => acts.trashed += 1,
            ChangeOp::Restore => acts.restored += 1,
            ChangeOp::Attach => acts.attached += 1,
            ChangeOp::Erase => {}
        }
    }
}
