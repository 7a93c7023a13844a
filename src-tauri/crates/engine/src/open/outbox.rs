//! The sender of the outbox: one email at a time, each noted as being sent before anything goes over the wire.

#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use parking_lot::{Mutex, RwLock};
use tokio::sync::{Notify, broadcast};
use tokio::task::JoinHandle;
use workestra_core::{EntityId, Grant, Policy, UtcMillis, Verb};
use workestra_mail::{MailError, Mailer, OutgoingMail, Timeouts};
use workestra_store::{Email, EmailFailure, Store};

use super::mailing::{self, StoredSetup};
use crate::api::Event;

/// After how many minutes an email is tried again that failed for now.
const AGAIN: [i64; 3] = [1, 5, 30];

/// How long it sleeps at most while something waits: the machine may have slept meanwhile, or its clock been set.
const NAP: Duration = Duration::from_secs(15);

/// How long it sleeps while nothing waits, or nothing can be sent; what changes that wakes it.
const REST: Duration = Duration::from_secs(600);

/// How long an email that is being handed over may take to its end when the workspace is closed.
const LAST: Duration = Duration::from_secs(5);

/// The outbox of an open workspace.
pub(super) struct Outbox {
    store: Store,
    events: broadcast::Sender<Event>,
    wake: Notify,
    stopping: AtomicBool,
    /// Why nothing can be sent, in a sentence with the way out.
    blocked: Mutex<Option<String>>,
    /// Certificates that count like the system's authorities.
    roots: RwLock<Vec<Vec<u8>>>,
    task: Mutex<Option<JoinHandle<()>>>,
}

impl Outbox {
    /// An outbox that holds what waits until it is begun.
    pub(super) fn new(store: Store, events: broadcast::Sender<Event>) -> Arc<Self> {
        Arc::new(Self {
            store,
            events,
            wake: Notify::new(),
            stopping: AtomicBool::new(false),
            blocked: Mutex::new(None),
            roots: RwLock::new(Vec::new()),
            task: Mutex::new(None),
        })
    }

    /// Begins to send what waits.
    pub(super) fn begin(self: &Arc<Self>) {
        *self.task.lock() = Some(tokio::spawn(Arc::clone(self).run()));
    }

    /// Looks again at what there is to send, and at the way out.
    pub(super) fn look_again(&self) {
        self.wake.notify_one();
    }

    /// The server or its password was changed: what kept things from being sent may be gone.
    pub(super) fn way_changed(&self) {
        *self.blocked.lock() = None;
        self.look_again();
    }

    /// Says that emails of an entity were written or moved on.
    pub(super) fn tell(&self, entity: EntityId) {
        // No receiver means no window.
        let _ = self.events.send(Event::EmailsChanged { entity });
    }

    /// Why nothing can be sent.
    pub(super) fn blocked(&self) -> Option<String> {
        self.blocked.lock().clone()
    }

    /// A way out through a server.
    pub(super) async fn mailer(
        &self,
        server: workestra_mail::SmtpServer,
        password: workestra_core::Secret<String>,
    ) -> Result<Mailer, MailError> {
        let roots = self.roots.read().clone();
        let host = server.host.clone();
        // Reads the system's authorities.
        let made = tokio::task::spawn_blocking(move || Mailer::new(server, password, Timeouts::default(), &roots));
        made.await.unwrap_or_else(|_| {
            Err(MailError::Invalid {
                field: "server".to_owned(),
                why: format!("{host} could not be prepared: try again"),
            })
        })
    }

    /// Ends. What is being handed over gets a moment to come to its end; if it does not, it is found as failed at the
    /// next start, with the remark that it may have arrived.
    pub(super) async fn stop(&self) {
        self.stopping.store(true, Ordering::Release);
        self.wake.notify_one();
        let task = self.task.lock().take();
        if let Some(mut task) = task
            && tokio::time::timeout(LAST, &mut task).await.is_err()
        {
            task.abort();
        }
    }

    #[cfg(test)]
    pub(super) fn trust(&self, root: Vec<u8>) {
        self.roots.write().push(root);
    }

    fn stops(&self) -> bool {
        self.stopping.load(Ordering::Acquire)
    }

    async fn run(self: Arc<Self>) {
        while !self.stops() {
            let pause = self.send_due().await;
            tokio::select! {
                () = self.wake.notified() => {}
                () = tokio::time::sleep(pause) => {}
            }
        }
    }

    /// Sends what is due. How long there is nothing to do then.
    async fn send_due(&self) -> Duration {
        while !self.stops() {
            match self.store.next_email_at().await {
                Ok(None) => return REST,
                Ok(Some(at)) => {
                    let millis = u64::try_from(at.0 - self.store.now().0).unwrap_or(0);
                    if millis > 0 {
                        return Duration::from_millis(millis).min(NAP);
                    }
                }
                Err(error) => {
                    tracing::warn!(%error, "the outbox could not be read; it is looked at again");
                    return NAP;
                }
            }
            let (mailer, signature, grant) = match self.way_out().await {
                Ok(way) => way,
                Err(why) => {
                    self.block(Some(why)).await;
                    return REST;
                }
            };
            self.block(None).await;
            match self.store.claim_email(&grant).await {
                Ok(Some(email)) => self.send(&mailer, &signature, &grant, &email).await,
                // Taken back at this moment.
                Ok(None) => {}
                Err(error) => {
                    tracing::warn!(%error, "an email could not be taken out of the outbox; it waits");
                    return NAP;
                }
            }
        }
        Duration::ZERO
    }

