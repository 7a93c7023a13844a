//! Reminders as notifications of the desktop. The window shows them as well, so a desktop without notifications loses
//! nothing but the knock.

use std::sync::Arc;

use notify_rust::Notification;
use tauri::AppHandle;
use tokio::sync::broadcast::error::RecvError;
use workestra_engine::Engine;
use workestra_engine::api::Event;

/// Shows a notification for each reminder, as long as the program runs.
pub(crate) fn watch(app: &AppHandle, engine: &Arc<Engine>) {
    let mut events = engine.subscribe();
    let name = app.package_info().name.clone();
    tauri::async_runtime::spawn(async move {
        loop {
            match events.recv().await {
                Ok(Event::Reminder { entity, title, due }) => {
                    let body = due.map_or_else(|| entity.clone(), |due| format!("{entity}, due {due}"));
                    let mut notification = Notification::new();
                    notification.appname(&name).summary(&title).body(&plain(&body));
                    if let Err(error) = notification.show_async().await {
                        tracing::warn!(%error, "this desktop shows no notifications");
                    }
                }
                Ok(_) | Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return,
            }
        }
    });
}

/// Some notification servers read markup in the body.
fn plain(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
