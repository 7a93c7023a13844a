//! Email: how it is sent, what is on its way, and the texts that it begins with.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;
use workestra_core::{Actor, Kind, UtcMillis};

use super::TitleOf;
pub use workestra_mail::{Recipient, SmtpServer};

/// How mail is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MailSetup {
    /// The server; absent while none is set up.
    pub server: Option<SmtpServer>,
    /// Whether there is a password for it.
    pub has_password: bool,
    /// How long an email waits before it leaves, so that it can be taken back: 0 to 120.
    pub delay_seconds: u32,
    /// Put below each email when it is sent.
    pub signature: String,
    /// What has to be said of the password: that it is kept for this run only, or that the keychain cannot be asked.
    pub password_note: Option<String>,
}

/// Sets up how mail is sent.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct MailSetupSet {
    /// The server.
    pub server: SmtpServer,
    /// Its password; absent to keep the one that there is, which stays with its server and user.
    pub password: Option<String>,
    /// 0 to 120.
    pub delay_seconds: u32,
    /// At most 5,000 characters.
    pub signature: String,
}

/// Tries a server out without sending anything.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct MailSetupTest {
    /// The server.
    pub server: SmtpServer,
    /// Its password; absent for the one that there is.
    pub password: Option<String>,
}

/// How a trial went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MailTrial {
    /// In order.
    pub steps: Vec<MailTrialStep>,
    /// What went wrong, in a sentence with the way out.
    pub problem: Option<String>,
}

/// A step of a trial.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MailTrialStep {
    /// What it is.
    pub label: String,
    /// How it went.
    pub outcome: MailTrialOutcome,
}

/// How a step of a trial went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MailTrialOutcome {
    /// It worked.
    Passed,
    /// It did not.
    Failed,
    /// An earlier one failed.
    NotReached,
}

/// Where an email is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EmailState {
    /// It leaves when its time has come.
    Waiting,
    /// It is being handed over.
    Sending,
    /// The server took it.
    Sent,
    /// It did not go out, or nobody can tell.
    Failed,
    /// Taken back.
    Cancelled,
}

/// An email.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Email {
    /// Identity; its timeline entry has the same.
    #[ts(type = "string")]
    pub id: Uuid,
    /// What it was written on.
    pub on: TitleOf,
    /// Whom it goes to.
    pub to: Vec<Recipient>,
    /// Who gets a copy.
    pub cc: Vec<Recipient>,
    /// One line.
    pub subject: String,
    /// Plain text, without the signature.
    pub body: String,
    /// Where it is.
    pub state: EmailState,
    /// It leaves no sooner than this.
    pub send_after: UtcMillis,
    /// What went wrong or is missing, in a sentence with the way out.
    pub problem: Option<String>,
    /// Whether it may have arrived though it failed.
    pub may_have_arrived: bool,
    /// Whether it is a ticket's public message.
    pub reply: bool,
    /// Who wrote it.
    pub actor: Actor,
    /// When it was written.
    pub at: UtcMillis,
    /// When the server took it.
    pub sent_at: Option<UtcMillis>,
}

/// Writes an email.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EmailWrite {
    /// On which entity.
    pub on: String,
    /// Whom it goes to; one at least here or in `cc`.
    pub to: Vec<Recipient>,
    /// Who gets a copy.
    pub cc: Vec<Recipient>,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// A ticket's public message: it enters the thread when it was sent.
    pub reply: bool,
    /// Whether the person said that they mean it although a contact whom it goes to is marked “Do not contact”.
    #[serde(default)]
    pub acknowledged: bool,
}

/// Names an email.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct EmailName {
    /// Which.
    #[ts(type = "string")]
    pub id: Uuid,
}

/// Asks for emails.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EmailAsk {
    /// All of this entity. Without it the outbox: what waits, is being sent or failed, what was cancelled today and what
    /// was sent in the last seven days.
    pub entity: Option<String>,
}

/// Emails.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Emails {
    /// Newest first; at most 500.
    pub emails: Vec<Email>,
}

/// A draft was handed to the mail program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EmailDraftOpened {
    /// The text was too long to hand over.
    pub left_out_body: bool,
}

/// A text that emails begin with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Template {
    /// Identity.
    #[ts(type = "string")]
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// Of which kind it speaks; absent for any.
    pub kind: Option<Kind>,
    /// One line, with placeholders.
    pub subject: String,
    /// Text, with placeholders: `{{first_name}}`, `{{contact.first_name}}`, `{{reference}}`, `{{me.name}}`.
    pub body: String,
}

/// All templates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Templates {
    /// By name.
    pub templates: Vec<Template>,
}

/// Keeps a template.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TemplateSave {
    /// Which to replace; a new one without it.
    #[ts(type = "string | null")]
    pub id: Option<Uuid>,
    /// No two share a name.
    pub name: String,
    /// Of which kind it speaks; absent for any.
    pub kind: Option<Kind>,
    /// One line, with placeholders.
    pub subject: String,
    /// Text, with placeholders.
    pub body: String,
}

/// Names a template.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct TemplateName {
    /// Which.
    #[ts(type = "string")]
    pub id: Uuid,
}

/// Fills a template in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TemplateFill {
    /// Which.
    #[ts(type = "string")]
    pub id: Uuid,
    /// With the values of which entity.
    pub entity: String,
}

/// Fills a text in that is not kept yet.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TemplatePreview {
    /// Of which kind it speaks; absent for any.
    pub kind: Option<Kind>,
    /// One line, with placeholders.
    pub subject: String,
    /// Text, with placeholders.
    pub body: String,
    /// With the values of which entity.
    pub entity: String,
}

/// A template that was filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TemplateFilled {
    /// One line.
    pub subject: String,
    /// Text.
    pub body: String,
    /// Labels of what the entity has no value for; their places are empty.
    pub missing: Vec<String>,
}
