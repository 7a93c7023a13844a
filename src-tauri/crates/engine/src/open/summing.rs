//! The commands on summaries, and on what is kept of an answer. A summary is written in the background; the windows hear
//! how it goes.

use std::sync::Arc;

use parking_lot::Mutex;
use serde_json::json;
use uuid::Uuid;
use workestra_assistant::{
    Call, Caller, Content, Outcome, Session, Summaries, SummaryError, SummaryWish, Via, Writing,
};
use workestra_core::{Entity, EntityId, Grant};
use workestra_llm::{CancellationToken, Client, LlmError};

use super::Open;
use super::confirming::card;
use super::conversing::{meanwhile, shown};
use crate::api::{
    AnswerPin, ChatUsage, CommandError, Departure, EntityName, ErrorCode, Event, SuggestionAsked, Summary, SummaryAsk,
    SummaryRunning, SummaryView, SummaryWriting,
};

/// A summary that is being written, or was not.
pub(super) enum Summing {
    /// It is.
    Running {
        /// Ends it.
        cancel: CancellationToken,
        /// How far it is.
        running: SummaryRunning,
    },
    /// It was not, and why.
    Failed(String),
}

impl Open {
    /// The summary of an entity, as it stands against what the entity is now. Nothing leaves the machine for it.
    ///
    /// # Errors
    /// There is no such entity, or the workspace cannot be read.
    pub async fn summary_get(&self, _: &Grant, name: EntityName) -> Result<SummaryView, CommandError> {
        let entity = self.entity_named(&name.entity).await?;
        self.summary_of(&entity).await
    }

    async fn summary_of(&self, entity: &Entity) -> Result<SummaryView, CommandError> {
        // Looked at first: what was written by then is in what is kept.
        let (running, failed) = match self.assisting.summaries.lock().get(&entity.id) {
            Some(Summing::Running { running, .. }) => (Some(running.clone()), None),
            Some(Summing::Failed(why)) => (None, Some(why.clone())),
            None => (None, None),
        };
        let kept = self.summaries().get(entity).await?;
        Ok(SummaryView {
            summary: kept.map(summary),
            running,
            failed,
        })
    }

    /// What would leave the machine for a summary.
    ///
    /// # Errors
    /// No provider is set up, AI is off or may not read the entity, or the workspace cannot be read.
    pub async fn summary_preview(&self, grant: &Grant, ask: SummaryAsk) -> Result<Departure, CommandError> {
        self.usable(grant).await?;
        let entity = self.entity_named(&ask.entity.to_string()).await?;
        let client = self.client().await?;
        let departure = self.summaries().preview(&client, &entity, &wish(&ask)).await?;
        Ok(shown::departure(departure))
    }

    /// Has a summary written in the background.
    ///
    /// # Errors
    /// Nothing is set up, AI is off, nobody asked for it and the rules want that, or one is being written already.
    pub async fn summary_write(self: &Arc<Self>, grant: &Grant, ask: SummaryAsk) -> Result<SummaryView, CommandError> {
        self.usable(grant).await?;
        if ask.unasked && !self.assisting.gate.rules().await?.summaries_unasked {
            let message = "summaries are written when somebody asks for them: the settings under AI say so";
            return Err(CommandError::new(ErrorCode::Denied, message));
        }
        let entity = self.entity_named(&ask.entity.to_string()).await?;
        let client = self.client().await?;
        let cancel = self.assisting.token();
        {
            let mut summaries = self.assisting.summaries.lock();
            if matches!(summaries.get(&entity.id), Some(Summing::Running { .. })) {
                let message = "a summary of this is being written: wait for it, or stop it";
                return Err(CommandError::new(ErrorCode::Busy, message));
            }
            let running = SummaryRunning {
                step: "reading".to_owned(),
                ..SummaryRunning::default()
            };
            let cancel = cancel.clone();
            summaries.insert(entity.id, Summing::Running { cancel, running });
        }
        let (open, of) = (Arc::clone(self), entity.clone());
        tokio::spawn(async move {
            let ended = open.sum_up(&client, &of, &wish(&ask), &cancel).await;
            open.summed_up(of.id, ended);
        });
        self.summary_of(&entity).await
    }

    async fn sum_up(
        &self,
        client: &Client,
        entity: &Entity,
        wish: &SummaryWish,
        cancel: &CancellationToken,
    ) -> Result<(), SummaryError> {
        let news: Mutex<Option<SummaryRunning>> = Mutex::default();
        let hear = |now: SummaryRunning| {
            if let Some(Summing::Running { running, .. }) = self.assisting.summaries.lock().get_mut(&entity.id) {
                running.clone_from(&now);
                *news.lock() = Some(now);
            }
        };
        let tell = || {
            if let Some(running) = news.lock().take() {
                let _ = self.events.send(Event::SummaryMoved {
                    entity: entity.id,
                    running: Some(running),
                });
            }
        };
        let summaries = self.summaries();
        meanwhile(summaries.write(client, entity, wish, cancel, &hear), tell).await
    }

