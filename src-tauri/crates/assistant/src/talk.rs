//! A conversation as it is kept, and as it is sent.

use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use ts_rs::TS;
use uuid::Uuid;
use workestra_llm::{self as llm, AssistantTurn};
use workestra_store::{Message, MessageId, MessageRole, NewMessage};

use crate::prompt;
use crate::registry::Registry;
use crate::session::Session;

/// What a person's message holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// In their own words.
    pub text: String,
    /// What was in view, as it left the machine: the answers of `summarize_entity`, masked.
    #[serde(default)]
    pub context: Vec<InView>,
}

/// An entity in view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InView {
    /// `DEAL-7 Acme renewal`, for this machine.
    pub from: String,
    /// What is sent of it, masked.
    pub masked: String,
}

/// What a message of the tools holds.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Results {
    /// In the order of the calls.
    pub results: Vec<ToolOutcome>,
}

/// What came of a call.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ToolOutcome {
    /// The call's id.
    pub call: String,
    /// The tool.
    pub tool: String,
    /// What the model reads, masked.
    pub masked: String,
    /// The same with the values in their places, for this machine.
    pub plain: Json,
    /// Whether it was refused or failed.
    pub failed: bool,
    /// The confirmation that it asked for.
    pub confirmation: Option<Uuid>,
}

/// A part of a request, with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Part {
    /// `Instructions`, `Tools`, `You`, `DEAL-7 Acme renewal`, `Result of search_workspace`.
    pub from: String,
    /// Exactly what leaves, masked.
    pub text: String,
}

/// A request, and of what it is made.
pub struct Composed {
    /// To be sent.
    pub request: llm::Request,
    /// Of which parts, in order.
    pub parts: Vec<Part>,
}

impl Said {
    /// The message to keep.
    #[must_use]
    pub fn message(&self, parent: Option<MessageId>, chips: Json) -> NewMessage {
        NewMessage {
            parent,
            role: MessageRole::User,
            content: serde_json::to_value(self).unwrap_or_default(),
            words: self.text.clone(),
            chips,
            sent: None,
            usage: None,
        }
    }
}

/// The messages from the first one to this one. Branches beside them are left out.
#[must_use]
pub fn path(messages: &[Message], leaf: MessageId) -> Vec<&Message> {
    let mut path = Vec::new();
    let mut next = Some(leaf);
    while let Some(id) = next {
        let Some(message) = messages.iter().find(|message| message.id == id) else {
            break;
        };
        // A parent was said before, so this comes to an end.
        next = message.parent.filter(|parent| *parent != id && path.len() <= messages.len());
        path.push(message);
    }
    path.reverse();
    path
}

/// What is sent of a conversation. All of it goes through the session's masking once more.
#[must_use]
pub fn compose(path: &[&Message], registry: &Registry, session: &Session) -> Composed {
    let mut parts = vec![
        Part {
            from: "Instructions".to_owned(),
            text: prompt::ASSISTANT.to_owned(),
        },
        Part {
            from: "Tools".to_owned(),
            text: registry.tools().iter().map(crate::tool::Tool::name).collect::<Vec<_>>().join(", "),
        },
    ];
    let mut sent = Vec::with_capacity(path.len());
    for message in path {
        match message.role {
            MessageRole::User => {
                let said: Said = read(&message.content).unwrap_or(Said {
                    text: String::new(),
                    context: Vec::new(),
                });
                let mut texts = Vec::with_capacity(said.context.len() + 1);
                for in_view in &said.context {
                    let text = session.masked_again(&in_view.masked);
                    parts.push(part(&in_view.from, &text));
                    texts.push(text);
                }
                let own = session.said(&said.text);
                parts.push(part("You", &own));
                texts.push(own);
                sent.push(llm::Message::User(workestra_core::Masked::lines(texts)));
            }
            MessageRole::Assistant => {
                // As it came: placeholders and all.
                if let Some(turn) = read::<AssistantTurn>(&message.content["turn"]) {
                    parts.push(Part {
                        from: "The model".to_owned(),
                        text: turn.text().to_owned(),
                    });
                    sent.push(llm::Message::Assistant(turn));
                }
            }
            MessageRole::Tools => {
                let results: Results = read(&message.content).unwrap_or_default();
                let results = results.results.into_iter().map(|outcome| {
                    let content = session.masked_again(&outcome.masked);
                    parts.push(part(&format!("Result of {}", outcome.tool), &content));
                    llm::ToolResult {
                        call_id: outcome.call,
                        content,
                        is_error: outcome.failed,
                    }
                });
                sent.push(llm::Message::ToolResults(results.collect()));
            }
        }
    }
    let tools = registry.tools().iter().map(|tool| llm::Tool {
        name: tool.name().to_owned(),
        // Workestra's own words, the same in every workspace: nothing in them is masked.
        description: Session::own_words(tool.description()),
        schema: Session::own_schema(tool.schema()),
    });
    Composed {
        request: llm::Request {
            system: Session::own_words(prompt::ASSISTANT),
            messages: sent,
            tools: tools.collect(),
            options: llm::Options::default(),
        },
        parts,
    }
}

/// The model's answer to keep.
#[must_use]
pub fn answer(turn: &AssistantTurn, words: String, parent: MessageId, sent: Json, usage: Json) -> NewMessage {
    NewMessage {
        parent: Some(parent),
        role: MessageRole::Assistant,
        content: json!({ "turn": turn }),
        words,
        chips: json!([]),
        sent: Some(sent),
        usage: Some(usage),
    }
}

fn part(from: &str, text: &workestra_core::Masked<String>) -> Part {
    Part {
        from: from.to_owned(),
        text: text.get().clone(),
    }
}

fn read<T: serde::de::DeserializeOwned>(content: &Json) -> Option<T> {
    serde_json::from_value(content.clone()).ok()
}
