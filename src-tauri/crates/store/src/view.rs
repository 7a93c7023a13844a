//! The views that members keep. They are a member's own and no part of what others see, so they are not in `changes`.

use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};
use uuid::Uuid;
use workestra_core::{Grant, MemberId, View, ViewLayout};

use crate::entity::read_kind;
use crate::error::{OpError, StoreError, WriteError};
use crate::sql::{self, Cell};
use crate::store::Store;
use crate::table::read_id;

/// The most views that one member keeps.
const MOST: i64 = 500;

impl Store {
    /// The views of a member, in the member's order.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn views(&self, member: MemberId) -> Result<Vec<View>, StoreError> {
        let mut connection = self.reader().await?;
        let query = "SELECT id, kind, name, layout, filter, sort, columns, pinned FROM views
             WHERE member = ? ORDER BY position, id";
        let rows = sql::rows(&mut connection, query, [member.0.into()]).await?;
        rows.iter().map(read).collect()
    }

    /// Keeps a view for the grant's member, in the place of the one with its id, or as the last one.
    ///
    /// # Errors
    /// Refused when the name is taken or empty, or somebody else's view has the id.
    pub async fn save_view(&self, grant: &Grant, view: &View) -> Result<(), WriteError> {
        let member = owner(grant)?;
        let mut writer = self.inner().writer.lock().await;
        put(writer.idle().await?, member, view).await
    }

    /// Forgets a view of the grant's member; nothing happens when there is none.
    ///
    /// # Errors
    /// [`WriteError`] when it cannot be removed.
    pub async fn remove_view(&self, grant: &Grant, id: Uuid) -> Result<(), WriteError> {
        let member = owner(grant)?;
        let mut writer = self.inner().writer.lock().await;
        let delete = "DELETE FROM views WHERE id = ? AND member = ?";
        sql::execute(writer.idle().await?, delete, [id.into(), member.0.into()]).await?;
        Ok(())
    }

    /// Puts the views of the grant's member into this order; those not named follow.
    ///
    /// # Errors
    /// [`WriteError`] when the order cannot be written.
    pub async fn order_views(&self, grant: &Grant, ids: &[Uuid]) -> Result<(), WriteError> {
        let member = owner(grant)?;
        let order = sql::json_ids(ids.iter().copied());
        let mut writer = self.inner().writer.lock().await;
        let update = "UPDATE views SET position = coalesce(
                 (SELECT key FROM json_each(?1) WHERE unhex(value) = views.id), position + ?2) WHERE member = ?3";
        let cells = [order, Cell::Int(MOST), member.0.into()];
        sql::execute(writer.idle().await?, update, cells).await?;
        Ok(())
    }
}

/// Keeps a view for a member.
///
/// # Errors
/// Refused when the name is taken or empty, or somebody else's view has the id.
pub(crate) async fn put(connection: &mut SqliteConnection, member: MemberId, view: &View) -> Result<(), WriteError> {
    let name = view.name.as_deref().map(str::trim);
    if name.is_some_and(|name| name.is_empty() || name.chars().count() > 100) {
        return Err(OpError::Senseless("a view has a name of 1 to 100 characters".to_owned()).into());
    }
    let twin = "SELECT count(*) FROM views WHERE member = ? AND kind = ? AND coalesce(name, '') = ? AND id <> ?";
    let cells = [
        member.0.into(),
        view.kind.name().into(),
        name.unwrap_or_default().into(),
        view.id.into(),
    ];
    if sql::number(connection, twin, cells).await? != Some(0) {
        let taken = name.map_or_else(
            || format!("the list of {}s is kept under another id", view.kind),
            |name| {
                format!(
                    "a view of {}s is called “{name}” already: choose another name",
                    view.kind
                )
            },
        );
        return Err(OpError::Senseless(taken).into());
    }
    let foreign = "SELECT count(*) FROM views WHERE id = ? AND member <> ?";
    if sql::number(connection, foreign, [view.id.into(), member.0.into()]).await? != Some(0) {
        return Err(OpError::Denied("change somebody else's view").into());
    }
    let kept = "SELECT count(*) FROM views WHERE member = ? AND id <> ?";
    if sql::number(connection, kept, [member.0.into(), view.id.into()]).await? >= Some(MOST) {
        return Err(OpError::Senseless(format!("{MOST} views are kept already: remove one first")).into());
    }
    let upsert = "INSERT INTO views (id, member, kind, name, layout, filter, sort, columns, pinned, position)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, (SELECT coalesce(max(position), 0) + 1 FROM views WHERE member = ?2))
         ON CONFLICT (id) DO UPDATE SET kind = ?3, name = ?4, layout = ?5, filter = ?6, sort = ?7, columns = ?8, pinned = ?9";
    let cells = [
        view.id.into(),
        member.0.into(),
        view.kind.name().into(),
        name.map(str::to_owned).into(),
        view.layout.name().into(),
        view.filter.as_str().into(),
        json(&view.sort)?,
        json(&view.columns)?,
        view.pinned.into(),
    ];
    sql::execute(connection, upsert, cells).await?;
    Ok(())
}

fn owner(grant: &Grant) -> Result<MemberId, OpError> {
    let member = grant.actor().member().filter(|_| grant.resolution().is_none());
    member.ok_or(OpError::Denied("keep views"))
}

fn json(what: &impl serde::Serialize) -> Result<Cell, StoreError> {
    serde_json::to_string(what)
        .map(Cell::Text)
        .map_err(|error| StoreError::Corrupt(error.to_string()))
}

fn read(row: &SqliteRow) -> Result<View, StoreError> {
    let damaged = |error: serde_json::Error| StoreError::Corrupt(format!("a view cannot be read: {error}"));
    Ok(View {
        id: read_id(row, 0)?,
        kind: read_kind(row.try_get(1)?)?,
        name: row.try_get(2)?,
        layout: ViewLayout::from_name(row.try_get(3)?)
            .ok_or_else(|| StoreError::Corrupt("a view is neither list nor board".to_owned()))?,
        filter: row.try_get(4)?,
        sort: serde_json::from_str(row.try_get(5)?).map_err(damaged)?,
        columns: serde_json::from_str(row.try_get(6)?).map_err(damaged)?,
        pinned: row.try_get(7)?,
    })
}
