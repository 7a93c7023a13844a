//! nDCG: how much of what could be gained by the first ten rows is gained, those further up counting more.

/// Rows that count.
pub const ROWS: usize = 10;

/// 0 to 1. `found` are the grades of the rows in their order, `all` those of every entity that is worth anything.
pub fn ndcg(found: &[u8], all: &[u8]) -> f64 {
    let mut best = all.to_vec();
    best.sort_unstable_by(|a, b| b.cmp(a));
    let possible = gain(&best);
    if possible == 0.0 { 0.0 } else { gain(found) / possible }
}

fn gain(grades: &[u8]) -> f64 {
    let worth = |grade: u8| f64::from(grade).exp2() - 1.0;
    grades
        .iter()
        .take(ROWS)
        .zip(2_u8..)
        .map(|(&grade, place)| worth(grade) / f64::from(place).log2())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_order_gains_everything_and_nothing_found_nothing() {
        assert!((ndcg(&[2, 2, 1], &[1, 2, 2]) - 1.0).abs() < 1e-9);
        assert!(ndcg(&[0, 0, 0], &[1, 2]).abs() < 1e-9);
        assert!(ndcg(&[], &[2]).abs() < 1e-9);
    }

    #[test]
    fn the_same_rows_gain_less_further_down() {
        let (first, last) = (ndcg(&[2, 0, 0], &[2]), ndcg(&[0, 0, 2], &[2]));
        assert!(first > last && last > 0.0, "{first} {last}");
        assert!((last - 0.5).abs() < 1e-9, "the third row counts half: {last}");
    }

    #[test]
    fn rows_past_the_tenth_gain_nothing() {
        let mut found = vec![0; 10];
        found.push(2);
        assert!(ndcg(&found, &[2]).abs() < 1e-9);
    }
}
