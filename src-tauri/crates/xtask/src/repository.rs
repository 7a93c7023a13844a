//! Where things are in the checkout, so that no other file builds paths out of string pieces.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The checkout that this `cargo xtask` was started in.
pub struct Repository {
    root: PathBuf,
    target: PathBuf,
}

impl Repository {
    /// Finds the checkout from where this crate lies in it.
    ///
    /// # Errors
    /// When the folder that cargo names does not lie three levels below a workspace.
    pub fn find() -> Result<Self> {
        // Cargo sets the variable when it runs us; the compile-time value serves a binary started by hand.
        let manifest =
            env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest
            .ancestors()
            .nth(3)
            .filter(|root| root.join("Cargo.lock").is_file())
            .with_context(|| {
                format!(
                    "no workspace above {}: start this as `cargo xtask` inside the checkout",
                    manifest.display()
                )
            })?
            .to_path_buf();
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => root.join(folder),
            None => root.join("target"),
        };
        Ok(Self { root, target })
    }

    /// The folder with the workspace's `Cargo.toml`.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The web view's sources.
    pub fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// Where the embedding model's files go; never committed.
    pub fn model(&self) -> PathBuf {
        self.root.join("models").join("all-MiniLM-L6-v2")
    }

    /// Where a step leaves what it found out, by its file's name.
    pub fn finding(&self, name: &str) -> PathBuf {
        self.target.join(name)
    }

    /// A program that cargo built, by its name without suffix.
    pub fn built(&self, name: &str, release: bool) -> PathBuf {
        let profile = if release { "release" } else { "debug" };
        self.target
            .join(profile)
            .join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }
}
