//! From the crates' errors to what a command answers.

use workestra_core::Denied;
use workestra_core::parse::FieldIssue;
use workestra_search::SearchError;
use workestra_store::{OpError, OpenError, StoreError, WriteError};
use workestra_transfer::TransferError;

use crate::api::{BlockedReason, CommandError, ErrorCode};

impl CommandError {
    /// A failure without refused fields.
    #[must_use]
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            fields: Vec::new(),
        }
    }

    /// There is no such thing.
    #[must_use]
    pub fn not_found(what: impl Into<String>) -> Self {
        Self::new(ErrorCode::NotFound, what)
    }

    /// Values that the declaration refuses.
    #[must_use]
    pub fn fields(fields: Vec<FieldIssue>) -> Self {
        let message = fields.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
        Self {
            code: ErrorCode::InvalidFields,
            message,
            fields,
        }
    }
}

impl From<Denied> for CommandError {
    fn from(denied: Denied) -> Self {
        Self::new(ErrorCode::Denied, denied.to_string())
    }
}

impl From<StoreError> for CommandError {
    fn from(error: StoreError) -> Self {
        let code = match error {
            StoreError::NoSuchColumn(_) => ErrorCode::InvalidArguments,
            StoreError::NoSuchEntity(_) => ErrorCode::NotFound,
            StoreError::Database(_) | StoreError::Corrupt(_) => ErrorCode::Failed,
        };
        Self::new(code, error.to_string())
    }
}

impl From<WriteError> for CommandError {
    fn from(error: WriteError) -> Self {
        let code = match error {
            WriteError::Refused(refused) => return refused.into(),
            WriteError::Store(error) => return error.into(),
            WriteError::DiskFull => ErrorCode::Failed,
        };
        Self::new(code, error.to_string())
    }
}

impl From<OpError> for CommandError {
    fn from(error: OpError) -> Self {
        let message = error.to_string();
        let code = match error {
            OpError::Invalid(fields) => return Self::fields(fields),
            OpError::Denied(_) => ErrorCode::Denied,
            OpError::Stale { .. } => ErrorCode::Stale,
            OpError::NoSuchEntity(_) | OpError::NotThere(_) => ErrorCode::NotFound,
            OpError::Unwilling(_) | OpError::Senseless(_) => ErrorCode::InvalidArguments,
        };
        Self::new(code, message)
    }
}

impl From<OpenError> for CommandError {
    fn from(error: OpenError) -> Self {
        let code = match error {
            OpenError::Owned { .. } => ErrorCode::Busy,
            OpenError::NoWorkspace(_) => ErrorCode::NotFound,
            OpenError::Exists(_) => ErrorCode::InvalidArguments,
            _ => ErrorCode::Failed,
        };
        Self::new(code, error.to_string())
    }
}

/// Which screen a failed opening shows.
pub(crate) const fn blocked_reason(error: &OpenError) -> BlockedReason {
    match error {
        OpenError::NoKeychain(_) => BlockedReason::NoKeychain,
        OpenError::KeychainLocked => BlockedReason::KeychainLocked,
        OpenError::KeyMissing | OpenError::WrongRecoveryCode => BlockedReason::KeyMissing,
        OpenError::NewerSchema => BlockedReason::NewerSchema,
        OpenError::Damaged(_) => BlockedReason::Damaged,
        OpenError::Owned { .. } => BlockedReason::Owned,
        OpenError::Exists(_)
        | OpenError::NoWorkspace(_)
        | OpenError::Unreadable { .. }
        | OpenError::DiskFull
        | OpenError::Store(_) => BlockedReason::Unreadable,
    }
}

impl From<TransferError> for CommandError {
    fn from(error: TransferError) -> Self {
        let code = match error {
            TransferError::Cancelled => ErrorCode::Cancelled,
            TransferError::Read { .. } | TransferError::Write(_) => ErrorCode::Failed,
            TransferError::Empty(_)
            | TransferError::UnknownEncoding(_)
            | TransferError::BadDelimiter(_)
            | TransferError::UnknownField { .. }
            | TransferError::FieldTwice { .. } => ErrorCode::InvalidArguments,
        };
        Self::new(code, error.to_string())
    }
}

impl From<SearchError> for CommandError {
    fn from(error: SearchError) -> Self {
        Self::new(ErrorCode::Failed, error.to_string())
    }
}
