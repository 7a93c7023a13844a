//! The open workspace: its signatures; what they do is being filled in.

use std::path::Path;
use std::sync::Arc;

use serde_json::Value as Json;
use tokio::sync::watch;
use workestra_core::query::Query;
use workestra_core::{Change, Entity, EntityId, EntityRef, Grant, Member, Schema, UtcMillis};

use crate::api::{
    FedChange, IdentifierKey, IdentifierMatch, IndexKey, ListPage, ListQuery, Problem, StoredEntity, TagCount,
    TextToEmbed, Touched, VectorCounts, VectorOf, Visit, WorkspaceInfo,
};
use crate::clock::Clock;
use crate::error::{OpError, OpenError, StoreError, WriteError};
use crate::op::{Applied, Op, Undone, Written};
use crate::recovery_code::RecoveryCode;
use crate::timeline::{KindCount, Link, NotesText, StageVisit, TimelineEntry, TitleOf};

/// Where the key of a workspace is kept beside its recovery code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Custody {
    /// In the keychain of the operating system.
    Keychain,
    /// Nowhere: the recovery code alone opens the workspace.
    None,
}

impl Custody {
    /// Why the keychain cannot be used, in a sentence; none when it can.
    pub async fn problem(self) -> Option<OpenError> {
        None
    }
}

/// What a guess at the recovery code costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecoveryCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

/// What opening and making a workspace take from outside.
#[derive(Debug, Clone)]
pub struct Opening {
    /// Where the key is kept.
    pub custody: Custody,
    /// Of a new workspace's recovery code.
    pub recovery_cost: RecoveryCost,
    /// The time.
    pub clock: Clock,
}

/// The way in.
#[derive(Clone, Copy)]
pub enum Unlock<'a> {
    /// The key in the keychain.
    Keychain,
    /// A typed recovery code.
    RecoveryCode(&'a str),
}

/// An open workspace. Clones are handles to the same one.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    clock: Clock,
}

fn not_yet<T>() -> Result<T, StoreError> {
    Err(StoreError::Corrupt("not written yet".to_owned()))
}

impl Store {
    /// Makes a workspace in a folder that has none; the folder is made when it is missing. Never touches files that
    /// are there.
    ///
    /// # Errors
    /// [`OpenError`]; nothing is left behind then.
    pub async fn create(
        dir: &Path,
        name: &str,
        member_name: &str,
        opening: &Opening,
    ) -> Result<(Self, RecoveryCode), OpenError> {
        let _ = (dir, name, member_name, opening);
        Err(OpenError::Store(StoreError::Corrupt("not written yet".to_owned())))
    }

    /// Opens the workspace in a folder.
    ///
    /// # Errors
    /// [`OpenError`], told apart by what a person can do.
    pub async fn open(dir: &Path, unlock: Unlock<'_>, opening: &Opening) -> Result<Self, OpenError> {
        let _ = (dir, unlock);
        let _ = Self(Arc::new(Inner {
            clock: opening.clock.clone(),
        }));
        Err(OpenError::NoWorkspace(dir.to_owned()))
    }

