//! Runs the turns of a conversation: what a person says is kept, shown as it would leave, and answered.

mod running;

use serde_json::{Value as Json, json};
use workestra_core::{EntityId, MemberId, UtcMillis};
use workestra_llm::{CancellationToken, Client, LlmError, ToolCall};
use workestra_store::{ConfirmationState, ConversationId, Message, MessageId, MessageRole, NewMessage, OpError, Store};

use crate::gate::{Call, Caller, Gate, GateError, Outcome, Via};
use crate::node::Node;
use crate::profile::Profile;
use crate::session::Session;
use crate::transcript::{Assembled, Content, Departure, Enclosed, InView, Said, assemble, branch};
use crate::turn::{Ending, Show};
use running::Running;

/// What happens while a turn runs.
#[derive(Debug)]
pub enum Told<'a> {
    /// A request leaves.
    Asking(&'a str),
    /// What the window shows as it comes.
    Show(&'a Show),
    /// An answer is whole and kept; a call's result is, too.
    Kept,
    /// A tool runs.
    Calling {
        /// The call.
        call: &'a ToolCall,
        /// Since when.
        at: UtcMillis,
    },
    /// It came to its end.
    Called {
        /// The call.
        call: &'a ToolCall,
        /// What came of it.
        outcome: &'a Outcome,
        /// How long it took, in milliseconds.
        took: i64,
    },
}

/// What a person sends.
#[derive(Debug, Clone, Default)]
pub struct NewSaid {
    /// The message that it follows.
    pub parent: Option<MessageId>,
    /// In their own words.
    pub text: String,
    /// Entities in view.
    pub context: Vec<EntityId>,
    /// Files that go along.
    pub files: Vec<NewFile>,
    /// A message whose files go along once more.
    pub files_of: Option<MessageId>,
    /// Which tools the model is shown for it.
    pub profile: Profile,
}

/// A file that goes with a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// What it is called.
    pub name: String,
    /// Its text.
    pub text: String,
    /// Whether there is more text in it.
    pub cut: bool,
}

/// Runs turns of one conversation.
pub struct Runner<'a> {
    store: &'a Store,
    gate: &'a Gate,
    member: MemberId,
    /// None for one that is not begun: it can only be looked at.
    conversation: Option<ConversationId>,
    session: Session,
}

impl<'a> Runner<'a> {
    /// For a conversation of the member, with the masking and the knowledge of outsiders' texts that it has.
    ///
    /// # Errors
    /// There is no such conversation, or it cannot be read.
    pub async fn open(
        store: &'a Store,
        gate: &'a Gate,
        member: MemberId,
        conversation: ConversationId,
    ) -> Result<Self, GateError> {
        let masking = store.conversation_masking(member, conversation).await?;
        let session = Session::resumed(masking);
        let runner = Self {
            store,
            gate,
            member,
            conversation: Some(conversation),
            session,
        };
        for message in runner.messages().await? {
            match Content::of(&message) {
                Some(Content::Said(said)) => {
                    let _ = runner.session.said(&said.text);
                    let seen = said.context.iter().map(|seen| &seen.masked);
                    for kept in seen.chain(said.files.iter().map(|file| &file.masked)) {
                        runner.session.read_again(kept);
                    }
                }
                // Which of it outsiders wrote is not kept: all of it is taken for theirs.
                Some(Content::Results { results }) => {
                    for result in results {
                        runner.session.read_again(&result.masked);
                    }
                }
                Some(Content::Answered { .. } | Content::Ended { .. }) | None => {}
            }
        }
        Ok(runner)
    }

    /// For a conversation that is not begun yet, to see what its first message would be.
    #[must_use]
    pub fn unbegun(store: &'a Store, gate: &'a Gate, member: MemberId) -> Self {
        Self {
            store,
            gate,
            member,
            conversation: None,
            session: Session::default(),
        }
    }

    /// What the conversation's placeholders stand for, for the person's eyes.
    #[must_use]
    pub const fn session(&self) -> &Session {
        &self.session
    }

    /// Keeps what the person says. Answers its id.
    ///
    /// # Errors
    /// The workspace cannot be written, or the message it follows is not there.
    pub async fn say(&self, new: &NewSaid) -> Result<MessageId, GateError> {
        let (said, chips) = self.said(new, true).await?;
        let content = Content::Said(said);
        self.keep(new.parent, MessageRole::User, &content, chips, None, None)
            .await
    }

    /// What would leave if the person said this, as far as the first request goes.
    ///
    /// # Errors
    /// The workspace cannot be read, or the provider has no form for it.
    pub async fn preview(&self, client: &Client, new: &NewSaid) -> Result<Departure, PreviewError> {
        let (said, _) = self.said(new, false).await?;
        let mut line = match new.parent {
            Some(parent) => contents(&branch(&self.messages().await?, parent)),
            None => Vec::new(),
        };
        line.push(Content::Said(said));
        let rules = self.gate.rules().await.map_err(GateError::from)?;
        self.gate.learn(&self.session, self.member, &rules, &line).await?;
        let Assembled { request, parts } = assemble(&self.session, self.gate.registry(), &line);
        Ok(Departure::of(&client.chat(&request)?, parts, &self.session))
    }

