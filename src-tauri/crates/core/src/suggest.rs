//! What the data itself says is to be done next. Each rule looks at facts about one entity and either keeps quiet or
//! answers with a sentence, what it rests on, and a tool call that is ready to be confirmed. No model is asked, so this
//! is there with AI off; and an entity that is well looked after gets no suggestion at all.

mod candidate;
mod contact;
mod deal;
mod facts;
mod shared;
mod task;
#[cfg(test)]
mod tests;
mod ticket;
mod words;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;
use uuid::Uuid;

use crate::id::{EntityId, EntityRef};
use crate::kind::Kind;
use crate::time::UtcMillis;
use crate::timeline::TimelineKind;
use crate::value::Value;

pub use facts::{Facts, Happened, Related, Tie, Twin};

/// Something to do, with why and how.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The rule's key: `deal.close_date_passed`.
    pub rule: &'static str,
    /// What to do, in a few words.
    pub title: String,
    /// Why, in a plain sentence.
    pub reason: String,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// What would do it.
    pub call: ReadyCall,
}

/// A call of a tool of the registry, complete but for the key that names the wish.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadyCall {
    /// The tool's name.
    pub tool: &'static str,
    /// Its arguments, its reason among them.
    pub arguments: Json,
}

/// What a suggestion rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Evidence {
    /// A field of the entity, and what it holds.
    Field {
        /// Its key.
        key: String,
        /// Its value; absent when it has none.
        value: Option<Value>,
    },
    /// The stage that it is in.
    Stage {
        /// The stage's key.
        stage: String,
        /// Since when, where that is what counts.
        since: Option<UtcMillis>,
    },
    /// A note or an activity of its timeline.
    Entry {
        /// Which.
        #[ts(type = "string")]
        id: Uuid,
        /// What it is.
        entry: TimelineKind,
        /// When it happened.
        at: UtcMillis,
    },
    /// That nothing has happened since it was made.
    Made {
        /// When that was.
        at: UtcMillis,
    },
    /// Another entity.
    Entity {
        /// Which.
        id: EntityId,
        /// Its reference.
        reference: EntityRef,
        /// Its title.
        title: String,
        /// What of it counts: `open`, `same email address`.
        because: String,
    },
}

impl Suggestion {
    /// Names what it rests on: the same until one of these facts changes. Days that merely pass and titles that are
    /// written otherwise are not among them.
    #[must_use]
    pub fn basis(&self) -> String {
        let parts = self.evidence.iter().map(|evidence| match evidence {
            Evidence::Field { key, value } => serde_json::json!(["field", key, value]),
            Evidence::Stage { stage, since } => serde_json::json!(["stage", stage, since]),
            Evidence::Entry { id, at, .. } => serde_json::json!(["entry", id, at]),
            Evidence::Made { at } => serde_json::json!(["made", at]),
            Evidence::Entity { id, because, .. } => serde_json::json!(["entity", id, because]),
        });
        serde_json::json!([self.rule, parts.collect::<Vec<_>>()]).to_string()
    }
}

/// A rule of a kind.
pub struct Rule {
    /// Names it for good: what a person dismissed is kept under it.
    pub key: &'static str,
    /// What it looks for.
    pub looks_for: &'static str,
    look: fn(&Facts<'_>) -> Option<Found>,
}

/// What a rule found.
struct Found {
    title: String,
    reason: String,
    evidence: Vec<Evidence>,
    call: ReadyCall,
}

/// The rules of a kind, the ones that press most first.
#[must_use]
pub fn rules(kind: Kind) -> &'static [Rule] {
    match kind {
        Kind::Contact => contact::RULES,
        Kind::Deal => deal::RULES,
        Kind::Ticket => ticket::RULES,
        Kind::Candidate => candidate::RULES,
        Kind::Task => task::RULES,
    }
}

/// What is to be done about an entity, what presses most first. Nothing for what is archived or in the trash.
#[must_use]
pub fn suggest(facts: &Facts<'_>) -> Vec<Suggestion> {
    if facts.entity.deleted_at.is_some() || facts.entity.archived_at.is_some() {
        return Vec::new();
    }
    let found = rules(facts.entity.kind).iter().filter_map(|rule| {
        let found = (rule.look)(facts)?;
        // A task of this name is on the list already.
        if found.call.tool == shared::CREATE_TASK && facts.has_open_task_called(&found.call.arguments["title"]) {
            return None;
        }
        let mut call = found.call;
        call.arguments["reason"] = Json::String(found.reason.clone());
        Some(Suggestion {
            rule: rule.key,
            title: found.title,
            reason: found.reason,
            evidence: found.evidence,
            call,
        })
    });
    found.collect()
}
