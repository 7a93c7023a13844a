//! What ops would do, found out by doing them and taking them back.

use sqlx::Row as _;
use workestra_core::{ChangeOp, EntityId, Kind, Member, Policy, Verb};

use super::Writing;
use crate::effect::Effect;
use crate::entity::{by_kind, kinds_of, titles};
use crate::error::{OpError, StoreError, WriteError};
use crate::feed::read_op;
use crate::op::Op;
use crate::sql::{self, json_numbers};
use crate::store::Store;
use crate::table::read_id;

/// What ops would do.
#[derive(Debug, Clone, PartialEq)]
pub struct Rehearsed {
    /// Ops that would be refused, by their place.
    pub refused: Vec<(usize, OpError)>,
    /// What the others would change, in order.
    pub effects: Vec<Effect>,
    /// The entities that they would touch and that are there, as they are now.
    pub revisions: Vec<(EntityId, i64)>,
    /// Whether they would leave something that is of no entity: a view.
    pub elsewhere: bool,
}

impl Store {
    /// Finds out what ops would do if this member wrote them. Nothing of it stays, whatever happens.
    ///
    /// # Errors
    /// Refused when the member may not write; else the database failed.
    pub async fn rehearse(&self, member: &Member, ops: Vec<Op>) -> Result<Rehearsed, WriteError> {
        let grant = Policy::grant(member, Verb::Write, None).map_err(|_| OpError::Denied("change entities"))?;
        let mut writing = self.begin(&grant).await?;
        let rehearsed = writing.rehearsed(ops).await;
        writing.rollback().await;
        rehearsed
    }
}

impl Writing<'_> {
    async fn rehearsed(&mut self, ops: Vec<Op>) -> Result<Rehearsed, WriteError> {
        let mut refused = Vec::new();
        for (at, outcome) in self.apply(ops).await?.into_iter().enumerate() {
            if let Err(error) = outcome {
                refused.push((at, error));
            }
        }
        let effects = self.effects().await?;
        let nums = self.touched.clone();
        self.roll_back().await?;
        let revisions = self.revisions(&nums).await?;
        Ok(Rehearsed {
            refused,
            effects,
            revisions,
            elsewhere: self.elsewhere,
        })
    }

    /// What the set has changed so far.
    pub(super) async fn effects(&mut self) -> Result<Vec<Effect>, StoreError> {
        let set = self.num;
        let query = "SELECT c.entity, e.id, c.op, c.field, c.old, c.new FROM changes c
             JOIN entities e ON e.num = c.entity WHERE c.seq >= ? AND c.change_set = ? ORDER BY c.seq";
        let cells = [self.first_seq.into(), set.into()];
        let rows = sql::rows(self.connection().await?, query, cells).await?;
        let nums: Vec<i64> = rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
        let mut unique = nums.clone();
        unique.sort_unstable();
        unique.dedup();
        let titles = titles(self.connection().await?, &unique).await?;
        let store = self.store.clone();
        let made = crate::entity::load(self.connection().await?, &store.inner().actors, &unique).await?;
        let json = |text: Option<&str>| {
            let parsed = text.map(serde_json::from_str).transpose();
            parsed.map_err(|error| StoreError::Corrupt(error.to_string()))
        };
        let mut effects = Vec::with_capacity(rows.len());
        for (row, num) in rows.iter().zip(nums) {
            let Some(title) = titles.iter().find(|title| title.num == num) else {
                continue;
            };
            let op = read_op(row.try_get(2)?)?;
            let new = match op {
                ChangeOp::Create => made
                    .iter()
                    .find(|stored| stored.num == num)
                    .and_then(|stored| serde_json::to_value(&stored.entity.fields).ok()),
                _ => json(row.try_get(5)?)?,
            };
            effects.push(Effect {
                entity: EntityId(read_id(row, 1)?),
                reference: title.reference,
                title: title.title.clone(),
                op,
                field: row.try_get(3)?,
                old: json(row.try_get(4)?)?,
                new,
            });
        }
        effects.extend(self.beside.iter().cloned());
        Ok(effects)
    }

    async fn revisions(&mut self, nums: &[i64]) -> Result<Vec<(EntityId, i64)>, StoreError> {
        // What waited was rolled back: this reads what is there.
        let connection = self.writer.connection()?;
        let kinds = kinds_of(connection, nums).await?;
        let mut found = Vec::new();
        for (kind, nums) in by_kind(kinds.into_iter().map(|(num, kind)| (kind, num))) {
            found.extend(revisions_of(connection, kind, &nums).await?);
        }
        Ok(found)
    }
}

async fn revisions_of(
    connection: &mut sqlx::SqliteConnection,
    kind: Kind,
    nums: &[i64],
) -> Result<Vec<(EntityId, i64)>, StoreError> {
    let query = format!("SELECT id, revision FROM {kind} WHERE num IN (SELECT value FROM json_each(?))");
    let rows = sql::rows_made(connection, query, [json_numbers(nums)]).await?;
    rows.iter()
        .map(|row| Ok((EntityId(read_id(row, 0)?), row.try_get(1)?)))
        .collect()
}
