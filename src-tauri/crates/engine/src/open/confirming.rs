//! The commands of the confirmation window, and the log.

use std::time::Duration;

use serde_json::Value as Json;
use tokio::sync::broadcast;
use workestra_assistant::{Answer, Edits, Gate, GateError, Shown};
use workestra_core::{Actor, Digest, EntityRef, FieldType, Grant, Kind};
use workestra_store::{AuditRow, Confirmation, ConfirmationState};

use super::{Open, summary};
use crate::api::{
    Answered, AuditAsk, AuditContent, AuditLine, AuditName, AuditPage, AuditVerified, ChangeSetName, CommandError,
    ConfirmationCard, ConfirmationEdits, ConfirmationLook, ConfirmationName, ConfirmationResolve, ConfirmationView,
    Confirmations, ErrorCode, Event, Nothing, Undone,
};

impl Open {
    pub(crate) async fn confirmation_list(&self, _: &Grant, _: Nothing) -> Result<Confirmations, CommandError> {
        let pending = self.store.confirmations_pending().await?;
        Ok(Confirmations {
            confirmations: pending.iter().map(card).collect(),
        })
    }

    pub(crate) async fn confirmation_show(&self, _: &Grant, name: ConfirmationName) -> Result<Nothing, CommandError> {
        self.show_confirmation(name.id);
        Ok(Nothing {})
    }

    /// Brings the window up for a confirmation.
    pub(super) fn show_confirmation(&self, id: uuid::Uuid) {
        self.host.show_confirmation();
        let _ = self.events.send(Event::ConfirmationShown { id });
    }

    pub(crate) async fn confirmation_hide(&self, _: &Grant, _: Nothing) -> Result<Nothing, CommandError> {
        self.host.hide_confirmation();
        Ok(Nothing {})
    }

    pub(crate) async fn confirmation_look(
        &self,
        _: &Grant,
        look: ConfirmationLook,
    ) -> Result<ConfirmationView, CommandError> {
        let confirmation = self.store.confirmation(look.id).await?;
        let confirmation = confirmation.ok_or(GateError::NoSuchConfirmation)?;
        let (shown, digest) = self.assisting.gate.preview(look.id, &edits(look.edits)).await?;
        self.view(&confirmation, shown, digest).await
    }

    /// The one command that lets something be done in the assistant's name. Only the confirmation window can call it.
    pub(crate) async fn confirmation_resolve(
        &self,
        _: &Grant,
        resolve: ConfirmationResolve,
    ) -> Result<ConfirmationCard, CommandError> {
        let note = Some(resolve.note.trim().to_owned()).filter(|note| !note.is_empty());
        let answer = if resolve.approve {
            Answer::Approve {
                digest: read_digest(&resolve.digest)?,
                edits: edits(resolve.edits),
                typed: resolve.typed,
                note,
            }
        } else {
            Answer::Decline { note }
        };
        let person = self.desk.person(&self.me);
        let confirmation = self.assisting.gate.resolve(person, resolve.id, answer).await?;
        if confirmation.state == ConfirmationState::Executed {
            self.look_for_mail(&confirmation).await;
        }
        self.confirmation_changed(&confirmation);
        Ok(card(&confirmation))
    }

    /// What was carried out may have put emails into the outbox.
    async fn look_for_mail(&self, confirmation: &Confirmation) {
        let shown: Option<Shown> = serde_json::from_value(confirmation.shown.clone()).ok();
        let changes = shown.map(|shown| shown.changes).unwrap_or_default();
        let emails = changes.iter().filter(|change| change.field.as_deref() == Some("email"));
        let on: Vec<EntityRef> = emails.map(|change| change.reference).collect();
        if on.is_empty() {
            return;
        }
        self.outbox.look_again();
        match self.store.entities_by_ref(&on).await {
            Ok(found) => found.iter().for_each(|stored| self.outbox.tell(stored.entity.id)),
            // It is done all the same: only the windows hear of it later.
            Err(error) => tracing::warn!(%error, "the windows were not told of an email"),
        }
    }

    /// Tells the windows how a confirmation stands.
    pub(super) fn confirmation_changed(&self, confirmation: &Confirmation) {
        let _ = self.events.send(Event::ConfirmationChanged {
            card: card(confirmation),
        });
        let _ = self.events.send(Event::AiChanged);
    }

