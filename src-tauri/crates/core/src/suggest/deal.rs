//! Deals: what keeps one from moving, and what a won one leaves to do.

use super::facts::{Facts, Tie, entity};
use super::shared::{move_stage, nobodys, same, share, task, update};
use super::words::{called, day, days, name};
use super::{Found, Rule};
use crate::kind::{Kind, StageClass};

/// Days without anything happening after which a deal is silent.
const SILENT: i64 = 14;

/// Days in one stage after which a deal has got stuck.
const STUCK: i64 = 45;

pub(super) const RULES: &[Rule] = &[
    Rule {
        key: "deal.close_date_passed",
        looks_for: "an open deal whose close date is over",
        look: close_date_passed,
    },
    Rule {
        key: "deal.silent",
        looks_for: "an open deal on which nothing has happened for two weeks and nothing is planned",
        look: silent,
    },
    Rule {
        key: "deal.no_next_step",
        looks_for: "an open deal without a next step or an open task",
        look: no_next_step,
    },
    Rule {
        key: "deal.no_contact",
        looks_for: "an open deal without a contact",
        look: no_contact,
    },
    Rule {
        key: "deal.no_amount",
        looks_for: "a deal past its first stage without an amount",
        look: no_amount,
    },
    Rule {
        key: "deal.no_close_date",
        looks_for: "a deal past its first stage without a close date",
        look: no_close_date,
    },
    Rule {
        key: "deal.stuck",
        looks_for: "a deal that is worked on and has not left its stage for six weeks",
        look: stuck,
    },
    Rule {
        key: "deal.nobodys",
        looks_for: "an open deal that belongs to nobody, or to somebody who left",
        look: nobodys,
    },
    Rule {
        key: "deal.same",
        looks_for: "another open deal of the same name with the same company or contact",
        look: twice,
    },
    Rule {
        key: "deal.contact_is_customer",
        looks_for: "a won deal whose main contact is not a customer yet",
        look: contact_is_customer,
    },
];

fn close_date_passed(facts: &Facts<'_>) -> Option<Found> {
    let closes = facts.day("close_date").filter(|day| *day < facts.today)?;
    if !facts.is_open() {
        return None;
    }
    let late = facts.days_after(closes);
    let to = facts.workday_in(14);
    Some(Found {
        title: format!("Move the close date to {}", day(to, facts.today)),
        reason: format!(
            "It was to close on {}, {} ago, and is still in {}",
            day(closes, facts.today),
            days(late),
            facts.label_of_stage(facts.entity)
        ),
        evidence: vec![facts.field("close_date"), facts.stage(None)],
        call: update(facts.entity, &[("close_date", to.to_string())]),
    })
}

fn silent(facts: &Facts<'_>) -> Option<Found> {
    let (at, last) = facts.last();
    let quiet = facts.days_since(at);
    if !facts.is_open() || quiet < SILENT || facts.is_planned() {
        return None;
    }
    Some(Found {
        title: "Get back to them".to_owned(),
        reason: format!("Nothing has happened on it for {} and nothing is planned", days(quiet)),
        evidence: vec![last],
        call: task(
            facts,
            format!("Get back to them about {}", name(facts.entity)),
            facts.workday_in(1),
        ),
    })
}

fn no_next_step(facts: &Facts<'_>) -> Option<Found> {
    if !facts.is_open() || !facts.lacks("next_step") || facts.open_tasks().next().is_some() {
        return None;
    }
    Some(Found {
        title: "Plan the next step".to_owned(),
        reason: "It is open, says no next step and no task is about it".to_owned(),
        evidence: vec![facts.field("next_step"), facts.stage(None)],
        call: task(
            facts,
            format!("Plan the next step of {}", name(facts.entity)),
            facts.workday_in(1),
        ),
    })
}

