//! Many rows by few statements.

use sqlx::{AssertSqlSafe, SqliteConnection};

use crate::sql::{self, Cell};

/// Rows per statement, so that a few statements serve any number of rows and stay prepared.
const SIZES: [usize; 3] = [64, 8, 1];

/// Rows that wait to be inserted into one table.
#[derive(Debug)]
pub(super) struct Batch {
    head: String,
    width: usize,
    cells: Vec<Cell>,
}

impl Batch {
    pub(super) fn new(table: &str, columns: &str) -> Self {
        Self {
            head: format!("INSERT INTO {table} ({columns}) VALUES "),
            width: columns.split(',').count(),
            cells: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, row: impl IntoIterator<Item = Cell>) {
        let before = self.cells.len();
        self.cells.extend(row);
        debug_assert_eq!(self.cells.len() - before, self.width, "{}", self.head);
    }

    /// Inserts them all.
    pub(super) async fn write(&mut self, connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
        let row = format!("({})", vec!["?"; self.width].join(","));
        let mut left = std::mem::take(&mut self.cells);
        while !left.is_empty() {
            let rows = left.len() / self.width;
            let size = SIZES.into_iter().find(|&size| size <= rows).unwrap_or(1);
            let rest = left.split_off(size * self.width);
            let text = format!("{}{}", self.head, vec![row.as_str(); size].join(","));
            sql::execute(connection, AssertSqlSafe(text), left).await?;
            left = rest;
        }
        Ok(())
    }
}
