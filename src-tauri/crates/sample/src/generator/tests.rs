#![expect(clippy::expect_used, reason = "tests")]

use std::collections::{HashMap, HashSet};

use workestra_core::Fields;
use workestra_core::parse::check_all;

use super::*;
use crate::tongue::TONGUES;

fn today() -> Date {
    jiff::civil::date(2026, 11, 21)
}

fn some(count: usize) -> Vec<Sampled> {
    let members = [MemberId(uuid::Uuid::from_u128(1)), MemberId(uuid::Uuid::from_u128(2))];
    Generator::new(7, today(), &members).take(count).collect()
}

fn text<'a>(fields: &'a Fields, key: &str) -> Option<&'a str> {
    fields.get(key).and_then(Value::first_text)
}

#[test]
fn every_draft_passes_the_checks_unchanged() {
    for sampled in some(1_000) {
        let def = sampled.draft.kind.def();
        let checked = check_all(def, sampled.draft.fields.clone());
        assert_eq!(checked.as_ref(), Ok(&sampled.draft.fields), "{:?}", sampled.draft);
    }
}

#[test]
fn the_same_seed_makes_the_same_entities_and_another_makes_others() {
    assert_eq!(some(500), some(500));
    let other: Vec<Sampled> = Generator::new(8, today(), &[]).take(500).collect();
    assert_ne!(some(500), other);
}

#[test]
fn what_an_entity_refers_to_came_before_it() {
    let mut seen = HashSet::new();
    for sampled in some(3_000) {
        let fields = &sampled.draft.fields;
        for key in ["contact", "about"] {
            let def = sampled.draft.kind.def();
            let refers = def
                .field(key)
                .is_some_and(|field| matches!(field.ty, workestra_core::FieldType::Entity { .. }));
            if let Some(id) = text(fields, key).filter(|_| refers) {
                assert!(seen.contains(&id.parse::<EntityId>().expect("an id")), "{id}");
            }
        }
        for link in &sampled.links {
            assert!(seen.contains(&link.to));
        }
        assert!(seen.insert(sampled.id), "ids differ");
    }
}

#[test]
fn nobody_in_it_can_be_reached() {
    for sampled in some(3_000) {
        let fields = &sampled.draft.fields;
        for key in ["emails", "requester"] {
            for email in fields.get(key).map_or(&[][..], Value::texts) {
                assert!(email.ends_with(".example"), "{email}");
            }
        }
        if let Some(website) = text(fields, "website") {
            assert!(website.ends_with(".example"), "{website}");
        }
        for phone in fields.get("phones").map_or(&[][..], Value::texts) {
            let ranges = TONGUES.iter().flat_map(|tongue| tongue.phones);
            assert!(ranges.clone().any(|range| phone.starts_with(range.start)), "{phone}");
        }
    }
}

#[test]
fn texts_are_of_many_kinds_and_lengths() {
    let made = some(4_000);
    let bodies: Vec<&str> = made
        .iter()
        .filter_map(|sampled| text(&sampled.draft.fields, "body"))
        .collect();
    let distinct: HashSet<&&str> = bodies.iter().collect();
    assert!(
        distinct.len() * 10 > bodies.len() * 7,
        "{} of {}",
        distinct.len(),
        bodies.len()
    );
    let mut companies: HashMap<&str, usize> = HashMap::new();
    for sampled in &made {
        *companies
            .entry(text(&sampled.draft.fields, "company").unwrap_or(""))
            .or_default() += 1;
    }
    let most = companies.values().max().copied().unwrap_or(0);
    assert!(
        companies.len() > 100 && most > 50,
        "a few companies have most people: {most} of {}",
        companies.len()
    );
    let overdue = |sampled: &&Sampled| {
        text(&sampled.draft.fields, "due").is_some_and(|due| due < "2026-11-21")
            && matches!(
                text(&sampled.draft.fields, "stage"),
                Some("todo" | "in_progress" | "waiting")
            )
    };
    assert!(made.iter().filter(overdue).count() > 20, "some tasks are late");
}

#[test]
fn all_languages_have_their_share() {
    assert_eq!(TONGUES.iter().map(|tongue| tongue.share).sum::<u32>(), 100);
    let made = some(4_000);
    for tongue in TONGUES {
        let names: HashSet<&str> = tongue.first.iter().map(|(name, _)| *name).collect();
        let speaks =
            |sampled: &&Sampled| text(&sampled.draft.fields, "first_name").is_some_and(|name| names.contains(name));
        assert!(made.iter().filter(speaks).count() > 10, "{:?}", tongue.first[0]);
    }
}

#[test]
fn the_timeline_lies_in_the_past() {
    let before = Generator::new(0, today(), &[]).today_millis;
    for entry in some(2_000).iter().flat_map(|sampled| &sampled.timeline) {
        assert!(entry.at.0 <= before, "{entry:?}");
    }
}
