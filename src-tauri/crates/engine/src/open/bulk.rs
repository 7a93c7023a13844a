//! The job that changes many entities at once.

use std::collections::HashSet;
use std::sync::Arc;

use workestra_core::recurrence::following;
use workestra_core::{Entity, EntityId, Grant, Kind, Patch, Policy, Schema, Value, Verb};
use workestra_store::{Applied, Op, folded};

use super::{Open, summary};
use crate::api::{BulkChange, BulkStart, CommandError, ErrorCode, Job, LeftOut, Selection};
use crate::engine::today;
use crate::jobs::Running;

/// Entities written at once. Between two such lots a person can stop the job.
const LOT: usize = 500;

/// Entities left out that are named; more are only counted.
const NAMED: usize = 200;

/// What a bulk change did.
#[derive(Debug, Default)]
struct Done {
    changed: usize,
    left_out: Vec<LeftOut>,
    left_out_count: usize,
}

impl Open {
    pub(crate) async fn bulk_start(self: &Arc<Self>, _: &Grant, bulk: BulkStart) -> Result<Job, CommandError> {
        // The job outlives the command, so it has a grant of its own, for its kind alone.
        let grant = Policy::grant(&self.me, Verb::Write, Some(bulk.kind))?;
        refuse_rejections(&self.schema(), &bulk)?;
        let ids = self.selected(&bulk).await?;
        let (job, running) = self.jobs.start(title(&self.schema(), &bulk, ids.len()));
        let open = Arc::clone(self);
        tokio::spawn(async move {
            match open.bulk(&grant, &bulk, ids, &running).await {
                Ok(done) => {
                    let summary = sentence(&open.schema(), &bulk, &done);
                    running.finish_bulk(summary, done.left_out);
                }
                Err(error) if error.code == ErrorCode::Cancelled => running.stopped(),
                Err(error) => running.fail(error.message),
            }
        });
        Ok(job)
    }

    /// The entities that are meant.
    async fn selected(&self, bulk: &BulkStart) -> Result<Vec<EntityId>, CommandError> {
        let ids = match &bulk.selection {
            Selection::Ids { ids } => ids.clone(),
            Selection::Matching { filter, except } => {
                let parsed = self.parse_filter(filter, bulk.kind);
                // To change more than was asked for would be worse than to change nothing.
                if let Some(issue) = parsed.issues.first() {
                    return Err(CommandError::new(ErrorCode::InvalidArguments, issue.message.clone()));
                }
                let except: HashSet<&EntityId> = except.iter().collect();
                let mut ids = self.store.matching(bulk.kind, &parsed.query).await?;
                ids.retain(|id| !except.contains(id));
                ids
            }
        };
        if ids.is_empty() {
            return Err(CommandError::new(
                ErrorCode::InvalidArguments,
                "nothing is selected: choose some rows first",
            ));
        }
        Ok(ids)
    }

    async fn bulk(
        &self,
        grant: &Grant,
        bulk: &BulkStart,
        ids: Vec<EntityId>,
        running: &Running,
    ) -> Result<Done, CommandError> {
        let total = ids.len() as u64;
        let cancel = running.cancel();
        let mut done = Done::default();
        let mut writing = self.store.begin(grant).await?;
        let mut passed = 0;
        for lot in ids.chunks(LOT) {
            if let Err(stopped) = cancel.check() {
                writing.rollback().await;
                return Err(stopped.into());
            }
            let entities: Vec<Entity> = self
                .store
                .entities(lot)
                .await?
                .into_iter()
                .map(|stored| stored.entity)
                .filter(|entity| entity.kind == bulk.kind)
                .collect();
            let ops = entities.iter().map(|entity| op(&bulk.change, entity)).collect();
            let outcomes = writing.apply(ops).await?;
            let mut next = Vec::new();
            for (entity, outcome) in entities.iter().zip(outcomes) {
                if let (Ok(_), BulkChange::Set { patch }) = (&outcome, &bulk.change) {
                    next.extend(following(&self.schema(), entity, patch, today()));
                }
                done.note(entity, outcome.map_err(|refused| refused.to_string()));
            }
            let next = next.into_iter().map(|draft| Op::Create { id: None, draft });
            for outcome in writing.apply(next.collect()).await? {
                outcome.map_err(CommandError::from)?;
            }
            passed += lot.len() as u64;
            running.progress("writing", passed, total);
        }
        writing.commit().await?;
        Ok(done)
    }
}

