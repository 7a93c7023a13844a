//! What the rules look at: one entity and what is around it, as it is now. Gathered by who has a store.

use serde_json::Value as Json;
use uuid::Uuid;

use super::Evidence;
use crate::entity::Entity;
use crate::id::MemberId;
use crate::kind::{Kind, KindDef, StageClass};
use crate::policy::Member;
use crate::schema::Schema;
use crate::time::{Date, UtcMillis};
use crate::timeline::TimelineKind;
use crate::value::Value;

const DAY: i64 = 24 * 60 * 60 * 1000;

/// All that rules know about an entity.
pub struct Facts<'a> {
    /// The entity.
    pub entity: &'a Entity,
    /// The workspace's fields and stages.
    pub schema: &'a Schema,
    /// Who works here, and who did.
    pub members: &'a [Member],
    /// The instant now.
    pub now: UtcMillis,
    /// The day now, where the person is.
    pub today: Date,
    /// Since when it is in its stage.
    pub in_stage_since: Option<UtcMillis>,
    /// Whether it was ever in another stage.
    pub was_moved: bool,
    /// Notes and activities, newest first.
    pub timeline: Vec<Happened>,
    /// What refers to it, what it refers to, and what else may belong to it. None of it is in the trash.
    pub related: Vec<Related>,
    /// Entities of its kind that may be the same one.
    pub twins: Vec<Twin>,
    /// How many files hang on it.
    pub files: usize,
}

/// A note or an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Happened {
    /// Which.
    pub id: Uuid,
    /// What it is.
    pub entry: TimelineKind,
    /// When it happened.
    pub at: UtcMillis,
}

/// An entity that has to do with the one looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Related {
    /// The other one.
    pub entity: Entity,
    /// What ties them.
    pub tie: Tie,
    /// When anything happened on it last.
    pub touched: Option<UtcMillis>,
    /// Since when it is in its stage.
    pub in_stage_since: Option<UtcMillis>,
    /// Whether an open task is about it.
    pub has_open_task: bool,
}

/// What ties two entities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tie {
    /// A field of the entity looked at refers to it.
    Refers(String),
    /// A field of it refers to the entity looked at.
    RefersHere(String),
    /// Somebody linked them.
    Linked {
        /// What the end is to the one that the link was made from.
        role: String,
        /// Whether it was made from the entity looked at.
        from_here: bool,
    },
    /// They share an address or a number.
    SamePerson,
    /// A contact of the same company.
    SameCompany,
}

/// An entity that may be the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Twin {
    /// The other one.
    pub entity: Entity,
    /// What they share: `email address`, `phone number`, `name and company`, `title`.
    pub shares: &'static str,
}

