//! How many entities conditions let through, kept while nothing is written: whoever scrolls through a list asks for page
//! after page of it, and to count anew each time may cost more than the page.

use std::collections::VecDeque;

use parking_lot::Mutex;

use crate::sql::Cell;

/// Lists that are looked at by turns; a board looks at one for each of its stages, and a list in the order of a menu at
/// one for each of its choices.
const KEPT: usize = 128;

/// Counts of the newest state of the workspace.
#[derive(Debug, Default)]
pub(crate) struct Counted(Mutex<VecDeque<Known>>);

#[derive(Debug)]
struct Known {
    seq: i64,
    text: String,
    cells: Vec<Cell>,
    count: i64,
}

impl Counted {
    /// What this statement counted when the newest change was `seq`.
    pub(crate) fn get(&self, seq: i64, text: &str, cells: &[Cell]) -> Option<i64> {
        let known = self.0.lock();
        let found = known
            .iter()
            .find(|known| known.seq == seq && known.text == text && known.cells == cells);
        found.map(|known| known.count)
    }

    /// Keeps it.
    pub(crate) fn put(&self, seq: i64, text: String, cells: Vec<Cell>, count: i64) {
        let mut known = self.0.lock();
        known.retain(|known| known.seq == seq && !(known.text == text && known.cells == cells));
        known.truncate(KEPT - 1);
        known.push_front(Known {
            seq,
            text,
            cells,
            count,
        });
    }
}
