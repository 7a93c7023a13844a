//! The log of all that AI and MCP clients did: a row before every request and for every call, confirmation and result.
//! Rows are only ever appended and form a chain. Content stands beside them under keys that erasure destroys.

mod chain;
mod payload;

use serde::{Deserialize, Serialize};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};
use uuid::Uuid;
use workestra_core::{Actor, ConfirmationId, Digest, UtcMillis};

use crate::entity::limit_cell;
use crate::error::{StoreError, WriteError};
use crate::seal::hex;
use crate::sql::{self, Cell};
use crate::store::Store;
use crate::table::read_id;

pub use chain::AuditCheck;
pub(crate) use payload::erase_subject;

/// Where a call came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A conversation.
    Chat,
    /// The panel beside an entity.
    Panel,
    /// The palette.
    Palette,
    /// An MCP client.
    Mcp,
    /// The app itself, such as the check of a provider in the settings.
    App,
}

impl Origin {
    const ALL: [Self; 5] = [Self::Chat, Self::Panel, Self::Palette, Self::Mcp, Self::App];

    /// The stored word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chat => "chat",
            Self::Panel => "panel",
            Self::Palette => "palette",
            Self::Mcp => "mcp",
            Self::App => "app",
        }
    }

    pub(crate) fn read(name: &str) -> Result<Self, StoreError> {
        Self::ALL
            .into_iter()
            .find(|origin| origin.name() == name)
            .ok_or_else(|| StoreError::Corrupt(format!("nothing comes from “{name}”")))
    }
}

/// What a row tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuditAction {
    /// A request is about to leave the machine.
    Request,
    /// The request was answered, failed or was stopped.
    Response,
    /// A tool is about to run, or was refused.
    ToolCall,
    /// A reading tool came to its end.
    ToolResult,
    /// A person is asked.
    ConfirmationOpened,
    /// A confirmation came to its end, whichever.
    ConfirmationEnded,
    /// A subject's content was erased from the log.
    Erasure,
    /// Rules, provider or key changed.
    Configured,
}

impl AuditAction {
    /// The stored word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::ToolCall => "tool_call",
            Self::ToolResult => "tool_result",
            Self::ConfirmationOpened => "confirmation_opened",
            Self::ConfirmationEnded => "confirmation_ended",
            Self::Erasure => "erasure",
            Self::Configured => "configured",
        }
    }
}

/// A row to append.
#[derive(Clone)]
pub struct AuditEntry {
    /// Who.
    pub actor: Actor,
    /// From where.
    pub origin: Origin,
    /// What.
    pub action: AuditAction,
    /// References of entities, names of tools: what it is about, without content.
    pub objects: Vec<String>,
    /// The provider's name, where something goes to one.
    pub provider: Option<String>,
    /// The host that is spoken to.
    pub host: Option<String>,
    /// The model that is asked.
    pub model: Option<String>,
    /// Names the instructions by their hash.
    pub prompt_version: Option<String>,
    /// Names the tools by their hash.
    pub tools_version: Option<String>,
    /// Names the masking.
    pub mask_version: Option<String>,
    /// What goes in. Only a keyed hash of it is in the row.
    pub input: Option<String>,
    /// What comes out. Only a keyed hash of it is in the row.
    pub output: Option<String>,
    /// Of the canonical arguments.
    pub argument_digest: Option<Digest>,
    /// The confirmation that it is about.
    pub confirmation: Option<ConfirmationId>,
    /// `allow`, `confirm`, `deny`, `approved`, `declined` …
    pub decision: Option<String>,
    /// How it ended, without content.
    pub result: Option<String>,
    /// The row that this one ends.
    pub ends: Option<i64>,
    /// The content, to be kept encrypted beside the row.
    pub payload: Option<AuditPayload>,
}

/// Content beside a row.
#[derive(Clone)]
pub struct AuditPayload {
    /// Whom it is about: entities and conversations. Erasing one of them makes it unreadable. Never empty.
    pub subjects: Vec<Uuid>,
    /// The content.
    pub content: String,
}

impl AuditEntry {
    /// A row that says no more than this.
    #[must_use]
    pub const fn new(actor: Actor, origin: Origin, action: AuditAction) -> Self {
        Self {
            actor,
            origin,
            action,
            objects: Vec::new(),
            provider: None,
            host: None,
            model: None,
            prompt_version: None,
            tools_version: None,
            mask_version: None,
            input: None,
            output: None,
            argument_digest: None,
            confirmation: None,
            decision: None,
            result: None,
            ends: None,
            payload: None,
        }
    }
}

/// Not the content, which belongs in no log but its own.
impl std::fmt::Debug for AuditEntry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "AuditEntry({} by {})", self.action.name(), self.actor)
    }
}

/// Proof that a row was appended and is on disk. Only [`Store::audit_append`] makes one.
#[derive(Debug)]
pub struct Audited(i64);

impl Audited {
    /// The row.
    #[must_use]
    pub const fn seq(&self) -> i64 {
        self.0
    }
}

