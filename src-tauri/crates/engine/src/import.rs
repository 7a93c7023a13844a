//! Imports: rows are read and checked on a thread of their own and written, batch by batch, in one transaction that is
//! one change set. Error, cancel or a killed process leave nothing of it.

mod known;
mod reading;
mod sample;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use tokio::sync::mpsc;
use workestra_core::{EntityId, Grant, Kind};
use workestra_store::{Applied, Op, OpError, Store, WriteError, Writing};
use workestra_transfer::api::{DuplicatePolicy, ImportOptions, Outcome, RowOutcome};
use workestra_transfer::duplicates::SeenRows;
use workestra_transfer::{Cancel, RowDraft, TransferError};

use crate::api::{CommandError, ErrorCode, ImportStart, ImportSummary};
use known::Known;
use reading::{Checked, Task};

pub(crate) use sample::fill_sample;
pub use sample::write_made_up;

/// Rows kept for people to look at.
const ROWS_SHOWN: usize = 200;

/// What an import needs beside the file.
pub struct Importing<'a> {
    /// Where to.
    pub store: &'a Store,
    /// Leave to import.
    pub grant: &'a Grant,
    /// How a person stops it.
    pub cancel: Cancel,
    /// Hears how far it is: what it is at, rows done, rows in all (0 while not known).
    pub progress: &'a (dyn Fn(&str, u64, u64) + Send + Sync),
    /// Hears what became of each row, in order.
    pub on_row: &'a mut (dyn FnMut(&RowOutcome) + Send),
}

/// What an import did, and why rows were left out.
pub struct Imported {
    /// Counts and the rows to look at.
    pub summary: ImportSummary,
    /// Reasons by row number.
    pub reasons: BTreeMap<u64, Vec<String>>,
}

/// Why an import wrote nothing.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file.
    #[error(transparent)]
    Transfer(#[from] TransferError),
    /// The workspace.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The workspace, while looking for duplicates.
    #[error(transparent)]
    Store(#[from] workestra_store::StoreError),
    /// The thread that read the file ended without a word.
    #[error("reading the file ended early: try again")]
    Lost,
}

impl From<ImportError> for CommandError {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::Transfer(error) => error.into(),
            ImportError::Write(error) => error.into(),
            ImportError::Store(error) => error.into(),
            ImportError::Lost => Self::new(ErrorCode::Failed, error.to_string()),
        }
    }
}

impl Importing<'_> {
    /// Runs it.
    ///
    /// # Errors
    /// [`ImportError`]; nothing was written then.
    pub async fn run(self, start: &ImportStart) -> Result<Imported, ImportError> {
        let total = count_rows(Path::new(&start.path), &start.options, &self.cancel, self.progress).await?;
        let (send, batches) = mpsc::channel(4);
        let task = Task {
            path: start.path.clone().into(),
            kind: start.kind,
            options: start.options.clone(),
            mapping: start.mapping.clone(),
            schema: self.store.schema(),
            members: self.store.members(),
            today: crate::engine::today(),
            cancel: self.cancel.clone(),
        };
        let reader = tokio::task::spawn_blocking(move || task.run(&send));
        let mut run = Run {
            start,
            known: Known::new(self.store, start.kind),
            seen: SeenRows::default(),
            made: HashMap::new(),
            writing: self.store.begin(self.grant).await?,
            on_row: self.on_row,
            imported: Imported {
                summary: empty_summary(start.dry_run),
                reasons: BTreeMap::new(),
            },
        };
        let written = run.all(batches, &self.cancel, self.progress, total).await;
        // The reader says why there were no more batches; its error comes before what follows from it.
        reader.await.map_err(|_| ImportError::Lost)??;
        written?;
        self.cancel.check()?;
        let Run {
            mut writing, imported, ..
        } = run;
        let file = Path::new(&start.path).file_name().unwrap_or_default();
        writing.called(format!("the import of {}", file.to_string_lossy()));
        (self.progress)(if start.dry_run { "finishing" } else { "saving" }, total, total);
        if start.dry_run {
            writing.rollback().await;
        } else {
            writing.commit().await?;
        }
        Ok(imported)
    }
}

const fn empty_summary(dry_run: bool) -> ImportSummary {
    ImportSummary {
        dry_run,
        created: 0,
        updated: 0,
        skipped: 0,
        rejected: 0,
        rows: Vec::new(),
    }
}

/// Counts the data rows, so that progress has an end to go to.
async fn count_rows(
    path: &Path,
    options: &ImportOptions,
    cancel: &Cancel,
    progress: &(dyn Fn(&str, u64, u64) + Send + Sync),
) -> Result<u64, ImportError> {
    progress("reading", 0, 0);
    let (path, options, cancel) = (path.to_owned(), options.clone(), cancel.clone());
    let counted = tokio::task::spawn_blocking(move || reading::count(&path, &options, &cancel));
    Ok(counted.await.map_err(|_| ImportError::Lost)??)
}

struct Run<'a, 'w> {
    start: &'a ImportStart,
    known: Known<'a>,
    seen: SeenRows,
    /// Entities made from earlier rows, kept when later rows may update them.
    made: HashMap<u64, EntityId>,
    writing: Writing<'w>,
    on_row: &'a mut (dyn FnMut(&RowOutcome) + Send),
    imported: Imported,
}

/// A row on its way.
struct Planned {
    row: u64,
    line: u64,
    plan: Plan,
}

enum Plan {
    /// Nothing is written for it.
    Settled(Outcome),
    /// The next operation is its.
    Make(Op),
    Change(Op),
}

