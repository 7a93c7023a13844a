//! Plain loops, for processors without the wider ones and as what those are compared with.

use super::{CodeLane, CodeQuery, Lane, RowQuery};
use crate::mirror::code::GROUP;

pub(super) fn row_products(query: &RowQuery, rows: &[Lane], out: &mut [i32]) {
    for (row, out) in rows.chunks_exact(query.lanes()).zip(out) {
        *out = row
            .iter()
            .zip(&query.words)
            .map(|(lane, words)| {
                let products = lane.0.iter().zip(&words.0);
                products.map(|(&a, &b)| i32::from(a) * i32::from(b)).sum::<i32>()
            })
            .sum();
    }
}

pub(super) fn code_sums(query: &CodeQuery, groups: &[CodeLane], out: &mut [u16]) {
    for (group, out) in groups.chunks_exact(query.code_bytes()).zip(out.chunks_exact_mut(GROUP)) {
        out.fill(0);
        for (lane, table) in group.iter().zip(&query.tables) {
            for (&byte, sum) in lane.0.iter().zip(&mut *out) {
                let entry = table.low[usize::from(byte & 15)] + table.high[usize::from(byte >> 4)];
                *sum += u16::from(entry);
            }
        }
    }
}
