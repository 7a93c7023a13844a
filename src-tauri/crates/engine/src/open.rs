//! An open workspace: its store, its search, its jobs, and the commands that work on it.

mod attachments;
mod bulk;
mod configuring;
mod confirming;
mod conversing;
mod convert;
mod embedding;
mod entities;
mod files;
mod looking;
mod mailing;
mod masking;
mod outbox;
mod placeholders;
mod providing;
mod reminding;
mod resembling;
mod searching;
mod suggesting;
mod summary;
mod summing;
mod templates;
#[cfg(test)]
mod tests;
mod transfers;

pub use transfers::{save_rejects, sentence as import_sentence};

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use parking_lot::RwLock;
use tokio::sync::broadcast;
use tokio::task::JoinHandle;
use workestra_assistant::Gate;
use workestra_core::{ConfirmationDesk, Entity, EntityId, EntityRef, Kind, Member, Schema};
use workestra_search::api::VectorStatus;
use workestra_search::{Search, Source};
use workestra_store::{FedChange, Store};

use crate::Host;
use crate::api::{CommandError, ErrorCode, Event, Settings};
use crate::jobs::Jobs;
use embedding::Embeddings;
use outbox::Outbox;
use providing::Assisting;

/// The handle on an open workspace.
pub struct Open {
    store: Store,
    search: Search,
    jobs: Arc<Jobs>,
    outbox: Arc<Outbox>,
    assisting: Assisting,
    embeddings: Embeddings,
    /// Where people answer what the assistant asks; used by the command of the confirmation window alone.
    desk: ConfirmationDesk,
    events: broadcast::Sender<Event>,
    host: Arc<dyn Host>,
    me: Member,
    settings: RwLock<Settings>,
    /// Set until the recovery code was typed back, or put off for this time.
    recovery_code_waits: AtomicBool,
    background: Vec<JoinHandle<()>>,
}

impl Open {
    /// Starts search and the event feed over an open store.
    pub(crate) async fn start(
        store: Store,
        model: Option<PathBuf>,
        events: broadcast::Sender<Event>,
        host: Arc<dyn Host>,
        settings: Settings,
        sample: bool,
    ) -> Result<Self, CommandError> {
        let me = store.me().await?;
        // The sample's people are made up: nobody has to keep its code.
        let waits = !sample && !store.recovery_confirmed().await?;
        // Who else than the device makes the vectors is looked up below; until then nobody does, as those of the one would
        // drive out those of the other.
        let source = match store.setting(embedding::CHOICE).await? {
            None => Source::Device,
            Some(_) => Source::Nobody("what makes the vectors is being looked up".to_owned()),
        };
        let chosen = !matches!(source, Source::Device);
        let has_model = model.is_some();
        let search = Search::open_with(store.clone(), &store.info().path.join("index"), model, source)?;
        let mut background = vec![
            tokio::spawn(feed_changes(store.clone(), events.clone())),
            tokio::spawn(feed_search_status(search.clone(), events.clone())),
            tokio::spawn(forget_removed_files(store.clone())),
            tokio::spawn(confirming::expire_due(
                Gate::new(store.clone(), search.clone()),
                events.clone(),
            )),
        ];
        let outbox = Outbox::new(store.clone(), events.clone());
        let assisting = Assisting::new(Gate::new(store.clone(), search.clone()));
        match mailing::way(&store).await {
            Ok(way) => assisting.gate.mail_goes(way),
            Err(error) => tracing::warn!(%error, "the assistant can write no email until mail is set up again"),
        }
        let (cut, handle) = (assisting.cut.clone(), search.clone());
        let embeddings = Embeddings::new(store.clone(), handle, me.clone(), cut, has_model);
        if chosen {
            let embeddings = embeddings.clone();
            // The keychain may have to be unlocked first.
            background.push(tokio::spawn(async move { embeddings.follow().await }));
        }
        let desk = store
            .take_confirmation_desk()
            .ok_or_else(|| CommandError::new(ErrorCode::Failed, "this workspace is open already: close it first"))?;
        Ok(Self {
            store,
            search,
            jobs: Arc::new(Jobs::new(events.clone())),
            outbox,
            assisting,
            embeddings,
            desk,
            events,
            host,
            me,
            settings: RwLock::new(settings),
            recovery_code_waits: AtomicBool::new(waits),
            background,
        })
    }

    /// Begins what is done for the person at the windows: the mail that waits is sent, and reminders are given. Not done
    /// where nobody is there to see it and take it back: a command of the command line sends nothing, and takes no
    /// reminder away.
    pub(crate) fn attend(&mut self) {
        self.outbox.begin();
        let giving = reminding::give(self.store.clone(), self.events.clone(), Arc::clone(&self.host));
        self.background.push(tokio::spawn(giving));
    }

