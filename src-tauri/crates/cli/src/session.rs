//! The workspace that a command works on.

use std::path::PathBuf;

use anyhow::Context as _;
use workestra_core::{Grant, Policy, Verb};
use workestra_engine::headless::{self, Key};
use workestra_engine::{Open, Paths};

/// Which workspace, and the way in.
pub(crate) struct Session {
    pub(crate) workspace: PathBuf,
    pub(crate) recovery_code_file: Option<PathBuf>,
}

impl Session {
    /// Opens the workspace, with the recovery code when a file with one is named, else with the keychain.
    pub(crate) async fn open(&self) -> anyhow::Result<Open> {
        let code = match &self.recovery_code_file {
            Some(file) => Some(
                std::fs::read_to_string(file)
                    .with_context(|| format!("the recovery code in {} cannot be read", file.display()))?,
            ),
            None => None,
        };
        let key = code
            .as_deref()
            .map_or(Key::Keychain, |code| Key::RecoveryCode(code.trim()));
        headless::open(&self.workspace, key, Paths::find_model(None))
            .await
            .with_context(|| format!("{} was not opened", self.workspace.display()))
    }
}

/// Leave for the workspace's member to do this.
pub(crate) fn grant(open: &Open, verb: Verb) -> anyhow::Result<Grant> {
    Ok(Policy::grant(&open.me(), verb, None)?)
}
