//! `keys.json`: the slots from which the data key comes back. It holds nothing secret and nothing of the content.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use argon2::{Algorithm, Argon2, Params, Version};
use rand::CryptoRng;
use serde::{Deserialize, Serialize};
use workestra_core::WorkspaceId;
use zeroize::Zeroizing;

use crate::connect::DataKey;
use crate::custody::RecoveryCost;
use crate::error::OpenError;
use crate::recovery_code::RecoveryCode;
use crate::seal::{Sealed, hex, unhex};

const FILE: &str = "keys.json";

/// Of the file's layout; a larger number was written by a newer Workestra.
const FORMAT: u32 = 1;

/// What a damaged or forged file may make a guess cost at most.
const MOST_MEMORY_KIB: u32 = 1024 * 1024;
const MOST_PASSES: u32 = 16;

/// The file's content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KeyFile {
    format: u32,
    /// Bound into every slot.
    pub(crate) workspace: WorkspaceId,
    /// Under the key in the keychain.
    pub(crate) keychain: Option<Sealed>,
    /// Under the recovery code.
    pub(crate) recovery: RecoverySlot,
}

/// The data key under the recovery code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RecoverySlot {
    salt: String,
    memory_kib: u32,
    passes: u32,
    sealed: Sealed,
}

#[derive(Deserialize)]
struct FormatOnly {
    format: u32,
}

impl KeyFile {
    /// A file without slots but the recovery code's.
    pub(crate) const fn new(workspace: WorkspaceId, recovery: RecoverySlot) -> Self {
        Self {
            format: FORMAT,
            workspace,
            keychain: None,
            recovery,
        }
    }

    /// Reads the file of a workspace folder.
    pub(crate) fn read(dir: &Path) -> Result<Self, OpenError> {
        let path = path(dir);
        let text = fs::read(&path).map_err(|source| OpenError::Unreadable {
            path: path.clone(),
            source,
        })?;
        let damaged = |what: &str| OpenError::Damaged(format!("{FILE}: {what}"));
        let format: FormatOnly = serde_json::from_slice(&text).map_err(|error| damaged(&error.to_string()))?;
        if format.format > FORMAT {
            return Err(OpenError::NewerSchema);
        }
        let file: Self = serde_json::from_slice(&text).map_err(|error| damaged(&error.to_string()))?;
        let slots = file.keychain.iter().chain([&file.recovery.sealed]);
        if !slots.into_iter().all(Sealed::is_well_formed) {
            return Err(damaged("a slot is cut short"));
        }
        let cost = &file.recovery;
        if cost.memory_kib > MOST_MEMORY_KIB || cost.passes > MOST_PASSES {
            return Err(damaged(
                "the recovery slot asks for more memory than any Workestra writes",
            ));
        }
        Ok(file)
    }

    /// Writes the file so that a crash leaves the old or the new one, whole.
    pub(crate) fn write(&self, dir: &Path) -> Result<(), OpenError> {
        let path = path(dir);
        let unreadable = |source| OpenError::Unreadable {
            path: path.clone(),
            source,
        };
        let text = serde_json::to_vec_pretty(self).map_err(|error| unreadable(error.into()))?;
        let new = dir.join("keys.json.new");
        let mut file = File::create(&new).map_err(unreadable)?;
        file.write_all(&text).map_err(unreadable)?;
        file.sync_all().map_err(unreadable)?;
        drop(file);
        fs::rename(&new, &path).map_err(unreadable)?;
        sync_dir(dir).map_err(unreadable)
    }
}

impl RecoverySlot {
    /// Wraps the data key under a recovery code. Takes as long as `cost` says.
    pub(crate) fn seal(
        key: &DataKey,
        code: &RecoveryCode,
        workspace: WorkspaceId,
        cost: RecoveryCost,
        random: &mut impl CryptoRng,
    ) -> Option<Self> {
        let mut salt = [0_u8; 16];
        random.fill_bytes(&mut salt);
        let under = stretch(code.expose(), &salt, cost)?;
        Some(Self {
            salt: hex(&salt),
            memory_kib: cost.memory_kib,
            passes: cost.passes,
            sealed: Sealed::seal(key, &under, workspace, random)?,
        })
    }

    /// What a guess at the code costs.
    pub(crate) const fn cost(&self) -> RecoveryCost {
        RecoveryCost {
            memory_kib: self.memory_kib,
            passes: self.passes,
        }
    }

    /// The data key; none when the code is not the right one.
    pub(crate) fn open(&self, code: &str, workspace: WorkspaceId) -> Option<DataKey> {
        let under = stretch(code, &unhex(&self.salt)?, self.cost())?;
        self.sealed.open(&under, workspace)
    }
}

/// The key that a code stretches to; none for a text that is no code.
fn stretch(code: &str, salt: &[u8], cost: RecoveryCost) -> Option<Zeroizing<[u8; 32]>> {
    let bits = RecoveryCode::read(code)?;
    let params = Params::new(cost.memory_kib, cost.passes, 1, Some(32)).ok()?;
    let mut key = Zeroizing::new([0_u8; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(bits.as_ref(), salt, key.as_mut())
        .ok()?;
    Some(key)
}

/// The file of a workspace folder.
pub(crate) fn path(dir: &Path) -> PathBuf {
    dir.join(FILE)
}

/// Makes the names in a folder lasting, where the system has a way to.
pub(crate) fn sync_dir(dir: &Path) -> std::io::Result<()> {
    if cfg!(unix) {
        File::open(dir)?.sync_all()
    } else {
        Ok(())
    }
}
