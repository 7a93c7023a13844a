//! Distributions of real life.

use rand::RngExt;
use rand::rngs::Xoshiro256PlusPlus;

/// A number below `count` of which small ones are common and large ones rare, as with customers and their orders.
pub(crate) fn zipf(count: u32, rng: &mut Xoshiro256PlusPlus) -> u32 {
    let at = f64::from(count.max(1)).powf(rng.random::<f64>());
    (at as u32).saturating_sub(1).min(count.saturating_sub(1))
}

/// An amount around `median` in whole units, with a long tail upwards.
pub(crate) fn log_normal(median: f64, spread: f64, rng: &mut Xoshiro256PlusPlus) -> i64 {
    // The sum of four even numbers is near enough to a normal one.
    let sum: f64 = (0..4).map(|_| rng.random::<f64>()).sum();
    let normal = (sum - 2.0) * 1.732;
    (median * (spread * normal).exp()).round() as i64
}

/// One of the weighted choices.
pub(crate) fn weighted<T: Copy>(choices: &[(T, u32)], rng: &mut Xoshiro256PlusPlus) -> T {
    let total: u32 = choices.iter().map(|(_, weight)| weight).sum();
    let mut at = rng.random_range(0..total.max(1));
    for (choice, weight) in choices {
        if at < *weight {
            return *choice;
        }
        at -= weight;
    }
    choices[0].0
}
