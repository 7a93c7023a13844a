//! Made-up people and the companies they work for.

use rand::RngExt;
use rand::rngs::Xoshiro256PlusPlus;

use crate::tongue::{Name, PhoneRange, TONGUES, Tongue};

/// A company: always the same for the same number.
#[derive(Debug, Clone)]
pub(crate) struct Company {
    pub(crate) name: String,
    pub(crate) domain: String,
    /// Index of its language.
    pub(crate) tongue: usize,
}

impl Company {
    /// The company with this number.
    pub(crate) fn numbered(number: u32) -> Self {
        // Scattered, so that neighbours in number are not neighbours in name.
        let mixed = (u64::from(number) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20;
        let tongue = tongue_at((mixed % 100) as u32);
        let spoken = TONGUES[tongue];
        let (first, plain) = spoken.firms[(mixed / 100) as usize % spoken.firms.len()];
        let end = spoken.ends[(mixed / 7_919) as usize % spoken.ends.len()];
        let city = spoken.places[(mixed / 104_729) as usize % spoken.places.len()].0;
        // Names run out; then the city tells two apart, and in the end a number does.
        let round = number / 400;
        let (name, suffix) = match round {
            0 => (format!("{first} {end}"), format!("{}", number % 400)),
            1..=4 => (format!("{first} {city} {end}"), format!("{number}")),
            _ => (format!("{first} {number} {end}"), format!("{number}")),
        };
        Self {
            name,
            domain: format!("{plain}{suffix}.example"),
            tongue,
        }
    }
}

/// The language that has this place, 0 to 99, among a hundred people.
fn tongue_at(place: u32) -> usize {
    let mut left = place;
    for (index, tongue) in TONGUES.iter().enumerate() {
        if left < tongue.share {
            return index;
        }
        left -= tongue.share;
    }
    0
}

/// A person without the company.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) first: &'static str,
    pub(crate) last: &'static str,
    /// The part of an address before the `@`.
    pub(crate) local: String,
    pub(crate) tongue: usize,
}

impl Person {
    /// Somebody who speaks this language.
    pub(crate) fn of(tongue: usize, rng: &mut Xoshiro256PlusPlus) -> Self {
        let spoken = TONGUES[tongue];
        let (first, first_plain) = pick(spoken.first, rng);
        let (last, last_plain) = pick(spoken.last, rng);
        let local = match rng.random_range(0..10) {
            0..6 => format!("{first_plain}.{last_plain}"),
            6..8 => format!("{}{last_plain}", &first_plain[..1]),
            _ => format!("{first_plain}{}", rng.random_range(1..100)),
        };
        Self {
            first,
            last,
            local,
            tongue,
        }
    }

    /// Somebody from anywhere.
    pub(crate) fn anyone(rng: &mut Xoshiro256PlusPlus) -> Self {
        let tongue = tongue_at(rng.random_range(0..100));
        Self::of(tongue, rng)
    }

    pub(crate) fn spoken(&self) -> &'static Tongue {
        TONGUES[self.tongue]
    }

    pub(crate) fn full_name(&self) -> String {
        format!("{} {}", self.first, self.last)
    }

    /// A number that reaches nobody.
    pub(crate) fn phone(&self, rng: &mut Xoshiro256PlusPlus) -> String {
        let PhoneRange { start, digits, count } = pick(self.spoken().phones, rng);
        format!("{start}{:0digits$}", rng.random_range(0..count))
    }
}

/// One of several, each as likely.
pub(crate) fn pick<T: Copy>(from: &[T], rng: &mut Xoshiro256PlusPlus) -> T {
    from[rng.random_range(0..from.len())]
}

/// A name of this language, for those who appear in texts only.
pub(crate) fn given_name(tongue: usize, rng: &mut Xoshiro256PlusPlus) -> Name {
    pick(TONGUES[tongue].first, rng)
}