    /// All that sending takes, or why it cannot be.
    async fn way_out(&self) -> Result<(Mailer, String, Grant), String> {
        let text = |error: &dyn std::fmt::Display| error.to_string();
        let me = self.store.me().await.map_err(|error| text(&error))?;
        let grant = Policy::grant(&me, Verb::Write, None).map_err(|error| text(&error))?;
        let setup: Option<StoredSetup> = mailing::stored(&self.store).await.map_err(|error| text(&error))?;
        let setup = setup.ok_or_else(|| mailing::NO_SERVER.to_owned())?;
        let password = self
            .store
            .secret(mailing::PASSWORD)
            .await
            .map_err(|error| text(&error))?;
        let password = password.ok_or_else(|| mailing::no_password(&self.store).to_owned())?;
        let mailer = self
            .mailer(setup.server, password)
            .await
            .map_err(|error| text(&error))?;
        Ok((mailer, setup.signature, grant))
    }

    /// Keeps why nothing can be sent, and has what waits shown with it.
    async fn block(&self, why: Option<String>) {
        let before = std::mem::replace(&mut *self.blocked.lock(), why.clone());
        if before == why {
            return;
        }
        // What was cancelled or sent is none of it: nothing lies that far ahead.
        let never = UtcMillis(i64::MAX);
        for email in self.store.outbox(never, never).await.unwrap_or_default() {
            self.tell(email.on.id);
        }
    }

    async fn send(&self, mailer: &Mailer, signature: &str, grant: &Grant, email: &Email) {
        self.tell(email.on.id);
        let noted = match self.hand_over(mailer, signature, email).await {
            Ok(()) => self.store.email_sent(grant, email.id).await.map(|_| ()),
            Err(failure) => self.store.email_failed(grant, email.id, &failure).await,
        };
        if let Err(error) = noted {
            // It stays as being sent, so that it is not sent again; at the next start it is found as failed.
            tracing::error!(%error, "how an email went could not be noted in the workspace");
        }
        self.tell(email.on.id);
    }

    async fn hand_over(&self, mailer: &Mailer, signature: &str, email: &Email) -> Result<(), EmailFailure> {
        let for_good = |problem: String| EmailFailure {
            problem,
            may_have_arrived: false,
            held_back: false,
            again_at: None,
        };
        if email.trashed {
            let reference = email.on.reference;
            return Err(for_good(format!(
                "{reference} is in the trash: restore it, then send this again"
            )));
        }
        if !email.acknowledged {
            // Asked once more: they may have said so while it waited.
            let addresses: Vec<String> = email.to.iter().chain(&email.cc).map(|to| to.address.clone()).collect();
            let unwilling = self.store.unwilling(&addresses).await;
            let unwilling = unwilling.map_err(|error| for_good(error.to_string()))?;
            if !unwilling.is_empty() {
                let who = unwilling.join(" and ");
                return Err(EmailFailure {
                    held_back: true,
                    ..for_good(format!(
                        "{who} asked not to be contacted since this was written: take it back, or send it if it is meant"
                    ))
                });
            }
        }
        let thread = if email.reply {
            let read = self.store.email_thread(email.on.id).await;
            read.map_err(|error| for_good(error.to_string()))?
        } else {
            Vec::new()
        };
        let mail = OutgoingMail {
            message_id: email.message_id.clone(),
            date: email.at,
            to: mailing::recipients(&email.to),
            cc: mailing::recipients(&email.cc),
            subject: email.subject.clone(),
            body: mailing::signed(&email.body, signature),
            in_reply_to: thread.last().cloned(),
            references: thread,
        };
        match mailer.send(&mail).await {
            Ok(_) => Ok(()),
            Err(error) => Err(failure(&error, email.tries, self.store.now())),
        }
    }
}

/// What becomes of an email that did not go out at this try, the first being 1.
fn failure(error: &MailError, tries: u32, now: UtcMillis) -> EmailFailure {
    let may_have_arrived = error.may_have_arrived();
    let minutes = usize::try_from(tries.max(1) - 1)
        .ok()
        .and_then(|tried| AGAIN.get(tried))
        .filter(|_| error.is_temporary() && !may_have_arrived);
    let problem = match minutes {
        Some(1) => format!("{error}; the next try is in a minute"),
        Some(minutes) => format!("{error}; the next try is in {minutes} minutes"),
        None if may_have_arrived => {
            format!("{error}; it may have arrived all the same: look into the mailbox's sent mail before sending again")
        }
        None if error.is_temporary() => format!("{error}; it was tried {tries} times"),
        None => error.to_string(),
    };
    EmailFailure {
        problem,
        may_have_arrived,
        held_back: false,
        again_at: minutes.map(|minutes| UtcMillis(now.0 + minutes * 60_000)),
    }
}
