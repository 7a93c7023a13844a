//! The assistant: the provider and its key, what AI may do, conversations, and what people are asked to confirm.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;
use uuid::Uuid;
use workestra_assistant::claims::Claim;
use workestra_assistant::{Profile, ShownArgument, ShownChange, ShownStep};
use workestra_core::{Actor, AssistantRules, ChangeSetId, EntityId, EntityRef, Secret, UtcMillis};
use workestra_llm::{Model, Provider, ProviderId, Step};

/// Whether the assistant can be used, and by what.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AiState {
    /// The provider; absent until one is set up.
    pub provider: Option<Provider>,
    /// The host that requests go to.
    pub host: Option<String>,
    /// Whether a key is in the keychain. It never comes back from there into a window.
    pub has_key: bool,
    /// What AI may do.
    pub rules: AssistantRules,
    /// Why the assistant cannot be used now, as a sentence with the way out; absent when it can.
    pub problem: Option<String>,
    /// Confirmations that wait for the person.
    pub pending: u32,
}

/// A provider that can be chosen.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ProviderOffer {
    /// Which.
    pub id: ProviderId,
    /// Shown to people.
    pub label: String,
    /// Its own address; empty for a custom one.
    pub base_url: String,
    /// To choose from while its own list cannot be read.
    pub suggested_models: Vec<String>,
    /// Whether it answers nobody without a key.
    pub needs_key: bool,
}

/// The providers, in the order of the settings.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ProviderOffers {
    /// All of them.
    pub providers: Vec<ProviderOffer>,
}

/// A provider to try or to use.
#[derive(Deserialize, TS)]
pub struct ProviderSet {
    /// Which, where, and with which model.
    pub provider: Provider,
    /// The key as typed; absent to use the one in the keychain.
    #[serde(default, deserialize_with = "secret")]
    #[ts(type = "string | null")]
    pub key: Option<Secret<String>>,
}

impl std::fmt::Debug for ProviderSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ProviderSet({})", self.provider.id.name())
    }
}

/// A key is wrapped up as soon as it is read.
pub(super) fn secret<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Secret<String>>, D::Error> {
    Ok(Option::<String>::deserialize(from)?.map(Secret::new))
}

/// The models that a key can use.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ProviderModels {
    /// As the provider lists them.
    pub models: Vec<Model>,
}

/// How the trial of a provider went.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ProviderChecked {
    /// What was tried, in order.
    pub steps: Vec<Step>,
    /// Whether a conversation can be held with it: it was reached, knows key and model, and streams.
    pub usable: bool,
}

/// What became of setting a provider.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ProviderUsed {
    /// How its trial went.
    pub checked: ProviderChecked,
    /// The state after it: the former provider and key where the trial failed.
    pub state: AiState,
}

/// Switches AI on or off for the workspace.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct AiSwitch {
    /// Whether it is on.
    pub on: bool,
}

/// What AI may do.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AiRules {
    /// The rules.
    pub rules: AssistantRules,
}

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

/// How a confirmation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Answered {
    /// Nobody has answered.
    Pending,
    /// A person said no.
    Declined,
    /// Nobody answered in time.
    Expired,
    /// What it is about was changed meanwhile.
    Stale,
    /// It was approved and could not be done.
    Failed,
    /// It was approved and done.
    Executed,
}

/// A confirmation, as cards in a conversation show it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ConfirmationCard {
    /// Identity.
    #[ts(type = "string")]
    pub id: Uuid,
    /// The conversation that it came up in.
    #[ts(type = "string | null")]
    pub conversation: Option<Uuid>,
    /// What is to be done, in a plain sentence.
    pub sentence: String,
    /// How it stands.
    pub state: Answered,
    /// What the person said, or why it ended.
    pub note: Option<String>,
    /// When it was asked.
    pub opened_at: UtcMillis,
    /// When it is too late to answer.
    pub expires_at: UtcMillis,
    /// What one undo takes back, once it is done.
    pub change_set: Option<ChangeSetId>,
}

/// Confirmations, oldest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Confirmations {
    /// Those that wait.
    pub confirmations: Vec<ConfirmationCard>,
}

