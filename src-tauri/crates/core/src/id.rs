//! Identities. Ids are UUIDv7, so they sort by creation; references are what people say and type.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use crate::kind::Kind;

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        #[ts(type = "string")]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new id from the clock and the system's random source.
            #[must_use]
            pub fn generate() -> Self {
                Self(Uuid::now_v7())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(s).map(Self)
            }
        }
    };
}

uuid_id!(
    /// Identity of an entity of any kind, stable for its life.
    EntityId
);
uuid_id!(
    /// Identity of a person who works in the workspace.
    MemberId
);
uuid_id!(
    /// Identity of a workspace; bound into its key slots as associated data.
    WorkspaceId
);
uuid_id!(
    /// Identity of one set of changes: what one act wrote and one undo takes back.
    ChangeSetId
);

/// The human reference of an entity, `DEAL-7`: the kind's prefix and a number that is never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, TS)]
#[ts(type = "string")]
pub struct EntityRef {
    /// The kind that the prefix names.
    pub kind: Kind,
    /// Counts from 1 within the kind.
    pub number: i64,
}

impl fmt::Display for EntityRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.kind.prefix(), self.number)
    }
}

/// A text that is not a reference.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a reference: write a prefix and a number, like DEAL-7")]
pub struct NotAReference(pub String);

impl FromStr for EntityRef {
    type Err = NotAReference;

    /// Accepts any case and a leading `#`: `#deal-7`.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let fail = || NotAReference(s.to_owned());
        let (prefix, digits) = s.trim().trim_start_matches('#').split_once('-').ok_or_else(fail)?;
        let kind = Kind::ALL
            .into_iter()
            .find(|kind| kind.prefix().eq_ignore_ascii_case(prefix))
            .ok_or_else(fail)?;
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(fail());
        }
        let number: i64 = digits.parse().map_err(|_| fail())?;
        if number < 1 {
            return Err(fail());
        }
        Ok(Self { kind, number })
    }
}

impl Serialize for EntityRef {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for EntityRef {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_reference_reads_back_in_any_case_and_with_a_hash() {
        let deal = EntityRef {
            kind: Kind::Deal,
            number: 7,
        };
        for text in ["DEAL-7", "deal-7", "#Deal-7", " DEAL-7 "] {
            assert_eq!(text.parse::<EntityRef>().unwrap(), deal, "{text}");
        }
        assert_eq!(deal.to_string(), "DEAL-7");
    }

    #[test]
    fn what_is_not_a_reference_is_refused() {
        for text in [
            "",
            "DEAL",
            "DEAL-",
            "DEAL-x",
            "DEAL--7",
            "DEAL-+7",
            "DEAL-0",
            "NOPE-1",
            "DEAL-99999999999999999999",
        ] {
            assert!(text.parse::<EntityRef>().is_err(), "{text}");
        }
    }
}
