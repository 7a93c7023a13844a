//! Texts that emails begin with. All members use the same ones; they are no part of any entity, so they are not in
//! `changes`.

use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;
use workestra_core::{Grant, Kind, Verb};

use crate::entity::read_kind;
use crate::error::{OpError, StoreError, WriteError};
use crate::sql;
use crate::store::Store;
use crate::table::read_id;

/// The most templates of a workspace.
const MOST: i64 = 500;

/// Longest name and subject, in characters.
const LONGEST_LINE: usize = 200;

/// Longest text, in characters.
const LONGEST_BODY: usize = 100_000;

/// Identity of a template.
pub type TemplateId = Uuid;

/// A template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmailTemplate {
    /// Identity.
    pub id: TemplateId,
    /// What it is called; no two share a name.
    pub name: String,
    /// Of which kind it speaks; of any without it.
    pub kind: Option<Kind>,
    /// One line, with placeholders.
    pub subject: String,
    /// Text, with placeholders.
    pub body: String,
}

impl Store {
    /// All templates by name.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn templates(&self) -> Result<Vec<EmailTemplate>, StoreError> {
        let mut connection = self.reader().await?;
        let query = "SELECT id, name, kind, subject, body FROM templates ORDER BY name COLLATE folded, id";
        sql::rows(&mut connection, query, []).await?.iter().map(read).collect()
    }

    /// A template.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub async fn template(&self, id: TemplateId) -> Result<Option<EmailTemplate>, StoreError> {
        let mut connection = self.reader().await?;
        let query = "SELECT id, name, kind, subject, body FROM templates WHERE id = ?";
        sql::row(&mut connection, query, [id.into()])
            .await?
            .as_ref()
            .map(read)
            .transpose()
    }

    /// Keeps a template, in the place of the one with its id.
    ///
    /// # Errors
    /// Refused when the name is taken, or something is too long or, of the name, empty.
    pub async fn save_template(&self, grant: &Grant, template: &EmailTemplate) -> Result<(), WriteError> {
        allow(grant)?;
        let name = template.name.trim();
        if name.is_empty() || name.chars().count() > LONGEST_LINE || name.contains(char::is_control) {
            let message = format!("a template has a name of 1 to {LONGEST_LINE} characters on one line");
            return Err(OpError::Senseless(message).into());
        }
        if template.subject.chars().count() > LONGEST_LINE || template.subject.contains(char::is_control) {
            let message = format!("the subject is one line of at most {LONGEST_LINE} characters");
            return Err(OpError::Senseless(message).into());
        }
        if template.body.chars().count() > LONGEST_BODY {
            let message = format!("a template has at most {LONGEST_BODY} characters");
            return Err(OpError::Senseless(message).into());
        }
        let mut writer = self.inner().writer.lock().await;
        let connection = writer.idle().await?;
        let twin = "SELECT count(*) FROM templates WHERE name = ? COLLATE folded AND id <> ?";
        if sql::number(connection, twin, [name.into(), template.id.into()]).await? != Some(0) {
            let message = format!("a template is called “{name}” already: choose another name");
            return Err(OpError::Senseless(message).into());
        }
        let others = "SELECT count(*) FROM templates WHERE id <> ?";
        if sql::number(connection, others, [template.id.into()]).await? >= Some(MOST) {
            let message = format!("{MOST} templates are kept already: remove one first");
            return Err(OpError::Senseless(message).into());
        }
        let upsert = "INSERT INTO templates (id, name, kind, subject, body) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (id) DO UPDATE SET name = ?2, kind = ?3, subject = ?4, body = ?5";
        let cells = [
            template.id.into(),
            name.into(),
            template.kind.map(Kind::name).into(),
            template.subject.trim().into(),
            template.body.as_str().into(),
        ];
        sql::execute(connection, upsert, cells).await?;
        Ok(())
    }

    /// Forgets a template; nothing happens when there is none.
    ///
    /// # Errors
    /// [`WriteError`] when it cannot be removed.
    pub async fn remove_template(&self, grant: &Grant, id: TemplateId) -> Result<(), WriteError> {
        allow(grant)?;
        let mut writer = self.inner().writer.lock().await;
        sql::execute(writer.idle().await?, "DELETE FROM templates WHERE id = ?", [id.into()]).await?;
        Ok(())
    }
}

/// Templates belong to no kind of entity alone, so leave to write some kinds is not enough.
fn allow(grant: &Grant) -> Result<(), OpError> {
    let covers_all = Kind::ALL.into_iter().all(|kind| grant.covers(Verb::Write, kind));
    if covers_all && grant.resolution().is_none() {
        Ok(())
    } else {
        Err(OpError::Denied("change templates"))
    }
}

fn read(row: &SqliteRow) -> Result<EmailTemplate, StoreError> {
    let kind: Option<&str> = row.try_get(2)?;
    Ok(EmailTemplate {
        id: read_id(row, 0)?,
        name: row.try_get(1)?,
        kind: kind.map(read_kind).transpose()?,
        subject: row.try_get(3)?,
        body: row.try_get(4)?,
    })
}