fn no_contact(facts: &Facts<'_>) -> Option<Found> {
    let is_tied = |tie: &Tie| matches!(tie, Tie::Refers(_) | Tie::Linked { .. });
    if !facts.is_open() || !facts.lacks("contact") || facts.of_kind(Kind::Contact).any(|related| is_tied(&related.tie))
    {
        return None;
    }
    let mut of_company = facts
        .of_kind(Kind::Contact)
        .filter(|related| related.tie == Tie::SameCompany && related.entity.archived_at.is_none());
    let lacking = facts.field("contact");
    if let (Some(only), None) = (of_company.next(), of_company.next()) {
        return Some(Found {
            title: format!("Set {} as the main contact", name(&only.entity)),
            reason: format!(
                "It has no contact, and {} is the one contact of its company",
                called(&only.entity)
            ),
            evidence: vec![lacking, entity(&only.entity, "same company")],
            call: update(facts.entity, &[("contact", only.entity.reference.to_string())]),
        });
    }
    Some(Found {
        title: "Find out who decides".to_owned(),
        reason: "It is open and no contact belongs to it".to_owned(),
        evidence: vec![lacking],
        call: task(
            facts,
            format!("Find out who decides on {}", name(facts.entity)),
            facts.workday_in(2),
        ),
    })
}

fn no_amount(facts: &Facts<'_>) -> Option<Found> {
    if !facts.is_open() || facts.in_first_stage() || !facts.lacks("amount") {
        return None;
    }
    Some(Found {
        title: "Find out what it is worth".to_owned(),
        reason: format!(
            "It is in {} and has no amount, so no forecast counts it",
            facts.label_of_stage(facts.entity)
        ),
        evidence: vec![facts.field("amount"), facts.stage(None)],
        call: task(
            facts,
            format!("Find out what {} is worth", name(facts.entity)),
            facts.workday_in(2),
        ),
    })
}

fn no_close_date(facts: &Facts<'_>) -> Option<Found> {
    if !facts.is_open() || facts.in_first_stage() || !facts.lacks("close_date") {
        return None;
    }
    let to = facts.workday_in(30);
    Some(Found {
        title: format!("Set the close date to {}", day(to, facts.today)),
        reason: format!(
            "It is in {} and says no day on which it is to close",
            facts.label_of_stage(facts.entity)
        ),
        evidence: vec![facts.field("close_date"), facts.stage(None)],
        call: update(facts.entity, &[("close_date", to.to_string())]),
    })
}

fn stuck(facts: &Facts<'_>) -> Option<Found> {
    let since = facts.in_stage_since?;
    let stayed = facts.days_since(since);
    let (at, _) = facts.last();
    // One that is silent is silent: that says what to do already.
    if !facts.is_open() || stayed < STUCK || facts.days_since(at) >= SILENT {
        return None;
    }
    Some(Found {
        title: "Decide how it goes on".to_owned(),
        reason: format!(
            "It has been in {} for {}",
            facts.label_of_stage(facts.entity),
            days(stayed)
        ),
        evidence: vec![facts.stage(Some(since))],
        call: task(
            facts,
            format!("Decide how {} goes on", name(facts.entity)),
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
            && (share(facts.entity, other, "company") || share(facts.entity, other, "contact"))
    })
}

fn contact_is_customer(facts: &Facts<'_>) -> Option<Found> {
    if facts.class_of(facts.entity) != Some(StageClass::Won) {
        return None;
    }
    let customer = facts
        .schema
        .kind(Kind::Contact)
        .stages
        .iter()
        .find(|stage| stage.class == StageClass::Won)?;
    let contact = facts.of_kind(Kind::Contact).find(|related| {
        related.tie == Tie::Refers("contact".to_owned())
            && related.entity.archived_at.is_none()
            && facts.class_of(&related.entity) == Some(StageClass::Open)
    })?;
    let now = facts.label_of_stage(&contact.entity);
    Some(Found {
        title: format!("Move {} to {}", name(&contact.entity), customer.label),
        reason: format!("The deal is won, and {} is still in {now}", called(&contact.entity)),
        evidence: vec![facts.stage(None), entity(&contact.entity, now)],
        call: move_stage(&contact.entity, &customer.key),
    })
}
