//! What of an entity's meaning may leave the machine to be embedded.

use super::{Masked, Masking};
use crate::entity::Fields;
use crate::field::{Mask, Sensitivity};
use crate::kind::{KindDef, embedding_text};

/// The text that stands for an entity's meaning, fit to leave: of its fields only those that the declaration sends as
/// they are, without restricted and protected ones, and with all that patterns recognise or another field makes known
/// replaced. The session ends with the text, so nothing on this machine could turn a placeholder back, and texts of two
/// entities have nothing in common by which they could be told to be about the same person. Never empty.
#[must_use]
pub fn masked_embedding_text(def: &KindDef, fields: &Fields) -> Masked<String> {
    let mut masking = Masking::new();
    let mut sent = Fields::new();
    for field in &def.fields {
        let Some(value) = fields.get(field.key.as_ref()) else {
            continue;
        };
        if field.mask == Mask::None && field.sensitivity < Sensitivity::Restricted {
            sent.insert(field.key.to_string(), value.clone());
        } else {
            // The text of another field may repeat it.
            masking.learn(field, value);
        }
    }
    masking.text(&embedding_text(def, &sent)).unnumbered()
}

impl Masked<String> {
    /// With its placeholders reduced to what they stand for: `⟨email⟩` in place of `⟨email_1⟩`. A number says nothing
    /// where no answer comes back, and would only set texts apart that mean the same. Digits alone are taken away, between
    /// brackets that no pattern reaches across, so this uncovers nothing.
    #[must_use]
    pub fn unnumbered(self) -> Self {
        let mut text = String::with_capacity(self.0.len());
        let mut rest = self.0.as_str();
        while let Some(open) = rest.find('⟨') {
            let (before, from) = rest.split_at(open);
            text.push_str(before);
            text.push('⟨');
            rest = from.strip_prefix('⟨').unwrap_or_default();
            if let Some((label, after)) = placeholder(rest) {
                text.push_str(label);
                text.push('⟩');
                rest = after;
            }
        }
        text.push_str(rest);
        Self(text)
    }
}

/// The label of the placeholder whose opening bracket was just read, and what follows it.
fn placeholder(text: &str) -> Option<(&str, &str)> {
    let (name, after) = text.split_once('⟩')?;
    let (label, number) = name.rsplit_once('_')?;
    let is_word = !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    (is_word && is_number).then_some((label, after))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use crate::kind::Kind;
    use crate::value::Value;

    fn fields(of: &[(&str, &str)]) -> Fields {
        of.iter()
            .map(|(key, text)| ((*key).to_owned(), Value::from(*text)))
            .collect()
    }

    #[test]
    fn what_a_placeholder_stands_for_is_left_and_its_number_is_not() {
        for (masked, unnumbered) in [
            ("write to ⟨email_1⟩ or ⟨email_12⟩", "write to ⟨email⟩ or ⟨email⟩"),
            ("⟨job_title_3⟩", "⟨job_title⟩"),
            ("a ⟨ b ⟨id_1⟩⟩ c", "a ⟨ b ⟨id⟩⟩ c"),
            ("⟨_1⟩ ⟨x_⟩ ⟨x_1", "⟨_1⟩ ⟨x_⟩ ⟨x_1"),
            ("", ""),
        ] {
            assert_eq!(Masked(masked.to_owned()).unnumbered().into_inner(), unnumbered);
        }
    }

    #[test]
    fn a_field_that_is_masked_is_neither_sent_nor_repeated_by_another() {
        let of = fields(&[
            ("last_name", "Kranich"),
            ("emails", "anneliese@kranich.example"),
            ("about", "Write to anneliese@kranich.example, or call +49 30 901820."),
        ]);
        let mut def = Kind::Contact.def().clone();
        let sent = masked_embedding_text(&def, &of).into_inner();
        assert_eq!(sent, "Kranich\nWrite to ⟨emails⟩, or call ⟨phone⟩.");
        for field in &mut def.fields {
            if field.key.ends_with("_name") {
                field.mask = Mask::Placeholder;
            }
        }
        let about = fields(&[
            ("first_name", "Anneliese"),
            ("last_name", "Kranich"),
            ("about", "Ms Kranich prefers the phone."),
        ]);
        let sent = masked_embedding_text(&def, &about).into_inner();
        assert_eq!(sent, "Untitled contact\nMs ⟨last_name⟩ prefers the phone.");
    }

    #[test]
    fn restricted_and_protected_fields_stay_whatever_is_set() {
        let mut def = Kind::Candidate.def().clone();
        let salary = def
            .fields
            .iter_mut()
            .find(|field| field.sensitivity >= Sensitivity::Restricted);
        let salary = salary.unwrap();
        (salary.mask, salary.embedded) = (Mask::None, true);
        let key = salary.key.to_string();
        let mut of = fields(&[("last_name", "Kranich")]);
        of.insert(key, Value::from("CANARY"));
        assert!(!masked_embedding_text(&def, &of).get().contains("CANARY"));
    }
}