impl Run<'_, '_> {
    async fn all(
        &mut self,
        mut batches: mpsc::Receiver<Vec<Checked>>,
        cancel: &Cancel,
        progress: &(dyn Fn(&str, u64, u64) + Send + Sync),
        total: u64,
    ) -> Result<(), ImportError> {
        let step = if self.start.dry_run { "checking" } else { "writing" };
        let mut done = 0;
        while let Some(batch) = batches.recv().await {
            cancel.check()?;
            done += batch.len() as u64;
            self.batch(batch).await?;
            progress(step, done, total);
        }
        Ok(())
    }

    async fn batch(&mut self, batch: Vec<Checked>) -> Result<(), ImportError> {
        self.known.look_up(&batch, self.start.duplicates).await?;
        let planned: Vec<Planned> = batch
            .into_iter()
            .map(|checked| Planned {
                row: checked.row,
                line: checked.line,
                plan: self.plan(checked),
            })
            .collect();
        let ops: Vec<Op> = planned
            .iter()
            .filter_map(|planned| match &planned.plan {
                Plan::Settled(_) => None,
                Plan::Make(op) | Plan::Change(op) => Some(op.clone()),
            })
            .collect();
        let mut applied = self.writing.apply(ops).await?.into_iter();
        for Planned { row, line, plan } in planned {
            let outcome = match plan {
                Plan::Settled(outcome) => outcome,
                Plan::Make(_) => self.made_or_not(row, applied.next()),
                Plan::Change(_) => changed_or_not(applied.next()),
            };
            self.note(RowOutcome { row, line, outcome });
        }
        Ok(())
    }

    fn plan(&mut self, checked: Checked) -> Plan {
        let Checked { row, draft, keys, .. } = checked;
        let mut draft = match draft {
            Ok(draft) => draft,
            Err(reasons) => return Plan::Settled(Outcome::Rejected { reasons }),
        };
        if let Err(reasons) = self.known.resolve(&mut draft) {
            return Plan::Settled(Outcome::Rejected { reasons });
        }
        if self.start.duplicates == DuplicatePolicy::Create {
            return self.make(row, &draft);
        }
        if let Some((id, reference)) = self.known.same_as(&draft, &keys) {
            return match self.start.duplicates {
                DuplicatePolicy::Update => Plan::Change(update(id, &draft)),
                _ => Plan::Settled(Outcome::Skipped {
                    duplicate_of: reference.to_string(),
                }),
            };
        }
        if let Some(earlier) = self.seen.find(&keys) {
            return match (self.start.duplicates, self.made.get(&earlier)) {
                (DuplicatePolicy::Update, Some(&id)) => Plan::Change(update(id, &draft)),
                _ => Plan::Settled(Outcome::Skipped {
                    duplicate_of: format!("row {earlier}"),
                }),
            };
        }
        self.seen.add(row, &keys);
        self.make(row, &draft)
    }

    fn make(&mut self, row: u64, draft: &RowDraft) -> Plan {
        let id = EntityId::generate();
        if self.start.duplicates == DuplicatePolicy::Update {
            self.made.insert(row, id);
        }
        Plan::Make(Op::Create {
            id: Some(id),
            draft: draft.to_draft(self.start.kind),
        })
    }

    fn made_or_not(&mut self, row: u64, applied: Option<Result<Applied, OpError>>) -> Outcome {
        match applied {
            Some(Ok(Applied::Created { reference, title, .. } | Applied::Changed { reference, title, .. })) => {
                let reference = (!self.start.dry_run).then(|| reference.to_string());
                Outcome::Created { reference, title }
            }
            other => {
                self.made.remove(&row);
                refused(other)
            }
        }
    }

    fn note(&mut self, row: RowOutcome) {
        let summary = &mut self.imported.summary;
        let plain = match &row.outcome {
            Outcome::Created { .. } => {
                summary.created += 1;
                true
            }
            Outcome::Updated { .. } => {
                summary.updated += 1;
                true
            }
            Outcome::Skipped { .. } => {
                summary.skipped += 1;
                false
            }
            Outcome::Rejected { reasons } => {
                summary.rejected += 1;
                self.imported.reasons.insert(row.row, reasons.clone());
                false
            }
        };
        (self.on_row)(&row);
        if plain && !summary.dry_run {
            return;
        }
        if summary.rows.len() < ROWS_SHOWN {
            summary.rows.push(row);
        } else if !plain && let Some(place) = summary.rows.iter().rposition(|shown| !is_problem(shown)) {
            // What went wrong is shown before what went well.
            summary.rows.remove(place);
            summary.rows.push(row);
        }
    }
}

const fn is_problem(row: &RowOutcome) -> bool {
    matches!(row.outcome, Outcome::Skipped { .. } | Outcome::Rejected { .. })
}

fn update(id: EntityId, draft: &RowDraft) -> Op {
    Op::Update {
        id,
        revision: None,
        patch: draft.to_patch(),
    }
}

fn changed_or_not(applied: Option<Result<Applied, OpError>>) -> Outcome {
    match applied {
        Some(Ok(Applied::Changed { reference, title, .. } | Applied::Created { reference, title, .. })) => {
            Outcome::Updated {
                reference: reference.to_string(),
                title,
            }
        }
        other => refused(other),
    }
}

fn refused(applied: Option<Result<Applied, OpError>>) -> Outcome {
    let reasons = match applied {
        Some(Err(OpError::Invalid(issues))) => issues.iter().map(ToString::to_string).collect(),
        Some(Err(error)) => vec![error.to_string()],
        Some(Ok(_)) | None => vec!["the workspace gave no answer for this row: import it again".to_owned()],
    };
    Outcome::Rejected { reasons }
}

/// The kind's plural with a count, for sentences.
pub(crate) fn of_kind(count: u64, kind: Kind) -> String {
    format!("{count} {kind}{}", if count == 1 { "" } else { "s" })
}
