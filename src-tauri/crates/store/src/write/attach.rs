//! Notes, activities and links: what hangs on entities. A change holds the whole of it, so that it can come back.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use sqlx::Row as _;
use uuid::Uuid;
use workestra_core::{ChangeOp, EntityId, Kind, Scorecard, TimelineKind, UtcMillis, Verb};

use super::Writing;
use super::apply::Failure;
use super::derived;
use super::queue::{Touches, key_of};
use crate::api::{StoredEntity, new_id};
use crate::entity::kinds_of;
use crate::error::{OpError, StoreError};
use crate::op::{Applied, LinkId, NoteId};
use crate::sql::{self, Cell, json_ids};
use crate::table::read_id;
use crate::timeline::{read_kind_of_entry, read_scorecard};

/// Longest text of a note, in characters.
const LONGEST_NOTE: usize = 1_000_000;

/// Longest role of a link, in characters.
const LONGEST_ROLE: usize = 200;

/// A note as a change holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct NoteRow {
    pub(super) id: NoteId,
    pub(super) on: Vec<i64>,
    entry: String,
    pub(super) text: String,
    actor: i64,
    at: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    scorecard: Option<Scorecard>,
}

/// A link as a change holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct LinkRow {
    pub(super) id: LinkId,
    pub(super) source: i64,
    pub(super) target: i64,
    pub(super) role: String,
}

/// Names what hangs there, in `changes.field`.
pub(super) const NOTE: &str = "note";
pub(super) const LINK: &str = "link";

