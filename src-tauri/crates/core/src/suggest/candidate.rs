//! Candidates: who waits for us, and what is missing of their file. Nothing here weighs a person: no rule looks at what
//! they can do or at who they are, none compares two of them as applicants, and none turns anybody down.

use super::facts::{Facts, Tie, entity};
use super::shared::{link, nobodys, same, task, unreachable};
use super::words::{called, days, name};
use super::{Found, Rule};
use crate::kind::{Kind, StageClass};
use crate::timeline::TimelineKind;

/// Days in a stage after which somebody has waited too long, by the stage's key; others have [`PATIENCE`].
const STAGES: [(&str, i64); 3] = [("new", 7), ("offer", 5), ("screen", 10)];
const PATIENCE: i64 = 14;

/// Days after which an interview has been held, whether or not anybody wrote so.
const HELD: i64 = 5;

/// Days in which what an ending leaves to do is still to be done.
const LATELY: i64 = 30;

pub(super) const RULES: &[Rule] = &[
    Rule {
        key: "candidate.waits_too_long",
        looks_for: "somebody who is too long in one stage, with nothing planned",
        look: waits_too_long,
    },
    Rule {
        key: "candidate.no_scorecard",
        looks_for: "an interview that was held, or an offer, without a scorecard",
        look: no_scorecard,
    },
    Rule {
        key: "candidate.not_told",
        looks_for: "somebody who was turned down and whom nobody has told",
        look: not_told,
    },
    Rule {
        key: "candidate.starts",
        looks_for: "somebody who was hired, with nothing planned for their start",
        look: starts,
    },
    Rule {
        key: "candidate.nobodys",
        looks_for: "an open application that belongs to nobody, or to somebody who left",
        look: nobodys,
    },
    Rule {
        key: "candidate.unreachable",
        looks_for: "an open application with neither an address nor a number",
        look: not_reachable,
    },
    Rule {
        key: "candidate.no_position",
        looks_for: "an open application that does not say for what",
        look: no_position,
    },
    Rule {
        key: "candidate.no_cv",
        looks_for: "somebody past the first stage with neither a CV nor a file",
        look: no_cv,
    },
    Rule {
        key: "candidate.same",
        looks_for: "another open application with the same address or number",
        look: twice,
    },
    Rule {
        key: "candidate.is_contact",
        looks_for: "a contact with the same address or number that is not linked",
        look: is_contact,
    },
];

fn waits_too_long(facts: &Facts<'_>) -> Option<Found> {
    let since = facts.in_stage_since?;
    let waited = facts.days_since(since);
    let own = STAGES.iter().find(|(key, _)| facts.in_stage(key));
    let patience = own.map_or(PATIENCE, |(_, days)| *days);
    if !facts.is_open() || waited < patience || facts.is_planned() {
        return None;
    }
    Some(Found {
        title: "Decide how it goes on".to_owned(),
        reason: format!(
            "{} has been in {} for {}, and nothing is planned",
            name(facts.entity),
            facts.label_of_stage(facts.entity),
            days(waited)
        ),
        evidence: vec![facts.stage(Some(since))],
        call: task(
            facts,
            format!("Decide how it goes on with {}", name(facts.entity)),
            facts.workday_in(1),
        ),
    })
}

fn no_scorecard(facts: &Facts<'_>) -> Option<Found> {
    let scored = facts.newest(|entry| entry == TimelineKind::Scorecard);
    let (reason, evidence) = if facts.in_stage("interview") {
        let since = facts.in_stage_since?;
        if scored.is_some_and(|card| card.at >= since) {
            return None;
        }
        let met = facts
            .newest(|entry| matches!(entry, TimelineKind::Meeting | TimelineKind::Call))
            .filter(|met| met.at >= since && scored.is_none_or(|card| card.at < met.at));
        match met {
            Some(met) => (
                format!(
                    "{} was spoken to, and nobody has written a scorecard",
                    name(facts.entity)
                ),
                vec![met.as_evidence(), facts.stage(Some(since))],
            ),
            None if facts.days_since(since) >= HELD => (
                format!(
                    "{} has been in {} for {} without a scorecard",
                    name(facts.entity),
                    facts.label_of_stage(facts.entity),
                    days(facts.days_since(since))
                ),
                vec![facts.stage(Some(since))],
            ),
            None => return None,
        }
    } else if facts.in_stage("offer") && scored.is_none() {
        (
            format!(
                "{} is to get an offer, and nobody has written a scorecard",
                name(facts.entity)
            ),
            vec![facts.stage(None)],
        )
    } else {
        return None;
    };
    Some(Found {
        title: "Write a scorecard".to_owned(),
        reason,
        evidence,
        call: task(
            facts,
            format!("Write a scorecard of {}", name(facts.entity)),
            facts.workday_in(1),
        ),
    })
}

