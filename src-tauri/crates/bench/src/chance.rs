//! Chance from a seed: two runs draw the same.

use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};

/// The seed of everything made up here.
pub const SEED: u64 = 20_260_501;

/// Draws for one purpose, independent of those for others.
pub fn of(purpose: u64) -> Xoshiro256PlusPlus {
    Xoshiro256PlusPlus::seed_from_u64(SEED ^ purpose.wrapping_mul(0x9E37_79B9_7F4A_7C15))
}

/// One of several, each as likely; none of none.
pub fn one<'a, T>(from: &'a [T], rng: &mut Xoshiro256PlusPlus) -> Option<&'a T> {
    if from.is_empty() {
        return None;
    }
    from.get(rng.random_range(0..from.len()))
}

/// The text with one slip of the fingers in its longest word: a letter left out, doubled, changed, or two swapped. A text
/// without a word of four letters stays as it is.
pub fn slipped(text: &str, rng: &mut Xoshiro256PlusPlus) -> String {
    let mut words: Vec<Vec<char>> = text.split(' ').map(|word| word.chars().collect()).collect();
    let Some(longest) = words
        .iter_mut()
        .rev()
        .max_by_key(|word| word.len())
        .filter(|word| word.len() >= 4)
    else {
        return text.to_owned();
    };
    // Slips seldom hit the first letter.
    let at = rng.random_range(1..longest.len() - 1);
    match rng.random_range(0..4) {
        0 => {
            longest.remove(at);
        }
        1 => longest.insert(at, longest[at]),
        2 if longest[at] != longest[at + 1] => longest.swap(at, at + 1),
        _ => longest[at] = if longest[at] == 'e' { 'r' } else { 'e' },
    }
    let words: Vec<String> = words.into_iter().map(String::from_iter).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_changes_the_longest_word_and_no_other() {
        let mut rng = of(1);
        for _ in 0..200 {
            let typed = slipped("the invoice is late", &mut rng);
            assert_ne!(typed, "the invoice is late");
            assert!(typed.starts_with("the i") && typed.ends_with(" is late"), "{typed}");
        }
    }

    #[test]
    fn a_text_of_short_words_is_typed_right() {
        assert_eq!(slipped("an ox", &mut of(2)), "an ox");
    }

    #[test]
    fn equal_purposes_draw_equally_and_others_differently() {
        let draw = |purpose| -> u64 { of(purpose).random() };
        assert_eq!(draw(3), draw(3));
        assert_ne!(draw(3), draw(4));
    }
}
