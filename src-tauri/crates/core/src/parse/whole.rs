//! Entities as wholes: every value, what must be there, and what does not belong.

use super::{FieldIssue, Refusal, did_you_mean, either, nearest, quoted, scalar, settable, text};
use crate::entity::{Fields, Patch};
use crate::field::FieldDef;
use crate::kind::{KindDef, Title};
use crate::value::Value;

pub(super) fn check(def: &KindDef, fields: Fields) -> Result<Fields, Vec<FieldIssue>> {
    let mut issues = Vec::new();
    let mut checked = Fields::new();
    for (key, value) in fields {
        let Some(field) = def.field(&key) else {
            issues.push(unknown(def, &key));
            continue;
        };
        if is_blank(&value) {
            continue;
        }
        match scalar::check(def, field, value) {
            Ok(value) => {
                checked.insert(key, value);
            }
            Err(refusal) => issues.push(refusal.on(field)),
        }
    }
    let refused = |issues: &[FieldIssue], key: &str| issues.iter().any(|issue| issue.field == key);
    if let (Some(first), false) = (def.stages.first(), refused(&issues, "stage")) {
        checked
            .entry("stage".to_owned())
            .or_insert_with(|| Value::Text(first.key.to_string()));
    }
    for field in def.fields.iter().filter(|field| field.required) {
        if !checked.contains_key(field.key.as_ref()) && !refused(&issues, &field.key) {
            issues.push(Refusal::new(format!("is required: every {} needs one", def.kind)).on(field));
        }
    }
    if let Some(issue) = nameless(def, &checked).filter(|_| issues.is_empty()) {
        issues.push(issue);
    }
    for key in stage_requires(def, &checked) {
        if !checked.contains_key(key.as_str())
            && !refused(&issues, &key)
            && let Some(field) = def.field(&key)
        {
            issues.push(required_by_stage(def, field, &checked));
        }
    }
    if issues.is_empty() { Ok(checked) } else { Err(issues) }
}

pub(super) fn check_patch(def: &KindDef, patch: Patch) -> Result<Patch, Vec<FieldIssue>> {
    let mut issues = Vec::new();
    let mut checked = Patch::new();
    for (key, value) in patch {
        let Some(field) = def.field(&key) else {
            issues.push(unknown(def, &key));
            continue;
        };
        let outcome = settable(field).and_then(|()| match value {
            Some(value) if !is_blank(&value) => scalar::check(def, field, value).map(Some),
            _ if field.required => Err(Refusal::new(format!("is required: every {} needs one", def.kind))),
            _ => Ok(None),
        });
        match outcome {
            Ok(value) => {
                checked.insert(key, value);
            }
            Err(refusal) => issues.push(refusal.on(field)),
        }
    }
    if issues.is_empty() { Ok(checked) } else { Err(issues) }
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Text(text) => text::trimmed(text).is_empty(),
        Value::List(texts) => texts.iter().all(|text| text::trimmed(text).is_empty()),
        Value::Bool(_) | Value::Number(_) | Value::Money(_) => false,
    }
}

fn unknown(def: &KindDef, key: &str) -> FieldIssue {
    let keys = def.fields.iter().map(|field| field.key.as_ref());
    let near = nearest(key, keys.clone()).or_else(|| {
        let wanted = crate::schema::fold_name(key);
        let called = |field: &&FieldDef| {
            std::iter::once(&field.label)
                .chain(&field.aliases)
                .any(|name| crate::schema::fold_name(name) == wanted)
        };
        def.fields.iter().find(called).map(|field| field.key.as_ref())
    });
    let message = if near.is_some() {
        format!(
            "{} have no field {}{}",
            def.plural.to_lowercase(),
            quoted(key),
            did_you_mean(near)
        )
    } else {
        format!(
            "{} have no field {}: use {}",
            def.plural.to_lowercase(),
            quoted(key),
            either(&keys.collect::<Vec<_>>())
        )
    };
    FieldIssue {
        field: key.to_owned(),
        label: key.to_owned(),
        message,
    }
}

/// A person must go by something.
fn nameless(def: &KindDef, fields: &Fields) -> Option<FieldIssue> {
    let Title::PersonName(others) = &def.title else {
        return None;
    };
    let keys = ["first_name", "last_name"].iter().chain(others);
    if keys.clone().any(|key| fields.contains_key(*key)) {
        return None;
    }
    let labels: Vec<String> = keys
        .filter_map(|key| def.field(key))
        .map(|field| field.label.to_lowercase())
        .collect();
    let field = def.field("first_name")?;
    Some(Refusal::new(format!("a {} needs a {}", def.kind, either(&labels))).on(field))
}

fn stage_requires(def: &KindDef, fields: &Fields) -> Vec<String> {
    let stage = fields
        .get("stage")
        .and_then(Value::first_text)
        .and_then(|key| def.stage(key));
    stage.map_or_else(Vec::new, |stage| {
        stage.requires.iter().map(ToString::to_string).collect()
    })
}

fn required_by_stage(def: &KindDef, field: &FieldDef, fields: &Fields) -> FieldIssue {
    let stage = fields
        .get("stage")
        .and_then(Value::first_text)
        .and_then(|key| def.stage(key));
    let label = stage.map_or("", |stage| stage.label.as_ref());
    Refusal::new(format!(
        "is required before a {} can be {}",
        def.kind,
        label.to_lowercase()
    ))
    .on(field)
}
