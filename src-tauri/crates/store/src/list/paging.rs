//! The rows of one page, in order: along an index, group by group, or all found and sorted, whichever looks at fewer rows.

use sqlx::{Row as _, SqliteConnection};
use workestra_core::Kind;

use crate::condition::Conditions;
use crate::error::StoreError;
use crate::order::OrderColumn;
use crate::sql::{self, Cell};
use crate::store::Store;
use crate::table::LIVE;

/// Up to this many matches it is cheaper to find them all and sort them than to walk the order and pick.
pub(super) const SORTED_WHOLE: i64 = 2_000;

/// What pages are taken from.
pub(super) struct List<'a> {
    pub(super) store: &'a Store,
    pub(super) kind: Kind,
    pub(super) conditions: &'a Conditions,
    pub(super) order: &'a [OrderColumn],
    /// How many entities there are.
    pub(super) total: i64,
    /// How many the kind has that are live.
    pub(super) live: i64,
}

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

impl List<'_> {
    /// The keys of `limit` entities after the first `skip`. What lies behind the middle is counted from the end, so that
    /// the end of a list is as near as its beginning.
    pub(super) async fn page(
        &self,
        connection: &mut SqliteConnection,
        skip: i64,
        limit: i64,
    ) -> Result<Vec<i64>, StoreError> {
        let end = skip.saturating_add(limit).min(self.total);
        if end <= skip {
            return Ok(Vec::new());
        }
        let behind = self.total - end;
        let backwards = behind < skip;
        if self.is_deep(skip.min(behind)) {
            let whole = self.whole(connection).await?;
            let at = |place: i64| usize::try_from(place).unwrap_or(usize::MAX).min(whole.len());
            return Ok(whole.get(at(skip)..at(end)).unwrap_or_default().to_vec());
        }
        let mut page = Page {
            nums: Vec::new(),
            skip: if backwards { behind } else { skip },
            limit: end - skip,
        };
        self.fill(connection, &mut page, backwards).await?;
        if backwards {
            page.nums.reverse();
        }
        Ok(page.nums)
    }

    async fn fill(
        &self,
        connection: &mut SqliteConnection,
        page: &mut Page,
        backwards: bool,
    ) -> Result<(), StoreError> {
        let conditions = self.conditions;
        let wanted = page.skip + page.limit;
        let is_walked = conditions.live && (conditions.plain || is_dense(self.total, self.live, wanted));
        let walked = self.order.first().filter(|_| is_walked);
        if let Some(column) = walked
            && let (Some(groups), Some(index)) = (&column.groups, &column.index)
            && self.total > SORTED_WHOLE
        {
            let groups = self.groups(connection, column, groups, index).await?;
            return self.by_groups(connection, column, groups, page, backwards).await;
        }
        let (text, mut cells) = page_text(self.kind, conditions, self.order, walked, backwards);
        cells.extend([page.left().into(), page.skip.into()]);
        page.nums.extend(read_nums(connection, text, cells).await?);
        Ok(())
    }

    /// The conditions that part a column's values, in their order; the empty ones come last. Only values that are there
    /// have one: they are looked up from one to the next, however many rows each has.
    pub(super) async fn groups(
        &self,
        connection: &mut SqliteConnection,
        column: &OrderColumn,
        known: &[Cell],
        index: &str,
    ) -> Result<Vec<(String, Vec<Cell>)>, StoreError> {
        let (kind, value) = (self.kind, &column.expression);
        let after = |bound: &str| {
            format!(
                "SELECT {value} AS v FROM {kind} INDEXED BY \"{index}\" WHERE {LIVE} AND {value} > {bound} ORDER BY v LIMIT 1"
            )
        };
        let text = format!(
            "WITH RECURSIVE present(v) AS (
                 SELECT * FROM ({})
                 UNION ALL
                 SELECT ({}) FROM present WHERE present.v IS NOT NULL
             )
             SELECT v FROM present WHERE v IS NOT NULL",
            after("''"),
            after("present.v"),
        );
        let rows = sql::rows_made(connection, text, []).await?;
        let present: Vec<Cell> = rows.iter().map(|row| sql::cell(row, 0)).collect::<Result<_, _>>()?;
        let in_order = known.iter().filter(|value| present.contains(value));
        let mut groups: Vec<(String, Vec<Cell>)> =
            in_order.map(|is| (format!("{value} = ?"), vec![is.clone()])).collect();
        // Values that the declaration no longer has are one group behind those that it has.
        let others: Vec<Cell> = present.iter().filter(|value| !known.contains(value)).cloned().collect();
        if !others.is_empty() {
            let marks = vec!["?"; others.len()].join(", ");
            groups.push((format!("{value} IN ({marks})"), others));
        }
        if column.descending {
            groups.reverse();
        }
        groups.push((format!("{value} IS NULL"), Vec::new()));
        Ok(groups)
    }

    /// Walks the values of the first column in their order, and within each the table's own order or that of the further
    /// columns. Groups before the page are only counted.
    async fn by_groups(
        &self,
        connection: &mut SqliteConnection,
        column: &OrderColumn,
        mut groups: Vec<(String, Vec<Cell>)>,
        page: &mut Page,
        backwards: bool,
    ) -> Result<(), StoreError> {
        let conditions = self.conditions;
        if backwards {
            groups.reverse();
        }
        let further = self.order.get(1..).unwrap_or_default();
        let mut terms = Vec::new();
        let mut values = Vec::new();
        for column in further {
            let (term, cells) = column.term(backwards);
            terms.push(term);
            values.extend(cells);
        }
        terms.push(column.tie(backwards).to_owned());
        let terms = terms.join(", ");
        for (group, cells) in groups {
            if page.is_full() {
                break;
            }
            let within = format!("WHERE {} AND {group}", conditions.text);
            let bound: Vec<Cell> = conditions.cells.iter().cloned().chain(cells).collect();
            let mut along = String::new();
            if page.skip > 0 || !further.is_empty() {
                let size = format!("SELECT count(*) FROM {} {within}", self.kind);
                let size = self.store.counted(connection, size, &bound).await?;
                if size <= page.skip {
                    page.skip -= size;
                    continue;
                }
                // A group of many is not sorted for the sake of one page when an index has the order already.
                let next = further.first().filter(|column| column.groups.is_none());
                if let Some(index) = next.and_then(|column| column.index.as_ref())
                    && is_dense(size, self.live, page.skip + page.left())
                {
                    along = format!(" INDEXED BY \"{index}\"");
                }
            }
            let text = format!(
                "SELECT num FROM {}{along} {within} ORDER BY {terms} LIMIT ? OFFSET ?",
                self.kind
            );
            let paging = [Cell::Int(page.left()), Cell::Int(page.skip)];
            let cells = bound.into_iter().chain(values.iter().cloned()).chain(paging);
            let found = read_nums(connection, text, cells).await?;
            page.nums.extend(found);
            page.skip = 0;
        }
        Ok(())
    }
}

