//! Notifications of the desktop.

use notify_rust::Notification;
use tauri::AppHandle;

/// Shows one.
///
/// # Errors
/// This desktop shows none.
pub(crate) async fn show(app: &AppHandle, title: &str, body: &str) -> Result<(), String> {
    let mut notification = Notification::new();
    notification
        .appname(&app.package_info().name)
        .summary(title)
        .body(&plain(body));
    match notification.show_async().await {
        Ok(_) => Ok(()),
        Err(error) => Err(format!("this desktop shows no notifications: {error}")),
    }
}

/// Some notification servers read markup in the body.
fn plain(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
