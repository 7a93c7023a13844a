//! Tasks: what is late, what can go on, and what there is nothing left to do about.

use super::facts::{Facts, Related, Tie, entity};
use super::shared::{move_stage, nobodys, same, share, update};
use super::words::{called, day, days};
use super::{Found, ReadyCall, Rule};
use crate::entity::Entity;
use crate::kind::{Kind, StageClass};

/// Days without anybody touching it after which a task without a day is forgotten.
const FORGOTTEN: i64 = 30;

/// Days of waiting after which one looks again.
const WAITING: i64 = 14;

pub(super) const RULES: &[Rule] = &[
    Rule {
        key: "task.overdue",
        looks_for: "an open task whose day is over",
        look: overdue,
    },
    Rule {
        key: "task.unblocked",
        looks_for: "a task that waits for others, all of which are done",
        look: unblocked,
    },
    Rule {
        key: "task.parts_done",
        looks_for: "an open task all of whose parts are done",
        look: parts_done,
    },
    Rule {
        key: "task.about_ended",
        looks_for: "an open task about something that was lost, turned down or cancelled since",
        look: about_ended,
    },
    Rule {
        key: "task.urgent_without_day",
        looks_for: "an open task of high priority without a day",
        look: urgent_without_day,
    },
    Rule {
        key: "task.nobodys",
        looks_for: "an open task that belongs to nobody, or to somebody who left",
        look: nobodys,
    },
    Rule {
        key: "task.waits_too_long",
        looks_for: "a task that has waited for two weeks without a day to look again",
        look: waits_too_long,
    },
    Rule {
        key: "task.forgotten",
        looks_for: "an open task without a day that nobody has touched for a month",
        look: forgotten,
    },
    Rule {
        key: "task.same",
        looks_for: "another open task of the same title about the same entity",
        look: twice,
    },
];

fn overdue(facts: &Facts<'_>) -> Option<Found> {
    let due = facts.day("due").filter(|due| *due < facts.today)?;
    if !facts.is_open() || parts_done(facts).is_some() || about_ended(facts).is_some() {
        return None;
    }
    let to = facts.workday_in(1);
    Some(Found {
        title: format!("Put it off until {}", day(to, facts.today)),
        reason: format!(
            "It was due on {}, {} ago",
            day(due, facts.today),
            days(facts.days_after(due))
        ),
        evidence: vec![facts.field("due")],
        call: update(facts.entity, &[("due", to.to_string())]),
    })
}

/// Whether this task cannot go on before the other one is done, as the link's role says.
fn waits_for(related: &Related) -> bool {
    let Tie::Linked { role, from_here } = &related.tie else {
        return false;
    };
    let role = role.trim().to_lowercase().replace(['_', '-'], " ");
    let here = [
        "blocked by",
        "depends on",
        "waits for",
        "waiting for",
        "waiting on",
        "after",
        "blocker",
    ];
    let there = ["blocks", "blocking", "before", "unblocks", "prerequisite of"];
    match from_here {
        true => here.contains(&role.as_str()),
        false => there.contains(&role.as_str()),
    }
}

fn unblocked(facts: &Facts<'_>) -> Option<Found> {
    let goes_on = facts.def().stage("in_progress")?;
    if !facts.is_open() || facts.in_stage(&goes_on.key) {
        return None;
    }
    let mut held_up_by = facts
        .of_kind(Kind::Task)
        .filter(|related| waits_for(related))
        .peekable();
    held_up_by.peek()?;
    let held_up_by: Vec<&Related> = held_up_by.collect();
    // What was cancelled may still have to be done another way.
    if !held_up_by
        .iter()
        .all(|task| facts.class_of(&task.entity) == Some(StageClass::Won))
    {
        return None;
    }
    let named: Vec<String> = held_up_by.iter().map(|task| called(&task.entity)).collect();
    let done = if named.len() == 1 { "is done" } else { "are done" };
    Some(Found {
        title: format!("Move to {}", goes_on.label),
        reason: format!("{}, which it waited for, {done}", named.join(" and ")),
        evidence: held_up_by.iter().map(|task| entity(&task.entity, "done")).collect(),
        call: move_stage(facts.entity, &goes_on.key),
    })
}

