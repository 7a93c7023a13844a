//! Tasks that a person asked to be reminded of.

use workestra_core::{Kind, StageClass, UtcMillis};

use crate::api::StoredEntity;
use crate::condition::{instant_text, stage_in};
use crate::entity::load;
use crate::error::StoreError;
use crate::settings::Known;
use crate::sql::{self, Cell};
use crate::store::Store;
use crate::table::LIVE;

/// Reminders given at once. Whoever was away for long looks at the list instead.
const MOST: i64 = 20;

/// A reminder older than this, a week, is no news.
const OLDEST_MS: i64 = 7 * 24 * 3_600_000;

impl Store {
    /// Open tasks whose reminder came due since the last call, oldest first. Each is answered once, also over restarts.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read, or that they were given cannot be written.
    pub async fn take_reminders(&self) -> Result<Vec<StoredEntity>, StoreError> {
        let now = self.now();
        let told = self.setting(Known::RemindedUpto.key()).await?;
        let from = told.and_then(|told| told.as_i64()).unwrap_or(0).max(now.0 - OLDEST_MS);
        if from >= now.0 {
            return Ok(Vec::new());
        }
        let schema = self.schema();
        let open = stage_in(schema.kind(Kind::Task), &[StageClass::Open]);
        let text = format!(
            "SELECT num FROM task WHERE remind_at > ? AND remind_at <= ? AND {} AND {LIVE} ORDER BY remind_at LIMIT ?",
            open.text
        );
        let range = [instant_text(UtcMillis(from)).into(), instant_text(now).into()];
        let cells = range.into_iter().chain(open.cells).chain([Cell::Int(MOST)]);
        let mut connection = self.reader().await?;
        let rows = sql::rows_made(&mut connection, text, cells).await?;
        let nums: Vec<i64> = rows
            .iter()
            .map(|row| sqlx::Row::try_get(row, 0))
            .collect::<Result<_, _>>()?;
        let due = load(&mut connection, &self.inner().actors, &nums).await?;
        drop(connection);
        // Kept by the second, as date-times are, so that none falls between two calls.
        let upto = now.0.div_euclid(1000) * 1000;
        if !due.is_empty() || told_is_old(from, now) {
            self.know(Known::RemindedUpto, &upto.into()).await?;
        }
        Ok(due)
    }
}

/// Whether it is worth a write to remember that nothing was due.
const fn told_is_old(from: i64, now: UtcMillis) -> bool {
    now.0 - from > OLDEST_MS / 7
}
