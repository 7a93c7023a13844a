//! Who did something. Stored with every change and shown wherever the change is.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::MemberId;

/// The author of a change. A member stands behind all but the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "actor")]
pub enum Actor {
    /// A person, in the window or on the command line.
    Member {
        /// Who.
        member: MemberId,
    },
    /// The assistant, after the member's confirmation.
    Assistant {
        /// Who confirmed.
        member: MemberId,
    },
    /// An MCP client, after the member's confirmation.
    Mcp {
        /// Who confirmed.
        member: MemberId,
    },
    /// An import that the member ran.
    Import {
        /// Who ran it.
        member: MemberId,
    },
    /// Workestra itself: migrations, the sample workspace, derived fields.
    System,
}

impl Actor {
    /// The member who answers for the act.
    #[must_use]
    pub const fn member(self) -> Option<MemberId> {
        match self {
            Self::Member { member } | Self::Assistant { member } | Self::Mcp { member } | Self::Import { member } => {
                Some(member)
            }
            Self::System => None,
        }
    }
}

impl fmt::Display for Actor {
    /// The stored form: `member:<id>`, `system`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Member { member } => write!(f, "member:{member}"),
            Self::Assistant { member } => write!(f, "assistant:{member}"),
            Self::Mcp { member } => write!(f, "mcp:{member}"),
            Self::Import { member } => write!(f, "import:{member}"),
            Self::System => f.write_str("system"),
        }
    }
}

/// A stored actor that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” names no actor")]
pub struct NotAnActor(pub String);

impl FromStr for Actor {
    type Err = NotAnActor;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let fail = || NotAnActor(s.to_owned());
        if s == "system" {
            return Ok(Self::System);
        }
        let (what, id) = s.split_once(':').ok_or_else(fail)?;
        let member: MemberId = id.parse().map_err(|_| fail())?;
        match what {
            "member" => Ok(Self::Member { member }),
            "assistant" => Ok(Self::Assistant { member }),
            "mcp" => Ok(Self::Mcp { member }),
            "import" => Ok(Self::Import { member }),
            _ => Err(fail()),
        }
    }
}