impl Writing<'_> {
    pub(super) async fn note_add(
        &mut self,
        id: Option<NoteId>,
        on: &[EntityId],
        entry: TimelineKind,
        text: &str,
        at: Option<UtcMillis>,
    ) -> Result<Applied, Failure> {
        let text = text_of(text)?;
        if on.is_empty() {
            return Err(OpError::Senseless("a note hangs on at least one entity".to_owned()).into());
        }
        let mut targets = Vec::new();
        for &id in on {
            let target = self.target(id, Verb::Write).await?;
            if targets.iter().all(|known: &StoredEntity| known.num != target.num) {
                targets.push(target);
            }
        }
        if let Some(id) = id
            && self.note(id).await?.is_some()
        {
            return Err(OpError::Senseless(format!("the note {id} is there already")).into());
        }
        let note = NoteRow {
            id: id.unwrap_or_else(new_id),
            on: targets.iter().map(|target| target.num).collect(),
            entry: entry.name().to_owned(),
            text,
            actor: self.actor,
            at: at.unwrap_or(self.at).0,
            scorecard: None,
        };
        self.note_put(&note).await?;
        let schema = self.store.schema();
        for target in targets {
            let def = schema.kind(target.entity.kind);
            if let Some(fields) = derived::on_entry(def, &target.entity.fields, entry, UtcMillis(note.at)) {
                self.put_fields(&schema, target, fields)?;
            }
        }
        Ok(Applied::Note(note.id))
    }

    pub(super) async fn scorecard_add(
        &mut self,
        on: EntityId,
        scorecard: Scorecard,
        text: &str,
    ) -> Result<Applied, Failure> {
        let target = self.target(on, Verb::Write).await?;
        if target.entity.kind != Kind::Candidate {
            let message = format!("a {} cannot be given a scorecard: candidates can", target.entity.kind);
            return Err(OpError::Senseless(message).into());
        }
        let scorecard = scorecard
            .checked()
            .map_err(|error| OpError::Senseless(error.to_string()))?;
        let text = text.trim();
        let note = NoteRow {
            id: new_id(),
            on: vec![target.num],
            entry: TimelineKind::Scorecard.name().to_owned(),
            text: if text.is_empty() { String::new() } else { text_of(text)? },
            actor: self.actor,
            at: self.at.0,
            scorecard: Some(scorecard),
        };
        self.note_put(&note).await?;
        Ok(Applied::Note(note.id))
    }

    pub(super) async fn note_update(&mut self, id: NoteId, text: &str) -> Result<Applied, Failure> {
        let before = self.note(id).await?.ok_or(OpError::NotThere("note"))?;
        for (_, kind) in kinds_of(self.connection().await?, &before.on).await? {
            self.allow(Verb::Write, kind)?;
        }
        if !read_kind_of_entry(&before.entry)?.is_editable() {
            let message = "what others have read, and opinions, stay as they were written: write another entry";
            return Err(OpError::Senseless(message.to_owned()).into());
        }
        let after = NoteRow {
            text: text_of(text)?,
            ..before.clone()
        };
        if after != before {
            self.note_rewrite(&before, &after).await?;
        }
        Ok(Applied::Note(id))
    }

    /// Puts another text in the place of a note's, which is there.
    pub(super) async fn note_rewrite(&mut self, before: &NoteRow, after: &NoteRow) -> Result<(), StoreError> {
        let update = "UPDATE notes SET text = ? WHERE id = ?";
        let cells = [after.text.as_str().into(), after.id.into()];
        self.queue.run(Touches::Notes, key_of(after.id), update, cells);
        for &num in &before.on {
            self.attached(num, NOTE, json(before)?, json(after)?).await?;
        }
        Ok(())
    }

    pub(super) async fn note_remove(&mut self, id: NoteId) -> Result<Applied, Failure> {
        let note = self.note(id).await?.ok_or(OpError::NotThere("note"))?;
        for (_, kind) in kinds_of(self.connection().await?, &note.on).await? {
            self.allow(Verb::Write, kind)?;
        }
        self.note_take(&note).await?;
        Ok(Applied::Note(id))
    }

    /// A note that is there.
    pub(super) async fn note(&mut self, id: NoteId) -> Result<Option<NoteRow>, StoreError> {
        Ok(self.notes_of(&[id]).await?.remove(&id))
    }

    /// Those of the notes that are there.
    pub(super) async fn notes_of(&mut self, ids: &[NoteId]) -> Result<HashMap<NoteId, NoteRow>, StoreError> {
        let query = "SELECT id, entry, text, actor, at, scorecard, (
                 SELECT json_group_array(num ORDER BY num) FROM note_entities WHERE note = notes.id)
             FROM notes WHERE id IN (SELECT unhex(value) FROM json_each(?))";
        let rows = sql::rows(self.connection().await?, query, [json_ids(ids.iter().copied())]).await?;
        let mut notes = HashMap::with_capacity(rows.len());
        for row in rows {
            let on = serde_json::from_str(row.try_get(6)?).map_err(|error| StoreError::Corrupt(error.to_string()))?;
            let note = NoteRow {
                id: read_id(&row, 0)?,
                on,
                entry: row.try_get(1)?,
                text: row.try_get(2)?,
                actor: row.try_get(3)?,
                at: row.try_get(4)?,
                scorecard: read_scorecard(row.try_get(5)?)?,
            };
            notes.insert(note.id, note);
        }
        Ok(notes)
    }

    pub(super) async fn note_put(&mut self, note: &NoteRow) -> Result<(), StoreError> {
        let key = key_of(note.id);
        let cells = [
            note.id.into(),
            note.entry.as_str().into(),
            note.text.as_str().into(),
            note.actor.into(),
            UtcMillis(note.at).into(),
            note.scorecard.as_ref().map_or(Ok(Cell::Null), json)?,
        ];
        let notes = "notes (id, entry, text, actor, at, scorecard)";
        self.queue.insert(Touches::Notes, key, notes, cells);
        for &num in &note.on {
            let cells = [num.into(), note.id.into()];
            self.queue
                .insert(Touches::Notes, key, "note_entities (num, note)", cells);
            self.attached(num, NOTE, Cell::Null, json(note)?).await?;
        }
        Ok(())
    }

    pub(super) async fn note_take(&mut self, note: &NoteRow) -> Result<(), StoreError> {
        let delete = "DELETE FROM notes WHERE id = ?";
        self.queue
            .run(Touches::Notes, key_of(note.id), delete, [note.id.into()]);
        for &num in &note.on {
            self.attached(num, NOTE, json(note)?, Cell::Null).await?;
        }
        Ok(())
    }

    pub(super) async fn link_add(&mut self, from: EntityId, to: EntityId, role: &str) -> Result<Applied, Failure> {
        let role = role.trim().replace('\0', "");
        if role.chars().count() > LONGEST_ROLE {
            return Err(OpError::Senseless(format!("a role has at most {LONGEST_ROLE} characters")).into());
        }
        if from == to {
            return Err(OpError::Senseless("an entity cannot be linked to itself".to_owned()).into());
        }
        let source = self.target(from, Verb::Write).await?.num;
        let target = self.target(to, Verb::Write).await?.num;
        if self.is_linked(source, target, &role).await? {
            return Err(OpError::Senseless("they are linked so already".to_owned()).into());
        }
        let link = LinkRow {
            id: new_id(),
            source,
            target,
            role,
        };
        self.link_put(&link).await?;
        Ok(Applied::Link(link.id))
    }

    pub(super) async fn link_remove(&mut self, id: LinkId) -> Result<Applied, Failure> {
        let link = self.link(id).await?.ok_or(OpError::NotThere("link"))?;
        for (_, kind) in kinds_of(self.connection().await?, &[link.source, link.target]).await? {
            self.allow(Verb::Write, kind)?;
        }
        self.link_take(&link).await?;
        Ok(Applied::Link(id))
    }

    /// A link that is there.
    pub(super) async fn link(&mut self, id: LinkId) -> Result<Option<LinkRow>, StoreError> {
        Ok(self.links_of(&[id]).await?.remove(&id))
    }

    /// Those of the links that are there.
    pub(super) async fn links_of(&mut self, ids: &[LinkId]) -> Result<HashMap<LinkId, LinkRow>, StoreError> {
        let query = "SELECT id, source, target, role FROM links WHERE id IN (SELECT unhex(value) FROM json_each(?))";
        let rows = sql::rows(self.connection().await?, query, [json_ids(ids.iter().copied())]).await?;
        let mut links = HashMap::with_capacity(rows.len());
        for row in rows {
            let link = LinkRow {
                id: read_id(&row, 0)?,
                source: row.try_get(1)?,
                target: row.try_get(2)?,
                role: row.try_get(3)?,
            };
            links.insert(link.id, link);
        }
        Ok(links)
    }

    pub(super) async fn link_put(&mut self, link: &LinkRow) -> Result<(), StoreError> {
        let cells = [
            link.id.into(),
            link.source.into(),
            link.target.into(),
            link.role.as_str().into(),
        ];
        self.queue.insert(
            Touches::Links,
            key_of(link.id),
            "links (id, source, target, role)",
            cells,
        );
        self.known.link_follows(link.source, link.target, &link.role, true);
        for num in [link.source, link.target] {
            self.attached(num, LINK, Cell::Null, json(link)?).await?;
        }
        Ok(())
    }

    pub(super) async fn link_take(&mut self, link: &LinkRow) -> Result<(), StoreError> {
        let delete = "DELETE FROM links WHERE id = ?";
        self.queue
            .run(Touches::Links, key_of(link.id), delete, [link.id.into()]);
        self.known.link_follows(link.source, link.target, &link.role, false);
        for num in [link.source, link.target] {
            self.attached(num, LINK, json(link)?, Cell::Null).await?;
        }
        Ok(())
    }

    /// Takes note that something that hangs on an entity changed; its revision stays.
    pub(super) async fn attached(&mut self, num: i64, what: &str, old: Cell, new: Cell) -> Result<(), StoreError> {
        if let Some(revision) = self.stored_if_there(num).await?.map(|stored| stored.entity.revision) {
            self.change(num, ChangeOp::Attach, revision, Some(what), old, new);
        }
        Ok(())
    }
}

/// The text of a note as it is kept.
fn text_of(text: &str) -> Result<String, OpError> {
    let text = text.trim().replace('\0', "");
    if text.is_empty() || text.chars().count() > LONGEST_NOTE {
        return Err(OpError::Senseless(format!("a note has 1 to {LONGEST_NOTE} characters")));
    }
    Ok(text)
}

pub(super) fn json(what: &impl Serialize) -> Result<Cell, StoreError> {
    serde_json::to_string(what)
        .map(Cell::Text)
        .map_err(|error| StoreError::Corrupt(error.to_string()))
}

/// Both ends of a link that a change holds, for clearing what is said of an entity elsewhere.
pub(super) fn ends(text: &str) -> Option<[i64; 2]> {
    let link: LinkRow = serde_json::from_str(text).ok()?;
    Some([link.source, link.target])
}

/// The id of what a change holds.
pub(super) fn id_of(text: &str) -> Option<Uuid> {
    serde_json::from_str::<serde_json::Value>(text)
        .ok()?
        .get("id")?
        .as_str()?
        .parse()
        .ok()
}
