//! The facts that rules look at, read from the workspace.

use std::collections::HashMap;
use std::sync::Arc;

use workestra_core::query::{Comparison, Condition, FieldOf, Filter, Operand, Query};
use workestra_core::suggest::{Facts, Happened, Related, Tie, Twin};
use workestra_core::{Date, Entity, EntityId, FieldType, Kind, Member, Schema, StageClass, UtcMillis, Value};
use workestra_store::{Alike, IdentifierKey, Link, ListQuery, StageVisit, folded};

use crate::api::CommandError;
use crate::open::Open;

/// Related entities of a kind about which more is read than what they are.
const CLOSELY: usize = 8;

/// Entities related to one that are looked at.
const MOST: usize = 600;

/// What was read about an entity.
pub(in crate::open) struct Gathered {
    entity: Entity,
    schema: Arc<Schema>,
    members: Arc<Vec<Member>>,
    in_stage_since: Option<UtcMillis>,
    was_moved: bool,
    timeline: Vec<Happened>,
    related: Vec<Related>,
    twins: Vec<Twin>,
    files: usize,
}

impl Gathered {
    /// As the rules see it at an instant and on a day.
    pub(in crate::open) fn facts(&self, now: UtcMillis, today: Date) -> Facts<'_> {
        Facts {
            entity: &self.entity,
            schema: &self.schema,
            members: &self.members,
            now,
            today,
            in_stage_since: self.in_stage_since,
            was_moved: self.was_moved,
            timeline: self.timeline.clone(),
            related: self.related.clone(),
            twins: self.twins.clone(),
            files: self.files,
        }
    }
}

impl Open {
    /// Reads what the rules look at.
    pub(in crate::open) async fn gather(&self, entity: Entity) -> Result<Gathered, CommandError> {
        let id = entity.id;
        let (timeline, links, stages, twins, files) = tokio::try_join!(
            self.store.timeline(id),
            self.store.links(id),
            self.store.stage_history(id),
            self.store.duplicates_of(id),
            self.store.files(id),
        )?;
        let mut related = self.linked(&entity, &links).await?;
        related.extend(self.of_one_person(&entity).await?);
        related.extend(self.of_one_company(&entity).await?);
        self.look_closely(&entity, &mut related).await?;
        let twins = twins.into_iter().filter_map(|twin| {
            let shares = match twin.alike.first()? {
                Alike::Email => "email address",
                Alike::Phone => "phone number",
                Alike::Name => "name and company",
                Alike::Title => "title",
            };
            Some(Twin {
                entity: twin.stored.entity,
                shares,
            })
        });
        Ok(Gathered {
            in_stage_since: since(&entity, &stages),
            was_moved: stages.len() > 1,
            timeline: timeline
                .iter()
                .map(|entry| Happened {
                    id: entry.id,
                    entry: entry.entry,
                    at: entry.at,
                })
                .collect(),
            related,
            twins: twins.collect(),
            files: files.len(),
            schema: self.schema(),
            members: self.members(),
            entity,
        })
    }

    /// What refers to it, what it refers to, and what it is linked with.
    async fn linked(&self, entity: &Entity, links: &[Link]) -> Result<Vec<Related>, CommandError> {
        let schema = self.schema();
        let ids: Vec<EntityId> = links.iter().take(MOST).map(|link| link.to.id).collect();
        let mut entities: HashMap<EntityId, Entity> = HashMap::with_capacity(ids.len());
        for stored in self.store.entities(&ids).await? {
            entities.insert(stored.entity.id, stored.entity);
        }
        let tied = links.iter().take(MOST).filter_map(|link| {
            let other = entities.get(&link.to.id).filter(|other| other.deleted_at.is_none())?;
            Some(related(other.clone(), tie(&schema, entity, other, link)?))
        });
        Ok(tied.collect())
    }

    /// Contacts who have an address or number of the entity.
    async fn of_one_person(&self, entity: &Entity) -> Result<Vec<Related>, CommandError> {
        let texts = |key: &str| entity.fields.get(key).map_or(&[][..], Value::texts);
        let keys: Vec<IdentifierKey> = match entity.kind {
            Kind::Ticket => texts("requester").iter().cloned().map(IdentifierKey::Email).collect(),
            Kind::Candidate => {
                let emails = texts("emails").iter().cloned().map(IdentifierKey::Email);
                emails
                    .chain(texts("phones").iter().cloned().map(IdentifierKey::Phone))
                    .collect()
            }
            Kind::Contact | Kind::Deal | Kind::Task => return Ok(Vec::new()),
        };
        let found = self.store.identifiers(&keys, 5).await?;
        let mut nums: Vec<i64> = found
            .iter()
            .filter(|found| found.kind == Kind::Contact && found.live)
            .map(|found| found.num)
            .collect();
        nums.sort_unstable();
        nums.dedup();
        let stored = self.store.entities_by_num(&nums).await?;
        Ok(stored
            .into_iter()
            .map(|stored| related(stored.entity, Tie::SamePerson))
            .collect())
    }

