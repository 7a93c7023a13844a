//! The commands of a day's work, on a real workspace.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod assisting;
mod configuring;
mod embedding;
mod killed;
mod masking;
mod reminding;
mod resembling;
mod suggesting;
mod summing;
mod turning;

use std::sync::Arc;

use workestra_core::{Draft, Entity, EntityId, Fields, Grant, Kind, Patch, Policy, Value, Verb};
use workestra_store::Op;

use super::Open;
use crate::api::{
    AttachmentAdd, AttachmentSave, BulkChange, BulkStart, EntityName, EntityUpdate, Job, JobState, Nothing, Selection,
};
use crate::{Custody, headless};

/// An open workspace and the folder that it is in.
struct Desk {
    dir: tempfile::TempDir,
    open: Arc<Open>,
}

impl Desk {
    async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("workspace");
        let (open, _) = headless::create(&folder, "Test", "Dana", Custody::None, false, None)
            .await
            .unwrap();
        Self {
            dir,
            open: Arc::new(open),
        }
    }

    fn grant(&self, verb: Verb) -> Grant {
        Policy::grant(&self.open.me(), verb, None).unwrap()
    }

    async fn make(&self, kind: Kind, many: &[&[(&str, &str)]]) -> Vec<Entity> {
        let ops = many
            .iter()
            .map(|fields| Op::Create {
                id: None,
                draft: Draft {
                    kind,
                    fields: fields
                        .iter()
                        .map(|(key, value)| ((*key).to_owned(), (*value).into()))
                        .collect::<Fields>(),
                },
            })
            .collect();
        let written = self.open.store().write(&self.grant(Verb::Write), ops).await.unwrap();
        written.entities
    }

    async fn get(&self, id: EntityId) -> Entity {
        self.open.store().entity(id).await.unwrap().unwrap().entity
    }

    async fn bulk(&self, selection: Selection, change: BulkChange) -> Job {
        let bulk = BulkStart {
            kind: Kind::Deal,
            selection,
            change,
        };
        let job = self.open.bulk_start(&self.grant(Verb::Write), bulk).await.unwrap();
        loop {
            let jobs = self
                .open
                .job_list(&self.grant(Verb::Read), Nothing {})
                .await
                .unwrap()
                .jobs;
            let now = jobs.into_iter().find(|known| known.id == job.id).unwrap();
            if !matches!(now.state, JobState::Running { .. }) {
                return now;
            }
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    }
}

fn set(key: &str, value: &str) -> BulkChange {
    BulkChange::Set {
        patch: Patch::from([(key.to_owned(), Some(value.into()))]),
    }
}

fn text(entity: &Entity, key: &str) -> Option<String> {
    entity.fields.get(key).and_then(Value::first_text).map(str::to_owned)
}

#[tokio::test]
async fn many_are_changed_at_once_and_one_undo_takes_it_back() {
    let desk = Desk::new().await;
    let deals = desk
        .make(
            Kind::Deal,
            &[
                &[("name", "Roof one")],
                &[("name", "Roof two")],
                &[("name", "Roof three")],
                &[("name", "Cellar")],
            ],
        )
        .await;
    let matching = Selection::Matching {
        filter: "roof".to_owned(),
        except: vec![deals[2].id],
    };
    let job = desk.bulk(matching, set("stage", "proposal")).await;
    let JobState::Finished { summary, left_out, .. } = job.state else {
        panic!("{:?}", job.state);
    };
    assert_eq!((summary.as_str(), left_out.len()), ("moved 2 deals to Proposal", 0));
    let mut stages = Vec::new();
    for deal in &deals {
        stages.push(text(&desk.get(deal.id).await, "stage").unwrap());
    }
    assert_eq!(stages, ["proposal", "proposal", "qualification", "qualification"]);
    let undone = desk.open.undo(&desk.grant(Verb::Write), Nothing {}).await.unwrap();
    assert!(undone.summary.is_some());
    assert_eq!(
        text(&desk.get(deals[0].id).await, "stage").as_deref(),
        Some("qualification")
    );
}

#[tokio::test]
async fn what_a_rule_keeps_from_changing_is_named_and_the_rest_is_changed() {
    let desk = Desk::new().await;
    let deals = desk
        .make(
            Kind::Deal,
            &[&[("name", "Roof"), ("lost_reason", "price")], &[("name", "Cellar")]],
        )
        .await;
    let ids: Vec<EntityId> = deals.iter().map(|deal| deal.id).collect();
    let job = desk.bulk(Selection::Ids { ids }, set("stage", "lost")).await;
    let JobState::Finished { summary, left_out, .. } = job.state else {
        panic!("{:?}", job.state);
    };
    assert_eq!(summary, "moved 1 deal to Lost; 1 was left as it is");
    assert_eq!(left_out.len(), 1);
    assert_eq!(left_out[0].entity, "DEAL-2 Cellar");
    assert_eq!(text(&desk.get(deals[0].id).await, "stage").as_deref(), Some("lost"));
    assert_eq!(
        text(&desk.get(deals[1].id).await, "stage").as_deref(),
        Some("qualification")
    );
}