/// A row as it stands in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    /// Counts from 1 without gaps.
    pub seq: i64,
    /// When.
    pub at: UtcMillis,
    /// The stored form of the actor.
    pub actor: String,
    /// From where.
    pub origin: Origin,
    /// What, as stored.
    pub action: String,
    /// What it is about.
    pub objects: Vec<String>,
    /// The provider's name.
    pub provider: Option<String>,
    /// The host.
    pub host: Option<String>,
    /// The model.
    pub model: Option<String>,
    /// Names the instructions.
    pub prompt_version: Option<String>,
    /// Names the tools.
    pub tools_version: Option<String>,
    /// Names the masking.
    pub mask_version: Option<String>,
    /// Keyed, in hexadecimal.
    pub input_hash: Option<String>,
    /// Keyed, in hexadecimal.
    pub output_hash: Option<String>,
    /// In hexadecimal.
    pub argument_digest: Option<String>,
    /// The confirmation.
    pub confirmation: Option<ConfirmationId>,
    /// What was decided.
    pub decision: Option<String>,
    /// How it ended.
    pub result: Option<String>,
    /// The row that this one ends.
    pub ends: Option<i64>,
    /// SHA-256 over the hash before and this row, in hexadecimal.
    pub hash: String,
}

pub(super) const COLUMNS: &str = "seq, at, actor, origin, action, objects, provider, host, model, prompt_version,
    tools_version, mask_version, input_hash, output_hash, argument_digest, confirmation, decision, result, ends, hash";

impl Store {
    /// Appends a row and returns once it is on disk.
    ///
    /// # Errors
    /// [`WriteError`]; what was to be logged must then not happen.
    pub async fn audit_append(&self, entry: AuditEntry) -> Result<Audited, WriteError> {
        let mut writer = self.inner().writer.lock().await;
        writer.begin().await?;
        match append(writer.connection()?, self, entry).await {
            Ok(seq) => {
                writer.commit().await?;
                Ok(Audited(seq))
            }
            Err(error) => {
                writer.rollback().await?;
                Err(error)
            }
        }
    }

    /// Rows before one, newest first; the newest of all without it.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn audit_page(&self, before: Option<i64>, limit: usize) -> Result<Vec<AuditRow>, StoreError> {
        let query = format!("SELECT {COLUMNS} FROM audit WHERE seq < ? ORDER BY seq DESC LIMIT ?");
        let cells = [before.unwrap_or(i64::MAX).into(), limit_cell(limit)];
        let rows = sql::rows_made(&mut *self.reader().await?, query, cells).await?;
        rows.iter().map(read).collect()
    }
}

/// Appends a row within the transaction that is open.
pub(crate) async fn append(
    connection: &mut SqliteConnection,
    store: &Store,
    entry: AuditEntry,
) -> Result<i64, WriteError> {
    let key = chain::key(store)?;
    let (last, before) = chain::head(connection, store).await?;
    let seq = last + 1;
    let mut row = AuditRow {
        seq,
        at: store.now(),
        actor: entry.actor.to_string(),
        origin: entry.origin,
        action: entry.action.name().to_owned(),
        objects: entry.objects,
        provider: entry.provider,
        host: entry.host,
        model: entry.model,
        prompt_version: entry.prompt_version,
        tools_version: entry.tools_version,
        mask_version: entry.mask_version,
        input_hash: entry.input.map(|text| chain::keyed(&key, &text)),
        output_hash: entry.output.map(|text| chain::keyed(&key, &text)),
        argument_digest: entry.argument_digest.map(|digest| hex(&digest)),
        confirmation: entry.confirmation,
        decision: entry.decision,
        result: entry.result,
        ends: entry.ends,
        hash: String::new(),
    };
    let hash = chain::hash(&before, &row);
    row.hash = hex(&hash);
    let marks = vec!["?"; 20].join(", ");
    let insert = format!("INSERT INTO audit ({COLUMNS}) VALUES ({marks})");
    sql::execute_made(connection, insert, cells(&row, &hash)).await?;
    if let Some(payload) = &entry.payload {
        payload::put(connection, &key, seq, payload).await?;
    }
    Ok(seq)
}

fn cells(row: &AuditRow, hash: &[u8; 32]) -> [Cell; 20] {
    let text = |text: &Option<String>| Cell::from(text.clone());
    [
        row.seq.into(),
        row.at.into(),
        row.actor.as_str().into(),
        row.origin.name().into(),
        row.action.as_str().into(),
        serde_json::Value::from(row.objects.clone()).to_string().into(),
        text(&row.provider),
        text(&row.host),
        text(&row.model),
        text(&row.prompt_version),
        text(&row.tools_version),
        text(&row.mask_version),
        text(&row.input_hash),
        text(&row.output_hash),
        text(&row.argument_digest),
        row.confirmation.into(),
        text(&row.decision),
        text(&row.result),
        row.ends.into(),
        Cell::Blob(hash.to_vec()),
    ]
}

fn read(row: &SqliteRow) -> Result<AuditRow, StoreError> {
    let confirmation = match row.try_get_unchecked::<Option<&[u8]>, _>(15)? {
        Some(_) => Some(read_id(row, 15)?),
        None => None,
    };
    Ok(AuditRow {
        seq: row.try_get(0)?,
        at: UtcMillis(row.try_get(1)?),
        actor: row.try_get(2)?,
        origin: Origin::read(row.try_get(3)?)?,
        action: row.try_get(4)?,
        objects: serde_json::from_str(row.try_get(5)?).map_err(|error| StoreError::Corrupt(error.to_string()))?,
        provider: row.try_get(6)?,
        host: row.try_get(7)?,
        model: row.try_get(8)?,
        prompt_version: row.try_get(9)?,
        tools_version: row.try_get(10)?,
        mask_version: row.try_get(11)?,
        input_hash: row.try_get(12)?,
        output_hash: row.try_get(13)?,
        argument_digest: row.try_get(14)?,
        confirmation,
        decision: row.try_get(16)?,
        result: row.try_get(17)?,
        ends: row.try_get(18)?,
        hash: hex(row.try_get::<&[u8], _>(19)?),
    })
}

#[cfg(test)]
mod tests;
