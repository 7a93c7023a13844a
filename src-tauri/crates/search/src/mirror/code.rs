//! One bit a component, for a first look over very many vectors.
//!
//! A row loses the collection's mean, is turned by a rotation that spreads it evenly over the components, and keeps of each
//! only the sign. With one factor per row, ‖r‖² / ‖r‖₁, the product of signs and query estimates the product of row and
//! query without bias (the idea of RaBitQ, Gao and Long 2024); the constant that the mean adds does not change an order.

use zeroize::{Zeroize, optimization_barrier};

use super::rotation::Rotation;
use super::rows::{BLOCK, Rows, place};

/// Slots whose codes lie together: one register of bytes, one byte of each slot's code.
pub(super) const GROUP: usize = 32;

/// Rows that the mean is taken over.
const MEAN_SAMPLE: usize = 65_536;

/// The same byte of the codes of a group's slots.
#[derive(Clone, Copy)]
#[repr(C, align(32))]
pub(super) struct CodeLane(pub(super) [u8; GROUP]);

/// What four components of the query add up to under each pattern of signs, moved up to start at zero.
#[repr(C, align(16))]
pub(super) struct Tables {
    /// For the lower four bits of a code byte.
    pub(super) low: [u8; 16],
    /// For the upper four.
    pub(super) high: [u8; 16],
}

pub(super) struct CodeQuery {
    pub(super) tables: Vec<Tables>,
    /// What moving the tables up added to every sum.
    lift: i32,
}

impl CodeQuery {
    pub(super) fn code_bytes(&self) -> usize {
        self.tables.len()
    }

    /// A number that orders rows as their estimated cosines do.
    pub(super) fn estimate(&self, sum: u16, factor: f32) -> f32 {
        i32::from(sum).wrapping_sub(self.lift) as f32 * factor
    }
}

/// How rows become codes: fixed when the codes are built, so that all of them compare.
pub(super) struct Encoder {
    mean: Vec<f32>,
    rotation: Rotation,
    /// Rows there were when the mean was taken.
    pub(super) learned_from: usize,
}

impl Encoder {
    pub(super) fn learn(rows: &Rows, dimension: usize) -> Self {
        let mut mean = vec![0.0; dimension];
        let mut row = vec![0.0; dimension];
        let step = rows.used().div_ceil(MEAN_SAMPLE).max(1);
        let mut seen = 0f32;
        for slot in (0..rows.used() as u32).step_by(step) {
            rows.read(slot, &mut row);
            let (block, at) = place(slot);
            seen += f32::from(u8::from(rows.blocks[block].is_live(at)));
            for (mean, x) in mean.iter_mut().zip(&row) {
                *mean += x;
            }
        }
        mean.iter_mut().for_each(|x| *x /= seen.max(1.0));
        Self {
            mean,
            rotation: Rotation::new(dimension),
            learned_from: rows.len(),
        }
    }

    fn code_bytes(&self) -> usize {
        self.mean.len().div_ceil(8)
    }

    /// `query` has length one.
    pub(super) fn query(&self, query: &[f32]) -> CodeQuery {
        let bytes = self.code_bytes();
        let mut turned = query.to_vec();
        self.rotation.turn(&mut turned);
        let largest = turned.iter().fold(0f32, |most, x| most.max(x.abs()));
        // Five bits a component, fewer where the sum over a very long code would not fit its 16 bits.
        let levels = (usize::from(u16::MAX) / (bytes * 16)).min(15) as f32;
        let whole: Vec<i32> = turned.iter().map(|x| (x / largest * levels).round() as i32).collect();
        let lift = 4 * levels as i32;
        let table = |from: usize| {
            let mut entries = [0; 16];
            for (signs, entry) in entries.iter_mut().enumerate() {
                let sum: i32 = (0..4)
                    .map(|bit| {
                        let component = whole.get(from + bit).copied().unwrap_or(0);
                        if signs >> bit & 1 == 1 { component } else { -component }
                    })
                    .sum();
                *entry = (sum + lift) as u8;
            }
            entries
        };
        CodeQuery {
            tables: (0..bytes)
                .map(|byte| Tables {
                    low: table(byte * 8),
                    high: table(byte * 8 + 4),
                })
                .collect(),
            lift: 2 * lift * bytes as i32,
        }
    }
}

