//! What the model can reach for in a turn. The person chooses it with each message.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use workestra_core::Access;

/// Which tools the model is shown. What it is not shown does not run either.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// Those that read.
    Ask,
    /// All of them. What writes asks a person, so this is no leave to write.
    #[default]
    Write,
}

impl Profile {
    /// Whether a tool of this access is among them.
    #[must_use]
    pub const fn shows(self, access: Access) -> bool {
        match self {
            Self::Ask => matches!(access, Access::Read),
            Self::Write => true,
        }
    }
}
