//! Tickets with their threads.

use rand::RngExt;
use workestra_core::{EntityId, Fields, Kind, TimelineKind};

use super::{Generator, sampled, set};
use crate::Sampled;
use crate::chance::weighted;
use crate::person::{Person, given_name, pick};
use crate::tongue::TONGUES;
use crate::words::request;

const REPLIES: &[&str] = &[
    "Thank you for writing. I am looking into it and will be back today.",
    "Could you send us the exact time when it happened, and a picture of the display?",
    "We can see it too. A fix is on its way; I will let you know when it is out.",
    "Please try it once more after signing out and in again.",
];
const INTERNAL: &[&str] = &[
    "Third one this week. Looks like the same cause as last month.",
    "Checked the log: nothing arrives from their side after eight in the evening.",
    "Let's treat them gently, renewal is due soon.",
    "Asked engineering, they want the serial number.",
];
const THANKS: &[&str] = &[
    "That helped, thank you!",
    "It works again.",
    "Still the same, sorry.",
    "Here is what you asked for.",
];

impl Generator {
    pub(super) fn ticket(&mut self, id: EntityId) -> Sampled {
        let known = self.someone();
        let (name, tongue) = match &known {
            Some(known) => (known.name.clone(), known.tongue),
            None => {
                let person = Person::anyone(&mut self.rng);
                (person.full_name(), person.tongue)
            }
        };
        let signature = name.split(' ').next().unwrap_or(given_name(tongue, &mut self.rng).0);
        let request = request(TONGUES[tongue], signature, &mut self.rng);
        let mut fields = Fields::new();
        set(&mut fields, "subject", request.subject);
        set(&mut fields, "body", request.body);
        set(&mut fields, "requester_name", name);
        if let Some(known) = &known {
            set(&mut fields, "company", known.company.as_str());
            set(&mut fields, "contact", known.id.to_string());
            if let Some(email) = &known.email {
                set(&mut fields, "requester", email.as_str());
            }
        }
        let priorities = &[("low", 20), ("normal", 55), ("high", 18), ("urgent", 7)];
        set(&mut fields, "priority", weighted(priorities, &mut self.rng));
        let types = &[
            ("question", 30),
            ("incident", 35),
            ("problem", 20),
            ("task", 8),
            ("feature_request", 7),
        ];
        set(&mut fields, "type", weighted(types, &mut self.rng));
        let channels = &[
            ("email", 50),
            ("web", 25),
            ("phone", 12),
            ("chat", 10),
            ("social", 2),
            ("api", 1),
        ];
        set(&mut fields, "channel", weighted(channels, &mut self.rng));
        let stage = self.common(
            &mut fields,
            &[
                ("new", 12),
                ("open", 18),
                ("pending", 12),
                ("on_hold", 5),
                ("resolved", 28),
                ("closed", 25),
            ],
        );
        match stage {
            "new" | "open" => {
                let days = self.rng.random_range(-4..9);
                let due = self.instant(days);
                fields.insert("due_at".to_owned(), due);
            }
            "pending" => {
                let days = self.rng.random_range(1..20);
                fields.insert("pending_until".to_owned(), self.day(days));
            }
            "resolved" | "closed" => {
                if let Some(topic) = request.topic {
                    set(&mut fields, "resolution", pick(topic.fixes, &mut self.rng));
                }
            }
            _ => {}
        }
        if let Some(topic) = request.topic {
            fields
                .entry("tags".to_owned())
                .or_insert_with(|| workestra_core::Value::List(vec![topic.tag.to_owned()]));
        }
        let mut timeline = Vec::new();
        if stage != "new" && self.rng.random_range(0..10) < 3 {
            let days_ago = self.rng.random_range(3..200);
            for (step, (entry, texts)) in [
                (TimelineKind::PublicMessage, REPLIES),
                (TimelineKind::InternalMessage, INTERNAL),
                (TimelineKind::PublicMessage, THANKS),
            ]
            .into_iter()
            .enumerate()
            {
                let text = pick(texts, &mut self.rng).to_owned();
                timeline.push(self.entry(entry, text, days_ago - step as i64));
            }
        }
        sampled(id, Kind::Ticket, fields, timeline)
    }
}