fn not_told(facts: &Facts<'_>) -> Option<Found> {
    let since = facts
        .in_stage_since
        .filter(|since| facts.days_since(*since) <= LATELY)?;
    let told = facts
        .newest(TimelineKind::is_contact)
        .is_some_and(|told| told.at >= since);
    let planned = facts.open_tasks().next().is_some();
    if !facts.in_stage("rejected") || told || planned || facts.days_since(since) < 1 {
        return None;
    }
    Some(Found {
        title: "Tell them".to_owned(),
        reason: format!(
            "{} was turned down {} ago, and nobody has written or called since",
            name(facts.entity),
            days(facts.days_since(since))
        ),
        evidence: vec![facts.stage(Some(since))],
        call: task(
            facts,
            format!("Tell {} how it was decided", name(facts.entity)),
            facts.workday_in(1),
        ),
    })
}

fn starts(facts: &Facts<'_>) -> Option<Found> {
    let since = facts
        .in_stage_since
        .filter(|since| facts.days_since(*since) <= LATELY)?;
    let planned = facts
        .of_kind(Kind::Task)
        .any(|task| task.entity.created_at >= since || facts.class_of(&task.entity) == Some(StageClass::Open));
    if facts.class_of(facts.entity) != Some(StageClass::Won) || planned {
        return None;
    }
    Some(Found {
        title: "Prepare their start".to_owned(),
        reason: format!(
            "{} was hired, and nothing is planned for the first day",
            name(facts.entity)
        ),
        evidence: vec![facts.stage(Some(since))],
        call: task(
            facts,
            format!("Prepare the first day of {}", name(facts.entity)),
            facts.workday_in(3),
        ),
    })
}

fn not_reachable(facts: &Facts<'_>) -> Option<Found> {
    facts.is_open().then(|| unreachable(facts)).flatten()
}

fn no_position(facts: &Facts<'_>) -> Option<Found> {
    if !facts.is_open() || !facts.lacks("position") {
        return None;
    }
    Some(Found {
        title: "Find out what they applied for".to_owned(),
        reason: "The application does not say for which position".to_owned(),
        evidence: vec![facts.field("position")],
        call: task(
            facts,
            format!("Find out what {} applied for", name(facts.entity)),
            facts.workday_in(1),
        ),
    })
}

fn no_cv(facts: &Facts<'_>) -> Option<Found> {
    if !facts.is_open() || facts.in_first_stage() || !facts.lacks("cv") || facts.files > 0 {
        return None;
    }
    Some(Found {
        title: "Ask for a CV".to_owned(),
        reason: format!(
            "{} is in {}, and neither a CV nor a file is here",
            name(facts.entity),
            facts.label_of_stage(facts.entity)
        ),
        evidence: vec![facts.field("cv"), facts.stage(None)],
        call: task(
            facts,
            format!("Ask {} for a CV", name(facts.entity)),
            facts.workday_in(1),
        ),
    })
}

fn twice(facts: &Facts<'_>) -> Option<Found> {
    if !facts.is_open() {
        return None;
    }
    same(facts, |other, shares| {
        // Two people may have one name.
        matches!(shares, "email address" | "phone number") && facts.class_of(other) == Some(StageClass::Open)
    })
}

fn is_contact(facts: &Facts<'_>) -> Option<Found> {
    let mut known = facts.of_kind(Kind::Contact).filter(|related| {
        related.tie == Tie::SamePerson && related.entity.archived_at.is_none() && !facts.is_linked_with(&related.entity)
    });
    let (Some(only), None) = (known.next(), known.next()) else {
        return None;
    };
    Some(Found {
        title: format!("Link with {}", only.entity.reference),
        reason: format!("{} has the same address or number", called(&only.entity)),
        evidence: vec![entity(&only.entity, "same person")],
        call: link(facts.entity, &only.entity, "same person"),
    })
}