    /// Stops all that runs over the workspace, then closes its file and releases its lock.
    pub async fn close(&self) {
        self.jobs.cancel_all();
        self.assisting.cut_all();
        self.outbox.stop().await;
        for task in &self.background {
            task.abort();
        }
        self.search.close().await;
        if let Err(error) = self.store.close().await {
            tracing::warn!(%error, "the workspace was not closed cleanly; its log is replayed at the next start");
        }
    }

    /// The file.
    #[must_use]
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// The search over it.
    #[must_use]
    pub const fn search_engine(&self) -> &Search {
        &self.search
    }

    /// Waits until searches answer from all there is: the text index has caught up and the vectors made so far are in
    /// memory. A window does not wait for it.
    pub async fn search_loaded(&self) {
        if let Err(error) = self.search.wait_idle(true, false).await {
            tracing::warn!(%error, "the text index is not complete");
        }
        let mut status = self.search.watch_status();
        // An error means that search was closed; then there is nothing to wait for.
        let _ = status.wait_for(|status| status.vectors != VectorStatus::Loading).await;
    }

    /// The person at the machine.
    #[must_use]
    pub fn me(&self) -> Member {
        self.me.clone()
    }

    /// The program around the engine.
    pub(crate) fn host(&self) -> Arc<dyn Host> {
        Arc::clone(&self.host)
    }

    pub(crate) fn schema(&self) -> Arc<Schema> {
        self.store.schema()
    }

    pub(crate) fn members(&self) -> Arc<Vec<Member>> {
        self.store.members()
    }

    pub(crate) fn settings(&self) -> Settings {
        self.settings.read().clone()
    }

    pub(crate) fn settings_changed(&self, settings: Settings) {
        *self.settings.write() = settings;
    }

    pub(crate) fn recovery_code_waits(&self) -> bool {
        self.recovery_code_waits.load(Ordering::Acquire)
    }

    pub(crate) fn recovery_code_seen(&self) {
        self.recovery_code_waits.store(false, Ordering::Release);
    }

    /// The entity that a person or a link names by id or reference.
    pub(crate) async fn entity_named(&self, name: &str) -> Result<Entity, CommandError> {
        let found = if let Ok(reference) = name.parse::<EntityRef>() {
            self.store.entity_by_ref(reference).await?
        } else if let Ok(id) = name.parse::<EntityId>() {
            self.store.entity(id).await?
        } else {
            None
        };
        found
            .map(|stored| stored.entity)
            .ok_or_else(|| CommandError::not_found(format!("there is no {name}: it may have been deleted for good")))
    }
}

/// Says which entities were written, from the store's own record of changes.
async fn feed_changes(store: Store, events: broadcast::Sender<Event>) {
    /// Above this many, windows ask for what they show again instead of looking for it in a list.
    const MOST: usize = 500;
    let mut latest = store.watch();
    let mut cursor = *latest.borrow_and_update();
    while latest.changed().await.is_ok() {
        let mut kinds = HashSet::new();
        let mut entities = HashSet::new();
        let seq = *latest.borrow_and_update();
        match store.changes_since(cursor, MOST + 1).await {
            Ok(changes) if changes.len() > MOST => kinds.extend(Kind::ALL),
            Ok(changes) => {
                for FedChange { change, .. } in &changes {
                    kinds.insert(change.kind);
                    entities.insert(change.entity);
                }
            }
            Err(error) => {
                tracing::warn!(%error, "changes could not be read for the windows");
                kinds.extend(Kind::ALL);
            }
        }
        cursor = seq;
        let _ = events.send(Event::EntitiesChanged {
            kinds: kinds.into_iter().collect(),
            entities: entities.into_iter().collect(),
            seq,
        });
    }
}

/// Says how the text index and the vectors stand, at most ten times a second.
async fn feed_search_status(search: Search, events: broadcast::Sender<Event>) {
    let mut status = search.watch_status();
    loop {
        let now = status.borrow_and_update().clone();
        let _ = events.send(Event::SearchStatusChanged { status: now });
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        if status.changed().await.is_err() {
            return;
        }
    }
}

/// Deletes for good the files that were removed weeks ago: at the start, and daily while the workspace stays open.
async fn forget_removed_files(store: Store) {
    const BETWEEN: std::time::Duration = std::time::Duration::from_secs(24 * 60 * 60);
    loop {
        if let Err(error) = store.forget_removed_files().await {
            tracing::warn!(%error, "files that were removed weeks ago could not be deleted; they are tomorrow");
        }
        tokio::time::sleep(BETWEEN).await;
    }
}
