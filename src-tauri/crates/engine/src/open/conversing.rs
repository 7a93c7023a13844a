//! The commands of the conversation panel. A turn runs in the background; the windows hear how it goes.

mod enclosing;
mod live;
pub(super) mod shown;

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::json;
use tokio::time::MissedTickBehavior;
use workestra_assistant::turn::Ending;
use workestra_assistant::{GateError, NewSaid, Outcome, PreviewError, Runner, Told};
use workestra_core::Grant;
use workestra_llm::Client;
use workestra_store::{Conversation, ConversationId, MessageId};

pub(super) use live::Live;

use super::Open;
use crate::api::{
    ChatFeedback, CommandError, ConversationDraft, ConversationExport, ConversationHead, ConversationName,
    ConversationRename, ConversationSearch, ConversationView, Conversations, Departure, ErrorCode, Event,
    MessageFeedback, MessageName, MessageSend, Nothing,
};
use crate::settings::write_whole;

/// Letters of a first message that a conversation is called by.
const TITLE: usize = 60;

/// The windows hear of a turn at most so often, but for its end.
const BETWEEN: Duration = Duration::from_millis(66);

impl Open {
    pub(crate) async fn conversation_list(
        &self,
        _: &Grant,
        search: ConversationSearch,
    ) -> Result<Conversations, CommandError> {
        let found = self.store.conversations(self.me.id, &search.words).await?;
        Ok(Conversations {
            conversations: found.into_iter().map(head).collect(),
        })
    }

    /// A conversation with all that was said in it.
    ///
    /// # Errors
    /// There is none of the person's, or it cannot be read.
    pub async fn conversation_get(&self, _: &Grant, name: ConversationName) -> Result<ConversationView, CommandError> {
        // Read first: of a turn that is over by then, all is among the messages.
        let running = self.assisting.turns.lock().get(&name.id).map(Live::running);
        let conversation = self.conversation_of(name.id).await?;
        let messages = self.store.messages(self.me.id, name.id).await?;
        let masking = self.store.conversation_masking(self.me.id, name.id).await?;
        let confirmations = self.store.confirmations_of(name.id).await?;
        Ok(ConversationView {
            head: head(conversation),
            messages: shown::messages(&messages, &masking),
            confirmations: confirmations.iter().map(super::confirming::card).collect(),
            running,
        })
    }

    pub(crate) async fn conversation_rename(
        &self,
        _: &Grant,
        rename: ConversationRename,
    ) -> Result<Nothing, CommandError> {
        self.store
            .conversation_rename(self.me.id, rename.id, &rename.title)
            .await?;
        self.conversation_changed(rename.id);
        Ok(Nothing {})
    }

    pub(crate) async fn conversation_draft(
        &self,
        _: &Grant,
        draft: ConversationDraft,
    ) -> Result<Nothing, CommandError> {
        self.store.conversation_draft(self.me.id, draft.id, &draft.text).await?;
        Ok(Nothing {})
    }

    pub(crate) async fn conversation_delete(&self, _: &Grant, name: ConversationName) -> Result<Nothing, CommandError> {
        self.stop(name.id);
        self.store.conversation_delete(self.me.id, name.id).await?;
        self.conversation_changed(name.id);
        Ok(Nothing {})
    }

    pub(crate) async fn conversation_export(
        &self,
        grant: &Grant,
        export: ConversationExport,
    ) -> Result<Nothing, CommandError> {
        let view = self.conversation_get(grant, ConversationName { id: export.id }).await?;
        let text = shown::markdown(&view);
        super::transfers::on_thread(move || {
            write_whole(std::path::Path::new(&export.path), text.as_bytes()).map_err(|error| {
                CommandError::new(ErrorCode::Failed, format!("{} cannot be written: {error}", export.path))
            })
        })
        .await?;
        Ok(Nothing {})
    }

