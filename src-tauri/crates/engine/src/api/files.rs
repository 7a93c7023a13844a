//! Files that hang on entities.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;
use workestra_core::{Actor, EntityId, UtcMillis};

/// Attaches a file: its bytes go into the workspace, encrypted, and its text into search where it can be read.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AttachmentAdd {
    /// To which entity.
    pub id: EntityId,
    /// The file, at most 100 MB.
    pub path: String,
}

/// The files of an entity.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Attachments {
    /// Newest first.
    pub attachments: Vec<Attachment>,
}

/// A file of an entity.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Attachment {
    /// Identity.
    #[ts(type = "string")]
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// `application/pdf`.
    pub media_type: String,
    /// In bytes.
    #[ts(type = "number")]
    pub size: i64,
    /// Whether search finds it by its content.
    pub has_text: bool,
    /// Who attached it.
    pub actor: Actor,
    /// When.
    pub at: UtcMillis,
}

/// Writes a file of an entity to a file outside the workspace, where it is no longer encrypted.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AttachmentSave {
    /// Which.
    #[ts(type = "string")]
    pub id: Uuid,
    /// The file to write; replaced when it is there.
    pub path: String,
}

/// Names a file of an entity.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct AttachmentName {
    /// Which.
    #[ts(type = "string")]
    pub id: Uuid,
}

/// What became of a file that was attached.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Attached {
    /// For the toast: `attached offer.pdf to DEAL-7`.
    pub summary: String,
    /// Why search does not find it by its content, where it does not.
    pub unread: Option<String>,
}
