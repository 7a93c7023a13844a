//! Any number of entities from a seed.

mod candidates;
mod contacts;
mod deals;
mod tasks;
mod tickets;

use jiff::ToSpan;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};
use workestra_core::{Date, Draft, EntityId, Fields, Kind, MemberId, TimelineKind, UtcMillis, Value};

use crate::chance::{weighted, zipf};
use crate::person::pick;
use crate::topics::TAGS;
use crate::{Sampled, TimelineSpec};

/// How many of the newest contacts others may refer to.
const REMEMBERED: usize = 4_096;
const DAY: i64 = 86_400_000;

/// Makes entities for ever: take as many as wanted. Two in five are contacts, the rest deals, tickets, candidates
/// and tasks; what they refer to came before. Equal seeds, days and members make equal entities.
#[derive(Debug)]
pub struct Generator {
    rng: Xoshiro256PlusPlus,
    today: Date,
    today_millis: i64,
    members: Vec<Value>,
    made: u64,
    known: Vec<Known>,
    /// The newest entities, for tasks to be about.
    recent: [Option<EntityId>; 16],
}

/// A contact that others refer to.
#[derive(Debug, Clone)]
struct Known {
    id: EntityId,
    name: String,
    email: Option<String>,
    company: String,
    tongue: usize,
}

impl Generator {
    /// Entities as of a day, owned by some of the members (by nobody when there are none).
    #[must_use]
    pub fn new(seed: u64, today: Date, members: &[MemberId]) -> Self {
        let midnight = today.to_datetime(Time::midnight()).to_zoned(TimeZone::UTC);
        Self {
            rng: Xoshiro256PlusPlus::seed_from_u64(seed),
            today,
            today_millis: midnight.map_or(0, |zoned| zoned.timestamp().as_millisecond()),
            members: members.iter().map(|member| Value::Text(member.to_string())).collect(),
            made: 0,
            known: Vec::new(),
            recent: [None; 16],
        }
    }

    /// An id as if made two years before the day, one a millisecond.
    fn next_id(&mut self) -> EntityId {
        let millis = (self.today_millis - 730 * DAY).unsigned_abs() + self.made;
        let random: [u8; 10] = self.rng.random();
        EntityId(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    /// A day so many after today, or before it.
    fn day(&self, after: i32) -> Value {
        Value::Text(self.today.saturating_add(after.days()).to_string())
    }

    /// An instant so many days after today's midnight, at a time of the working day.
    fn instant(&mut self, after: i32) -> Value {
        let day = self.today.saturating_add(after.days());
        let hour = self.rng.random_range(7..18);
        let minute = self.rng.random_range(0..4) * 15;
        Value::Text(format!("{day}T{hour:02}:{minute:02}:00Z"))
    }

    /// The stage, the owner and the tags that every kind has.
    fn common(&mut self, fields: &mut Fields, stages: &[(&'static str, u32)]) -> &'static str {
        let stage = weighted(stages, &mut self.rng);
        set(fields, "stage", stage);
        if !self.members.is_empty() && self.rng.random_range(0..10) < 8 {
            let member = self.rng.random_range(0..self.members.len());
            fields.insert("owner".to_owned(), self.members[member].clone());
        }
        if self.rng.random_range(0..10) < 3 {
            let first = pick(TAGS, &mut self.rng);
            let second = pick(TAGS, &mut self.rng);
            let mut tags = vec![first.to_owned()];
            if second != first && self.rng.random::<bool>() {
                tags.push(second.to_owned());
            }
            fields.insert("tags".to_owned(), Value::List(tags));
        }
        stage
    }

    /// A contact made before; those of large customers more often.
    fn someone(&mut self) -> Option<Known> {
        let count = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        (count > 0).then(|| self.known[zipf(count, &mut self.rng) as usize].clone())
    }

    fn remember(&mut self, known: Known) {
        if self.known.len() < REMEMBERED {
            self.known.push(known);
        } else {
            let place = self.rng.random_range(0..REMEMBERED);
            self.known[place] = known;
        }
    }

    /// An entry some days before today.
    fn entry(&mut self, entry: TimelineKind, text: String, days_ago: i64) -> TimelineSpec {
        let within = self.rng.random_range(0..DAY);
        TimelineSpec {
            entry,
            text,
            at: UtcMillis(self.today_millis - days_ago * DAY - within),
            also_on: Vec::new(),
        }
    }
}

impl Iterator for Generator {
    type Item = Sampled;

    fn next(&mut self) -> Option<Sampled> {
        let kind = weighted(
            &[
                (Kind::Contact, 40),
                (Kind::Deal, 15),
                (Kind::Ticket, 25),
                (Kind::Candidate, 10),
                (Kind::Task, 10),
            ],
            &mut self.rng,
        );
        let id = self.next_id();
        let sampled = match kind {
            Kind::Contact => self.contact(id),
            Kind::Deal => self.deal(id),
            Kind::Ticket => self.ticket(id),
            Kind::Candidate => self.candidate(id),
            Kind::Task => self.task(id),
        };
        self.recent[(self.made % 16) as usize] = Some(id);
        self.made += 1;
        Some(sampled)
    }
}

fn set(fields: &mut Fields, key: &str, value: impl Into<Value>) {
    fields.insert(key.to_owned(), value.into());
}

const fn sampled(id: EntityId, kind: Kind, fields: Fields, timeline: Vec<TimelineSpec>) -> Sampled {
    Sampled {
        id,
        draft: Draft { kind, fields },
        timeline,
        links: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
