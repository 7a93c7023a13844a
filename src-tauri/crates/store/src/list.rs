//! Lists: a page in any order, and how many there are, at any size.

use sqlx::{Row as _, SqliteConnection};
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

/// Up to this many matches it is cheaper to find them all and sort them than to walk the order and pick.
const SORTED_WHOLE: i64 = 2_000;

/// A page that is being gathered: document keys in order.
struct Page {
    nums: Vec<i64>,
    skip: i64,
    limit: i64,
}

impl Page {
    fn is_full(&self) -> bool {
        self.left() <= 0
    }

    fn left(&self) -> i64 {
        self.limit - i64::try_from(self.nums.len()).unwrap_or(i64::MAX)
    }
}

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
        let total = count(&mut connection, query.kind, &conditions).await?;
        let mut page = Page {
            nums: Vec::new(),
            skip: query.offset.into(),
            limit: query.limit.into(),
        };
        if page.skip < total {
            fill(&mut connection, query.kind, &conditions, &order, total, &mut page).await?;
        }
        let stored = load(&mut connection, &self.inner().actors, &page.nums).await?;
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
        let text = format!("SELECT id FROM {kind} WHERE {} ORDER BY num", conditions.text);
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
            let text = format!("SELECT num FROM {kind} WHERE {} ORDER BY num LIMIT ?", conditions.text);
            let cells = conditions.cells.into_iter().chain([limit_cell(limit)]);
            nums.extend(read_nums(&mut connection, text, cells).await?);
        }
        nums.sort_unstable();
        nums.truncate(limit);
        Ok(nums)
    }
}

async fn count(connection: &mut SqliteConnection, kind: Kind, conditions: &Conditions) -> Result<i64, StoreError> {
    let counted = if conditions.plain && conditions.live {
        sql::number(
            connection,
            "SELECT live FROM kinds WHERE kind = ?",
            [kind.name().into()],
        )
        .await?
    } else {
        let text = format!("SELECT count(*) FROM {kind} WHERE {}", conditions.text);
        sql::number(connection, sqlx::AssertSqlSafe(text), conditions.cells.iter().cloned()).await?
    };
    Ok(counted.unwrap_or(0))
}

async fn fill(
    connection: &mut SqliteConnection,
    kind: Kind,
    conditions: &Conditions,
    order: &[OrderColumn],
    total: i64,
    page: &mut Page,
) -> Result<(), StoreError> {
    let first = order.first();
    let walked = first.filter(|_| conditions.live && (conditions.plain || total > SORTED_WHOLE));
    if let Some(column) = walked.filter(|column| column.groups.is_some() && total > SORTED_WHOLE) {
        return by_groups(connection, kind, conditions, column, order, page).await;
    }
    let (text, mut cells) = page_text(kind, conditions, order, walked);
    cells.extend([page.left().into(), page.skip.into()]);
    page.nums.extend(read_nums(connection, text, cells).await?);
    Ok(())
}

/// The query of a page in one order. With a column to walk it must use that column's index.
fn page_text(
    kind: Kind,
    conditions: &Conditions,
    order: &[OrderColumn],
    walked: Option<&OrderColumn>,
) -> (String, Vec<Cell>) {
    let mut terms = Vec::new();
    let mut cells = conditions.cells.clone();
    for column in order {
        let (term, values) = column.term();
        terms.push(term);
        cells.extend(values);
    }
    terms.push(order.first().map_or("num ASC", OrderColumn::tie).to_owned());
    let index = walked
        .filter(|column| column.groups.is_none())
        .and_then(|column| column.index.as_deref())
        .map_or_else(String::new, |index| format!(" INDEXED BY \"{index}\""));
    let text = format!(
        "SELECT num FROM {kind}{index} WHERE {} ORDER BY {} LIMIT ? OFFSET ?",
        conditions.text,
        terms.join(", ")
    );
    (text, cells)
}

/// Walks the values of the first column in their order, and within each the table's own order or that of the further
/// columns. Groups before the page are only counted.
async fn by_groups(
    connection: &mut SqliteConnection,
    kind: Kind,
    conditions: &Conditions,
    column: &OrderColumn,
    order: &[OrderColumn],
    page: &mut Page,
) -> Result<(), StoreError> {
    let mut terms = Vec::new();
    let mut values = Vec::new();
    for further in order.iter().skip(1) {
        let (term, cells) = further.term();
        terms.push(term);
        values.extend(cells);
    }
    terms.push(column.tie().to_owned());
    let terms = terms.join(", ");
    let known = column.groups.clone().unwrap_or_default();
    let marks = vec!["?"; known.len()].join(", ");
    let mut groups: Vec<(String, Vec<Cell>)> = known
        .iter()
        .map(|value| (format!("{} = ?", column.expression), vec![value.clone()]))
        .collect();
    // Values that the declaration no longer has. The comparison leaves out the empty ones, by a range of the index.
    let unknown = format!("{0} > '' AND {0} NOT IN ({marks})", column.expression);
    groups.push((unknown, known));
    if column.descending {
        groups.reverse();
    }
    groups.push((format!("{} IS NULL", column.expression), Vec::new()));
    for (group, cells) in groups {
        if page.is_full() {
            break;
        }
        let from = format!("FROM {kind} WHERE {} AND {group}", conditions.text);
        let bound: Vec<Cell> = conditions.cells.iter().cloned().chain(cells).collect();
        if page.skip > 0 {
            let size = format!("SELECT count(*) {from}");
            let size = sql::number(connection, sqlx::AssertSqlSafe(size), bound.iter().cloned())
                .await?
                .unwrap_or(0);
            if size <= page.skip {
                page.skip -= size;
                continue;
            }
        }
        let text = format!("SELECT num {from} ORDER BY {terms} LIMIT ? OFFSET ?");
        let paging = [Cell::Int(page.left()), Cell::Int(page.skip)];
        let cells = bound.into_iter().chain(values.iter().cloned()).chain(paging);
        let found = read_nums(connection, text, cells).await?;
        page.nums.extend(found);
        page.skip = 0;
    }
    Ok(())
}

async fn read_nums(
    connection: &mut SqliteConnection,
    text: String,
    cells: impl IntoIterator<Item = Cell>,
) -> Result<Vec<i64>, StoreError> {
    let rows = sql::rows_made(connection, text, cells).await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

#[cfg(test)]
mod tests;
