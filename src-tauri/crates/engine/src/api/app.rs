//! Workspaces, settings and the windows.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use workestra_core::{Member, MemberId, Schema, WorkspaceId};
use workestra_search::api::SearchStatus;

/// A workspace known on this machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WorkspaceEntry {
    /// Identity; absent when the folder cannot be read.
    pub id: Option<WorkspaceId>,
    /// Its name.
    pub name: String,
    /// Its folder.
    pub path: String,
    /// Whether it is the open one.
    pub open: bool,
    /// Whether it is the sample.
    pub sample: bool,
}

/// What the main window shows first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AppState {
    /// Which screen.
    pub phase: Phase,
    /// All workspaces known, the last used first.
    pub workspaces: Vec<WorkspaceEntry>,
    /// The application's version.
    pub version: String,
}

/// Which screen the main window shows.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "phase")]
pub enum Phase {
    /// No workspace yet.
    FirstRun {
        /// The folder that new workspaces go to.
        folder: String,
        /// Why no keychain can be used, when none can.
        keychain_problem: Option<String>,
    },
    /// A workspace is being opened or made (the sample takes some seconds).
    Opening {
        /// What is being done.
        step: String,
    },
    /// A new workspace waits for its recovery code to be typed back. The workspace is open underneath.
    ConfirmRecoveryCode {
        /// The workspace's name.
        name: String,
    },
    /// Everything works.
    Ready {
        /// The open workspace.
        workspace: WorkspaceEntry,
        /// Who the person is.
        me: Member,
    },
    /// The workspace is there but did not open.
    Blocked {
        /// The workspace's name.
        name: String,
        /// Its folder.
        path: String,
        /// Why.
        reason: BlockedReason,
        /// The same in a sentence: what happened, to what, what to do.
        message: String,
    },
}

/// Why a workspace did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BlockedReason {
    /// No keychain service runs: the recovery code opens it.
    NoKeychain,
    /// The keychain is locked: unlock it and retry, or use the recovery code.
    KeychainLocked,
    /// The keychain has no key for this workspace: the recovery code opens it.
    KeyMissing,
    /// It was written by a newer Workestra: update.
    NewerSchema,
    /// The file is damaged: restore a backup.
    Damaged,
    /// Another process holds it.
    Owned,
    /// Its folder or file is missing or cannot be read.
    Unreadable,
}

/// Makes a workspace.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct WorkspaceCreate {
    /// Its name.
    pub name: String,
    /// The person's name, the first member and administrator.
    pub member: String,
    /// Whether to fill it with the sample's fictional people.
    pub sample: bool,
    /// The folder to make it in; the default one without it.
    pub folder: Option<String>,
}

/// A made workspace.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct WorkspaceCreated {
    /// Shown this once: groups of letters and digits, to be written down and typed back.
    pub recovery_code: String,
}

/// Opens a workspace.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct WorkspaceOpen {
    /// Its folder.
    pub path: String,
    /// Opens it when the keychain cannot, and puts the key back there when it can.
    pub recovery_code: Option<String>,
}

/// Types the recovery code back.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RecoveryCodeConfirm {
    /// As typed: case, spaces and dashes do not matter. Absent to be asked again at the next start.
    pub recovery_code: Option<String>,
}

/// Writes a recovery code to a file that only its owner may read.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RecoveryCodeSave {
    /// The code, as it was shown.
    pub recovery_code: String,
    /// The file to write, outside the workspace: beside what it opens it would keep nobody out. It must be new.
    pub path: String,
}

/// A recovery code in the place of the one before, which opens nothing any more.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RecoveryCodeRenewed {
    /// Shown once, and kept nowhere.
    pub recovery_code: String,
}

/// Whether a typed-back code is right.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct RecoveryCodeConfirmed {
    /// Whether it is.
    pub matches: bool,
}

/// All that forms, columns, filters and menus derive from.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SchemaAnswer {
    /// Kinds, fields, pipelines.
    pub schema: Schema,
    /// The workspace's people.
    pub members: Vec<Member>,
    /// Who is asking.
    pub me: MemberId,
    /// All tags in use, the most used first, at most 200.
    pub tags: Vec<String>,
}

/// Settings of this machine's person; kept outside the workspace, so they hold nothing of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Settings {
    /// Light, dark, or as the desktop says.
    pub theme: Theme,
    /// Whether rows are 28 px instead of 32.
    pub compact: bool,
    /// The launcher's global shortcut: `CommandOrControl+Shift+Space`. Empty for none.
    pub launcher_shortcut: String,
    /// Why the shortcut could not be registered, when it could not; never stored.
    #[serde(skip_deserializing)]
    pub launcher_problem: Option<String>,
    /// What `03/04/2026` means in imports and forms: day first.
    pub day_first: bool,
    /// Currency of amounts without one.
    pub currency: String,
    /// Region of phone numbers without a country code.
    pub region: String,
    /// Keys of actions that the person chose, by the action's id; an action that is not named has the keys it came with.
    pub shortcuts: BTreeMap<String, Vec<String>>,
    /// How the panel beside an entity was left.
    pub panel: PanelLook,
}

/// How the panel beside an entity was left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PanelLook {
    /// Whether it is there.
    pub open: bool,
    /// Its width in pixels.
    pub width: u32,
    /// The sections that are folded.
    pub folded: Vec<String>,
}

impl Default for PanelLook {
    fn default() -> Self {
        Self {
            open: true,
            width: 320,
            folded: Vec::new(),
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            compact: false,
            launcher_shortcut: "CommandOrControl+Shift+Space".to_owned(),
            launcher_problem: None,
            day_first: false,
            currency: "USD".to_owned(),
            region: "US".to_owned(),
            shortcuts: BTreeMap::new(),
            panel: PanelLook::default(),
        }
    }
}

/// The look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the desktop says.
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// Pauses or goes on with embedding.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct EmbeddingPause {
    /// Whether to pause.
    pub paused: bool,
}

/// The state of search.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SearchStatusAnswer {
    /// Now.
    pub status: SearchStatus,
}

/// Asks the person for a file to open or a place to save to.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FilePick {
    /// What for.
    pub purpose: FilePurpose,
    /// The name offered when saving.
    pub suggested_name: Option<String>,
}

/// What a file is picked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FilePurpose {
    /// A file to import.
    Import,
    /// Where an export goes.
    Export,
    /// A file to attach.
    Attachment,
    /// Where an attached file is written to.
    Save,
    /// A folder with a workspace.
    Workspace,
}

/// The picked path.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FilePicked {
    /// Absent when the person closed the dialog.
    pub path: Option<String>,
}

/// Calls the open workspace something else.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct WorkspaceRename {
    /// Its name.
    pub name: String,
}

/// Has the system's program for an address open it. The window asks the person first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct UrlOpen {
    /// An address of `http`, `https`, `mailto` or `tel`.
    pub url: String,
}

/// Runs an action of the main window from the launcher.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ActionRun {
    /// The action's id.
    pub action: String,
    /// What was typed for it, where it takes words.
    #[serde(default)]
    pub text: Option<String>,
}