/// Whether so many of all live entities match that walking along an index meets the wanted ones sooner than finding and
/// sorting all that match.
const fn is_dense(matches: i64, live: i64, wanted: i64) -> bool {
    matches > SORTED_WHOLE && matches.saturating_mul(matches) > live.saturating_mul(wanted)
}

/// The query of a page in one order, or in its reverse. With a column to walk it must use that column's index.
pub(super) fn page_text(
    kind: Kind,
    conditions: &Conditions,
    order: &[OrderColumn],
    walked: Option<&OrderColumn>,
    backwards: bool,
) -> (String, Vec<Cell>) {
    let mut terms = Vec::new();
    let mut cells = conditions.cells.clone();
    for column in order {
        let (term, values) = column.term(backwards);
        terms.push(term);
        cells.extend(values);
    }
    let first = order.first().map(|column| column.tie(backwards));
    terms.push(
        first
            .unwrap_or(if backwards { "num DESC" } else { "num ASC" })
            .to_owned(),
    );
    let walked = walked.filter(|column| column.groups.is_none());
    let along = match walked.map(|column| (&column.index, column.expression.as_str())) {
        Some((Some(index), _)) => format!(" INDEXED BY \"{index}\""),
        // The table itself is in this order.
        Some((None, "num")) => String::new(),
        _ => conditions.access.clause(),
    };
    let text = format!(
        "SELECT num FROM {kind}{along} WHERE {} ORDER BY {} LIMIT ? OFFSET ?",
        conditions.text,
        terms.join(", ")
    );
    (text, cells)
}

pub(super) async fn read_nums(
    connection: &mut SqliteConnection,
    text: String,
    cells: impl IntoIterator<Item = Cell>,
) -> Result<Vec<i64>, StoreError> {
    let rows = sql::rows_made(connection, text, cells).await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}
