//! Contacts: who should hear from us, and what their record says that is no longer so.

use super::facts::{Facts, Related, Twin, entity};
use super::shared::{assign, move_stage, same, task, task_about, unreachable};
use super::words::{called, days, name};
use super::{Found, Rule};
use crate::kind::{Kind, StageClass};
use crate::time::UtcMillis;

/// Days without a word after which somebody with an open deal is left alone too long.
const SILENT: i64 = 21;

/// Days without a word after which a customer is left alone too long.
const CUSTOMER_SILENT: i64 = 90;

/// Days after which having written to nobody is no longer being new.
const NEW: i64 = 14;

pub(super) const RULES: &[Rule] = &[
    Rule {
        key: "contact.ticket_late",
        looks_for: "an open ticket of theirs that is past its target",
        look: ticket_late,
    },
    Rule {
        key: "contact.silent_with_deal",
        looks_for: "an open deal, and nobody has been in touch for three weeks or ever",
        look: silent_with_deal,
    },
    Rule {
        key: "contact.same",
        looks_for: "another contact with the same address, number, or name and company",
        look: twice,
    },
    Rule {
        key: "contact.unreachable",
        looks_for: "somebody with open work and neither an address nor a number",
        look: not_reachable,
    },
    Rule {
        key: "contact.has_bought",
        looks_for: "a won deal, and the lifecycle says that they are no customer yet",
        look: has_bought,
    },
    Rule {
        key: "contact.has_deal",
        looks_for: "an open deal, and the lifecycle says that there is none",
        look: has_deal,
    },
    Rule {
        key: "contact.nobodys",
        looks_for: "an open deal, and no owner, or one who left",
        look: nobodys,
    },
    Rule {
        key: "contact.quiet_customer",
        looks_for: "a customer whom nobody has been in touch with for three months",
        look: quiet_customer,
    },
];

fn open_deals<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = &'a Related> {
    facts.open_ones(Kind::Deal)
}

fn ticket_late(facts: &Facts<'_>) -> Option<Found> {
    let late = facts.open_ones(Kind::Ticket).find(|related| {
        let due: Option<jiff::Timestamp> =
            super::facts::text_of(&related.entity, "due_at").and_then(|due| due.parse().ok());
        due.is_some_and(|due| due.as_millisecond() < facts.now.0) && !related.has_open_task
    })?;
    Some(Found {
        title: format!("Answer {}", late.entity.reference),
        reason: format!("{} of theirs is past its target", called(&late.entity)),
        evidence: vec![entity(&late.entity, "past its target")],
        call: task_about(
            &late.entity,
            format!("Answer {} for {}", late.entity.reference, name(facts.entity)),
            facts.workday_in(0),
        ),
    })
}

/// When anybody spoke to them or wrote about them last, on their own page or on that of an open deal.
fn last_word(facts: &Facts<'_>) -> Option<UtcMillis> {
    let own = facts.timeline.first().map(|newest| newest.at);
    let kept = facts.instant("last_contacted");
    own.into_iter()
        .chain(kept)
        .chain(open_deals(facts).filter_map(|deal| deal.touched))
        .max()
}

fn silent_with_deal(facts: &Facts<'_>) -> Option<Found> {
    let deal = open_deals(facts).next()?;
    let is_planned = facts.is_planned() || open_deals(facts).any(|deal| deal.has_open_task);
    if facts.is_true("do_not_contact") || is_planned {
        return None;
    }
    let (reason, since) = match last_word(facts) {
        Some(at) => {
            let quiet = facts.days_since(at);
            if quiet < SILENT {
                return None;
            }
            let newest = facts.timeline.first().filter(|newest| newest.at == at);
            let reason = format!(
                "{} is open, and nobody has been in touch for {}",
                called(&deal.entity),
                days(quiet)
            );
            (reason, newest.map(|newest| newest.as_evidence()))
        }
        None => {
            // Who has just been written down with a plan for the deal is in good hands.
            let has_plan = deal.entity.fields.contains_key("next_step");
            if has_plan && facts.days_since(facts.entity.created_at) < NEW {
                return None;
            }
            let reason = format!("{} is open, and nobody has been in touch yet", called(&deal.entity));
            (reason, None)
        }
    };
    let mut evidence = vec![entity(&deal.entity, "open")];
    evidence.push(since.unwrap_or_else(|| facts.field("last_contacted")));
    Some(Found {
        title: "Get in touch".to_owned(),
        reason,
        evidence,
        call: task(
            facts,
            format!(
                "Get in touch with {} about {}",
                name(facts.entity),
                deal.entity.reference
            ),
            facts.workday_in(1),
        ),
    })
}

