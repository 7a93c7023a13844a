//! The commands on email.

use serde::{Deserialize, Serialize};
use workestra_assistant::MailWay;
use workestra_core::{Grant, Kind, Secret, UtcMillis};
use workestra_mail::{MailError, Mailto, Outcome, OutgoingMail, Recipient, SmtpServer, Step, Trial};
use workestra_store::{EmailId, EmailRecipient, NewEmail, Op, OpError, SecretError, Store, StoreError};

use super::Open;
use super::transfers::on_thread;
use crate::api::{
    CommandError, Email, EmailAsk, EmailDraftOpened, EmailName, EmailState, EmailWrite, Emails, ErrorCode, MailSetup,
    MailSetupSet, MailSetupTest, MailTrial, MailTrialOutcome, MailTrialStep, Nothing,
};
use crate::engine::today;

/// The setting that holds how mail is sent.
const SETUP: &str = "mail.setup";

/// The name of the server's password among the workspace's secrets.
pub(super) const PASSWORD: &str = "smtp";

/// Why nothing can be sent before anything was set up.
pub(super) const NO_SERVER: &str = "no mail server is set up: set one up in the settings under Email";

/// Until somebody chooses.
const USUAL_DELAY: u32 = 10;

/// Longest time in which an email can be taken back, in seconds.
const LONGEST_DELAY: u32 = 120;

/// Longest signature, in characters.
const LONGEST_SIGNATURE: usize = 5_000;

/// What the outbox still shows of what was sent, in milliseconds.
const WEEK: i64 = 7 * 24 * 3_600_000;

/// How mail is sent, as the workspace keeps it. The password is elsewhere.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct StoredSetup {
    pub(super) server: SmtpServer,
    pub(super) delay_seconds: u32,
    pub(super) signature: String,
}

