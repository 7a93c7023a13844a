//! Contacts.

use rand::RngExt;
use workestra_core::{EntityId, Fields, Kind, TimelineKind, Value};

use super::{Generator, Known, sampled, set};
use crate::Sampled;
use crate::chance::zipf;
use crate::person::{Company, Person, pick};
use crate::words::{Blanks, filled};

const ABOUT: &[&str] = &[
    "Met at the trade fair in {city}; interested in {thing}s for {n} sites.",
    "Prefers the phone to mail. Decides together with the finance department.",
    "Former customer of a competitor, came over after a failed migration.",
    "Asks precise questions about {thing} maintenance and reads the contract to the end.",
    "Introduced by a colleague in {city}. Budget is settled every autumn.",
    "Runs {n} branches and wants one contract for all of them.",
    "Knows the {thing} inside out and helps others in the user group.",
];

const NOTES: &[&str] = &[
    "Called about the {thing}. Will decide after the holidays.",
    "Sent the price list for {n} units; wants delivery to {city}.",
    "Unhappy with response times last month. Promised a named contact.",
    "Lunch in {city}: expansion planned, asks for references.",
];

impl Generator {
    pub(super) fn contact(&mut self, id: EntityId) -> Sampled {
        // The number of customers grows with the workspace, and a few of them have most of the people.
        let companies = u32::try_from(self.made / 12).unwrap_or(u32::MAX).max(40);
        let company = Company::numbered(zipf(companies, &mut self.rng));
        let person = if self.rng.random_range(0..10) < 7 {
            Person::of(company.tongue, &mut self.rng)
        } else {
            Person::anyone(&mut self.rng)
        };
        let spoken = person.spoken();
        let (city, country) = pick(spoken.places, &mut self.rng);
        let mut fields = Fields::new();
        set(&mut fields, "first_name", person.first);
        set(&mut fields, "last_name", person.last);
        let email = (self.rng.random_range(0..20) < 19).then(|| {
            // A number in most addresses keeps people with one name apart.
            let number = self.made;
            if number < 60 {
                format!("{}@{}", person.local, company.domain)
            } else {
                format!("{}.{number}@{}", person.local, company.domain)
            }
        });
        if let Some(email) = &email {
            fields.insert("emails".to_owned(), Value::List(vec![email.clone()]));
        }
        if self.rng.random_range(0..10) < 7 {
            fields.insert("phones".to_owned(), Value::List(vec![person.phone(&mut self.rng)]));
        }
        set(&mut fields, "company", company.name.as_str());
        set(&mut fields, "job_title", pick(spoken.jobs, &mut self.rng));
        set(&mut fields, "city", city);
        set(&mut fields, "country", country);
        if self.rng.random_range(0..10) < 3 {
            set(&mut fields, "website", format!("https://www.{}", company.domain));
        }
        let blanks = Blanks {
            thing: pick(crate::tongues::english::TONGUE.things, &mut self.rng),
            city,
            n: self.rng.random_range(2..30),
            ..Blanks::default()
        };
        if self.rng.random_range(0..10) < 5 {
            set(&mut fields, "about", filled(pick(ABOUT, &mut self.rng), &blanks));
        }
        if self.rng.random_range(0..40) == 0 {
            fields.insert("do_not_contact".to_owned(), Value::Bool(true));
        }
        self.common(
            &mut fields,
            &[
                ("lead", 35),
                ("qualified", 20),
                ("opportunity", 12),
                ("customer", 25),
                ("evangelist", 2),
                ("former", 6),
            ],
        );
        let mut timeline = Vec::new();
        if self.rng.random_range(0..10) == 0 {
            let text = filled(pick(NOTES, &mut self.rng), &blanks);
            let days_ago = self.rng.random_range(1..300);
            timeline.push(self.entry(TimelineKind::Note, text, days_ago));
        }
        self.remember(Known {
            id,
            name: person.full_name(),
            email,
            company: company.name,
            tongue: person.tongue,
        });
        sampled(id, Kind::Contact, fields, timeline)
    }
}
