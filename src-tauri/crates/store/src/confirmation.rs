//! What people were asked to confirm, and what came of it. A row is written before the question is shown and outlives
//! the program; what was asked never changes, and it is answered once.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};
use uuid::Uuid;
use workestra_core::{Actor, ChangeSetId, ConfirmationId, Digest, EntityId, MemberId, PersonAtConfirmation, UtcMillis};

use crate::audit::{self, AuditEntry, Origin};
use crate::entity::nums_of;
use crate::error::{OpError, StoreError, WriteError};
use crate::sql::{self, Cell};
use crate::store::Store;
use crate::table::read_id;

/// How a confirmation stands. Approval is not among them: it is carried out in the transaction that notes it, so what
/// was approved was executed or is pending still.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConfirmationState {
    /// Nobody has answered.
    Pending,
    /// A person said no.
    Declined,
    /// Nobody answered in time.
    Expired,
    /// What it is about was changed meanwhile.
    Stale,
    /// It was approved and could not be done.
    Failed,
    /// It was approved and done.
    Executed,
}

impl ConfirmationState {
    const ALL: [Self; 6] = [
        Self::Pending,
        Self::Declined,
        Self::Expired,
        Self::Stale,
        Self::Failed,
        Self::Executed,
    ];

    /// The stored word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Declined => "declined",
            Self::Expired => "expired",
            Self::Stale => "stale",
            Self::Failed => "failed",
            Self::Executed => "executed",
        }
    }
}

/// How a confirmation ends without being carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lapse {
    /// Its time is over, or AI was switched off.
    Expired,
    /// What it is about was changed.
    Stale,
    /// It could not be done.
    Failed,
}

impl Lapse {
    const fn state(self) -> ConfirmationState {
        match self {
            Self::Expired => ConfirmationState::Expired,
            Self::Stale => ConfirmationState::Stale,
            Self::Failed => ConfirmationState::Failed,
        }
    }
}

/// A confirmation to open.
#[derive(Debug, Clone)]
pub struct NewConfirmation {
    /// Its id.
    pub id: ConfirmationId,
    /// Who asks; the assistant or an MCP client.
    pub actor: Actor,
    /// From where.
    pub origin: Origin,
    /// The conversation it came up in.
    pub conversation: Option<Uuid>,
    /// The tool.
    pub tool: String,
    /// The canonical arguments.
    pub arguments: Json,
    /// All that is shown.
    pub shown: Json,
    /// Over all that is shown.
    pub digest: Digest,
    /// Names the wish: asked again under the same key, it is the same confirmation.
    pub idempotency_key: String,
    /// Over tool and arguments, to tell whether it is the same wish.
    pub asked: Digest,
    /// When it is too late to answer.
    pub expires_at: UtcMillis,
    /// What it is about, as it was when it was rehearsed.
    pub entities: Vec<(EntityId, i64)>,
    /// The row that tells of it.
    pub audit: AuditEntry,
}

/// A confirmation as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Confirmation {
    /// Its id.
    pub id: ConfirmationId,
    /// Who asks.
    pub actor: Actor,
    /// From where.
    pub origin: Origin,
    /// The conversation it came up in.
    pub conversation: Option<Uuid>,
    /// The tool.
    pub tool: String,
    /// The canonical arguments.
    pub arguments: Json,
    /// All that is shown.
    pub shown: Json,
    /// Over all that is shown.
    pub digest: Digest,
    /// Names the wish.
    pub idempotency_key: String,
    /// Over tool and arguments.
    pub asked: Digest,
    /// When it was opened.
    pub opened_at: UtcMillis,
    /// When it is too late to answer.
    pub expires_at: UtcMillis,
    /// How it stands.
    pub state: ConfirmationState,
    /// When it ended.
    pub resolved_at: Option<UtcMillis>,
    /// Who answered.
    pub resolved_by: Option<MemberId>,
    /// What the person said, or why it ended.
    pub note: Option<String>,
    /// What came of it.
    pub result: Option<Json>,
    /// What one undo takes back.
    pub change_set: Option<ChangeSetId>,
}

/// What opening a confirmation came to.
#[derive(Debug, Clone, PartialEq)]
pub enum Opened {
    /// It is new.
    New(Confirmation),
    /// The key was used before: this is what came of it.
    Known(Confirmation),
}

const COLUMNS: &str =
    "id, actor, origin, conversation, tool, arguments, shown, digest, idempotency_key, asked, opened_at,
    expires_at, state, resolved_at, resolved_by, note, result, change_set";

