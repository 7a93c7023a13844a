//! What the engine asks of the program around it: the desktop shell, or the command line, which has no windows.

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;

use crate::api::{FilePick, Settings};

/// The program around the engine.
pub trait Host: Send + Sync {
    /// Asks the person for a path; none when they closed the dialog or there is nobody to ask.
    fn pick_file(&self, pick: FilePick) -> Pin<Box<dyn Future<Output = Option<PathBuf>> + Send + '_>>;

    /// Puts settings to work that the windows cannot: the global shortcut. Answers what is wrong with it, if anything.
    fn apply_settings(&self, settings: &Settings) -> Option<String>;

    /// Hides the launcher and gives the focus back.
    fn hide_launcher(&self);

    /// Brings the main window to the front.
    fn show_main(&self);

    /// Brings the confirmation window to the front, and makes it where there is none yet.
    fn show_confirmation(&self);

    /// Hides the confirmation window. What waits goes on waiting.
    fn hide_confirmation(&self);

    /// Shows a notification of the desktop, as plain text.
    ///
    /// # Errors
    /// Why there is none, as a sentence.
    fn notify(&self, title: &str, body: &str) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send + '_>>;

    /// Has the system's program for an address open it, which the caller has looked at: one of `http`, `https`,
    /// `mailto` or `tel`. May wait a second for that program to say that it cannot.
    ///
    /// # Errors
    /// What went wrong, as a sentence, when nothing can open it.
    fn open_url(&self, url: &str) -> Result<(), String>;
}

/// The command line: nobody to ask and nothing to show.
#[derive(Debug, Clone, Copy, Default)]
pub struct Headless;

impl Host for Headless {
    fn pick_file(&self, _: FilePick) -> Pin<Box<dyn Future<Output = Option<PathBuf>> + Send + '_>> {
        Box::pin(std::future::ready(None))
    }

    fn apply_settings(&self, _: &Settings) -> Option<String> {
        None
    }

    fn hide_launcher(&self) {}

    fn show_main(&self) {}

    fn show_confirmation(&self) {}

    fn hide_confirmation(&self) {}

    fn notify(&self, _: &str, _: &str) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send + '_>> {
        Box::pin(std::future::ready(Err("there is no desktop here".to_owned())))
    }

    fn open_url(&self, _: &str) -> Result<(), String> {
        Err("there is no desktop here that could open an address".to_owned())
    }
}
