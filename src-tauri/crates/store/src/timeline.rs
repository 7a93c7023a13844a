//! What hangs on an entity: notes and activities, links, the stages it went through.

use std::collections::HashMap;

use sqlx::{Row as _, SqliteConnection};
use workestra_core::{
    Actor, ChangeOp, EntityId, EntityRef, FieldType, Kind, Scorecard, TimelineKind, UtcMillis, Value,
};

use crate::entity::{self, nums_of};
use crate::error::StoreError;
use crate::op::{LinkId, NoteId};
use crate::sql::{self, json_numbers};
use crate::store::Store;
use crate::table::read_id;

/// An entity by name, where the whole is not needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleOf {
    /// The document key that search uses.
    pub num: i64,
    /// Identity.
    pub id: EntityId,
    /// Its reference, which says its kind.
    pub reference: EntityRef,
    /// Its title.
    pub title: String,
}

/// A note or an activity.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineEntry {
    /// Identity.
    pub id: NoteId,
    /// What it is.
    pub entry: TimelineKind,
    /// Markdown.
    pub text: String,
    /// The scores, of a scorecard.
    pub scorecard: Option<Scorecard>,
    /// Who wrote it.
    pub actor: Actor,
    /// When.
    pub at: UtcMillis,
    /// The other entities it hangs on.
    pub also_on: Vec<TitleOf>,
}

/// A link to another entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Identity; absent when the link is a field's reference, of this entity or of the other one.
    pub id: Option<LinkId>,
    /// The other end.
    pub to: TitleOf,
    /// What the other end is to this one; the field's label for references.
    pub role: String,
    /// Whether it was made from this end, or is a field's of this entity.
    pub from_here: bool,
}

/// A stay in a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageVisit {
    /// The stage's key.
    pub stage: String,
    /// Since when.
    pub entered_at: UtcMillis,
    /// Who moved it there.
    pub actor: Actor,
}

/// The texts of the notes of one entity, for its search document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotesText {
    /// The entity.
    pub num: i64,
    /// Newest first.
    pub texts: Vec<String>,
}

/// The kind of an entity and its count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindCount {
    /// The kind.
    pub kind: Kind,
    /// How many are neither archived nor in the trash.
    pub count: i64,
    /// How many of those are open and past their deadline.
    pub overdue: i64,
}

/// A stored word for what an entry is.
pub(crate) fn read_kind_of_entry(name: &str) -> Result<TimelineKind, StoreError> {
    TimelineKind::ALL
        .into_iter()
        .find(|entry| entry.name() == name)
        .ok_or_else(|| StoreError::Corrupt(format!("a timeline entry is a “{name}”")))
}

