//! A desktop for tests.

use std::future::{Future, pending, ready};
use std::path::PathBuf;
use std::pin::Pin;

use parking_lot::Mutex;

use crate::Host;
use crate::api::{FilePick, Settings};

/// It remembers what it was to open and to show.
#[derive(Default)]
pub(crate) struct Desktop {
    /// Addresses.
    pub(crate) opened: Mutex<Vec<String>>,
    /// Notifications, as title and body.
    pub(crate) shown: Mutex<Vec<String>>,
    /// Whether notifications are taken and never shown.
    pub(crate) hangs: bool,
}

impl Host for Desktop {
    fn pick_file(&self, _: FilePick) -> Pin<Box<dyn Future<Output = Option<PathBuf>> + Send + '_>> {
        Box::pin(ready(None))
    }

    fn apply_settings(&self, _: &Settings) -> Option<String> {
        None
    }

    fn hide_launcher(&self) {}

    fn show_main(&self) {}

    fn show_confirmation(&self) {}

    fn hide_confirmation(&self) {}

    fn notify(&self, title: &str, body: &str) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send + '_>> {
        if self.hangs {
            return Box::pin(pending());
        }
        self.shown.lock().push(format!("{title}: {body}"));
        Box::pin(ready(Ok(())))
    }

    fn open_url(&self, url: &str) -> Result<(), String> {
        self.opened.lock().push(url.to_owned());
        Ok(())
    }
}
