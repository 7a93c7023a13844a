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

/// Reminders given at once, about: the rest comes after them, so that none is passed over.
const MOST: usize = 20;

/// A reminder older than this, a week, is no news.
const OLDEST_MS: i64 = 7 * 24 * 3_600_000;

/// Reminders to be given now.
#[derive(Debug)]
pub struct DueReminders {
    /// Open tasks, the one whose reminder came due first first.
    pub tasks: Vec<StoredEntity>,
    /// With these all are given that came due up to here; none where that is not worth a write.
    upto: Option<i64>,
}

impl Store {
    /// Tasks whose reminder came due and was not given yet, also over restarts: the same ones again and again, until
    /// [`Self::reminded`] says that they were.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn due_reminders(&self) -> Result<DueReminders, StoreError> {
        let now = self.now();
        let told = self.setting(Known::RemindedUpto.key()).await?;
        let from = told.and_then(|told| told.as_i64()).unwrap_or(0).max(now.0 - OLDEST_MS);
        if from >= now.0 {
            return Ok(DueReminders {
                tasks: Vec::new(),
                upto: None,
            });
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
            // Those of one second stay together: after them only later ones are looked for.
            if nums.len() >= MOST && last.as_ref() != Some(&at) {
                upto = last.as_deref().and_then(millis).unwrap_or(upto);
                break;
            }
            nums.push(row.try_get(0)?);
            last = Some(at);
        }
        let tasks = load(&mut connection, &self.inner().actors, &nums).await?;
        let upto = (!tasks.is_empty() || told_is_old(from, now)).then_some(upto);
        Ok(DueReminders { tasks, upto })
    }

    /// These were given, and are given no more.
    ///
    /// # Errors
    /// [`StoreError`] when that cannot be written; they are due again then.
    pub async fn reminded(&self, given: DueReminders) -> Result<(), StoreError> {
        match given.upto {
            Some(upto) => self.know(Known::RemindedUpto, &upto.into()).await,
            None => Ok(()),
        }
    }
}

/// Whether it is worth a write to remember that nothing was due.
const fn told_is_old(from: i64, now: UtcMillis) -> bool {
    now.0 - from > OLDEST_MS / 7
}

fn millis(at: &str) -> Option<i64> {
    at.parse::<jiff::Timestamp>().ok().map(jiff::Timestamp::as_millisecond)
}
