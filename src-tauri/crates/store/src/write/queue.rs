//! Writes that wait, so that many of them go to the database in one go. A statement costs two changes of thread, which is
//! many times what most of them take; what counts is how often the database is asked, not what for.
//!
//! Writes of the same text lie together in a lane, so that a lane of inserts becomes a few statements of many rows. A
//! write may pass those before it when they touch other rows or other tables; else it keeps its place behind them.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write as _;

use sqlx::SqliteConnection;
use uuid::Uuid;

use crate::sql::{self, Cell};

/// Waiting cells, bytes of text and lanes at which the queue is written.
const MOST_CELLS: usize = 40_000;
const MOST_BYTES: usize = 4 << 20;
const MOST_LANES: usize = 128;

/// Bytes of a script of different statements. SQLite copies all that is left of a script for each of its statements.
const LONGEST_SCRIPT: usize = 8_192;

/// How many cells a statement of many rows binds, about.
const CELLS_TOGETHER: usize = 1_024;

/// How often a statement is repeated in a script that stays prepared.
const REPEATED: usize = 16;

/// The tables that writes wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Touches {
    /// New rows of `entities`. Others refer to them, so they always go first.
    NewEntities,
    /// The marks of an entity in `entities`.
    Marks,
    /// The entity's row in its kind's table.
    Rows,
    /// What it is found by.
    Identifiers,
    /// Its tags.
    Tags,
    /// A note and where it hangs.
    Notes,
    /// A link.
    Links,
    /// What is kept of the set itself; it goes before the changes, which refer to it.
    Set,
    /// The changes.
    Changes,
}

/// How writes of one text become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Their rows follow each other after `VALUES`.
    Rows,
    /// So too, but no two of them may touch the same row: of those, SQLite would take any.
    RowsOnce,
    /// The statement is repeated.
    Again,
}

/// Writes of one text.
#[derive(Debug)]
struct Lane {
    text: Cow<'static, str>,
    form: Form,
    touches: Touches,
    /// The rows it touches.
    keys: HashSet<i64>,
    /// Cells of each write.
    width: usize,
    cells: Vec<Cell>,
}

/// Writes in their order.
#[derive(Debug, Default)]
pub(super) struct Queue {
    lanes: Vec<Lane>,
    cells: usize,
    bytes: usize,
}

impl Queue {
    /// Adds a row to a table: `notes (id, text)`.
    pub(super) fn insert(
        &mut self,
        touches: Touches,
        key: i64,
        table_and_columns: impl Into<Cow<'static, str>>,
        cells: impl IntoIterator<Item = Cell>,
    ) {
        self.add(touches, key, table_and_columns.into(), Form::Rows, cells);
    }

    /// Sets columns of the row with this `num`.
    pub(super) fn update(&mut self, touches: Touches, num: i64, table: &str, columns: &[&str], mut cells: Vec<Cell>) {
        let mut text = format!("UPDATE {table} SET ");
        for (at, column) in columns.iter().enumerate() {
            let comma = if at > 0 { ", " } else { "" };
            // Writing to a String cannot fail.
            let _ = write!(text, "{comma}\"{column}\" = v.column{}", at + 1);
        }
        let _ = write!(text, " FROM (VALUES ) AS v WHERE num = v.column{}", columns.len() + 1);
        cells.push(num.into());
        self.add(touches, num, text.into(), Form::RowsOnce, cells);
    }

    /// Runs any other statement. Its placeholders are plain `?`.
    pub(super) fn run(
        &mut self,
        touches: Touches,
        key: i64,
        text: impl Into<Cow<'static, str>>,
        cells: impl IntoIterator<Item = Cell>,
    ) {
        self.add(touches, key, text.into(), Form::Again, cells);
    }

    fn add(
        &mut self,
        touches: Touches,
        key: i64,
        text: Cow<'static, str>,
        form: Form,
        cells: impl IntoIterator<Item = Cell>,
    ) {
        let lane = match self.place(touches, key, &text, form) {
            Some(at) => &mut self.lanes[at],
            None => {
                self.lanes.push(Lane {
                    text,
                    form,
                    touches,
                    keys: HashSet::new(),
                    width: 0,
                    cells: Vec::new(),
                });
                let last = self.lanes.len() - 1;
                &mut self.lanes[last]
            }
        };
        let before = lane.cells.len();
        lane.cells.extend(cells);
        let added = &lane.cells[before..];
        debug_assert!(lane.width == 0 || lane.width == added.len(), "{}", lane.text);
        lane.width = added.len();
        self.cells += added.len();
        self.bytes += added.iter().map(bytes).sum::<usize>();
        lane.keys.insert(key);
    }

    /// The lane that the write may join without passing a write to the same row.
    fn place(&self, touches: Touches, key: i64, text: &str, form: Form) -> Option<usize> {
        for (at, lane) in self.lanes.iter().enumerate().rev() {
            if lane.touches != touches {
                continue;
            }
            let is_same_row = lane.keys.contains(&key);
            if lane.form == form && lane.text == text && !(is_same_row && form == Form::RowsOnce) {
                return Some(at);
            }
            if is_same_row {
                return None;
            }
        }
        None
    }

