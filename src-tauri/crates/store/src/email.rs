//! Mail that was written here: what waits in the outbox, what has left, what did not.

use serde::{Deserialize, Serialize};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};
use uuid::Uuid;
use workestra_core::{Actor, EntityId, UtcMillis};

use crate::entity::{self, nums_of};
use crate::error::StoreError;
use crate::sql::{self, Cell};
use crate::store::Store;
use crate::table::read_id;
use crate::timeline::TitleOf;

/// Identity of an email; its timeline entry has the same.
pub type EmailId = Uuid;

/// The most emails that are listed at once.
const MOST: i64 = 500;

/// Somebody whom an email goes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmailRecipient {
    /// Their name.
    pub name: Option<String>,
    /// Their address.
    pub address: String,
}

/// Where an email is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmailState {
    /// It leaves when its time has come.
    Waiting,
    /// It is being handed over.
    Sending,
    /// A server took it.
    Sent,
    /// It did not go out, or nobody can tell; a person decides.
    Failed,
    /// Taken back before it left.
    Cancelled,
}

/// An email.
#[derive(Debug, Clone, PartialEq)]
pub struct Email {
    /// Identity.
    pub id: EmailId,
    /// What it was written on.
    pub on: TitleOf,
    /// Whether that is in the trash.
    pub trashed: bool,
    /// Whom it goes to.
    pub to: Vec<EmailRecipient>,
    /// Who gets a copy.
    pub cc: Vec<EmailRecipient>,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// Where it is.
    pub state: EmailState,
    /// It leaves no sooner than this.
    pub send_after: UtcMillis,
    /// How often it was tried since a person last had it sent.
    pub tries: u32,
    /// What went wrong last, as a sentence with the way out.
    pub problem: Option<String>,
    /// Whether it may have arrived though it failed.
    pub may_have_arrived: bool,
    /// Whether a person said that it is meant although somebody whom it goes to asked not to be contacted.
    pub acknowledged: bool,
    /// Whether it is a ticket's public message.
    pub reply: bool,
    /// `<unique@example.com>`; the same at every try.
    pub message_id: String,
    /// Who wrote it.
    pub actor: Actor,
    /// When it was written.
    pub at: UtcMillis,
    /// When a server took it.
    pub sent_at: Option<UtcMillis>,
}

impl EmailState {
    const ALL: [Self; 5] = [Self::Waiting, Self::Sending, Self::Sent, Self::Failed, Self::Cancelled];

    /// The stored word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    pub(crate) fn read(name: &str) -> Result<Self, StoreError> {
        Self::ALL
            .into_iter()
            .find(|state| state.name() == name)
            .ok_or_else(|| StoreError::Corrupt(format!("an email is “{name}”")))
    }
}

impl Store {
    /// The emails of an entity, newest first.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn emails_of(&self, on: EntityId) -> Result<Vec<Email>, StoreError> {
        let mut connection = self.reader().await?;
        let Some(place) = nums_of(&mut connection, &[on]).await?.remove(&on) else {
            return Ok(Vec::new());
        };
        let of_it = "m.num = ?1 ORDER BY m.at DESC, m.id DESC LIMIT ?2";
        self.emails_where(&mut connection, of_it, [place.num.into(), MOST.into()])
            .await
    }

    /// What waits, is being sent or failed; and what was cancelled and sent since these instants. Newest first.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn outbox(&self, cancelled_since: UtcMillis, sent_since: UtcMillis) -> Result<Vec<Email>, StoreError> {
        let mut connection = self.reader().await?;
        let in_it = "(m.state IN ('waiting', 'sending', 'failed') OR (m.state = 'cancelled' AND m.changed_at >= ?1)
             OR (m.state = 'sent' AND m.changed_at >= ?2)) ORDER BY m.at DESC, m.id DESC LIMIT ?3";
        let cells = [cancelled_since.into(), sent_since.into(), MOST.into()];
        self.emails_where(&mut connection, in_it, cells).await
    }

    /// An email.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub async fn email(&self, id: EmailId) -> Result<Option<Email>, StoreError> {
        let mut connection = self.reader().await?;
        let found = self.emails_where(&mut connection, "m.id = ?1", [id.into()]).await?;
        Ok(found.into_iter().next())
    }

    /// When the next waiting email is to leave; none when none waits.
    ///
    /// # Errors
    /// [`StoreError`] when that cannot be read.
    pub async fn next_email_at(&self) -> Result<Option<UtcMillis>, StoreError> {
        let mut connection = self.reader().await?;
        let query = "SELECT min(send_after) FROM emails WHERE state = 'waiting'";
        Ok(sql::number(&mut connection, query, []).await?.map(UtcMillis))
    }

    /// The message ids of what was sent to the requester of a ticket before, oldest first: its thread as mail programs
    /// see it.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn email_thread(&self, on: EntityId) -> Result<Vec<String>, StoreError> {
        let mut connection = self.reader().await?;
        let query = "SELECT m.message_id FROM emails m JOIN entities e ON e.num = m.num
             WHERE e.id = ? AND m.state = 'sent' AND m.reply = 1 ORDER BY m.sent_at, m.id LIMIT ?";
        let rows = sql::rows(&mut connection, query, [on.0.into(), MOST.into()]).await?;
        rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
    }

    async fn emails_where(
        &self,
        connection: &mut SqliteConnection,
        condition: &str,
        cells: impl IntoIterator<Item = Cell>,
    ) -> Result<Vec<Email>, StoreError> {
        let query = format!(
            "SELECT m.id, m.num, m.recipients, m.cc, m.subject, m.body, m.state, m.send_after, m.tries, m.answer,
                 m.may_have_arrived, m.reply, m.message_id, m.actor, m.at, m.sent_at, e.state = 2, m.acknowledged
             FROM emails m JOIN entities e ON e.num = m.num WHERE {condition}"
        );
        let rows = sql::rows_made(connection, query, cells).await?;
        let mut nums = Vec::with_capacity(rows.len());
        for row in &rows {
            nums.push(row.try_get(1)?);
        }
        nums.sort_unstable();
        nums.dedup();
        let titles = entity::titles(connection, &nums).await?;
        rows.iter().map(|row| self.read_email(row, &titles)).collect()
    }

    fn read_email(&self, row: &SqliteRow, titles: &[TitleOf]) -> Result<Email, StoreError> {
        let num: i64 = row.try_get(1)?;
        let on = titles.iter().find(|title| title.num == num).cloned();
        Ok(Email {
            id: read_id(row, 0)?,
            on: on.ok_or_else(|| StoreError::Corrupt("an email hangs on nothing".to_owned()))?,
            trashed: row.try_get(16)?,
            to: recipients(row.try_get(2)?)?,
            cc: recipients(row.try_get(3)?)?,
            subject: row.try_get(4)?,
            body: row.try_get(5)?,
            state: EmailState::read(row.try_get(6)?)?,
            send_after: UtcMillis(row.try_get(7)?),
            tries: u32::try_from(row.try_get::<i64, _>(8)?).unwrap_or(u32::MAX),
            problem: row.try_get(9)?,
            may_have_arrived: row.try_get(10)?,
            acknowledged: row.try_get(17)?,
            reply: row.try_get(11)?,
            message_id: row.try_get(12)?,
            actor: self.inner().actors.get(row.try_get(13)?)?,
            at: UtcMillis(row.try_get(14)?),
            sent_at: row.try_get::<Option<i64>, _>(15)?.map(UtcMillis),
        })
    }
}

pub(crate) fn recipients(text: &str) -> Result<Vec<EmailRecipient>, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Corrupt(format!("recipients cannot be read: {error}")))
}
