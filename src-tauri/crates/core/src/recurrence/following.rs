//! Tasks that come again when they are done.

use super::Recurrence;
use crate::entity::{Draft, Entity, Patch};
use crate::kind::{Kind, StageClass};
use crate::schema::Schema;
use crate::time::Date;
use crate::value::Value;

/// The task that follows when this patch finishes a task that repeats; none otherwise. Its owner, tags and texts are
/// those of the one that was done; its reminder keeps its distance from the due day.
#[must_use]
pub fn following(schema: &Schema, entity: &Entity, patch: &Patch, today: Date) -> Option<Draft> {
    if entity.kind != Kind::Task {
        return None;
    }
    let def = schema.kind(Kind::Task);
    let class = |stage: Option<&str>| stage.and_then(|key| def.stage(key)).map(|stage| stage.class);
    let to = patch.get("stage")?.as_ref().and_then(Value::first_text);
    if class(to) != Some(StageClass::Won) || class(entity.stage()) == Some(StageClass::Won) {
        return None;
    }
    let mut fields = entity.fields.clone();
    for (key, value) in patch {
        match value {
            Some(value) => fields.insert(key.clone(), value.clone()),
            None => fields.remove(key),
        };
    }
    let text = |key: &str| fields.get(key).and_then(Value::first_text);
    let recurrence = Recurrence::from_key(text("recurrence")?)?;
    let due: Date = text("due")?.parse().ok()?;
    let next = recurrence.next(due, today)?;
    let remind_at = text("remind_at").and_then(|at| moved(at, due, next));
    fields.retain(|key, _| def.field(key).is_some_and(|field| !field.derived));
    fields.remove("stage");
    fields.remove("remind_at");
    fields.insert("due".to_owned(), Value::Text(next.to_string()));
    fields.extend(remind_at.map(|at| ("remind_at".to_owned(), Value::Text(at))));
    Some(Draft {
        kind: Kind::Task,
        fields,
    })
}

/// An instant moved by as many days as lie between two.
fn moved(at: &str, from: Date, to: Date) -> Option<String> {
    let at: jiff::Timestamp = at.parse().ok()?;
    let days = from.until(to).ok()?.get_days();
    let later = at
        .checked_add(jiff::SignedDuration::from_hours(24 * i64::from(days)))
        .ok()?;
    Some(later.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::Actor;
    use crate::id::{EntityId, EntityRef};
    use crate::time::UtcMillis;
    use jiff::civil::date;

    fn task(fields: &[(&str, &str)]) -> Entity {
        Entity {
            id: EntityId::generate(),
            kind: Kind::Task,
            reference: EntityRef {
                kind: Kind::Task,
                number: 1,
            },
            revision: 1,
            title: "Water the plants".to_owned(),
            fields: fields
                .iter()
                .map(|(key, value)| ((*key).to_owned(), Value::Text((*value).to_owned())))
                .collect(),
            created_at: UtcMillis(0),
            created_by: Actor::System,
            updated_at: UtcMillis(0),
            updated_by: Actor::System,
            archived_at: None,
            deleted_at: None,
        }
    }

    fn to(stage: &str) -> Patch {
        Patch::from([("stage".to_owned(), Some(Value::Text(stage.to_owned())))])
    }

    #[test]
    fn a_task_that_repeats_is_followed_by_the_next_one_when_it_is_done() {
        let plants = task(&[
            ("title", "Water the plants"),
            ("stage", "todo"),
            ("recurrence", "weekly"),
            ("due", "2026-11-20"),
            ("remind_at", "2026-11-19T08:00:00Z"),
        ]);
        let schema = Schema::declared();
        let next = following(&schema, &plants, &to("done"), date(2026, 11, 21)).map(|draft| draft.fields);
        let wanted = task(&[
            ("title", "Water the plants"),
            ("recurrence", "weekly"),
            ("due", "2026-11-27"),
            ("remind_at", "2026-11-26T08:00:00Z"),
        ]);
        assert_eq!(next, Some(wanted.fields));
    }

    #[test]
    fn nothing_follows_a_task_that_is_cancelled_done_already_or_comes_once() {
        let schema = Schema::declared();
        let today = date(2026, 11, 21);
        let weekly = |stage| task(&[("stage", stage), ("recurrence", "weekly"), ("due", "2026-11-20")]);
        assert_eq!(following(&schema, &weekly("todo"), &to("cancelled"), today), None);
        assert_eq!(following(&schema, &weekly("done"), &to("done"), today), None);
        assert_eq!(following(&schema, &weekly("todo"), &to("waiting"), today), None);
        let once = task(&[("stage", "todo"), ("due", "2026-11-20")]);
        assert_eq!(following(&schema, &once, &to("done"), today), None);
        let undated = task(&[("stage", "todo"), ("recurrence", "weekly")]);
        assert_eq!(following(&schema, &undated, &to("done"), today), None);
    }
}
