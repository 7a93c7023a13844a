//! The rules on made-up entities: each speaks where it should, and all keep quiet where nothing is to be done.
#![expect(clippy::unwrap_used, reason = "tests")]

mod quiet;
mod speaking;

use jiff::civil::date;
use uuid::Uuid;

use super::*;
use crate::actor::Actor;
use crate::entity::{Entity, Fields};
use crate::id::MemberId;
use crate::kind::Kind;
use crate::policy::{Member, Role};
use crate::schema::Schema;
use crate::time::Date;

const DAY: i64 = 24 * 60 * 60 * 1000;

/// A Tuesday at noon.
const NOW: i64 = 1_794_916_800_000;

/// An entity with what is around it.
struct Around {
    entity: Entity,
    schema: Schema,
    members: Vec<Member>,
    now: i64,
    today: Date,
    in_stage_since: i64,
    was_moved: bool,
    timeline: Vec<Happened>,
    related: Vec<Related>,
    twins: Vec<Twin>,
    files: usize,
}

fn id(n: u128) -> EntityId {
    EntityId(Uuid::from_u128(n))
}

fn member(n: u128, active: bool) -> Member {
    Member {
        id: MemberId(Uuid::from_u128(n)),
        name: if n == 1 {
            "Dana Ruiz".to_owned()
        } else {
            "Kim Park".to_owned()
        },
        email: None,
        role: Role::Member,
        created_at: UtcMillis(0),
        active,
    }
}

/// An entity that was made ten days ago.
fn made(kind: Kind, number: i64, fields: &[(&str, &str)]) -> Entity {
    let mut all: Fields = fields
        .iter()
        .map(|(key, value)| {
            let many = kind.def().field(key).is_some_and(|field| field.many);
            let value = match many {
                true => Value::List(vec![(*value).to_owned()]),
                false => Value::from(*value),
            };
            ((*key).to_owned(), value)
        })
        .collect();
    let first = kind.def().stages[0].key.to_string();
    all.entry("stage".to_owned()).or_insert(Value::Text(first));
    Entity {
        id: id(1000 * (kind as u128 + 1) + number.unsigned_abs() as u128),
        kind,
        reference: EntityRef { kind, number },
        revision: 3,
        title: kind.def().title_of(&all),
        fields: all,
        created_at: UtcMillis(NOW - 10 * DAY),
        created_by: Actor::System,
        updated_at: UtcMillis(NOW - 10 * DAY),
        updated_by: Actor::System,
        archived_at: None,
        deleted_at: None,
    }
}

fn owner() -> String {
    MemberId(Uuid::from_u128(1)).to_string()
}

fn happened(entry: TimelineKind, days_ago: i64) -> Happened {
    Happened {
        id: Uuid::from_u128(77),
        entry,
        at: UtcMillis(NOW - days_ago * DAY),
    }
}

fn related(entity: Entity, tie: Tie) -> Related {
    Related {
        entity,
        tie,
        touched: None,
        in_stage_since: None,
        has_open_task: false,
    }
}

fn refers_here(entity: Entity, key: &str) -> Related {
    related(entity, Tie::RefersHere(key.to_owned()))
}

fn refers(entity: Entity, key: &str) -> Related {
    related(entity, Tie::Refers(key.to_owned()))
}

impl Around {
    fn of(kind: Kind, fields: &[(&str, &str)]) -> Self {
        Self {
            entity: made(kind, 1, fields),
            schema: Schema::declared(),
            members: vec![member(1, true), member(2, false)],
            now: NOW,
            today: date(2026, 11, 17),
            in_stage_since: NOW - 3 * DAY,
            was_moved: false,
            timeline: Vec::new(),
            related: Vec::new(),
            twins: Vec::new(),
            files: 0,
        }
    }

    /// As [`Self::of`], belonging to somebody.
    fn owned(kind: Kind, fields: &[(&str, &str)]) -> Self {
        let mut around = Self::of(kind, fields);
        around.set("owner", &owner());
        around
    }

    fn set(&mut self, key: &str, value: &str) {
        self.entity.fields.insert(key.to_owned(), Value::from(value));
    }

    fn clear(&mut self, key: &str) {
        self.entity.fields.remove(key);
    }

