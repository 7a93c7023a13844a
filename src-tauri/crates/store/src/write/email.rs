//! Emails on their way. The states of the outbox are no part of an entity's history; what was sent is: it becomes an
//! entry on the timeline in the transaction that notes that it was sent.

use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::{Row as _, SqliteConnection};
use workestra_core::{ChangeOp, EntityId, Grant, Kind, TimelineKind, UtcMillis, Verb};

use super::apply::Failure;
use super::attach::json as cell;
use super::{SetState, Writing};
use crate::api::new_id;
use crate::effect::Effect;
use crate::email::{Email, EmailId, EmailRecipient, EmailState, recipients};
use crate::entity::{Place, nums_of, read_kind, titles};
use crate::error::{OpError, StoreError, WriteError};
use crate::identifier::{self, IdentifierType};
use crate::op::Applied;
use crate::sql::{self, Cell};
use crate::store::Store;
use crate::table::read_id;

/// Longest text, in characters; with its head it still makes a timeline entry.
const LONGEST_BODY: usize = 500_000;

/// Names what hangs there, in `changes.field`.
pub(super) const EMAIL: &str = "email";

/// An email as a change holds it when it goes over to another entity: nothing of what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct EmailRow {
    id: EmailId,
    pub(super) num: i64,
}

/// An email to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEmail {
    /// What it is written on.
    pub on: EntityId,
    /// Whom it goes to.
    pub to: Vec<EmailRecipient>,
    /// Who gets a copy.
    pub cc: Vec<EmailRecipient>,
    /// One line.
    pub subject: String,
    /// Plain text of at most 500,000 characters.
    pub body: String,
    /// Whether it is a ticket's public message.
    pub reply: bool,
    /// The part behind the `@` of its message id: the sender's domain.
    pub domain: String,
    /// It leaves no sooner than this.
    pub send_after: UtcMillis,
    /// Whether the person said that it is meant although somebody whom it goes to asked not to be contacted.
    pub acknowledged: bool,
}

/// Why an email did not go out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmailFailure {
    /// A sentence with the way out.
    pub problem: String,
    /// Whether it may have arrived all the same.
    pub may_have_arrived: bool,
    /// Whether it was held back for somebody who asked not to be contacted. Who has it sent again means it.
    pub held_back: bool,
    /// When to try again; never without it.
    pub again_at: Option<UtcMillis>,
}

impl Store {
    /// Puts an email into the outbox.
    ///
    /// # Errors
    /// Refused when the grant does not cover the entity, the entity is in the trash or gone, or somebody whom it goes to
    /// asked not to be contacted and nobody said that it is meant.
    pub async fn queue_email(&self, grant: &Grant, email: &NewEmail) -> Result<EmailId, WriteError> {
        let mut writer = self.inner().writer.lock().await;
        let connection = writer.idle().await?;
        let place = place_of(connection, email).await?;
        allow(grant, place.kind)?;
        willing(connection, email).await?;
        let actor = self.inner().actors.num(connection, grant.actor()).await?;
        insert(connection, email, place.num, actor, self.now()).await
    }

