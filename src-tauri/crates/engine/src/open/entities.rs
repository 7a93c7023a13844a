//! The commands on entities and their lists.

use std::collections::BTreeSet;

use workestra_core::query::parse::{Parsed, QueryContext, parse};
use workestra_core::recurrence::following;
use workestra_core::{Entity, EntityId, FieldType, Grant, Kind, Schema, Value};
use workestra_store::{ListQuery, Op};

use super::{Open, summary};
use crate::api::{
    CommandError, EntityArchive, EntityCreate, EntityDetail, EntityIds, EntityList, EntityName, EntityPage,
    EntityUpdate, ErrorCode, History, KindCounts, Nothing, SchemaAnswer, TitleOf, Written,
};
use crate::engine::today;

/// The most entities that one command names.
const MOST_IDS: usize = 10_000;

impl Open {
    pub(crate) async fn schema_get(&self, _: &Grant, _: Nothing) -> Result<SchemaAnswer, CommandError> {
        Ok(SchemaAnswer {
            schema: (*self.schema()).clone(),
            members: (*self.members()).clone(),
            me: self.me.id,
            tags: self.store.tags(200).await?.into_iter().map(|tag| tag.tag).collect(),
        })
    }

    /// How many entities each kind has.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub async fn kind_counts(&self, _: &Grant, _: Nothing) -> Result<KindCounts, CommandError> {
        let counts = self.store.counts().await?;
        Ok(KindCounts {
            counts: counts.into_iter().map(Into::into).collect(),
        })
    }

    /// Parses a filter as the list of a kind means it.
    pub(crate) fn parse_filter(&self, text: &str, kind: Kind) -> Parsed {
        let (schema, members) = (self.schema(), self.members());
        let context = QueryContext {
            schema: &schema,
            members: &members,
            me: self.me.id,
            today: today(),
            kind: Some(kind),
        };
        parse(text, &context)
    }

    /// A page of a list.
    ///
    /// # Errors
    /// When a sort column does not exist or the file cannot be read. What the filter does not understand is in the answer.
    pub async fn entity_list(&self, _: &Grant, list: EntityList) -> Result<EntityPage, CommandError> {
        let parsed = self.parse_filter(&list.filter, list.kind);
        let sort: Vec<(String, bool)> = list.sort.into_iter().map(|sort| (sort.key, sort.descending)).collect();
        let query = ListQuery {
            kind: list.kind,
            query: &parsed.query,
            sort: &sort,
            offset: list.offset,
            limit: list.limit.clamp(1, 500),
        };
        let page = self.store.list(&query).await?;
        let titles = self.titles_in(&page.entities).await?;
        Ok(EntityPage {
            entities: page.entities,
            total: page.total,
            issues: parsed.issues,
            titles,
        })
    }

    /// All that an entity's page shows.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when there is no such entity.
    pub async fn entity_get(&self, _: &Grant, name: EntityName) -> Result<EntityDetail, CommandError> {
        let entity = self.entity_named(&name.entity).await?;
        let timeline = self.store.timeline(entity.id).await?;
        let links = self.store.links(entity.id).await?;
        let stages = self.store.stage_history(entity.id).await?;
        let titles = self.titles_in(std::slice::from_ref(&entity)).await?;
        Ok(EntityDetail {
            entity,
            timeline: timeline.into_iter().map(Into::into).collect(),
            links: links.into_iter().map(Into::into).collect(),
            stages: stages.into_iter().map(Into::into).collect(),
            titles,
        })
    }

    pub(crate) async fn entity_history(&self, _: &Grant, name: EntityName) -> Result<History, CommandError> {
        let entity = self.entity_named(&name.entity).await?;
        Ok(History {
            changes: self.store.history(entity.id, 500).await?,
        })
    }

    pub(crate) async fn entity_create(&self, grant: &Grant, create: EntityCreate) -> Result<Written, CommandError> {
        self.write(
            grant,
            vec![Op::Create {
                id: None,
                draft: create.draft,
            }],
            |entities| summary::of_entities("created", entities),
        )
        .await
    }

    pub(crate) async fn entity_update(&self, grant: &Grant, update: EntityUpdate) -> Result<Written, CommandError> {
        let labels = update.patch.keys().cloned().collect::<Vec<_>>();
        let schema = self.schema();
        let before = self.entity_named(&update.id.to_string()).await?;
        let next = following(&schema, &before, &update.patch, today());
        let mut ops = vec![Op::Update {
            id: update.id,
            revision: Some(update.revision),
            patch: update.patch,
        }];
        ops.extend(next.map(|draft| Op::Create { id: None, draft }));
        self.write(grant, ops, |entities| match entities {
            [done, next] => format!(
                "{}; {} comes next, due {}",
                summary::of_update(&schema, std::slice::from_ref(done), &labels),
                next.reference,
                next.fields.get("due").and_then(Value::first_text).unwrap_or_default()
            ),
            _ => summary::of_update(&schema, entities, &labels),
        })
        .await
    }

    pub(crate) async fn entity_archive(&self, grant: &Grant, archive: EntityArchive) -> Result<Written, CommandError> {
        let verb = if archive.archived {
            "archived"
        } else {
            "took out of the archive:"
        };
        self.each(grant, archive.ids, verb, |id| Op::Archive {
            id,
            archived: archive.archived,
        })
        .await
    }

    pub(crate) async fn entity_trash(&self, grant: &Grant, which: EntityIds) -> Result<Written, CommandError> {
        self.each(grant, which.ids, "moved to the trash:", |id| Op::Trash { id })
            .await
    }

    pub(crate) async fn entity_restore(&self, grant: &Grant, which: EntityIds) -> Result<Written, CommandError> {
        self.each(grant, which.ids, "restored", |id| Op::Restore { id }).await
    }

    pub(crate) async fn entity_erase(&self, grant: &Grant, which: EntityIds) -> Result<Written, CommandError> {
        let count = which.ids.len();
        let mut written = self
            .each(grant, which.ids, "deleted for good", |id| Op::Erase { id })
            .await?;
        written.summary = format!("deleted {} for good", summary::count(count, "entity", "entities"));
        Ok(written)
    }

    async fn each(
        &self,
        grant: &Grant,
        ids: Vec<EntityId>,
        verb: &str,
        op: impl Fn(EntityId) -> Op,
    ) -> Result<Written, CommandError> {
        if ids.is_empty() || ids.len() > MOST_IDS {
            return Err(CommandError::new(
                ErrorCode::InvalidArguments,
                format!("name between 1 and {MOST_IDS} entities, not {}", ids.len()),
            ));
        }
        self.write(grant, ids.into_iter().map(op).collect(), |entities| {
            summary::of_entities(verb, entities)
        })
        .await
    }

    /// Writes operations as one change set and says what was done.
    pub(crate) async fn write(
        &self,
        grant: &Grant,
        ops: Vec<Op>,
        summary: impl FnOnce(&[Entity]) -> String,
    ) -> Result<Written, CommandError> {
        let written = self.store.write(grant, ops).await?;
        let summary = summary(&written.entities);
        Ok(Written {
            change_set: written.change_set,
            entities: written.entities,
            summary,
        })
    }

    /// Titles of the entities that fields of these refer to.
    pub(super) async fn titles_in(&self, entities: &[Entity]) -> Result<Vec<TitleOf>, CommandError> {
        let ids = referred(&self.schema(), entities);
        let titles = self.store.titles(&ids).await?;
        Ok(titles.into_iter().map(Into::into).collect())
    }
}

/// Ids in the entity-reference fields.
fn referred(schema: &Schema, entities: &[Entity]) -> Vec<EntityId> {
    let ids: BTreeSet<EntityId> = entities
        .iter()
        .flat_map(|entity| {
            schema
                .kind(entity.kind)
                .fields
                .iter()
                .filter(|field| matches!(field.ty, FieldType::Entity { .. }))
                .filter_map(|field| entity.fields.get(field.key.as_ref()))
                .flat_map(Value::texts)
        })
        .filter_map(|text| text.parse().ok())
        .collect();
    ids.into_iter().collect()
}
