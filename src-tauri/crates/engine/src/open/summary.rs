//! What was done, in a sentence for the toast.

use workestra_core::{Entity, Schema, Value};

use crate::api::Undone;

/// `2 entities`.
pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// `created DEAL-7 Acme renewal`, `restored 12 deals`.
pub(super) fn of_entities(verb: &str, entities: &[Entity]) -> String {
    match entities {
        [] => format!("{verb} nothing"),
        [one] => format!("{verb} {} {}", one.reference, one.title),
        [one, other] => format!("{verb} {} and {}", one.reference, other.reference),
        [first, ..] => {
            let same = entities.iter().all(|entity| entity.kind == first.kind);
            let noun = if same {
                format!("{}s", first.kind)
            } else {
                "entities".to_owned()
            };
            format!("{verb} {} {noun}", entities.len())
        }
    }
}

/// `moved DEAL-7 to Proposal`, `changed amount of DEAL-7`.
pub(super) fn of_update(schema: &Schema, entities: &[Entity], keys: &[String]) -> String {
    let [entity] = entities else {
        return "changed nothing".to_owned();
    };
    let def = schema.kind(entity.kind);
    if let [key] = keys
        && key == "stage"
        && let Some(stage) = entity
            .fields
            .get("stage")
            .and_then(Value::first_text)
            .and_then(|key| def.stage(key))
    {
        return format!("moved {} to {}", entity.reference, stage.label);
    }
    let labels: Vec<String> = keys
        .iter()
        .filter_map(|key| def.field(key))
        .map(|field| field.label.to_lowercase())
        .collect();
    format!("changed {} of {}", labels.join(", "), entity.reference)
}

/// `undid: 1 deal updated`.
pub(super) fn of_undone(verb: &str, undone: Option<workestra_store::Undone>) -> Undone {
    let Some(undone) = undone else {
        return Undone {
            summary: None,
            kept: Vec::new(),
        };
    };
    let acts = undone.acts;
    let parts: Vec<String> = [
        (acts.created, "created"),
        (acts.updated, "changed"),
        (acts.archived, "archived"),
        (acts.trashed, "moved to the trash"),
        (acts.restored, "restored"),
    ]
    .into_iter()
    .filter(|(n, _)| *n > 0)
    .map(|(n, what)| match undone.entities.as_slice() {
        [one] => format!("{} {what}", one.reference),
        _ => format!(
            "{} {what}",
            count(usize::try_from(n).unwrap_or(usize::MAX), "entity", "entities")
        ),
    })
    .chain((acts.attached > 0).then(|| {
        count(
            usize::try_from(acts.attached).unwrap_or(usize::MAX),
            "note or link",
            "notes or links",
        )
    }))
    .collect();
    let kept = undone
        .kept
        .into_iter()
        .map(|kept| match kept.field {
            Some(field) => format!("{} {}: {field}", kept.reference, kept.title),
            None => format!("{} {}", kept.reference, kept.title),
        })
        .collect();
    let what = undone.title.map_or_else(String::new, |title| format!(" {title}"));
    Undone {
        summary: Some(format!("{verb}{what}: {}", parts.join(", "))),
        kept,
    }
}