fn twice(facts: &Facts<'_>) -> Option<Found> {
    let found = same(facts, |_, _| true)?;
    // Of several who share an address nobody can tell which two are one.
    let as_surely = |twin: &&Twin| facts.twins.first().is_some_and(|first| first.shares == twin.shares);
    (facts.twins.iter().filter(as_surely).count() <= 3).then_some(found)
}

fn not_reachable(facts: &Facts<'_>) -> Option<Found> {
    let has_work = open_deals(facts).next().is_some() || facts.open_ones(Kind::Ticket).next().is_some();
    (has_work && !facts.is_true("do_not_contact"))
        .then(|| unreachable(facts))
        .flatten()
}

fn has_bought(facts: &Facts<'_>) -> Option<Found> {
    if !facts.is_open() {
        return None;
    }
    let won = facts
        .of_kind(Kind::Deal)
        .find(|related| is_theirs(related) && facts.class_of(&related.entity) == Some(StageClass::Won))?;
    let customer = facts.def().stages.iter().find(|stage| stage.class == StageClass::Won)?;
    Some(Found {
        title: format!("Move to {}", customer.label),
        reason: format!(
            "{} is won, and they are still in {}",
            called(&won.entity),
            facts.label_of_stage(facts.entity)
        ),
        evidence: vec![entity(&won.entity, "won"), facts.stage(None)],
        call: move_stage(facts.entity, &customer.key),
    })
}

/// The deal's main contact is meant, not everybody who was ever linked with it.
fn is_theirs(related: &Related) -> bool {
    related.tie == super::facts::Tie::RefersHere("contact".to_owned())
}

fn has_deal(facts: &Facts<'_>) -> Option<Found> {
    let deal = open_deals(facts).find(|related| is_theirs(related))?;
    let stages = &facts.def().stages;
    // The last of the stages that lead to being a customer.
    let wanted = stages.iter().rfind(|stage| stage.class == StageClass::Open)?;
    let class = facts.class_of(facts.entity);
    if class == Some(StageClass::Won) || facts.in_stage(&wanted.key) || has_bought(facts).is_some() {
        return None;
    }
    Some(Found {
        title: format!("Move to {}", wanted.label),
        reason: format!(
            "{} is open, and they are still in {}",
            called(&deal.entity),
            facts.label_of_stage(facts.entity)
        ),
        evidence: vec![entity(&deal.entity, "open"), facts.stage(None)],
        call: move_stage(facts.entity, &wanted.key),
    })
}

fn nobodys(facts: &Facts<'_>) -> Option<Found> {
    let deal = open_deals(facts).next()?;
    if facts.owner().is_some() {
        return None;
    }
    // Who has the deal should have the contact.
    let of_deal = deal.entity.owner().and_then(|id| facts.member(id));
    let of_deal = of_deal.filter(|member| {
        let of_this_name = facts
            .members
            .iter()
            .filter(|other| other.active && other.name == member.name);
        member.active && of_this_name.count() == 1
    });
    let (title, assignee, why) = match of_deal {
        Some(member) => (
            format!("Give them to {}", member.name),
            member.name.as_str(),
            format!(
                "They belong to nobody, and {} belongs to {}",
                called(&deal.entity),
                member.name
            ),
        ),
        None => (
            "Take them over".to_owned(),
            "me",
            format!("They belong to nobody, and {} is open", called(&deal.entity)),
        ),
    };
    Some(Found {
        title,
        reason: why,
        evidence: vec![facts.field("owner"), entity(&deal.entity, "open")],
        call: assign(facts.entity, assignee),
    })
}

fn quiet_customer(facts: &Facts<'_>) -> Option<Found> {
    if facts.class_of(facts.entity) != Some(StageClass::Won)
        || facts.is_true("do_not_contact")
        || facts.is_planned()
        // What a deal asks for is said above.
        || open_deals(facts).next().is_some()
    {
        return None;
    }
    let last = last_word(facts);
    let quiet = facts.days_since(last.unwrap_or(facts.entity.created_at));
    if quiet < CUSTOMER_SILENT {
        return None;
    }
    let reason = match last {
        Some(_) => format!("Nobody has been in touch for {}", days(quiet)),
        None => format!(
            "Nobody has been in touch in the {} that they have been here",
            days(quiet)
        ),
    };
    Some(Found {
        title: "Check in".to_owned(),
        reason,
        evidence: vec![
            facts
                .timeline
                .first()
                .map_or_else(|| facts.field("last_contacted"), |newest| newest.as_evidence()),
            facts.stage(None),
        ],
        call: task(
            facts,
            format!("Check in with {}", name(facts.entity)),
            facts.workday_in(3),
        ),
    })
}
