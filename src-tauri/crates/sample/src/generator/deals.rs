//! Deals.

use rand::RngExt;
use workestra_core::{EntityId, Fields, Kind, Money, Value};

use super::{Generator, sampled, set};
use crate::chance::{log_normal, weighted, zipf};
use crate::person::{Company, pick};
use crate::tongue::TONGUES;
use crate::words::{Blanks, filled};
use crate::{LinkSpec, Sampled};

const NEXT_STEPS: &[&str] = &[
    "Send the revised quote",
    "Call after the board meeting",
    "Demo with the technicians",
    "Wait for the budget",
    "Agree on a delivery date",
    "Meet the new procurement lead",
    "Clarify the liability clause",
    "Visit the site in {city}",
    "Get the security questionnaire back",
];

const DESCRIPTIONS: &[&str] = &[
    "Wants to replace {n} old units with {thing}s before the season. Two competitors were asked as well; price matters less than service on site.",
    "Three-year agreement with {n} users, paid yearly. Legal has questions about liability and data location.",
    "Pilot with the {thing} at the {city} branch; if the readings hold through winter, the other branches follow.",
    "Renewal with a wish for a discount. Usage has doubled since last year, complaints have halved.",
    "Needs training for {n} people and a contact who speaks the local language.",
    "Public tender, documents due in four weeks. The requirements read as if somebody had copied our brochure.",
];

impl Generator {
    pub(super) fn deal(&mut self, id: EntityId) -> Sampled {
        let contact = self.someone();
        let (company, tongue) = match &contact {
            Some(contact) => (contact.company.clone(), contact.tongue),
            None => {
                let company = Company::numbered(zipf(40, &mut self.rng));
                (company.name, company.tongue)
            }
        };
        let spoken = TONGUES[tongue];
        let blanks = Blanks {
            firm: &company,
            thing: pick(crate::tongues::english::TONGUE.things, &mut self.rng),
            city: pick(spoken.places, &mut self.rng).0,
            n: self.rng.random_range(2..120),
            ..Blanks::default()
        };
        let mut fields = Fields::new();
        set(&mut fields, "name", filled(pick(spoken.deals, &mut self.rng), &blanks));
        set(&mut fields, "company", company.as_str());
        let currency = weighted(&[("EUR", 50), ("USD", 30), ("GBP", 15), ("JPY", 5)], &mut self.rng);
        // Rounded as offers are; a yen has no cents and is worth little.
        let amount = log_normal(9_000.0, 1.1, &mut self.rng).max(300) / 50 * 50;
        let amount = Money {
            minor: amount * 100,
            currency: currency.to_owned(),
        };
        fields.insert("amount".to_owned(), Value::Money(amount));
        let stage = self.common(
            &mut fields,
            &[
                ("qualification", 28),
                ("proposal", 20),
                ("negotiation", 12),
                ("won", 24),
                ("lost", 16),
            ],
        );
        let ended = matches!(stage, "won" | "lost");
        let days = if ended {
            self.rng.random_range(-500..0)
        } else {
            self.rng.random_range(-14..150)
        };
        fields.insert("close_date".to_owned(), self.day(days));
        if stage == "lost" {
            let reasons = &[
                ("price", 30),
                ("competitor", 25),
                ("no_budget", 15),
                ("timing", 15),
                ("no_decision", 10),
                ("other", 5),
            ];
            set(&mut fields, "lost_reason", weighted(reasons, &mut self.rng));
        }
        if !ended && self.rng.random_range(0..10) < 7 {
            set(
                &mut fields,
                "next_step",
                filled(pick(NEXT_STEPS, &mut self.rng), &blanks),
            );
        }
        if self.rng.random_range(0..10) < 6 {
            set(
                &mut fields,
                "description",
                filled(pick(DESCRIPTIONS, &mut self.rng), &blanks),
            );
        }
        let mut deal = Vec::new();
        if let Some(contact) = contact {
            set(&mut fields, "contact", contact.id.to_string());
            let role = weighted(&[("decision maker", 3), ("user", 2), ("procurement", 2)], &mut self.rng);
            deal.push(LinkSpec {
                to: contact.id,
                role: role.to_owned(),
            });
        }
        let mut sampled = sampled(id, Kind::Deal, fields, Vec::new());
        sampled.links = deal;
        sampled
    }
}
