//! Values of fields as they are stored, compared and sent to the window.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An amount of money: integer minor units, so that sums are exact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// Minor units: cents of EUR, yen of JPY, fils of KWD.
    #[ts(type = "number")]
    pub minor: i64,
    /// ISO 4217 code in capitals.
    pub currency: String,
}

/// The value of a field. What a text means is said by the field's type: dates are `2026-11-21`, date-times
/// `2026-11-21T14:00:00Z`, phones E.164, members and entities their ids, selects and stages their keys.
/// A field without a value is absent, never an empty text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(untagged)]
pub enum Value {
    /// Of boolean fields.
    Bool(bool),
    /// Of number fields; finite.
    Number(f64),
    /// Of all fields that hold one text.
    Text(String),
    /// Of money fields.
    Money(Money),
    /// Of fields that hold many; never empty.
    List(Vec<String>),
}

impl Value {
    /// The text, or the first of a list.
    #[must_use]
    pub fn first_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::List(list) => list.first().map(String::as_str),
            Self::Bool(_) | Self::Number(_) | Self::Money(_) => None,
        }
    }

    /// The text, or all texts of a list.
    #[must_use]
    pub fn texts(&self) -> &[String] {
        match self {
            Self::Text(text) => std::slice::from_ref(text),
            Self::List(list) => list,
            Self::Bool(_) | Self::Number(_) | Self::Money(_) => &[],
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
