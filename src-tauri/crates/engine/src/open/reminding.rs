//! Reminders, given when they come due.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::broadcast;
use workestra_core::Value;
use workestra_store::{Store, StoreError, StoredEntity};

use crate::Host;
use crate::api::Event;

/// Until the first look: a window that is still coming up would not hear of it.
const FIRST: Duration = Duration::from_secs(3);
/// Between two looks. Reminders are set to the minute.
const BETWEEN: Duration = Duration::from_secs(15);
/// How long the desktop may take to show one: the reminders behind it are not to wait for a desktop that hangs.
const PATIENCE: Duration = Duration::from_secs(10);

/// Gives each reminder that comes due, for as long as the workspace is open.
pub(super) async fn give(store: Store, events: broadcast::Sender<Event>, host: Arc<dyn Host>) {
    tokio::time::sleep(FIRST).await;
    loop {
        if let Err(error) = give_due(&store, &events, &*host, PATIENCE).await {
            tracing::warn!(%error, "reminders could not be read; they are looked for again");
        }
        tokio::time::sleep(BETWEEN).await;
    }
}

/// Gives them first and notes it then: what ends in between is given once more rather than never.
pub(super) async fn give_due(
    store: &Store,
    events: &broadcast::Sender<Event>,
    host: &dyn Host,
    patience: Duration,
) -> Result<(), StoreError> {
    let due = store.due_reminders().await?;
    for StoredEntity { entity, .. } in &due.tasks {
        let reference = entity.reference.to_string();
        let until = entity.fields.get("due").and_then(Value::first_text);
        let body = until.map_or_else(|| reference.clone(), |until| format!("{reference}, due {until}"));
        // Nobody may have a window open.
        let _ = events.send(Event::Reminder {
            entity: reference,
            title: entity.title.clone(),
            due: until.map(str::to_owned),
        });
        let shown = tokio::time::timeout(patience, host.notify(&entity.title, &body)).await;
        if let Err(why) = shown.unwrap_or_else(|_| Err("the desktop does not answer".to_owned())) {
            tracing::warn!(why, "a reminder is shown in the window alone");
        }
    }
    store.reminded(due).await
}