impl Open {
    /// How mail is sent.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn mail_setup_get(&self, _: &Grant, _: Nothing) -> Result<MailSetup, CommandError> {
        let stored = stored(&self.store).await?;
        let password = match stored {
            Some(_) => self.store.secret(PASSWORD).await,
            None => Ok(None),
        };
        let password_note = match &password {
            Err(error) => Some(error.to_string()),
            Ok(None) if stored.is_some() => Some(no_password(&self.store).to_owned()),
            Ok(Some(_)) if !self.store.secrets_last() => Some(THIS_RUN.to_owned()),
            Ok(_) => None,
        };
        let has_password = matches!(password, Ok(Some(_)));
        Ok(match stored {
            Some(stored) => MailSetup {
                server: Some(stored.server),
                has_password,
                delay_seconds: stored.delay_seconds,
                signature: stored.signature,
                password_note,
            },
            None => MailSetup {
                server: None,
                has_password,
                delay_seconds: USUAL_DELAY,
                signature: String::new(),
                password_note,
            },
        })
    }

    /// Sets up how mail is sent.
    ///
    /// # Errors
    /// When a setting cannot be right, there is no password, or the keychain does not keep it.
    pub async fn mail_setup_set(&self, grant: &Grant, set: MailSetupSet) -> Result<MailSetup, CommandError> {
        set.server.check()?;
        if set.delay_seconds > LONGEST_DELAY {
            return Err(senseless(format!("an email waits at most {LONGEST_DELAY} seconds")));
        }
        if set.signature.chars().count() > LONGEST_SIGNATURE {
            let message = format!("a signature has at most {LONGEST_SIGNATURE} characters");
            return Err(senseless(message));
        }
        match set.password {
            Some(password) => {
                check_password(&password)?;
                self.store.keep_secret(grant, PASSWORD, Secret::new(password)).await?;
            }
            None => drop(self.kept_password(&set.server).await?),
        }
        let stored = StoredSetup {
            server: set.server,
            delay_seconds: set.delay_seconds,
            signature: set.signature.trim().to_owned(),
        };
        let value = serde_json::to_value(&stored).map_err(|error| senseless(error.to_string()))?;
        let op = Op::SettingSet {
            key: SETUP.to_owned(),
            value: Some(value),
        };
        self.store.write(grant, vec![op]).await?;
        self.outbox.way_changed();
        self.assisting.gate.mail_goes(way(&self.store).await?);
        self.mail_setup_get(grant, Nothing {}).await
    }

    /// Forgets the server and its password. What waits goes on waiting.
    ///
    /// # Errors
    /// When the keychain does not forget the password, or the file cannot be written.
    pub async fn mail_setup_remove(&self, grant: &Grant, _: Nothing) -> Result<MailSetup, CommandError> {
        self.store.forget_secret(grant, PASSWORD).await?;
        let op = Op::SettingSet {
            key: SETUP.to_owned(),
            value: None,
        };
        self.store.write(grant, vec![op]).await?;
        self.outbox.way_changed();
        self.assisting.gate.mail_goes(None);
        self.mail_setup_get(grant, Nothing {}).await
    }

    /// Connects, encrypts and logs in, without sending anything.
    ///
    /// # Errors
    /// When there is no password to try. What goes wrong with the server is in the answer.
    pub async fn mail_setup_test(&self, _: &Grant, test: MailSetupTest) -> Result<MailTrial, CommandError> {
        let password = match test.password {
            Some(password) => Secret::new(password),
            None => self.kept_password(&test.server).await?,
        };
        Ok(match self.outbox.mailer(test.server, password).await {
            Ok(mailer) => trial(mailer.test().await),
            Err(error) => MailTrial {
                steps: [Step::Reach, Step::Encrypt, Step::LogIn, Step::Answer]
                    .map(|step| trial_step(step, MailTrialOutcome::NotReached))
                    .into(),
                problem: Some(error.to_string()),
            },
        })
    }

    /// Puts an email into the outbox; it leaves after the delay of the settings.
    ///
    /// # Errors
    /// [`ErrorCode::NotSetUp`] without a server; when a field cannot be right, there is no such entity, or somebody asked
    /// not to be contacted and it was not said that it is meant.
    pub async fn email_write(&self, grant: &Grant, write: EmailWrite) -> Result<Email, CommandError> {
        let entity = self.entity_named(&write.on).await?;
        if write.reply && entity.kind != Kind::Ticket {
            let message = format!(
                "{} is no ticket: only tickets have a thread to reply in",
                entity.reference
            );
            return Err(senseless(message));
        }
        let setup = stored(&self.store).await?;
        let setup = setup.ok_or_else(|| CommandError::new(ErrorCode::NotSetUp, NO_SERVER))?;
        let domain = setup.server.domain()?;
        draft(&write, format!("<new@{domain}>"), self.store.now()).check(&setup.server)?;
        let new = NewEmail {
            on: entity.id,
            to: kept(&write.to),
            cc: kept(&write.cc),
            subject: write.subject,
            body: write.body,
            reply: write.reply,
            domain,
            send_after: UtcMillis(self.store.now().0 + delay(&setup)),
            acknowledged: write.acknowledged,
        };
        let id = self.store.queue_email(grant, &new).await?;
        self.moved_on(id).await
    }

    /// Takes an email back that has not left.
    ///
    /// # Errors
    /// When it is being sent or has left.
    pub async fn email_cancel(&self, grant: &Grant, name: EmailName) -> Result<Email, CommandError> {
        self.store.cancel_email(grant, name.id).await?;
        self.moved_on(name.id).await
    }

    /// Has an email leave at once, or tries it again.
    ///
    /// # Errors
    /// When it is being sent or has left.
    pub async fn email_send_now(&self, grant: &Grant, name: EmailName) -> Result<Email, CommandError> {
        self.store.send_email_now(grant, name.id).await?;
        self.moved_on(name.id).await
    }

    /// The emails of an entity, or the outbox.
    ///
    /// # Errors
    /// When there is no such entity or the file cannot be read.
    pub async fn email_list(&self, _: &Grant, ask: EmailAsk) -> Result<Emails, CommandError> {
        let found = match ask.entity {
            Some(name) => {
                let entity = self.entity_named(&name).await?;
                self.store.emails_of(entity.id).await?
            }
            None => {
                let now = self.store.now();
                self.store.outbox(start_of_today(now), UtcMillis(now.0 - WEEK)).await?
            }
        };
        let blocked = self.why_waiting().await?;
        let emails = found.into_iter().map(|email| shown(email, blocked.as_deref()));
        Ok(Emails {
            emails: emails.collect(),
        })
    }

    /// Opens the email as a draft in the person's mail program.
    ///
    /// # Errors
    /// When a field cannot be right, somebody asked not to be contacted and it was not said that it is meant, or there is no
    /// mail program.
    pub async fn email_draft_open(&self, _: &Grant, write: EmailWrite) -> Result<EmailDraftOpened, CommandError> {
        self.entity_named(&write.on).await?;
        if !write.acknowledged {
            let addresses: Vec<String> = write.to.iter().chain(&write.cc).map(|to| to.address.clone()).collect();
            let unwilling = self.store.unwilling(&addresses).await?;
            if !unwilling.is_empty() {
                return Err(OpError::Unwilling(unwilling).into());
            }
        }
        let draft = Mailto::draft(&draft(&write, String::new(), self.store.now()))?;
        let host = self.host();
        on_thread(move || {
            host.open_url(&draft.url)
                .map_err(|problem| CommandError::new(ErrorCode::Failed, problem))
        })
        .await?;
        Ok(EmailDraftOpened {
            left_out_body: !draft.has_body && !write.body.is_empty(),
        })
    }

    async fn moved_on(&self, id: EmailId) -> Result<Email, CommandError> {
        self.outbox.look_again();
        let email = self.store.email(id).await?;
        let email = email.ok_or_else(|| CommandError::not_found("that email is not there any more"))?;
        self.outbox.tell(email.on.id);
        let blocked = self.why_waiting().await?;
        Ok(shown(email, blocked.as_deref()))
    }

    /// Why what waits would not leave even when its time has come.
    async fn why_waiting(&self) -> Result<Option<String>, CommandError> {
        match stored(&self.store).await? {
            Some(_) => Ok(self.outbox.blocked()),
            None => Ok(Some(NO_SERVER.to_owned())),
        }
    }

    /// The password that there is, if it was given for this server and user: to no other may it go.
    async fn kept_password(&self, server: &SmtpServer) -> Result<Secret<String>, CommandError> {
        let known = stored(&self.store).await?.map(|stored| stored.server);
        let same = known.is_some_and(|known| known.host == server.host && known.user == server.user);
        let password = match same {
            true => self.store.secret(PASSWORD).await?,
            false => None,
        };
        password.ok_or_else(|| senseless(format!("enter the password of {} on {}", server.user, server.host)))
    }
}

