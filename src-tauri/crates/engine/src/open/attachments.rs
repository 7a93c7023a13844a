//! The commands on what hangs on entities (notes, activities, links), and undo and redo.

use workestra_core::{Grant, Scorecard};
use workestra_store::{NoteId, Op};

use super::{Open, summary};
use crate::api::{
    CommandError, DraftText, Drafts, ErrorCode, KeptDraft, LinkAdd, LinkRemove, NoteAdd, NoteRemove, NoteUpdate,
    Nothing, ScorecardAdd, TimelineKind, Undone, Written,
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
            TimelineKind::Scorecard => {
                return Err(CommandError::new(
                    ErrorCode::InvalidArguments,
                    "a scorecard has scores: it is written with scorecard_add",
                ));
            }
        };
        let op = Op::NoteAdd {
            id: None,
            on: note.ids,
            entry: note.entry,
            text: note.text,
            at: None,
        };
        self.write(grant, vec![op], |entities| summary::of_entities(what, entities))
            .await
    }

    pub(crate) async fn note_update(&self, grant: &Grant, note: NoteUpdate) -> Result<Written, CommandError> {
        let op = Op::NoteUpdate {
            id: note_id(&note.id)?,
            text: note.text,
        };
        self.write(grant, vec![op], |entities| {
            summary::of_entities("changed a note of", entities)
        })
        .await
    }

    pub(crate) async fn scorecard_add(&self, grant: &Grant, add: ScorecardAdd) -> Result<Written, CommandError> {
        let op = Op::ScorecardAdd {
            on: add.candidate,
            scorecard: Scorecard {
                ratings: add.ratings,
                recommendation: add.recommendation,
            },
            text: add.text,
        };
        self.write(grant, vec![op], |entities| {
            summary::of_entities("added a scorecard to", entities)
        })
        .await
    }

    pub(crate) async fn draft_save(&self, grant: &Grant, draft: DraftText) -> Result<Nothing, CommandError> {
        self.store.save_draft(grant, &draft.key, &draft.text).await?;
        Ok(Nothing {})
    }

    pub(crate) async fn draft_list(&self, _: &Grant, _: Nothing) -> Result<Drafts, CommandError> {
        let drafts = self.store.drafts(self.me.id).await?;
        let drafts = drafts.into_iter().map(|draft| KeptDraft {
            key: draft.key,
            text: draft.text,
            at: draft.at,
        });
        Ok(Drafts {
            drafts: drafts.collect(),
        })
    }

    pub(crate) async fn note_remove(&self, grant: &Grant, note: NoteRemove) -> Result<Written, CommandError> {
        let id = note_id(&note.id)?;
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

fn note_id(id: &str) -> Result<NoteId, CommandError> {
    id.parse()
        .map_err(|_| CommandError::not_found("there is no such note any more"))
}