    /// Puts the key (back) into the keychain, after the recovery code opened the workspace.
    pub async fn rewrap_keychain(&self) -> Result<(), OpenError> {
        Ok(not_yet()?)
    }
    /// Whether this is the recovery code; a right one counts as written down from then on.
    pub async fn confirm_recovery_code(&self, code: &str) -> Result<bool, StoreError> {
        let _ = code;
        not_yet()
    }
    /// Whether the recovery code was ever typed back.
    pub async fn recovery_confirmed(&self) -> Result<bool, StoreError> {
        not_yet()
    }
    /// Identity, name, folder.
    pub fn info(&self) -> WorkspaceInfo {
        unreachable!()
    }
    /// The clock.
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }
    /// The search index's key.
    pub fn index_key(&self) -> IndexKey {
        unreachable!()
    }
    /// Ends all work, moves the log into the file, gives the folder free. Other handles fail from then on.
    pub async fn close(&self) -> Result<(), StoreError> {
        not_yet()
    }

    /// Declared and custom fields; cheap.
    pub fn schema(&self) -> Arc<Schema> {
        Arc::new(Schema::declared())
    }
    /// All members, the first one first; cheap.
    pub fn members(&self) -> Arc<Vec<Member>> {
        Arc::new(Vec::new())
    }
    /// The person at this machine.
    pub async fn me(&self) -> Result<Member, StoreError> {
        not_yet()
    }
    /// A value that belongs to the workspace.
    pub async fn setting(&self, key: &str) -> Result<Option<Json>, StoreError> {
        let _ = key;
        not_yet()
    }

    /// The entity, in trash and archive too.
    pub async fn entity(&self, id: EntityId) -> Result<Option<StoredEntity>, StoreError> {
        let _ = id;
        not_yet()
    }
    /// The entity of a reference.
    pub async fn entity_by_ref(&self, reference: EntityRef) -> Result<Option<StoredEntity>, StoreError> {
        let _ = reference;
        not_yet()
    }
    /// Entities in the order asked; unknown ones are left out.
    pub async fn entities(&self, ids: &[EntityId]) -> Result<Vec<StoredEntity>, StoreError> {
        let _ = ids;
        not_yet()
    }
    /// Entities by document key, in the order asked; unknown ones are left out.
    pub async fn entities_by_num(&self, nums: &[i64]) -> Result<Vec<StoredEntity>, StoreError> {
        let _ = nums;
        not_yet()
    }
    /// Titles, in the order asked; unknown ones are left out.
    pub async fn titles(&self, ids: &[EntityId]) -> Result<Vec<TitleOf>, StoreError> {
        let _ = ids;
        not_yet()
    }
    /// A page of a list.
    pub async fn list(&self, query: &ListQuery<'_>) -> Result<ListPage, StoreError> {
        let _ = query;
        not_yet()
    }
    /// Document keys of the entities of any kind that the filters let through, ascending; words are not looked at.
    pub async fn matching_nums(&self, query: &Query, limit: usize) -> Result<Vec<i64>, StoreError> {
        let _ = (query, limit);
        not_yet()
    }
    /// Counts per kind.
    pub async fn counts(&self) -> Result<Vec<KindCount>, StoreError> {
        not_yet()
    }
    /// The most used tags.
    pub async fn tags(&self, limit: usize) -> Result<Vec<TagCount>, StoreError> {
        let _ = limit;
        not_yet()
    }
    /// Entities with these identifiers, at most `limit` per key, live ones first.
    pub async fn identifiers(&self, keys: &[IdentifierKey], limit: usize) -> Result<Vec<IdentifierMatch>, StoreError> {
        let _ = (keys, limit);
        not_yet()
    }
    /// A page of all entities by document key, past `after`, trash and archive included; for building indexes.
    pub async fn scan(&self, after: i64, limit: usize) -> Result<Vec<StoredEntity>, StoreError> {
        let _ = (after, limit);
        not_yet()
    }

    /// Changes past `seq`, in order.
    pub async fn changes_since(&self, seq: i64, limit: usize) -> Result<Vec<FedChange>, StoreError> {
        let _ = (seq, limit);
        not_yet()
    }
    /// The entities that the next changes past `seq` touched, some `limit` changes at once.
    pub async fn touched_since(&self, seq: i64, limit: usize) -> Result<Touched, StoreError> {
        let _ = (seq, limit);
        not_yet()
    }
    /// The newest change's sequence number; 0 in a new workspace.
    pub async fn latest_seq(&self) -> Result<i64, StoreError> {
        not_yet()
    }
    /// Follows [`Self::latest_seq`], after each commit.
    pub fn watch(&self) -> watch::Receiver<i64> {
        watch::channel(0).1
    }
    /// The changes of an entity, newest first.
    pub async fn history(&self, id: EntityId, limit: usize) -> Result<Vec<Change>, StoreError> {
        let _ = (id, limit);
        not_yet()
    }

    /// Notes and activities, newest first.
    pub async fn timeline(&self, id: EntityId) -> Result<Vec<TimelineEntry>, StoreError> {
        let _ = id;
        not_yet()
    }
    /// Links both ways and references both ways.
    pub async fn links(&self, id: EntityId) -> Result<Vec<Link>, StoreError> {
        let _ = id;
        not_yet()
    }
    /// Stages it has been in, oldest first.
    pub async fn stage_history(&self, id: EntityId) -> Result<Vec<StageVisit>, StoreError> {
        let _ = id;
        not_yet()
    }
    /// Texts of notes, for entities that have any.
    pub async fn notes_text(&self, nums: &[i64]) -> Result<Vec<NotesText>, StoreError> {
        let _ = nums;
        not_yet()
    }

    /// Counts an opening of an entity.
    pub async fn visit(&self, id: EntityId) -> Result<(), StoreError> {
        let _ = id;
        not_yet()
    }
    /// Frecency of those of the entities that were ever opened.
    pub async fn frecency(&self, nums: &[i64]) -> Result<Vec<Visit>, StoreError> {
        let _ = nums;
        not_yet()
    }
    /// The entities opened last, live ones only.
    pub async fn recent(&self, limit: usize) -> Result<Vec<Visit>, StoreError> {
        let _ = limit;
        not_yet()
    }

    /// Writes one change set: all of it or nothing.
    pub async fn write(&self, grant: &Grant, ops: Vec<Op>) -> Result<Written, WriteError> {
        let _ = (grant, ops);
        Ok(not_yet()?)
    }
    /// Begins a change set of any size, such as an import. Others wait for it to end.
    pub async fn begin<'a>(&self, grant: &'a Grant) -> Result<Writing<'a>, WriteError> {
        let _ = grant;
        Ok(not_yet()?)
    }
    /// Takes back the newest change set of the grant's member that is not taken back. None when there is none.
    pub async fn undo(&self, grant: &Grant) -> Result<Option<Undone>, WriteError> {
        let _ = grant;
        Ok(not_yet()?)
    }
    /// Does again what was undone last, unless the member wrote something since.
    pub async fn redo(&self, grant: &Grant) -> Result<Option<Undone>, WriteError> {
        let _ = grant;
        Ok(not_yet()?)
    }

    /// Keeps vectors. Those whose text has changed since, or whose entity is gone, are dropped.
    pub async fn put_vectors(&self, model: &str, vectors: &[VectorOf<'_>]) -> Result<(), WriteError> {
        let _ = (model, vectors);
        Ok(not_yet()?)
    }
    /// Texts of entities outside the trash without a vector of this model, the preferred ones first.
    pub async fn vectors_missing(
        &self,
        model: &str,
        limit: usize,
        prefer: &[i64],
    ) -> Result<Vec<TextToEmbed>, StoreError> {
        let _ = (model, limit, prefer);
        not_yet()
    }
    /// How far the vectors of this model are; cheap.
    pub async fn vector_counts(&self, model: &str) -> Result<VectorCounts, StoreError> {
        let _ = model;
        not_yet()
    }
    /// Hands over every vector of this model, in no order; streams. Returns how many.
    pub async fn for_each_vector(&self, model: &str, each: impl FnMut(i64, &[f32]) + Send) -> Result<u64, StoreError> {
        let _ = (model, each);
        not_yet()
    }
    /// The vectors of these entities that there are.
    pub async fn vectors_of(&self, nums: &[i64]) -> Result<Vec<(i64, Vec<f32>)>, StoreError> {
        let _ = nums;
        not_yet()
    }
    /// The `k` nearest by cosine distance, nearest first, by sqlite-vec's own full scan: the reference for the mirror.
    pub async fn knn(&self, query: &[f32], k: usize) -> Result<Vec<(i64, f32)>, StoreError> {
        let _ = (query, k);
        not_yet()
    }

    /// Checks the file, and everything in it that is kept twice, against each other. Slow.
    pub async fn verify(&self) -> Result<Vec<Problem>, StoreError> {
        not_yet()
    }
    /// Now, by the store's clock.
    pub fn now(&self) -> UtcMillis {
        self.0.clock.now()
    }
}

/// A change set being written. Dropped without [`Writing::commit`], nothing of it remains.
pub struct Writing<'a> {
    grant: &'a Grant,
}

impl Writing<'_> {
    /// Applies operations in order. A refused one leaves no trace and stands as its error in the answer; the others are
    /// applied.
    ///
    /// # Errors
    /// [`WriteError`] when the database failed: the whole set is then lost.
    pub async fn apply(&mut self, ops: Vec<Op>) -> Result<Vec<Result<Applied, OpError>>, WriteError> {
        let _ = (ops, self.grant);
        Ok(not_yet()?)
    }
    /// Makes it lasting. Returns once it is on disk.
    pub async fn commit(self) -> Result<Written, WriteError> {
        Ok(not_yet()?)
    }
    /// Forgets it.
    pub async fn rollback(self) {}
}
