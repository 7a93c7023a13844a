//! Operations in their order; runs of new entities together, since imports are made of them.

use workestra_core::{Draft, EntityId};

use super::Writing;
use crate::error::{OpError, StoreError, WriteError};
use crate::op::{Applied, Op};

/// Operations that are looked at together, to read what they name.
const TOGETHER: usize = 512;

/// What one operation came to: refused alone, or the whole set lost.
pub(super) enum Failure {
    Refused(OpError),
    Lost(WriteError),
}

impl From<OpError> for Failure {
    fn from(error: OpError) -> Self {
        Self::Refused(error)
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        Self::Lost(error)
    }
}

impl Failure {
    /// Of something that is written outside of change sets, too.
    pub(super) fn of(error: WriteError) -> Self {
        match error {
            WriteError::Refused(refused) => Self::Refused(refused),
            other => Self::Lost(other),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Lost(error.into())
    }
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        Self::Lost(error.into())
    }
}

impl Writing<'_> {
    /// Applies operations in order. A refused one leaves no trace and stands as its error in the answer; the others are
    /// applied.
    ///
    /// # Errors
    /// [`WriteError`] when the database failed: the whole set is then lost.
    pub async fn apply(&mut self, ops: Vec<Op>) -> Result<Vec<Result<Applied, OpError>>, WriteError> {
        let mut outcomes = Vec::with_capacity(ops.len());
        let mut ops = ops.into_iter();
        loop {
            let next: Vec<Op> = ops.by_ref().take(TOGETHER).collect();
            if next.is_empty() {
                break;
            }
            self.look_ahead(&next).await?;
            self.apply_next(next, &mut outcomes).await?;
        }
        if self.applied.len() < super::MOST_ENTITIES {
            self.applied.extend(outcomes.iter().flatten().cloned());
        }
        Ok(outcomes)
    }

    async fn apply_next(
        &mut self,
        ops: Vec<Op>,
        outcomes: &mut Vec<Result<Applied, OpError>>,
    ) -> Result<(), WriteError> {
        let mut drafts: Vec<(Option<EntityId>, Draft)> = Vec::new();
        for op in ops {
            match op {
                Op::Create { id, draft } => drafts.push((id, draft)),
                other => {
                    if !drafts.is_empty() {
                        outcomes.extend(self.create(std::mem::take(&mut drafts)).await?);
                    }
                    outcomes.push(match self.apply_one(other).await {
                        Ok(applied) => Ok(applied),
                        Err(Failure::Refused(refused)) => Err(refused),
                        Err(Failure::Lost(error)) => return Err(error),
                    });
                }
            }
            self.flush_when_full().await?;
        }
        if !drafts.is_empty() {
            outcomes.extend(self.create(drafts).await?);
        }
        Ok(self.flush_when_full().await?)
    }

    async fn apply_one(&mut self, op: Op) -> Result<Applied, Failure> {
        match op {
            // Taken together above.
            Op::Create { .. } => Err(OpError::Senseless("a new entity out of order".to_owned()).into()),
            Op::Update { id, revision, patch } => self.update(id, revision, patch).await,
            Op::Archive { id, archived } => self.archive(id, archived).await,
            Op::Trash { id } => self.trash(id).await,
            Op::Restore { id } => self.restore(id).await,
            Op::Erase { id } => self.erase(id).await,
            Op::NoteAdd {
                id,
                on,
                entry,
                text,
                at,
            } => self.note_add(id, &on, entry, &text, at).await,
            Op::NoteUpdate { id, text } => self.note_update(id, &text).await,
            Op::ScorecardAdd { on, scorecard, text } => self.scorecard_add(on, scorecard, &text).await,
            Op::NoteRemove { id } => self.note_remove(id).await,
            Op::LinkAdd { from, to, role } => self.link_add(from, to, &role).await,
            Op::LinkRemove { id } => self.link_remove(id).await,
            Op::FileAdd { on, file } => self.file_add(on, file).await,
            Op::FileRemove { id } => self.file_remove(id).await,
            Op::Merge { keep, gone, patch } => self.merge(keep, gone, patch).await,
            Op::EmailQueue { email } => self.email_queue(&email).await,
            Op::ViewAdd { view } => self.view_add(&view).await,
            Op::SetUndo { set } => self.set_undo(set).await,
            Op::MemberAdd { member } => {
                self.allow_settings()?;
                self.member_add(member).await
            }
            Op::MemberUpdate { member } => {
                self.allow_settings()?;
                self.member_update(member).await
            }
            Op::StagesSet { kind, stages } => {
                self.allow_settings()?;
                self.stages_set(kind, stages).await
            }
            Op::CustomFieldAdd { kind, field } => {
                self.allow_settings()?;
                self.custom_field_add(kind, field).await
            }
            Op::MemberActive { id, active } => {
                self.allow_settings()?;
                self.member_active(id, active).await
            }
            Op::CustomFieldUpdate { kind, key, label } => {
                self.allow_settings()?;
                self.custom_field_update(kind, &key, &label).await
            }
            Op::CustomFieldRemove { kind, key } => {
                self.allow_settings()?;
                self.custom_field_remove(kind, &key).await
            }
            Op::Rename { name } => {
                self.allow_settings()?;
                self.rename(&name).await
            }
            Op::SettingSet { key, value } => {
                self.allow_settings()?;
                self.setting_set(&key, value).await
            }
        }
    }

    fn allow_settings(&self) -> Result<(), OpError> {
        if self.grant.covers_settings() {
            Ok(())
        } else {
            Err(OpError::Denied("change the workspace's settings"))
        }
    }
}