    /// What would leave the machine if the person sent this.
    ///
    /// # Errors
    /// No provider is set up, AI is off, or the workspace cannot be read.
    pub async fn message_preview(&self, grant: &Grant, send: MessageSend) -> Result<Departure, CommandError> {
        self.usable(grant).await?;
        let client = self.client().await?;
        let (store, gate, me) = (&self.store, &self.assisting.gate, self.me.id);
        let runner = match send.conversation {
            Some(id) => Runner::open(store, gate, me, id).await?,
            None => Runner::unbegun(store, gate, me),
        };
        let departure = runner.preview(&client, &new_said(send)?).await?;
        Ok(shown::departure(departure))
    }

    /// Sends a message and has it answered in the background.
    ///
    /// # Errors
    /// Nothing is set up, AI is off, a turn runs already, or the message cannot be kept.
    pub async fn message_send(
        self: &Arc<Self>,
        grant: &Grant,
        send: MessageSend,
    ) -> Result<ConversationView, CommandError> {
        if send.text.trim().is_empty() {
            return Err(CommandError::new(ErrorCode::InvalidArguments, "write something first"));
        }
        self.usable(grant).await?;
        let client = self.client().await?;
        let (begun, title) = (send.conversation, title_of(&send.text));
        let said = new_said(send)?;
        let conversation = match begun {
            Some(id) => self.conversation_of(id).await?.id,
            None => self.store.conversation_create(self.me.id, &title).await?.id,
        };
        self.free(conversation)?;
        let runner = Runner::open(&self.store, &self.assisting.gate, self.me.id, conversation).await?;
        let message = runner.say(&said).await?;
        self.store.conversation_draft(self.me.id, conversation, "").await?;
        self.begin(client, conversation, message)?;
        self.conversation_get(grant, ConversationName { id: conversation })
            .await
    }

    pub(crate) async fn message_feedback(&self, _: &Grant, given: MessageFeedback) -> Result<Nothing, CommandError> {
        let feedback = given
            .feedback
            .map(|ChatFeedback { up, comment }| json!({ "up": up, "comment": comment }));
        self.store.message_feedback(self.me.id, given.message, feedback).await?;
        self.conversation_changed(given.conversation);
        Ok(Nothing {})
    }

    pub(crate) async fn turn_retry(
        self: &Arc<Self>,
        grant: &Grant,
        name: MessageName,
    ) -> Result<ConversationView, CommandError> {
        self.usable(grant).await?;
        let client = self.client().await?;
        self.free(name.conversation)?;
        self.begin(client, name.conversation, name.message)?;
        self.conversation_get(grant, ConversationName { id: name.conversation })
            .await
    }

    pub(crate) async fn turn_stop(
        &self,
        grant: &Grant,
        name: ConversationName,
    ) -> Result<ConversationView, CommandError> {
        self.stop(name.id);
        self.conversation_get(grant, name).await
    }

    pub(super) async fn usable(&self, grant: &Grant) -> Result<(), CommandError> {
        match self.ai_state(grant, Nothing {}).await?.problem {
            Some(problem) => Err(CommandError::new(ErrorCode::Denied, problem)),
            None => Ok(()),
        }
    }

    async fn conversation_of(&self, id: ConversationId) -> Result<Conversation, CommandError> {
        let conversation = self.store.conversation(self.me.id, id).await?;
        conversation.ok_or_else(|| CommandError::not_found("this conversation is not there any more"))
    }

    fn free(&self, conversation: ConversationId) -> Result<(), CommandError> {
        if self.assisting.turns.lock().contains_key(&conversation) {
            let message = "an answer is being written in this conversation: wait for it, or stop it";
            return Err(CommandError::new(ErrorCode::Busy, message));
        }
        Ok(())
    }

    fn stop(&self, conversation: ConversationId) {
        if let Some(live) = self.assisting.turns.lock().get(&conversation) {
            live.cancel.cancel();
        }
    }

    fn conversation_changed(&self, id: ConversationId) {
        let _ = self.events.send(Event::ConversationChanged { id });
    }