    /// Takes one change set back.
    pub(crate) async fn change_set_undo(&self, grant: &Grant, name: ChangeSetName) -> Result<Undone, CommandError> {
        Ok(summary::of_undone(
            "undid",
            self.store.undo_set(grant, name.change_set).await?,
        ))
    }

    async fn view(
        &self,
        confirmation: &Confirmation,
        shown: Shown,
        digest: Digest,
    ) -> Result<ConfirmationView, CommandError> {
        let asked_by = match (confirmation.actor, confirmation.conversation) {
            (Actor::Mcp { .. }, _) => "An MCP client".to_owned(),
            (Actor::Member { .. }, _) => "You, from a suggestion beside the entity".to_owned(),
            (_, Some(conversation)) => {
                let conversation = self.store.conversation(self.me.id, conversation).await?;
                conversation.map_or_else(
                    || "The assistant".to_owned(),
                    |conversation| format!("The assistant, in “{}”", conversation.title),
                )
            }
            _ => "The assistant".to_owned(),
        };
        let mut changes = shown.changes;
        for change in &mut changes {
            let key = change.field.clone();
            change.old = self
                .in_words(change.reference.kind, key.as_deref(), change.old.take())
                .await?;
            change.new = self
                .in_words(change.reference.kind, key.as_deref(), change.new.take())
                .await?;
        }
        Ok(ConfirmationView {
            // With edits, it says what the edited one would do.
            card: ConfirmationCard {
                sentence: shown.sentence,
                ..card(confirmation)
            },
            asked_by,
            by_ai: !matches!(confirmation.actor, Actor::Member { .. }),
            reason: shown.reason,
            tool: shown.tool,
            reversible: shown.reversible,
            destructive: shown.destructive,
            type_first: shown.type_first,
            steps: shown.steps,
            changes,
            arguments: shown.arguments,
            digest: hex(&digest),
        })
    }

    /// A field's value in the words that people know it by: the stage's name, the member's, the entity's title. What it is
    /// stays as it is.
    async fn in_words(&self, kind: Kind, key: Option<&str>, value: Option<Json>) -> Result<Option<Json>, CommandError> {
        let (schema, members) = (self.schema(), self.members());
        let def = schema.kind(kind);
        let field = key.and_then(|key| def.field(key));
        let (Some(field), Some(Json::String(text))) = (field, &value) else {
            return Ok(value);
        };
        let words = match &field.ty {
            FieldType::Stage => def.stage(text).map(|stage| stage.label.to_string()),
            FieldType::Select { choices } => {
                let choice = choices.iter().find(|choice| choice.key == text.as_str());
                choice.map(|choice| choice.label.to_string())
            }
            FieldType::Member => {
                let member = members.iter().find(|member| member.id.to_string() == *text);
                member.map(|member| member.name.clone())
            }
            FieldType::Entity { .. } => match text.parse() {
                Ok(id) => {
                    let title = self.store.titles(&[id]).await?.pop();
                    title.map(|title| format!("{} {}", title.reference, title.title))
                }
                Err(_) => None,
            },
            _ => None,
        };
        Ok(words.map(Json::from).or(value))
    }

    pub(crate) async fn audit_page(&self, _: &Grant, ask: AuditAsk) -> Result<AuditPage, CommandError> {
        let limit = usize::try_from(ask.limit.clamp(1, 200)).unwrap_or(200);
        let rows = self.store.audit_page(ask.before, limit).await?;
        let (newest, oldest) = (
            rows.first().map_or(0, |row| row.seq),
            rows.last().map_or(0, |row| row.seq),
        );
        let kept = self.store.audit_kept(oldest, newest).await?;
        let lines = rows.into_iter().map(|row| line(row, &kept));
        Ok(AuditPage {
            rows: lines.collect::<Result<_, _>>()?,
        })
    }

    pub(crate) async fn audit_content(&self, _: &Grant, name: AuditName) -> Result<AuditContent, CommandError> {
        Ok(AuditContent {
            content: self.store.audit_payload(name.seq).await?,
        })
    }

