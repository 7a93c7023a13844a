//! The files of a user who exists for one test.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

/// Settings, data and caches of their own, removed afterwards. The key ring is the session's: entries in it are
/// named by workspace, so users do not meet there.
pub struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    /// # Errors
    /// When the folders cannot be made.
    pub fn fresh() -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("workestra-e2e-").tempdir()?;
        let home = Self { folder };
        for (_, path) in home.variables() {
            fs::create_dir(&path).with_context(|| format!("{} cannot be made", path.display()))?;
        }
        Ok(home)
    }

    /// A file of this user's, beside what the program keeps.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn file(&self, name: &str, content: &str) -> Result<PathBuf> {
        let path = self.folder.path().join(name);
        fs::write(&path, content).with_context(|| format!("{} cannot be written", path.display()))?;
        Ok(path)
    }

    /// What tells a program where these folders are.
    pub fn variables(&self) -> [(&'static str, PathBuf); 4] {
        [
            ("XDG_DATA_HOME", self.folder.path().join("data")),
            ("XDG_CONFIG_HOME", self.folder.path().join("config")),
            ("XDG_STATE_HOME", self.folder.path().join("state")),
            ("XDG_CACHE_HOME", self.folder.path().join("cache")),
        ]
    }
}