impl Store {
    /// Opens a confirmation, unless one was opened under its key.
    ///
    /// # Errors
    /// [`WriteError`]; nothing was opened then.
    pub async fn confirmation_open(&self, new: NewConfirmation) -> Result<Opened, WriteError> {
        let mut writer = self.inner().writer.lock().await;
        writer.begin().await?;
        match open(writer.connection()?, self, new).await {
            Ok(opened) => {
                writer.commit().await?;
                Ok(opened)
            }
            Err(error) => {
                writer.rollback().await?;
                Err(error)
            }
        }
    }

    /// A confirmation.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub async fn confirmation(&self, id: ConfirmationId) -> Result<Option<Confirmation>, StoreError> {
        load(&mut *self.reader().await?, id).await
    }

    /// The confirmation of a key, if it was used by this actor.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub async fn confirmation_by_key(&self, actor: Actor, key: &str) -> Result<Option<Confirmation>, StoreError> {
        by_key(&mut *self.reader().await?, actor, key).await
    }

    /// Those that wait for an answer, oldest first.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn confirmations_pending(&self) -> Result<Vec<Confirmation>, StoreError> {
        let query = format!("SELECT {COLUMNS} FROM confirmations WHERE state = 'pending' ORDER BY opened_at, id");
        let rows = sql::rows_made(&mut *self.reader().await?, query, []).await?;
        rows.iter().map(read).collect()
    }

    /// Those of a conversation, oldest first.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn confirmations_of(&self, conversation: Uuid) -> Result<Vec<Confirmation>, StoreError> {
        let query = format!("SELECT {COLUMNS} FROM confirmations WHERE conversation = ? ORDER BY opened_at, id");
        let rows = sql::rows_made(&mut *self.reader().await?, query, [conversation.into()]).await?;
        rows.iter().map(read).collect()
    }

    /// A person says no. Answers how the confirmation stands then, which is as it was when it was answered before.
    ///
    /// # Errors
    /// Refused when the person does not stand at this workspace's desk or was not asked; else the database failed.
    pub async fn confirmation_decline(
        &self,
        person: PersonAtConfirmation,
        id: ConfirmationId,
        note: Option<String>,
        audit: AuditEntry,
    ) -> Result<Confirmation, WriteError> {
        if !self.inner().seal.knows_person(&person) {
            return Err(OpError::Denied("answer this: only the confirmation window of this workspace can").into());
        }
        let member = person.member().id;
        self.confirmation_end(id, ConfirmationState::Declined, Some(member), note, audit)
            .await
    }

    /// It ends without an answer that was carried out. Answers how it stands then.
    ///
    /// # Errors
    /// [`WriteError`]; it stands as it did then.
    pub async fn confirmation_lapse(
        &self,
        id: ConfirmationId,
        lapse: Lapse,
        note: Option<String>,
        audit: AuditEntry,
    ) -> Result<Confirmation, WriteError> {
        self.confirmation_end(id, lapse.state(), None, note, audit).await
    }

    async fn confirmation_end(
        &self,
        id: ConfirmationId,
        state: ConfirmationState,
        member: Option<MemberId>,
        note: Option<String>,
        audit: AuditEntry,
    ) -> Result<Confirmation, WriteError> {
        let mut writer = self.inner().writer.lock().await;
        writer.begin().await?;
        match end(writer.connection()?, self, id, state, member, note, audit).await {
            Ok(confirmation) => {
                writer.commit().await?;
                Ok(confirmation)
            }
            Err(error) => {
                writer.rollback().await?;
                Err(error)
            }
        }
    }
}

async fn open(connection: &mut SqliteConnection, store: &Store, new: NewConfirmation) -> Result<Opened, WriteError> {
    if !matches!(
        new.actor,
        Actor::Assistant { .. } | Actor::Mcp { .. } | Actor::Member { .. }
    ) {
        return Err(OpError::Senseless("imports and Workestra itself ask nobody to confirm".to_owned()).into());
    }
    if let Some(known) = by_key(connection, new.actor, &new.idempotency_key).await? {
        return Ok(Opened::Known(known));
    }
    let insert = "INSERT INTO confirmations (id, actor, origin, conversation, tool, arguments, shown, digest,
         idempotency_key, asked, opened_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    let cells = [
        new.id.into(),
        new.actor.to_string().into(),
        new.origin.name().into(),
        new.conversation.into(),
        new.tool.into(),
        new.arguments.to_string().into(),
        new.shown.to_string().into(),
        Cell::Blob(new.digest.to_vec()),
        new.idempotency_key.into(),
        Cell::Blob(new.asked.to_vec()),
        store.now().into(),
        new.expires_at.into(),
    ];
    sql::execute(connection, insert, cells).await?;
    let ids: Vec<EntityId> = new.entities.iter().map(|(id, _)| *id).collect();
    let places = nums_of(connection, &ids).await?;
    let revisions: HashMap<EntityId, i64> = new.entities.into_iter().collect();
    for (id, place) in places {
        let Some(revision) = revisions.get(&id) else {
            continue;
        };
        let insert = "INSERT INTO confirmation_entities (confirmation, num, revision) VALUES (?, ?, ?)";
        sql::execute(
            connection,
            insert,
            [new.id.into(), place.num.into(), (*revision).into()],
        )
        .await?;
    }
    audit::append(connection, store, new.audit).await?;
    let opened = load(connection, new.id).await?;
    opened
        .map(Opened::New)
        .ok_or_else(|| StoreError::Corrupt("a confirmation is not there".to_owned()).into())
}

