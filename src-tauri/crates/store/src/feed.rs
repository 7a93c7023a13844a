//! Changes as history, as the indexer's outbox and as the window's event feed.

use std::collections::BTreeSet;

use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;
use tokio::sync::watch;
use workestra_core::{Change, ChangeOp, ChangeSetId, EntityId, Fields, UtcMillis, Value};

use crate::api::{FedChange, Touched};
use crate::entity::{limit_cell, nums_of, read_kind};
use crate::error::StoreError;
use crate::sql;
use crate::store::Store;
use crate::table::read_id;

const COLUMNS: &str = "SELECT c.seq, s.id, e.num, e.id, e.kind, c.op, c.field, c.old, c.new, c.revision, s.actor, s.at
     FROM changes c JOIN change_sets s ON s.num = c.change_set JOIN entities e ON e.num = c.entity";

impl Store {
    /// Changes past `seq`, in order. A `Create` holds no values here; [`Self::history`] fills them in.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn changes_since(&self, seq: i64, limit: usize) -> Result<Vec<FedChange>, StoreError> {
        let query = format!("{COLUMNS} WHERE c.seq > ? ORDER BY c.seq LIMIT ?");
        let mut connection = self.reader().await?;
        let rows = sql::rows_made(&mut connection, query, [seq.into(), limit_cell(limit)]).await?;
        rows.iter().map(|row| self.read_change(row)).collect()
    }

    /// The entities that the next `limit` changes past `seq` touched.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn touched_since(&self, seq: i64, limit: usize) -> Result<Touched, StoreError> {
        let mut connection = self.reader().await?;
        let query = "SELECT seq, entity FROM changes WHERE seq > ? ORDER BY seq LIMIT ?";
        let rows = sql::rows(&mut connection, query, [seq.into(), limit_cell(limit)]).await?;
        let mut nums = BTreeSet::new();
        let mut upto = seq;
        for row in rows {
            upto = row.try_get(0)?;
            nums.insert(row.try_get(1)?);
        }
        Ok(Touched {
            nums: nums.into_iter().collect(),
            upto,
        })
    }

    /// The newest committed change's sequence number; 0 in a new workspace.
    ///
    /// # Errors
    /// None today; a store over a network will have some.
    pub async fn latest_seq(&self) -> Result<i64, StoreError> {
        Ok(*self.inner().seq.borrow())
    }

    /// Follows [`Self::latest_seq`], after each commit.
    #[must_use]
    pub fn watch(&self) -> watch::Receiver<i64> {
        self.inner().seq.subscribe()
    }

    /// The changes of an entity, newest first. The change that made it comes with the values it was made with.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn history(&self, id: EntityId, limit: usize) -> Result<Vec<Change>, StoreError> {
        let mut connection = self.reader().await?;
        let Some(place) = nums_of(&mut connection, &[id]).await?.remove(&id) else {
            return Ok(Vec::new());
        };
        let query = format!("{COLUMNS} WHERE c.entity = ? ORDER BY c.seq DESC LIMIT ?");
        let rows = sql::rows_made(&mut connection, query, [place.num.into(), limit_cell(limit)]).await?;
        drop(connection);
        let mut changes = Vec::with_capacity(rows.len());
        for row in &rows {
            changes.push(self.read_change(row)?.change);
        }
        let is_whole = changes.last().is_some_and(|change| change.op == ChangeOp::Create);
        if let (true, Some(stored)) = (is_whole, self.entity(id).await?) {
            let fields = fields_at_first(stored.entity.fields, &changes)?;
            if let Some(made) = changes.last_mut() {
                made.new = serde_json::to_value(fields).ok();
            }
        }
        Ok(changes)
    }

    fn read_change(&self, row: &SqliteRow) -> Result<FedChange, StoreError> {
        let json = |at: usize| -> Result<Option<serde_json::Value>, StoreError> {
            let text: Option<&str> = row.try_get(at)?;
            text.map(serde_json::from_str)
                .transpose()
                .map_err(|error| StoreError::Corrupt(error.to_string()))
        };
        Ok(FedChange {
            num: row.try_get(2)?,
            change: Change {
                seq: row.try_get(0)?,
                change_set: ChangeSetId(read_id(row, 1)?),
                entity: EntityId(read_id(row, 3)?),
                kind: read_kind(row.try_get(4)?)?,
                op: read_op(row.try_get(5)?)?,
                field: row.try_get(6)?,
                old: json(7)?,
                new: json(8)?,
                revision: row.try_get(9)?,
                actor: self.inner().actors.get(row.try_get(10)?)?,
                at: UtcMillis(row.try_get(11)?),
            },
        })
    }
}

/// The fields as they were before all of these changes, newest first, were made.
fn fields_at_first(mut fields: Fields, changes: &[Change]) -> Result<Fields, StoreError> {
    for change in changes.iter().filter(|change| change.op == ChangeOp::Update) {
        let Some(field) = &change.field else {
            continue;
        };
        match &change.old {
            Some(old) => {
                let old: Value =
                    serde_json::from_value(old.clone()).map_err(|error| StoreError::Corrupt(error.to_string()))?;
                fields.insert(field.clone(), old);
            }
            None => {
                fields.remove(field);
            }
        }
    }
    Ok(fields)
}

/// The stored word of an act.
pub(crate) const fn op_name(op: ChangeOp) -> &'static str {
    match op {
        ChangeOp::Create => "create",
        ChangeOp::Update => "update",
        ChangeOp::Archive => "archive",
        ChangeOp::Trash => "trash",
        ChangeOp::Restore => "restore",
        ChangeOp::Erase => "erase",
        ChangeOp::Attach => "attach",
    }
}

/// The act of a stored word.
pub(crate) fn read_op(name: &str) -> Result<ChangeOp, StoreError> {
    [
        ChangeOp::Create,
        ChangeOp::Update,
        ChangeOp::Archive,
        ChangeOp::Trash,
        ChangeOp::Restore,
        ChangeOp::Erase,
        ChangeOp::Attach,
    ]
    .into_iter()
    .find(|&op| op_name(op) == name)
    .ok_or_else(|| StoreError::Corrupt(format!("a change does “{name}”")))
}
