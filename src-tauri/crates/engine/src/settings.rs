//! Settings of this machine's person, in `settings.json`.

use std::fs;
use std::io;
use std::path::Path;

use crate::api::Settings;

/// The settings; the default ones when there are none, and when the file cannot be read as settings, which is said in
/// the log and leaves the file as it is until the next change.
pub(crate) fn load(config: &Path) -> Settings {
    let file = config.join("settings.json");
    match fs::read(&file) {
        Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or_else(|error| {
            tracing::warn!(%error, "settings.json could not be read; the default settings are used");
            Settings::default()
        }),
        Err(_) => Settings::default(),
    }
}

/// Writes the settings.
pub(crate) fn save(config: &Path, settings: &Settings) -> io::Result<()> {
    let mut stored = settings.clone();
    stored.launcher_problem = None;
    write_whole(&config.join("settings.json"), &serde_json::to_vec_pretty(&stored)?)
}

/// Replaces a file as a whole or not at all.
pub(crate) fn write_whole(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = file
        .parent()
        .ok_or_else(|| io::Error::other("a file without a folder"))?;
    fs::create_dir_all(folder)?;
    let mut fresh = tempfile::NamedTempFile::new_in(folder)?;
    io::Write::write_all(&mut fresh, bytes)?;
    fresh.as_file().sync_all()?;
    fresh.persist(file).map_err(|error| error.error)?;
    Ok(())
}
