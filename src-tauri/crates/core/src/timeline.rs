//! What stands on the timeline of an entity.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a timeline entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TimelineKind {
    /// Written by somebody.
    Note,
    /// A call that was made.
    Call,
    /// A meeting that was held.
    Meeting,
    /// An email sent or received.
    Email,
    /// A message of a ticket's thread that the requester sees.
    PublicMessage,
    /// A message of a ticket's thread for the team only.
    InternalMessage,
    /// An opinion on a candidate.
    Scorecard,
}

impl TimelineKind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Note,
        Self::Call,
        Self::Meeting,
        Self::Email,
        Self::PublicMessage,
        Self::InternalMessage,
        Self::Scorecard,
    ];

    /// The stored word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Call => "call",
            Self::Meeting => "meeting",
            Self::Email => "email",
            Self::PublicMessage => "public_message",
            Self::InternalMessage => "internal_message",
            Self::Scorecard => "scorecard",
        }
    }

    /// Whether somebody outside was spoken to.
    #[must_use]
    pub const fn is_contact(self) -> bool {
        matches!(self, Self::Call | Self::Meeting | Self::Email | Self::PublicMessage)
    }

    /// Whether it may be written anew. What was sent cannot be unsent, and an opinion is not put into words afterwards.
    #[must_use]
    pub const fn is_editable(self) -> bool {
        matches!(self, Self::Note | Self::Call | Self::Meeting | Self::InternalMessage)
    }
}
