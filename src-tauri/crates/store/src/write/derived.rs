//! Fields that Workestra keeps itself from what is written: each kind's own few rules.

use workestra_core::{Fields, Kind, KindDef, StageClass, Targets, TimelineKind, UtcMillis, Value};

use crate::condition::instant_text;

/// The targets of a ticket.
const RESPONSE_DUE: &str = "first_response_due";
const RESOLUTION_DUE: &str = "due_at";
const RESPONDED: &str = "first_responded_at";

/// What follows from an entity being made.
pub(super) fn on_create(def: &KindDef, fields: &mut Fields, at: UtcMillis, targets: &Targets) {
    if def.kind != Kind::Ticket || !is_open(def, fields) {
        return;
    }
    if let Some((response, resolution)) = targets.of(text(fields, "priority"), at) {
        for (key, due) in [(RESPONSE_DUE, response), (RESOLUTION_DUE, resolution)] {
            fields
                .entry(key.to_owned())
                .or_insert_with(|| Value::Text(instant_text(due)));
        }
    }
}

/// What follows from fields being set: targets that nobody chose follow the priority.
pub(super) fn on_update(def: &KindDef, before: &Fields, fields: &mut Fields, made: UtcMillis, targets: &Targets) {
    let (was, is) = (text(before, "priority"), text(fields, "priority"));
    if def.kind != Kind::Ticket || was == is {
        return;
    }
    let (Some(was), Some(is)) = (targets.of(was, made), targets.of(is, made)) else {
        return;
    };
    let is_answered = fields.contains_key(RESPONDED);
    for (key, was, is) in [(RESPONSE_DUE, was.0, is.0), (RESOLUTION_DUE, was.1, is.1)] {
        let was_promised = text(fields, key) == Some(instant_text(was).as_str());
        if was_promised && !(key == RESPONSE_DUE && is_answered) {
            fields.insert(key.to_owned(), Value::Text(instant_text(is)));
        }
    }
}

/// What follows from an entry on the timeline; none when nothing does.
pub(super) fn on_entry(def: &KindDef, fields: &Fields, entry: TimelineKind, at: UtcMillis) -> Option<Fields> {
    let then = instant_text(at);
    let mut after = fields.clone();
    let is_kept = |key: &str| def.field(key).is_some_and(|field| field.derived);
    if entry.is_contact()
        && is_kept("last_contacted")
        && text(fields, "last_contacted").is_none_or(|before| before < then.as_str())
    {
        after.insert("last_contacted".to_owned(), Value::Text(then.clone()));
    }
    if entry == TimelineKind::PublicMessage && is_kept(RESPONDED) && !fields.contains_key(RESPONDED) {
        after.insert(RESPONDED.to_owned(), Value::Text(then));
    }
    (after != *fields).then_some(after)
}

fn text<'a>(fields: &'a Fields, key: &str) -> Option<&'a str> {
    fields.get(key).and_then(Value::first_text)
}

fn is_open(def: &KindDef, fields: &Fields) -> bool {
    text(fields, "stage")
        .and_then(|key| def.stage(key))
        .is_some_and(|stage| stage.class == StageClass::Open)
}
