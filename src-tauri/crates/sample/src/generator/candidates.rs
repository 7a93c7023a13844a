//! Candidates with their CVs.

use rand::RngExt;
use workestra_core::{EntityId, Fields, Kind, Money, Value};

use super::{Generator, sampled, set};
use crate::Sampled;
use crate::chance::{log_normal, weighted, zipf};
use crate::person::{Company, Person, pick};
use crate::topics::{POSITIONS, SKILLS};
use crate::words::{Blanks, fill};

const REASONS: &[&str] = &[
    "Not enough experience in the field; invited to apply again in two years.",
    "Another candidate fits the team's needs better.",
    "Cannot work from the office on three days, which the position requires.",
];

impl Generator {
    pub(super) fn candidate(&mut self, id: EntityId) -> Sampled {
        let person = Person::anyone(&mut self.rng);
        let spoken = person.spoken();
        let city = pick(spoken.places, &mut self.rng).0;
        let mut fields = Fields::new();
        set(&mut fields, "first_name", person.first);
        set(&mut fields, "last_name", person.last);
        let email = format!("{}.{}@post.example", person.local, self.made);
        fields.insert("emails".to_owned(), Value::List(vec![email]));
        if self.rng.random_range(0..10) < 6 {
            fields.insert("phones".to_owned(), Value::List(vec![person.phone(&mut self.rng)]));
        }
        let position = POSITIONS[zipf(POSITIONS.len() as u32, &mut self.rng) as usize];
        set(&mut fields, "position", position);
        set(&mut fields, "headline", pick(spoken.jobs, &mut self.rng));
        set(
            &mut fields,
            "employer",
            Company::numbered(zipf(4_000, &mut self.rng)).name,
        );
        let start = self.rng.random_range(0..SKILLS.len());
        let count = self.rng.random_range(2..6);
        // Steps of seven visit all thirty before one comes again.
        let skills: Vec<&str> = (0..count)
            .map(|step| SKILLS[(start + step * 7) % SKILLS.len()])
            .collect();
        let mut cv = String::with_capacity(400);
        let first = self.rng.random_range(0..spoken.life.len());
        for (step, skill) in skills.iter().take(spoken.life.len().min(4)).enumerate() {
            let blanks = Blanks {
                skill,
                city,
                n: self.rng.random_range(2..25),
                ..Blanks::default()
            };
            if step > 0 {
                cv.push(' ');
            }
            fill(&mut cv, spoken.life[(first + step) % spoken.life.len()], &blanks);
        }
        set(&mut fields, "cv", cv);
        fields.insert(
            "skills".to_owned(),
            Value::List(skills.iter().map(|&skill| skill.to_owned()).collect()),
        );
        let sources = &[
            ("Careers page", 40),
            ("Referral", 20),
            ("Job board", 25),
            ("University fair", 10),
            ("Agency", 5),
        ];
        set(&mut fields, "source", weighted(sources, &mut self.rng));
        set(&mut fields, "city", city);
        let days = self.rng.random_range(-200..0);
        fields.insert("applied_on".to_owned(), self.day(days));
        if self.rng.random_range(0..10) < 5 {
            let salary = Money {
                minor: log_normal(56_000.0, 0.25, &mut self.rng) / 500 * 50_000,
                currency: "EUR".to_owned(),
            };
            fields.insert("salary_expectation".to_owned(), Value::Money(salary));
        }
        let stage = self.common(
            &mut fields,
            &[
                ("new", 30),
                ("screen", 20),
                ("interview", 15),
                ("offer", 5),
                ("hired", 8),
                ("rejected", 17),
                ("withdrawn", 5),
            ],
        );
        if stage == "rejected" {
            set(&mut fields, "rejection_reason", pick(REASONS, &mut self.rng));
        }
        sampled(id, Kind::Candidate, fields, Vec::new())
    }
}
