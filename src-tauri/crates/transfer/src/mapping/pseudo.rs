//! What a column can be beside a field of its own: the entity's reference or id, a full name, a currency.

use workestra_core::kind::Title;
use workestra_core::parse::minor_digits;
use workestra_core::{FieldType, KindDef};

use super::{Candidate, Column, is_own_id, is_reference};

/// Names the entity to update: `CON-7`.
pub(crate) const REFERENCE: &str = "reference";
/// Names the entity to update by its id.
pub(crate) const ID: &str = "id";
/// Split into first and last name.
pub(crate) const FULL_NAME: &str = "full_name";
/// The currency of every amount in the row that has none beside it.
pub(crate) const CURRENCY: &str = "currency";
/// After a money field's key: the currency of that field alone.
const CURRENCY_SUFFIX: &str = "_currency";

/// Whether the kind is a person.
pub(crate) fn has_full_name(def: &KindDef) -> bool {
    matches!(def.title, Title::PersonName(_)) && def.field("first_name").is_some()
}

/// The key for a money field's currency column.
pub(crate) fn currency_key(def: &KindDef, field: &str) -> String {
    let only = def.fields.iter().filter(|field| field.ty == FieldType::Money).count() == 1;
    if only {
        CURRENCY.to_owned()
    } else {
        format!("{field}{CURRENCY_SUFFIX}")
    }
}

/// The money field whose currency the key names (none for all of them); nothing when it names no currency.
#[expect(clippy::option_option, reason = "no key, a key for all fields, a key for one")]
pub(crate) fn currency_of<'d>(def: &'d KindDef, key: &str) -> Option<Option<&'d str>> {
    let mut money = def.fields.iter().filter(|field| field.ty == FieldType::Money);
    if key == CURRENCY {
        return money.next().map(|_| None);
    }
    let own = key.strip_suffix(CURRENCY_SUFFIX)?;
    money
        .find(|field| field.key == own)
        .map(|field| Some(field.key.as_ref()))
}

/// Takes such a column only when its cells are what it says.
pub(super) fn check_contents(def: &KindDef, key: &str, confidence: u8, column: &Column<'_>) -> Option<Candidate> {
    let empty = column.profile.values.is_empty();
    let fits = match key {
        REFERENCE => column.profile.share(|value| is_reference(value, def.kind)) >= 0.9,
        ID => column.profile.share(is_own_id) >= 0.9,
        FULL_NAME => empty || column.profile.share(|value| value.chars().any(char::is_alphabetic)) >= 0.5,
        _ => {
            let is_code = |value: &str| value.chars().count() <= 3 || minor_digits(&value.to_uppercase()).is_some();
            empty || column.profile.share(is_code) >= 0.5
        }
    };
    fits.then(|| Candidate {
        field: key.to_owned(),
        confidence,
    })
}
