//! One process owns a workspace.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::OpenError;

const FILE: &str = "owner.lock";

/// Held while the workspace is open; the system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub(crate) struct OwnerLock {
    file: File,
}

/// Who holds the lock, for the others to read.
#[derive(Debug, Serialize, Deserialize)]
struct Owner {
    pid: u32,
    program: String,
}

impl OwnerLock {
    /// Takes the lock of a workspace folder.
    ///
    /// # Errors
    /// [`OpenError::Owned`] when another process has it.
    pub(crate) fn take(dir: &Path) -> Result<Self, OpenError> {
        let path = dir.join(FILE);
        let unreadable = |source| OpenError::Unreadable {
            path: path.clone(),
            source,
        };
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(unreadable)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let owner = read_owner(&mut file);
                return Err(OpenError::Owned {
                    pid: owner.pid,
                    program: owner.program,
                });
            }
            Err(TryLockError::Error(source)) => return Err(unreadable(source)),
        }
        let owner = Owner {
            pid: std::process::id(),
            program: program(),
        };
        // Who owns it is a courtesy; the lock itself holds without it.
        if let Err(error) = write_owner(&mut file, &owner) {
            tracing::warn!(%error, "the owner of the workspace could not be noted");
        }
        Ok(Self { file })
    }
}

impl Drop for OwnerLock {
    fn drop(&mut self) {
        let _ = self.file.set_len(0);
        let _ = self.file.unlock();
    }
}

fn write_owner(file: &mut File, owner: &Owner) -> std::io::Result<()> {
    file.set_len(0)?;
    file.seek(SeekFrom::Start(0))?;
    file.write_all(&serde_json::to_vec(owner)?)
}

fn read_owner(file: &mut File) -> Owner {
    let mut text = String::new();
    let read = file.read_to_string(&mut text).ok();
    read.and_then(|_| serde_json::from_str(&text).ok()).unwrap_or(Owner {
        pid: 0,
        program: "another program".to_owned(),
    })
}

fn program() -> String {
    std::env::current_exe()
        .ok()
        .as_deref()
        .and_then(Path::file_stem)
        .map_or_else(|| "workestra".to_owned(), |name| name.to_string_lossy().into_owned())
}
