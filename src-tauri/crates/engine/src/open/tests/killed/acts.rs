//! What people do again and again, and how far they came as the workspace shows it.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use workestra_core::{Draft, Entity, EntityId, Fields, Grant, Kind, Patch, Policy, Value, Verb};
use workestra_store::{Op, TimelineKind};
use workestra_transfer::api::DuplicatePolicy;

use super::Open;
use crate::api::{
    BulkChange, BulkStart, EntityList, EntityMerge, EntityPage, EntityUpdate, ImportInspect, ImportStart, Job,
    JobState, Nothing, Selection,
};

/// Entities of a change of many, and rows of an import.
const MANY: usize = 60;

/// One thing that people do. Round after round it makes something else of the same entities, so that what is there says
/// which round it is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// A deal is lost for a reason, and taken up again without one.
    Move,
    /// Many deals get another company by one job.
    Bulk,
    /// Two contacts become one, and by undo two again.
    Merge,
    /// A task that recurs is done, and the next one comes.
    Finish,
    /// A file is imported, and taken back by undo.
    Import,
}

impl Act {
    pub(super) fn named(name: &str) -> Self {
        let all = [Self::Move, Self::Bulk, Self::Merge, Self::Finish, Self::Import];
        all.into_iter().find(|act| format!("{act:?}") == name).unwrap()
    }

    /// About as long as a round may take, in microseconds.
    pub(super) const fn longest_us(self) -> u64 {
        match self {
            Self::Move | Self::Finish => 12_000,
            Self::Merge => 20_000,
            Self::Bulk | Self::Import => 60_000,
        }
    }

    /// Makes what the rounds are about.
    pub(super) async fn prepare(self, open: &Open) {
        match self {
            Self::Move => {
                make(open, Kind::Deal, &[&[("name", "Roof")]]).await;
            }
            Self::Bulk => {
                let deals: Vec<&[(&str, &str)]> = vec![&[("name", "Roof")]; MANY];
                make(open, Kind::Deal, &deals).await;
            }
            Self::Merge => prepare_merge(open).await,
            Self::Finish => {
                let task = [("title", "Water"), ("recurrence", "daily"), ("due", "2026-01-01")];
                make(open, Kind::Task, &[&task]).await;
            }
            Self::Import => {}
        }
    }

    /// Does it once.
    pub(super) async fn once(self, open: &Arc<Open>, folder: &Path, round: u64) {
        let is_first = round.is_multiple_of(2);
        match self {
            Self::Move => {
                let (stage, reason) = if is_first {
                    ("lost", Some("price".into()))
                } else {
                    ("proposal", None)
                };
                let patch = [
                    ("stage", Some(stage.into())),
                    ("lost_reason", reason),
                    ("next_step", Some(Value::Text(round.to_string()))),
                ];
                update(open, "DEAL-1", patch).await;
            }
            Self::Bulk => {
                let company = Some(Value::Text(round.to_string()));
                let bulk = BulkStart {
                    kind: Kind::Deal,
                    selection: Selection::Matching {
                        filter: String::new(),
                        except: Vec::new(),
                    },
                    change: BulkChange::Set {
                        patch: Patch::from([("company".to_owned(), company)]),
                    },
                };
                let job = open.bulk_start(&grant(open, Verb::Write), bulk).await.unwrap();
                finish(open, job).await;
            }
            Self::Merge if is_first => {
                let (keep, gone) = (named(open, "CON-1").await, named(open, "CON-2").await);
                let emails = ["anna@acme.example", "ann@acme.example"].map(str::to_owned).to_vec();
                let merge = EntityMerge {
                    keep: keep.id,
                    gone: gone.id,
                    patch: Patch::from([("emails".to_owned(), Some(Value::List(emails)))]),
                };
                open.entity_merge(&grant(open, Verb::Write), merge).await.unwrap();
            }
            Self::Import if is_first => import(open, folder).await,
            Self::Merge | Self::Import => {
                let undone = open.undo(&grant(open, Verb::Write), Nothing {}).await.unwrap();
                assert!(undone.summary.is_some(), "there is something to undo");
            }
            Self::Finish => {
                let waiting = listed(open, Kind::Task, "is:open").await;
                let reference = waiting.entities[0].reference.to_string();
                update(open, &reference, [("stage", Some("done".into()))]).await;
            }
        }
    }

    /// The round that the workspace is of, having looked that nothing in it is of another.
    pub(super) async fn found(self, open: &Open) -> u64 {
        match self {
            Self::Move => {
                let deal = named(open, "DEAL-1").await;
                let round: u64 = text(&deal, "next_step").unwrap().parse().unwrap();
                let wanted = if round.is_multiple_of(2) {
                    (Some("lost"), Some("price"))
                } else {
                    (Some("proposal"), None)
                };
                assert_eq!(
                    (text(&deal, "stage"), text(&deal, "lost_reason")),
                    wanted,
                    "of one round"
                );
                round
            }
            Self::Bulk => {
                let deals = listed(open, Kind::Deal, "").await;
                assert_eq!(deals.entities.len(), MANY);
                let first = text(&deals.entities[0], "company").unwrap();
                let same = deals.entities.iter().all(|deal| text(deal, "company") == Some(first));
                assert!(same, "all are changed, or none");
                first.parse().unwrap()
            }
            Self::Merge => {
                let is_merged = is_merged(open).await;
                told_apart(open, 5, is_merged).await
            }
            Self::Finish => {
                let (waiting, done) = (
                    listed(open, Kind::Task, "is:open").await,
                    listed(open, Kind::Task, "stage:done").await,
                );
                assert_eq!(waiting.total, 1, "one task of the series waits");
                u64::try_from(done.total).unwrap() - 1
            }
            Self::Import => {
                let rows = listed(open, Kind::Contact, "").await.total;
                assert!(
                    rows == 0 || rows == i64::try_from(MANY).unwrap(),
                    "{rows} rows are there"
                );
                told_apart(open, 0, rows > 0).await
            }
        }
    }
}