    fn begin(
        self: &Arc<Self>,
        client: Client,
        conversation: ConversationId,
        message: MessageId,
    ) -> Result<(), CommandError> {
        let cancel = self.assisting.token();
        {
            let mut turns = self.assisting.turns.lock();
            if turns.contains_key(&conversation) {
                drop(turns);
                return self.free(conversation);
            }
            turns.insert(conversation, Live::new(message, cancel.clone()));
        }
        let open = Arc::clone(self);
        tokio::spawn(async move {
            let ended = open.turn(&client, conversation, message, &cancel).await;
            open.assisting.turns.lock().remove(&conversation);
            if let Err(error) = ended {
                tracing::error!(%error, "a turn could not be kept");
            }
            let _ = open.events.send(Event::TurnMoved {
                conversation,
                running: None,
            });
            open.conversation_changed(conversation);
        });
        Ok(())
    }

    async fn turn(
        &self,
        client: &Client,
        conversation: ConversationId,
        message: MessageId,
        cancel: &workestra_llm::CancellationToken,
    ) -> Result<Ending, GateError> {
        let runner = Runner::open(&self.store, &self.assisting.gate, self.me.id, conversation).await?;
        let news = AtomicBool::new(false);
        let hear = |told: Told<'_>| {
            let mut turns = self.assisting.turns.lock();
            let Some(live) = turns.get_mut(&conversation) else {
                return;
            };
            live.hear(&told, runner.session());
            if let Told::Called {
                outcome: Outcome::Confirmation(confirmation),
                ..
            } = &told
            {
                self.confirmation_changed(confirmation);
                if confirmation.resolved_at.is_none() {
                    self.show_confirmation(confirmation.id);
                }
            }
            news.store(true, Ordering::Relaxed);
        };
        let tell = || {
            if news.swap(false, Ordering::Relaxed) {
                let running = self.assisting.turns.lock().get(&conversation).map(Live::running);
                let _ = self.events.send(Event::TurnMoved { conversation, running });
            }
        };
        meanwhile(runner.answer(client, message, cancel, &hear), tell).await
    }
}

/// Does something to its end, and has the windows told every so often how it goes: what came last before a pause, too.
pub(super) async fn meanwhile<T>(work: impl Future<Output = T>, tell: impl Fn()) -> T {
    let mut pause = tokio::time::interval(BETWEEN);
    pause.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut work = pin!(work);
    loop {
        tokio::select! {
            done = &mut work => return done,
            _ = pause.tick() => tell(),
        }
    }
}

fn head(conversation: Conversation) -> ConversationHead {
    ConversationHead {
        id: conversation.id,
        title: conversation.title,
        updated_at: conversation.updated_at,
        draft: conversation.draft,
    }
}

fn new_said(send: MessageSend) -> Result<NewSaid, CommandError> {
    Ok(NewSaid {
        files: enclosing::enclosed(&send.files)?,
        files_of: send.files_of,
        profile: send.profile,
        parent: send.parent,
        text: send.text,
        context: send.context,
    })
}

/// The beginning of what was said first, up to a word's end.
fn title_of(text: &str) -> String {
    let line = text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty())
        .unwrap_or("Conversation");
    if line.chars().count() <= TITLE {
        return line.to_owned();
    }
    let cut: String = line.chars().take(TITLE).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole}…")
}

impl From<PreviewError> for CommandError {
    fn from(error: PreviewError) -> Self {
        match error {
            PreviewError::Gate(error) => error.into(),
            PreviewError::Provider(error) => error.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conversation_is_called_by_how_it_began() {
        assert_eq!(title_of("\n  Which deals close?\nAnd why"), "Which deals close?");
        let long = "word ".repeat(30);
        let title = title_of(&long);
        assert!(
            title.ends_with("word…") && title.chars().count() <= TITLE + 1,
            "{title}"
        );
        assert_eq!(title_of(" \n"), "Conversation");
    }
}
