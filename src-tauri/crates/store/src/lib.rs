//! The encrypted workspace file: SQLCipher through sqlx, with sqlite-vec in the same library. Reads are typed, and one
//! write path takes a [`workestra_core::Grant`] and leaves changes. No other crate names sqlx or the keychain.

mod actors;
mod api;
mod board;
mod catalog;
mod clock;
mod condition;
mod connect;
mod counts;
mod custody;
mod draft;
mod duplicates;
mod entity;
mod error;
mod feed;
mod field_condition;
mod file;
mod fold;
mod function;
mod identifier;
mod keyfile;
mod list;
mod lock;
mod op;
mod open;
mod order;
mod process;
mod recovery;
mod recovery_code;
mod reminders;
mod seal;
mod settings;
mod sql;
mod store;
mod table;
#[cfg(test)]
mod test_workspace;
mod timeline;
mod vectors;
mod verify;
mod view;
mod visits;
mod write;
mod writer;

pub use api::{
    FedChange, IdentifierKey, IdentifierMatch, IndexKey, ListPage, ListQuery, Problem, StoredEntity, TagCount,
    TextToEmbed, Touched, VectorCounts, VectorOf, Visit, WorkspaceInfo,
};
pub use board::{CurrencySum, StageTotal};
pub use clock::Clock;
pub use custody::{Custody, RecoveryCost};
pub use draft::TextDraft;
pub use duplicates::{Alike, Duplicate, DuplicateGroup};
pub use error::{OpError, OpenError, StoreError, WriteError};
pub use file::{AttachedFile, FileId};
pub use fold::folded;
pub use op::{Acts, Applied, Kept, LinkId, NewFile, NoteId, Op, Undone, Written};
pub use open::{Opening, Unlock};
pub use recovery_code::RecoveryCode;
pub use store::Store;
pub use timeline::{KindCount, Link, NotesText, StageVisit, TimelineEntry, TimelineKind, TitleOf};
pub use write::Writing;

/// Numbers in a vector.
pub const VECTOR_DIMENSIONS: usize = 384;
