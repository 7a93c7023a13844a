//! Lists: a page in any order, and how many there are, at any size.

mod paging;
mod whole;

use sqlx::SqliteConnection;
use workestra_core::query::Query;
use workestra_core::{EntityId, Kind};

use crate::api::{ListPage, ListQuery};
use crate::condition::{Conditions, Meaning};
use crate::entity::{limit_cell, load};
use crate::error::StoreError;
use crate::order::OrderColumn;
use crate::sql::{self, Cell};
use crate::store::Store;
use crate::table::read_id;
use paging::{List, read_nums};
pub(crate) use whole::Orders;

impl Store {
    /// A page of a list.
    ///
    /// # Errors
    /// [`StoreError`] when a sort column is unknown or the page cannot be read.
    pub async fn list(&self, query: &ListQuery<'_>) -> Result<ListPage, StoreError> {
        let (schema, members) = (self.schema(), self.members());
        let meaning = Meaning {
            schema: &schema,
            clock: &self.inner().clock,
        };
        let order: Vec<OrderColumn> = query
            .sort
            .iter()
            .map(|(key, descending)| OrderColumn::of(&schema, &members, query.kind, key, *descending))
            .collect::<Result<_, _>>()?;
        let Some(conditions) = meaning.conditions(query.query, query.kind, true) else {
            return Ok(ListPage {
                entities: Vec::new(),
                total: 0,
            });
        };
        let mut connection = self.reader().await?;
        let live = sql::number(
            &mut connection,
            "SELECT live FROM kinds WHERE kind = ?",
            [query.kind.name().into()],
        )
        .await?
        .unwrap_or(0);
        let total = if conditions.plain && conditions.live {
            live
        } else {
            self.count(&mut connection, query.kind, &conditions).await?
        };
        let list = List {
            store: self,
            kind: query.kind,
            conditions: &conditions,
            order: &order,
            total,
            live,
        };
        let nums = list
            .page(&mut connection, query.offset.into(), query.limit.into())
            .await?;
        let stored = load(&mut connection, &self.inner().actors, &nums).await?;
        Ok(ListPage {
            entities: stored.into_iter().map(|stored| stored.entity).collect(),
            total,
        })
    }

    /// Ids of all entities of a kind that match, in the order of their making. Sixteen bytes each, however many.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn matching(&self, kind: Kind, query: &Query) -> Result<Vec<EntityId>, StoreError> {
        let schema = self.schema();
        let meaning = Meaning {
            schema: &schema,
            clock: &self.inner().clock,
        };
        let Some(conditions) = meaning.conditions(query, kind, true) else {
            return Ok(Vec::new());
        };
        let text = format!(
            "SELECT id FROM {kind}{} WHERE {} ORDER BY num",
            conditions.access.clause(),
            conditions.text
        );
        let mut connection = self.reader().await?;
        let rows = sql::rows_made(&mut connection, text, conditions.cells).await?;
        rows.iter().map(|row| Ok(EntityId(read_id(row, 0)?))).collect()
    }

    /// Document keys of the entities of any kind that the filters let through, ascending; words are not looked at.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn matching_nums(&self, query: &Query, limit: usize) -> Result<Vec<i64>, StoreError> {
        let schema = self.schema();
        let meaning = Meaning {
            schema: &schema,
            clock: &self.inner().clock,
        };
        let mut connection = self.reader().await?;
        let mut nums = Vec::new();
        for kind in Kind::ALL {
            let Some(conditions) = meaning.conditions(query, kind, false) else {
                continue;
            };
            let text = format!(
                "SELECT num FROM {kind}{} WHERE {} ORDER BY num LIMIT ?",
                conditions.access.clause(),
                conditions.text
            );
            let cells = conditions.cells.into_iter().chain([limit_cell(limit)]);
            nums.extend(read_nums(&mut connection, text, cells).await?);
        }
        nums.sort_unstable();
        nums.truncate(limit);
        Ok(nums)
    }

    /// How many rows meet conditions that are not plain.
    async fn count(
        &self,
        connection: &mut SqliteConnection,
        kind: Kind,
        conditions: &Conditions,
    ) -> Result<i64, StoreError> {
        let text = format!(
            "SELECT count(*) FROM {kind}{} WHERE {}",
            conditions.access.clause(),
            conditions.text
        );
        self.counted(connection, text, &conditions.cells).await
    }

    /// What a statement counts, asked of the file once for each state of the workspace.
    async fn counted(
        &self,
        connection: &mut SqliteConnection,
        text: String,
        cells: &[Cell],
    ) -> Result<i64, StoreError> {
        let counted = &self.inner().counted;
        // What is committed meanwhile is counted under the change before, and anew under its own.
        let seq = *self.inner().seq.borrow();
        if let Some(count) = counted.get(seq, &text, cells) {
            return Ok(count);
        }
        let count = sql::number(connection, sqlx::AssertSqlSafe(text.clone()), cells.iter().cloned())
            .await?
            .unwrap_or(0);
        counted.put(seq, text, cells.to_vec(), count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests;