async fn end(
    connection: &mut SqliteConnection,
    store: &Store,
    id: ConfirmationId,
    state: ConfirmationState,
    member: Option<MemberId>,
    note: Option<String>,
    mut audit: AuditEntry,
) -> Result<Confirmation, WriteError> {
    let confirmation = load(connection, id).await?.ok_or(OpError::NotThere("confirmation"))?;
    if confirmation.state != ConfirmationState::Pending {
        return Ok(confirmation);
    }
    if member.is_some_and(|member| confirmation.actor.member() != Some(member)) {
        return Err(OpError::Denied("answer what was asked in somebody else's name").into());
    }
    let update = "UPDATE confirmations SET state = ?, resolved_at = ?, resolved_by = ?, note = ? WHERE id = ?";
    let cells = [
        state.name().into(),
        store.now().into(),
        member.map(|member| member.0).into(),
        note.into(),
        id.into(),
    ];
    sql::execute(connection, update, cells).await?;
    audit.confirmation = Some(id);
    audit.decision = Some(state.name().to_owned());
    audit::append(connection, store, audit).await?;
    let ended = load(connection, id).await?;
    ended.ok_or_else(|| OpError::NotThere("confirmation").into())
}

/// Forgets what was asked about an entity that is deleted for good. That it was asked stays in the log.
pub(crate) async fn forget_entity(connection: &mut SqliteConnection, num: i64) -> Result<(), StoreError> {
    let delete = "DELETE FROM confirmations WHERE id IN (SELECT confirmation FROM confirmation_entities WHERE num = ?)";
    sql::execute(connection, delete, [num.into()]).await?;
    Ok(())
}

pub(crate) async fn load(
    connection: &mut SqliteConnection,
    id: ConfirmationId,
) -> Result<Option<Confirmation>, StoreError> {
    let query = format!("SELECT {COLUMNS} FROM confirmations WHERE id = ?");
    let rows = sql::rows_made(connection, query, [id.into()]).await?;
    rows.first().map(read).transpose()
}

async fn by_key(
    connection: &mut SqliteConnection,
    actor: Actor,
    key: &str,
) -> Result<Option<Confirmation>, StoreError> {
    let query = format!("SELECT {COLUMNS} FROM confirmations WHERE actor = ? AND idempotency_key = ?");
    let rows = sql::rows_made(connection, query, [actor.to_string().into(), key.into()]).await?;
    rows.first().map(read).transpose()
}

fn read(row: &SqliteRow) -> Result<Confirmation, StoreError> {
    let damaged = |what: &str| StoreError::Corrupt(format!("a confirmation's {what} cannot be read"));
    let id_at = |at: usize| match row.try_get_unchecked::<Option<&[u8]>, _>(at)? {
        Some(_) => read_id(row, at).map(Some),
        None => Ok(None),
    };
    let digest = |at: usize| {
        let bytes: &[u8] = row.try_get(at)?;
        bytes.try_into().map_err(|_| damaged("digest"))
    };
    let json = |at: usize| {
        let text: Option<&str> = row.try_get(at)?;
        let parsed = text.map(serde_json::from_str::<Json>).transpose();
        parsed.map_err(|_| damaged("content"))
    };
    let (actor, state): (&str, &str) = (row.try_get(1)?, row.try_get(12)?);
    Ok(Confirmation {
        id: read_id(row, 0)?,
        actor: actor.parse().map_err(|_| damaged("actor"))?,
        origin: Origin::read(row.try_get(2)?)?,
        conversation: id_at(3)?,
        tool: row.try_get(4)?,
        arguments: json(5)?.unwrap_or_default(),
        shown: json(6)?.unwrap_or_default(),
        digest: digest(7)?,
        idempotency_key: row.try_get(8)?,
        asked: digest(9)?,
        opened_at: UtcMillis(row.try_get(10)?),
        expires_at: UtcMillis(row.try_get(11)?),
        state: ConfirmationState::ALL
            .into_iter()
            .find(|known| known.name() == state)
            .ok_or_else(|| damaged("state"))?,
        resolved_at: row.try_get::<Option<i64>, _>(13)?.map(UtcMillis),
        resolved_by: id_at(14)?.map(MemberId),
        note: row.try_get(15)?,
        result: json(16)?,
        change_set: id_at(17)?.map(ChangeSetId),
    })
}
