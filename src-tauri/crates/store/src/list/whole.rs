//! The whole order of a list, for pages far down: kept while nothing is written, so that scrolling on costs no more than
//! reading the rows.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

use parking_lot::Mutex;
use sqlx::SqliteConnection;
use workestra_core::Kind;

use super::paging::{List, SORTED_WHOLE, page_text};
use crate::access::Access;
use crate::condition::Conditions;
use crate::error::StoreError;
use crate::order::OrderColumn;
use crate::sql::{self, Cell};
use crate::table::LIVE;

/// From so many rows on an index is not walked past them.
const DEEP: i64 = 10_000;
/// The same where each row has to be looked at for whether it matches: those may lie anywhere in the file.
const DEEP_FILTERED: i64 = 500;
/// Orders kept: of the list that is scrolled through and of the one before, each with and without its filter. One takes
/// eight bytes for each row.
const KEPT: usize = 4;

/// Document keys in an order.
type Nums = Arc<[i64]>;

/// Orders of the newest state of the workspace.
#[derive(Debug, Default)]
pub(crate) struct Orders {
    kept: Mutex<VecDeque<Kept>>,
    /// Held while one is made: the pages of one scroll ask for the same order at once.
    making: tokio::sync::Mutex<()>,
}

#[derive(Debug)]
struct Kept {
    seq: i64,
    text: String,
    cells: Vec<Cell>,
    nums: Nums,
}

impl Orders {
    fn get(&self, seq: i64, text: &str, cells: &[Cell]) -> Option<Nums> {
        let kept = self.kept.lock();
        let found = kept
            .iter()
            .find(|kept| kept.seq == seq && kept.text == text && kept.cells == cells);
        found.map(|kept| Arc::clone(&kept.nums))
    }

    fn put(&self, seq: i64, text: String, cells: Vec<Cell>, nums: &Nums) {
        let mut kept = self.kept.lock();
        kept.retain(|kept| kept.seq == seq);
        kept.truncate(KEPT - 1);
        kept.push_front(Kept {
            seq,
            text,
            cells,
            nums: Arc::clone(nums),
        });
    }
}

impl List<'_> {
    /// Whether a page after so many rows is found sooner in the whole order.
    pub(super) const fn is_deep(&self, skip: i64) -> bool {
        let deep = if self.conditions.plain { DEEP } else { DEEP_FILTERED };
        skip >= deep && self.total > SORTED_WHOLE
    }

    /// The document keys of all that is in the list, in its order.
    pub(super) async fn whole(&self, connection: &mut SqliteConnection) -> Result<Nums, StoreError> {
        let inner = self.store.inner();
        // What is committed meanwhile is kept under the change before, and looked up anew under its own.
        let seq = *inner.seq.borrow();
        let (text, mut cells) = page_text(self.kind, self.conditions, self.order, None, false);
        cells.extend([Cell::Int(-1), Cell::Int(0)]);
        if let Some(known) = inner.orders.get(seq, &text, &cells) {
            return Ok(known);
        }
        let _making = inner.orders.making.lock().await;
        if let Some(known) = inner.orders.get(seq, &text, &cells) {
            return Ok(known);
        }
        let nums: Nums = match self.order {
            [] => self.matching(connection).await?,
            [column] if self.conditions.live && column.expression == "num" => {
                let mut nums = self.matching(connection).await?;
                if column.descending {
                    nums.reverse();
                }
                nums
            }
            // The order of all along its index, and of these who matches: neither reads a row that the other does not.
            [column] if self.conditions.live && column.index.is_some() => {
                let all = self.all(connection, column, seq).await?;
                if self.conditions.plain {
                    all.to_vec()
                } else {
                    let matching: HashSet<i64> = self.matching(connection).await?.into_iter().collect();
                    all.iter().copied().filter(|num| matching.contains(num)).collect()
                }
            }
            _ => nums_of(connection, &text, cells.clone()).await?,
        }
        .into();
        inner.orders.put(seq, text, cells, &nums);
        Ok(nums)
    }

    /// All live entities of the kind by one column.
    async fn all(&self, connection: &mut SqliteConnection, column: &OrderColumn, seq: i64) -> Result<Nums, StoreError> {
        let orders = &self.store.inner().orders;
        let plain = Conditions {
            live: true,
            plain: true,
            access: Access::Free,
            text: LIVE.to_owned(),
            cells: Vec::new(),
        };
        let one = std::slice::from_ref(column);
        let (text, mut cells) = page_text(self.kind, &plain, one, Some(column), false);
        cells.extend([Cell::Int(-1), Cell::Int(0)]);
        if let Some(known) = orders.get(seq, &text, &cells) {
            return Ok(known);
        }
        let nums: Nums = match (&column.groups, &column.index) {
            (Some(groups), Some(index)) => {
                let mut nums = Vec::new();
                for (group, cells) in self.groups(connection, column, groups, index).await? {
                    let text = format!(
                        "SELECT num FROM {} WHERE {LIVE} AND {group} ORDER BY {}",
                        self.kind,
                        column.tie(false)
                    );
                    nums.extend(nums_of(connection, &text, cells).await?);
                }
                nums
            }
            _ => nums_of(connection, &text, cells.clone()).await?,
        }
        .into();
        if !self.conditions.plain {
            orders.put(seq, text, cells, &nums);
        }
        Ok(nums)
    }

    /// Who matches, in the order of their making.
    async fn matching(&self, connection: &mut SqliteConnection) -> Result<Vec<i64>, StoreError> {
        let conditions = self.conditions;
        let text = matching_text(self.kind, conditions);
        let mut nums = nums_of(connection, &text, conditions.cells.clone()).await?;
        nums.sort_unstable();
        Ok(nums)
    }
}

fn matching_text(kind: Kind, conditions: &Conditions) -> String {
    format!(
        "SELECT num FROM {kind}{} WHERE {}",
        conditions.access.clause(),
        conditions.text
    )
}

/// All numbers that a query has in its first column, `num`, in its order. They come as one text: a row for each would take
/// longer than finding them.
async fn nums_of(connection: &mut SqliteConnection, query: &str, cells: Vec<Cell>) -> Result<Vec<i64>, StoreError> {
    let joined = format!("SELECT group_concat(num) FROM ({query})");
    let rows = sql::rows_made(connection, joined, cells).await?;
    let Some(Cell::Text(joined)) = rows.first().map(|row| sql::cell(row, 0)).transpose()? else {
        return Ok(Vec::new());
    };
    joined
        .split(',')
        .map(|num| {
            num.parse()
                .map_err(|_| StoreError::Corrupt("a document key is no number".to_owned()))
        })
        .collect()
}
