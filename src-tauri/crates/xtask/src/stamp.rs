//! A note of the inputs that a step was last done with, so that an unchanged step is skipped.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// A fingerprint of files, in an order that does not depend on the file system.
#[derive(Default)]
pub struct Fingerprint {
    hasher: Sha256,
}

impl Fingerprint {
    /// Takes in a file, or every file below a folder, with their names. What is absent counts as absent.
    ///
    /// # Errors
    /// When something that is there cannot be read.
    pub fn path(mut self, path: &Path) -> Result<Self> {
        self.take(path)
            .with_context(|| format!("{} cannot be read", path.display()))?;
        Ok(self)
    }

    pub fn finish(self) -> String {
        hex(&self.hasher.finalize())
    }

    fn take(&mut self, path: &Path) -> io::Result<()> {
        if path.is_dir() {
            let mut inside = fs::read_dir(path)?
                .map(|entry| entry.map(|entry| entry.path()))
                .collect::<io::Result<Vec<PathBuf>>>()?;
            inside.sort();
            return inside.iter().try_for_each(|path| self.take(path));
        }
        self.hasher.update(path.as_os_str().as_encoded_bytes());
        self.hasher.update([0]);
        if path.exists() {
            let bytes = fs::read(path)?;
            self.hasher.update(bytes.len().to_le_bytes());
            self.hasher.update(&bytes);
        }
        Ok(())
    }
}

/// The file that remembers a fingerprint.
pub struct Stamp {
    file: PathBuf,
}

impl Stamp {
    pub fn at(file: PathBuf) -> Self {
        Self { file }
    }

    pub fn says(&self, fingerprint: &str) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|noted| noted == fingerprint)
    }

    /// # Errors
    /// When the note cannot be written.
    pub fn note(&self, fingerprint: &str) -> Result<()> {
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        }
        fs::write(&self.file, fingerprint).with_context(|| format!("{} cannot be written", self.file.display()))
    }
}

/// The SHA-256 of a file's bytes, in hexadecimal.
///
/// # Errors
/// When the file cannot be read.
pub fn sha256(path: &Path) -> Result<String> {
    let unreadable = || format!("{} cannot be read", path.display());
    let mut file = File::open(path).with_context(unreadable)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 20];
    loop {
        match file.read(&mut buffer).with_context(unreadable)? {
            0 => return Ok(hex(&hasher.finalize())),
            read => hasher.update(&buffer[..read]),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is wrong")]

    use super::*;

    fn of(folder: &Path) -> String {
        Fingerprint::default().path(folder).unwrap().finish()
    }

    #[test]
    fn a_fingerprint_changes_with_content_and_names_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("inner")).unwrap();
        fs::write(folder.path().join("inner/a"), "one").unwrap();
        let before = of(folder.path());
        fs::write(folder.path().join("inner/a"), "one").unwrap();
        assert_eq!(of(folder.path()), before, "a new time alone is no change");
        fs::write(folder.path().join("inner/a"), "two").unwrap();
        assert_ne!(of(folder.path()), before);
        fs::write(folder.path().join("inner/a"), "one").unwrap();
        fs::rename(folder.path().join("inner/a"), folder.path().join("inner/b")).unwrap();
        assert_ne!(of(folder.path()), before, "a renamed file is a change");
    }

    #[test]
    fn a_stamp_holds_for_its_own_fingerprint_only() {
        let folder = tempfile::tempdir().unwrap();
        let stamp = Stamp::at(folder.path().join("deep/stamp"));
        assert!(!stamp.says("a"), "an absent note says nothing");
        stamp.note("a").unwrap();
        assert!(stamp.says("a") && !stamp.says("b"));
    }

    #[test]
    fn a_file_has_its_published_hash() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("abc");
        fs::write(&file, "abc").unwrap();
        // The example of FIPS 180-4.
        assert_eq!(
            sha256(&file).unwrap(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
