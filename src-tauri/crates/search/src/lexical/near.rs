//! How far two words are apart.

/// The edits from one word to the other, a swap of neighbours counted once; with `prefix`, to the nearest beginning of
/// the other.
pub fn distance(word: &str, other: &str, prefix: bool) -> usize {
    let a: Vec<char> = word.chars().collect();
    let b: Vec<char> = other.chars().collect();
    let width = a.len() + 1;
    // Rows of the usual table, one per letter of `other`; two are kept for swaps.
    let mut before = vec![0; width];
    let mut last: Vec<usize> = (0..width).collect();
    let mut best = last[a.len()];
    for (j, &right) in b.iter().enumerate() {
        let mut row = vec![j + 1; width];
        for (i, &left) in a.iter().enumerate() {
            let cost = usize::from(left != right);
            let mut edits = (last[i] + cost).min(last[i + 1] + 1).min(row[i] + 1);
            if i > 0 && j > 0 && left == b[j - 1] && a[i - 1] == right {
                edits = edits.min(before[i - 1] + 1);
            }
            row[i + 1] = edits;
        }
        before = std::mem::replace(&mut last, row);
        best = best.min(last[a.len()]);
    }
    if prefix { best } else { last[a.len()] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted_with_swaps_as_one() {
        for (word, other, edits) in [
            ("dana", "dana", 0),
            ("dana", "dnaa", 1),
            ("whitfield", "whitfeild", 1),
            ("acme", "acne", 1),
            ("acme", "ace", 1),
            ("kitten", "sitting", 3),
            ("", "ab", 2),
            ("ab", "", 2),
        ] {
            assert_eq!(distance(word, other, false), edits, "{word} {other}");
            assert_eq!(distance(other, word, false), edits, "{other} {word}");
        }
    }

    #[test]
    fn the_beginning_of_a_longer_word_is_near() {
        assert_eq!(distance("whitf", "whitfield", true), 0);
        assert_eq!(distance("wihtf", "whitfield", true), 1);
        assert_eq!(distance("dana", "whitfield", true), 4);
    }
}
