//! An identifier ranks first, whatever else is found and whichever leg is missing.

use workestra_core::Kind;
use workestra_search::api::Leg;
use workestra_store::Op;

use crate::chance::Chance;
use crate::world::{Made, World};

const FIRST: [&str; 12] = [
    "Dana", "Łukasz", "José", "Mei", "Fatima", "Søren", "Priya", "Ivan", "Ana", "Noah", "Zoë", "Björn",
];
const LAST: [&str; 12] = [
    "Whitfield",
    "Żółciński",
    "García",
    "Chen",
    "Al-Sayed",
    "Ærø",
    "Sharma",
    "Petrov",
    "Diaz",
    "O’Neill",
    "Müller",
    "Ångström",
];

struct Person {
    made: Made,
    reference: String,
    name: String,
    email: String,
    phone: String,
}

/// People whose names and companies are mentioned over and over in tickets and deals.
async fn crowd(world: &World, chance: &mut Chance) -> Vec<Person> {
    let mut people = Vec::new();
    for number in 0..60 {
        // Every name once: a name that two people share names neither of them alone.
        let (first, last) = (FIRST[number % 12], LAST[(number / 12 * 5 + number) % 12]);
        let email = format!("person{number}@company{}.example", number / 3);
        let phone = format!("+4917012{number:05}");
        let company = format!("Company {}", number / 3);
        let made = world
            .add(
                Kind::Contact,
                &[
                    ("first_name", first),
                    ("last_name", last),
                    ("emails", &email),
                    ("phones", &phone),
                    ("company", &company),
                ],
            )
            .await;
        people.push(Person {
            reference: world.store.entities_by_num(&[made.num]).await.unwrap()[0]
                .entity
                .reference
                .to_string(),
            name: format!("{first} {last}"),
            made,
            email,
            phone,
        });
    }
    for number in 0..120 {
        let person = chance.pick(&people);
        let subject = format!("{} {} {number}", person.name, person.name);
        let body = format!(
            "{0} {0} {1} {2} {3}",
            person.name, person.email, person.phone, person.reference
        );
        world.add(Kind::Ticket, &[("subject", &subject), ("body", &body)]).await;
    }
    people
}

#[tokio::test(flavor = "multi_thread")]
async fn an_identifier_in_any_writing_is_first_with_every_leg_left_out_in_turn() {
    let world = World::new().await;
    let mut chance = Chance::new(1);
    let people = crowd(&world, &mut chance).await;
    world.settle().await;
    let legs: [&[Leg]; 4] = [&[Leg::Text, Leg::Fuzzy], &[Leg::Text], &[Leg::Fuzzy], &[]];
    for round in 0..600 {
        let person = chance.pick(&people);
        let local: String = person.phone.chars().skip(3).collect();
        let (first, last) = person.name.split_once(' ').unwrap();
        let plain: String = person.name.chars().filter(char::is_ascii).collect();
        let typed = match round % 12 {
            0 => person.reference.clone(),
            1 => person.reference.to_lowercase().replace('-', ""),
            2 => person.reference.replace('-', " "),
            3 => person.email.clone(),
            4 => person.email.to_uppercase(),
            5 => person.phone.clone(),
            6 => format!("0{} {}-{}", &local[..3], &local[3..6], &local[6..]),
            7 => format!("+49 (0){} / {}", &local[..3], &local[3..]),
            8 => person.name.clone(),
            9 => format!("{last} {first}"),
            10 => format!("{last}, {first}").to_uppercase(),
            _ if plain.len() == person.name.len() => plain.to_lowercase(),
            _ => person.name.to_lowercase(),
        };
        let answer = world.respond(&typed, legs[round % legs.len()], 10).await;
        let top = answer.hits.first().unwrap_or_else(|| panic!("“{typed}” found nothing"));
        assert_eq!(
            top.id, person.made.id,
            "“{typed}” means {} and found {} first",
            person.name, top.title
        );
        assert_eq!(top.leg, Leg::Exact);
        assert!(answer.exact >= 1);
        assert!(top.why.as_ref().unwrap().exact.is_some());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_domain_names_the_people_of_a_company_and_a_title_its_deal() {
    let world = World::new().await;
    let mut chance = Chance::new(2);
    let people = crowd(&world, &mut chance).await;
    let deal = world.add(Kind::Deal, &[("name", "Dana renewal 2026")]).await;
    world.settle().await;
    let answer = world.respond("company3.example", &[], 10).await;
    assert_eq!(answer.exact, 3);
    let mut found: Vec<_> = answer.hits.iter().map(|hit| hit.id).collect();
    found.sort_unstable();
    let mut wanted: Vec<_> = people[9..12].iter().map(|person| person.made.id).collect();
    wanted.sort_unstable();
    assert_eq!(found, wanted);
    let answer = world.respond("DANA Renewal 2026", &[Leg::Text], 10).await;
    assert_eq!(answer.hits[0].id, deal.id);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reference_is_found_in_the_trash_and_other_identifiers_are_not() {
    let world = World::new().await;
    let dana = world
        .add(
            Kind::Contact,
            &[("first_name", "Dana"), ("emails", "dana@acme.example")],
        )
        .await;
    world.write(vec![Op::Trash { id: dana.id }]).await;
    world.settle().await;
    assert!(world.found("dana@acme.example").await.is_empty());
    let hits = world.hits("CON-1").await;
    assert_eq!(hits[0].id, dana.id);
    assert!(hits[0].trashed);
    assert_eq!(world.found("dana@acme.example is:trashed").await, [dana.id]);
}
