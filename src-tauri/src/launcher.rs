//! The launcher: the palette in a window of its own, on a global shortcut or `workestra --toggle`.

use std::sync::Arc;

use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Manager as _, PhysicalPosition, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Wry};
use tauri_plugin_global_shortcut::{GlobalShortcutExt as _, ShortcutState};
use workestra_engine::Engine;

use crate::windows;

/// Label of the launcher; the engine's list of commands knows it by this name.
pub(crate) const LABEL: &str = "launcher";
const SIZE: (f64, f64) = (860.0, 540.0);

pub(crate) fn shortcut_plugin() -> TauriPlugin<Wry> {
    tauri_plugin_global_shortcut::Builder::new()
        .with_handler(|app, _, event| {
            if event.state() == ShortcutState::Pressed {
                toggle(app);
            }
        })
        .build()
}

/// Makes the window, hidden, so that showing it later takes no time.
pub(crate) fn create(app: &AppHandle) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("launcher.html".into()))
        .title("Workestra launcher")
        .inner_size(SIZE.0, SIZE.1)
        .prevent_overflow()
        .resizable(false)
        .decorations(false)
        .always_on_top(true)
        .skip_taskbar(true)
        .visible(false)
        .on_navigation(windows::own_pages_only)
        .build()?;
    Ok(())
}

/// Registers the shortcut in place of the one before. An empty text registers none.
///
/// # Errors
/// Says what is wrong with the shortcut and what works instead.
pub(crate) fn register(app: &AppHandle, shortcut: &str) -> Result<(), String> {
    let shortcuts = app.global_shortcut();
    if let Err(error) = shortcuts.unregister_all() {
        tracing::warn!(%error, "the launcher's old shortcut stays registered");
    }
    if shortcut.is_empty() {
        return Ok(());
    }
    shortcuts.register(shortcut).map_err(|error| {
        format!("the shortcut {shortcut} could not be registered ({error}): choose another, or have the desktop's keyboard settings run “workestra --toggle”")
    })
}

pub(crate) fn toggle(app: &AppHandle) {
    let Some(window) = app.get_webview_window(LABEL) else {
        return;
    };
    if window.is_visible().unwrap_or(false) {
        hide(app);
    } else {
        show(app, &window);
    }
}

fn show(app: &AppHandle, window: &WebviewWindow) {
    // Placed before every show: a window manager moves a window that was hidden, and `center` is wrong for one that
    // was never mapped.
    let placed = place(app, window);
    let shown = window.show().and_then(|()| window.set_focus());
    for error in [placed, shown].into_iter().filter_map(Result::err) {
        tracing::warn!(%error, "the launcher could not be shown as it should");
    }
    app.state::<Arc<Engine>>().launcher_shown();
}

/// In the upper third of the screen that the cursor is on.
fn place(app: &AppHandle, window: &WebviewWindow) -> tauri::Result<()> {
    let cursor = app.cursor_position()?;
    let Some(monitor) = app.monitor_from_point(cursor.x, cursor.y)?.or(app.primary_monitor()?) else {
        return Ok(());
    };
    let scale = monitor.scale_factor();
    let free = |whole: u32, part: f64| (f64::from(whole) - part * scale).max(0.0);
    #[expect(clippy::cast_possible_truncation, reason = "coordinates of a screen")]
    let position = PhysicalPosition::new(
        monitor.position().x + (free(monitor.size().width, SIZE.0) / 2.0) as i32,
        monitor.position().y + (free(monitor.size().height, SIZE.1) / 3.0) as i32,
    );
    window.set_position(position)
}

pub(crate) fn hide(app: &AppHandle) {
    let hidden = app.get_webview_window(LABEL).map(|window| window.hide());
    if let Some(Err(error)) = hidden {
        tracing::warn!(%error, "the launcher could not be hidden");
    }
}

/// Hides it, unless the focus only went to one of its own menus.
pub(crate) fn lost_focus(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL)
        && !window.is_focused().unwrap_or(false)
    {
        hide(app);
    }
}
