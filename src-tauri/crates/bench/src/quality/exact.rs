//! Whether an exact identifier comes first: references, addresses, numbers in another format, full names, domains.

use std::collections::{HashMap, HashSet};

use rand::RngExt;
use rand::rngs::Xoshiro256PlusPlus;
use workestra_core::{EntityId, Kind, Value};
use workestra_engine::api::Leg;
use workestra_store::{StoredEntity, folded};

use super::phone;
use crate::chance;
use crate::figure::{Figure, Unit};
use crate::report::Report;
use crate::world::{Vectors, World};

/// Entities read at once.
const PAGE: usize = 2_000;
/// Look-ups that failed, kept for people to look at.
const SHOWN: usize = 5;

/// What is typed, and the entities of which one has to come first.
struct Lookup {
    what: What,
    typed: String,
    /// The key of those entities.
    key: String,
}

/// What an identifier is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum What {
    Reference,
    Email,
    Phone,
    Name,
    Domain,
}

/// The entities by everything that names one exactly.
#[derive(Default)]
struct Named(HashMap<(What, String), HashSet<EntityId>>);

impl Named {
    fn add(&mut self, what: What, key: impl Into<String>, id: EntityId) {
        self.0.entry((what, key.into())).or_default().insert(id);
    }

    fn take_in(&mut self, stored: &StoredEntity) {
        let entity = &stored.entity;
        let texts = |key: &str| entity.fields.get(key).map_or(&[][..], Value::texts);
        self.add(What::Reference, entity.reference.to_string(), entity.id);
        for email in texts("emails").iter().chain(texts("requester")) {
            self.add(What::Email, email.to_lowercase(), entity.id);
            self.add(What::Domain, domain_of(email), entity.id);
        }
        for website in texts("website") {
            let host = website.trim_start_matches("https://").trim_start_matches("www.");
            self.add(What::Domain, host, entity.id);
        }
        for number in texts("phones").iter().filter_map(|stored| phone::national(stored)) {
            self.add(What::Phone, number, entity.id);
        }
        if is_person(entity.kind) {
            self.add(What::Name, name_key(&entity.title), entity.id);
        }
    }
}

/// Measures it.
///
/// # Errors
/// The workspace cannot be read.
pub async fn measure(world: &World, lookups: usize, report: Report) -> anyhow::Result<()> {
    let entities = all(world).await?;
    let mut named = Named::default();
    for stored in &entities {
        named.take_in(stored);
    }
    let mut rng = chance::of(31);
    let lookups: Vec<Lookup> = std::iter::repeat_with(|| lookup(&entities, &mut rng))
        .take(lookups.saturating_mul(50))
        .flatten()
        .take(lookups)
        .collect();
    let mut ways = vec![
        ("all legs", vec![Leg::Text, Leg::Fuzzy, Leg::Vector]),
        ("without text", vec![Leg::Fuzzy, Leg::Vector]),
        ("without typos", vec![Leg::Text, Leg::Vector]),
        ("without meaning", vec![Leg::Text, Leg::Fuzzy]),
    ];
    if world.vectors == Vectors::None {
        ways.retain(|(name, _)| *name == "without meaning");
    }
    for (name, legs) in ways {
        let mut wrong = Vec::new();
        for lookup in &lookups {
            let hits = world.ask(&lookup.typed, &legs).await?.hits;
            let right = named.0.get(&(lookup.what, lookup.key.clone()));
            let first = hits
                .first()
                .is_some_and(|hit| right.is_some_and(|right| right.contains(&hit.id)));
            if !first {
                wrong.push(format!("{:?} “{}”", lookup.what, lookup.typed));
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
        let percent = 100.0 - 100.0 * wrong.len() as f64 / lookups.len().max(1) as f64;
        let mut note = format!("{} look-ups, {} not first", lookups.len(), wrong.len());
        if !wrong.is_empty() {
            wrong.truncate(SHOWN);
            note.push_str(&format!(", such as {}", wrong.join(", ")));
        }
        let figure = Figure::new(
            format!("exact identifier first, {name}"),
            world.entities,
            Unit::Percent,
            vec![percent],
        );
        report.figure(&figure.note(note))?;
    }
    Ok(())
}

/// All entities.
///
/// # Errors
/// The workspace cannot be read.
pub async fn all(world: &World) -> anyhow::Result<Vec<StoredEntity>> {
    let mut all: Vec<StoredEntity> = Vec::new();
    loop {
        let after = all.last().map_or(0, |stored| stored.num);
        let page = world.open.store().scan(after, PAGE).await?;
        if page.is_empty() {
            return Ok(all);
        }
        all.extend(page);
    }
}

/// One identifier of one entity as somebody types it; none when the entity drawn has none of the kind drawn.
fn lookup(entities: &[StoredEntity], rng: &mut Xoshiro256PlusPlus) -> Option<Lookup> {
    let entity = &chance::one(entities, rng)?.entity;
    let text = |key: &str| entity.fields.get(key).and_then(Value::first_text);
    let choice = rng.random_range(0..24);
    let (what, typed, key) = match rng.random_range(0..5) {
        0 => {
            let reference = entity.reference.to_string();
            let typed = match choice % 3 {
                0 => reference.clone(),
                1 => reference.to_lowercase(),
                _ => reference.replace('-', " "),
            };
            (What::Reference, typed, reference)
        }
        1 => {
            let email = text("emails")?;
            let typed = if choice % 3 == 0 {
                email.to_uppercase()
            } else {
                email.to_owned()
            };
            (What::Email, typed, email.to_lowercase())
        }
        2 => {
            let stored = text("phones")?;
            let key = phone::national(stored)?.to_owned();
            (What::Phone, phone::written(stored, choice)?, key)
        }
        3 if is_person(entity.kind) => {
            let name = &entity.title;
            let typed = match (choice % 3, text("first_name"), text("last_name")) {
                (0, Some(first), Some(last)) => format!("{last} {first}"),
                (1, ..) => name.to_lowercase(),
                _ => name.clone(),
            };
            (What::Name, typed, name_key(name))
        }
        4 => {
            let domain = domain_of(text("emails")?).to_owned();
            (What::Domain, domain.clone(), domain)
        }
        _ => return None,
    };
    Some(Lookup { what, typed, key })
}

const fn is_person(kind: Kind) -> bool {
    matches!(kind, Kind::Contact | Kind::Candidate)
}

fn domain_of(email: &str) -> &str {
    email.rsplit('@').next().unwrap_or(email)
}

/// The words of a name in the order of the alphabet: first and last name change places.
fn name_key(name: &str) -> String {
    let folded = folded(name);
    let mut words: Vec<&str> = folded.split_whitespace().collect();
    words.sort_unstable();
    words.join(" ")
}
