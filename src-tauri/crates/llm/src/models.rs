//! The provider's own list of models.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

/// A model that the key can use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Model {
    /// As requests name it.
    pub id: String,
    /// As the provider shows it; the id when it shows nothing else.
    pub label: String,
    /// What it is for, by its name: lists do not say.
    pub used_for: ModelUse,
}

/// What a model is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ModelUse {
    /// Conversations.
    Chat,
    /// Embeddings.
    Embedding,
    /// Pictures, sound, moderation and the like.
    Other,
}

/// Parts of names of models that hold no conversation.
const OTHER: &[&str] = &[
    "tts",
    "whisper",
    "dall-e",
    "image",
    "audio",
    "realtime",
    "moderation",
    "transcribe",
    "sora",
    "davinci",
    "babbage",
    "rerank",
    "video",
    "imagine",
    "instruct-beta",
];

/// Parts of names of embedding models.
const EMBEDDING: &[&str] = &["embed", "bge-", "gte-", "e5-", "minilm"];

impl ModelUse {
    fn of(id: &str) -> Self {
        let id = id.to_lowercase();
        let holds = |parts: &[&str]| parts.iter().any(|part| id.contains(part));
        if holds(EMBEDDING) {
            Self::Embedding
        } else if holds(OTHER) {
            Self::Other
        } else {
            Self::Chat
        }
    }
}

/// At most so many are shown.
const LIMIT: usize = 2_000;

/// Reads `{"data":[{"id"}]}`, a bare list, or `{"models":[{"name"}]}`; none when it is no list.
pub(crate) fn read(list: &Value) -> Option<Vec<Model>> {
    let entries = ["data", "models"]
        .iter()
        .find_map(|name| list.get(name).and_then(Value::as_array))
        .or_else(|| list.as_array())?;
    let text = |entry: &Value, names: &[&str]| {
        let found = names.iter().find_map(|name| entry.get(name).and_then(Value::as_str));
        found.map(|text| text.chars().filter(|c| !c.is_control()).take(200).collect::<String>())
    };
    let mut models: Vec<Model> = entries
        .iter()
        .filter_map(|entry| {
            let id = match entry {
                Value::String(id) => id.clone(),
                entry => text(entry, &["id", "name", "model"])?,
            };
            let label = text(entry, &["display_name"]).unwrap_or_else(|| id.clone());
            let used_for = ModelUse::of(&id);
            Some(Model { id, label, used_for })
        })
        .filter(|model| !model.id.is_empty())
        .take(LIMIT)
        .collect();
    models.sort_by(|a, b| a.used_for.cmp(&b.used_for).then_with(|| a.id.cmp(&b.id)));
    models.dedup_by(|a, b| a.id == b.id);
    Some(models)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn lists_are_read_in_the_shapes_that_servers_give() {
        let ids = |list: Value| read(&list).map(|models| models.into_iter().map(|model| model.id).collect::<Vec<_>>());
        let expected = Some(vec![
            "a".to_owned(),
            "b".to_owned(),
            "text-embedding-3-small".to_owned(),
        ]);
        assert_eq!(
            ids(json!({"data": [{"id": "b"}, {"id": "text-embedding-3-small"}, {"id": "a"}, {"id": "a"}]})),
            expected
        );
        assert_eq!(
            ids(json!([{"id": "b"}, "a", {"name": "text-embedding-3-small"}])),
            expected
        );
        assert_eq!(ids(json!({"models": []})), Some(Vec::new()));
        assert_eq!(ids(json!({"error": "no"})), None);
    }
}
