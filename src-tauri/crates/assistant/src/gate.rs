//! The only way to a tool, for the chat, the panel, the palette and MCP: the arguments are checked, the policy decides, the
//! log is written, and then a read answers at once, while a write is rehearsed and a person is asked. Without a row in
//! the log nothing runs.

mod answer;
mod call;
mod masks;

use parking_lot::RwLock;
use serde_json::Value as Json;
use workestra_core::{ASSISTANT_RULES, Actor, AssistantRules, ConfirmationId, Member, MemberId};
use workestra_search::Search;
use workestra_store::{
    AuditAction, AuditEntry, Confirmation, ConfirmationState, ConversationId, Lapse, Origin, Store, StoreError,
    WriteError,
};

use crate::error::{Fault, ToolError};
use crate::node::Node;
use crate::registry::Registry;
use crate::session::Session;

pub use answer::{Answer, Edits};
pub(crate) use masks::references_in;
pub use masks::{Leaving, LeavingPart};

/// How long a person has to answer, in milliseconds: a day.
const PATIENCE: i64 = 24 * 60 * 60 * 1000;

/// The gate of one open workspace.
pub struct Gate {
    store: Store,
    search: Search,
    registry: Registry,
    mail: RwLock<Option<MailWay>>,
}

/// How an email goes that is written for the assistant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailWay {
    /// The sender's domain.
    pub domain: String,
    /// How long it can be taken back, in milliseconds.
    pub delay: i64,
}

/// From where a tool is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// A conversation.
    Chat,
    /// The panel beside an entity.
    Panel,
    /// The palette.
    Palette,
    /// A person themselves, who took up what a rule suggested: no model has a part in it.
    Person,
    /// An MCP client.
    Mcp,
}

/// Who calls.
#[derive(Debug, Clone, Copy)]
pub struct Caller {
    /// In whose name.
    pub member: MemberId,
    /// From where.
    pub via: Via,
    /// In which conversation.
    pub conversation: Option<ConversationId>,
}

impl Caller {
    /// The author of what comes of it.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        match self.via {
            Via::Chat | Via::Panel | Via::Palette => Actor::Assistant { member: self.member },
            Via::Person => Actor::Member { member: self.member },
            Via::Mcp => Actor::Mcp { member: self.member },
        }
    }

    /// The place, as the log names it.
    #[must_use]
    pub const fn origin(&self) -> Origin {
        match self.via {
            Via::Chat => Origin::Chat,
            Via::Panel | Via::Person => Origin::Panel,
            Via::Palette => Origin::Palette,
            Via::Mcp => Origin::Mcp,
        }
    }
}

/// A tool call.
#[derive(Clone, Copy)]
pub struct Call<'a> {
    /// Who calls.
    pub caller: &'a Caller,
    /// What the conversation carries from call to call.
    pub session: &'a Session,
    /// The tool's name, as it was written.
    pub tool: &'a str,
    /// The arguments, as they were written.
    pub arguments: &'a str,
}

/// What a call came to.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// What was read.
    Read(Node),
    /// A person is asked, or was asked before under the same key: how it stands.
    Confirmation(Box<Confirmation>),
    /// All is as it should become already: nobody is asked.
    NothingToDo(String),
    /// It did not run.
    Refused(ToolError),
}

impl Outcome {
    /// As the model reads it.
    #[must_use]
    pub fn for_model(&self) -> Node {
        match self {
            Self::Read(node) => node.clone(),
            Self::Confirmation(confirmation) => of_confirmation(confirmation),
            Self::NothingToDo(message) => Node::object([
                ("status", Node::word("nothing_to_do")),
                ("message", Node::text(message)),
            ]),
            Self::Refused(error) => error.for_model(),
        }
    }

    /// Whether the model is to take it for a failure.
    #[must_use]
    pub const fn is_error(&self) -> bool {
        matches!(self, Self::Refused(_))
    }

    /// The confirmation that waits.
    #[must_use]
    pub fn pending(&self) -> Option<ConfirmationId> {
        match self {
            Self::Confirmation(confirmation) if confirmation.state == ConfirmationState::Pending => {
                Some(confirmation.id)
            }
            _ => None,
        }
    }
}

/// How a confirmation stands, as the model reads it. Each way to end says what it is.
#[must_use]
pub(crate) fn of_confirmation(confirmation: &Confirmation) -> Node {
    let message = match confirmation.state {
        ConfirmationState::Pending => {
            "not done: a person has been asked in the app and has not answered yet; do not ask again and do not say that it is done"
        }
        ConfirmationState::Declined => "not done: the person said no; do not try it again unless they ask",
        ConfirmationState::Expired => "not done: nobody answered in time",
        ConfirmationState::Stale => {
            "not done: it was changed between being shown and being approved; read it again before asking again"
        }
        ConfirmationState::Failed => "not done: it was approved and the workspace refused it",
        ConfirmationState::Executed => "done, as the person approved it; they may have changed the arguments",
    };
    let mut members = vec![
        ("status", Node::word(confirmation.state.name())),
        ("confirmation", Node::word(confirmation.id.to_string())),
        ("message", Node::word(message)),
    ];
    if let Some(set) = confirmation.change_set {
        members.push(("change_set", Node::word(set.to_string())));
    }
    if let Some(note) = &confirmation.note {
        members.push(("note", Node::text(note)));
    }
    if let Some(result) = confirmation
        .result
        .as_ref()
        .and_then(|result| result["entities"].as_array())
    {
        members.push(("entities", Node::words(result.iter().filter_map(Json::as_str))));
    }
    Node::object(members)
}