const THIS_RUN: &str = "the password is held in memory until Workestra closes, because this workspace was opened without \
                        a keychain";

/// How mail is sent; none before it was set up.
pub(super) async fn stored(store: &Store) -> Result<Option<StoredSetup>, StoreError> {
    let value = store.setting(SETUP).await?;
    value
        .map(serde_json::from_value)
        .transpose()
        .map_err(|error| StoreError::Corrupt(format!("how mail is sent cannot be read: {error}")))
}

/// Why nothing can be sent without a password.
pub(super) fn no_password(store: &Store) -> &'static str {
    if store.secrets_last() {
        "the keychain has no password for the mail server: enter it in the settings under Email"
    } else {
        "the password of the mail server was forgotten when Workestra closed, because this workspace was opened without \
         a keychain: enter it again in the settings under Email"
    }
}

/// How long an email can be taken back, in milliseconds.
fn delay(setup: &StoredSetup) -> i64 {
    i64::from(setup.delay_seconds) * 1_000
}

/// How emails go that are written for the assistant; none before a server was set up.
pub(super) async fn way(store: &Store) -> Result<Option<MailWay>, CommandError> {
    let Some(setup) = stored(store).await? else {
        return Ok(None);
    };
    Ok(Some(MailWay {
        domain: setup.server.domain()?,
        delay: delay(&setup),
    }))
}

/// The text with the signature below it, parted as mail programs know it.
pub(super) fn signed(body: &str, signature: &str) -> String {
    match signature.trim() {
        "" => body.to_owned(),
        signature => format!("{}\n\n-- \n{signature}\n", body.trim_end()),
    }
}

