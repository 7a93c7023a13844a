//! What can go wrong, told apart only where someone acts on it.

use std::path::PathBuf;

use workestra_core::parse::FieldIssue;
use workestra_core::{EntityId, EntityRef};

/// Why a workspace did not open or could not be made.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// No keychain service runs.
    #[error("no keychain can be reached ({0}): start the desktop's keychain, or use the recovery code")]
    NoKeychain(String),
    /// The keychain is there but locked, or has no collection to keep secrets in.
    #[error("the keychain is locked: unlock it and try again, or use the recovery code")]
    KeychainLocked,
    /// The keychain works and has no key for this workspace, or one that does not fit.
    #[error("the keychain has no key for this workspace: use the recovery code")]
    KeyMissing,
    /// The typed recovery code is not this workspace's.
    #[error("this is not the recovery code of this workspace: check each group")]
    WrongRecoveryCode,
    /// Written by a newer Workestra.
    #[error("the workspace was written by a newer version of Workestra: update Workestra to open it")]
    NewerSchema,
    /// The database or the file of key slots is damaged.
    #[error("the workspace file is damaged ({0}): restore a backup")]
    Damaged(String),
    /// Another process has it open.
    #[error("the workspace is open in {program} (process {pid}): close it there first")]
    Owned {
        /// Its process id; 0 when it could not be read.
        pid: u32,
        /// Its program's name.
        program: String,
    },
    /// A workspace or a part of one is there already; nothing was touched.
    #[error("there is a workspace in {} already: open it, or choose another folder", .0.display())]
    Exists(PathBuf),
    /// There is no workspace in the folder.
    #[error("there is no workspace in {}", .0.display())]
    NoWorkspace(PathBuf),
    /// The folder or a file in it cannot be read or written.
    #[error("cannot use {}: {source}", path.display())]
    Unreadable {
        /// The folder or file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The disk is full.
    #[error("the disk is full: free some space and try again")]
    DiskFull,
    /// The database refused for another reason.
    #[error("the workspace file cannot be used: {0}")]
    Store(StoreError),
}

/// A read that failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database failed.
    #[error("reading the workspace failed: {0}")]
    Database(#[from] sqlx::Error),
    /// A stored value does not fit its declaration; `verify` says more.
    #[error("a stored value is damaged ({0}): run verify")]
    Corrupt(String),
    /// There is no such sort column.
    #[error("“{0}” is no column to sort by")]
    NoSuchColumn(String),
    /// There is no such entity.
    #[error("there is no {0} in this workspace")]
    NoSuchEntity(String),
}

/// Why one operation was refused. Nothing of it was written, and the others are not touched by it.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum OpError {
    /// The grant does not cover it.
    #[error("this needs leave to {0}: ask an administrator of this workspace")]
    Denied(&'static str),
    /// Values that the declaration refuses, or that another entity has where they must be unique.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Invalid(Vec<FieldIssue>),
    /// Fields that the patch sets were changed since the revision it was made against.
    #[error("{reference} was changed meanwhile ({}): look at it again", fields.join(", "))]
    Stale {
        /// The entity.
        reference: EntityRef,
        /// Labels of the fields.
        fields: Vec<String>,
    },
    /// There is no such entity.
    #[error("there is no entity {0} in this workspace")]
    NoSuchEntity(EntityId),
    /// There is no such note or link.
    #[error("the {0} is not there any more")]
    NotThere(&'static str),
    /// An email to people who asked not to be contacted, which nobody said was meant; their names.
    #[error("{} asked not to be contacted: write only if there is a reason to, and say that it is meant", .0.join(" and "))]
    Unwilling(Vec<String>),
    /// Makes no sense, such as a link of an entity to itself.
    #[error("{0}")]
    Senseless(String),
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// An operation was refused; the whole set was rolled back.
    #[error(transparent)]
    Refused(#[from] OpError),
    /// The disk is full; what was there is untouched.
    #[error("the disk is full: nothing was written; free some space and try again")]
    DiskFull,
    /// The database failed; nothing was written.
    #[error("writing the workspace failed, nothing was changed: {0}")]
    Store(#[source] StoreError),
}

impl From<StoreError> for WriteError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Database(error) => error.into(),
            other => Self::Store(other),
        }
    }
}

impl From<sqlx::Error> for WriteError {
    fn from(error: sqlx::Error) -> Self {
        if is_disk_full(&error) {
            Self::DiskFull
        } else {
            Self::Store(StoreError::Database(error))
        }
    }
}

impl From<StoreError> for OpenError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Database(error) => error.into(),
            StoreError::Corrupt(what) => Self::Damaged(what),
            other => Self::Store(other),
        }
    }
}

impl From<sqlx::Error> for OpenError {
    fn from(error: sqlx::Error) -> Self {
        if is_disk_full(&error) {
            return Self::DiskFull;
        }
        match primary_code(&error) {
            Some(CORRUPT | NOT_A_DATABASE) => Self::Damaged(error.to_string()),
            _ => Self::Store(error.into()),
        }
    }
}

const CORRUPT: i32 = 11;
const FULL: i32 = 13;
const NOT_A_DATABASE: i32 = 26;

/// SQLite's primary result code behind an error, when there is one.
pub(crate) fn primary_code(error: &sqlx::Error) -> Option<i32> {
    let sqlx::Error::Database(error) = error else {
        return None;
    };
    error.code()?.parse::<i32>().ok().map(|code| code & 0xff)
}

fn is_disk_full(error: &sqlx::Error) -> bool {
    primary_code(error) == Some(FULL)
}
