//! The commands that import and export, and those on their jobs.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use workestra_core::parse::{DayOrder, Locale};
use workestra_core::query::Query;
use workestra_core::{Grant, Kind, Policy, Verb};
use workestra_store::{ListQuery, Store};
use workestra_transfer::api::ImportOptions;
use workestra_transfer::{Cancel, CsvExport, Titles, inspect};

use super::Open;
use crate::api::{
    CommandError, ErrorCode, ExportStart, ImportInspect, ImportInspected, ImportStart, ImportSummary, Job, JobName,
    Jobs, Nothing, RejectsSave,
};
use crate::engine::today;
use crate::import::{ImportError, Imported, Importing, of_kind};
use crate::jobs::{Rejects, Running};

/// Entities read at once for an export.
const PAGE: u32 = 500;

impl Open {
    /// Looks at a file: how to read it, what it holds, which column goes where.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn import_inspect(&self, _: &Grant, look: ImportInspect) -> Result<ImportInspected, CommandError> {
        let (schema, members, settings) = (self.schema(), self.members(), self.settings());
        let inspected = on_thread(move || {
            let defaults = Locale {
                members: &members,
                day_order: if settings.day_first {
                    DayOrder::DayFirst
                } else {
                    DayOrder::MonthFirst
                },
                decimal_comma: false,
                region: &settings.region,
                currency: &settings.currency,
                today: today(),
            };
            let path = Path::new(&look.path);
            Ok(inspect(
                path,
                look.kind,
                look.options,
                &schema,
                &defaults,
                &Cancel::default(),
            )?)
        })
        .await?;
        Ok(ImportInspected {
            shape: inspected.shape,
            kind: inspected.kind,
            mapping: inspected.mapping,
            options: inspected.options,
        })
    }

    pub(crate) async fn import_start(self: &Arc<Self>, _: &Grant, start: ImportStart) -> Result<Job, CommandError> {
        // The job outlives the command, so it has a grant of its own, for its kind alone.
        let grant = Policy::grant(&self.me, Verb::Import, Some(start.kind))?;
        let verb = if start.dry_run { "Check" } else { "Import" };
        let (job, running) = self
            .jobs
            .start(format!("{verb} {}s from {}", start.kind, file_name(&start.path)));
        let open = Arc::clone(self);
        tokio::spawn(async move {
            let imported = open.import(&grant, &start, &running).await;
            end_import(running, start, imported);
        });
        Ok(job)
    }

    async fn import(&self, grant: &Grant, start: &ImportStart, running: &Running) -> Result<Imported, ImportError> {
        let importing = Importing {
            store: &self.store,
            grant,
            cancel: running.cancel(),
            progress: &|step, done, total| running.progress(step, done, total),
            on_row: &mut |_| {},
        };
        importing.run(start).await
    }

    pub(crate) async fn rejects_save(&self, _: &Grant, save: RejectsSave) -> Result<Nothing, CommandError> {
        let rejects = self
            .jobs
            .rejects(save.id)
            .ok_or_else(|| CommandError::not_found("the rows of that import are not known any more: run it again"))?;
        on_thread(move || save_rejects(&rejects.path, &rejects.options, &rejects.reasons, Path::new(&save.path)))
            .await?;
        Ok(Nothing {})
    }

    pub(crate) async fn export_start(self: &Arc<Self>, _: &Grant, start: ExportStart) -> Result<Job, CommandError> {
        let (job, running) = self
            .jobs
            .start(format!("Export {}s to {}", start.kind, file_name(&start.path)));
        let open = Arc::clone(self);
        tokio::spawn(async move {
            let progress = |done, total| running.progress("writing", done, total);
            let exported = open.export(&start, &running.cancel(), &progress).await;
            match exported {
                Ok(count) => {
                    let summary = format!("exported {} to {}", of_kind(count, start.kind), file_name(&start.path));
                    running.finish(summary, None);
                }
                Err(error) if error.code == ErrorCode::Cancelled => running.stopped(),
                Err(error) => running.fail(error.message),
            }
        });
        Ok(job)
    }

    /// Writes a list as CSV; the file appears whole or not at all. Answers how many entities were written.
    ///
    /// # Errors
    /// When the filter is not understood (an export of more than was asked for would be worse than none), the file
    /// cannot be written, or `cancel` was set.
    pub async fn export(
        &self,
        start: &ExportStart,
        cancel: &Cancel,
        progress: &(dyn Fn(u64, u64) + Send + Sync),
    ) -> Result<u64, CommandError> {
        let parsed = self.parse_filter(&start.filter, start.kind);
        if let Some(issue) = parsed.issues.first() {
            return Err(CommandError::new(ErrorCode::InvalidArguments, issue.message.clone()));
        }
        let sort: Vec<(String, bool)> = start
            .sort
            .iter()
            .map(|sort| (sort.key.clone(), sort.descending))
            .collect();
        let path = PathBuf::from(&start.path);
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .unwrap_or_else(|| Path::new("."));
        let cannot = |error: std::io::Error| {
            CommandError::new(
                ErrorCode::Failed,
                format!("{} cannot be written: {error}", path.display()),
            )
        };
        let file = tempfile::NamedTempFile::new_in(folder).map_err(cannot)?;
        let schema = self.schema();
        let mut out = CsvExport::new(
            BufWriter::new(file.as_file()),
            schema.kind(start.kind),
            start.columns.as_deref(),
        )?;
        let count = self
            .write_pages(&mut out, start.kind, &parsed.query, &sort, cancel, progress)
            .await?;
        out.finish()?;
        file.as_file().sync_all().map_err(cannot)?;
        file.persist(&path).map_err(|error| cannot(error.error))?;
        Ok(count)
    }

    async fn write_pages(
        &self,
        out: &mut CsvExport<'_, BufWriter<&File>>,
        kind: Kind,
        query: &Query,
        sort: &[(String, bool)],
        cancel: &Cancel,
        progress: &(dyn Fn(u64, u64) + Send + Sync),
    ) -> Result<u64, CommandError> {
        let mut titles = Titles {
            members: names(&self.store),
            entities: HashMap::new(),
        };
        let mut done: u64 = 0;
        loop {
            cancel.check()?;
            let offset = u32::try_from(done).unwrap_or(u32::MAX);
            let page = self
                .store
                .list(&ListQuery {
                    kind,
                    query,
                    sort,
                    offset,
                    limit: PAGE,
                })
                .await?;
            titles.entities = self
                .titles_in(&page.entities)
                .await?
                .into_iter()
                .map(|title| (title.id, (title.reference, title.title)))
                .collect();
            for entity in &page.entities {
                out.write(entity, &titles)?;
            }
            done += page.entities.len() as u64;
            progress(done, u64::try_from(page.total).unwrap_or(done));
            if page.entities.len() < PAGE as usize {
                return Ok(done);
            }
        }
    }

    pub(crate) async fn job_cancel(&self, _: &Grant, job: JobName) -> Result<Nothing, CommandError> {
        if self.jobs.cancel(job.id) {
            Ok(Nothing {})
        } else {
            Err(CommandError::not_found(format!("there is no job {}", job.id)))
        }
    }

    pub(crate) async fn job_list(&self, _: &Grant, _: Nothing) -> Result<Jobs, CommandError> {
        Ok(Jobs { jobs: self.jobs.list() })
    }
}

