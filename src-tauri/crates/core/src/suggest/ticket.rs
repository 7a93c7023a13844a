//! Tickets: what was promised and not kept, and what waits although nothing holds it up.

use super::facts::{Facts, Tie, entity};
use super::shared::{move_stage, nobodys, same, share, task, update};
use super::words::{called, day, days, name};
use super::{Found, Rule};
use crate::kind::{Kind, StageClass};
use crate::timeline::TimelineKind;

/// Days of waiting for somebody, without a day named, after which one asks again.
const WAITING: i64 = 7;

/// Days after which what is resolved is closed.
const SETTLED: i64 = 7;

const HOUR: i64 = 60 * 60 * 1000;

pub(super) const RULES: &[Rule] = &[
    Rule {
        key: "ticket.resolution_late",
        looks_for: "an open ticket past the target of its resolution",
        look: resolution_late,
    },
    Rule {
        key: "ticket.response_late",
        looks_for: "a ticket that nobody has answered by its target",
        look: response_late,
    },
    Rule {
        key: "ticket.nobodys",
        looks_for: "an open ticket that belongs to nobody, or to somebody who left",
        look: nobodys,
    },
    Rule {
        key: "ticket.pending_is_over",
        looks_for: "a ticket that was put off until a day that has come",
        look: pending_is_over,
    },
    Rule {
        key: "ticket.waits_too_long",
        looks_for: "a ticket that waits for somebody, with no day named and nothing said for a week",
        look: waits_too_long,
    },
    Rule {
        key: "ticket.same",
        looks_for: "another open ticket of the same subject from the same requester",
        look: twice,
    },
    Rule {
        key: "ticket.answered_and_new",
        looks_for: "a ticket that was answered and is still in its first stage",
        look: answered_and_new,
    },
    Rule {
        key: "ticket.known_requester",
        looks_for: "a ticket without a contact whose requester is one",
        look: known_requester,
    },
    Rule {
        key: "ticket.settled",
        looks_for: "a ticket that was resolved a week ago and is not closed",
        look: settled,
    },
];

/// Put off until a day that is still to come: the requester knows, or has to do something first.
fn is_put_off(facts: &Facts<'_>) -> bool {
    facts.day("pending_until").is_some_and(|day| day > facts.today)
}

/// `for 3 hours`, `for 2 days`
fn late_by(facts: &Facts<'_>, due: i64) -> String {
    let late = facts.now.0.saturating_sub(due);
    match late / HOUR {
        0 => "less than an hour".to_owned(),
        1 => "1 hour".to_owned(),
        hours if hours < 48 => format!("{hours} hours"),
        hours => days(hours / 24),
    }
}

fn resolution_late(facts: &Facts<'_>) -> Option<Found> {
    let due = facts.instant("due_at").filter(|due| *due < facts.now)?;
    if !facts.is_open() || is_put_off(facts) || facts.is_planned() {
        return None;
    }
    let answered = !facts.lacks("first_responded_at");
    let (verb, more) = match answered {
        true => ("Resolve", ""),
        false => ("Answer", ", and nobody has answered it"),
    };
    Some(Found {
        title: format!("{verb} it today"),
        reason: format!("Its target has been over for {}{more}", late_by(facts, due.0)),
        evidence: vec![facts.field("due_at"), facts.stage(None)],
        call: task(
            facts,
            format!("{verb} {} {}", facts.entity.reference, name(facts.entity)),
            facts.workday_in(0),
        ),
    })
}

fn response_late(facts: &Facts<'_>) -> Option<Found> {
    let due = facts.instant("first_response_due").filter(|due| *due < facts.now)?;
    if !facts.is_open()
        || !facts.lacks("first_responded_at")
        || is_put_off(facts)
        || facts.is_planned()
        || resolution_late(facts).is_some()
    {
        return None;
    }
    Some(Found {
        title: "Answer it today".to_owned(),
        reason: format!("Nobody has answered it, {} past its target", late_by(facts, due.0)),
        evidence: vec![facts.field("first_response_due")],
        call: task(
            facts,
            format!("Answer {} {}", facts.entity.reference, name(facts.entity)),
            facts.workday_in(0),
        ),
    })
}

