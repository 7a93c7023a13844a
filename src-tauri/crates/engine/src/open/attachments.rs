//! The commands on what hangs on entities (notes, activities, links), and undo and redo.

use workestra_core::Grant;
use workestra_store::Op;

use super::{Open, summary};
use crate::api::{
    CommandError, ErrorCode, LinkAdd, LinkRemove, NoteAdd, NoteRemove, Nothing, TimelineKind, Undone, Written,
};

impl Open {
    pub(crate) async fn note_add(&self, grant: &Grant, note: NoteAdd) -> Result<Written, CommandError> {
        if note.text.trim().is_empty() || note.ids.is_empty() {
            return Err(CommandError::new(
                ErrorCode::InvalidArguments,
                "a note needs a text and an entity to hang on: write something first",
            ));
        }
        let what = match note.entry {
            TimelineKind::Note => "added a note to",
            TimelineKind::Call => "logged a call with",
            TimelineKind::Meeting => "logged a meeting with",
            TimelineKind::Email => "logged an email with",
            TimelineKind::PublicMessage => "added a public message to",
            TimelineKind::InternalMessage => "added an internal message to",
        };
        let op = Op::NoteAdd {
            id: None,
            on: note.ids,
            entry: note.entry.into(),
            text: note.text,
            at: None,
        };
        self.write(grant, vec![op], |entities| summary::of_entities(what, entities))
            .await
    }

    pub(crate) async fn note_remove(&self, grant: &Grant, note: NoteRemove) -> Result<Written, CommandError> {
        let id = note
            .id
            .parse()
            .map_err(|_| CommandError::not_found("there is no such note any more"))?;
        self.write(grant, vec![Op::NoteRemove { id }], |entities| {
            summary::of_entities("removed a note from", entities)
        })
        .await
    }

    pub(crate) async fn link_add(&self, grant: &Grant, link: LinkAdd) -> Result<Written, CommandError> {
        let op = Op::LinkAdd {
            from: link.from,
            to: link.to,
            role: link.role,
        };
        self.write(grant, vec![op], |entities| summary::of_entities("linked", entities))
            .await
    }

    pub(crate) async fn link_remove(&self, grant: &Grant, link: LinkRemove) -> Result<Written, CommandError> {
        let id = link
            .id
            .parse()
            .map_err(|_| CommandError::not_found("there is no such link any more"))?;
        self.write(grant, vec![Op::LinkRemove { id }], |entities| {
            summary::of_entities("unlinked", entities)
        })
        .await
    }

    pub(crate) async fn undo(&self, grant: &Grant, _: Nothing) -> Result<Undone, CommandError> {
        Ok(summary::of_undone("undid", self.store.undo(grant).await?))
    }

    pub(crate) async fn redo(&self, grant: &Grant, _: Nothing) -> Result<Undone, CommandError> {
        Ok(summary::of_undone("did again", self.store.redo(grant).await?))
    }
}
