//! One order out of several: the exact tier, then the legs by reciprocal rank, then how often things are opened.

use std::collections::HashMap;

use crate::api::{Leg, LegRank};
use crate::lexical::TextHit;

/// Dampens the first ranks; measured best at 10.
const K: f32 = 10.0;
/// What having every word adds: more than all that the places in the legs come to. What is only near stands below.
const COMPLETE: f32 = 0.25;
/// The most that opening an entity often adds: less than a rank is worth among the hits that a window shows.
const FRECENCY: f32 = 2e-4;

/// An entity in its final place.
#[derive(Debug, Clone)]
pub struct Fused {
    /// Which.
    pub num: i64,
    /// Orders; comparable within one answer.
    pub score: f32,
    /// The identifier that named it.
    pub exact: Option<String>,
    /// Its place in each leg that found it, the best first.
    pub legs: Vec<LegRank>,
}

/// An entity that an identifier names.
#[derive(Debug, Clone)]
pub struct ExactHit {
    /// Which.
    pub num: i64,
    /// The identifier, for people.
    pub by: String,
    /// Sureness of the identifier: 0 for a reference, more for vaguer ones.
    pub tier: usize,
}

/// Fuses the legs. `semantic` is by falling cosine and counts `trust` times what the words count; `frecency` and
/// `updated` order what is otherwise alike.
pub fn fuse(
    exact: &[ExactHit],
    text: &[TextHit],
    semantic: &[(i64, f32)],
    trust: f32,
    frecency: &HashMap<i64, f32>,
    updated: impl Fn(i64) -> u32,
) -> Vec<Fused> {
    let mut places: HashMap<i64, usize> = HashMap::new();
    let mut fused: Vec<Fused> = Vec::new();
    let mut slot = |num: i64, fused: &mut Vec<Fused>| {
        *places.entry(num).or_insert_with(|| {
            fused.push(Fused {
                num,
                score: 0.0,
                exact: None,
                legs: Vec::new(),
            });
            fused.len() - 1
        })
    };
    let mut tiers: HashMap<i64, usize> = HashMap::new();
    for (at, hit) in exact.iter().enumerate() {
        let place = slot(hit.num, &mut fused);
        if fused[place].exact.is_none() {
            fused[place].exact = Some(hit.by.clone());
            fused[place].legs.push(LegRank {
                leg: Leg::Exact,
                rank: at + 1,
                score: 1.0,
            });
            tiers.insert(hit.num, hit.tier);
        }
    }
    for hit in text {
        let place = slot(hit.num, &mut fused);
        fused[place].score += worth(hit.rank) + if hit.complete { COMPLETE } else { 0.0 };
        fused[place].legs.push(LegRank {
            leg: hit.leg,
            rank: hit.rank,
            score: hit.score,
        });
    }
    for (at, &(num, cosine)) in semantic.iter().enumerate() {
        let place = slot(num, &mut fused);
        fused[place].score += trust * worth(at + 1);
        fused[place].legs.push(LegRank {
            leg: Leg::Vector,
            rank: at + 1,
            score: cosine,
        });
    }
    for hit in &mut fused {
        hit.score += FRECENCY * frecency.get(&hit.num).copied().unwrap_or(0.0);
        hit.legs.sort_by_key(|leg| (leg.leg != Leg::Exact, leg.rank));
    }
    let tier = |hit: &Fused| tiers.get(&hit.num).copied().unwrap_or(usize::MAX);
    fused.sort_by(|a, b| {
        tier(a)
            .cmp(&tier(b))
            .then(b.score.total_cmp(&a.score))
            .then_with(|| updated(b.num).cmp(&updated(a.num)))
            .then(a.num.cmp(&b.num))
    });
    // The tier is above every score: the number says so too.
    for hit in fused.iter_mut().filter(|hit| hit.exact.is_some()) {
        hit.score += 1.0;
    }
    fused
}

#[expect(clippy::cast_precision_loss, reason = "a rank")]
fn worth(rank: usize) -> f32 {
    1.0 / (K + rank as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(num: i64, rank: usize) -> TextHit {
        TextHit {
            num,
            score: 1.0,
            leg: Leg::Text,
            rank,
            complete: false,
        }
    }

    fn order(fused: &[Fused]) -> Vec<i64> {
        fused.iter().map(|hit| hit.num).collect()
    }

    #[test]
    fn an_exact_hit_stands_above_what_both_legs_rank_first() {
        let exact = [ExactHit {
            num: 9,
            by: "name dana".into(),
            tier: 3,
        }];
        let fused = fuse(
            &exact,
            &[text(1, 1), text(2, 2)],
            &[(1, 0.9)],
            1.0,
            &HashMap::new(),
            |_| 0,
        );
        assert_eq!(order(&fused), [9, 1, 2]);
    }

    #[test]
    fn what_both_legs_found_stands_above_what_one_did() {
        let fused = fuse(
            &[],
            &[text(1, 1), text(2, 2)],
            &[(3, 0.9), (2, 0.8)],
            1.0,
            &HashMap::new(),
            |_| 0,
        );
        assert_eq!(fused[0].num, 2);
        assert_eq!(fused[0].legs.len(), 2);
    }

    #[test]
    fn what_has_every_word_stands_above_what_both_legs_rank_first() {
        let whole = TextHit {
            complete: true,
            ..text(7, 90)
        };
        let fused = fuse(&[], &[text(1, 1), whole], &[(1, 0.9)], 1.0, &HashMap::new(), |_| 0);
        assert_eq!(order(&fused), [7, 1]);
    }

    #[test]
    fn opening_often_breaks_ties_and_never_lifts_over_a_better_rank() {
        let often = HashMap::from([(2, 1.0)]);
        let tied = fuse(&[], &[text(1, 1), text(2, 1)], &[], 1.0, &often, |_| 0);
        assert_eq!(order(&tied), [2, 1]);
        for rank in 1..=50 {
            let apart = fuse(&[], &[text(1, rank), text(2, rank + 1)], &[], 1.0, &often, |_| 0);
            assert_eq!(order(&apart), [1, 2], "at rank {rank}");
        }
    }
}
