//! One search over the mirror: which slots are looked at, by how many threads, and in how many steps.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use super::code::{CodeQuery, Codes, GROUP};
use super::kernel::Kernel;
use super::rows::{BLOCK, LANE, RowQuery, Rows, place};
use super::shortlist::{Candidate, Shortlist};
use super::{Keep, MirrorError};

/// Slots per call of a kernel: its results stay in the nearest cache until they are looked through.
const STEP: usize = 256;

/// Scores before they are known: not above any floor.
const NONE_REACHED: [f32; STEP] = [f32::NAN; STEP];

/// Rows scored by their eight bits for each result wanted, and the least of them, when codes make the first choice.
///
/// Among 7,694 sentences embedded by all-MiniLM-L6-v2 the true ten nearest were among the first 40 by code in 98 of 100
/// cases and among the first 160 in 999 of 1000; sixteen times as many vectors took that from 33 to 40. The least is room
/// for larger collections and for near-duplicates; many results need less for each, and every row is read from far apart.
const RESCORED_PER_RESULT: usize = 12;
const RESCORED_LEAST: usize = 800;

pub(super) struct Scan<'a> {
    pub(super) rows: &'a Rows,
    pub(super) codes: Option<&'a Codes>,
    pub(super) kernel: Kernel,
    pub(super) threads: NonZero<usize>,
    /// What a further thread has to have to read.
    pub(super) bytes_per_thread: usize,
    pub(super) keep: Keep<'a>,
    pub(super) cancel: &'a AtomicBool,
}

