//! What rules of several kinds have in common: the calls that they make ready, and what is looked for everywhere.

use serde_json::json;

use super::facts::{Facts, entity};
use super::words::{called, name};
use super::{Found, ReadyCall};
use crate::entity::Entity;
use crate::time::Date;

pub(super) const CREATE_TASK: &str = "create_task";

/// A task about the entity looked at, for the person who asks for it.
pub(super) fn task(facts: &Facts<'_>, title: String, due: Date) -> ReadyCall {
    task_about(facts.entity, title, due)
}

/// A task about another entity.
pub(super) fn task_about(about: &Entity, title: String, due: Date) -> ReadyCall {
    ReadyCall {
        tool: CREATE_TASK,
        arguments: json!({
            "title": title,
            "due": due.to_string(),
            "about": about.reference.to_string(),
            "fields": [{ "field": "owner", "value": "me" }],
        }),
    }
}

/// Fields to set, as texts that the field's type reads.
pub(super) fn update(entity: &Entity, changes: &[(&str, String)]) -> ReadyCall {
    let changes: Vec<_> = changes
        .iter()
        .map(|(field, value)| json!({ "field": field, "value": value }))
        .collect();
    ReadyCall {
        tool: "update_entity",
        arguments: json!({
            "entity": entity.reference.to_string(),
            "revision": entity.revision,
            "changes": changes,
        }),
    }
}

/// A move to another stage.
pub(super) fn move_stage(entity: &Entity, stage: &str) -> ReadyCall {
    ReadyCall {
        tool: "move_stage",
        arguments: json!({
            "entity": entity.reference.to_string(),
            "revision": entity.revision,
            "stage": stage,
        }),
    }
}

/// A new owner, by name or `me`.
pub(super) fn assign(entity: &Entity, assignee: &str) -> ReadyCall {
    ReadyCall {
        tool: "assign_entity",
        arguments: json!({
            "entity": entity.reference.to_string(),
            "revision": entity.revision,
            "assignee": assignee,
        }),
    }
}

/// A link from the entity looked at.
pub(super) fn link(from: &Entity, to: &Entity, role: &str) -> ReadyCall {
    ReadyCall {
        tool: "link_entities",
        arguments: json!({
            "entity": from.reference.to_string(),
            "to": to.reference.to_string(),
            "role": role,
        }),
    }
}

/// Two made one; the older one stays.
pub(super) fn merge(one: &Entity, other: &Entity) -> ReadyCall {
    let (keep, gone) = match one.reference.number < other.reference.number {
        true => (one, other),
        false => (other, one),
    };
    ReadyCall {
        tool: "merge_entities",
        arguments: json!({
            "keep": keep.reference.to_string(),
            "gone": gone.reference.to_string(),
        }),
    }
}

/// What is going on and is nobody's, or that of somebody who left.
pub(super) fn nobodys(facts: &Facts<'_>) -> Option<Found> {
    if !facts.is_open() || facts.owner().is_some() {
        return None;
    }
    let reason = match facts.entity.owner().and_then(|id| facts.member(id)) {
        Some(left) => format!(
            "{} belongs to {}, who does not work here any more",
            facts.entity.reference, left.name
        ),
        None => format!("{} is open and belongs to nobody", facts.entity.reference),
    };
    Some(Found {
        title: "Take it over".to_owned(),
        reason,
        evidence: vec![facts.field("owner")],
        call: assign(facts.entity, "me"),
    })
}

/// Another one of the kind that is most probably the same.
pub(super) fn same(facts: &Facts<'_>, is_one: impl Fn(&Entity, &str) -> bool) -> Option<Found> {
    let twin = facts
        .twins
        .iter()
        .find(|twin| twin.entity.archived_at.is_none() && is_one(&twin.entity, twin.shares))?;
    Some(Found {
        title: format!("Merge with {}", twin.entity.reference),
        reason: format!("{} has the same {}", called(&twin.entity), twin.shares),
        evidence: vec![entity(&twin.entity, format!("same {}", twin.shares))],
        call: merge(facts.entity, &twin.entity),
    })
}

/// A person who cannot be reached.
pub(super) fn unreachable(facts: &Facts<'_>) -> Option<Found> {
    (facts.lacks("emails") && facts.lacks("phones")).then(|| Found {
        title: "Find out how to reach them".to_owned(),
        reason: format!("{} has neither an email address nor a phone number", name(facts.entity)),
        evidence: vec![facts.field("emails"), facts.field("phones")],
        call: task(
            facts,
            format!("Find an address or a number of {}", name(facts.entity)),
            facts.workday_in(1),
        ),
    })
}

/// Whether both hold the same under a key, or one of them nothing.
pub(super) fn share(one: &Entity, other: &Entity, key: &str) -> bool {
    one.fields
        .get(key)
        .is_some_and(|value| other.fields.get(key) == Some(value))
}
