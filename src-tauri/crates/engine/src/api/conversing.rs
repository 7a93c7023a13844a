//! Conversations: what was said, what left the machine for it, and what runs.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;
use uuid::Uuid;
use workestra_assistant::Profile;
use workestra_assistant::claims::Claim;
use workestra_core::{EntityId, EntityRef, UtcMillis};

use super::ConfirmationCard;

/// Names a conversation.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct ConversationName {
    /// Which.
    #[ts(type = "string")]
    pub id: Uuid,
}

/// Looks for conversations.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ConversationSearch {
    /// Words that were said in it; empty for all.
    pub words: String,
}

/// Conversations of the person, the one last spoken in first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Conversations {
    /// Without their messages.
    pub conversations: Vec<ConversationHead>,
}

/// A conversation without its messages.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ConversationHead {
    /// Identity.
    #[ts(type = "string")]
    pub id: Uuid,
    /// What it is called.
    pub title: String,
    /// When something was last said.
    pub updated_at: UtcMillis,
    /// What is typed and not sent.
    pub draft: Option<String>,
}

/// Calls a conversation something else.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ConversationRename {
    /// Which.
    #[ts(type = "string")]
    pub id: Uuid,
    /// Its title.
    pub title: String,
}

/// Keeps what is typed and not sent.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ConversationDraft {
    /// Which.
    #[ts(type = "string")]
    pub id: Uuid,
    /// The text; empty for none.
    pub text: String,
}

/// Writes a conversation to a Markdown file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ConversationExport {
    /// Which.
    #[ts(type = "string")]
    pub id: Uuid,
    /// The file.
    pub path: String,
}

/// A conversation with all that was said in it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ConversationView {
    /// What it is called.
    pub head: ConversationHead,
    /// A tree by `parent`, in the order in which it was said.
    pub messages: Vec<ChatMessage>,
    /// What its confirmations came to.
    pub confirmations: Vec<ConfirmationCard>,
    /// What the model is doing now; absent when nothing runs.
    pub running: Option<RunningTurn>,
}

/// A message.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ChatMessage {
    /// Identity.
    #[ts(type = "string")]
    pub id: Uuid,
    /// What it answers.
    #[ts(type = "string | null")]
    pub parent: Option<Uuid>,
    /// When.
    pub at: UtcMillis,
    /// Who speaks.
    pub from: Speaker,
    /// What was said, in order. Placeholders are put back; nothing of it was changed otherwise.
    pub parts: Vec<ChatPart>,
    /// What was in view when the person sent it.
    pub context: Vec<ContextChip>,
    /// Files that went with it.
    pub files: Vec<ChatFileName>,
    /// Which tools the model was shown for it; on the person's messages.
    pub profile: Option<Profile>,
    /// What left the machine for the answer to it; on the person's messages.
    pub sent: Option<Vec<Departure>>,
    /// Tokens and cost; on answers.
    pub usage: Option<ChatUsage>,
    /// How the answer ended, where that was not simply its end: stopped, cut off, refused, failed, out of budget. As a
    /// sentence with the way out.
    pub ended: Option<String>,
    /// What the person thought of it.
    pub feedback: Option<ChatFeedback>,
}

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Speaker {
    /// The person.
    Person,
    /// The model.
    Assistant,
}

/// A part of a message.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "part")]
pub enum ChatPart {
    /// Markdown, without anything remote in it.
    Text {
        /// The text.
        text: String,
        /// Numbers, dates, names and addresses that nothing which the tools read in this conversation bears out.
        unsupported: Vec<Claim>,
    },
    /// What the model thought, where the provider shows it.
    Thinking {
        /// The text.
        text: String,
    },
    /// A tool that it called, with what came of it.
    Tool {
        /// Identity of the call.
        call: String,
        /// The tool's name.
        tool: String,
        /// What it did, in a few words: `searched for “roof”`.
        sentence: String,
        /// The arguments, as the model wrote them.
        arguments: Json,
        /// What it answered; absent while it runs.
        result: Option<Json>,
        /// Whether it was refused or failed.
        failed: bool,
        /// The confirmation that it asked for.
        #[ts(type = "string | null")]
        confirmation: Option<Uuid>,
        /// Entities that it read or wrote, for opening them.
        entities: Vec<EntityRef>,
        /// When it began; absent before it does.
        at: Option<UtcMillis>,
        /// How long it took, in milliseconds; absent while it runs, and when it never ran.
        #[ts(type = "number | null")]
        took: Option<i64>,
    },
}

