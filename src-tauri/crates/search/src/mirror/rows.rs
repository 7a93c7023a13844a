//! The vectors themselves: eight bits a component and a scale each, in slots that do not move.

use hashbrown::HashTable;
use zeroize::{Zeroize, optimization_barrier};

/// Slots per block. A block of 384 components is 1.5 MiB: it grows the mirror without copying, and it is what a scan does
/// between two looks at whether it is still wanted.
pub(super) const BLOCK: usize = 4096;

/// Components that the kernels take at a time; rows are padded to whole lanes with zeroes.
pub(super) const LANE: usize = 32;

#[derive(Clone, Copy)]
#[repr(C, align(32))]
pub(super) struct Lane(pub(super) [i8; LANE]);

/// The query's components for one lane.
#[derive(Clone, Copy)]
#[repr(C, align(32))]
pub(super) struct Words(pub(super) [i16; LANE]);

/// A query for the rows: about fourteen bits a component, so that the rows' eight decide the error.
pub(super) struct RowQuery {
    pub(super) words: Vec<Words>,
    /// Turns an integer product and a row's scale into a cosine.
    scale: f32,
}

impl RowQuery {
    /// `query` has length one.
    pub(super) fn new(query: &[f32]) -> Self {
        let lanes = query.len().div_ceil(LANE);
        // No sum of products with a row may leave 32 bits, however the components fall.
        let most = (i32::MAX / 127 / (lanes * LANE) as i32).min(16_383) as f32;
        let largest = query.iter().fold(0f32, |most, x| most.max(x.abs()));
        let step = largest / most;
        let mut words = vec![Words([0; LANE]); lanes];
        for (words, part) in words.iter_mut().zip(query.chunks(LANE)) {
            for (word, x) in words.0.iter_mut().zip(part) {
                *word = (x / step).round() as i16;
            }
        }
        Self { words, scale: step }
    }

    pub(super) fn lanes(&self) -> usize {
        self.words.len()
    }

    pub(super) fn cosine(&self, product: i32, row_scale: f32) -> f32 {
        product as f32 * (self.scale * row_scale)
    }
}

pub(super) struct RowBlock {
    lanes: Box<[Lane]>,
    /// Zero marks a slot that holds nothing.
    pub(super) scales: Box<[f32]>,
    pub(super) ids: Box<[i64]>,
}

impl RowBlock {
    fn new(lanes_per_row: usize) -> Self {
        Self {
            lanes: vec![Lane([0; LANE]); BLOCK * lanes_per_row].into(),
            scales: vec![0.0; BLOCK].into(),
            ids: vec![0; BLOCK].into(),
        }
    }

    pub(super) fn is_live(&self, at: usize) -> bool {
        self.scales[at] != 0.0
    }
}

impl Drop for RowBlock {
    fn drop(&mut self) {
        self.lanes.fill(Lane([0; LANE]));
        optimization_barrier(&*self.lanes);
    }
}

pub(super) struct Rows {
    lanes_per_row: usize,
    pub(super) blocks: Vec<RowBlock>,
    /// Slots by the id they hold; the ids themselves lie in the blocks.
    slots: HashTable<u32>,
    free: Vec<u32>,
    /// Slots ever used; the ones above are fresh.
    used: u32,
}

