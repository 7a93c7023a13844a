//! The encrypted workspace file: SQLCipher through sqlx, with sqlite-vec in the same library. Reads are typed, and one
//! write path takes a [`workestra_core::Grant`] and leaves changes. No other crate names sqlx or the keychain.

mod api;
mod clock;
mod error;
mod op;
mod recovery_code;
mod store;
mod timeline;

pub use api::{
    FedChange, IdentifierKey, IdentifierMatch, IndexKey, ListPage, ListQuery, Problem, StoredEntity, TagCount,
    TextToEmbed, Touched, VectorCounts, VectorOf, Visit, WorkspaceInfo,
};
pub use clock::Clock;
pub use error::{OpError, OpenError, StoreError, WriteError};
pub use op::{Acts, Applied, Kept, LinkId, NoteId, Op, Undone, Written};
pub use recovery_code::RecoveryCode;
pub use store::{Custody, Opening, RecoveryCost, Store, Unlock, Writing};
pub use timeline::{KindCount, Link, NotesText, StageVisit, TimelineEntry, TimelineKind, TitleOf};

/// Numbers in a vector.
pub const VECTOR_DIMENSIONS: usize = 384;