/// Reads a file that is to go with a message.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ChatFileRead {
    /// The file.
    pub path: String,
}

/// A file that goes with a message: its text alone.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ChatFile {
    /// What it is called.
    pub name: String,
    /// Its text.
    pub text: String,
    /// Whether there is more text in it than goes along.
    pub cut: bool,
}

impl std::fmt::Debug for ChatFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ChatFile({} bytes)", self.text.len())
    }
}

/// A file that went with a message.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ChatFileName {
    /// What it is called.
    pub name: String,
    /// How long its text is.
    #[ts(type = "number")]
    pub characters: usize,
    /// Whether there is more text in it than went along.
    pub cut: bool,
}

/// An entity in view.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ContextChip {
    /// Which.
    pub id: EntityId,
    /// Its reference.
    pub reference: EntityRef,
    /// Its title.
    pub title: String,
}

/// What left the machine, or would: one request.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Departure {
    /// The host.
    pub host: String,
    /// The model.
    pub model: String,
    /// The parts of the request, in order, each with where it comes from.
    pub parts: Vec<Part>,
    /// The exact bytes of the body, as text.
    pub body: String,
    /// About how many tokens.
    #[ts(type = "number")]
    pub tokens: u64,
    /// Placeholders in it, with what each stands for. This stays here.
    pub masks: BTreeMap<String, String>,
    /// The row of the log that was written before it left; absent in a preview.
    #[ts(type = "number | null")]
    pub audit: Option<i64>,
}

/// A part of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Part {
    /// Where it comes from: `Instructions`, `42 tools`, `You`, `DEAL-7 Acme renewal`, `File offer.pdf`, `Result of
    /// search_workspace`.
    pub from: String,
    /// Exactly what leaves, masked.
    pub text: String,
}

/// Tokens and cost of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct ChatUsage {
    /// Tokens read.
    #[ts(type = "number")]
    pub input: u64,
    /// Tokens written.
    #[ts(type = "number")]
    pub output: u64,
    /// In US dollars, where the price of the model is known.
    pub cost: Option<f64>,
}

/// What the person thought of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChatFeedback {
    /// Whether it helped.
    pub up: bool,
    /// In their words; empty for none.
    pub comment: String,
}

/// Says what the person thought of an answer. It stays here.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MessageFeedback {
    /// The conversation.
    #[ts(type = "string")]
    pub conversation: Uuid,
    /// The answer.
    #[ts(type = "string")]
    pub message: Uuid,
    /// Absent to take it back.
    pub feedback: Option<ChatFeedback>,
}

/// A message to send, or to look at before.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MessageSend {
    /// The conversation; a new one is begun without.
    #[ts(type = "string | null")]
    pub conversation: Option<Uuid>,
    /// The message it follows: an earlier one makes a branch. Absent for the first.
    #[ts(type = "string | null")]
    pub parent: Option<Uuid>,
    /// What the person says.
    pub text: String,
    /// Entities in view, by id.
    pub context: Vec<EntityId>,
    /// Files that go along, as they were read.
    #[serde(default)]
    pub files: Vec<ChatFile>,
    /// A message of the conversation whose files go along once more.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub files_of: Option<Uuid>,
    /// Which tools the model is shown: Ask, those that read; Write, all of them.
    #[serde(default)]
    pub profile: Profile,
}

/// Asks for an answer to a message again.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct MessageName {
    /// The conversation.
    #[ts(type = "string")]
    pub conversation: Uuid,
    /// The person's message.
    #[ts(type = "string")]
    pub message: Uuid,
}

/// What the model is doing now.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RunningTurn {
    /// The person's message that is being answered.
    #[ts(type = "string")]
    pub answers: Uuid,
    /// What was said so far.
    pub parts: Vec<ChatPart>,
    /// What it waits for, in a few words: `waiting for api.anthropic.com`, `trying again in 8 s`, `reading DEAL-7`.
    pub step: String,
}