impl Rows {
    pub(super) fn new(dimension: usize) -> Self {
        Self {
            lanes_per_row: dimension.div_ceil(LANE),
            blocks: Vec::new(),
            slots: HashTable::new(),
            free: Vec::new(),
            used: 0,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    /// Slots to scan, holes among them.
    pub(super) fn used(&self) -> usize {
        self.used as usize
    }

    /// Slots to scan in a block.
    pub(super) fn used_in(&self, block: usize) -> usize {
        (self.used() - block * BLOCK).min(BLOCK)
    }

    pub(super) fn slot_of(&self, id: i64) -> Option<u32> {
        self.slots
            .find(hash(id), |&slot| id_at(&self.blocks, slot) == id)
            .copied()
    }

    /// The id in a slot that holds something.
    pub(super) fn id_at(&self, slot: u32) -> i64 {
        id_at(&self.blocks, slot)
    }

    /// The rows of `count` slots from `at` on in a block.
    pub(super) fn lanes(&self, block: usize, at: usize, count: usize) -> &[Lane] {
        let start = at * self.lanes_per_row;
        &self.blocks[block].lanes[start..start + count * self.lanes_per_row]
    }

    /// Components of the slot's row, of length one before rounding. Zeroes when the slot holds nothing.
    pub(super) fn read(&self, slot: u32, out: &mut [f32]) {
        let (block, at) = place(slot);
        let scale = self.blocks[block].scales[at];
        for (out, lane) in out.chunks_mut(LANE).zip(self.lanes(block, at, 1)) {
            for (out, &component) in out.iter_mut().zip(&lane.0) {
                *out = f32::from(component) * scale;
            }
        }
    }

    /// Puts a vector of finite components, not all zero, in the id's slot or in a new one. None when all 2³² are taken.
    pub(super) fn put(&mut self, id: i64, vector: &[f32]) -> Option<u32> {
        let slot = match self.slot_of(id) {
            Some(slot) => slot,
            None => self.take_slot(id)?,
        };
        let (block, at) = place(slot);
        let block = &mut self.blocks[block];
        let row = &mut block.lanes[at * self.lanes_per_row..][..self.lanes_per_row];
        block.scales[at] = quantise(vector, row);
        block.ids[at] = id;
        Some(slot)
    }

    /// Takes a vector out and wipes its bytes.
    pub(super) fn remove(&mut self, id: i64) -> Option<u32> {
        let blocks = &self.blocks;
        let (slot, _) = self
            .slots
            .find_entry(hash(id), |&slot| id_at(blocks, slot) == id)
            .ok()?
            .remove();
        let (block, at) = place(slot);
        let block = &mut self.blocks[block];
        let row = &mut block.lanes[at * self.lanes_per_row..][..self.lanes_per_row];
        row.iter_mut().for_each(|lane| lane.0.zeroize());
        block.scales[at] = 0.0;
        block.ids[at] = 0;
        self.free.push(slot);
        Some(slot)
    }

    /// Bytes allocated.
    pub(super) fn bytes(&self) -> usize {
        let per_slot = self.lanes_per_row * LANE + size_of::<f32>() + size_of::<i64>();
        self.blocks.len() * BLOCK * per_slot + self.slots.allocation_size() + self.free.capacity() * size_of::<u32>()
    }

    fn take_slot(&mut self, id: i64) -> Option<u32> {
        let slot = match self.free.pop() {
            Some(slot) => slot,
            None => {
                let slot = self.used;
                self.used = slot.checked_add(1)?;
                if place(slot).0 == self.blocks.len() {
                    self.blocks.push(RowBlock::new(self.lanes_per_row));
                }
                slot
            }
        };
        let (block, at) = place(slot);
        self.blocks[block].ids[at] = id;
        let blocks = &self.blocks;
        self.slots
            .insert_unique(hash(id), slot, |&slot| hash(id_at(blocks, slot)));
        Some(slot)
    }
}

/// Block and position in it.
pub(super) fn place(slot: u32) -> (usize, usize) {
    (slot as usize / BLOCK, slot as usize % BLOCK)
}

fn id_at(blocks: &[RowBlock], slot: u32) -> i64 {
    let (block, at) = place(slot);
    blocks[block].ids[at]
}

/// Ids are the workspace's own running numbers; mixing their bits is enough.
fn hash(id: i64) -> u64 {
    let mixed = (id as u64 ^ (id as u64 >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ (mixed >> 29)
}

/// Rounds a vector to the row and returns the scale that gives the row length one.
fn quantise(vector: &[f32], row: &mut [Lane]) -> f32 {
    let largest = vector.iter().fold(0f32, |most, x| most.max(x.abs()));
    let mut squares = 0i32;
    for (lane, part) in row.iter_mut().zip(vector.chunks(LANE)) {
        for (component, x) in lane.0.iter_mut().zip(part) {
            // Divided first: the reciprocal of a tiny component overflows.
            let rounded = nearest(x / largest * 127.0);
            *component = rounded as i8;
            squares += rounded * rounded;
        }
    }
    1.0 / (squares as f32).sqrt()
}

/// The nearest whole number of one between -127 and 127. Adding this constant leaves it in the low bits, in one step that
/// the compiler can do for many at once, where `round` is a call for each.
fn nearest(x: f32) -> i32 {
    const SHIFT: f32 = 12_582_912.0;
    ((x + SHIFT).to_bits() as i32).wrapping_sub(SHIFT.to_bits() as i32)
}