impl Facts<'_> {
    pub(super) fn def(&self) -> &KindDef {
        self.schema.kind(self.entity.kind)
    }

    pub(super) fn class_of(&self, entity: &Entity) -> Option<StageClass> {
        let def = self.schema.kind(entity.kind);
        entity.stage().and_then(|key| def.stage(key)).map(|stage| stage.class)
    }

    pub(super) fn is_open(&self) -> bool {
        self.class_of(self.entity) == Some(StageClass::Open)
    }

    pub(super) fn in_stage(&self, key: &str) -> bool {
        self.entity.stage() == Some(key)
    }

    pub(super) fn in_first_stage(&self) -> bool {
        self.def().stages.first().is_some_and(|first| self.in_stage(&first.key))
    }

    pub(super) fn label_of_stage(&self, entity: &Entity) -> String {
        let key = entity.stage().unwrap_or_default();
        let stage = self.schema.kind(entity.kind).stage(key);
        stage.map_or(key, |stage| stage.label.as_ref()).to_owned()
    }

    pub(super) fn text(&self, key: &str) -> Option<&str> {
        text_of(self.entity, key)
    }

    pub(super) fn lacks(&self, key: &str) -> bool {
        !self.entity.fields.contains_key(key)
    }

    pub(super) fn day(&self, key: &str) -> Option<Date> {
        self.text(key)?.parse().ok()
    }

    pub(super) fn instant(&self, key: &str) -> Option<UtcMillis> {
        let at: jiff::Timestamp = self.text(key)?.parse().ok()?;
        Some(UtcMillis(at.as_millisecond()))
    }

    pub(super) fn is_true(&self, key: &str) -> bool {
        self.entity.fields.get(key) == Some(&Value::Bool(true))
    }

    /// Whole days that have passed since an instant.
    pub(super) fn days_since(&self, at: UtcMillis) -> i64 {
        self.now.0.saturating_sub(at.0).max(0) / DAY
    }

    /// Days from a day until today.
    pub(super) fn days_after(&self, day: Date) -> i64 {
        day.until(self.today).map_or(0, |span| i64::from(span.get_days()))
    }

    /// A day from today on that is no Saturday or Sunday.
    pub(super) fn workday_in(&self, days: i32) -> Date {
        use jiff::civil::Weekday;
        let mut day = later(self.today, days);
        while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            day = later(day, 1);
        }
        day
    }

    pub(super) fn newest(&self, wanted: impl Fn(TimelineKind) -> bool) -> Option<&Happened> {
        self.timeline.iter().find(|happened| wanted(happened.entry))
    }

    /// What happened last, and when: an entry, or being moved to its stage, or being made.
    pub(super) fn last(&self) -> (UtcMillis, Evidence) {
        let entry = self.timeline.first().map(|newest| (newest.at, newest.as_evidence()));
        let moved = self.in_stage_since.filter(|_| self.was_moved).map(|since| {
            let stage = self.entity.stage().unwrap_or_default().to_owned();
            let since_then = Some(since);
            (
                since,
                Evidence::Stage {
                    stage,
                    since: since_then,
                },
            )
        });
        let made = self.entity.created_at;
        entry
            .into_iter()
            .chain(moved)
            .max_by_key(|(at, _)| *at)
            .unwrap_or((made, Evidence::Made { at: made }))
    }

    pub(super) fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Related> {
        self.related.iter().filter(move |related| related.entity.kind == kind)
    }

    /// Related entities of a kind that are still going on, by reference or by link.
    pub(super) fn open_ones(&self, kind: Kind) -> impl Iterator<Item = &Related> {
        self.of_kind(kind).filter(|related| {
            let own = matches!(related.tie, Tie::RefersHere(_) | Tie::Linked { .. } | Tie::Refers(_));
            own && related.entity.archived_at.is_none() && self.class_of(&related.entity) == Some(StageClass::Open)
        })
    }

    /// Open tasks about it.
    pub(super) fn open_tasks(&self) -> impl Iterator<Item = &Related> {
        self.open_ones(Kind::Task)
            .filter(|related| !matches!(related.tie, Tie::Refers(_)))
    }

    /// Whether something is on somebody's list for it, and not late.
    pub(super) fn is_planned(&self) -> bool {
        self.open_tasks().any(|task| {
            let due: Option<Date> = text_of(&task.entity, "due").and_then(|due| due.parse().ok());
            due.is_none_or(|due| due >= self.today)
        })
    }

    pub(super) fn has_open_task_called(&self, title: &Json) -> bool {
        let wanted = title.as_str().unwrap_or_default().to_lowercase();
        self.open_tasks()
            .any(|task| super::words::name(&task.entity).to_lowercase() == wanted.trim())
    }

    pub(super) fn is_linked_with(&self, entity: &Entity) -> bool {
        self.related
            .iter()
            .any(|related| related.entity.id == entity.id && matches!(related.tie, Tie::Linked { .. }))
    }

    /// The owner, unless there is none or they left.
    pub(super) fn owner(&self) -> Option<&Member> {
        let owner = self.entity.owner()?;
        self.member(owner).filter(|member| member.active)
    }

    pub(super) fn member(&self, id: MemberId) -> Option<&Member> {
        self.members.iter().find(|member| member.id == id)
    }

    /// A field as evidence.
    pub(super) fn field(&self, key: &str) -> Evidence {
        Evidence::Field {
            key: key.to_owned(),
            value: self.entity.fields.get(key).cloned(),
        }
    }

    /// The stage as evidence, with since when where that counts.
    pub(super) fn stage(&self, since: Option<UtcMillis>) -> Evidence {
        Evidence::Stage {
            stage: self.entity.stage().unwrap_or_default().to_owned(),
            since,
        }
    }
}

impl Happened {
    pub(super) fn as_evidence(&self) -> Evidence {
        Evidence::Entry {
            id: self.id,
            entry: self.entry,
            at: self.at,
        }
    }
}

/// Another entity as evidence.
pub(super) fn entity(entity: &Entity, because: impl Into<String>) -> Evidence {
    Evidence::Entity {
        id: entity.id,
        reference: entity.reference,
        title: entity.title.clone(),
        because: because.into(),
    }
}

pub(super) fn text_of<'a>(entity: &'a Entity, key: &str) -> Option<&'a str> {
    entity.fields.get(key).and_then(Value::first_text)
}

fn later(day: Date, days: i32) -> Date {
    day.checked_add(jiff::Span::new().days(days)).unwrap_or(day)
}
