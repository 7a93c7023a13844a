//! Tasks that a person asked to be reminded of.

use sqlx::Row as _;
use workestra_core::{Kind, StageClass, UtcMillis};

use crate::api::StoredEntity;
use crate::condition::{instant_text, stage_in};
use crate::entity::load;
use crate::error::StoreError;
use crate::settings::Known;
use crate::sql;
use crate::store::Store;
use crate::table::LIVE;

/// Reminders given at once, about: the rest comes with the next calls, so that none is passed over.
const MOST: usize = 20;

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
            "SELECT num, remind_at FROM task WHERE remind_at > ? AND remind_at <= ? AND {} AND {LIVE} ORDER BY remind_at",
            open.text
        );
        // By the second, as date-times are kept.
        let whole = |millis: i64| UtcMillis(millis.div_euclid(1000) * 1000);
        let range = [instant_text(whole(from)).into(), instant_text(whole(now.0)).into()];
        let mut connection = self.reader().await?;
        let rows = sql::rows_made(&mut connection, text, range.into_iter().chain(open.cells)).await?;
        let mut nums: Vec<i64> = Vec::new();
        let mut upto = whole(now.0).0;
        let mut last: Option<String> = None;
        for row in rows {
            let at: String = row.try_get(1)?;
            // Those of one second stay together: the next call asks for later ones only.
            if nums.len() >= MOST && last.as_ref() != Some(&at) {
                upto = last.as_deref().and_then(millis).unwrap_or(upto);
                break;
            }
            nums.push(row.try_get(0)?);
            last = Some(at);
        }
        let due = load(&mut connection, &self.inner().actors, &nums).await?;
        drop(connection);
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

fn millis(at: &str) -> Option<i64> {
    at.parse::<jiff::Timestamp>().ok().map(jiff::Timestamp::as_millisecond)
}
