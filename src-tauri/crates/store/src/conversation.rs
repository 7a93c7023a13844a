//! Conversations with the assistant: what was said, with what in view, and what left the machine for it. They are a
//! member's own, and deleting one deletes it.

mod message;

use serde::{Deserialize, Serialize};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};
use uuid::Uuid;
use workestra_core::{Actor, MemberId, UtcMillis};

use crate::audit;
use crate::error::{OpError, StoreError, WriteError};
use crate::fold::folded;
use crate::sql::{self, Cell};
use crate::store::Store;
use crate::table::read_id;

pub use message::{Message, MessageId, MessageRole, NewMessage};

/// Identity of a conversation.
pub type ConversationId = Uuid;

/// What a title may be long.
const LONGEST_TITLE: usize = 200;

/// A conversation, without its messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversation {
    /// Identity.
    pub id: ConversationId,
    /// What it is called.
    pub title: String,
    /// When it was begun.
    pub created_at: UtcMillis,
    /// When something was last said.
    pub updated_at: UtcMillis,
    /// What is typed and not sent.
    pub draft: Option<String>,
}

const COLUMNS: &str = "id, title, created_at, updated_at, draft";

impl Store {
    /// Begins a conversation of a member.
    ///
    /// # Errors
    /// Refused when the title is empty or too long.
    pub async fn conversation_create(&self, member: MemberId, title: &str) -> Result<Conversation, WriteError> {
        let title = titled(title)?;
        let now = self.now();
        let conversation = Conversation {
            id: Uuid::now_v7(),
            title,
            created_at: now,
            updated_at: now,
            draft: None,
        };
        let insert = "INSERT INTO conversations (id, member, title, created_at, updated_at) VALUES (?, ?, ?, ?, ?)";
        let cells = [
            conversation.id.into(),
            member.0.into(),
            conversation.title.as_str().into(),
            now.into(),
            now.into(),
        ];
        let mut writer = self.inner().writer.lock().await;
        sql::execute(writer.idle().await?, insert, cells).await?;
        Ok(conversation)
    }

