//! Statements with their values.

use sqlx::error::BoxDynError;
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{Arguments as _, AssertSqlSafe, Row as _, SqlSafeStr, SqliteConnection, TypeInfo as _, ValueRef as _};
use workestra_core::UtcMillis;

/// A value to bind.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Null,
    Int(i64),
    Real(f64),
    Text(String),
    Blob(Vec<u8>),
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<bool> for Cell {
    fn from(truth: bool) -> Self {
        Self::Int(i64::from(truth))
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<uuid::Uuid> for Cell {
    fn from(id: uuid::Uuid) -> Self {
        Self::Blob(id.as_bytes().to_vec())
    }
}

impl From<UtcMillis> for Cell {
    fn from(at: UtcMillis) -> Self {
        Self::Int(at.0)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

fn arguments(cells: impl IntoIterator<Item = Cell>) -> Result<SqliteArguments, sqlx::Error> {
    let mut arguments = SqliteArguments::default();
    for cell in cells {
        add(&mut arguments, cell).map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

fn add(arguments: &mut SqliteArguments, cell: Cell) -> Result<(), BoxDynError> {
    match cell {
        Cell::Null => arguments.add(None::<i64>),
        Cell::Int(number) => arguments.add(number),
        Cell::Real(number) => arguments.add(number),
        Cell::Text(text) => arguments.add(text),
        Cell::Blob(bytes) => arguments.add(bytes),
    }
}

/// A value of a row, as it is to be bound again.
pub(crate) fn cell(row: &SqliteRow, at: usize) -> Result<Cell, sqlx::Error> {
    let value = row.try_get_raw(at)?;
    if value.is_null() {
        return Ok(Cell::Null);
    }
    let is = value.type_info();
    Ok(match is.name() {
        "INTEGER" => Cell::Int(row.try_get_unchecked(at)?),
        "REAL" => Cell::Real(row.try_get_unchecked(at)?),
        "BLOB" => Cell::Blob(row.try_get_unchecked(at)?),
        _ => Cell::Text(row.try_get_unchecked(at)?),
    })
}

/// Runs a statement; answers how many rows it changed.
pub(crate) async fn execute(
    connection: &mut SqliteConnection,
    sql: impl SqlSafeStr,
    cells: impl IntoIterator<Item = Cell>,
) -> Result<u64, sqlx::Error> {
    let done = sqlx::query_with(sql, arguments(cells)?).execute(connection).await?;
    Ok(done.rows_affected())
}

/// Runs a statement made from parts that are all Workestra's own; values are bound, never written into it.
pub(crate) async fn execute_made(
    connection: &mut SqliteConnection,
    sql: String,
    cells: impl IntoIterator<Item = Cell>,
) -> Result<u64, sqlx::Error> {
    execute(connection, AssertSqlSafe(sql), cells).await
}

/// Runs statements made from parts, joined by semicolons, in one go: a statement of its own costs two changes of thread,
/// many times what most of them take. Values are bound one after the other, so placeholders must be plain `?`.
/// `lasting` keeps them prepared for the next time.
pub(crate) async fn execute_script(
    connection: &mut SqliteConnection,
    script: String,
    cells: impl IntoIterator<Item = Cell>,
    lasting: bool,
) -> Result<(), sqlx::Error> {
    sqlx::query_with(AssertSqlSafe(script), arguments(cells)?)
        .persistent(lasting)
        .execute(connection)
        .await?;
    Ok(())
}

/// All rows of a query, or of several joined by semicolons.
pub(crate) async fn rows(
    connection: &mut SqliteConnection,
    sql: impl SqlSafeStr,
    cells: impl IntoIterator<Item = Cell>,
) -> Result<Vec<SqliteRow>, sqlx::Error> {
    sqlx::query_with(sql, arguments(cells)?).fetch_all(connection).await
}

/// All rows of a query made from parts.
pub(crate) async fn rows_made(
    connection: &mut SqliteConnection,
    sql: String,
    cells: impl IntoIterator<Item = Cell>,
) -> Result<Vec<SqliteRow>, sqlx::Error> {
    rows(connection, AssertSqlSafe(sql), cells).await
}

/// The first row of a query.
pub(crate) async fn row(
    connection: &mut SqliteConnection,
    sql: impl SqlSafeStr,
    cells: impl IntoIterator<Item = Cell>,
) -> Result<Option<SqliteRow>, sqlx::Error> {
    sqlx::query_with(sql, arguments(cells)?)
        .fetch_optional(connection)
        .await
}

/// The first column of the first row, as a number; none where there is no row or it is null.
pub(crate) async fn number(
    connection: &mut SqliteConnection,
    sql: impl SqlSafeStr,
    cells: impl IntoIterator<Item = Cell>,
) -> Result<Option<i64>, sqlx::Error> {
    match row(connection, sql, cells).await? {
        Some(row) => row.try_get(0),
        None => Ok(None),
    }
}

/// The first column of all rows, as numbers.
pub(crate) async fn numbers(
    connection: &mut SqliteConnection,
    sql: impl SqlSafeStr,
    cells: impl IntoIterator<Item = Cell>,
) -> Result<Vec<i64>, sqlx::Error> {
    rows(connection, sql, cells)
        .await?
        .iter()
        .map(|row| row.try_get(0))
        .collect()
}

/// Numbers as a JSON array, for `IN (SELECT value FROM json_each(?))`: one statement for any count of them.
pub(crate) fn json_numbers(numbers: &[i64]) -> Cell {
    let mut text = String::with_capacity(numbers.len() * 8 + 2);
    text.push('[');
    for (at, number) in numbers.iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        text.push_str(&number.to_string());
    }
    text.push(']');
    Cell::Text(text)
}

/// Ids as a JSON array of hexadecimal texts, for `IN (SELECT unhex(value) FROM json_each(?))`.
pub(crate) fn json_ids(ids: impl IntoIterator<Item = uuid::Uuid>) -> Cell {
    let quoted: Vec<String> = ids.into_iter().map(|id| format!("\"{}\"", id.simple())).collect();
    Cell::Text(format!("[{}]", quoted.join(",")))
}
