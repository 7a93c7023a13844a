//! Selects and stages: by key, by label, or by the word that another product has for it.

use super::text::{line, squash};
use super::{Refusal, did_you_mean, either, nearest, quoted, synonym};
use crate::field::{FieldDef, FieldType};
use crate::kind::KindDef;

/// The key that a text means.
///
/// # Errors
/// When it means none; names them all.
pub(crate) fn read(def: &KindDef, field: &FieldDef, text: &str) -> Result<String, Refusal> {
    let text = line(text)?;
    find(def, field, &text)
        .map(str::to_owned)
        .ok_or_else(|| unknown(def, field, &text))
}

/// `(key, label)` of what a select or stage field may hold; nothing for fields of other types.
pub(crate) fn options<'a>(def: &'a KindDef, field: &'a FieldDef) -> Vec<(&'a str, &'a str)> {
    match &field.ty {
        FieldType::Select { choices } => choices
            .iter()
            .map(|choice| (choice.key.as_ref(), choice.label.as_ref()))
            .collect(),
        FieldType::Stage => def
            .stages
            .iter()
            .map(|stage| (stage.key.as_ref(), stage.label.as_ref()))
            .collect(),
        _ => Vec::new(),
    }
}

/// By key or label, in any case and whatever parts the words.
pub(crate) fn find_exact<'a>(def: &'a KindDef, field: &'a FieldDef, text: &str) -> Option<&'a str> {
    let options = options(def, field);
    if let Some((key, _)) = options.iter().find(|(key, _)| *key == text) {
        return Some(key);
    }
    let wanted = squash(text);
    let by_key = options.iter().find(|(key, _)| squash(key) == wanted);
    let by_label = || options.iter().find(|(_, label)| squash(label) == wanted);
    by_key.or_else(by_label).map(|(key, _)| *key)
}

/// By key or label, then by the words of other products, then without a leading number: `1 - High`, `3. Proposal`.
pub(crate) fn find<'a>(def: &'a KindDef, field: &'a FieldDef, text: &str) -> Option<&'a str> {
    let known = |text: &str| {
        find_exact(def, field, text).or_else(|| {
            let key = synonym::key_of(def.kind, &field.key, &squash(text))?;
            options(def, field)
                .into_iter()
                .map(|(known, _)| known)
                .find(|known| *known == key)
        })
    };
    known(text).or_else(|| {
        let unnumbered = text
            .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ')' || c == '-' || c.is_whitespace());
        (unnumbered.len() < text.len() && !unnumbered.is_empty()).then(|| known(unnumbered))?
    })
}

/// The option that a mistyped text is closest to.
pub(crate) fn near<'a>(def: &'a KindDef, field: &'a FieldDef, text: &str) -> Option<&'a str> {
    let options = options(def, field);
    let names = options.iter().flat_map(|(key, label)| [(*key, *key), (*key, *label)]);
    let closest = nearest(text, names.clone().map(|(_, name)| name))?;
    names.into_iter().find(|(_, name)| *name == closest).map(|(key, _)| key)
}

/// `“propsal” is no stage of deals: use qualification, … or lost (did you mean proposal?)`.
pub(crate) fn unknown(def: &KindDef, field: &FieldDef, text: &str) -> Refusal {
    let keys: Vec<&str> = options(def, field).into_iter().map(|(key, _)| key).collect();
    Refusal::new(format!(
        "{} is no {} of {}: use {}{}",
        quoted(text),
        field.label.to_lowercase(),
        def.plural.to_lowercase(),
        either(&keys),
        did_you_mean(near(def, field, text))
    ))
}
