//! Operations in their order; runs of new entities together, since imports are made of them.

use workestra_core::{Draft, EntityId, Verb};

use super::Writing;
use crate::error::{OpError, StoreError, WriteError};
use crate::op::{Applied, Op};

/// New entities that are written together.
const TOGETHER: usize = 256;

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
        let mut drafts: Vec<(Option<EntityId>, Draft)> = Vec::new();
        for op in ops {
            match op {
                Op::Create { id, draft } => {
                    drafts.push((id, draft));
                    if drafts.len() == TOGETHER {
                        outcomes.extend(self.create(std::mem::take(&mut drafts)).await?);
                    }
                }
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
        }
        if !drafts.is_empty() {
            outcomes.extend(self.create(drafts).await?);
        }
        self.flush().await?;
        if self.applied.len() < super::MOST_ENTITIES {
            self.applied.extend(outcomes.iter().flatten().cloned());
        }
        Ok(outcomes)
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
            Op::NoteRemove { id } => self.note_remove(id).await,
            Op::LinkAdd { from, to, role } => self.link_add(from, to, &role).await,
            Op::LinkRemove { id } => self.link_remove(id).await,
            Op::MemberAdd { member } => {
                self.allow_settings()?;
                self.member_add(member).await
            }
            Op::CustomFieldAdd { kind, field } => {
                self.allow_settings()?;
                self.custom_field_add(kind, field).await
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

    /// The entity to write to, if it exists and the grant covers it.
    pub(super) async fn target(&mut self, id: EntityId, verb: Verb) -> Result<crate::api::StoredEntity, Failure> {
        let place = crate::entity::nums_of(self.connection()?, &[id])
            .await?
            .remove(&id)
            .ok_or(OpError::NoSuchEntity(id))?;
        self.allow(verb, place.kind)?;
        self.stored(place.kind, place.num).await
    }

    /// An entity that is known to exist.
    pub(super) async fn stored(
        &mut self,
        kind: workestra_core::Kind,
        num: i64,
    ) -> Result<crate::api::StoredEntity, Failure> {
        let store = self.store.clone();
        let found = crate::entity::load_kind(self.connection()?, &store.inner().actors, kind, &[num]).await?;
        let missing = || StoreError::Corrupt(format!("entity {num} has no row"));
        Ok(found.into_iter().next().ok_or_else(missing)?)
    }
}
