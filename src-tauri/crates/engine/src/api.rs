//! The one list of commands and events. The dispatcher, the windows that may call each command, and the window's
//! TypeScript all come from here; see [`crate::commands`].

pub mod app;
pub mod auditing;
pub mod bulk;
pub mod configuring;
pub mod confirming;
pub mod conversing;
pub mod embedding;
pub mod entities;
pub mod files;
pub mod looking;
pub mod mailing;
pub mod masking;
pub mod panel;
pub mod providing;
pub mod summing;
pub mod transfers;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use app::*;
pub use auditing::*;
pub use bulk::*;
pub use configuring::*;
pub use confirming::*;
pub use conversing::*;
pub use embedding::*;
pub use entities::*;
pub use files::*;
pub use looking::*;
pub use mailing::*;
pub use masking::*;
pub use panel::*;
pub use providing::*;
pub use summing::*;
pub use transfers::*;
use workestra_core::parse::FieldIssue;
pub use workestra_core::{Sort, TimelineKind, View};
pub use workestra_search::api::{
    Completions, Explanation, Hit, Leg, LegRank, SearchRequest, SearchResponse, SearchStatus, Snippet, TextStatus,
    VectorStatus,
};
pub use workestra_transfer::api::{ColumnMapping, DuplicatePolicy, FileShape, ImportOptions, Outcome, RowOutcome};

/// Nothing to say or to answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Nothing {}

/// What a failed command answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{message}")]
pub struct CommandError {
    /// For the places that branch on it.
    pub code: ErrorCode,
    /// What happened, to what, and what to do.
    pub message: String,
    /// The fields that were refused, for forms.
    pub fields: Vec<FieldIssue>,
}

/// The failures that callers tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// The arguments are not the command's.
    InvalidArguments,
    /// Values that the declaration refuses; `fields` lists them.
    InvalidFields,
    /// The entity changed since the revision given.
    Stale,
    /// There is no such entity, member, job or workspace.
    NotFound,
    /// The role may not.
    Denied,
    /// No workspace is open.
    NoWorkspace,
    /// Something has to be set up first: the mail server.
    NotSetUp,
    /// Another process owns the workspace, or another job runs.
    Busy,
    /// The person stopped it.
    Cancelled,
    /// The disk, the keychain or the file failed.
    Failed,
}

/// What the window hears without asking.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "event")]
pub enum Event {
    /// A workspace was opened, closed, or could not be: ask `app_state` again.
    AppStateChanged,
    /// Entities were written; lists and pages that show them ask again.
    EntitiesChanged {
        /// The kinds among them.
        kinds: Vec<workestra_core::Kind>,
        /// Their ids; empty when there are more than 500.
        entities: Vec<workestra_core::EntityId>,
        /// The newest change.
        #[ts(type = "number")]
        seq: i64,
    },
    /// The text index or the vectors moved on; at most ten a second.
    SearchStatusChanged {
        /// The state now.
        status: SearchStatus,
    },
    /// A job moved on; at most ten a second, and always at its end.
    JobChanged {
        /// The job now.
        job: Job,
    },
    /// Members, fields or stages were changed: ask `schema_get` again.
    SchemaChanged,
    /// A task's reminder is due.
    Reminder {
        /// Its reference.
        entity: String,
        /// Its title.
        title: String,
        /// When it is due, as a day.
        due: Option<String>,
    },
    /// Settings were changed.
    SettingsChanged {
        /// The settings now.
        settings: Settings,
    },
    /// Emails of an entity were written or moved on: ask `email_list` again.
    EmailsChanged {
        /// The entity.
        entity: workestra_core::EntityId,
    },
    /// Provider, key, rules or what waits for the person changed: ask `ai_state` again.
    AiChanged,
    /// Something was said in a conversation, or it was changed: ask `conversation_get` again.
    ConversationChanged {
        /// Which.
        #[ts(type = "string")]
        id: uuid::Uuid,
    },
    /// The model goes on with its answer; at most fifteen a second.
    TurnMoved {
        /// The conversation.
        #[ts(type = "string")]
        conversation: uuid::Uuid,
        /// What it does now; absent when it has ended: ask `conversation_get` again.
        running: Option<RunningTurn>,
    },
    /// A summary goes on, or has come to its end; at most fifteen a second.
    SummaryMoved {
        /// The entity.
        entity: workestra_core::EntityId,
        /// How far it is; absent when it has ended: ask `summary_get` again.
        running: Option<SummaryRunning>,
    },
    /// A confirmation was opened or came to its end.
    ConfirmationChanged {
        /// How it stands.
        card: ConfirmationCard,
    },
    /// The confirmation window was called up to show this one.
    ConfirmationShown {
        /// Which.
        #[ts(type = "string")]
        id: uuid::Uuid,
    },
    /// The launcher was called up (again): clear or keep, and take the focus.
    LauncherShown,
    /// A row of the launcher asks the main window to open this entity.
    OpenEntity {
        /// Which.
        reference: workestra_core::EntityRef,
    },
    /// A command of the launcher asks the main window to run this action of its own.
    RunAction {
        /// The action's id.
        action: String,
        /// What was typed for it, where it takes words.
        text: Option<String>,
    },
}
