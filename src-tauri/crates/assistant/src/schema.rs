//! The JSON schema of a tool's input, from its type, in the words that every provider takes: a flat object at the root, no
//! references, no format or title, no numeric bounds that only some know, `anyOf` without a type beside it.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value as Json};

/// The schema of a type.
#[must_use]
pub(crate) fn of<T: JsonSchema>() -> Json {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.inline_subschemas = true;
        settings.meta_schema = None;
    });
    let schema = settings.into_generator().into_root_schema_for::<T>();
    plain(schema.to_value())
}

fn plain(schema: Json) -> Json {
    match schema {
        Json::Object(members) => {
            let mut kept = Map::new();
            for (name, value) in members {
                let value = match (name.as_str(), value) {
                    (
                        "title" | "$schema" | "format" | "default" | "minimum" | "maximum" | "examples" | "$defs"
                        | "minLength" | "maxLength" | "minItems" | "maxItems",
                        _,
                    ) => continue,
                    ("properties", Json::Object(fields)) => {
                        let fields = fields.into_iter().map(|(name, schema)| (name, plain(schema)));
                        Json::Object(fields.collect())
                    }
                    ("enum" | "required", data) => data,
                    // Absent is how an optional argument is left out, so null need not be offered too.
                    ("type", Json::Array(types)) => match types.iter().find(|ty| *ty != "null") {
                        Some(only) if types.len() == 2 => only.clone(),
                        _ => Json::Array(types),
                    },
                    (_, Json::Array(list)) => list.into_iter().map(plain).collect(),
                    (_, other) => plain(other),
                };
                kept.insert(name, value);
            }
            unwrapped(kept)
        }
        other => other,
    }
}

/// A choice between one schema and null is that schema.
fn unwrapped(mut schema: Map<String, Json>) -> Json {
    if let Some(Json::Array(choices)) = schema.get("anyOf") {
        let mut real = choices.iter().filter(|choice| choice["type"] != "null").cloned();
        if let (Some(Json::Object(only)), None, true) = (real.next(), real.next(), choices.len() == 2) {
            schema.remove("anyOf");
            for (name, value) in only {
                schema.entry(name).or_insert(value);
            }
        } else {
            schema.remove("type");
        }
    }
    // Variants with comments of their own come as constants one by one.
    if let Some(Json::Array(choices)) = schema.get("oneOf") {
        let words: Option<Vec<Json>> = choices.iter().map(|choice| choice.get("const").cloned()).collect();
        if let Some(words) = words {
            schema.remove("oneOf");
            schema.insert("type".to_owned(), "string".into());
            schema.insert("enum".to_owned(), Json::Array(words));
        }
    }
    Json::Object(schema)
}

/// As a model reads it that has the instructions: they say once what many tools take, and of an unknown argument the gate
/// says which there are.
#[must_use]
pub(crate) fn brief(schema: &Json) -> Json {
    match schema {
        Json::Object(members) => {
            // What an object is for its tool says, or the argument that it stands in.
            let is_object = members.contains_key("properties");
            let kept = members
                .iter()
                .filter(|(name, _)| *name != "additionalProperties" && !(is_object && *name == "description"));
            let kept = kept.map(|(name, value)| match (name.as_str(), value) {
                ("properties", Json::Object(fields)) => {
                    let fields = fields.iter().map(|(name, field)| {
                        let mut field = brief(field);
                        if let Some(members) = field.as_object_mut()
                            && members.get("description").is_some_and(|text| is_said_once(name, text))
                        {
                            members.remove("description");
                        }
                        (name.clone(), field)
                    });
                    (name.clone(), fields.collect())
                }
                (_, value) => (name.clone(), brief(value)),
            });
            Json::Object(kept.collect())
        }
        Json::Array(list) => list.iter().map(brief).collect(),
        scalar => scalar.clone(),
    }
}

/// Whether the instructions say of every argument of this name what this description says.
fn is_said_once(name: &str, description: &Json) -> bool {
    let text = description.as_str().unwrap_or_default();
    match name {
        "idempotency_key" | "reason" | "revision" | "fields" | "field" | "value" => true,
        "entity" => text.contains("reference, such as"),
        "entities" => text == "References of the entities, at most 200.",
        "kind" => text == "contact, deal, ticket, candidate or task.",
        _ => false,
    }
}

/// What in a schema not every provider takes; empty for a good one.
#[cfg(test)]
pub(crate) fn complaints(schema: &Json) -> Vec<String> {
    let mut found = Vec::new();
    if schema["type"] != "object" {
        found.push("the root is no object".to_owned());
    }
    if schema["additionalProperties"] != Json::Bool(false) {
        found.push("the root takes unknown names".to_owned());
    }
    look(schema, "", &mut found);
    found
}

#[cfg(test)]
fn look(schema: &Json, path: &str, found: &mut Vec<String>) {
    let Json::Object(members) = schema else {
        return;
    };
    for word in [
        "$ref",
        "$defs",
        "oneOf",
        "allOf",
        "not",
        "prefixItems",
        "format",
        "title",
        "const",
    ] {
        if members.contains_key(word) {
            found.push(format!("{path} has {word}"));
        }
    }
    if members.contains_key("anyOf") && members.contains_key("type") {
        found.push(format!("{path} has anyOf beside a type"));
    }
    if members.get("type").is_some_and(Json::is_array) {
        found.push(format!("{path} has many types"));
    }
    if let Some(Json::Object(fields)) = members.get("properties") {
        for (name, field) in fields {
            if field.is_boolean() {
                found.push(format!("{path}/{name} is a boolean"));
            }
            if field.get("description").is_none() {
                found.push(format!("{path}/{name} is not described"));
            }
            look(field, &format!("{path}/{name}"), found);
        }
    }
    for inner in ["items", "additionalProperties"] {
        if let Some(inner_schema) = members.get(inner) {
            look(inner_schema, &format!("{path}/{inner}"), found);
        }
    }
    if let Some(Json::Array(choices)) = members.get("anyOf") {
        for choice in choices {
            look(choice, path, found);
        }
    }
}
