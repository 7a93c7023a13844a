//! The best few of many, without sorting the many.

use std::cmp::Ordering;

#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) score: f32,
    /// Decides between equal scores, so that threads do not: the smaller goes first. The id, where that is at hand.
    pub(super) rank: i64,
    pub(super) slot: u32,
}

impl Candidate {
    /// Better first.
    fn order(&self, other: &Self) -> Ordering {
        other.score.total_cmp(&self.score).then(self.rank.cmp(&other.rank))
    }
}

/// Keeps at least the `want` best of what is offered.
pub(super) struct Shortlist {
    want: usize,
    entries: Vec<Candidate>,
    /// Nothing below this can still get in.
    floor: f32,
}

impl Shortlist {
    pub(super) fn new(want: usize) -> Self {
        Self {
            want,
            entries: Vec::new(),
            floor: f32::NEG_INFINITY,
        }
    }

    pub(super) fn floor(&self) -> f32 {
        self.floor
    }

    /// Takes a candidate whose score is not below the floor.
    pub(super) fn offer(&mut self, candidate: Candidate) {
        self.entries.push(candidate);
        // Half of the room is slack: one partial sort pays for as many cheap additions.
        if self.entries.len() >= 2 * self.want.max(32) {
            self.cut();
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        for candidate in other.entries {
            if candidate.score >= self.floor {
                self.offer(candidate);
            }
        }
    }

    /// The best, in no order.
    pub(super) fn into_best(mut self) -> Vec<Candidate> {
        self.cut();
        self.entries
    }

    /// The best, best first.
    pub(super) fn into_ranked(self) -> Vec<Candidate> {
        let mut best = self.into_best();
        best.sort_unstable_by(Candidate::order);
        best
    }

    fn cut(&mut self) {
        if self.want == 0 {
            self.entries.clear();
        } else if self.entries.len() >= self.want {
            let (_, worst, _) = self.entries.select_nth_unstable_by(self.want - 1, Candidate::order);
            self.floor = worst.score;
            self.entries.truncate(self.want);
        }
    }
}