fn end_import(running: Running, start: ImportStart, imported: Result<Imported, ImportError>) {
    match imported {
        Ok(Imported { summary, reasons }) => {
            running.keep_rejects(Rejects {
                path: start.path.into(),
                options: start.options,
                reasons,
            });
            running.finish(sentence(&summary, start.kind), Some(summary));
        }
        Err(error) => match CommandError::from(error) {
            CommandError {
                code: ErrorCode::Cancelled,
                ..
            } => running.stopped(),
            error => running.fail(format!("nothing was imported: {}", error.message)),
        },
    }
}

/// `created 12 contacts, updated 3, skipped 1 duplicate, left out 2`.
#[must_use]
pub fn sentence(summary: &ImportSummary, kind: Kind) -> String {
    let would = if summary.dry_run { "would have " } else { "" };
    let mut parts = vec![format!("{would}created {}", of_kind(summary.created, kind))];
    let others = [
        (summary.updated, "updated"),
        (summary.skipped, "skipped as duplicates"),
        (summary.rejected, "left out"),
    ];
    parts.extend(
        others
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} {what}")),
    );
    parts.join(", ")
}

/// Writes the rows of a file that an import left out, with the reasons by row number.
///
/// # Errors
/// When the imported file is not there any more, or the other cannot be written.
pub fn save_rejects(
    imported: &Path,
    options: &ImportOptions,
    reasons: &BTreeMap<u64, Vec<String>>,
    path: &Path,
) -> Result<(), CommandError> {
    let cannot = |error| {
        CommandError::new(
            ErrorCode::Failed,
            format!("{} cannot be written: {error}", path.display()),
        )
    };
    let out = BufWriter::new(File::create(path).map_err(cannot)?);
    workestra_transfer::rejects::save_rejects(imported, options, reasons, out, &Cancel::default())?;
    Ok(())
}

/// Names of members; the address where two share a name.
fn names(store: &Store) -> HashMap<workestra_core::MemberId, String> {
    let members = store.members();
    let shared = |name: &str| members.iter().filter(|member| member.name == name).count() > 1;
    members
        .iter()
        .map(|member| {
            let address = member.email.as_ref().filter(|_| shared(&member.name));
            (member.id, address.unwrap_or(&member.name).clone())
        })
        .collect()
}

fn file_name(path: &str) -> String {
    Path::new(path)
        .file_name()
        .map_or_else(|| path.to_owned(), |name| name.to_string_lossy().into_owned())
}

/// Work that would hold up others, on a thread of its own.
pub(super) async fn on_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, CommandError> + Send + 'static,
) -> Result<T, CommandError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| CommandError::new(ErrorCode::Failed, "the file could not be worked on: try again"))?
}