impl Store {
    /// Notes and activities, newest first.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn timeline(&self, id: EntityId) -> Result<Vec<TimelineEntry>, StoreError> {
        let mut connection = self.reader().await?;
        let Some(place) = nums_of(&mut connection, &[id]).await?.remove(&id) else {
            return Ok(Vec::new());
        };
        let query = "SELECT n.id, n.entry, n.text, n.actor, n.at, n.scorecard,
                (SELECT json_group_array(o.num) FROM note_entities o WHERE o.note = n.id AND o.num <> e.num)
             FROM note_entities e JOIN notes n ON n.id = e.note WHERE e.num = ? ORDER BY n.at DESC, n.id DESC";
        let mut entries = Vec::new();
        for row in sql::rows(&mut connection, query, [place.num.into()]).await? {
            let others: Vec<i64> =
                serde_json::from_str(row.try_get(6)?).map_err(|error| StoreError::Corrupt(error.to_string()))?;
            let also_on = match others.is_empty() {
                true => Vec::new(),
                false => entity::titles(&mut connection, &others).await?,
            };
            entries.push(TimelineEntry {
                id: read_id(&row, 0)?,
                entry: read_kind_of_entry(row.try_get(1)?)?,
                text: row.try_get(2)?,
                scorecard: read_scorecard(row.try_get(5)?)?,
                actor: self.inner().actors.get(row.try_get(3)?)?,
                at: UtcMillis(row.try_get(4)?),
                also_on,
            });
        }
        Ok(entries)
    }

    /// Texts of notes, activities and files, for those of the entities that have any.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn notes_text(&self, nums: &[i64]) -> Result<Vec<NotesText>, StoreError> {
        let mut connection = self.reader().await?;
        let query = "SELECT e.num, n.text, n.at, n.id FROM note_entities e JOIN notes n ON n.id = e.note
             WHERE e.num IN (SELECT value FROM json_each(?1))
             UNION ALL SELECT num, name || char(10) || substr(coalesce(text, ''), 1, 200000), at, id FROM attachments
             WHERE num IN (SELECT value FROM json_each(?1)) AND removed = 0
             ORDER BY 1, 3 DESC, 4 DESC";
        let mut notes: Vec<NotesText> = Vec::new();
        for row in sql::rows(&mut connection, query, [json_numbers(nums)]).await? {
            let (num, text): (i64, String) = (row.try_get(0)?, row.try_get(1)?);
            match notes.last_mut().filter(|notes| notes.num == num) {
                Some(notes) => notes.texts.push(text),
                None => notes.push(NotesText { num, texts: vec![text] }),
            }
        }
        Ok(notes)
    }

    /// Links both ways, and references both ways: entities whose fields refer to it, at most 200 per field.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn links(&self, id: EntityId) -> Result<Vec<Link>, StoreError> {
        let schema = self.schema();
        let Some(stored) = self.entity(id).await? else {
            return Ok(Vec::new());
        };
        let mut connection = self.reader().await?;
        let mut found: Vec<(Option<LinkId>, i64, String, bool)> = Vec::new();
        let query = "SELECT id, target, role, 1 FROM links WHERE source = ?1
             UNION ALL SELECT id, source, role, 0 FROM links WHERE target = ?1 ORDER BY id";
        for row in sql::rows(&mut connection, query, [stored.num.into()]).await? {
            let from_here = row.try_get::<i64, _>(3)? == 1;
            found.push((Some(read_id(&row, 0)?), row.try_get(1)?, row.try_get(2)?, from_here));
        }
        for field in &schema.kind(stored.entity.kind).fields {
            let is_entity = matches!(field.ty, FieldType::Entity { .. });
            let value = stored.entity.fields.get(field.key.as_ref()).filter(|_| is_entity);
            let ids: Vec<EntityId> = value
                .map_or(&[][..], Value::texts)
                .iter()
                .filter_map(|text| text.parse().ok())
                .collect();
            for place in nums_of(&mut connection, &ids).await?.into_values() {
                found.push((None, place.num, field.label.clone().into_owned(), true));
            }
        }
        for (kind, field) in referring_fields(&schema, stored.entity.kind) {
            for num in referring(&mut connection, kind, &field.key, id, Some(200)).await? {
                let singular = schema.kind(kind).singular;
                let role = format!("{singular} · {}", field.label);
                found.push((None, num, role, false));
            }
        }
        let nums: Vec<i64> = found.iter().map(|(_, num, ..)| *num).collect();
        let titles: HashMap<i64, TitleOf> = entity::titles(&mut connection, &nums)
            .await?
            .into_iter()
            .map(|title| (title.num, title))
            .collect();
        let link = |(id, num, role, from_here): (Option<LinkId>, i64, String, bool)| {
            let to = titles.get(&num)?.clone();
            Some(Link {
                id,
                to,
                role,
                from_here,
            })
        };
        Ok(found.into_iter().filter_map(link).collect())
    }

    /// Stages it has been in, oldest first.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn stage_history(&self, id: EntityId) -> Result<Vec<StageVisit>, StoreError> {
        let mut visits = Vec::new();
        for change in self.history(id, 100_000).await?.into_iter().rev() {
            let stage = match (change.op, change.field.as_deref()) {
                (ChangeOp::Create, _) => change.new.as_ref().and_then(|fields| fields.get("stage").cloned()),
                (ChangeOp::Update, Some("stage")) => change.new,
                _ => None,
            };
            if let Some(stage) = stage.as_ref().and_then(|stage| stage.as_str()) {
                visits.push(StageVisit {
                    stage: stage.to_owned(),
                    entered_at: change.at,
                    actor: change.actor,
                });
            }
        }
        Ok(visits)
    }
}

/// The scores of a scorecard as a note's row holds them.
pub(crate) fn read_scorecard(text: Option<&str>) -> Result<Option<Scorecard>, StoreError> {
    text.map(serde_json::from_str)
        .transpose()
        .map_err(|error| StoreError::Corrupt(format!("a scorecard cannot be read: {error}")))
}

/// The declared fields of all kinds that may refer to entities of one kind.
pub(crate) fn referring_fields(schema: &workestra_core::Schema, to: Kind) -> Vec<(Kind, &workestra_core::FieldDef)> {
    let refers = |ty: &FieldType| matches!(ty, FieldType::Entity { kinds } if kinds.contains(&to));
    schema
        .kinds()
        .iter()
        .flat_map(|def| def.fields.iter().map(move |field| (def.kind, field)))
        .filter(|(_, field)| refers(&field.ty) && !field.custom && !field.many)
        .collect()
}

/// The entities whose field refers to this one.
pub(crate) async fn referring(
    connection: &mut SqliteConnection,
    kind: Kind,
    key: &str,
    to: EntityId,
    limit: Option<i64>,
) -> Result<Vec<i64>, StoreError> {
    let live = if limit.is_some() {
        " AND deleted_at IS NULL AND archived_at IS NULL"
    } else {
        ""
    };
    let query = format!("SELECT num FROM {kind} WHERE \"{key}\" = ?{live} ORDER BY num LIMIT ?");
    let rows = sql::rows_made(connection, query, [to.0.into(), limit.unwrap_or(i64::MAX).into()]).await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}
