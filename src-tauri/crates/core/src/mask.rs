//! Masking: what leaves the machine has its personal data replaced by typed placeholders such as `⟨email_1⟩`, which
//! only this machine can turn back. Whatever goes to a provider is [`Masked`], and only [`Masking`] makes one.

mod known;
mod masking;
mod meaning;
mod pattern;
mod restore;
#[cfg(test)]
mod tests;

use serde_json::Value;

pub use masking::{Hidden, Masking};
pub use meaning::masked_embedding_text;
pub use restore::Restoring;

/// Something that has been through a [`Masking`] and may leave the machine. There is no other way to make one, and
/// it has no `Deserialize`: what is read back from storage is masked again by its conversation's session.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Masked<T>(T);

impl<T> Masked<T> {
    /// The masked value.
    pub const fn get(&self) -> &T {
        &self.0
    }

    /// The masked value, by itself.
    pub fn into_inner(self) -> T {
        self.0
    }
}

/// Not the content: even masked, it is a customer's, and belongs in no log.
impl<T> std::fmt::Debug for Masked<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Masked(…)")
    }
}

impl Masked<String> {
    /// Masked texts as the lines of one. No pattern runs over a line's end, so joining uncovers none.
    #[must_use]
    pub fn lines(parts: impl IntoIterator<Item = Self>) -> Self {
        let parts: Vec<String> = parts.into_iter().map(|part| part.0).collect();
        Self(parts.join("\n"))
    }
}

impl Masked<Value> {
    /// A JSON object of masked names and values.
    #[must_use]
    pub fn object(members: impl IntoIterator<Item = (Masked<String>, Self)>) -> Self {
        Self(Value::Object(
            members.into_iter().map(|(name, value)| (name.0, value.0)).collect(),
        ))
    }

    /// A JSON array of masked values.
    #[must_use]
    pub fn array(elements: impl IntoIterator<Item = Self>) -> Self {
        Self(Value::Array(elements.into_iter().map(|element| element.0).collect()))
    }

    /// The value as JSON text.
    #[must_use]
    pub fn to_text(&self) -> Masked<String> {
        Masked(self.0.to_string())
    }
}

impl From<Masked<String>> for Masked<Value> {
    fn from(text: Masked<String>) -> Self {
        Self(Value::String(text.0))
    }
}