    /// Contacts of the company of a deal that has no contact; two are enough to know that it is not the only one.
    async fn of_one_company(&self, entity: &Entity) -> Result<Vec<Related>, CommandError> {
        let company = entity.fields.get("company").and_then(Value::first_text);
        let Some(company) = company.filter(|_| entity.kind == Kind::Deal && !entity.fields.contains_key("contact"))
        else {
            return Ok(Vec::new());
        };
        // From and up to it: what is equal is found by the list's index, without looking into every contact.
        let filters = [Comparison::AtLeast, Comparison::AtMost].map(|op| Filter {
            negated: false,
            condition: Condition::Field {
                fields: vec![FieldOf {
                    kind: Kind::Contact,
                    key: "company".to_owned(),
                }],
                op,
                values: vec![Operand::Text(company.to_owned())],
            },
            span: (0, 0),
        });
        let query = Query {
            filters: filters.to_vec(),
            ..Query::default()
        };
        let page = self
            .store
            .list(&ListQuery {
                kind: Kind::Contact,
                query: &query,
                sort: &[],
                offset: 0,
                limit: 3,
            })
            .await?;
        let same = |entity: &Entity| {
            let other = entity.fields.get("company").and_then(Value::first_text);
            other.is_some_and(|other| folded(other) == folded(company))
        };
        Ok(page
            .entities
            .into_iter()
            .filter(same)
            .map(|entity| related(entity, Tie::SameCompany))
            .collect())
    }

    /// Reads more of the few that rules ask more about.
    async fn look_closely(&self, entity: &Entity, related: &mut [Related]) -> Result<(), CommandError> {
        let schema = self.schema();
        let is_open = |other: &Entity| {
            let stage = other.stage().and_then(|key| schema.kind(other.kind).stage(key));
            stage.is_some_and(|stage| stage.class == StageClass::Open)
        };
        match entity.kind {
            Kind::Contact => {
                let work = related
                    .iter_mut()
                    .filter(|related| matches!(related.entity.kind, Kind::Deal | Kind::Ticket))
                    .filter(|related| is_open(&related.entity));
                for related in work.take(CLOSELY) {
                    let id = related.entity.id;
                    related.touched = self.store.timeline(id).await?.first().map(|newest| newest.at);
                    let links = self.store.links(id).await?;
                    let tasks: Vec<EntityId> = links
                        .iter()
                        .filter(|link| link.to.reference.kind == Kind::Task)
                        .map(|link| link.to.id)
                        .collect();
                    let tasks = self.store.entities(&tasks).await?;
                    related.has_open_task = tasks
                        .iter()
                        .any(|task| task.entity.deleted_at.is_none() && is_open(&task.entity));
                }
            }
            Kind::Task => {
                let about = Tie::Refers("about".to_owned());
                for related in related.iter_mut().filter(|related| related.tie == about) {
                    let stages = self.store.stage_history(related.entity.id).await?;
                    related.in_stage_since = since(&related.entity, &stages);
                }
            }
            Kind::Deal | Kind::Ticket | Kind::Candidate => {}
        }
        Ok(())
    }
}

fn related(entity: Entity, tie: Tie) -> Related {
    Related {
        entity,
        tie,
        touched: None,
        in_stage_since: None,
        has_open_task: false,
    }
}

fn tie(schema: &Schema, entity: &Entity, other: &Entity, link: &Link) -> Option<Tie> {
    if link.id.is_some() {
        return Some(Tie::Linked {
            role: link.role.clone(),
            from_here: link.from_here,
        });
    }
    let refers = |from: &Entity, to: &Entity| {
        let mut fields = schema.kind(from.kind).fields.iter();
        let holds = |key: &str| {
            let ids = from.fields.get(key).map_or(&[][..], Value::texts);
            ids.iter().any(|id| *id == to.id.to_string())
        };
        fields
            .find(|field| matches!(field.ty, FieldType::Entity { .. }) && holds(&field.key))
            .map(|field| field.key.to_string())
    };
    match link.from_here {
        true => refers(entity, other).map(Tie::Refers),
        false => refers(other, entity).map(Tie::RefersHere),
    }
}

/// Since when it is in its stage.
fn since(entity: &Entity, stages: &[StageVisit]) -> Option<UtcMillis> {
    let now = stages
        .last()
        .filter(|visit| Some(visit.stage.as_str()) == entity.stage());
    Some(now.map_or(entity.created_at, |visit| visit.entered_at))
}
