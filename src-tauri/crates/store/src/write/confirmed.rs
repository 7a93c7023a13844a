//! The one place where the assistant and MCP clients write: what a person approved, as it was shown, once.

use serde_json::{Value as Json, json};
use sqlx::Row as _;
use workestra_core::{Kind, Policy, Resolution};

use super::Writing;
use crate::audit::{self, AuditEntry};
use crate::confirmation::{self, Confirmation, ConfirmationState};
use crate::effect::{Effect, comparable};
use crate::error::{OpError, StoreError, WriteError};
use crate::op::{Op, Written};
use crate::sql::{self, Cell};
use crate::store::Store;

/// An approved confirmation to carry out.
#[derive(Debug)]
pub struct Execution {
    /// The approval.
    pub resolution: Resolution,
    /// What it comes to.
    pub ops: Vec<Op>,
    /// What the person was shown that these ops do, as [`comparable`] writes it.
    pub expected: Vec<Json>,
    /// The person's words.
    pub note: Option<String>,
    /// The row that tells of it. Its confirmation, decision and result are filled in.
    pub audit: AuditEntry,
}

/// What came of an approval.
#[derive(Debug)]
pub enum Executed {
    /// It was carried out.
    Done {
        /// As it stands now.
        confirmation: Box<Confirmation>,
        /// What was written.
        written: Box<Written>,
        /// What it did.
        effects: Vec<Effect>,
    },
    /// It was answered before; nothing was done now.
    Answered(Box<Confirmation>),
    /// Its time was over; nothing was done.
    Expired,
    /// What it is about is not as it was shown; nothing was done.
    Stale(String),
    /// An operation was refused; nothing was done.
    Failed(OpError),
}

enum Stop {
    As(Executed),
    Lost(WriteError),
}

impl<E: Into<WriteError>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Lost(error.into())
    }
}

impl Store {
    /// Carries out what a person approved: looks again whether it may be, writes it, says so in the log and marks the
    /// confirmation, all in one transaction. Whatever happens in between, either all of it is there or nothing.
    ///
    /// What comes back as expired, stale or failed leaves the confirmation pending: [`Store::confirmation_lapse`] ends it.
    ///
    /// # Errors
    /// Refused when the approval was not given at this workspace's desk, or is of another confirmation; else the
    /// database failed. Nothing was done then.
    pub async fn execute(&self, execution: Execution) -> Result<Executed, WriteError> {
        let Execution {
            resolution,
            ops,
            expected,
            note,
            audit,
        } = execution;
        if !self.inner().seal.knows(&resolution) {
            return Err(OpError::Denied("approve this: only the confirmation window of this workspace can").into());
        }
        let grant = Policy::confirmed(resolution);
        let mut writing = self.begin_any(&grant).await?;
        match writing.carry_out(ops, &expected, note, audit).await {
            Ok((confirmation, effects)) => {
                let written = writing.commit().await?;
                Ok(Executed::Done {
                    confirmation: Box::new(confirmation),
                    written: Box::new(written),
                    effects,
                })
            }
            Err(Stop::As(outcome)) => {
                writing.rollback().await;
                Ok(outcome)
            }
            Err(Stop::Lost(error)) => {
                writing.rollback().await;
                Err(error)
            }
        }
    }
}

impl Writing<'_> {
    async fn carry_out(
        &mut self,
        ops: Vec<Op>,
        expected: &[Json],
        note: Option<String>,
        mut audit: AuditEntry,
    ) -> Result<(Confirmation, Vec<Effect>), Stop> {
        let (id, digest, member, actor) = match self.grant.resolution() {
            Some(resolution) => (
                resolution.confirmation(),
                *resolution.digest(),
                resolution.member(),
                resolution.actor(),
            ),
            None => return Err(OpError::Denied("write in the assistant's name").into()),
        };
        let confirmation = confirmation::load(self.connection().await?, id)
            .await?
            .ok_or(OpError::NotThere("confirmation"))?;
        if confirmation.actor != actor {
            return Err(OpError::Denied("approve what somebody else asked").into());
        }
        if confirmation.state != ConfirmationState::Pending {
            return Err(Stop::As(Executed::Answered(Box::new(confirmation))));
        }
        if self.at >= confirmation.expires_at {
            return Err(Stop::As(Executed::Expired));
        }
        if let Some(changed) = self.changed_since(&confirmation).await? {
            return Err(Stop::As(Executed::Stale(changed)));
        }
        for outcome in self.apply(ops).await? {
            if let Err(refused) = outcome {
                return Err(Stop::As(match refused {
                    OpError::Stale { .. } => Executed::Stale(refused.to_string()),
                    other => Executed::Failed(other),
                }));
            }
        }
        let effects = self.effects().await?;
        if comparable(&effects, &self.store.schema()) != expected {
            return Err(Stop::As(Executed::Stale(
                "it would not do any more what was shown: look at it again".to_owned(),
            )));
        }
        let mut references: Vec<String> = effects.iter().map(|effect| effect.reference.to_string()).collect();
        references.dedup();
        let result = json!({ "entities": references });
        // Also when all was as asked already: that it was approved is to be kept.
        self.lasting = true;
        let update =
            "UPDATE confirmations SET state = 'executed', resolved_at = ?, resolved_by = ?, resolved_digest = ?,
             note = ?, result = ?, change_set = ? WHERE id = ? AND state = 'pending'";
        let cells = [
            self.at.into(),
            member.0.into(),
            Cell::Blob(digest.to_vec()),
            note.into(),
            result.to_string().into(),
            self.id.0.into(),
            id.into(),
        ];
        sql::execute(self.connection().await?, update, cells).await?;
        audit.confirmation = Some(id);
        audit.decision = Some("approved".to_owned());
        audit.result = Some("executed".to_owned());
        audit.objects.extend(references);
        let store = self.store.clone();
        audit::append(self.connection().await?, &store, audit).await?;
        let confirmation = confirmation::load(self.connection().await?, id)
            .await?
            .ok_or(OpError::NotThere("confirmation"))?;
        Ok((confirmation, effects))
    }

    /// What has another revision than it was shown with.
    async fn changed_since(&mut self, confirmation: &Confirmation) -> Result<Option<String>, StoreError> {
        let select = |kind: Kind| {
            format!(
                "SELECT k.display_title FROM confirmation_entities c JOIN {kind} k ON k.num = c.num
                 WHERE c.confirmation = ? AND k.revision <> c.revision"
            )
        };
        let id = confirmation.id;
        let script = Kind::ALL.map(select).join(" UNION ALL ");
        let cells = Kind::ALL.map(|_| Cell::from(id));
        let rows = sql::rows_made(self.connection().await?, script, cells).await?;
        let titles: Vec<&str> = rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
        Ok(match titles.as_slice() {
            [] => None,
            [first, ..] => Some(format!("{first} was changed since it was shown: look at it again")),
        })
    }
}
