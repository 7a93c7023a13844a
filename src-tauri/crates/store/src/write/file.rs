//! Files that are attached and removed. A removed one stays for some weeks, so that undo brings it back.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use sqlx::Row as _;
use workestra_core::{EntityId, Verb};

use super::Writing;
use super::apply::Failure;
use super::attach::json;
use crate::api::new_id;
use crate::entity::kinds_of;
use crate::error::{OpError, StoreError};
use crate::file::FileId;
use crate::op::{Applied, NewFile};
use crate::sql::{self, Cell};

/// Largest file, in bytes.
const LARGEST: usize = 100 << 20;

/// Longest name, in characters.
const LONGEST_NAME: usize = 255;

/// A file as a change holds it: what it was called and where it hung. Its bytes are not in the change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FileRow {
    pub(super) id: FileId,
    pub(super) num: i64,
    name: String,
}

/// Names what hangs there, in `changes.field`.
pub(super) const FILE: &str = "file";

impl Writing<'_> {
    pub(super) async fn file_add(&mut self, on: EntityId, file: NewFile) -> Result<Applied, Failure> {
        let target = self.target(on, Verb::Write).await?;
        let name = file
            .name
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or_default()
            .trim()
            .replace('\0', "");
        if name.is_empty() || name.chars().count() > LONGEST_NAME {
            return Err(OpError::Senseless(format!("a file has a name of 1 to {LONGEST_NAME} characters")).into());
        }
        if file.bytes.len() > LARGEST {
            let most = LARGEST >> 20;
            return Err(OpError::Senseless(format!("{name} is larger than {most} MB: keep it elsewhere")).into());
        }
        let row = FileRow {
            id: new_id(),
            num: target.num,
            name,
        };
        let digest = Sha256::digest(&file.bytes);
        let cells = [
            row.id.into(),
            row.num.into(),
            row.name.as_str().into(),
            file.media_type.into(),
            Cell::Int(i64::try_from(file.bytes.len()).unwrap_or(i64::MAX)),
            Cell::Blob(digest.to_vec()),
            file.text.into(),
            self.actor.into(),
            self.at.into(),
        ];
        // At once, not queued: the bytes are not held twice.
        let connection = self.connection().await?;
        let insert = "INSERT INTO attachments (id, num, name, media_type, size, sha256, text, actor, at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        sql::execute(connection, insert, cells).await?;
        let keep = "INSERT INTO attachment_bytes (attachment, bytes) VALUES (?, ?)";
        sql::execute(connection, keep, [row.id.into(), Cell::Blob(file.bytes)]).await?;
        self.attached(row.num, FILE, Cell::Null, json(&row)?).await?;
        Ok(Applied::File(row.id))
    }

    pub(super) async fn file_remove(&mut self, id: FileId) -> Result<Applied, Failure> {
        let row = self.file(id).await?.ok_or(OpError::NotThere("file"))?;
        for (_, kind) in kinds_of(self.connection().await?, &[row.num]).await? {
            self.allow(Verb::Write, kind)?;
        }
        self.file_take(&row).await?;
        Ok(Applied::File(id))
    }

    async fn file(&mut self, id: FileId) -> Result<Option<FileRow>, StoreError> {
        let query = "SELECT num, name FROM attachments WHERE id = ? AND removed = 0";
        match sql::row(self.connection().await?, query, [id.into()]).await? {
            Some(row) => Ok(Some(FileRow {
                id,
                num: row.try_get(0)?,
                name: row.try_get(1)?,
            })),
            None => Ok(None),
        }
    }

    /// The files of an entity.
    pub(super) async fn files_of(&mut self, num: i64) -> Result<Vec<FileRow>, StoreError> {
        let query = "SELECT id, name FROM attachments WHERE num = ? AND removed = 0 ORDER BY id";
        let rows = sql::rows(self.connection().await?, query, [num.into()]).await?;
        rows.iter()
            .map(|row| {
                Ok(FileRow {
                    id: crate::table::read_id(row, 0)?,
                    num,
                    name: row.try_get(1)?,
                })
            })
            .collect()
    }

    /// Takes a file off where it hangs.
    pub(super) async fn file_take(&mut self, row: &FileRow) -> Result<(), StoreError> {
        let take = "UPDATE attachments SET removed = 1, removed_at = ? WHERE id = ? AND num = ?";
        let cells = [self.at.into(), row.id.into(), row.num.into()];
        sql::execute(self.connection().await?, take, cells).await?;
        self.attached(row.num, FILE, json(row)?, Cell::Null).await
    }

    /// Hangs a file that was taken off where it hung, or elsewhere.
    pub(super) async fn file_put_back(&mut self, row: &FileRow) -> Result<(), StoreError> {
        let put = "UPDATE attachments SET removed = 0, removed_at = NULL, num = ? WHERE id = ?";
        let found = sql::execute(self.connection().await?, put, [row.num.into(), row.id.into()]).await?;
        if found > 0 {
            self.attached(row.num, FILE, Cell::Null, json(row)?).await?;
        }
        Ok(())
    }
}
