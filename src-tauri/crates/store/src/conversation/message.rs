//! The messages of a conversation: a tree, so that an edited message stands beside the one that it was edited from.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;
use workestra_core::{MemberId, UtcMillis};

use super::ConversationId;
use crate::error::{OpError, StoreError, WriteError};
use crate::fold::folded;
use crate::sql;
use crate::store::Store;
use crate::table::read_id;

/// Identity of a message.
pub type MessageId = Uuid;

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageRole {
    /// The person.
    User,
    /// The model.
    Assistant,
    /// The tools that it called.
    Tools,
}

impl MessageRole {
    const ALL: [Self; 3] = [Self::User, Self::Assistant, Self::Tools];

    const fn name(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Assistant => "assistant",
            Self::Tools => "tools",
        }
    }
}

/// A message to keep.
#[derive(Debug, Clone, PartialEq)]
pub struct NewMessage {
    /// What it answers; none for the first.
    pub parent: Option<MessageId>,
    /// Who speaks.
    pub role: MessageRole,
    /// What was said, in the assistant's own shape.
    pub content: Json,
    /// What a search finds it by.
    pub words: String,
    /// What was in view: a JSON array.
    pub chips: Json,
    /// What left the machine for it.
    pub sent: Option<Json>,
    /// Tokens and cost.
    pub usage: Option<Json>,
}

/// A message as it is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// Identity.
    pub id: MessageId,
    /// What it answers.
    pub parent: Option<MessageId>,
    /// Counts the messages of the conversation from 1.
    pub seq: i64,
    /// When.
    pub at: UtcMillis,
    /// Who speaks.
    pub role: MessageRole,
    /// What was said.
    pub content: Json,
    /// What was in view.
    pub chips: Json,
    /// What left the machine for it.
    pub sent: Option<Json>,
    /// Tokens and cost.
    pub usage: Option<Json>,
    /// What the person thought of it.
    pub feedback: Option<Json>,
}

impl Store {
    /// Keeps a message. Answers its id.
    ///
    /// # Errors
    /// Refused when the conversation is not the member's, or the parent is not of it.
    pub async fn message_add(
        &self,
        member: MemberId,
        conversation: ConversationId,
        new: NewMessage,
    ) -> Result<MessageId, WriteError> {
        let id = Uuid::now_v7();
        let now = self.now();
        let insert =
            "INSERT INTO messages (id, conversation, parent, seq, at, role, content, words, chips, sent, usage)
             SELECT ?1, c.id, ?3, coalesce((SELECT max(seq) FROM messages WHERE conversation = c.id), 0) + 1,
                 ?4, ?5, ?6, ?7, ?8, ?9, ?10
             FROM conversations c WHERE c.id = ?2 AND c.member = ?11 AND (?3 IS NULL OR EXISTS
                 (SELECT 1 FROM messages p WHERE p.id = ?3 AND p.conversation = c.id))";
        let text = |json: Option<Json>| json.map(|json| json.to_string());
        let cells = [
            id.into(),
            conversation.into(),
            new.parent.into(),
            now.into(),
            new.role.name().into(),
            new.content.to_string().into(),
            folded(&new.words).into(),
            new.chips.to_string().into(),
            text(new.sent).into(),
            text(new.usage).into(),
            member.0.into(),
        ];
        let mut writer = self.inner().writer.lock().await;
        let connection = writer.idle().await?;
        if sql::execute(connection, insert, cells).await? == 0 {
            return Err(OpError::NotThere("conversation, or the message it answers,").into());
        }
        let touched = "UPDATE conversations SET updated_at = ? WHERE id = ?";
        sql::execute(connection, touched, [now.into(), conversation.into()]).await?;
        Ok(id)
    }

    /// The messages of a conversation of the member, in the order in which they were said.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn messages(&self, member: MemberId, conversation: ConversationId) -> Result<Vec<Message>, StoreError> {
        let query = "SELECT m.id, m.parent, m.seq, m.at, m.role, m.content, m.chips, m.sent, m.usage, m.feedback
             FROM messages m JOIN conversations c ON c.id = m.conversation
             WHERE m.conversation = ? AND c.member = ? ORDER BY m.seq";
        let cells = [conversation.into(), member.0.into()];
        let rows = sql::rows(&mut *self.reader().await?, query, cells).await?;
        rows.iter().map(read).collect()
    }

    /// Keeps what the person thinks of a message; nothing takes it back.
    ///
    /// # Errors
    /// Refused when the message is in no conversation of the member's.
    pub async fn message_feedback(
        &self,
        member: MemberId,
        id: MessageId,
        feedback: Option<Json>,
    ) -> Result<(), WriteError> {
        let update = "UPDATE messages SET feedback = ? WHERE id = ? AND conversation IN
             (SELECT id FROM conversations WHERE member = ?)";
        let cells = [
            feedback.map(|feedback| feedback.to_string()).into(),
            id.into(),
            member.0.into(),
        ];
        let mut writer = self.inner().writer.lock().await;
        match sql::execute(writer.idle().await?, update, cells).await? {
            0 => Err(OpError::NotThere("message").into()),
            _ => Ok(()),
        }
    }
}

fn read(row: &SqliteRow) -> Result<Message, StoreError> {
    let damaged = || StoreError::Corrupt("a message cannot be read".to_owned());
    let json = |at: usize| {
        let text: Option<&str> = row.try_get(at)?;
        let parsed = text.map(serde_json::from_str::<Json>).transpose();
        parsed.map_err(|_| damaged())
    };
    let role: &str = row.try_get(4)?;
    Ok(Message {
        id: read_id(row, 0)?,
        parent: match row.try_get_unchecked::<Option<&[u8]>, _>(1)? {
            Some(_) => Some(read_id(row, 1)?),
            None => None,
        },
        seq: row.try_get(2)?,
        at: UtcMillis(row.try_get(3)?),
        role: MessageRole::ALL
            .into_iter()
            .find(|known| known.name() == role)
            .ok_or_else(damaged)?,
        content: json(5)?.unwrap_or_default(),
        chips: json(6)?.unwrap_or_default(),
        sent: json(7)?,
        usage: json(8)?,
        feedback: json(9)?,
    })
}
