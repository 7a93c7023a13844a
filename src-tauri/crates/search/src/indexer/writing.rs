//! The writing end of the text index.

use std::collections::HashSet;
use std::sync::Arc;
use std::thread::available_parallelism;

use tantivy::{IndexWriter, Term};
use workestra_core::Schema;

use super::batch::Batch;
use crate::error::SearchError;
use crate::index::document::document;
use crate::index::{Cursor, TextIndex};
use crate::shared::Shared;

/// Memory of one indexing thread before it writes out what it has.
const HEAP: usize = 48 << 20;
/// More threads gain little: reading the workspace is then what is waited for.
const MOST_THREADS: usize = 4;

/// An index being written.
pub struct Writing {
    text: Arc<TextIndex>,
    writer: IndexWriter,
    shared: Arc<Shared>,
    schema: Arc<Schema>,
    /// Goes into the next commit.
    pub cursor: Cursor,
    /// Entities since the last commit.
    pub pending: usize,
    /// The cursor of the last commit.
    committed: Option<Cursor>,
    /// While building: entities indexed out of turn, because they changed.
    out_of_turn: HashSet<i64>,
    /// While building: whether an earlier run may have indexed entities out of turn.
    resumed: bool,
    /// Whether content was deleted for good and must leave the files.
    purge: bool,
}

impl Writing {
    /// Goes on from a cursor.
    pub fn start(
        text: Arc<TextIndex>,
        shared: Arc<Shared>,
        schema: Arc<Schema>,
        cursor: Cursor,
    ) -> Result<Self, SearchError> {
        let threads = available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
        let writer: IndexWriter = text.index.writer_with_num_threads(threads, threads * HEAP)?;
        // A killed process leaves files that no commit names. Those of deletions are named by a number that is given
        // again now, and nothing is written over: with them there, no commit would succeed any more.
        writer.garbage_collect_files().wait()?;
        let resumed = cursor.scanned.is_some_and(|scanned| scanned > 0);
        Ok(Self {
            committed: text.cursor()?,
            text,
            writer,
            shared,
            schema,
            cursor,
            pending: 0,
            out_of_turn: HashSet::new(),
            resumed,
            purge: false,
        })
    }

    /// Whether a document of this entity may be in the index.
    fn may_have(&self, num: i64) -> bool {
        match self.cursor.scanned {
            Some(scanned) => self.resumed || num <= scanned || self.out_of_turn.contains(&num),
            None => self.shared.shelf.get(num).is_some(),
        }
    }

    fn delete(&self, num: i64) {
        self.writer
            .delete_term(Term::from_field_u64(self.text.fields.num, num.unsigned_abs()));
    }

    /// Indexes the entities of a batch in place of what was indexed of them before.
    pub fn add(&mut self, batch: &Batch) -> Result<(), SearchError> {
        self.pending += batch.len();
        let from_changes = batch.upto > 0;
        let mut facts = Vec::with_capacity(batch.len());
        for stored in &batch.entities {
            if self.may_have(stored.num) {
                self.delete(stored.num);
            }
            if from_changes && self.cursor.scanned.is_some() {
                self.out_of_turn.insert(stored.num);
            }
            let notes = batch.notes.get(&stored.num).map_or(&[][..], Vec::as_slice);
            let made = document(&self.text.fields, self.schema.kind(stored.entity.kind), stored, notes);
            self.writer.add_document(made.document)?;
            facts.push((stored.num, Some(made.facts)));
        }
        self.shared.not_erased(batch.entities.iter().map(|stored| stored.num));
        for &num in &batch.erased {
            self.delete(num);
            self.shared.erase_vector(num);
            facts.push((num, None));
            self.purge = true;
        }
        self.shared.shelf.put_all(facts);
        Ok(())
    }

    /// Makes what was added visible. Nothing is synchronised to disk: what a crash loses is made again.
    pub fn commit(&mut self) -> Result<(), SearchError> {
        if self.pending > 0 || self.committed.as_ref() != Some(&self.cursor) {
            let payload = serde_json::to_string(&self.cursor).map_err(std::io::Error::from)?;
            let mut prepared = self.writer.prepare_commit()?;
            prepared.set_payload(&payload);
            prepared.commit()?;
            self.text.reload()?;
            self.pending = 0;
            self.committed = Some(self.cursor.clone());
        }
        if self.purge {
            self.purge()?;
        }
        if self.cursor.scanned.is_none() {
            self.out_of_turn.clear();
            self.resumed = false;
            let seq = self.cursor.seq;
            self.shared
                .upto
                .send_if_modified(|upto| std::mem::replace(&mut upto.text, seq) != seq);
        }
        Ok(())
    }

    /// Writes every segment with deleted documents anew without them, and removes the old files.
    fn purge(&mut self) -> Result<(), SearchError> {
        // A merge that runs by itself may take a segment away under our hands: look again, a few times.
        for _ in 0..4 {
            let stale: Vec<_> = self
                .text
                .searcher()
                .segment_readers()
                .iter()
                .filter(|segment| segment.has_deletes())
                .map(|segment| segment.segment_id())
                .collect();
            if stale.is_empty() {
                break;
            }
            for segment in stale {
                if let Err(error) = self.writer.merge(&[segment]).wait() {
                    tracing::debug!(%error, "a segment could not be purged at once");
                }
            }
            self.text.reload()?;
        }
        self.writer.garbage_collect_files().wait()?;
        self.purge = false;
        Ok(())
    }
}
