//! Work that takes long enough to be watched and stopped.

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use parking_lot::Mutex;
use tokio::sync::broadcast;
use workestra_transfer::Cancel;
use workestra_transfer::api::ImportOptions;

use crate::api::{Event, ImportSummary, Job, JobState, LeftOut};

/// Events of one job are at least this far apart, but for its last.
const BETWEEN_EVENTS: Duration = Duration::from_millis(100);

/// The jobs of this session.
pub(crate) struct Jobs {
    events: broadcast::Sender<Event>,
    all: Mutex<VecDeque<Entry>>,
}

struct Entry {
    job: Job,
    cancel: Cancel,
    rejects: Option<Arc<Rejects>>,
}

/// The rows that an import left out: where they were, and why. The file is read again when they are saved.
pub(crate) struct Rejects {
    pub(crate) path: PathBuf,
    pub(crate) options: ImportOptions,
    pub(crate) reasons: BTreeMap<u64, Vec<String>>,
}

/// A running job's hold on its entry.
pub(crate) struct Running {
    jobs: Arc<Jobs>,
    id: u64,
    cancel: Cancel,
    last_event: Mutex<Option<Instant>>,
}

impl Jobs {
    pub(crate) fn new(events: broadcast::Sender<Event>) -> Self {
        Self {
            events,
            all: Mutex::new(VecDeque::new()),
        }
    }

    /// Enters a job as running.
    pub(crate) fn start(self: &Arc<Self>, title: String) -> (Job, Running) {
        let mut all = self.all.lock();
        let id = all.front().map_or(1, |entry| entry.job.id + 1);
        let job = Job {
            id,
            title,
            done: 0,
            total: 0,
            state: JobState::Running {
                step: "starting".to_owned(),
            },
        };
        let cancel = Cancel::default();
        all.push_front(Entry {
            job: job.clone(),
            cancel: cancel.clone(),
            rejects: None,
        });
        all.truncate(20);
        (
            job,
            Running {
                jobs: Arc::clone(self),
                id,
                cancel,
                last_event: Mutex::new(None),
            },
        )
    }

    pub(crate) fn list(&self) -> Vec<Job> {
        self.all.lock().iter().map(|entry| entry.job.clone()).collect()
    }

    /// Asks a job to stop. Whether there is such a job.
    pub(crate) fn cancel(&self, id: u64) -> bool {
        self.all
            .lock()
            .iter()
            .find(|entry| entry.job.id == id)
            .is_some_and(|entry| {
                entry.cancel.cancel();
                true
            })
    }

    /// Asks all jobs to stop.
    pub(crate) fn cancel_all(&self) {
        for entry in self.all.lock().iter() {
            entry.cancel.cancel();
        }
    }

    /// The rows that an import left out.
    pub(crate) fn rejects(&self, id: u64) -> Option<Arc<Rejects>> {
        self.all
            .lock()
            .iter()
            .find(|entry| entry.job.id == id)
            .and_then(|entry| entry.rejects.clone())
    }

    fn change(&self, id: u64, change: impl FnOnce(&mut Entry)) -> Option<Job> {
        let mut all = self.all.lock();
        let entry = all.iter_mut().find(|entry| entry.job.id == id)?;
        change(entry);
        Some(entry.job.clone())
    }
}

impl Running {
    /// Set when the person asks it to stop; the job looks between rows.
    pub(crate) fn cancel(&self) -> Cancel {
        self.cancel.clone()
    }

    /// Says how far it is.
    pub(crate) fn progress(&self, step: &str, done: u64, total: u64) {
        let job = self.jobs.change(self.id, |entry| {
            entry.job.done = done;
            entry.job.total = total;
            entry.job.state = JobState::Running { step: step.to_owned() };
        });
        let mut last = self.last_event.lock();
        if last.is_none_or(|at| at.elapsed() >= BETWEEN_EVENTS) {
            *last = Some(Instant::now());
            self.send(job);
        }
    }

    /// Keeps the rows that were left out, to be saved as a file.
    pub(crate) fn keep_rejects(&self, rejects: Rejects) {
        self.jobs
            .change(self.id, |entry| entry.rejects = Some(Arc::new(rejects)));
    }

    /// Ends it.
    pub(crate) fn finish(self, summary: String, import: Option<ImportSummary>) {
        self.end(JobState::Finished {
            import,
            left_out: Vec::new(),
            summary,
        });
    }

    /// Ends a bulk change.
    pub(crate) fn finish_bulk(self, summary: String, left_out: Vec<LeftOut>) {
        self.end(JobState::Finished {
            import: None,
            left_out,
            summary,
        });
    }

    /// Ends it as stopped by the person.
    pub(crate) fn stopped(self) {
        self.end(JobState::Cancelled);
    }

    /// Ends it as failed.
    pub(crate) fn fail(self, message: String) {
        self.end(JobState::Failed { message });
    }

    fn end(&self, state: JobState) {
        let job = self.jobs.change(self.id, |entry| entry.job.state = state);
        self.send(job);
    }

    fn send(&self, job: Option<Job>) {
        if let Some(job) = job {
            // No receiver means no window; the list still has the job.
            let _ = self.jobs.events.send(Event::JobChanged { job });
        }
    }
}