    /// Whom of these addresses' contacts asked not to be contacted; their names.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn unwilling(&self, addresses: &[String]) -> Result<Vec<String>, StoreError> {
        unwilling(&mut *self.reader().await?, addresses).await
    }

    /// Takes an email back that waits or failed.
    ///
    /// # Errors
    /// Refused when it is being sent or has left.
    pub async fn cancel_email(&self, grant: &Grant, id: EmailId) -> Result<(), WriteError> {
        let mut writer = self.inner().writer.lock().await;
        let connection = writer.idle().await?;
        let state = state_of(connection, grant, id).await?;
        let update =
            "UPDATE emails SET state = 'cancelled', changed_at = ? WHERE id = ? AND state IN ('waiting', 'failed')";
        if sql::execute(connection, update, [self.now().into(), id.into()]).await? == 0 {
            return Err(too_late(state).into());
        }
        Ok(())
    }

    /// Has an email leave now: one that waits, failed or was cancelled. One that was held back is meant then, as its
    /// problem says whom it goes to.
    ///
    /// # Errors
    /// Refused when it is being sent or has left.
    pub async fn send_email_now(&self, grant: &Grant, id: EmailId) -> Result<(), WriteError> {
        let mut writer = self.inner().writer.lock().await;
        let connection = writer.idle().await?;
        let state = state_of(connection, grant, id).await?;
        let update = "UPDATE emails SET state = 'waiting', send_after = ?1, changed_at = ?1, tries = 0, answer = NULL,
                 may_have_arrived = 0, acknowledged = acknowledged OR held_back, held_back = 0
                 WHERE id = ?2 AND state IN ('waiting', 'failed', 'cancelled')";
        if sql::execute(connection, update, [self.now().into(), id.into()]).await? == 0 {
            return Err(too_late(state).into());
        }
        Ok(())
    }

    /// Takes the next email whose time has come out of those that wait, on disk, so that no second try can begin
    /// unnoticed: what is in hand when the program dies is found as failed at the next start.
    ///
    /// # Errors
    /// [`WriteError`] when it cannot be written or the grant does not cover writing; nothing was taken then.
    pub async fn claim_email(&self, grant: &Grant) -> Result<Option<Email>, WriteError> {
        let mut writer = self.inner().writer.lock().await;
        let connection = writer.idle().await?;
        let next = "SELECT id FROM emails WHERE state = 'waiting' AND send_after <= ? ORDER BY send_after, id LIMIT 1";
        let now = self.now();
        let Some(row) = sql::row(connection, next, [now.into()]).await? else {
            return Ok(None);
        };
        let id: EmailId = read_id(&row, 0)?;
        state_of(connection, grant, id).await?;
        let claim = "UPDATE emails SET state = 'sending', tries = tries + 1, changed_at = ? WHERE id = ?";
        sql::execute(connection, claim, [now.into(), id.into()]).await?;
        drop(writer);
        Ok(self.email(id).await?)
    }

    /// Notes that a server took an email, with its entry on the timeline. Whether it was noted: not when its entity was
    /// deleted for good meanwhile.
    ///
    /// # Errors
    /// [`WriteError`]; the email is then still being sent.
    pub async fn email_sent(&self, grant: &Grant, id: EmailId) -> Result<bool, WriteError> {
        let mut writing = self.begin(grant).await?;
        match writing.email_sent(id).await {
            Ok(true) => writing.commit().await.map(|_| true),
            Ok(false) => {
                writing.rollback().await;
                Ok(false)
            }
            Err(Failure::Refused(refused)) => {
                writing.rollback().await;
                Err(refused.into())
            }
            Err(Failure::Lost(error)) => Err(error),
        }
    }

    /// Notes that an email in hand did not go out.
    ///
    /// # Errors
    /// [`WriteError`]; the email is then still being sent.
    pub async fn email_failed(&self, grant: &Grant, id: EmailId, failure: &EmailFailure) -> Result<(), WriteError> {
        let mut writer = self.inner().writer.lock().await;
        let connection = writer.idle().await?;
        match state_of(connection, grant, id).await {
            // Deleted for good meanwhile.
            Err(WriteError::Refused(OpError::NotThere(_))) => return Ok(()),
            other => other?,
        };
        let state = match failure.again_at {
            Some(_) => EmailState::Waiting,
            None => EmailState::Failed,
        };
        let update =
            "UPDATE emails SET state = ?, send_after = coalesce(?, send_after), answer = ?, may_have_arrived = ?,
                 held_back = ?, changed_at = ? WHERE id = ? AND state = 'sending'";
        let cells = [
            state.name().into(),
            failure.again_at.into(),
            failure.problem.as_str().into(),
            failure.may_have_arrived.into(),
            failure.held_back.into(),
            self.now().into(),
            id.into(),
        ];
        sql::execute(connection, update, cells).await?;
        Ok(())
    }
}