    fn summed_up(&self, entity: EntityId, ended: Result<(), SummaryError>) {
        {
            let mut summaries = self.assisting.summaries.lock();
            summaries.remove(&entity);
            match ended {
                // Whoever stopped it knows why.
                Ok(()) | Err(SummaryError::Provider(LlmError::Cancelled)) => {}
                Err(error) => {
                    let _ = summaries.insert(entity, Summing::Failed(error.to_string()));
                }
            }
        }
        let _ = self.events.send(Event::SummaryMoved { entity, running: None });
    }

    pub(crate) async fn summary_stop(&self, _: &Grant, name: EntityName) -> Result<SummaryView, CommandError> {
        let entity = self.entity_named(&name.entity).await?;
        if let Some(Summing::Running { cancel, .. }) = self.assisting.summaries.lock().get(&entity.id) {
            cancel.cancel();
        }
        self.summary_of(&entity).await
    }

    pub(crate) async fn summary_remove(&self, _: &Grant, name: EntityName) -> Result<SummaryView, CommandError> {
        let entity = self.entity_named(&name.entity).await?;
        self.store.summary_keep(entity.id, None).await?;
        {
            let mut summaries = self.assisting.summaries.lock();
            if matches!(summaries.get(&entity.id), Some(Summing::Failed(_))) {
                summaries.remove(&entity.id);
            }
        }
        let _ = self.events.send(Event::SummaryMoved {
            entity: entity.id,
            running: None,
        });
        self.summary_of(&entity).await
    }

    /// Asks the person to confirm that an answer is kept as a note. The note is the assistant's, and is marked so wherever it
    /// is shown.
    ///
    /// # Errors
    /// There is no such answer, AI is off or may not write there, or the workspace cannot be read.
    pub async fn answer_pin(&self, _: &Grant, pin: AnswerPin) -> Result<SuggestionAsked, CommandError> {
        let masking = self.store.conversation_masking(self.me.id, pin.conversation).await?;
        let messages = self.store.messages(self.me.id, pin.conversation).await?;
        let answer = messages.iter().find(|message| message.id == pin.message);
        let text = match answer.and_then(Content::of) {
            Some(Content::Answered { turn }) if !turn.text().trim().is_empty() => masking.restore(turn.text()),
            _ => return Err(CommandError::not_found("this answer is not there any more")),
        };
        let titles = self.store.titles(&pin.entities).await?;
        let entities: Vec<String> = titles.iter().map(|title| title.reference.to_string()).collect();
        let key = format!("pin:{}:{}", pin.message, entities.join("+"));
        if let Some(waits) = self.asked_before(&key).await? {
            return Ok(waits);
        }
        let arguments = json!({
            "entities": entities,
            "text": text.trim(),
            "reason": "You want to keep this answer",
            "idempotency_key": format!("{key}:{}", Uuid::now_v7()),
        });
        let caller = Caller {
            member: self.me.id,
            via: Via::Panel,
            conversation: None,
        };
        let outcome = self
            .assisting
            .gate
            .call(Call {
                caller: &caller,
                session: &Session::default(),
                tool: "add_note",
                arguments: &arguments.to_string(),
            })
            .await?;
        self.asked(outcome)
    }

    fn summaries(&self) -> Summaries<'_> {
        Summaries::new(&self.store, &self.assisting.gate, self.me.id)
    }

    /// What came of asking for something that a person has to confirm: the window that asks them comes up.
    pub(super) fn asked(&self, outcome: Outcome) -> Result<SuggestionAsked, CommandError> {
        match outcome {
            Outcome::Confirmation(confirmation) => {
                self.confirmation_changed(&confirmation);
                self.show_confirmation(confirmation.id);
                Ok(SuggestionAsked {
                    card: Some(card(&confirmation)),
                    message: None,
                })
            }
            Outcome::NothingToDo(message) => Ok(SuggestionAsked {
                card: None,
                message: Some(message),
            }),
            Outcome::Refused(error) => Err(CommandError::new(ErrorCode::Denied, error.message)),
            Outcome::Read(_) => Err(CommandError::new(
                ErrorCode::Failed,
                "a change only read: that is a fault of Workestra",
            )),
        }
    }
}

fn wish(ask: &SummaryAsk) -> SummaryWish {
    SummaryWish {
        sentences: ask
            .sentences
            .iter()
            .filter_map(|&at| usize::try_from(at).ok())
            .collect(),
        seen: ask.seen,
    }
}

fn summary(kept: workestra_assistant::Summary) -> Summary {
    Summary {
        sentences: kept.sentences,
        newer: kept.newer,
        left_out: kept.left_out,
        written: written(kept.written),
    }
}

fn written(writing: Writing) -> SummaryWriting {
    SummaryWriting {
        at: writing.at,
        host: writing.host,
        model: writing.model,
        took: writing.took,
        usage: writing.usage.map(|counted| ChatUsage {
            input: counted.input,
            output: counted.output,
            cost: counted.micro_dollars.map(shown::dollars),
        }),
        audit: writing.audit,
    }
}

impl From<SummaryError> for CommandError {
    fn from(error: SummaryError) -> Self {
        match error {
            SummaryError::Gate(error) => error.into(),
            SummaryError::Provider(error) => error.into(),
            SummaryError::Refused(error) => Self::new(ErrorCode::Denied, error.message),
            SummaryError::Unusable(message) => Self::new(ErrorCode::Stale, message),
        }
    }
}