fn parts_done(facts: &Facts<'_>) -> Option<Found> {
    if !facts.is_open() {
        return None;
    }
    let is_part = |related: &&Related| related.tie == Tie::RefersHere("about".to_owned());
    let parts: Vec<&Related> = facts.of_kind(Kind::Task).filter(is_part).collect();
    let ended = |class| {
        parts
            .iter()
            .filter(move |part| facts.class_of(&part.entity) == Some(class))
    };
    let done = ended(StageClass::Won).count();
    if done == 0 || ended(StageClass::Open).count() > 0 {
        return None;
    }
    let many = if done == 1 {
        "Its one part is"
    } else {
        "All of its parts are"
    };
    Some(Found {
        title: "Mark it as done".to_owned(),
        reason: format!("{many} done"),
        evidence: ended(StageClass::Won)
            .map(|part| entity(&part.entity, "done"))
            .collect(),
        call: ReadyCall {
            tool: "complete_task",
            arguments: serde_json::json!({
                "entity": facts.entity.reference.to_string(),
                "revision": facts.entity.revision,
            }),
        },
    })
}

fn about_ended(facts: &Facts<'_>) -> Option<Found> {
    let cancelled = facts
        .def()
        .stages
        .iter()
        .find(|stage| stage.class == StageClass::Lost)?;
    if !facts.is_open() {
        return None;
    }
    let about = facts
        .related
        .iter()
        .find(|related| related.tie == Tie::Refers("about".to_owned()))?;
    let ended = about.in_stage_since?;
    // What was put on the list after the end is there because of it.
    if facts.class_of(&about.entity) != Some(StageClass::Lost)
        || facts.entity.created_at >= ended
        || about.entity.kind == Kind::Contact
    {
        return None;
    }
    let stage = facts.label_of_stage(&about.entity);
    Some(Found {
        title: format!("Move to {}", cancelled.label),
        reason: format!(
            "{}, which it is about, has gone to {stage} since",
            called(&about.entity)
        ),
        evidence: vec![entity(&about.entity, stage)],
        call: move_stage(facts.entity, &cancelled.key),
    })
}

fn urgent_without_day(facts: &Facts<'_>) -> Option<Found> {
    let priority = facts.text("priority")?;
    if !facts.is_open() || !matches!(priority, "high" | "urgent") || !facts.lacks("due") || is_waiting(facts) {
        return None;
    }
    let to = facts.workday_in(if priority == "urgent" { 0 } else { 1 });
    Some(Found {
        title: format!("Set it due on {}", day(to, facts.today)),
        reason: format!("Its priority is {priority}, and it has no day"),
        evidence: vec![facts.field("priority"), facts.field("due")],
        call: update(facts.entity, &[("due", to.to_string())]),
    })
}

fn is_waiting(facts: &Facts<'_>) -> bool {
    facts.in_stage("waiting")
}

fn waits_too_long(facts: &Facts<'_>) -> Option<Found> {
    let since = facts.in_stage_since?;
    let waited = facts.days_since(since);
    let has_day = !facts.lacks("due") || !facts.lacks("remind_at");
    if !is_waiting(facts) || has_day || waited < WAITING || unblocked(facts).is_some() {
        return None;
    }
    let to = facts.workday_in(1);
    Some(Found {
        title: format!("Look again on {}", day(to, facts.today)),
        reason: format!(
            "It has waited for {} and has no day on which to look again",
            days(waited)
        ),
        evidence: vec![facts.stage(Some(since)), facts.field("due")],
        call: update(facts.entity, &[("due", to.to_string())]),
    })
}

fn forgotten(facts: &Facts<'_>) -> Option<Found> {
    let quiet = facts.days_since(facts.entity.updated_at.max(facts.last().0));
    let has_day = !facts.lacks("due") || !facts.lacks("remind_at");
    if !facts.is_open() || has_day || quiet < FORGOTTEN || is_waiting(facts) || urgent_without_day(facts).is_some() {
        return None;
    }
    let to = facts.workday_in(7);
    Some(Found {
        title: format!("Set it due on {}", day(to, facts.today)),
        reason: format!("It has no day, and nobody has touched it for {}", days(quiet)),
        evidence: vec![facts.field("due"), facts.stage(None)],
        call: update(facts.entity, &[("due", to.to_string())]),
    })
}

fn twice(facts: &Facts<'_>) -> Option<Found> {
    let is_same = |other: &Entity| {
        facts.class_of(other) == Some(StageClass::Open)
            && share(facts.entity, other, "about")
            && facts.entity.fields.get("due") == other.fields.get("due")
    };
    if !facts.is_open() {
        return None;
    }
    same(facts, |other, _| is_same(other))
}