fn pending_is_over(facts: &Facts<'_>) -> Option<Found> {
    let until = facts.day("pending_until").filter(|day| *day <= facts.today)?;
    let open = facts.def().stage("open")?;
    if !(facts.in_stage("pending") || facts.in_stage("on_hold")) {
        return None;
    }
    Some(Found {
        title: format!("Move to {}", open.label),
        reason: format!(
            "It was put off until {} and is still in {}",
            day(until, facts.today),
            facts.label_of_stage(facts.entity)
        ),
        evidence: vec![facts.field("pending_until"), facts.stage(None)],
        call: move_stage(facts.entity, &open.key),
    })
}

fn waits_too_long(facts: &Facts<'_>) -> Option<Found> {
    if !(facts.in_stage("pending") || facts.in_stage("on_hold")) || !facts.lacks("pending_until") {
        return None;
    }
    let (at, last) = facts.last();
    let waited = facts.days_since(at);
    // One that is late says so.
    if waited < WAITING || facts.is_planned() || resolution_late(facts).is_some() {
        return None;
    }
    Some(Found {
        title: "Ask again".to_owned(),
        reason: format!(
            "It is in {} without a day named, and nothing has been said for {}",
            facts.label_of_stage(facts.entity),
            days(waited)
        ),
        evidence: vec![last, facts.field("pending_until")],
        call: task(
            facts,
            format!("Ask again about {} {}", facts.entity.reference, name(facts.entity)),
            facts.workday_in(1),
        ),
    })
}

fn twice(facts: &Facts<'_>) -> Option<Found> {
    if !facts.is_open() {
        return None;
    }
    same(facts, |other, _| {
        facts.class_of(other) == Some(StageClass::Open)
            && ["requester", "contact"]
                .iter()
                .any(|key| share(facts.entity, other, key))
    })
}

fn answered_and_new(facts: &Facts<'_>) -> Option<Found> {
    let answer = facts.newest(|entry| entry == TimelineKind::PublicMessage)?;
    let next = facts.def().stages.get(1)?;
    if !facts.in_first_stage() || next.class != StageClass::Open {
        return None;
    }
    Some(Found {
        title: format!("Move to {}", next.label),
        reason: format!(
            "The requester was answered, and it is still in {}",
            facts.label_of_stage(facts.entity)
        ),
        evidence: vec![answer.as_evidence(), facts.stage(None)],
        call: move_stage(facts.entity, &next.key),
    })
}

fn known_requester(facts: &Facts<'_>) -> Option<Found> {
    if !facts.lacks("contact") {
        return None;
    }
    let mut known = facts
        .of_kind(Kind::Contact)
        .filter(|related| related.tie == Tie::SamePerson && related.entity.archived_at.is_none());
    let (Some(only), None) = (known.next(), known.next()) else {
        return None;
    };
    Some(Found {
        title: format!("Set {} as the contact", name(&only.entity)),
        reason: format!("{} has the requester’s address", called(&only.entity)),
        evidence: vec![facts.field("requester"), entity(&only.entity, "same email address")],
        call: update(facts.entity, &[("contact", only.entity.reference.to_string())]),
    })
}

fn settled(facts: &Facts<'_>) -> Option<Found> {
    let closed = facts.def().stage("closed")?;
    let since = facts.in_stage_since?;
    let (at, _) = facts.last();
    if !facts.in_stage("resolved") || facts.days_since(since.max(at)) < SETTLED {
        return None;
    }
    Some(Found {
        title: format!("Move to {}", closed.label),
        reason: format!(
            "It was resolved {} ago and nothing was said since",
            days(facts.days_since(since))
        ),
        evidence: vec![facts.stage(Some(since))],
        call: move_stage(facts.entity, &closed.key),
    })
}
