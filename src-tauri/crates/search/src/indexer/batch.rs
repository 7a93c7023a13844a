//! Entities read from the workspace file, with all that their documents are made of.

use std::collections::{HashMap, HashSet};

use workestra_store::{Store, StoreError, StoredEntity};

/// Some entities, and those that are gone.
pub struct Batch {
    /// As they are now.
    pub entities: Vec<StoredEntity>,
    /// Deleted for good.
    pub erased: Vec<i64>,
    /// Texts of notes by document key.
    pub notes: HashMap<i64, Vec<String>>,
    /// All changes up to this one are in it; 0 for a page.
    pub upto: i64,
}

impl Batch {
    /// The entities past a document key.
    pub async fn page(store: Store, after: i64, limit: usize) -> Result<Self, StoreError> {
        let entities = store.scan(after, limit).await?;
        Self::with_notes(&store, entities, Vec::new(), 0).await
    }

    /// The entities that changes past `seq` touched.
    pub async fn changes(store: Store, seq: i64, limit: usize) -> Result<Self, StoreError> {
        let touched = store.touched_since(seq, limit).await?;
        if touched.nums.is_empty() {
            return Self::with_notes(&store, Vec::new(), Vec::new(), touched.upto).await;
        }
        let entities = store.entities_by_num(&touched.nums).await?;
        let found: HashSet<i64> = entities.iter().map(|stored| stored.num).collect();
        let erased = touched.nums.into_iter().filter(|num| !found.contains(num)).collect();
        Self::with_notes(&store, entities, erased, touched.upto).await
    }

    async fn with_notes(
        store: &Store,
        entities: Vec<StoredEntity>,
        erased: Vec<i64>,
        upto: i64,
    ) -> Result<Self, StoreError> {
        let nums: Vec<i64> = entities.iter().map(|stored| stored.num).collect();
        let notes = if nums.is_empty() {
            Vec::new()
        } else {
            store.notes_text(&nums).await?
        };
        Ok(Self {
            entities,
            erased,
            notes: notes.into_iter().map(|notes| (notes.num, notes.texts)).collect(),
            upto,
        })
    }

    /// The largest document key; none when it is empty.
    pub fn last_num(&self) -> Option<i64> {
        self.entities.iter().map(|stored| stored.num).max()
    }

    /// Entities in it.
    pub fn len(&self) -> usize {
        self.entities.len() + self.erased.len()
    }
}