pub(super) fn recipients(kept: &[EmailRecipient]) -> Vec<Recipient> {
    let of = |kept: &EmailRecipient| Recipient {
        name: kept.name.clone(),
        address: kept.address.clone(),
    };
    kept.iter().map(of).collect()
}

fn kept(recipients: &[Recipient]) -> Vec<EmailRecipient> {
    let of = |recipient: &Recipient| EmailRecipient {
        name: recipient.name.clone().filter(|name| !name.trim().is_empty()),
        address: recipient.address.trim().to_owned(),
    };
    recipients.iter().map(of).collect()
}

fn draft(write: &EmailWrite, message_id: String, at: UtcMillis) -> OutgoingMail {
    OutgoingMail {
        message_id,
        date: at,
        to: recipients(&kept(&write.to)),
        cc: recipients(&kept(&write.cc)),
        subject: write.subject.clone(),
        body: write.body.clone(),
        in_reply_to: None,
        references: Vec::new(),
    }
}

fn shown(email: workestra_store::Email, blocked: Option<&str>) -> Email {
    let state = match email.state {
        workestra_store::EmailState::Waiting => EmailState::Waiting,
        workestra_store::EmailState::Sending => EmailState::Sending,
        workestra_store::EmailState::Sent => EmailState::Sent,
        workestra_store::EmailState::Failed => EmailState::Failed,
        workestra_store::EmailState::Cancelled => EmailState::Cancelled,
    };
    let blocked = blocked.filter(|_| state == EmailState::Waiting).map(str::to_owned);
    Email {
        id: email.id,
        on: email.on.into(),
        to: recipients(&email.to),
        cc: recipients(&email.cc),
        subject: email.subject,
        body: email.body,
        state,
        send_after: email.send_after,
        problem: blocked.or(email.problem),
        may_have_arrived: email.may_have_arrived,
        reply: email.reply,
        actor: email.actor,
        at: email.at,
        sent_at: email.sent_at,
    }
}

fn trial(trial: Trial) -> MailTrial {
    let steps = trial.steps.iter().map(|step| {
        let outcome = match step.outcome {
            Outcome::Passed => MailTrialOutcome::Passed,
            Outcome::Failed { .. } => MailTrialOutcome::Failed,
            Outcome::Skipped => MailTrialOutcome::NotReached,
        };
        trial_step(step.step, outcome)
    });
    MailTrial {
        steps: steps.collect(),
        problem: trial.error.map(|error| error.to_string()),
    }
}

fn trial_step(step: Step, outcome: MailTrialOutcome) -> MailTrialStep {
    let label = match step {
        Step::Reach => "Reach the server",
        Step::Encrypt => "Agree on encryption",
        Step::LogIn => "Log in",
        Step::Answer | Step::Address | Step::Message => "Get an answer",
    };
    MailTrialStep {
        label: label.to_owned(),
        outcome,
    }
}

fn check_password(password: &str) -> Result<(), CommandError> {
    if password.is_empty() || password.contains(['\0', '\r', '\n']) {
        return Err(senseless(
            "the password is missing or holds a line break: enter it again",
        ));
    }
    Ok(())
}

fn start_of_today(now: UtcMillis) -> UtcMillis {
    let start = today().to_zoned(jiff::tz::TimeZone::system());
    start.map_or(now, |start| UtcMillis(start.timestamp().as_millisecond()))
}

fn senseless(message: impl Into<String>) -> CommandError {
    CommandError::new(ErrorCode::InvalidArguments, message)
}

impl From<MailError> for CommandError {
    fn from(error: MailError) -> Self {
        let code = match error {
            MailError::Invalid { .. } => ErrorCode::InvalidArguments,
            _ => ErrorCode::Failed,
        };
        Self::new(code, error.to_string())
    }
}

impl From<SecretError> for CommandError {
    fn from(error: SecretError) -> Self {
        let code = match error {
            SecretError::Denied => ErrorCode::Denied,
            SecretError::Locked | SecretError::NoKeychain(_) => ErrorCode::Failed,
        };
        Self::new(code, error.to_string())
    }
}