/// Why a call or an answer came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum GateError {
    /// What could not be written down did not happen.
    #[error("it could not be written down, so it was not done: {0}")]
    Unwritten(#[from] WriteError),
    /// The workspace could not be read.
    #[error(transparent)]
    Unread(#[from] StoreError),
    /// There is no such confirmation.
    #[error("this confirmation is not there any more")]
    NoSuchConfirmation,
    /// The answer is to something else than what is shown now.
    #[error("this is not what was shown last: look at it again")]
    NotAsShown,
    /// The person has to type something first.
    #[error("type {} yourself before you approve", .0.join(" and "))]
    MustType(Vec<String>),
    /// What is taken away is named by the person before they approve.
    #[error("type {0} before you approve")]
    TypeFirst(String),
    /// An argument that cannot be edited was.
    #[error("{0} cannot be changed here: decline, and ask for something else")]
    NotEditable(String),
    /// What the person wrote cannot be done.
    #[error("{0}")]
    Edited(ToolError),
    /// The person may not.
    #[error(transparent)]
    Denied(#[from] workestra_core::Denied),
}

impl Gate {
    /// A gate before an open workspace.
    #[must_use]
    pub fn new(store: Store, search: Search) -> Self {
        Self {
            store,
            search,
            registry: Registry::new(),
            mail: RwLock::new(None),
        }
    }

    /// Says how emails go from now on; none when no server is set up.
    pub fn mail_goes(&self, way: Option<MailWay>) {
        *self.mail.write() = way;
    }

    /// All tools.
    #[must_use]
    pub const fn registry(&self) -> &Registry {
        &self.registry
    }

    /// The rules, read anew each time: what is switched off is off for the next call.
    ///
    /// # Errors
    /// They cannot be read. Rules that make no sense switch everything off.
    pub async fn rules(&self) -> Result<AssistantRules, StoreError> {
        let stored = self.store.setting(ASSISTANT_RULES).await?;
        let rules: AssistantRules = stored
            .and_then(|stored| serde_json::from_value(stored).ok())
            .unwrap_or_default();
        Ok(AssistantRules {
            masks: self.store.schema().known_masks(rules.masks),
            ..rules
        })
    }

    /// The rules as they bind an actor: those of AI do not bind what a person asks for themselves.
    async fn rules_for(&self, actor: Actor) -> Result<AssistantRules, StoreError> {
        let rules = self.rules().await?;
        Ok(match actor {
            Actor::Member { .. } => AssistantRules {
                masks: rules.masks,
                ..AssistantRules::open()
            },
            _ => rules,
        })
    }

    fn member(&self, id: MemberId) -> Result<Member, ToolError> {
        let members = self.store.members();
        let known = members.iter().find(|member| member.id == id).cloned();
        known.ok_or_else(|| ToolError::new(Fault::Denied, "this member is not known here"))
    }

    /// Ends what nobody answered in time. To be called at opening and every so often.
    ///
    /// # Errors
    /// The workspace cannot be written.
    pub async fn expire_due(&self) -> Result<Vec<Confirmation>, GateError> {
        let now = self.store.now();
        self.expire(|confirmation| confirmation.expires_at <= now, "nobody answered in time")
            .await
    }

    /// Ends all that waits of AI, since it was switched off.
    ///
    /// # Errors
    /// The workspace cannot be written.
    pub async fn expire_all(&self) -> Result<Vec<Confirmation>, GateError> {
        let is_ai = |confirmation: &Confirmation| !matches!(confirmation.actor, Actor::Member { .. });
        self.expire(is_ai, "AI was switched off").await
    }

    async fn expire(&self, which: impl Fn(&Confirmation) -> bool, why: &str) -> Result<Vec<Confirmation>, GateError> {
        let mut ended = Vec::new();
        for confirmation in self.store.confirmations_pending().await? {
            if which(&confirmation) {
                ended.push(self.lapse(&confirmation, Lapse::Expired, why).await?);
            }
        }
        Ok(ended)
    }

    async fn lapse(&self, confirmation: &Confirmation, lapse: Lapse, why: &str) -> Result<Confirmation, GateError> {
        let entry = entry_of(confirmation);
        let note = Some(why.to_owned());
        Ok(self
            .store
            .confirmation_lapse(confirmation.id, lapse, note, entry)
            .await?)
    }
}

/// The row that a confirmation's end leaves.
fn entry_of(confirmation: &Confirmation) -> AuditEntry {
    let mut entry = AuditEntry::new(confirmation.actor, confirmation.origin, AuditAction::ConfirmationEnded);
    entry.objects = vec![confirmation.tool.clone()];
    entry.argument_digest = Some(confirmation.digest);
    entry.confirmation = Some(confirmation.id);
    entry
}
