//! The window in which a person answers what the assistant asks. It shows nothing but the core's own account of what is
//! to be done, and its command to answer is refused to every other window.

use tauri::{AppHandle, Manager as _, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

use crate::windows;

/// Label of the window; the engine's list of commands knows it by this name.
pub(crate) const LABEL: &str = "confirm";

/// Brings it to the front. It is made the first time that it is needed: most days of most people need none.
pub(crate) fn show(app: &AppHandle) {
    let handle = app.clone();
    // Windows are made on the main thread, and whoever asks may hold it.
    let asked = app.run_on_main_thread(move || {
        let shown = window(&handle).and_then(|window| {
            window.show()?;
            window.unminimize()?;
            window.set_focus()
        });
        if let Err(error) = shown {
            tracing::error!(%error, "the confirmation window could not be shown; what waits goes on waiting");
        }
    });
    if let Err(error) = asked {
        tracing::error!(%error, "the confirmation window could not be asked for");
    }
}

fn window(app: &AppHandle) -> tauri::Result<WebviewWindow> {
    if let Some(window) = app.get_webview_window(LABEL) {
        return Ok(window);
    }
    WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("confirm.html".into()))
        .title("Workestra asks you")
        .inner_size(680.0, 720.0)
        // As small as its page reflows, and never with its answers below the screen.
        .min_inner_size(480.0, 320.0)
        .prevent_overflow()
        .center()
        .visible(false)
        .on_navigation(windows::own_pages_only)
        .build()
}

/// Hides it. What waits goes on waiting.
pub(crate) fn hide(app: &AppHandle) {
    let hidden = app.get_webview_window(LABEL).map(|window| window.hide());
    if let Some(Err(error)) = hidden {
        tracing::warn!(%error, "the confirmation window could not be hidden");
    }
}
