//! Files that hang on entities.

use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;
use workestra_core::{Actor, EntityId, UtcMillis};

use crate::entity::nums_of;
use crate::error::StoreError;
use crate::sql;
use crate::store::Store;
use crate::table::read_id;

/// Identity of a file.
pub type FileId = Uuid;

/// A file of an entity, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachedFile {
    /// Identity.
    pub id: FileId,
    /// As it was called where it came from, without folders.
    pub name: String,
    /// `application/pdf`.
    pub media_type: String,
    /// In bytes.
    pub size: i64,
    /// Whether text was read out of it, so that search finds it.
    pub has_text: bool,
    /// Who attached it.
    pub actor: Actor,
    /// When.
    pub at: UtcMillis,
}

/// How long a removed file can come back by undo: thirty days, in milliseconds.
const KEPT_REMOVED: i64 = 30 * 24 * 60 * 60 * 1_000;

const COLUMNS: &str = "id, name, media_type, size, text IS NOT NULL, actor, at";

impl Store {
    /// The files of an entity, newest first.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn files(&self, on: EntityId) -> Result<Vec<AttachedFile>, StoreError> {
        let mut connection = self.reader().await?;
        let Some(place) = nums_of(&mut connection, &[on]).await?.remove(&on) else {
            return Ok(Vec::new());
        };
        let query =
            format!("SELECT {COLUMNS} FROM attachments WHERE num = ? AND removed = 0 ORDER BY at DESC, id DESC");
        let rows = sql::rows_made(&mut connection, query, [place.num.into()]).await?;
        rows.iter().map(|row| self.read_file(row)).collect()
    }

    /// A file with its bytes; none when it was removed.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub async fn file(&self, id: FileId) -> Result<Option<(AttachedFile, Vec<u8>)>, StoreError> {
        let mut connection = self.reader().await?;
        let query = format!(
            "SELECT {COLUMNS}, bytes FROM attachments JOIN attachment_bytes ON attachment = id WHERE id = ? AND removed = 0"
        );
        let rows = sql::rows_made(&mut connection, query, [id.into()]).await?;
        match rows.first() {
            Some(row) => Ok(Some((self.read_file(row)?, row.try_get(7)?))),
            None => Ok(None),
        }
    }

    /// Deletes for good what was removed weeks ago and came back by no undo. Answers how many files that were.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be deleted; they are the next time.
    pub async fn forget_removed_files(&self) -> Result<u64, StoreError> {
        let before = UtcMillis(self.now().0 - KEPT_REMOVED);
        let mut writer = self.inner().writer.lock().await;
        let delete = "DELETE FROM attachments WHERE removed = 1 AND removed_at < ?";
        let forgotten = sql::execute(writer.idle().await?, delete, [before.into()]).await?;
        if forgotten > 0 {
            writer.erased();
            writer.settle().await?;
        }
        Ok(forgotten)
    }

    /// What was read out of a file; none when nothing could be, or it was removed.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub async fn file_text(&self, id: FileId) -> Result<Option<String>, StoreError> {
        let mut connection = self.reader().await?;
        let query = "SELECT text FROM attachments WHERE id = ? AND removed = 0";
        match sql::row(&mut connection, query, [id.into()]).await? {
            Some(row) => Ok(row.try_get(0)?),
            None => Ok(None),
        }
    }

    fn read_file(&self, row: &SqliteRow) -> Result<AttachedFile, StoreError> {
        Ok(AttachedFile {
            id: read_id(row, 0)?,
            name: row.try_get(1)?,
            media_type: row.try_get(2)?,
            size: row.try_get(3)?,
            has_text: row.try_get(4)?,
            actor: self.inner().actors.get(row.try_get(5)?)?,
            at: UtcMillis(row.try_get(6)?),
        })
    }
}