impl Scan<'_> {
    /// The `k` nearest by cosine, nearest first, ranked by id. `query` has length one.
    pub(super) fn run(&self, query: &[f32], k: usize) -> Result<Vec<Candidate>, MirrorError> {
        let row_query = RowQuery::new(query);
        if let Keep::Among(ids) = self.keep {
            let slots = ids.iter().filter_map(|&id| self.rows.slot_of(id));
            return self.score_slots(&row_query, slots, k);
        }
        let Some(codes) = self.codes else {
            let bytes = self.rows.used() * row_query.lanes() * LANE;
            let best = self.over_blocks(bytes, k, |block, best| {
                self.scan_rows(&row_query, block, best);
            })?;
            return Ok(best.into_ranked());
        };
        let code_query = codes.encoder.query(query);
        let first_choice = k.saturating_mul(RESCORED_PER_RESULT).max(RESCORED_LEAST);
        let bytes = self.rows.used() * code_query.code_bytes();
        let chosen = self.over_blocks(bytes, first_choice, |block, best| {
            self.scan_codes(codes, &code_query, block, best);
        })?;
        let mut slots: Vec<u32> = chosen.into_best().into_iter().map(|chosen| chosen.slot).collect();
        // In the order in which they lie, memory comes faster.
        slots.sort_unstable();
        self.score_slots(&row_query, slots.into_iter(), k)
    }

    /// Runs `scan` for every block, on as many threads as that many bytes are worth, this one included.
    fn over_blocks(
        &self,
        bytes: usize,
        want: usize,
        scan: impl Fn(usize, &mut Shortlist) + Sync,
    ) -> Result<Shortlist, MirrorError> {
        let blocks = self.rows.used().div_ceil(BLOCK);
        let next = AtomicUsize::new(0);
        let work = || {
            let mut best = Shortlist::new(want);
            loop {
                let block = next.fetch_add(1, Ordering::Relaxed);
                if block >= blocks || self.cancel.load(Ordering::Relaxed) {
                    return best;
                }
                scan(block, &mut best);
            }
        };
        // Threads of this scan's own, not a shared pool's: a pool's thread that waits takes up other work, which may be a
        // search or a write that then waits for the lock under which this scan runs.
        let helpers = (bytes / self.bytes_per_thread).min(self.threads.get() - 1);
        let best = thread::scope(|scope| {
            let helpers: Vec<_> = (0..helpers)
                // A thread that the system refuses leaves its blocks to the others.
                .filter_map(|_| thread::Builder::new().spawn_scoped(scope, work).ok())
                .collect();
            let mut best = work();
            for helper in helpers {
                match helper.join() {
                    Ok(found) => best.merge(found),
                    Err(panic) => resume_unwind(panic),
                }
            }
            best
        });
        if self.cancel.load(Ordering::Relaxed) {
            return Err(MirrorError::Cancelled);
        }
        Ok(best)
    }

    fn scan_rows(&self, query: &RowQuery, block: usize, best: &mut Shortlist) {
        let mut products = [0; STEP];
        let used = self.rows.used_in(block);
        for start in (0..used).step_by(STEP) {
            let count = STEP.min(used - start);
            let products = &mut products[..count];
            self.kernel
                .row_products(query, self.rows.lanes(block, start, count), products);
            let scales = &self.rows.blocks[block].scales[start..start + count];
            let mut scores = NONE_REACHED;
            for ((score, &product), &scale) in scores.iter_mut().zip(&*products).zip(scales) {
                *score = query.cosine(product, scale);
            }
            let first = (block * BLOCK + start) as u32;
            self.pick(&scores, scales, first, |slot| self.rows.id_at(slot), best);
        }
    }

    fn scan_codes(&self, codes: &Codes, query: &CodeQuery, block: usize, best: &mut Shortlist) {
        let mut sums = [0; STEP];
        let used = self.rows.used_in(block);
        for start in (0..used).step_by(STEP) {
            let groups = STEP.min(used - start).div_ceil(GROUP);
            let sums = &mut sums[..groups * GROUP];
            self.kernel.code_sums(query, codes.lanes(block, start, groups), sums);
            let factors = &codes.blocks[block].factors[start..start + sums.len()];
            let mut scores = NONE_REACHED;
            for ((score, &sum), &factor) in scores.iter_mut().zip(&*sums).zip(factors) {
                *score = query.estimate(sum, factor);
            }
            let first = (block * BLOCK + start) as u32;
            // Equal estimates go by slot: looking up thousands of ids, far apart, would take as long as the scan.
            self.pick(&scores, factors, first, i64::from, best);
        }
    }

    /// Offers the slots whose scores reach the floor. A weight of zero marks a slot that holds nothing.
    fn pick(&self, scores: &[f32; STEP], weights: &[f32], first: u32, rank: impl Fn(u32) -> i64, best: &mut Shortlist) {
        for (part, scores) in scores.as_chunks::<GROUP>().0.iter().enumerate() {
            // Without a branch for each, so that the compiler compares several at once: hardly any group has one.
            let floor = best.floor();
            if !scores.iter().fold(false, |any, &score| any | (score >= floor)) {
                continue;
            }
            for (at, &score) in scores.iter().enumerate() {
                let at = part * GROUP + at;
                if score >= best.floor() && weights[at] != 0.0 {
                    let slot = first + at as u32;
                    if self.keeps(slot) {
                        let rank = rank(slot);
                        best.offer(Candidate { score, rank, slot });
                    }
                }
            }
        }
    }

    fn keeps(&self, slot: u32) -> bool {
        match self.keep {
            Keep::If(keep) => keep(self.rows.id_at(slot)),
            Keep::All | Keep::Among(_) => true,
        }
    }

    fn score_slots(
        &self,
        query: &RowQuery,
        slots: impl Iterator<Item = u32>,
        k: usize,
    ) -> Result<Vec<Candidate>, MirrorError> {
        let mut best = Shortlist::new(k);
        for (turn, slot) in slots.enumerate() {
            if turn % BLOCK == 0 && self.cancel.load(Ordering::Relaxed) {
                return Err(MirrorError::Cancelled);
            }
            let (block, at) = place(slot);
            let mut product = [0];
            self.kernel
                .row_products(query, self.rows.lanes(block, at, 1), &mut product);
            let score = query.cosine(product[0], self.rows.blocks[block].scales[at]);
            if score >= best.floor() {
                let rank = self.rows.id_at(slot);
                best.offer(Candidate { score, rank, slot });
            }
        }
        Ok(best.into_ranked())
    }
}