    /// Whether there is enough to write it now.
    pub(super) const fn is_full(&self) -> bool {
        self.cells >= MOST_CELLS || self.bytes >= MOST_BYTES || self.lanes.len() >= MOST_LANES
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.lanes.is_empty()
    }

    /// Writes all that waits.
    pub(super) async fn write(&mut self, connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
        let mut lanes = std::mem::take(&mut self.lanes);
        (self.cells, self.bytes) = (0, 0);
        // What refers to others comes behind them; the order of all else stays.
        lanes.sort_by_key(|lane| match lane.touches {
            Touches::NewEntities => 0,
            Touches::Changes => 2,
            _ => 1,
        });
        let mut rest = Rest::default();
        for lane in lanes {
            let together = lane.together();
            let mut cells = lane.cells.into_iter();
            let mut writes = cells.len() / lane.width.max(1);
            if writes >= together {
                rest.write(connection).await?;
                let text = script(&lane.text, lane.form, lane.width, together);
                while writes >= together {
                    let now = cells.by_ref().take(together * lane.width);
                    sql::execute_script(connection, text.clone(), now, true).await?;
                    writes -= together;
                }
            }
            if writes > 0 {
                rest.text.push_str(&script(&lane.text, lane.form, lane.width, writes));
                rest.cells.extend(cells);
                if rest.text.len() >= LONGEST_SCRIPT {
                    rest.write(connection).await?;
                }
            }
        }
        rest.write(connection).await
    }
}

impl Lane {
    /// How many writes make a script that stays prepared.
    fn together(&self) -> usize {
        match self.form {
            Form::Rows | Form::RowsOnce => (CELLS_TOGETHER / self.width.max(1)).clamp(16, 256),
            Form::Again => REPEATED,
        }
    }
}

/// What is left of the lanes, for one script that is prepared and forgotten.
#[derive(Default)]
struct Rest {
    text: String,
    cells: Vec<Cell>,
}

impl Rest {
    async fn write(&mut self, connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
        if self.text.is_empty() {
            return Ok(());
        }
        let (text, cells) = (std::mem::take(&mut self.text), std::mem::take(&mut self.cells));
        sql::execute_script(connection, text, cells, false).await
    }
}

/// The text for a number of writes.
fn script(text: &str, form: Form, width: usize, writes: usize) -> String {
    if form == Form::Again {
        return format!("{text};").repeat(writes);
    }
    let row = format!("({})", vec!["?"; width].join(","));
    let rows = vec![row.as_str(); writes].join(",");
    match text.split_once("VALUES ") {
        Some((head, tail)) => format!("{head}VALUES {rows}{tail};"),
        None => format!("INSERT INTO {text} VALUES {rows};"),
    }
}

fn bytes(cell: &Cell) -> usize {
    match cell {
        Cell::Text(text) => text.len(),
        Cell::Blob(bytes) => bytes.len(),
        Cell::Null | Cell::Int(_) | Cell::Real(_) => 0,
    }
}

/// A key of a row that an id names.
pub(super) fn key_of(id: Uuid) -> i64 {
    id.as_u64_pair().1.cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(queue: &Queue) -> Vec<(&str, usize)> {
        let lane = |lane: &'_ Lane| lane.cells.len() / lane.width;
        queue.lanes.iter().map(|own| (own.text.as_ref(), lane(own))).collect()
    }

    #[test]
    fn writes_of_one_text_lie_together_unless_they_would_pass_one_of_their_row() {
        let mut queue = Queue::default();
        let delete = "DELETE FROM identifiers WHERE value = ? AND num = ?";
        let cells = |num: i64| [Cell::from("a"), num.into()];
        for num in 1..=2 {
            queue.run(Touches::Identifiers, num, delete, cells(num));
            queue.insert(Touches::Identifiers, num, "identifiers (value, num)", cells(num));
        }
        assert_eq!(texts(&queue), [(delete, 2), ("identifiers (value, num)", 2)]);
        queue.run(Touches::Identifiers, 1, delete, cells(1));
        queue.run(Touches::Identifiers, 3, delete, cells(3));
        assert_eq!(
            texts(&queue),
            [(delete, 2), ("identifiers (value, num)", 2), (delete, 2)],
            "1 was put back before"
        );
    }

    #[test]
    fn a_row_is_set_once_by_a_statement() {
        let mut queue = Queue::default();
        for num in [1, 2, 1] {
            queue.update(Touches::Rows, num, "deal", &["name"], vec!["Roof".into()]);
        }
        let text = "UPDATE deal SET \"name\" = v.column1 FROM (VALUES ) AS v WHERE num = v.column2";
        assert_eq!(texts(&queue), [(text, 2), (text, 1)]);
        let script = script(text, Form::RowsOnce, 2, 2);
        assert!(script.contains("(VALUES (?,?),(?,?)) AS v"), "{script}");
    }
}
