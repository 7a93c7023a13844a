//! The thread that reads a file's rows and checks them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::mpsc;
use workestra_core::{Date, Kind, Member, Schema};
use workestra_transfer::api::{ColumnMapping, ImportOptions};
use workestra_transfer::{Cancel, Drafter, DuplicateKey, RowContent, RowDraft, Rows, TransferError, duplicate_keys};

/// Rows handed over at once.
const BATCH: usize = 500;

/// A row that was read and checked on its own.
pub(super) struct Checked {
    pub(super) row: u64,
    pub(super) line: u64,
    pub(super) draft: Result<RowDraft, Vec<String>>,
    pub(super) keys: Vec<DuplicateKey>,
}

/// What the thread is given.
pub(super) struct Task {
    pub(super) path: PathBuf,
    pub(super) kind: Kind,
    pub(super) options: ImportOptions,
    pub(super) mapping: Vec<ColumnMapping>,
    pub(super) schema: Arc<Schema>,
    pub(super) members: Arc<Vec<Member>>,
    pub(super) today: Date,
    pub(super) cancel: Cancel,
}

impl Task {
    /// Reads the file to its end, or until nobody listens any more.
    pub(super) fn run(&self, batches: &mpsc::Sender<Vec<Checked>>) -> Result<(), TransferError> {
        let def = self.schema.kind(self.kind);
        let drafter = Drafter::new(def, &self.mapping, &self.options, &self.members, self.today)?;
        let mut batch = Vec::with_capacity(BATCH);
        for row in Rows::open(&self.path, &self.options)? {
            let row = row?;
            let draft = match row.content {
                RowContent::Cells(cells) => drafter.draft(&cells),
                RowContent::TooWide { reason, .. } | RowContent::Broken { reason, .. } => Err(vec![reason]),
            };
            let keys = draft
                .as_ref()
                .map(|draft| duplicate_keys(def, &draft.fields))
                .unwrap_or_default();
            batch.push(Checked {
                row: row.number,
                line: row.line,
                draft,
                keys,
            });
            if batch.len() == BATCH {
                self.cancel.check()?;
                if batches.blocking_send(std::mem::take(&mut batch)).is_err() {
                    return Ok(());
                }
            }
        }
        // A listener that is gone has its own reason, which is the one that counts.
        let _ = batches.blocking_send(batch);
        Ok(())
    }
}

/// How many data rows the file has.
pub(super) fn count(path: &Path, options: &ImportOptions, cancel: &Cancel) -> Result<u64, TransferError> {
    let mut rows = 0;
    for row in Rows::open(path, options)? {
        row?;
        rows += 1;
        if rows % 1024 == 0 {
            cancel.check()?;
        }
    }
    Ok(rows)
}