    pub(crate) async fn audit_verify(&self, _: &Grant, _: Nothing) -> Result<AuditVerified, CommandError> {
        let check = self.store.audit_verify().await?;
        let message = match check.broken {
            Some(row) => format!(
                "row {row} does not follow from the one before it: the log was changed from outside; {} rows before it are as they were written",
                check.rows
            ),
            None if check.rows == 0 => "the log is empty: nothing was asked of a provider or a tool yet".to_owned(),
            None => format!(
                "all {} rows follow from each other; the last one is {}",
                check.rows, check.head
            ),
        };
        Ok(AuditVerified {
            rows: check.rows,
            broken_at: check.broken,
            message,
        })
    }
}

/// Ends what nobody answered in time: at the start, and while the workspace stays open.
pub(super) async fn expire_due(gate: Gate, events: broadcast::Sender<Event>) {
    const BETWEEN: Duration = Duration::from_secs(60);
    loop {
        match gate.expire_due().await {
            Ok(ended) => {
                for confirmation in &ended {
                    let _ = events.send(Event::ConfirmationChanged {
                        card: card(confirmation),
                    });
                }
                if !ended.is_empty() {
                    let _ = events.send(Event::AiChanged);
                }
            }
            Err(error) => {
                tracing::warn!(%error, "confirmations whose time is over could not be ended; they are looked for again")
            }
        }
        tokio::time::sleep(BETWEEN).await;
    }
}

/// A confirmation as cards show it.
pub(super) fn card(confirmation: &Confirmation) -> ConfirmationCard {
    let sentence = confirmation
        .shown
        .get("sentence")
        .and_then(|sentence| sentence.as_str());
    ConfirmationCard {
        id: confirmation.id,
        conversation: confirmation.conversation,
        sentence: sentence.unwrap_or(&confirmation.tool).to_owned(),
        state: match confirmation.state {
            ConfirmationState::Pending => Answered::Pending,
            ConfirmationState::Declined => Answered::Declined,
            ConfirmationState::Expired => Answered::Expired,
            ConfirmationState::Stale => Answered::Stale,
            ConfirmationState::Failed => Answered::Failed,
            ConfirmationState::Executed => Answered::Executed,
        },
        note: confirmation.note.clone(),
        opened_at: confirmation.opened_at,
        expires_at: confirmation.expires_at,
        change_set: confirmation.change_set,
    }
}

fn edits(edits: ConfirmationEdits) -> Edits {
    Edits {
        set: edits.set,
        drop: edits.drop,
    }
}

fn line(row: AuditRow, kept: &[i64]) -> Result<AuditLine, CommandError> {
    let actor = row
        .actor
        .parse()
        .map_err(|error| CommandError::new(ErrorCode::Failed, format!("row {} of the log: {error}", row.seq)))?;
    Ok(AuditLine {
        has_content: kept.contains(&row.seq),
        seq: row.seq,
        at: row.at,
        actor,
        origin: row.origin.name().to_owned(),
        action: row.action,
        objects: row.objects,
        host: row.host,
        model: row.model,
        decision: row.decision,
        result: row.result,
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn read_digest(text: &str) -> Result<Digest, CommandError> {
    let wrong = || {
        CommandError::new(
            ErrorCode::InvalidArguments,
            "approving needs the digest of what was shown",
        )
    };
    if text.len() != 64 || !text.is_ascii() {
        return Err(wrong());
    }
    let mut digest = [0; 32];
    for (at, byte) in digest.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).map_err(|_| wrong())?;
    }
    Ok(digest)
}

impl From<GateError> for CommandError {
    fn from(error: GateError) -> Self {
        let code = match error {
            GateError::Unwritten(error) => return error.into(),
            GateError::Unread(error) => return error.into(),
            GateError::NoSuchConfirmation => ErrorCode::NotFound,
            GateError::NotAsShown => ErrorCode::Stale,
            GateError::MustType(_) | GateError::TypeFirst(_) | GateError::NotEditable(_) | GateError::Edited(_) => {
                ErrorCode::InvalidArguments
            }
            GateError::Denied(_) => ErrorCode::Denied,
        };
        Self::new(code, error.to_string())
    }
}
