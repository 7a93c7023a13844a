//! Undo and redo. Both walk the changes of a set, backwards or forwards, and write what takes each back or does it again,
//! as a change set of its own. What somebody wrote later stays.

use std::collections::HashSet;

use sqlx::Row as _;
use workestra_core::{ChangeOp, ChangeSetId, Fields, Grant, Kind, Value, Verb};

use super::apply::Failure;
use super::attach::{self, LINK, LinkRow, NOTE, NoteRow};
use super::state::Mark;
use super::{SetState, Writing, member_cell};
use crate::entity::{ERASED, read_kind, titles};
use crate::error::{StoreError, WriteError};
use crate::feed::read_op;
use crate::op::{Acts, Kept, Undone};
use crate::sql::{self, json_numbers};
use crate::store::Store;
use crate::table::read_id;

/// Changes read at once.
const PAGE: i64 = 2_000;

/// Reports at most this many things that were kept.
const MOST_KEPT: usize = 500;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Back,
    Forward,
}

/// A change set that is walked.
struct Walked {
    num: i64,
    id: ChangeSetId,
    first_seq: i64,
    last_seq: i64,
}

/// A change of it.
struct Step {
    seq: i64,
    num: i64,
    kind: Kind,
    op: ChangeOp,
    field: Option<String>,
    old: Option<String>,
    new: Option<String>,
}