/// Nobody is turned down in a lot: each candidate's rejection has a reason that a person wrote for that candidate.
fn refuse_rejections(schema: &Schema, bulk: &BulkStart) -> Result<(), CommandError> {
    let BulkChange::Set { patch } = &bulk.change else {
        return Ok(());
    };
    let stage = patch.get("stage").and_then(Option::as_ref).and_then(Value::first_text);
    let Some(stage) = stage.filter(|key| schema.kind(bulk.kind).is_rejection(key)) else {
        return Ok(());
    };
    let label = schema.kind(bulk.kind).stage(stage).map_or(stage, |stage| &stage.label);
    Err(CommandError::new(
        ErrorCode::InvalidArguments,
        format!("candidates are moved to {label} one at a time, each with its own reason: open each of them"),
    ))
}

impl Done {
    fn note(&mut self, entity: &Entity, outcome: Result<Applied, String>) {
        match outcome {
            Ok(_) => self.changed += 1,
            Err(reason) => {
                self.left_out_count += 1;
                if self.left_out.len() < NAMED {
                    self.left_out.push(LeftOut {
                        entity: format!("{} {}", entity.reference, entity.title),
                        reason,
                    });
                }
            }
        }
    }
}

fn op(change: &BulkChange, entity: &Entity) -> Op {
    let id = entity.id;
    let update = |patch: Patch| Op::Update {
        id,
        revision: None,
        patch,
    };
    match change {
        BulkChange::Set { patch } => update(patch.clone()),
        BulkChange::Tag { add, remove } => {
            let removed: HashSet<String> = remove.iter().map(|tag| folded(tag)).collect();
            let mut tags: Vec<String> = entity
                .fields
                .get("tags")
                .map_or(&[][..], Value::texts)
                .iter()
                .filter(|tag| !removed.contains(&folded(tag)))
                .cloned()
                .collect();
            let known: HashSet<String> = tags.iter().map(|tag| folded(tag)).collect();
            tags.extend(add.iter().filter(|tag| !known.contains(&folded(tag))).cloned());
            let value = (!tags.is_empty()).then_some(Value::List(tags));
            update(Patch::from([("tags".to_owned(), value)]))
        }
        BulkChange::Archive { archived } => Op::Archive {
            id,
            archived: *archived,
        },
        BulkChange::Trash => Op::Trash { id },
        BulkChange::Restore => Op::Restore { id },
    }
}

fn title(schema: &Schema, bulk: &BulkStart, count: usize) -> String {
    let (one, many) = nouns(schema, bulk.kind);
    let what = summary::count(count, &one, &many);
    match &bulk.change {
        BulkChange::Set { .. } => format!("Change {what}"),
        BulkChange::Tag { .. } => format!("Tag {what}"),
        BulkChange::Archive { archived: true } => format!("Archive {what}"),
        BulkChange::Archive { archived: false } => format!("Take {what} out of the archive"),
        BulkChange::Trash => format!("Move {what} to the trash"),
        BulkChange::Restore => format!("Restore {what}"),
    }
}

fn nouns(schema: &Schema, kind: Kind) -> (String, String) {
    let def = schema.kind(kind);
    (def.singular.to_lowercase(), def.plural.to_lowercase())
}

/// `moved 38 deals to Lost; 2 were left as they are`.
fn sentence(schema: &Schema, bulk: &BulkStart, done: &Done) -> String {
    let def = schema.kind(bulk.kind);
    let (one, many) = nouns(schema, bulk.kind);
    let what = summary::count(done.changed, &one, &many);
    let mut text = match &bulk.change {
        BulkChange::Set { patch } => {
            let stage = patch.get("stage").and_then(Option::as_ref).and_then(Value::first_text);
            match stage.and_then(|key| def.stage(key)) {
                Some(stage) => format!("moved {what} to {}", stage.label),
                None => {
                    let labels: Vec<String> = patch
                        .keys()
                        .filter_map(|key| def.field(key))
                        .map(|field| field.label.to_lowercase())
                        .collect();
                    format!("changed {} of {what}", labels.join(", "))
                }
            }
        }
        BulkChange::Tag { .. } => format!("changed the tags of {what}"),
        BulkChange::Archive { archived: true } => format!("archived {what}"),
        BulkChange::Archive { archived: false } => format!("took {what} out of the archive"),
        BulkChange::Trash => format!("moved {what} to the trash"),
        BulkChange::Restore => format!("restored {what}"),
    };
    match done.left_out_count {
        0 => {}
        1 => text.push_str("; 1 was left as it is"),
        more => text.push_str(&format!("; {more} were left as they are")),
    }
    text
}
