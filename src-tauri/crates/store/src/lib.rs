//! The encrypted workspace file: SQLCipher through sqlx, with sqlite-vec in the same library. Reads are typed, and one
//! write path takes a [`workestra_core::Grant`] and leaves changes. No other crate names sqlx or the keychain.

mod access;
mod actors;
mod api;
mod audit;
mod board;
mod catalog;
mod clock;
mod condition;
mod confirmation;
mod connect;
mod conversation;
mod counted;
mod counts;
mod custody;
mod dismissal;
mod draft;
mod duplicates;
mod effect;
mod email;
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
mod secret;
mod settings;
mod sql;
mod store;
mod summary;
mod table;
mod template;
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
pub use audit::{AuditAction, AuditCheck, AuditEntry, AuditPayload, AuditRow, Audited, Origin};
pub use board::{CurrencySum, StageTotal};
pub use clock::Clock;
pub use confirmation::{Confirmation, ConfirmationState, Lapse, NewConfirmation, Opened};
pub use conversation::{Conversation, ConversationId, Message, MessageId, MessageRole, NewMessage};
pub use custody::{Custody, RecoveryCost};
pub use dismissal::Dismissal;
pub use draft::TextDraft;
pub use duplicates::{Alike, Duplicate, DuplicateGroup};
pub use effect::{Effect, comparable};
pub use email::{Email, EmailId, EmailRecipient, EmailState};
pub use error::{OpError, OpenError, StoreError, WriteError};
pub use file::{AttachedFile, FileId};
pub use fold::folded;
pub use op::{Acts, Applied, Kept, LinkId, NewFile, NoteId, Op, Undone, Written};
pub use open::{Opening, Unlock};
pub use recovery_code::RecoveryCode;
pub use reminders::DueReminders;
pub use secret::SecretError;
pub use store::Store;
pub use template::{EmailTemplate, TemplateId};
pub use timeline::{KindCount, Link, NotesText, StageVisit, TimelineEntry, TitleOf};
pub use workestra_core::TimelineKind;
pub use write::{EmailFailure, Executed, Execution, NewEmail, Rehearsed, StandingSet, Writing};

/// Numbers in a vector.
pub const VECTOR_DIMENSIONS: usize = 384;
