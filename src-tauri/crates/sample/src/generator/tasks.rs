//! Tasks.

use rand::RngExt;
use workestra_core::{EntityId, Fields, Kind};

use super::{Generator, sampled, set};
use crate::Sampled;
use crate::chance::weighted;
use crate::person::pick;
use crate::tongue::TONGUES;
use crate::words::{Blanks, filled};

const BODIES: &[&str] = &[
    "Promised on the phone. Have the last invoice at hand.",
    "Template is in the shared folder; {n} pages at most.",
    "Ask about the {thing} as well, there was a complaint in spring.",
    "Not before ten, the harbour office in {city} opens late.",
    "Bring the signed copy and two spare cables.",
];

impl Generator {
    pub(super) fn task(&mut self, id: EntityId) -> Sampled {
        let known = self.someone();
        let tongue = known.as_ref().map_or(0, |known| known.tongue);
        // Most people write their lists in the office's language.
        let spoken = TONGUES[if self.rng.random_range(0..10) < 6 { 0 } else { tongue }];
        let blanks = Blanks {
            who: known.as_ref().map_or("the team", |known| known.name.as_str()),
            firm: known.as_ref().map_or("the office", |known| known.company.as_str()),
            thing: pick(crate::tongues::english::TONGUE.things, &mut self.rng),
            city: pick(spoken.places, &mut self.rng).0,
            n: self.rng.random_range(2..12),
            ..Blanks::default()
        };
        let mut fields = Fields::new();
        set(&mut fields, "title", filled(pick(spoken.tasks, &mut self.rng), &blanks));
        if self.rng.random_range(0..10) < 5 {
            set(&mut fields, "body", filled(pick(BODIES, &mut self.rng), &blanks));
        }
        let priorities = &[("low", 20), ("normal", 55), ("high", 20), ("urgent", 5)];
        set(&mut fields, "priority", weighted(priorities, &mut self.rng));
        let stage = self.common(
            &mut fields,
            &[
                ("todo", 45),
                ("in_progress", 15),
                ("waiting", 10),
                ("done", 25),
                ("cancelled", 5),
            ],
        );
        let days = if matches!(stage, "done" | "cancelled") {
            self.rng.random_range(-120..0)
        } else {
            // One open task in four is late.
            self.rng.random_range(-10..30)
        };
        fields.insert("due".to_owned(), self.day(days));
        if self.rng.random_range(0..12) == 0 {
            let every = &[("weekly", 4), ("monthly", 4), ("weekdays", 1), ("yearly", 1)];
            set(&mut fields, "recurrence", weighted(every, &mut self.rng));
        }
        let about = match known {
            Some(known) if self.rng.random_range(0..10) < 6 => Some(known.id),
            _ => self.recent[self.rng.random_range(0..16)],
        };
        if let Some(about) = about {
            set(&mut fields, "about", about.to_string());
        }
        sampled(id, Kind::Task, fields, Vec::new())
    }
}
