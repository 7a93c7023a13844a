//! One masking session: which placeholder stands for which value, for as long as a conversation lives.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::Masked;
use super::known::Known;
use super::pattern::{self, Class, Folded, Found};
use crate::field::{FieldDef, Mask};
use crate::value::Value;

/// A value and the placeholder that stands for it. It holds what masking hides, so it is kept only in the encrypted
/// workspace and shown only in the app's own window.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Hidden {
    /// `⟨email_1⟩`
    pub placeholder: String,
    /// What it stands for; a text unless a whole number or amount was hidden.
    pub original: Json,
    /// Whether it came from a field, so that it is also hidden where free text repeats it.
    pub known: bool,
}

/// A session: one value has one placeholder in it, and a placeholder one value. Kept with its conversation (it
/// serialises as the list of what it hid), so that a restart changes no placeholder.
#[derive(Default, Clone, Serialize, Deserialize)]
#[serde(from = "Vec<Hidden>", into = "Vec<Hidden>")]
pub struct Masking {
    hidden: Vec<Hidden>,
    /// How many placeholders each label has.
    counts: HashMap<String, u32>,
    /// Placeholders by label and JSON of the original.
    by_original: HashMap<(String, String), usize>,
    by_placeholder: HashMap<String, usize>,
    known: Known,
}

impl Masking {
    /// A session that has hidden nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Free text: what patterns recognise and what fields made known is replaced.
    pub fn text(&mut self, text: &str) -> Masked<String> {
        let mut masked = String::with_capacity(text.len());
        self.text_into(text, &mut masked);
        Masked(masked)
    }

    /// A text that this session masked before and that was kept. Its placeholders stay, since it was this session that put
    /// them there; all between them is masked as ever, by what was learned since, too.
    pub fn again(&mut self, kept: &str) -> Masked<String> {
        let mut masked = String::with_capacity(kept.len());
        let (mut plain, mut at) = (0, 0);
        while let Some(open) = kept[at..].find('⟨').map(|open| at + open) {
            let end = kept[open..].find('⟩').map(|close| open + close + '⟩'.len_utf8());
            match end.filter(|&end| self.by_placeholder.contains_key(&kept[open..end])) {
                Some(end) => {
                    self.text_into(&kept[plain..open], &mut masked);
                    masked.push_str(&kept[open..end]);
                    (plain, at) = (end, end);
                }
                None => at = open + '⟨'.len_utf8(),
            }
        }
        self.text_into(&kept[plain..], &mut masked);
        Masked(masked)
    }

    /// The texts of a JSON value, names of members included. A number is replaced too when it is a card's.
    pub fn json(&mut self, value: &Json) -> Masked<Json> {
        Masked(match value {
            Json::String(text) => Json::String(self.text(text).0),
            Json::Number(number) if pattern::is_card(&number.to_string()) => {
                Json::String(self.placeholder(Class::Card.label(), value.clone(), false))
            }
            Json::Array(elements) => Json::Array(elements.iter().map(|element| self.json(element).0).collect()),
            Json::Object(members) => Json::Object(
                members
                    .iter()
                    .map(|(name, value)| (self.text(name).0, self.json(value).0))
                    .collect(),
            ),
            Json::Null | Json::Bool(_) | Json::Number(_) => value.clone(),
        })
    }

    /// A field's value as its declaration says: as it is (patterns still apply), as a placeholder, or none when the
    /// field is left out.
    pub fn field(&mut self, def: &FieldDef, value: &Value) -> Option<Masked<Json>> {
        match def.mask {
            Mask::Drop => None,
            Mask::None => Some(self.json(&json_of(value))),
            Mask::Placeholder => Some(Masked(match value {
                Value::List(texts) => Json::Array(
                    texts
                        .iter()
                        .map(|text| Json::String(self.placeholder(&def.key, Json::String(text.clone()), true)))
                        .collect(),
                ),
                Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::Money(_) => {
                    Json::String(self.placeholder(&def.key, json_of(value), true))
                }
            })),
        }
    }

    /// Makes the texts of a field known that does not leave as it is, without sending them: free text that repeats them
    /// is masked from here on. To be called for the entities in view before their texts are masked.
    pub fn learn(&mut self, def: &FieldDef, value: &Value) {
        if def.mask != Mask::None {
            for text in value.texts() {
                self.placeholder(&def.key, Json::String(text.clone()), true);
            }
        }
    }

    /// The text with each placeholder of this session turned back. A placeholder that the session did not make stays.
    #[must_use]
    pub fn restore(&self, text: &str) -> String {
        let mut restoring = self.restoring();
        let mut restored = restoring.push(text);
        restored.push_str(&restoring.finish());
        restored
    }

