//! The text index: what is in it, opening it, and reading it.

pub mod analyzer;
pub mod document;

use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, Schema as IndexSchema, TextFieldIndexing, TextOptions};
use tantivy::{Index, IndexReader, IndexSettings, ReloadPolicy};
use workestra_core::{Schema, WorkspaceId};

use crate::directory::{EncryptedDirectory, IndexKey};
use crate::error::SearchError;
use crate::lexical::lexicon::{Lexicon, NearWords};
use crate::shelf::{Facts, Shelf};
use analyzer::{EDGES, WORDS};

/// Raised when the analysis or the fields change: an index of another number is built again.
const FORMAT: u32 = 1;
/// Decrypted postings kept in memory.
const CACHE_BYTES: usize = 64 << 20;

/// Where the fields are. Nothing is stored but the entity's number; what a hit shows comes from the workspace file.
#[derive(Debug, Clone, Copy)]
pub struct Fields {
    /// The document key.
    pub num: Field,
    /// [`Facts`].
    pub facts: Field,
    /// Of the indexed texts, so that `verify` can tell a stale document.
    pub digest: Field,
    /// All searched words, those of weightier fields several times.
    pub words: Field,
    /// Beginnings of the words of short fields.
    pub edges: Field,
}

fn text_field(tokenizer: &str, record: IndexRecordOption) -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_index_option(record)
            .set_fieldnorms(true),
    )
}

fn layout() -> (IndexSchema, Fields) {
    let mut builder = IndexSchema::builder();
    let fields = Fields {
        num: builder.add_u64_field("num", FAST | INDEXED),
        facts: builder.add_u64_field("facts", FAST),
        digest: builder.add_u64_field("digest", FAST),
        words: builder.add_text_field("words", text_field(WORDS, IndexRecordOption::WithFreqsAndPositions)),
        edges: builder.add_text_field("edges", text_field(EDGES, IndexRecordOption::WithFreqs)),
    };
    (builder.build(), fields)
}

/// How far the index is; kept in its commits, so that it can always be brought up to date or be seen to be another's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// [`FORMAT`].
    format: u32,
    /// The workspace it was made from.
    workspace: WorkspaceId,
    /// Of the declarations it was made by.
    schema: String,
    /// All changes up to this one are in it.
    pub seq: i64,
    /// While it is being built: all entities up to this number are in it.
    pub scanned: Option<i64>,
}

impl Cursor {
    /// The cursor of an index that has nothing yet and is built from the state after change `seq`.
    #[must_use]
    pub fn start(workspace: WorkspaceId, schema: &Schema, seq: i64) -> Self {
        Self {
            format: FORMAT,
            workspace,
            schema: schema_digest(schema),
            seq,
            scanned: Some(0),
        }
    }

    /// Whether an index with this cursor can be brought up to date, instead of being built again.
    #[must_use]
    pub fn serves(&self, workspace: WorkspaceId, schema: &Schema, latest: i64) -> bool {
        self.format == FORMAT
            && self.workspace == workspace
            && self.schema == schema_digest(schema)
            && self.seq <= latest
    }
}

/// Names what documents derive from: the searched fields with their weights, and the stages in their order.
fn schema_digest(schema: &Schema) -> String {
    let mut hash = Sha256::new();
    for def in schema.kinds() {
        for stage in &def.stages {
            hash.update(format!("stage {}\n", stage.key));
        }
        for field in def.fields.iter().filter(|field| field.reaches_search()) {
            hash.update(format!("{} {:?} {:?}\n", field.key, field.search_weight, field.ty));
        }
    }
    hash.finalize()[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// An open text index.
pub struct TextIndex {
    /// The index.
    pub index: Index,
    /// Its fields.
    pub fields: Fields,
    reader: IndexReader,
    near: NearWords,
}

impl TextIndex {
    /// Opens the index in a folder, or makes an empty one.
    ///
    /// # Errors
    /// The folder cannot be used, or what is in it is damaged.
    pub fn open(folder: &Path, key: &[u8; 32]) -> Result<Self, SearchError> {
        let directory = EncryptedDirectory::open(folder, IndexKey::new(*key), CACHE_BYTES)?;
        let (schema, fields) = layout();
        let settings = IndexSettings::default();
        let index = if Index::exists(&directory).map_err(tantivy::TantivyError::from)? {
            let index = Index::open(directory)?;
            if index.schema() != schema {
                return Err(
                    tantivy::TantivyError::DataCorruption(tantivy::error::DataCorruption::comment_only(
                        "the index has other fields",
                    ))
                    .into(),
                );
            }
            index
        } else {
            Index::create(directory, schema, settings)?
        };
        analyzer::register(&index);
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self {
            index,
            fields,
            reader,
            near: NearWords::default(),
        })
    }

    /// The cursor of the last commit; none in a new index.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn cursor(&self) -> Result<Option<Cursor>, SearchError> {
        let payload = self.index.load_metas()?.payload;
        Ok(payload.and_then(|payload| serde_json::from_str(&payload).ok()))
    }

    /// Shows searches the last commit.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn reload(&self) -> Result<(), SearchError> {
        self.reader.reload()?;
        self.near.forget();
        Ok(())
    }

    /// The index as of the last [`Self::reload`].
    #[must_use]
    pub fn searcher(&self) -> tantivy::Searcher {
        self.reader.searcher()
    }

    /// The words of the index as of the last [`Self::reload`].
    #[must_use]
    pub fn lexicon(&self) -> Lexicon<'_> {
        Lexicon::new(self.searcher(), self.fields, &self.near)
    }

    /// Puts the facts of all documents on the shelf.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn fill(&self, shelf: &Shelf) -> Result<(), SearchError> {
        for segment in self.searcher().segment_readers() {
            let nums = segment.fast_fields().u64("num")?;
            let facts = segment.fast_fields().u64("facts")?;
            shelf.put_all(segment.doc_ids_alive().filter_map(|doc| {
                let num = i64::try_from(nums.first(doc)?).ok()?;
                Some((num, Some(Facts::from_bits(facts.first(doc)?)?)))
            }));
        }
        Ok(())
    }
}