/// The round of an act that is done in even rounds and undone in odd ones: behind those of its preparation, each round
/// left one change set.
async fn told_apart(open: &Open, prepared: usize, is_first: bool) -> u64 {
    let mut sets = Vec::new();
    let mut after = 0;
    loop {
        let page = open.store().changes_since(after, 1_000).await.unwrap();
        let Some(last) = page.last() else { break };
        after = last.change.seq;
        sets.extend(page.into_iter().map(|fed| fed.change.change_set));
    }
    sets.dedup();
    let round = u64::try_from(sets.len() - prepared - 1).unwrap();
    assert_eq!(
        round.is_multiple_of(2),
        is_first,
        "what is there is what was written last"
    );
    round
}

async fn prepare_merge(open: &Open) {
    let anna = [("first_name", "Anna"), ("last_name", "Berg")];
    let ann = [("first_name", "Ann"), ("last_name", "Berg")];
    let contacts = make(open, Kind::Contact, &[&anna, &ann]).await;
    for (contact, email) in contacts.iter().zip(["anna@acme.example", "ann@acme.example"]) {
        let emails = Some(Value::List(vec![email.to_owned()]));
        update(open, &contact.reference.to_string(), [("emails", emails)]).await;
    }
    let gone = contacts[1].id;
    make(open, Kind::Deal, &[&[("name", "Roof"), ("contact", &gone.to_string())]]).await;
    let note = Op::NoteAdd {
        at: None,
        id: None,
        on: vec![gone],
        entry: TimelineKind::Note,
        text: "Prefers the morning".to_owned(),
    };
    open.store().write(&grant(open, Verb::Write), vec![note]).await.unwrap();
}

/// Whether the two are one; everything that hung on the one that went says the same.
async fn is_merged(open: &Open) -> bool {
    let (keep, gone) = (named(open, "CON-1").await, named(open, "CON-2").await);
    let deal = named(open, "DEAL-1").await;
    let is_merged = gone.deleted_at.is_some();
    let notes = async |id: EntityId| open.store().timeline(id).await.unwrap().len();
    let found = (
        keep.fields.get("emails").map_or(0, |emails| emails.texts().len()),
        text(&deal, "contact").map(str::to_owned),
        notes(keep.id).await,
        notes(gone.id).await,
    );
    let wanted = if is_merged {
        (2, Some(keep.id.to_string()), 1, 0)
    } else {
        (1, Some(gone.id.to_string()), 0, 1)
    };
    assert_eq!(found, wanted, "merged: {is_merged}");
    is_merged
}

async fn import(open: &Arc<Open>, folder: &Path) {
    let path = folder.join("people.csv");
    let mut file = "First Name,Last Name,Email\n".to_owned();
    for row in 0..MANY {
        writeln!(file, "Given{row},Family{row},given{row}@acme.example").unwrap();
    }
    std::fs::write(&path, file).unwrap();
    let grant = grant(open, Verb::Import);
    let look = ImportInspect {
        path: path.display().to_string(),
        kind: Some(Kind::Contact),
        options: None,
    };
    let looked = open.import_inspect(&grant, look).await.unwrap();
    let start = ImportStart {
        path: path.display().to_string(),
        kind: Kind::Contact,
        options: looked.options,
        mapping: looked.mapping,
        duplicates: DuplicatePolicy::Create,
        dry_run: false,
    };
    let job = open.import_start(&grant, start).await.unwrap();
    finish(open, job).await;
}

async fn finish(open: &Open, job: Job) {
    loop {
        let jobs = open.job_list(&grant(open, Verb::Read), Nothing {}).await.unwrap().jobs;
        match jobs.into_iter().find(|known| known.id == job.id).unwrap().state {
            JobState::Running { .. } => tokio::time::sleep(Duration::from_millis(1)).await,
            JobState::Finished { .. } => return,
            other => panic!("{other:?}"),
        }
    }
}

fn grant(open: &Open, verb: Verb) -> Grant {
    Policy::grant(&open.me(), verb, None).unwrap()
}

async fn make(open: &Open, kind: Kind, many: &[&[(&str, &str)]]) -> Vec<Entity> {
    let ops = many.iter().map(|fields| Op::Create {
        id: None,
        draft: Draft {
            kind,
            fields: fields
                .iter()
                .map(|(key, value)| ((*key).to_owned(), (*value).into()))
                .collect::<Fields>(),
        },
    });
    let written = open.store().write(&grant(open, Verb::Write), ops.collect()).await;
    written.unwrap().entities
}

async fn named(open: &Open, reference: &str) -> Entity {
    open.entity_named(reference).await.unwrap()
}

async fn update<const N: usize>(open: &Open, reference: &str, patch: [(&str, Option<Value>); N]) {
    let entity = named(open, reference).await;
    let update = EntityUpdate {
        id: entity.id,
        revision: entity.revision,
        patch: patch.into_iter().map(|(key, value)| (key.to_owned(), value)).collect(),
    };
    open.entity_update(&grant(open, Verb::Write), update).await.unwrap();
}

async fn listed(open: &Open, kind: Kind, filter: &str) -> EntityPage {
    let list = EntityList {
        kind,
        filter: filter.to_owned(),
        sort: Vec::new(),
        offset: 0,
        limit: 100,
    };
    open.entity_list(&grant(open, Verb::Read), list).await.unwrap()
}

fn text<'a>(entity: &'a Entity, key: &str) -> Option<&'a str> {
    entity.fields.get(key).and_then(Value::first_text)
}