    fn in_stage(mut self, days: i64) -> Self {
        self.in_stage_since = NOW - days * DAY;
        self.entity.created_at = UtcMillis(self.entity.created_at.0.min(self.in_stage_since));
        self.was_moved = true;
        self
    }

    fn with(mut self, related: Related) -> Self {
        self.related.push(related);
        self
    }

    fn when(mut self, entry: TimelineKind, days_ago: i64) -> Self {
        self.timeline.push(happened(entry, days_ago));
        self.timeline.sort_by_key(|entry| std::cmp::Reverse(entry.at));
        self
    }

    fn facts(&self) -> Facts<'_> {
        Facts {
            entity: &self.entity,
            schema: &self.schema,
            members: &self.members,
            now: UtcMillis(self.now),
            today: self.today,
            in_stage_since: Some(UtcMillis(self.in_stage_since)),
            was_moved: self.was_moved,
            timeline: self.timeline.clone(),
            related: self.related.clone(),
            twins: self.twins.clone(),
            files: self.files,
        }
    }

    fn suggested(&self) -> Vec<Suggestion> {
        suggest(&self.facts())
    }

    fn keys(&self) -> Vec<&'static str> {
        self.suggested().iter().map(|suggestion| suggestion.rule).collect()
    }

    fn days_later(mut self, days: i64) -> Self {
        self.now += days * DAY;
        self.today = self
            .today
            .checked_add(jiff::Span::new().days(i32::try_from(days).unwrap()))
            .unwrap();
        self
    }
}

#[test]
fn the_day_and_the_instant_of_these_tests_are_one() {
    let now = jiff::Timestamp::from_millisecond(NOW).unwrap();
    assert_eq!(now.to_string(), "2026-11-17T12:00:00Z");
}

#[test]
fn every_kind_has_six_rules_or_more_and_each_is_named_after_its_kind() {
    let mut keys = Vec::new();
    for kind in Kind::ALL {
        assert!(rules(kind).len() >= 6, "{kind}");
        for rule in rules(kind) {
            assert!(rule.key.starts_with(&format!("{kind}.")), "{}", rule.key);
            assert!(rule.looks_for.len() > 20, "{} says what it looks for", rule.key);
            keys.push(rule.key);
        }
    }
    let count = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), count, "no two rules have one key");
}

#[test]
fn what_it_rests_on_stays_the_same_while_days_pass_and_changes_with_the_facts() {
    let late = || {
        Around::owned(
            Kind::Deal,
            &[
                ("name", "Acme"),
                ("contact", "x"),
                ("next_step", "call"),
                ("close_date", "2026-11-10"),
            ],
        )
        .when(TimelineKind::Call, 1)
    };
    let now = late().suggested();
    let later = late().days_later(2).suggested();
    assert_eq!((now.len(), later.len()), (1, 1));
    assert_ne!(now[0].reason, later[0].reason, "it says for how long");
    assert_eq!(now[0].basis(), later[0].basis());
    let mut moved = late();
    moved.set("close_date", "2026-11-11");
    assert_ne!(now[0].basis(), moved.suggested()[0].basis());
}

#[test]
fn what_is_in_the_archive_or_in_the_trash_is_left_alone() {
    let mut deal = Around::of(Kind::Deal, &[("name", "Acme"), ("close_date", "2020-01-01")]);
    assert!(!deal.suggested().is_empty());
    deal.entity.archived_at = Some(UtcMillis(NOW));
    assert_eq!(deal.keys(), Vec::<&str>::new());
    deal.entity.archived_at = None;
    deal.entity.deleted_at = Some(UtcMillis(NOW));
    assert_eq!(deal.keys(), Vec::<&str>::new());
}

#[test]
fn a_title_with_what_nobody_sees_is_written_without_it() {
    let mut deal = Around::owned(
        Kind::Deal,
        &[("name", "Ac\u{200b}me\u{202e}\nrenewal"), ("contact", "x")],
    );
    deal.timeline.push(happened(TimelineKind::Call, 1));
    let suggested = deal.suggested();
    let title = suggested[0].call.arguments["title"].as_str().unwrap();
    assert_eq!(title, "Plan the next step of Acme renewal");
}