impl Writing<'_> {
    pub(super) async fn email_queue(&mut self, email: &NewEmail) -> Result<Applied, Failure> {
        let place = place_of(self.connection().await?, email).await.map_err(Failure::of)?;
        self.allow(Verb::Write, place.kind)?;
        let (actor, at) = (self.actor, self.at);
        let connection = self.connection().await?;
        willing(connection, email).await.map_err(Failure::of)?;
        let id = insert(connection, email, place.num, actor, at)
            .await
            .map_err(Failure::of)?;
        let title = titles(connection, &[place.num]).await?.pop();
        let title = title.ok_or(OpError::NoSuchEntity(email.on))?;
        let addresses = |of: &[EmailRecipient]| of.iter().map(|to| to.address.clone()).collect::<Vec<_>>();
        self.beside.push(Effect {
            entity: email.on,
            reference: title.reference,
            title: title.title,
            op: ChangeOp::Attach,
            field: Some(EMAIL.to_owned()),
            old: None,
            new: Some(json!({
                "to": addresses(&email.to),
                "cc": addresses(&email.cc),
                "subject": email.subject,
                "text": email.body,
            })),
        });
        self.touch(place.num);
        // It is taken back in the outbox, until it leaves.
        self.state = SetState::CannotBeUndone;
        self.lasting = true;
        Ok(Applied::Email(id))
    }

    async fn email_sent(&mut self, id: EmailId) -> Result<bool, Failure> {
        let query = "SELECT e.id, m.recipients, m.cc, m.subject, m.body, m.reply, m.actor
             FROM emails m JOIN entities e ON e.num = m.num WHERE m.id = ? AND m.state = 'sending'";
        let Some(row) = sql::row(self.connection().await?, query, [id.into()]).await? else {
            return Ok(false);
        };
        let on = EntityId(read_id(&row, 0)?);
        let reply: bool = row.try_get(5)?;
        let body: &str = row.try_get(4)?;
        let (entry, text) = if reply {
            (TimelineKind::PublicMessage, body.to_owned())
        } else {
            let mut all = recipients(row.try_get(1)?)?;
            all.extend(recipients(row.try_get(2)?)?);
            (TimelineKind::Email, entry_text(row.try_get(3)?, &all, body))
        };
        let at = self.at;
        let sent =
            "UPDATE emails SET state = 'sent', sent_at = ?1, changed_at = ?1, answer = NULL, may_have_arrived = 0
             WHERE id = ?2";
        sql::execute(self.connection().await?, sent, [at.into(), id.into()]).await?;
        // The entry is by whoever wrote the email, not by who has it sent.
        let sender = std::mem::replace(&mut self.actor, row.try_get(6)?);
        let noted = self.note_add(Some(id), &[on], entry, &text, None).await;
        self.actor = sender;
        noted?;
        // What has left cannot be taken back.
        self.state = SetState::CannotBeUndone;
        Ok(true)
    }

    /// Emails of one entity go over to another.
    pub(super) async fn move_emails(&mut self, from: i64, to: i64) -> Result<(), StoreError> {
        let query = "SELECT id FROM emails WHERE num = ? ORDER BY id";
        for row in sql::rows(self.connection().await?, query, [from.into()]).await? {
            let mut email = EmailRow {
                id: read_id(&row, 0)?,
                num: from,
            };
            self.email_gone(&email).await?;
            email.num = to;
            self.email_put(&email).await?;
        }
        Ok(())
    }

    /// Takes note that an email hangs elsewhere now.
    pub(super) async fn email_gone(&mut self, email: &EmailRow) -> Result<(), StoreError> {
        self.attached(email.num, EMAIL, cell(email)?, Cell::Null).await
    }

    /// Hangs an email on an entity.
    pub(super) async fn email_put(&mut self, email: &EmailRow) -> Result<(), StoreError> {
        let put = "UPDATE emails SET num = ? WHERE id = ?";
        let found = sql::execute(self.connection().await?, put, [email.num.into(), email.id.into()]).await?;
        if found > 0 {
            self.attached(email.num, EMAIL, Cell::Null, cell(email)?).await?;
        }
        Ok(())
    }
}

/// Where an email is to hang.
async fn place_of(connection: &mut SqliteConnection, email: &NewEmail) -> Result<Place, WriteError> {
    if email.body.chars().count() > LONGEST_BODY {
        let message = format!("an email has at most {LONGEST_BODY} characters: attach the rest elsewhere");
        return Err(OpError::Senseless(message).into());
    }
    if email.reply && email.body.trim().is_empty() {
        return Err(OpError::Senseless("a message needs a text".to_owned()).into());
    }
    let place = nums_of(connection, &[email.on]).await?.remove(&email.on);
    let place = place.ok_or(OpError::NoSuchEntity(email.on))?;
    let trashed = "SELECT state = 2 FROM entities WHERE num = ?";
    if sql::number(connection, trashed, [place.num.into()]).await? == Some(1) {
        return Err(OpError::Senseless("it is in the trash: restore it before you write".to_owned()).into());
    }
    Ok(place)
}

/// Refuses what goes to people who asked for none, unless somebody said that it is meant.
async fn willing(connection: &mut SqliteConnection, email: &NewEmail) -> Result<(), WriteError> {
    if email.acknowledged {
        return Ok(());
    }
    let recipients = email.to.iter().chain(&email.cc);
    let addresses: Vec<String> = recipients.map(|recipient| recipient.address.clone()).collect();
    let names = unwilling(connection, &addresses).await?;
    if names.is_empty() {
        return Ok(());
    }
    Err(OpError::Unwilling(names).into())
}

