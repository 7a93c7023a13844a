//! Time as it is stored: instants in milliseconds of UTC, days as ISO text.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A calendar day.
pub type Date = jiff::civil::Date;

/// An instant: milliseconds since 1970 in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct UtcMillis(#[ts(type = "number")] pub i64);

impl UtcMillis {
    /// The system clock's instant. Order of changes never rests on it; their sequence does.
    #[must_use]
    pub fn now() -> Self {
        Self(jiff::Timestamp::now().as_millisecond())
    }
}
