//! The best documents of a query among those that a filter keeps.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use tantivy::query::{EnableScoring, Query};
use tantivy::{Score, Searcher};

use crate::error::SearchError;

#[derive(PartialEq)]
struct Found {
    score: Score,
    num: i64,
}

impl Eq for Found {}

impl Ord for Found {
    /// The heap's top is the worst: the lowest score, of equal ones the youngest entity.
    fn cmp(&self, other: &Self) -> Ordering {
        other.score.total_cmp(&self.score).then(self.num.cmp(&other.num))
    }
}

impl PartialOrd for Found {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The `limit` best-scoring entities, best first.
///
/// The filter is asked for each document that scores well enough so far, so that the index can still pass over whole
/// blocks that cannot; a filter inside the query would forbid that.
pub fn best(
    searcher: &Searcher,
    query: &dyn Query,
    limit: usize,
    keep: &dyn Fn(i64) -> bool,
) -> Result<Vec<(i64, Score)>, SearchError> {
    let weight = query.weight(EnableScoring::enabled_from_searcher(searcher))?;
    let mut heap: BinaryHeap<Found> = BinaryHeap::with_capacity(limit + 1);
    let mut threshold = Score::MIN;
    if limit == 0 {
        return Ok(Vec::new());
    }
    for segment in searcher.segment_readers() {
        let nums = segment.fast_fields().u64("num")?;
        let alive = segment.alive_bitset();
        weight.for_each_pruning(threshold, segment, &mut |doc, score| {
            if alive.is_some_and(|alive| !alive.is_alive(doc)) {
                return threshold;
            }
            let Some(num) = nums.first(doc).and_then(|num| i64::try_from(num).ok()) else {
                return threshold;
            };
            if !keep(num) {
                return threshold;
            }
            heap.push(Found { score, num });
            if heap.len() > limit {
                heap.pop();
            }
            if heap.len() == limit {
                threshold = heap.peek().map_or(threshold, |worst| worst.score);
            }
            threshold
        })?;
    }
    Ok(heap
        .into_sorted_vec()
        .into_iter()
        .map(|found| (found.num, found.score))
        .collect())
}