/// Who was put into the archive still does not want to be written to.
async fn unwilling(connection: &mut SqliteConnection, addresses: &[String]) -> Result<Vec<String>, StoreError> {
    let addresses: Vec<String> = addresses.iter().map(|address| identifier::email(address)).collect();
    let query = "SELECT DISTINCT k.display_title FROM identifiers i JOIN contact k ON k.num = i.num
         WHERE i.type = ? AND i.value IN (SELECT value FROM json_each(?)) AND k.do_not_contact = 1
           AND k.deleted_at IS NULL ORDER BY 1";
    let cells = [(IdentifierType::Email as i64).into(), cell(&addresses)?];
    let rows = sql::rows(connection, query, cells).await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

async fn insert(
    connection: &mut SqliteConnection,
    email: &NewEmail,
    num: i64,
    actor: i64,
    now: UtcMillis,
) -> Result<EmailId, WriteError> {
    let id = new_id();
    let insert = "INSERT INTO emails (id, num, recipients, cc, subject, body, state, send_after, message_id, actor,
             at, reply, changed_at, acknowledged) VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?, ?, ?, ?, ?)";
    let cells = [
        id.into(),
        num.into(),
        cell(&email.to)?,
        cell(&email.cc)?,
        email.subject.as_str().into(),
        email.body.as_str().into(),
        email.send_after.into(),
        format!("<{id}@{}>", email.domain).into(),
        actor.into(),
        now.into(),
        email.reply.into(),
        now.into(),
        email.acknowledged.into(),
    ];
    sql::execute(connection, insert, cells).await?;
    Ok(id)
}

/// Marks what was in hand when the program died: nobody can tell whether it arrived.
pub(crate) async fn settle_interrupted(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let update = "UPDATE emails SET state = 'failed', may_have_arrived = 1, answer = ? WHERE state = 'sending'";
    let problem = "Workestra ended while this was being sent, so it may have arrived: look into the mailbox's sent mail \
                   before you send it again";
    sql::execute(connection, update, [problem.into()]).await?;
    Ok(())
}

/// Where an email is that the grant covers.
async fn state_of(connection: &mut SqliteConnection, grant: &Grant, id: EmailId) -> Result<EmailState, WriteError> {
    let query = "SELECT m.state, e.kind FROM emails m JOIN entities e ON e.num = m.num WHERE m.id = ?";
    let row = sql::row(connection, query, [id.into()]).await?;
    let row = row.ok_or(OpError::NotThere("email"))?;
    allow(grant, read_kind(row.try_get(1)?)?)?;
    Ok(EmailState::read(row.try_get(0)?)?)
}

/// What a person approved for the assistant is written elsewhere: nothing is sent in its name.
fn allow(grant: &Grant, kind: Kind) -> Result<(), OpError> {
    if grant.resolution().is_none() && grant.covers(Verb::Write, kind) {
        Ok(())
    } else {
        Err(OpError::Denied("send email"))
    }
}

fn too_late(state: EmailState) -> OpError {
    let message = match state {
        EmailState::Sent => "it has been sent already",
        EmailState::Sending => "it is being sent at this moment",
        EmailState::Cancelled => "it was cancelled already",
        EmailState::Waiting | EmailState::Failed => "it was changed at this moment: try again",
    };
    OpError::Senseless(message.to_owned())
}

/// The entry of a sent email: its subject, whom it went to, and what it said, in Markdown.
fn entry_text(subject: &str, to: &[EmailRecipient], body: &str) -> String {
    let named = |recipient: &EmailRecipient| match &recipient.name {
        Some(name) if !name.is_empty() => format!("{} ({})", plain(name), plain(&recipient.address)),
        _ => plain(&recipient.address),
    };
    let to: Vec<String> = to.iter().map(named).collect();
    let mut text = String::new();
    if !subject.trim().is_empty() {
        text = format!("**{}**\n\n", plain(subject.trim()));
    }
    text.push_str(&format!("To {}\n\n{body}", to.join(", ")));
    text
}

/// Words that Markdown shows as they are.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>') {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_entry_of_an_email_names_subject_and_recipients_as_they_are() {
        let to = [
            EmailRecipient {
                name: Some("Rosa [Acme]".to_owned()),
                address: "rosa_b@example.org".to_owned(),
            },
            EmailRecipient {
                name: None,
                address: "kim@example.net".to_owned(),
            },
        ];
        assert_eq!(
            entry_text("Roof *new*", &to, "Hello"),
            "**Roof \\*new\\***\n\nTo Rosa \\[Acme\\] (rosa\\_b@example.org), kim@example.net\n\nHello"
        );
        assert_eq!(entry_text(" ", &to[1..], "Hello"), "To kim@example.net\n\nHello");
    }
}
