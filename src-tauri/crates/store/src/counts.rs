//! Counts and tags, kept by triggers so that they cost nothing to ask for.

use sqlx::Row as _;
use workestra_core::Kind;

use crate::api::TagCount;
use crate::condition::{Meaning, deadline};
use crate::entity::limit_cell;
use crate::error::StoreError;
use crate::sql;
use crate::store::Store;
use crate::table::LIVE;
use crate::timeline::KindCount;

impl Store {
    /// Counts per kind.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn counts(&self) -> Result<Vec<KindCount>, StoreError> {
        let schema = self.schema();
        let meaning = Meaning {
            schema: &schema,
            clock: &self.inner().clock,
        };
        let mut connection = self.reader().await?;
        let mut counts = Vec::new();
        for kind in Kind::ALL {
            let live = "SELECT live FROM kinds WHERE kind = ?";
            let count = sql::number(&mut connection, live, [kind.name().into()])
                .await?
                .unwrap_or(0);
            let overdue = match (meaning.overdue(schema.kind(kind)), deadline(kind)) {
                (Some(part), Some(deadline)) => {
                    let text = format!(
                        "SELECT count(*) FROM {kind} INDEXED BY {} WHERE {LIVE} AND {}",
                        deadline.index, part.text
                    );
                    sql::number(&mut connection, sqlx::AssertSqlSafe(text), part.cells)
                        .await?
                        .unwrap_or(0)
                }
                _ => 0,
            };
            counts.push(KindCount { kind, count, overdue });
        }
        Ok(counts)
    }

    /// The most used tags.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn tags(&self, limit: usize) -> Result<Vec<TagCount>, StoreError> {
        let mut connection = self.reader().await?;
        let query = "SELECT label, uses FROM tags ORDER BY uses DESC, label LIMIT ?";
        let rows = sql::rows(&mut connection, query, [limit_cell(limit)]).await?;
        rows.iter()
            .map(|row| {
                Ok(TagCount {
                    tag: row.try_get(0)?,
                    uses: row.try_get(1)?,
                })
            })
            .collect()
    }
}
