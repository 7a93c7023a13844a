//! The shapes that reads are asked with and answer with.

use std::path::PathBuf;

use uuid::Uuid;
use workestra_core::query::Query;
use workestra_core::{Change, Entity, Kind, UtcMillis, WorkspaceId};

/// What a workspace says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkspaceInfo {
    /// Identity.
    pub id: WorkspaceId,
    /// The name people gave it.
    pub name: String,
    /// When it was made.
    pub created_at: UtcMillis,
    /// Its folder.
    pub path: PathBuf,
}

/// An entity with the number that search keys its documents by. Numbers count up with creation and are never reused.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredEntity {
    /// The document key.
    pub num: i64,
    /// The entity.
    pub entity: Entity,
}

/// A page of a list to read.
#[derive(Debug, Clone)]
pub struct ListQuery<'a> {
    /// The kind.
    pub kind: Kind,
    /// Filters, and words that must occur in the title. Trash and archive only when a filter asks for them.
    pub query: &'a Query,
    /// Columns with whether largest first: keys of sortable fields, `reference`, `created_at`, `updated_at`, or `title`
    /// for the entity's title (`field:title` is the field of that key). Entities without a value come last either way,
    /// numbers break ties.
    pub sort: &'a [(String, bool)],
    /// How many to pass over.
    pub offset: u32,
    /// At most this many.
    pub limit: u32,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ListPage {
    /// In order.
    pub entities: Vec<Entity>,
    /// How many match in all.
    pub total: i64,
}

/// An identifier to look up, as typed: in any case, with or without accents, phones in any format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdentifierKey {
    /// An email address.
    Email(String),
    /// A phone number of at least seven digits, with or without its country code.
    Phone(String),
    /// A person's full name, in either order.
    Name(String),
    /// The domain of a web or email address.
    Domain(String),
    /// The whole title of an entity that is no person.
    Title(String),
}

/// An entity that has an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct IdentifierMatch {
    /// Index of the key in what was asked.
    pub key: usize,
    /// The entity's document key.
    pub num: i64,
    /// Its kind.
    pub kind: Kind,
    /// Whether it is neither archived nor in the trash.
    pub live: bool,
}

/// A change with the document key of its entity.
#[derive(Debug, Clone, PartialEq)]
pub struct FedChange {
    /// The entity's document key.
    pub num: i64,
    /// The change.
    pub change: Change,
}

/// The entities that changes touched, for the indexer: what became of them is read from the entities themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// Document keys, each once. One that [`crate::Store::entities_by_num`] does not know was deleted for good.
    pub nums: Vec<i64>,
    /// The sequence number up to which these are all.
    pub upto: i64,
}

/// A text to embed.
#[derive(Debug, Clone, PartialEq)]
pub struct TextToEmbed {
    /// The entity's document key.
    pub num: i64,
    /// The entity: what is embedded elsewhere than on this device is made of its fields, not of the text.
    pub entity: Entity,
    /// The text, of at most 2,000 characters; never empty.
    pub text: String,
    /// Names the text; goes back with the vector.
    pub hash: i64,
}

/// A vector made from a [`TextToEmbed`].
#[derive(Debug, Clone, Copy)]
pub struct VectorOf<'a> {
    /// The entity's document key.
    pub num: i64,
    /// That of the text. The vector is dropped when the text has changed since.
    pub hash: i64,
    /// [`crate::VECTOR_DIMENSIONS`] numbers of unit length.
    pub vector: &'a [f32],
}

/// How far the vectors are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VectorCounts {
    /// Entities outside the trash that have their vector.
    pub have: u64,
    /// Entities outside the trash.
    pub want: u64,
}

/// A tag and how many entities carry it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagCount {
    /// As first written.
    pub tag: String,
    /// Entities with it, those in trash and archive included.
    pub uses: i64,
}

/// How often and how lately an entity was opened.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Visit {
    /// The document key.
    pub num: i64,
    /// 0 to 1; halves in ten days.
    pub frecency: f32,
    /// When last.
    pub at: UtcMillis,
}

/// Something that `verify` found wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What was checked: `file`, `references`, `columns`, `identifiers`, `changes`, `vectors`, `counts`.
    pub check: &'static str,
    /// What is wrong, naming entities by reference only.
    pub message: String,
}

/// The subkey of the search index. Serves nothing else.
pub struct IndexKey(pub(crate) zeroize::Zeroizing<[u8; 32]>);

impl IndexKey {
    /// The key's bytes.
    #[must_use]
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }
}

/// A new id for a note or link.
pub(crate) fn new_id() -> Uuid {
    Uuid::now_v7()
}
