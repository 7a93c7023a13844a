//! The only two commands that a web view can call. Both are async: a synchronous one would hold the main thread.

use std::sync::Arc;

use serde_json::Value as Json;
use tauri::ipc::Channel;
use tauri::{State, WebviewWindow};
use tokio::sync::broadcast::error::RecvError;
use workestra_engine::api::{CommandError, ErrorCode, Event};
use workestra_engine::{Engine, Window, dispatch};

use crate::check::Check;

/// Runs a command of the engine's list.
#[tauri::command]
pub(crate) async fn rpc(
    window: WebviewWindow,
    engine: State<'_, Arc<Engine>>,
    check: State<'_, Check>,
    name: String,
    input: Json,
) -> Result<Json, CommandError> {
    if name == "check_painted" && check.report(&input) {
        return Ok(Json::Null);
    }
    let window = window_of(&window)?;
    dispatch(&engine, window, &name, input).await
}

/// Sends the engine's events to the web view until it goes away.
#[tauri::command]
pub(crate) async fn subscribe(
    window: WebviewWindow,
    engine: State<'_, Arc<Engine>>,
    channel: Channel<Event>,
) -> Result<(), CommandError> {
    window_of(&window)?;
    let mut events = engine.subscribe();
    tauri::async_runtime::spawn(async move {
        loop {
            let event = match events.recv().await {
                Ok(event) => event,
                // Events were lost: have the window ask for everything again.
                Err(RecvError::Lagged(_)) => Event::AppStateChanged,
                Err(RecvError::Closed) => break,
            };
            if channel.send(event).is_err() {
                break;
            }
        }
    });
    Ok(())
}

fn window_of(window: &WebviewWindow) -> Result<Window, CommandError> {
    Window::from_label(window.label()).ok_or_else(|| {
        CommandError::new(
            ErrorCode::Denied,
            format!("the window {} may call nothing", window.label()),
        )
    })
}
