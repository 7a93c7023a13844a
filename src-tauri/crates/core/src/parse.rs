//! From what people and files write to values: one set of checks for forms, imports, filters and tools.

pub(crate) mod choice;
pub(crate) mod day;
pub(crate) mod email;
mod instant;
mod list;
pub(crate) mod money;
mod month;
pub(crate) mod number;
pub(crate) mod person;
pub(crate) mod phone;
pub(crate) mod pointer;
mod reading;
mod refusal;
mod scalar;
mod synonym;
pub(crate) mod text;
mod url;
mod whole;
pub(crate) mod yes_no;

pub use money::minor_digits;
pub(crate) use reading::Reading;
pub(crate) use refusal::{Refusal, did_you_mean, either, nearest, quoted};

use crate::entity::{Fields, Patch};
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
/// lower-case address …). What is written in text is read too where it can mean only one thing: `2026-04-03` but
/// not `03/04/2026`, `+49 30 …` but not `030 …`, `1234.5 EUR` but not `1234.5`. Members are ids here, entities ids or
/// references; whether they exist is the store's to say.
///
/// # Errors
/// [`FieldIssue`] when the value is not one of the field's, is blank, or the field is derived.
pub fn check(def: &KindDef, field: &FieldDef, value: Value) -> Result<Value, FieldIssue> {
    settable(field)
        .and_then(|()| scalar::check(def, field, value))
        .map_err(|refusal| refusal.on(field))
}

/// Checks all values of an entity and that the required ones, and those its stage requires, are there. A missing
/// stage becomes the first one; blank texts and empty lists are no values. Derived fields are checked like the
/// others, since a whole entity holds them; it is [`check`] and [`check_patch`] that refuse to set one.
///
/// # Errors
/// Every [`FieldIssue`] there is, not only the first.
pub fn check_all(def: &KindDef, fields: Fields) -> Result<Fields, Vec<FieldIssue>> {
    whole::check(def, fields)
}

/// Checks what an update sets and clears: unknown keys, derived fields and the clearing of required ones are
/// refused, and blank texts clear. Whether the entity as a whole still holds together is for [`check_all`].
///
/// # Errors
/// Every [`FieldIssue`] there is, not only the first.
pub fn check_patch(def: &KindDef, patch: Patch) -> Result<Patch, Vec<FieldIssue>> {
    whole::check_patch(def, patch)
}

/// Reads a written value: a cell of a file, an argument of the command line. Blank text is no value.
///
/// Beside what [`check`] reads it follows the locale: the order of days, the decimal sign, the currency and the
/// region it lacks, names of members, `today`, serial days of spreadsheets and Unix times.
///
/// # Errors
/// [`FieldIssue`] when the text cannot be read as the field's type, or the field is derived.
pub fn read(def: &KindDef, field: &FieldDef, text: &str, locale: &Locale<'_>) -> Result<Option<Value>, FieldIssue> {
    settable(field)
        .and_then(|()| scalar::read(def, field, text, &Reading::of(locale)))
        .map_err(|refusal| refusal.on(field))
}

fn settable(field: &FieldDef) -> Result<(), Refusal> {
    if field.derived {
        return Err(Refusal::new(
            "is kept by workestra from other data and cannot be set: leave it out",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
