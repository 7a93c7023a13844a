//! Where the store takes the time from.

use std::fmt;
use std::sync::Arc;

use jiff::tz::TimeZone;
use workestra_core::{Date, UtcMillis};

/// A clock and the zone in which days begin.
#[derive(Clone)]
pub struct Clock {
    now: Arc<dyn Fn() -> UtcMillis + Send + Sync>,
    zone: TimeZone,
}

impl Clock {
    /// The machine's.
    #[must_use]
    pub fn system() -> Self {
        Self {
            now: Arc::new(UtcMillis::now),
            zone: TimeZone::system(),
        }
    }

    /// Any other.
    pub fn new(now: impl Fn() -> UtcMillis + Send + Sync + 'static, zone: TimeZone) -> Self {
        Self {
            now: Arc::new(now),
            zone,
        }
    }

    /// The instant now.
    #[must_use]
    pub fn now(&self) -> UtcMillis {
        (self.now)()
    }

    /// The day now, in the zone.
    #[must_use]
    pub fn today(&self) -> Date {
        jiff::Timestamp::from_millisecond(self.now().0)
            .unwrap_or_default()
            .to_zoned(self.zone.clone())
            .date()
    }

    /// The first instant of a day in the zone.
    #[must_use]
    pub(crate) fn start_of(&self, day: Date) -> jiff::Timestamp {
        day.to_zoned(self.zone.clone())
            .map_or(jiff::Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Clock")
            .field("zone", &self.zone)
            .finish_non_exhaustive()
    }
}
