//! The composition root: opens a workspace, owns background work, and answers the one list of commands.

pub mod api;
pub mod commands;
mod engine;
mod error;
pub mod headless;
mod host;
mod import;
mod jobs;
mod open;
mod paths;
mod registry;
mod settings;
#[cfg(test)]
mod test_desktop;

pub use commands::Window;
pub use commands::dispatch::dispatch;
pub use engine::Engine;
pub use host::{Headless, Host};
pub use import::{ImportError, Imported, Importing, write_made_up};
pub use open::Open;
pub use open::{import_sentence, save_rejects};
pub use paths::Paths;
pub use workestra_extract::serve_if_asked as serve_extraction;
pub use workestra_store::Custody;
pub use workestra_transfer::Cancel;
