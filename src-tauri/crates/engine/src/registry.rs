//! The workspaces known on this machine, in `workspaces.json`, the last used first.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use workestra_core::WorkspaceId;

use crate::settings::write_whole;

/// A known workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Known {
    pub(crate) id: WorkspaceId,
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    #[serde(default)]
    pub(crate) sample: bool,
}

/// All of them; none when the file is missing or cannot be read, and then a workspace is found again by its folder.
pub(crate) fn load(config: &Path) -> Vec<Known> {
    let Ok(bytes) = fs::read(config.join("workspaces.json")) else {
        return Vec::new();
    };
    serde_json::from_slice(&bytes).unwrap_or_else(|error| {
        tracing::warn!(%error, "workspaces.json could not be read; open a workspace by its folder");
        Vec::new()
    })
}

/// Puts a workspace first.
pub(crate) fn remember(config: &Path, workspace: Known) -> io::Result<()> {
    let mut all = load(config);
    all.retain(|known| known.id != workspace.id && known.path != workspace.path);
    all.insert(0, workspace);
    write_whole(&config.join("workspaces.json"), &serde_json::to_vec_pretty(&all)?)
}
