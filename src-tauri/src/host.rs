//! What the engine asks of the desktop.

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;

use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt as _, FilePath};
use workestra_engine::Host;
use workestra_engine::api::{FilePick, FilePurpose, Settings};

use crate::{confirmation, launcher, notifications, opener, windows};

/// The desktop shell.
pub(crate) struct Shell {
    app: AppHandle,
}

impl Shell {
    pub(crate) const fn new(app: AppHandle) -> Self {
        Self { app }
    }
}

impl Host for Shell {
    fn pick_file(&self, pick: FilePick) -> Pin<Box<dyn Future<Output = Option<PathBuf>> + Send + '_>> {
        let (answer, answered) = tokio::sync::oneshot::channel();
        let mut dialog = self.app.dialog().file();
        if let Some(name) = pick.suggested_name {
            dialog = dialog.set_file_name(name);
        }
        // Nobody waits any more when the answer cannot be handed over.
        let take = move |path: Option<FilePath>| drop(answer.send(path));
        match pick.purpose {
            FilePurpose::Import => dialog
                .set_title("Import a CSV file")
                .add_filter("CSV and text files", &["csv", "tsv", "txt"])
                .add_filter("All files", &["*"])
                .pick_file(take),
            FilePurpose::Export => dialog
                .set_title("Save as CSV")
                .add_filter("CSV files", &["csv"])
                .save_file(take),
            FilePurpose::Attachment => dialog.set_title("Attach a file").pick_file(take),
            FilePurpose::Save => dialog.set_title("Save the file").save_file(take),
            FilePurpose::Workspace => dialog.set_title("Open a workspace").pick_folder(take),
        }
        Box::pin(async move { answered.await.ok().flatten().and_then(|path| path.into_path().ok()) })
    }

    fn apply_settings(&self, settings: &Settings) -> Option<String> {
        launcher::register(&self.app, &settings.launcher_shortcut).err()
    }

    fn hide_launcher(&self) {
        launcher::hide(&self.app);
    }

    fn show_main(&self) {
        windows::show_main(&self.app);
    }

    fn show_confirmation(&self) {
        confirmation::show(&self.app);
    }

    fn hide_confirmation(&self) {
        confirmation::hide(&self.app);
    }

    fn notify(&self, title: &str, body: &str) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send + '_>> {
        let (title, body) = (title.to_owned(), body.to_owned());
        Box::pin(async move { notifications::show(&self.app, &title, &body).await })
    }

    fn open_url(&self, url: &str) -> Result<(), String> {
        opener::open(url)
    }
}
