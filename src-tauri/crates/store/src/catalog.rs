//! Members and custom fields: few, asked for with every read and write, so held in memory.

use std::sync::Arc;

use sqlx::{Row as _, SqliteConnection};
use workestra_core::{FieldDef, Kind, Member, MemberId, Role, Schema, Targets, UtcMillis};

use crate::error::StoreError;
use crate::order;
use crate::settings::{self, Known};
use crate::sql;
use crate::store::Store;
use crate::table::read_id;

/// The setting that holds what is promised for tickets.
pub(crate) const TARGETS: &str = "tickets.targets";

/// The setting that holds a kind's own stages.
pub(crate) fn stages_key(kind: Kind) -> String {
    format!("stages.{kind}")
}

/// What the workspace knows of itself.
#[derive(Debug, Clone)]
pub(crate) struct Catalog {
    /// What the workspace is called.
    pub(crate) name: String,
    pub(crate) schema: Arc<Schema>,
    pub(crate) members: Arc<Vec<Member>>,
    pub(crate) targets: Arc<Targets>,
}

impl Store {
    /// Declared and custom fields; cheap.
    #[must_use]
    pub fn schema(&self) -> Arc<Schema> {
        Arc::clone(&self.inner().catalog.read().schema)
    }

    /// All members, the first one first; cheap.
    #[must_use]
    pub fn members(&self) -> Arc<Vec<Member>> {
        Arc::clone(&self.inner().catalog.read().members)
    }

    /// What is promised for tickets; cheap.
    #[must_use]
    pub fn targets(&self) -> Arc<Targets> {
        Arc::clone(&self.inner().catalog.read().targets)
    }

    /// The person at this machine.
    ///
    /// # Errors
    /// [`StoreError`] when the workspace has nobody.
    pub async fn me(&self) -> Result<Member, StoreError> {
        let me = self.setting(Known::Me.key()).await?;
        let me: Option<MemberId> = me.as_ref().and_then(|me| me.as_str()).and_then(|me| me.parse().ok());
        let members = self.members();
        let known = members.iter().find(|member| Some(member.id) == me);
        let first = members
            .iter()
            .find(|member| member.active && member.role == Role::Administrator);
        known
            .or(first)
            .cloned()
            .ok_or_else(|| StoreError::Corrupt("the workspace has no administrator".to_owned()))
    }
}

pub(crate) async fn load(connection: &mut SqliteConnection) -> Result<Catalog, StoreError> {
    let mut schema = Schema::declared();
    let fields = sql::rows(
        connection,
        "SELECT kind, definition FROM custom_fields ORDER BY kind, position",
        [],
    )
    .await?;
    for row in fields {
        let kind: Kind = row
            .try_get::<&str, _>(0)?
            .parse()
            .map_err(|_| StoreError::Corrupt("a custom field is of no kind".to_owned()))?;
        let field: FieldDef = serde_json::from_str(row.try_get(1)?)
            .map_err(|error| StoreError::Corrupt(format!("a custom field cannot be read: {error}")))?;
        schema = schema.with_custom(kind, field);
    }
    for kind in Kind::ALL {
        if let Some(stages) = settings::read(connection, &stages_key(kind)).await? {
            schema = schema.with_stages(kind, stages);
        }
    }
    let targets = settings::read(connection, TARGETS).await?.unwrap_or_default();
    let rows = sql::rows(
        connection,
        "SELECT id, name, email, role, created_at, removed_at IS NULL FROM members ORDER BY created_at, id",
        [],
    )
    .await?;
    let mut members = Vec::new();
    for row in rows {
        members.push(Member {
            id: MemberId(read_id(&row, 0)?),
            name: row.try_get(1)?,
            email: row.try_get(2)?,
            role: Role::from_name(row.try_get(3)?)
                .ok_or_else(|| StoreError::Corrupt("a member has no role".to_owned()))?,
            created_at: UtcMillis(row.try_get(4)?),
            active: row.try_get(5)?,
        });
    }
    let name = settings::read(connection, Known::Name.key()).await?.unwrap_or_default();
    Ok(Catalog {
        name,
        schema: Arc::new(schema),
        members: Arc::new(members),
        targets: Arc::new(targets),
    })
}

pub(crate) async fn insert_member(connection: &mut SqliteConnection, member: &Member) -> Result<(), StoreError> {
    sql::execute(
        connection,
        "INSERT INTO members (id, name, email, role, created_at) VALUES (?, ?, ?, ?, ?)",
        [
            member.id.0.into(),
            member.name.as_str().into(),
            member.email.clone().into(),
            member.role.name().into(),
            member.created_at.into(),
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn update_member(connection: &mut SqliteConnection, member: &Member) -> Result<(), StoreError> {
    sql::execute(
        connection,
        "UPDATE members SET name = ?, email = ?, role = ? WHERE id = ?",
        [
            member.name.trim().into(),
            member.email.clone().into(),
            member.role.name().into(),
            member.id.0.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Marks a member as one who left at a time, or as one who works here.
pub(crate) async fn remove_member(
    connection: &mut SqliteConnection,
    member: MemberId,
    at: Option<UtcMillis>,
) -> Result<(), StoreError> {
    let update = "UPDATE members SET removed_at = ? WHERE id = ?";
    sql::execute(connection, update, [at.into(), member.0.into()]).await?;
    Ok(())
}

pub(crate) async fn update_field(
    connection: &mut SqliteConnection,
    kind: Kind,
    field: &FieldDef,
) -> Result<(), StoreError> {
    let definition = serde_json::to_string(field).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    let update = "UPDATE custom_fields SET definition = ? WHERE kind = ? AND key = ?";
    let cells = [definition.into(), kind.name().into(), field.key.as_ref().into()];
    sql::execute(connection, update, cells).await?;
    Ok(())
}

pub(crate) async fn delete_field(connection: &mut SqliteConnection, kind: Kind, key: &str) -> Result<(), StoreError> {
    order::drop_custom_index(connection, kind, key).await?;
    let delete = "DELETE FROM custom_fields WHERE kind = ? AND key = ?";
    sql::execute(connection, delete, [kind.name().into(), key.into()]).await?;
    Ok(())
}

pub(crate) async fn insert_field(
    connection: &mut SqliteConnection,
    kind: Kind,
    field: &FieldDef,
) -> Result<(), StoreError> {
    let definition = serde_json::to_string(field).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    sql::execute(
        connection,
        "INSERT INTO custom_fields (kind, key, position, definition)
         VALUES (?1, ?2, (SELECT coalesce(max(position) + 1, 0) FROM custom_fields WHERE kind = ?1), ?3)",
        [kind.name().into(), field.key.as_ref().into(), definition.into()],
    )
    .await?;
    order::index_custom(connection, kind, field).await
}

/// Makes the indexes that custom fields of earlier versions have not got yet.
pub(crate) async fn index_fields(connection: &mut SqliteConnection, catalog: &Catalog) -> Result<(), StoreError> {
    for def in catalog.schema.kinds() {
        for field in def.fields.iter().filter(|field| field.custom) {
            order::index_custom(connection, def.kind, field).await?;
        }
    }
    Ok(())
}
