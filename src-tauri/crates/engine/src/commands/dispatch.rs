//! From a command's name and JSON to its method and back. Which window asks, and what the member's role may, is
//! decided here, before any method runs.

use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;
use workestra_core::{Policy, Verb};

use super::{Window, command_list};
use crate::Engine;
// The command list names most of the types.
use crate::api::*;

/// Runs a command for a window.
///
/// # Errors
/// What the command answers when it fails; also when there is no such command, the window may not call it, the input
/// is not the command's, no workspace is open, or the role may not.
pub async fn dispatch(engine: &Arc<Engine>, window: Window, name: &str, input: Json) -> Result<Json, CommandError> {
    macro_rules! run {
        (application { $($a:ident($a_in:ty) -> $a_out:ty, [$($a_w:ident),*];)* }
         workspace { $($w:ident($w_in:ty) -> $w_out:ty, $verb:ident, [$($w_w:ident),*];)* }) => {
            match name {
                $(stringify!($a) => {
                    allow(window, &[$(Window::$a_w),*], name)?;
                    let output: $a_out = engine.$a(read::<$a_in>(name, input)?).await?;
                    write(name, &output)
                })*
                $(stringify!($w) => {
                    allow(window, &[$(Window::$w_w),*], name)?;
                    let open = engine.open()?;
                    let grant = Policy::grant(&open.me(), Verb::$verb, None)?;
                    let output: $w_out = open.$w(&grant, read::<$w_in>(name, input)?).await?;
                    write(name, &output)
                })*
                _ => Err(CommandError::new(ErrorCode::InvalidArguments, format!("there is no command {name}"))),
            }
        };
    }
    command_list!(run)
}

fn allow(window: Window, allowed: &[Window], name: &str) -> Result<(), CommandError> {
    if allowed.contains(&window) {
        Ok(())
    } else {
        Err(CommandError::new(
            ErrorCode::Denied,
            format!("the {window:?} window may not call {name}"),
        ))
    }
}

fn read<T: DeserializeOwned>(name: &str, input: Json) -> Result<T, CommandError> {
    serde_json::from_value(input).map_err(|error| {
        CommandError::new(
            ErrorCode::InvalidArguments,
            format!("{name} was called with other arguments than it takes: {error}"),
        )
    })
}

fn write<T: Serialize>(name: &str, output: &T) -> Result<Json, CommandError> {
    serde_json::to_value(output).map_err(|error| {
        CommandError::new(
            ErrorCode::Failed,
            format!("the answer of {name} could not be written: {error}"),
        )
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use serde_json::json;

    use super::*;
    use crate::{Headless, Paths};

    /// Every command with the windows of its line.
    macro_rules! lines {
        (application { $($a:ident($a_in:ty) -> $a_out:ty, [$($a_w:ident),*];)* }
         workspace { $($w:ident($w_in:ty) -> $w_out:ty, $verb:ident, [$($w_w:ident),*];)* }) => {
            vec![
                $((stringify!($a), vec![$(Window::$a_w),*], false),)*
                $((stringify!($w), vec![$(Window::$w_w),*], true),)*
            ]
        };
    }

    fn engine(folder: &std::path::Path) -> Arc<Engine> {
        let paths = Paths {
            config: folder.join("config"),
            workspaces: folder.join("workspaces"),
            model: None,
        };
        Engine::new(paths, Arc::new(Headless))
    }

    #[tokio::test]
    async fn a_command_answers_only_the_windows_of_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let engine = engine(folder.path());
        let lines: Vec<(&str, Vec<Window>, bool)> = command_list!(lines);
        for (name, windows, needs_workspace) in lines {
            for window in [Window::Main, Window::Launcher, Window::Confirm] {
                // Arguments that no command takes: one that is let through fails on them, or on the missing workspace.
                let answer = dispatch(&engine, window, name, json!(17)).await;
                let code = answer.err().map(|error| error.code);
                if !windows.contains(&window) {
                    assert_eq!(code, Some(ErrorCode::Denied), "{name} from {window:?}");
                } else if needs_workspace {
                    assert_eq!(code, Some(ErrorCode::NoWorkspace), "{name} from {window:?}");
                } else {
                    assert_eq!(code, Some(ErrorCode::InvalidArguments), "{name} from {window:?}");
                }
            }
        }
    }

    #[tokio::test]
    async fn an_unknown_command_is_refused_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let error = dispatch(&engine(folder.path()), Window::Main, "entity_explode", json!({}))
            .await
            .unwrap_err();
        assert_eq!(error.code, ErrorCode::InvalidArguments);
        assert!(error.message.contains("entity_explode"), "{}", error.message);
    }
}