    /// Answers a message of the person, with all that it takes, until the turn is over.
    ///
    /// # Errors
    /// What happened could not be written down; nothing more was done then.
    pub async fn answer(
        &self,
        client: &Client,
        message: MessageId,
        cancel: &CancellationToken,
        tell: &(dyn Fn(Told<'_>) + Send + Sync),
    ) -> Result<Ending, GateError> {
        Running::new(self, client, message, cancel, tell).run().await
    }

    async fn messages(&self) -> Result<Vec<Message>, GateError> {
        match self.conversation {
            Some(conversation) => Ok(self.store.messages(self.member, conversation).await?),
            None => Ok(Vec::new()),
        }
    }

    const fn caller(&self) -> Caller {
        Caller {
            member: self.member,
            via: Via::Chat,
            conversation: self.conversation,
        }
    }

    /// `sent` when it is going to leave: then the log tells of what was read for it.
    async fn said(&self, new: &NewSaid, sent: bool) -> Result<(Said, Json), GateError> {
        let text = new.text.trim().replace('\0', "");
        let mut context = Vec::with_capacity(new.context.len());
        let mut chips = Vec::with_capacity(new.context.len());
        for title in self.store.titles(&new.context).await? {
            let arguments = json!({ "entity": title.reference }).to_string();
            // Through the gate like every other read: what AI may not see is not in view either.
            let call = Call {
                caller: &self.caller(),
                session: &self.session,
                tool: "get_entity",
                arguments: &arguments,
            };
            let outcome = if sent {
                self.gate.call(call).await?
            } else {
                self.gate.look(call).await?
            };
            let masked = self.session.leaving(&outcome.for_model());
            chips.push(json!({ "id": title.id, "reference": title.reference, "title": title.title }));
            context.push(InView {
                reference: title.reference,
                title: title.title,
                masked: masked.into_inner(),
            });
        }
        let mut files = self.files_of(new).await?;
        for file in &new.files {
            let node = Node::object([
                ("name", Node::text(&file.name)),
                ("text", Node::Quoted(file.text.clone())),
                ("goes_on", Node::Bool(file.cut)),
            ]);
            files.push(Enclosed {
                name: file.name.clone(),
                masked: self.session.leaving(&node).into_inner(),
                characters: file.text.chars().count(),
                cut: file.cut,
            });
        }
        let said = Said {
            files,
            profile: new.profile,
            masked: self.session.said(&text).into_inner(),
            told: self.told(new.parent).await?,
            text,
            context,
        };
        Ok((said, Json::from(chips)))
    }

    /// The files of an earlier message that go along once more.
    async fn files_of(&self, new: &NewSaid) -> Result<Vec<Enclosed>, GateError> {
        let Some(id) = new.files_of else {
            return Ok(Vec::new());
        };
        let messages = self.messages().await?;
        let message = messages.iter().find(|message| message.id == id);
        Ok(match message.and_then(Content::of) {
            Some(Content::Said(said)) => said.files,
            _ => Vec::new(),
        })
    }

    /// What became of the conversation's confirmations since the model last heard of them.
    async fn told(&self, parent: Option<MessageId>) -> Result<Vec<String>, GateError> {
        let (Some(parent), Some(conversation)) = (parent, self.conversation) else {
            return Ok(Vec::new());
        };
        let messages = self.messages().await?;
        let heard = branch(&messages, parent)
            .iter()
            .rev()
            .find(|message| message.role == MessageRole::User)
            .map(|message| message.at);
        let mut told = Vec::new();
        for confirmation in self.store.confirmations_of(conversation).await? {
            let ended = confirmation
                .resolved_at
                .filter(|at| heard.is_none_or(|heard| *at > heard));
            if confirmation.state == ConfirmationState::Pending || ended.is_none() {
                continue;
            }
            let node = Outcome::Confirmation(Box::new(confirmation)).for_model();
            told.push(self.session.leaving(&node).into_inner());
        }
        Ok(told)
    }

    async fn keep(
        &self,
        parent: Option<MessageId>,
        role: MessageRole,
        content: &Content,
        chips: Json,
        sent: Option<&Departure>,
        usage: Option<Json>,
    ) -> Result<MessageId, GateError> {
        let conversation = self.conversation.ok_or_else(not_begun)?;
        // The masking first: a message whose placeholders nobody can turn back would be lost.
        let masking = self.session.masking();
        self.store
            .conversation_keep_masking(self.member, conversation, &masking)
            .await?;
        let new = NewMessage {
            parent,
            role,
            content: json!(content),
            words: content.words(&self.session),
            chips,
            sent: sent.map(|sent| json!(sent)),
            usage,
        };
        Ok(self.store.message_add(self.member, conversation, new).await?)
    }
}

/// Why nothing can be shown of what would leave.
#[derive(Debug, thiserror::Error)]
pub enum PreviewError {
    /// The workspace cannot be read.
    #[error(transparent)]
    Gate(#[from] GateError),
    /// The provider has no form for it.
    #[error(transparent)]
    Provider(#[from] LlmError),
}

fn not_begun() -> GateError {
    GateError::Unwritten(OpError::NotThere("conversation").into())
}

fn contents(line: &[&Message]) -> Vec<Content> {
    line.iter().filter_map(|message| Content::of(message)).collect()
}
