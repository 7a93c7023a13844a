#![expect(clippy::unwrap_used, reason = "tests")]

use std::collections::{HashMap, HashSet};

use workestra_core::parse::check_all;

use super::*;

fn plan() -> SamplePlan {
    let members: Vec<MemberId> = (1..5).map(|n| MemberId(uuid::Uuid::from_u128(n))).collect();
    sample_workspace(jiff::civil::date(2026, 11, 21), &members)
}

fn text<'a>(sampled: &'a Sampled, key: &str) -> &'a str {
    sampled.draft.fields.get(key).and_then(Value::first_text).unwrap_or("")
}

#[test]
fn every_entity_passes_the_checks_unchanged() {
    for sampled in plan().entities {
        let checked = check_all(sampled.draft.kind.def(), sampled.draft.fields.clone());
        assert_eq!(checked.as_ref(), Ok(&sampled.draft.fields), "{:?}", sampled.draft);
    }
}

#[test]
fn references_point_backwards_and_ids_differ() {
    let mut seen = HashSet::new();
    for sampled in plan().entities {
        for key in ["contact", "about"] {
            if let Ok(id) = text(&sampled, key).parse::<EntityId>() {
                assert!(seen.contains(&id), "{:?}", sampled.draft);
            }
        }
        let also = sampled.timeline.iter().flat_map(|entry| &entry.also_on);
        for id in sampled.links.iter().map(|link| &link.to).chain(also) {
            assert!(seen.contains(id));
        }
        assert!(seen.insert(sampled.id));
    }
}

#[test]
fn there_is_enough_of_everything_to_try() {
    let plan = plan();
    let mut counts: HashMap<Kind, usize> = HashMap::new();
    for sampled in &plan.entities {
        *counts.entry(sampled.draft.kind).or_default() += 1;
    }
    let want = [
        (Kind::Contact, 60),
        (Kind::Deal, 25),
        (Kind::Ticket, 40),
        (Kind::Candidate, 20),
        (Kind::Task, 40),
    ];
    assert_eq!(counts, HashMap::from(want));
    for kind in Kind::ALL {
        for stage in &kind.def().stages {
            let there = plan
                .entities
                .iter()
                .any(|sampled| sampled.draft.kind == kind && text(sampled, "stage") == stage.key);
            assert!(there, "a {kind} in stage {}", stage.key);
        }
    }
    let late = plan.entities.iter().filter(|sampled| {
        let open = ["todo", "in_progress", "waiting"].contains(&text(sampled, "stage"));
        open && text(sampled, "due") < "2026-11-21" && !text(sampled, "due").is_empty()
    });
    assert!(late.count() >= 5, "some tasks are overdue");
}

#[test]
fn nobody_has_the_address_or_number_of_somebody_else() {
    let mut seen = HashSet::new();
    for sampled in plan().entities {
        for key in ["emails", "phones"] {
            for value in sampled.draft.fields.get(key).map_or(&[][..], Value::texts) {
                assert!(seen.insert(value.clone()), "{value}");
            }
        }
    }
}

#[test]
fn it_works_with_no_members_and_on_any_day() {
    for day in [jiff::civil::date(2000, 2, 29), jiff::civil::date(2038, 1, 19)] {
        let plan = sample_workspace(day, &[]);
        assert!(
            plan.entities
                .iter()
                .all(|sampled| !sampled.draft.fields.contains_key("owner"))
        );
        let last = plan.entities.last().unwrap();
        assert!(check_all(last.draft.kind.def(), last.draft.fields.clone()).is_ok());
    }
}