/// What was left as it is: the entity and the key of the field.
type Left = (i64, Option<String>);

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

    async fn walk(&self, grant: &Grant, direction: Direction) -> Result<Option<Undone>, WriteError> {
        let mut writing = self.begin(grant).await?;
        let Some(set) = writing.next_to_walk(direction).await? else {
            writing.rollback().await;
            return Ok(None);
        };
        match writing.walk_set(&set, direction).await {
            Ok((acts, left)) => {
                let kept = writing.kept(left).await?;
                let written = writing.commit().await?;
                Ok(Some(Undone {
                    of: set.id,
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
    async fn next_to_walk(&mut self, direction: Direction) -> Result<Option<Walked>, StoreError> {
        let query = match direction {
            Direction::Back => {
                "SELECT num, id, first_seq, last_seq FROM change_sets
                 WHERE member = ? AND state = ? AND num < ? ORDER BY num DESC LIMIT 1"
            }
            // What was undone last is the oldest of those that are undone.
            Direction::Forward => {
                "SELECT num, id, first_seq, last_seq FROM change_sets
                 WHERE member = ? AND state = ? AND num < ? ORDER BY num LIMIT 1"
            }
        };
        let state = match direction {
            Direction::Back => SetState::Stands,
            Direction::Forward => SetState::Undone,
        };
        let cells = [member_cell(self.grant.actor()), (state as i64).into(), self.num.into()];
        match sql::row(self.connection()?, query, cells).await? {
            Some(row) => Ok(Some(Walked {
                num: row.try_get(0)?,
                id: ChangeSetId(read_id(&row, 1)?),
                first_seq: row.try_get(2)?,
                last_seq: row.try_get(3)?,
            })),
            None => Ok(None),
        }
    }

    async fn walk_set(&mut self, set: &Walked, direction: Direction) -> Result<(Acts, Vec<Left>), Failure> {
        self.state = SetState::CannotBeUndone;
        self.lasting = true;
        let becomes = match direction {
            Direction::Back => SetState::Undone,
            Direction::Forward => SetState::Stands,
        };
        let mark = "UPDATE change_sets SET state = ? WHERE num = ?";
        sql::execute(self.connection()?, mark, [(becomes as i64).into(), set.num.into()]).await?;
        let repeats = "UPDATE change_sets SET repeats = ? WHERE num = ?";
        let own = self.num;
        sql::execute(self.connection()?, repeats, [set.num.into(), own.into()]).await?;
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
            for run in steps.chunk_by(goes_with) {
                count(&mut acts, &mut updated, run);
                self.walk_run(set, run, direction, &mut left).await?;
                self.flush().await?;
            }
        }
        acts.updated = updated.len() as u64;
        Ok((acts, left))
    }

    async fn steps(&mut self, from: i64, to: i64, direction: Direction) -> Result<Vec<Step>, StoreError> {
        let order = match direction {
            Direction::Back => "DESC",
            Direction::Forward => "ASC",
        };
        // Of what was deleted for good there is nothing to take back.
        let query = format!(
            "SELECT c.seq, c.entity, e.kind, c.op, c.field, c.old, c.new FROM changes c JOIN entities e ON e.num = c.entity
             WHERE c.seq BETWEEN ? AND ? AND e.state <> ? ORDER BY c.seq {order} LIMIT ?"
        );
        let cells = [from.into(), to.into(), ERASED.into(), PAGE.into()];
        let mut steps = Vec::new();
        for row in sql::rows_made(self.connection()?, query, cells).await? {
            steps.push(Step {
                seq: row.try_get(0)?,
                num: row.try_get(1)?,
                kind: read_kind(row.try_get(2)?)?,
                op: read_op(row.try_get(3)?)?,
                field: row.try_get(4)?,
                old: row.try_get(5)?,
                new: row.try_get(6)?,
            });
        }
        Ok(steps)
    }

    /// Steps that go together: a mark on many entities of a kind, or fields of one entity.
    async fn walk_run(
        &mut self,
        set: &Walked,
        run: &[Step],
        direction: Direction,
        left: &mut Vec<Left>,
    ) -> Result<(), Failure> {
        let Some(first) = run.first() else {
            return Ok(());
        };
        self.allow(Verb::Write, first.kind)?;
        let mut nums: Vec<i64> = run.iter().map(|step| step.num).collect();
        let mark = match first.op {
            // To be made again is to come back from the trash.
            ChangeOp::Create | ChangeOp::Restore => Mark::Restore,
            ChangeOp::Trash => Mark::Trash,
            ChangeOp::Archive if first.new.as_deref() == Some("true") => Mark::Archive,
            ChangeOp::Archive => Mark::Unarchive,
            ChangeOp::Update => return self.walk_fields(run, direction, left).await,
            ChangeOp::Attach => return self.walk_attached(first, direction).await,
            ChangeOp::Erase => return Ok(()),
        };
        let mark = match direction {
            Direction::Back => mark.reversed(),
            Direction::Forward => mark,
        };
        if (first.op, direction) == (ChangeOp::Create, Direction::Back) {
            let worked_on = self.worked_on_since(set, &nums).await?;
            left.extend(worked_on.iter().map(|&num| (num, None)));
            nums.retain(|num| !worked_on.contains(num));
        }
        Ok(self.mark(first.kind, &nums, mark).await?)
    }

    /// Those of the entities that others changed after the set, in sets that stand.
    async fn worked_on_since(&mut self, set: &Walked, nums: &[i64]) -> Result<HashSet<i64>, StoreError> {
        let query = "SELECT DISTINCT c.entity FROM changes c JOIN change_sets s ON s.num = c.change_set
             WHERE c.entity IN (SELECT value FROM json_each(?)) AND c.seq > ? AND s.num < ?
               AND s.repeats IS NULL AND s.state IN (0, 3) AND c.op IN ('update', 'archive')";
        let own = self.num;
        let cells = [json_numbers(nums), set.last_seq.into(), own.into()];
        Ok(sql::numbers(self.connection()?, query, cells)
            .await?
            .into_iter()
            .collect())
    }

    async fn walk_fields(&mut self, run: &[Step], direction: Direction, left: &mut Vec<Left>) -> Result<(), Failure> {
        let Some(first) = run.first() else {
            return Ok(());
        };
        let schema = self.store.schema();
        let stored = self.stored(first.kind, first.num).await?;
        let mut fields: Fields = stored.entity.fields.clone();
        for step in run {
            let Some(key) = &step.field else {
                continue;
            };
            let (wrote, puts) = match direction {
                Direction::Back => (value(step.new.as_deref())?, value(step.old.as_deref())?),
                Direction::Forward => (value(step.old.as_deref())?, value(step.new.as_deref())?),
            };
            let current = fields.get(key);
            if current == puts.as_ref() {
                continue;
            }
            if current != wrote.as_ref() {
                left.push((step.num, Some(key.clone())));
                continue;
            }
            match puts {
                Some(value) => fields.insert(key.clone(), value),
                None => fields.remove(key),
            };
        }
        self.put_fields(&schema, stored, fields).await?;
        Ok(())
    }

    async fn walk_attached(&mut self, step: &Step, direction: Direction) -> Result<(), Failure> {
        let (gone, comes) = match direction {
            Direction::Back => (&step.new, &step.old),
            Direction::Forward => (&step.old, &step.new),
        };
        match (step.field.as_deref(), gone, comes) {
            (Some(NOTE), Some(gone), None) => {
                if let Some(id) = attach::id_of(gone)
                    && let Some(note) = self.note(id).await?
                {
                    self.note_take(&note).await?;
                }
            }
            (Some(NOTE), None, Some(comes)) => {
                let mut note: NoteRow = read(comes)?;
                if self.note(note.id).await?.is_none() {
                    let there = crate::entity::kinds_of(self.connection()?, &note.on).await?;
                    note.on.retain(|num| there.iter().any(|(known, _)| known == num));
                    self.note_put(&note).await?;
                }
            }
            (Some(LINK), Some(gone), None) => {
                if let Some(id) = attach::id_of(gone)
                    && let Some(link) = self.link(id).await?
                {
                    self.link_take(&link).await?;
                }
            }
            (Some(LINK), None, Some(comes)) => {
                let link: LinkRow = read(comes)?;
                let ends = crate::entity::kinds_of(self.connection()?, &[link.source, link.target]).await?;
                if ends.len() == 2 && self.link(link.id).await?.is_none() {
                    self.link_put(&link).await?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    async fn kept(&mut self, mut left: Vec<Left>) -> Result<Vec<Kept>, WriteError> {
        left.truncate(MOST_KEPT);
        let nums: Vec<i64> = left.iter().map(|(num, _)| *num).collect();
        let titles = titles(self.connection()?, &nums).await?;
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

/// Whether two changes in a row are walked in one go.
fn goes_with(a: &Step, b: &Step) -> bool {
    if a.op != b.op || a.kind != b.kind {
        return false;
    }
    match a.op {
        ChangeOp::Update => a.num == b.num,
        ChangeOp::Archive => a.new == b.new,
        ChangeOp::Create | ChangeOp::Trash | ChangeOp::Restore => true,
        ChangeOp::Attach | ChangeOp::Erase => false,
    }
}

fn count(acts: &mut Acts, updated: &mut HashSet<i64>, run: &[Step]) {
    let Some(first) = run.first() else {
        return;
    };
    let many = run.len() as u64;
    match first.op {
        ChangeOp::Create => acts.created += many,
        ChangeOp::Update => {
            updated.insert(first.num);
        }
        ChangeOp::Archive => acts.archived += many,
        ChangeOp::Trash => acts.trashed += many,
        ChangeOp::Restore => acts.restored += many,
        ChangeOp::Attach => acts.attached += many,
        ChangeOp::Erase => {}
    }
}

fn value(text: Option<&str>) -> Result<Option<Value>, StoreError> {
    text.map(read).transpose()
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Corrupt(error.to_string()))
}