#[tokio::test]
async fn tags_are_added_and_removed_in_any_case() {
    let desk = Desk::new().await;
    let deals = desk.make(Kind::Deal, &[&[("name", "Roof")]]).await;
    let ids = vec![deals[0].id];
    let tag = |add: &[&str], remove: &[&str]| BulkChange::Tag {
        add: add.iter().map(|tag| (*tag).to_owned()).collect(),
        remove: remove.iter().map(|tag| (*tag).to_owned()).collect(),
    };
    desk.bulk(Selection::Ids { ids: ids.clone() }, tag(&["Cold", "North"], &[]))
        .await;
    desk.bulk(Selection::Ids { ids }, tag(&["cold", "Warm"], &["NORTH"]))
        .await;
    let tags = desk.get(deals[0].id).await.fields.get("tags").cloned();
    assert_eq!(
        tags.as_ref().map(Value::texts),
        Some(&["Cold".to_owned(), "Warm".to_owned()][..])
    );
}

#[tokio::test]
async fn a_filter_that_is_not_understood_changes_nothing() {
    let desk = Desk::new().await;
    desk.make(Kind::Deal, &[&[("name", "Roof")]]).await;
    let bulk = BulkStart {
        kind: Kind::Deal,
        selection: Selection::Matching {
            filter: "stage:nowhere".to_owned(),
            except: Vec::new(),
        },
        change: BulkChange::Trash,
    };
    let grant = desk.grant(Verb::Write);
    assert!(desk.open.bulk_start(&grant, bulk).await.is_err());
}

#[tokio::test]
async fn a_task_that_is_done_comes_again_and_undo_takes_both_back() {
    let desk = Desk::new().await;
    let tasks = desk
        .make(
            Kind::Task,
            &[&[
                ("title", "Water the plants"),
                ("recurrence", "daily"),
                ("due", "2026-01-01"),
            ]],
        )
        .await;
    let update = EntityUpdate {
        id: tasks[0].id,
        revision: tasks[0].revision,
        patch: Patch::from([("stage".to_owned(), Some("done".into()))]),
    };
    let grant = desk.grant(Verb::Write);
    let written = desk.open.entity_update(&grant, update).await.unwrap();
    assert!(
        written.summary.starts_with("moved TASK-1 to Done; TASK-2 comes next"),
        "{}",
        written.summary
    );
    let next = desk.open.entity_named("TASK-2").await.unwrap();
    assert_eq!(text(&next, "stage").as_deref(), Some("todo"));
    assert!(text(&next, "due") > Some("2026-01-01".to_owned()));
    desk.open.undo(&grant, Nothing {}).await.unwrap();
    assert_eq!(text(&desk.get(tasks[0].id).await, "stage").as_deref(), Some("todo"));
    assert!(desk.get(next.id).await.deleted_at.is_some());
}

#[tokio::test]
async fn a_file_from_the_disk_is_attached_with_its_text() {
    let desk = Desk::new().await;
    let deals = desk.make(Kind::Deal, &[&[("name", "Roof")]]).await;
    let path = desk.dir.path().join("offer.txt");
    std::fs::write(&path, "Slates, gutters and flashing").unwrap();
    let grant = desk.grant(Verb::Write);
    let add = |path: &std::path::Path| AttachmentAdd {
        id: deals[0].id,
        path: path.display().to_string(),
    };
    let attached = desk.open.attachment_add(&grant, add(&path)).await.unwrap();
    assert_eq!(
        (attached.summary.as_str(), attached.unread),
        ("attached offer.txt to DEAL-1", None)
    );
    let name = EntityName {
        entity: "DEAL-1".to_owned(),
    };
    let list = desk.open.attachment_list(&grant, name).await.unwrap().attachments;
    assert_eq!(list.len(), 1);
    assert!(list[0].has_text);
    let copy = desk.dir.path().join("copy.txt");
    let save = AttachmentSave {
        id: list[0].id,
        path: copy.display().to_string(),
    };
    desk.open
        .attachment_save(&desk.grant(Verb::Export), save)
        .await
        .unwrap();
    assert_eq!(std::fs::read_to_string(&copy).unwrap(), "Slates, gutters and flashing");
    let missing = desk.dir.path().join("nothing.txt");
    assert!(desk.open.attachment_add(&grant, add(&missing)).await.is_err());
    assert!(
        desk.open.attachment_add(&grant, add(desk.dir.path())).await.is_err(),
        "a folder is no file"
    );
}
