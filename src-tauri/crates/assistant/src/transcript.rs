//! What is kept of a conversation, and how it becomes a request again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use workestra_core::{ConfirmationId, EntityRef, Masked, UtcMillis};
use workestra_llm::{AssistantTurn, ChatCall, Message as Sent, Options, Request, Tool as Offered, ToolResult};
use workestra_store::{Message, MessageId};

use crate::profile::Profile;
use crate::prompt;
use crate::registry::Registry;
use crate::session::Session;

/// What a call without a result is answered, so that the conversation can be sent again.
const CUT_SHORT: &str = "not known: Workestra was closed before this came to its end; look at it again";

/// The content of a message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Content {
    /// A person's.
    Said(Said),
    /// The model's.
    Answered {
        /// As it came, placeholders and all.
        turn: AssistantTurn,
    },
    /// What the tools answered.
    Results {
        /// In the order of the calls.
        results: Vec<CallResult>,
    },
    /// How a turn ended, where that was not simply its end. Nothing of it is sent.
    Ended {
        /// In a sentence, with the way out.
        sentence: String,
        /// What it asked for and nobody has answered.
        pending: Vec<ConfirmationId>,
    },
}

/// What a person said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// In their own words.
    pub text: String,
    /// The same as it leaves.
    pub masked: String,
    /// What was in view.
    pub context: Vec<InView>,
    /// Files that went with it.
    #[serde(default)]
    pub files: Vec<Enclosed>,
    /// Which tools the model was shown for it.
    #[serde(default)]
    pub profile: Profile,
    /// What became of confirmations since they last spoke, masked.
    pub told: Vec<String>,
}

/// An entity in view, as it was then.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InView {
    /// Its reference.
    pub reference: EntityRef,
    /// Its title.
    pub title: String,
    /// What leaves of it.
    pub masked: String,
}

/// A file that went with a message: its text, as it was then. Nothing else of it was read or kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enclosed {
    /// What it is called.
    pub name: String,
    /// What leaves of it.
    pub masked: String,
    /// How long its text is.
    pub characters: usize,
    /// Whether there is more text in it than went along.
    pub cut: bool,
}

/// What a tool answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CallResult {
    /// The call.
    pub call: String,
    /// The tool, as the model named it.
    pub tool: String,
    /// What leaves of it.
    pub masked: String,
    /// Whether it is a failure.
    pub is_error: bool,
    /// The confirmation that it asked for.
    pub confirmation: Option<ConfirmationId>,
    /// When it was called.
    #[serde(default)]
    pub at: Option<UtcMillis>,
    /// How long it took, in milliseconds; absent when it did not run.
    #[serde(default)]
    pub took: Option<i64>,
}

/// A part of a request with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// `Instructions`, `42 tools`, `You`, `DEAL-7 Acme renewal`, `File offer.pdf`, `Result of search_workspace`, `Answer`.
    pub from: String,
    /// What of it leaves.
    pub text: String,
}

/// What left the machine, or would: one request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Departure {
    /// The host.
    pub host: String,
    /// The model.
    pub model: String,
    /// What it is made of, in order.
    pub parts: Vec<Part>,
    /// The exact body.
    pub body: String,
    /// About how many tokens.
    pub tokens: u64,
    /// The placeholders in it with what they stand for, which stays here.
    pub masks: BTreeMap<String, String>,
    /// The row of the log that was written before it left; none before it does.
    pub audit: Option<i64>,
}

/// A request before a provider's own form of it.
pub(crate) struct Assembled {
    pub(crate) request: Request,
    pub(crate) parts: Vec<Part>,
}

impl Content {
    /// The content of a kept message; none when it cannot be read.
    #[must_use]
    pub fn of(message: &Message) -> Option<Self> {
        serde_json::from_value(message.content.clone()).ok()
    }

    /// What a search of conversations finds it by.
    pub(crate) fn words(&self, session: &Session) -> String {
        match self {
            Self::Said(said) => {
                let names = said.files.iter().map(|file| file.name.as_str());
                std::iter::once(said.text.as_str())
                    .chain(names)
                    .collect::<Vec<_>>()
                    .join(" ")
            }
            Self::Answered { turn } => session.restore(turn.text()),
            Self::Results { .. } | Self::Ended { .. } => String::new(),
        }
    }
}

/// The messages from the first one to this one.
#[must_use]
pub fn branch(messages: &[Message], leaf: MessageId) -> Vec<&Message> {
    let mut line = Vec::new();
    let mut next = Some(leaf);
    while let Some(message) = next.and_then(|id| messages.iter().find(|message| message.id == id)) {
        line.push(message);
        next = message.parent;
        if line.len() > messages.len() {
            break;
        }
    }
    line.reverse();
    line
}

/// Which tools the last message of the person shows.
pub(crate) fn profile_of(branch: &[Content]) -> Profile {
    let said = branch.iter().rev().find_map(|content| match content {
        Content::Said(said) => Some(said.profile),
        Content::Answered { .. } | Content::Results { .. } | Content::Ended { .. } => None,
    });
    said.unwrap_or_default()
}

