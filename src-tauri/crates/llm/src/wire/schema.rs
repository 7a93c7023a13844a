//! A tool's schema in the words that a provider accepts.

use serde_json::{Map, Value};

use crate::quirk::Quirks;

/// The schema without what the quirks leave out.
pub(super) fn accepted(schema: &Value, quirks: &Quirks) -> Value {
    match schema {
        Value::Object(members) => Value::Object(
            members
                .iter()
                .filter(|(name, value)| {
                    let closed =
                        quirks.open_objects && *name == "additionalProperties" && **value == Value::Bool(false);
                    !closed && !quirks.schema_without.contains(&name.as_str())
                })
                .map(|(name, value)| (name.clone(), member(name, value, quirks)))
                .collect(),
        ),
        Value::Array(list) => list.iter().map(|schema| accepted(schema, quirks)).collect(),
        other => other.clone(),
    }
}

/// In some members the names are the tool's own, and a field may well be called `title`; others are data.
fn member(name: &str, value: &Value, quirks: &Quirks) -> Value {
    match (name, value) {
        ("properties" | "$defs" | "definitions" | "patternProperties", Value::Object(named)) => {
            let named: Map<String, Value> = named
                .iter()
                .map(|(name, schema)| (name.clone(), accepted(schema, quirks)))
                .collect();
            Value::Object(named)
        }
        ("enum" | "const" | "default" | "examples" | "required", data) => data.clone(),
        (_, schema) => accepted(schema, quirks),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::ProviderId;

    #[test]
    fn keywords_go_and_fields_of_the_same_name_stay() {
        let schema = json!({
            "type": "object", "title": "Task", "additionalProperties": false, "required": ["title"],
            "properties": {
                "title": {"type": "string", "title": "Title", "maxLength": 9, "enum": ["format"]},
                "when": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
            },
        });
        let moonshot = accepted(&schema, &Quirks::of(ProviderId::MoonshotAi, "kimi-k3"));
        assert_eq!(
            moonshot,
            json!({
                "type": "object", "additionalProperties": false, "required": ["title"],
                "properties": {
                    "title": {"type": "string", "enum": ["format"]},
                    "when": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                },
            })
        );
        let xai = accepted(&schema, &Quirks::of(ProviderId::XAi, "grok-4.7"));
        assert_eq!(
            (xai.get("additionalProperties"), xai.get("title")),
            (None, schema.get("title"))
        );
    }
}