/// The codes of one block of rows.
pub(super) struct CodeBlock {
    pub(super) lanes: Box<[CodeLane]>,
    /// Zero marks a slot that holds nothing.
    pub(super) factors: Box<[f32]>,
}

impl CodeBlock {
    fn new(code_bytes: usize) -> Self {
        Self {
            lanes: vec![CodeLane([0; GROUP]); BLOCK / GROUP * code_bytes].into(),
            factors: vec![0.0; BLOCK].into(),
        }
    }
}

impl Drop for CodeBlock {
    fn drop(&mut self) {
        self.lanes.fill(CodeLane([0; GROUP]));
        self.factors.fill(0.0);
        optimization_barrier(&*self.lanes);
        optimization_barrier(&*self.factors);
    }
}

pub(super) struct Codes {
    pub(super) encoder: Encoder,
    pub(super) blocks: Vec<CodeBlock>,
    row: Vec<f32>,
}

impl Codes {
    pub(super) fn new(encoder: Encoder) -> Self {
        Self {
            row: vec![0.0; encoder.mean.len()],
            encoder,
            blocks: Vec::new(),
        }
    }

    /// The code lanes of `count` whole groups from slot `at` on in a block.
    pub(super) fn lanes(&self, block: usize, at: usize, count: usize) -> &[CodeLane] {
        let bytes = self.encoder.code_bytes();
        &self.blocks[block].lanes[at / GROUP * bytes..][..count * bytes]
    }

    /// Encodes all rows of the next block.
    pub(super) fn add_block(&mut self, rows: &Rows) {
        let block = self.blocks.len();
        self.blocks.push(CodeBlock::new(self.encoder.code_bytes()));
        for at in 0..rows.used_in(block) {
            self.update(rows, (block * BLOCK + at) as u32);
        }
    }

    /// Makes the slot's code that of its row, or wipes it when the slot holds nothing.
    pub(super) fn update(&mut self, rows: &Rows, slot: u32) {
        let (block, at) = place(slot);
        while self.blocks.len() <= block {
            self.blocks.push(CodeBlock::new(self.encoder.code_bytes()));
        }
        let live = rows.blocks[block].is_live(at);
        let bytes = self.encoder.code_bytes();
        let block = &mut self.blocks[block];
        let code = block.lanes[at / GROUP * bytes..][..bytes]
            .iter_mut()
            .map(|lane| &mut lane.0[at % GROUP]);
        if !live {
            code.for_each(Zeroize::zeroize);
            block.factors[at] = 0.0;
            return;
        }
        rows.read(slot, &mut self.row);
        for (x, mean) in self.row.iter_mut().zip(&self.encoder.mean) {
            *x -= mean;
        }
        self.encoder.rotation.turn(&mut self.row);
        for (byte, part) in code.zip(self.row.chunks(8)) {
            *byte = part
                .iter()
                .enumerate()
                .fold(0, |byte, (bit, &x)| byte | u8::from(x > 0.0) << bit);
        }
        let squares: f32 = self.row.iter().map(|x| x * x).sum();
        let sizes: f32 = self.row.iter().map(|x| x.abs()).sum();
        // A row that equals the mean has no signs to speak of; its factor may be anything but zero, which marks holes.
        let factor = if sizes > 0.0 { squares / sizes } else { 0.0 };
        block.factors[at] = factor.max(f32::MIN_POSITIVE);
        self.row.fill(0.0);
    }

    /// Bytes allocated.
    pub(super) fn bytes(&self) -> usize {
        self.blocks.len() * BLOCK * (self.encoder.code_bytes() + size_of::<f32>())
    }
}