/// Puts a branch into a request. What was said before is masked by the session again, so nothing that was kept could
/// leave by itself.
pub(crate) fn assemble(session: &Session, registry: &Registry, branch: &[Content]) -> Assembled {
    let profile = profile_of(branch);
    let instructions = Session::own_words(&prompt::instructions(profile));
    let mut parts = vec![Part {
        from: "Instructions".to_owned(),
        text: instructions.get().clone(),
    }];
    let offered: Vec<Offered> = registry
        .shown(profile)
        .map(|tool| Offered {
            name: tool.name().to_owned(),
            description: Session::own_words(tool.description()),
            schema: Session::own_schema(tool.brief()),
        })
        .collect();
    let described: Vec<Json> = offered
        .iter()
        .map(|tool| json!({ "name": tool.name, "description": tool.description.get(), "schema": tool.schema.get() }))
        .collect();
    parts.push(Part {
        from: match profile {
            Profile::Ask => format!("{} tools that read", offered.len()),
            Profile::Write => format!("{} tools", offered.len()),
        },
        text: Json::from(described).to_string(),
    });
    let mut messages: Vec<Sent> = Vec::new();
    let mut open: Vec<(String, String)> = Vec::new();
    for content in branch {
        if !matches!(content, Content::Results { .. }) {
            close(session, &mut open, Vec::new(), &mut messages, &mut parts);
        }
        match content {
            Content::Said(said) => messages.push(Sent::User(spoken(session, said, &mut parts))),
            Content::Answered { turn } => {
                open = turn
                    .tool_calls()
                    .iter()
                    .map(|call| (call.id.clone(), call.name.clone()))
                    .collect();
                let mut text = turn.text().to_owned();
                for call in turn.tool_calls() {
                    text.push_str(&format!("\n{}({})", call.name, call.arguments));
                }
                parts.push(Part {
                    from: "Answer".to_owned(),
                    text: text.trim().to_owned(),
                });
                messages.push(Sent::Assistant(turn.clone()));
            }
            Content::Results { results } => close(session, &mut open, results.clone(), &mut messages, &mut parts),
            Content::Ended { .. } => {}
        }
    }
    close(session, &mut open, Vec::new(), &mut messages, &mut parts);
    Assembled {
        request: Request {
            system: instructions,
            messages,
            tools: offered,
            options: Options {
                max_output_tokens: Some(8_192),
                ..Options::default()
            },
        },
        parts,
    }
}

/// Answers the calls that are open. One that has no result was cut short.
fn close(
    session: &Session,
    open: &mut Vec<(String, String)>,
    results: Vec<CallResult>,
    messages: &mut Vec<Sent>,
    parts: &mut Vec<Part>,
) {
    let mut closed: Vec<ToolResult> = Vec::with_capacity(open.len());
    for (call, tool) in open.drain(..) {
        let result = results.iter().find(|result| result.call == call);
        let content = session.masked_again(result.map_or(CUT_SHORT, |result| result.masked.as_str()));
        parts.push(Part {
            from: format!("Result of {tool}"),
            text: content.get().clone(),
        });
        closed.push(ToolResult {
            call_id: call,
            content,
            is_error: result.is_none_or(|result| result.is_error),
        });
    }
    if !closed.is_empty() {
        messages.push(Sent::ToolResults(closed));
    }
}

/// A person's message with what was in view, each in marks that say what it is.
fn spoken(session: &Session, said: &Said, parts: &mut Vec<Part>) -> Masked<String> {
    let mut lines: Vec<Masked<String>> = Vec::new();
    for seen in &said.context {
        let masked = session.masked_again(&seen.masked);
        parts.push(Part {
            from: format!("{} {}", seen.reference, seen.title),
            text: masked.get().clone(),
        });
        lines.push(Session::own_words(&format!("<in_view entity=\"{}\">", seen.reference)));
        lines.push(masked);
        lines.push(Session::own_words("</in_view>"));
    }
    for file in &said.files {
        let masked = session.masked_again(&file.masked);
        parts.push(Part {
            from: format!("File {}", file.name),
            text: masked.get().clone(),
        });
        lines.push(Session::own_words("<file>"));
        lines.push(masked);
        lines.push(Session::own_words("</file>"));
    }
    for told in &said.told {
        let masked = session.masked_again(&format!("<workestra>{told}</workestra>"));
        parts.push(Part {
            from: "What became of a confirmation".to_owned(),
            text: masked.get().clone(),
        });
        lines.push(masked);
    }
    let text = session.masked_again(&said.masked);
    parts.push(Part {
        from: "You".to_owned(),
        text: text.get().clone(),
    });
    lines.push(text);
    Masked::lines(lines)
}

impl Departure {
    /// Of a request in its provider's form.
    pub(crate) fn of(call: &ChatCall, parts: Vec<Part>, session: &Session) -> Self {
        let body = call.body().to_owned();
        let masks = session
            .masking()
            .hidden()
            .iter()
            .filter(|hidden| body.contains(&hidden.placeholder))
            .map(|hidden| {
                let original = match &hidden.original {
                    Json::String(text) => text.clone(),
                    other => other.to_string(),
                };
                (hidden.placeholder.clone(), original)
            })
            .collect();
        Self {
            host: call.host().to_owned(),
            model: call.model().to_owned(),
            parts,
            tokens: call.estimated_tokens(),
            body,
            masks,
            audit: None,
        }
    }
}