    /// The conversations of a member, the one that was last spoken in first. With words, those in which all of them were
    /// said, in any case and without accents.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn conversations(&self, member: MemberId, words: &str) -> Result<Vec<Conversation>, StoreError> {
        let words: Vec<String> = folded(words).split_whitespace().map(str::to_owned).collect();
        let said = "(instr(folded(title), ?) OR EXISTS
             (SELECT 1 FROM messages m WHERE m.conversation = c.id AND instr(m.words, ?)))";
        let conditions: Vec<&str> = words.iter().map(|_| said).collect();
        let query = format!(
            "SELECT {COLUMNS} FROM conversations c WHERE member = ? {} ORDER BY updated_at DESC, id DESC",
            conditions.iter().map(|said| format!("AND {said} ")).collect::<String>()
        );
        let bound = words
            .iter()
            .flat_map(|word| [word.as_str().into(), word.as_str().into()]);
        let cells: Vec<Cell> = [member.0.into()].into_iter().chain(bound).collect();
        let rows = sql::rows_made(&mut *self.reader().await?, query, cells).await?;
        rows.iter().map(read).collect()
    }

    /// A conversation, if it is the member's.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub async fn conversation(&self, member: MemberId, id: ConversationId) -> Result<Option<Conversation>, StoreError> {
        let query = format!("SELECT {COLUMNS} FROM conversations WHERE id = ? AND member = ?");
        let rows = sql::rows_made(&mut *self.reader().await?, query, [id.into(), member.0.into()]).await?;
        rows.first().map(read).transpose()
    }

    /// Calls it something else.
    ///
    /// # Errors
    /// Refused when it is not the member's, or the title is empty or too long.
    pub async fn conversation_rename(
        &self,
        member: MemberId,
        id: ConversationId,
        title: &str,
    ) -> Result<(), WriteError> {
        self.set(member, id, "title", titled(title)?.into()).await
    }

    /// Keeps what is typed; an empty text keeps nothing.
    ///
    /// # Errors
    /// Refused when it is not the member's.
    pub async fn conversation_draft(&self, member: MemberId, id: ConversationId, text: &str) -> Result<(), WriteError> {
        let text = (!text.is_empty()).then(|| text.to_owned());
        self.set(member, id, "draft", text.into()).await
    }

    /// The masking session of a conversation, as it was last kept.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub async fn conversation_masking(
        &self,
        member: MemberId,
        id: ConversationId,
    ) -> Result<workestra_core::Masking, StoreError> {
        let query = "SELECT masking FROM conversations WHERE id = ? AND member = ?";
        let row = sql::row(&mut *self.reader().await?, query, [id.into(), member.0.into()]).await?;
        let row = row.ok_or_else(|| StoreError::NoSuchEntity("conversation".to_owned()))?;
        serde_json::from_str(row.try_get(0)?).map_err(|error| StoreError::Corrupt(error.to_string()))
    }

    /// Keeps which placeholder stands for what.
    ///
    /// # Errors
    /// Refused when the conversation is not the member's.
    pub async fn conversation_keep_masking(
        &self,
        member: MemberId,
        id: ConversationId,
        masking: &workestra_core::Masking,
    ) -> Result<(), WriteError> {
        let text = serde_json::to_string(masking).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        self.set(member, id, "masking", text.into()).await
    }

    /// Deletes a conversation for good: its messages, what it asked people to confirm, and what the log holds of it.
    ///
    /// # Errors
    /// Refused when it is not the member's, or something it asked is still pending.
    pub async fn conversation_delete(&self, member: MemberId, id: ConversationId) -> Result<(), WriteError> {
        let mut writer = self.inner().writer.lock().await;
        writer.begin().await?;
        match delete(writer.connection()?, self, member, id).await {
            Ok(()) => {
                writer.erased();
                writer.commit().await?;
                writer.settle().await?;
                Ok(())
            }
            Err(error) => {
                writer.rollback().await?;
                Err(error)
            }
        }
    }

    async fn set(
        &self,
        member: MemberId,
        id: ConversationId,
        column: &'static str,
        value: Cell,
    ) -> Result<(), WriteError> {
        let update = format!("UPDATE conversations SET {column} = ? WHERE id = ? AND member = ?");
        let mut writer = self.inner().writer.lock().await;
        let changed = sql::execute_made(writer.idle().await?, update, [value, id.into(), member.0.into()]).await?;
        own(changed)
    }
}

async fn delete(
    connection: &mut SqliteConnection,
    store: &Store,
    member: MemberId,
    id: ConversationId,
) -> Result<(), WriteError> {
    let waiting = "SELECT count(*) FROM confirmations WHERE conversation = ? AND state = 'pending'";
    if sql::number(connection, waiting, [id.into()]).await? != Some(0) {
        return Err(OpError::Senseless("a confirmation of this conversation waits: answer it first".to_owned()).into());
    }
    let gone = "DELETE FROM conversations WHERE id = ? AND member = ?";
    own(sql::execute(connection, gone, [id.into(), member.0.into()]).await?)?;
    sql::execute(
        connection,
        "DELETE FROM confirmations WHERE conversation = ?",
        [id.into()],
    )
    .await?;
    audit::erase_subject(connection, store, Actor::Member { member }, id).await
}

/// Whether a conversation of the member was found.
fn own(changed: u64) -> Result<(), WriteError> {
    if changed == 0 {
        return Err(OpError::NotThere("conversation").into());
    }
    Ok(())
}

fn titled(title: &str) -> Result<String, OpError> {
    let title = title.trim();
    if title.is_empty() || title.chars().count() > LONGEST_TITLE {
        return Err(OpError::Senseless(format!(
            "a conversation has a title of 1 to {LONGEST_TITLE} characters"
        )));
    }
    Ok(title.to_owned())
}

fn read(row: &SqliteRow) -> Result<Conversation, StoreError> {
    Ok(Conversation {
        id: read_id(row, 0)?,
        title: row.try_get(1)?,
        created_at: UtcMillis(row.try_get(2)?),
        updated_at: UtcMillis(row.try_get(3)?),
        draft: row.try_get(4)?,
    })
}

#[cfg(test)]
mod tests;
