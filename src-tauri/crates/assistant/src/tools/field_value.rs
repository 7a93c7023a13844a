//! Values of fields as a model writes them, and what of them becomes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use workestra_core::{Entity, Fields, Kind, Patch};
use workestra_store::Op;

use crate::error::{Fault, ToolError};
use crate::reader::Reader;

/// One field and its value.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FieldValue {
    /// The field's key, as describe_kind names it.
    pub(super) field: String,
    /// The value as text: dates 2026-11-21, amounts "1200.50 EUR", several values separated by commas, members by name,
    /// entities by reference, stages and choices by key. Empty to clear the field.
    pub(super) value: String,
}

/// What is set and cleared.
pub(super) fn patch(reader: &Reader, kind: Kind, values: &[FieldValue]) -> Result<Patch, ToolError> {
    reader.patch(kind, values.iter().map(|set| (set.field.as_str(), set.value.as_str())))
}

/// The fields of a new entity: some by name, and others.
pub(super) fn fields(
    reader: &Reader,
    kind: Kind,
    named: &[(&str, Option<&str>)],
    others: &[FieldValue],
) -> Result<Fields, ToolError> {
    reader.open_kind(kind)?;
    let named = named.iter().filter_map(|(key, text)| Some((*key, (*text)?)));
    let others = others.iter().map(|set| (set.field.as_str(), set.value.as_str()));
    let patch = reader.patch(kind, named.chain(others))?;
    Ok(patch
        .into_iter()
        .filter_map(|(key, value)| Some((key, value?)))
        .collect())
}

/// `amount to 1200 EUR`, `due to nothing`
pub(super) fn said(set: &FieldValue) -> String {
    let name = set.field.replace('_', " ");
    match set.value.trim() {
        "" => format!("clear {name}"),
        value => {
            let short: String = value.chars().take(80).collect();
            format!("set {name} to {short}")
        }
    }
}

/// Whether the entity still is as the model read it.
pub(super) fn as_read(entity: &Entity, revision: i64) -> Result<(), ToolError> {
    if entity.revision == revision {
        return Ok(());
    }
    Err(ToolError::new(
        Fault::Stale,
        format!(
            "{} is at revision {} and not {revision}: read it again, then ask with that revision",
            entity.reference, entity.revision
        ),
    ))
}

/// An update, with the making of what follows it: a task that repeats comes again when it is done.
pub(super) async fn update(
    reader: &Reader,
    entity: &Entity,
    revision: i64,
    patch: Patch,
) -> Result<Vec<Op>, ToolError> {
    let following = reader.following(entity, &patch).await?;
    let mut ops = vec![Op::Update {
        id: entity.id,
        revision: Some(revision),
        patch,
    }];
    ops.extend(following.map(|draft| Op::Create { id: None, draft }));
    Ok(ops)
}

/// The entity as people call it.
pub(super) fn called(entity: &Entity) -> String {
    format!("{} {}", entity.reference, entity.title)
}

/// The most entities that one wish names.
const MOST: usize = 200;

/// The entities of references, each once.
pub(super) async fn entities(reader: &Reader, references: &[String]) -> Result<Vec<Entity>, ToolError> {
    if references.is_empty() || references.len() > MOST {
        return Err(ToolError::invalid(format!(
            "name 1 to {MOST} entities, not {}",
            references.len()
        )));
    }
    let mut found: Vec<Entity> = Vec::with_capacity(references.len());
    for reference in references {
        let entity = reader.entity(reference).await?;
        if found.iter().any(|known| known.id == entity.id) {
            return Err(ToolError::invalid(format!("{} is named twice", entity.reference)));
        }
        found.push(entity);
    }
    Ok(found)
}

/// `3 entities`
pub(super) fn counted(references: &[String]) -> String {
    match references {
        [one] => one.to_uppercase(),
        many => format!("{} entities", many.len()),
    }
}
