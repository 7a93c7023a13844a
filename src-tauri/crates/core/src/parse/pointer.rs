//! Other entities, by reference or id.

use uuid::Uuid;

use super::text::line;
use super::{Refusal, either, quoted};
use crate::id::EntityRef;
use crate::kind::Kind;

/// The reference (`CON-7`) or id of a text. Whether there is such an entity is the store's to say.
///
/// # Errors
/// When it is neither, or names another kind than the field takes.
pub(crate) fn read(text: &str, kinds: &[Kind]) -> Result<String, Refusal> {
    let text = line(text)?;
    if let Ok(id) = Uuid::parse_str(&text) {
        return Ok(id.to_string());
    }
    let Ok(reference) = text.parse::<EntityRef>() else {
        return Err(Refusal::new(format!(
            "{} is no reference: write one like {}",
            quoted(&text),
            example(kinds)
        )));
    };
    if !kinds.contains(&reference.kind) {
        return Err(Refusal::new(format!(
            "{reference} is a {}: write a reference like {}",
            reference.kind,
            example(kinds)
        )));
    }
    Ok(reference.to_string())
}

/// `CON-7 or DEAL-7`.
pub(crate) fn example(kinds: &[Kind]) -> String {
    let examples: Vec<String> = kinds.iter().map(|kind| format!("{}-7", kind.prefix())).collect();
    either(&examples)
}
