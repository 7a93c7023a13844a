//! Text that a member wrote and did not send yet. It is the member's own and no part of what others see.

use sqlx::Row as _;
use workestra_core::{Grant, MemberId, UtcMillis};

use crate::error::{OpError, StoreError, WriteError};
use crate::sql::{self, Cell};
use crate::store::Store;

/// The longest text, in characters.
const LONGEST: usize = 1_000_000;

/// The longest key, in bytes.
const LONGEST_KEY: usize = 200;

/// The most drafts that a member keeps; the oldest go.
const MOST: i64 = 500;

/// Text that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextDraft {
    /// What it is a draft of, as the window names it: `note:<entity>`.
    pub key: String,
    /// The text.
    pub text: String,
    /// When it was written last.
    pub at: UtcMillis,
}

impl Store {
    /// The drafts of a member, newest first.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn drafts(&self, member: MemberId) -> Result<Vec<TextDraft>, StoreError> {
        let mut connection = self.reader().await?;
        let query = "SELECT key, text, at FROM drafts WHERE member = ? ORDER BY at DESC, key";
        let rows = sql::rows(&mut connection, query, [member.0.into()]).await?;
        let draft = |row: &sqlx::sqlite::SqliteRow| {
            Ok(TextDraft {
                key: row.try_get(0)?,
                text: row.try_get(1)?,
                at: UtcMillis(row.try_get(2)?),
            })
        };
        rows.iter().map(draft).collect()
    }

    /// Keeps a draft of the grant's member in the place of the one with its key; an empty text removes it.
    ///
    /// # Errors
    /// Refused when the text or the key is too long.
    pub async fn save_draft(&self, grant: &Grant, key: &str, text: &str) -> Result<(), WriteError> {
        let owner = grant.actor().member().filter(|_| grant.resolution().is_none());
        let member = owner.ok_or(OpError::Denied("keep drafts"))?;
        if key.is_empty() || key.len() > LONGEST_KEY || text.chars().count() > LONGEST {
            return Err(OpError::Senseless(format!("a draft has at most {LONGEST} characters")).into());
        }
        let now = self.now();
        let mut writer = self.inner().writer.lock().await;
        let connection = writer.idle().await?;
        if text.trim().is_empty() {
            let delete = "DELETE FROM drafts WHERE member = ? AND key = ?";
            sql::execute(connection, delete, [member.0.into(), key.into()]).await?;
            return Ok(());
        }
        let upsert = "INSERT INTO drafts (member, key, text, at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (member, key) DO UPDATE SET text = ?3, at = ?4";
        let cells = [member.0.into(), key.into(), text.into(), now.into()];
        sql::execute(connection, upsert, cells).await?;
        let forget = "DELETE FROM drafts WHERE member = ?1 AND key IN (
                 SELECT key FROM drafts WHERE member = ?1 ORDER BY at DESC, key LIMIT -1 OFFSET ?2)";
        sql::execute(connection, forget, [member.0.into(), Cell::Int(MOST)]).await?;
        Ok(())
    }
}
