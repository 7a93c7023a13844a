//! Openings of entities: what breaks ties in search, and what `$recent` lists.

use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;
use workestra_core::{EntityId, UtcMillis};

use crate::api::Visit;
use crate::entity::{limit_cell, nums_of};
use crate::error::StoreError;
use crate::sql::{self, Cell, json_numbers};
use crate::store::Store;

/// After this time an opening counts half.
const HALF_LIFE_MS: f64 = 10.0 * 24.0 * 3_600_000.0;

/// This many openings just now come half way to 1.
const HALF_WAY: f64 = 4.0;

impl Store {
    /// Counts an opening of an entity.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be noted.
    pub async fn visit(&self, id: EntityId) -> Result<(), StoreError> {
        let now = self.now();
        let mut writer = self.inner().writer.lock().await;
        let connection = writer.idle().await?;
        let Some(place) = nums_of(connection, &[id]).await?.remove(&id) else {
            return Ok(());
        };
        let before = sql::row(
            connection,
            "SELECT num, score, at FROM visits WHERE num = ?",
            [place.num.into()],
        )
        .await?;
        let kept = match &before {
            Some(row) => faded(row.try_get(1)?, UtcMillis(row.try_get(2)?), now),
            None => 0.0,
        };
        let upsert = "INSERT INTO visits (num, score, at) VALUES (?1, ?2, ?3)
             ON CONFLICT (num) DO UPDATE SET score = ?2, at = ?3";
        sql::execute(
            connection,
            upsert,
            [place.num.into(), Cell::Real(kept + 1.0), now.into()],
        )
        .await?;
        Ok(())
    }

    /// Frecency of those of the entities that were ever opened.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub async fn frecency(&self, nums: &[i64]) -> Result<Vec<Visit>, StoreError> {
        let mut connection = self.reader().await?;
        let query = "SELECT num, score, at FROM visits WHERE num IN (SELECT value FROM json_each(?))";
        let rows = sql::rows(&mut connection, query, [json_numbers(nums)]).await?;
        rows.iter().map(|row| read(row, self.now())).collect()
    }

    /// The entities opened last, live ones only.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn recent(&self, limit: usize) -> Result<Vec<Visit>, StoreError> {
        let mut connection = self.reader().await?;
        let query = "SELECT v.num, v.score, v.at FROM visits v JOIN entities e ON e.num = v.num
             WHERE e.state = 0 ORDER BY v.at DESC, v.num DESC LIMIT ?";
        let rows = sql::rows(&mut connection, query, [limit_cell(limit)]).await?;
        rows.iter().map(|row| read(row, self.now())).collect()
    }
}

fn read(row: &SqliteRow, now: UtcMillis) -> Result<Visit, StoreError> {
    let at = UtcMillis(row.try_get(2)?);
    let score = faded(row.try_get(1)?, at, now);
    #[expect(clippy::cast_possible_truncation, reason = "a number between 0 and 1")]
    let frecency = (score / (score + HALF_WAY)) as f32;
    Ok(Visit {
        num: row.try_get(0)?,
        frecency,
        at,
    })
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds of some years are exact")]
fn faded(score: f64, at: UtcMillis, now: UtcMillis) -> f64 {
    let age = now.0.saturating_sub(at.0).max(0) as f64;
    score * (-age / HALF_LIFE_MS).exp2()
}