/// Names a confirmation.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct ConfirmationName {
    /// Which.
    #[ts(type = "string")]
    pub id: Uuid,
}

/// What a person changes before approving, by JSON pointer into the arguments.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct ConfirmationEdits {
    /// Arguments that they wrote.
    #[ts(type = "Record<string, unknown>")]
    pub set: BTreeMap<String, Json>,
    /// Arguments and steps that they left out.
    pub drop: BTreeSet<String>,
}

/// Looks at a confirmation as it would be with edits.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ConfirmationLook {
    /// Which.
    #[ts(type = "string")]
    pub id: Uuid,
    /// What is changed in it.
    pub edits: ConfirmationEdits,
}

/// All that the confirmation window shows.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ConfirmationView {
    /// How it stands.
    pub card: ConfirmationCard,
    /// Who asks: `The assistant, in “Renewals”`.
    pub asked_by: String,
    /// Whether AI asks, and the reason is in its words; else the person took up what a rule suggested.
    pub by_ai: bool,
    /// Why, in the words of who asks.
    pub reason: String,
    /// The tool.
    pub tool: String,
    /// Whether one undo takes it back.
    pub reversible: bool,
    /// Whether it takes something away.
    pub destructive: bool,
    /// What the person types before it can be approved: the reference of what is taken away, or of how many it is. Absent
    /// where a click is enough.
    pub type_first: Option<String>,
    /// The parts of it; those with a path can be left out.
    pub steps: Vec<ShownStep>,
    /// What it changes, found out by doing it and taking it back.
    pub changes: Vec<ShownChange>,
    /// What can be edited, and what has to be typed.
    pub arguments: Vec<ShownArgument>,
    /// Approving names it: over all that is shown. In hexadecimal.
    pub digest: String,
}

/// A person's answer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ConfirmationResolve {
    /// Which.
    #[ts(type = "string")]
    pub id: Uuid,
    /// Yes or no.
    pub approve: bool,
    /// Of what was shown last, edits included; needed to approve.
    pub digest: String,
    /// What was changed.
    pub edits: ConfirmationEdits,
    /// What was typed for `type_first`; empty where nothing is to be typed.
    #[serde(default)]
    pub typed: String,
    /// The person's words; the model reads them. Empty for none.
    pub note: String,
}

/// Takes one change set back, whichever was written since; later changes by people stay.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct ChangeSetName {
    /// Which.
    pub change_set: ChangeSetId,
}

/// Asks for a page of the log.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct AuditAsk {
    /// Rows before this one; the newest without it.
    #[ts(type = "number | null")]
    pub before: Option<i64>,
    /// At most so many, 1 to 200.
    pub limit: u32,
}

/// A page of the log, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AuditPage {
    /// The rows.
    pub rows: Vec<AuditLine>,
}

/// A row of the log.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AuditLine {
    /// Counts from 1 without gaps.
    #[ts(type = "number")]
    pub seq: i64,
    /// When.
    pub at: UtcMillis,
    /// Who.
    pub actor: Actor,
    /// From where: `chat`, `mcp` …
    pub origin: String,
    /// What: `request`, `tool_call` …
    pub action: String,
    /// What it is about: references, names of tools.
    pub objects: Vec<String>,
    /// The host that was spoken to.
    pub host: Option<String>,
    /// The model that was asked.
    pub model: Option<String>,
    /// `allow`, `approved`, `declined` …
    pub decision: Option<String>,
    /// How it ended.
    pub result: Option<String>,
    /// Whether its content can be shown: it was kept, and nothing of it was erased.
    pub has_content: bool,
}

/// Names a row of the log.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct AuditName {
    /// Which.
    #[ts(type = "number")]
    pub seq: i64,
}

/// The content of a row.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AuditContent {
    /// As it was; absent when it was erased.
    pub content: Option<String>,
}

/// What checking the log's chain found.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AuditVerified {
    /// Rows that were checked.
    #[ts(type = "number")]
    pub rows: i64,
    /// The first row that is not as it was written; absent when all are.
    #[ts(type = "number | null")]
    pub broken_at: Option<i64>,
    /// In a sentence.
    pub message: String,
}
