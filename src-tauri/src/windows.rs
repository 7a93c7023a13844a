//! The main window, and what happens to windows.

use tauri::{AppHandle, Manager as _, WebviewUrl, WebviewWindowBuilder, WindowEvent};

use crate::{confirmation, launcher};

/// Label of the main window; the engine's list of commands knows it by this name.
pub(crate) const MAIN: &str = "main";

pub(crate) fn create_main(app: &AppHandle) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, MAIN, WebviewUrl::App("index.html".into()))
        .title("Workestra")
        .inner_size(1280.0, 820.0)
        // At 200 % a usual laptop is 683 by 384: the page reflows down to this.
        .min_inner_size(480.0, 320.0)
        .prevent_overflow()
        .on_navigation(own_pages_only)
        .build()?;
    Ok(())
}

/// The web views stay on the pages that came with the program.
pub(crate) fn own_pages_only(url: &tauri::Url) -> bool {
    url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost")
}

/// Brings the main window to the front.
pub(crate) fn show_main(app: &AppHandle) {
    let Some(window) = app.get_webview_window(MAIN) else {
        return;
    };
    let shown = window
        .show()
        .and_then(|()| window.unminimize())
        .and_then(|()| window.set_focus());
    if let Err(error) = shown {
        tracing::warn!(%error, "the main window could not be brought to the front");
    }
}

/// The launcher hides when the focus goes elsewhere; closing the main window ends the program.
pub(crate) fn on_event(app: &AppHandle, label: &str, event: &WindowEvent) {
    match (label, event) {
        (launcher::LABEL, WindowEvent::Focused(false)) => launcher::lost_focus(app),
        (launcher::LABEL, WindowEvent::CloseRequested { api, .. }) => {
            api.prevent_close();
            launcher::hide(app);
        }
        (confirmation::LABEL, WindowEvent::CloseRequested { api, .. }) => {
            api.prevent_close();
            confirmation::hide(app);
        }
        (MAIN, WindowEvent::Destroyed) => app.exit(0),
        _ => {}
    }
}
