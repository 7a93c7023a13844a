//! What people are asked to confirm.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;
use uuid::Uuid;
use workestra_assistant::{ShownArgument, ShownChange, ShownStep};
use workestra_core::{ChangeSetId, UtcMillis};

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