    /// The value with each placeholder turned back: a text that is one placeholder becomes the very value that it
    /// stands for, a number a number.
    #[must_use]
    pub fn restore_json(&self, value: &Json) -> Json {
        match value {
            Json::String(text) => self
                .original(text)
                .cloned()
                .unwrap_or_else(|| Json::String(self.restore(text))),
            Json::Array(elements) => elements.iter().map(|element| self.restore_json(element)).collect(),
            Json::Object(members) => members
                .iter()
                .map(|(name, value)| (self.restore(name), self.restore_json(value)))
                .collect(),
            Json::Null | Json::Bool(_) | Json::Number(_) => value.clone(),
        }
    }

    /// What the session has hidden, oldest first: the preview beside the text.
    #[must_use]
    pub fn hidden(&self) -> &[Hidden] {
        &self.hidden
    }

    pub(super) fn original(&self, placeholder: &str) -> Option<&Json> {
        self.by_placeholder
            .get(placeholder)
            .and_then(|&at| self.hidden.get(at))
            .map(|hidden| &hidden.original)
    }

    /// Masks what stands between two replaced places by itself, until nothing more is found, so that what comes out
    /// holds no pattern whichever of two overlapping ones was taken first.
    fn text_into(&mut self, text: &str, masked: &mut String) {
        let folded = Folded::of(text);
        let mut found = pattern::find(&folded);
        found.extend(self.known.find(&folded));
        let found = leftmost_longest(found);
        if found.is_empty() {
            masked.push_str(text);
            return;
        }
        let mut end = 0;
        for place in found {
            self.text_into(&text[end..place.range.start], masked);
            end = place.range.end;
            let original = &text[place.range];
            let placeholder = self.placeholder(&place.label, Json::String(original.to_owned()), false);
            masked.push_str(&placeholder);
        }
        self.text_into(&text[end..], masked);
    }

    fn placeholder(&mut self, label: &str, original: Json, known: bool) -> String {
        let key = (label_of(label), original.to_string());
        if let Some(hidden) = self.by_original.get(&key).and_then(|&at| self.hidden.get_mut(at)) {
            let placeholder = hidden.placeholder.clone();
            if known && !hidden.known {
                hidden.known = true;
                self.know(&key.0, &original);
            }
            return placeholder;
        }
        let count = self.counts.entry(key.0.clone()).or_default();
        *count += 1;
        let placeholder = format!("⟨{}_{count}⟩", key.0);
        self.add(
            key,
            Hidden {
                placeholder: placeholder.clone(),
                original,
                known,
            },
        );
        placeholder
    }

    fn add(&mut self, key: (String, String), hidden: Hidden) {
        if hidden.known {
            self.know(&key.0, &hidden.original);
        }
        self.by_placeholder
            .insert(hidden.placeholder.clone(), self.hidden.len());
        self.by_original.insert(key, self.hidden.len());
        self.hidden.push(hidden);
    }

    fn know(&mut self, label: &str, original: &Json) {
        if let Json::String(text) = original {
            self.known.add(label, text);
        }
    }
}

impl From<Vec<Hidden>> for Masking {
    fn from(list: Vec<Hidden>) -> Self {
        let mut masking = Self::new();
        for hidden in list {
            let named = hidden
                .placeholder
                .trim_start_matches('⟨')
                .trim_end_matches('⟩')
                .rsplit_once('_');
            let Some((label, count)) = named.and_then(|(label, count)| Some((label.to_owned(), count.parse().ok()?)))
            else {
                continue;
            };
            let highest: &mut u32 = masking.counts.entry(label.clone()).or_default();
            *highest = (*highest).max(count);
            masking.add((label, hidden.original.to_string()), hidden);
        }
        masking
    }
}

impl From<Masking> for Vec<Hidden> {
    fn from(masking: Masking) -> Self {
        masking.hidden
    }
}

/// A label holds only what [`pattern::is_placeholder_name`] reads back.
fn label_of(name: &str) -> String {
    let label: String = name
        .chars()
        .take(40)
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '_'
            }
        })
        .collect();
    if label.is_empty() { "value".to_owned() } else { label }
}

fn json_of(value: &Value) -> Json {
    // A value of the domain always has a JSON form; null would only hide more.
    serde_json::to_value(value).unwrap_or(Json::Null)
}

fn leftmost_longest(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by(|a, b| {
        let by_place = a.range.start.cmp(&b.range.start).then(b.range.end.cmp(&a.range.end));
        by_place.then(a.rank.cmp(&b.rank))
    });
    let mut end = 0;
    found.retain(|place| {
        let free = place.range.start >= end;
        if free {
            end = place.range.end;
        }
        free
    });
    found
}
