//! The loops over 256-bit registers.
//!
//! Loads are the aligned ones: in builds with debug assertions the others check their pointers at every step.
#![expect(unsafe_code, reason = "vector loads and stores take pointers")]

use std::arch::x86_64::*;

use super::{CodeLane, CodeQuery, Lane, RowQuery};
use crate::mirror::code::GROUP;

/// How far ahead of the row being read memory is asked for, in bytes.
const AHEAD: usize = 4096;

/// # Safety
/// The processor must have AVX2.
#[target_feature(enable = "avx2")]
pub(super) unsafe fn row_products(query: &RowQuery, rows: &[Lane], out: &mut [i32]) {
    for (row, out) in rows.chunks_exact(query.lanes()).zip(out) {
        let mut even = _mm256_setzero_si256();
        let mut odd = _mm256_setzero_si256();
        for (lane, words) in row.iter().zip(&query.words) {
            let bytes = lane.0.as_ptr();
            _mm_prefetch::<_MM_HINT_T0>(bytes.wrapping_add(AHEAD));
            let words = words.0.as_ptr();
            // SAFETY: a lane is 32 bytes and its words are 32 numbers of 16 bits, both aligned to 32 bytes.
            let (low, high, low_words, high_words) = unsafe {
                (
                    _mm_load_si128(bytes.cast()),
                    _mm_load_si128(bytes.add(16).cast()),
                    _mm256_load_si256(words.cast()),
                    _mm256_load_si256(words.add(16).cast()),
                )
            };
            even = _mm256_add_epi32(even, _mm256_madd_epi16(_mm256_cvtepi8_epi16(low), low_words));
            odd = _mm256_add_epi32(odd, _mm256_madd_epi16(_mm256_cvtepi8_epi16(high), high_words));
        }
        *out = sum_of_lanes(_mm256_add_epi32(even, odd));
    }
}

#[target_feature(enable = "avx2")]
fn sum_of_lanes(sums: __m256i) -> i32 {
    let halves = _mm_add_epi32(_mm256_castsi256_si128(sums), _mm256_extracti128_si256::<1>(sums));
    let pairs = _mm_add_epi32(halves, _mm_shuffle_epi32::<0b00_00_11_10>(halves));
    let one = _mm_add_epi32(pairs, _mm_shuffle_epi32::<0b00_00_00_01>(pairs));
    _mm_cvtsi128_si32(one)
}

/// # Safety
/// The processor must have AVX2.
#[target_feature(enable = "avx2")]
pub(super) unsafe fn code_sums(query: &CodeQuery, groups: &[CodeLane], out: &mut [u16]) {
    let nibble = _mm256_set1_epi8(15);
    for (group, out) in groups.chunks_exact(query.code_bytes()).zip(out.chunks_exact_mut(GROUP)) {
        // Table entries are bytes, two of them at most 240; they are summed as 16-bit numbers. `all` adds each pair of
        // neighbours as one number, `odd` the upper of the two: what `all` has too much is taken off at the end.
        let mut all = _mm256_setzero_si256();
        let mut odd = _mm256_setzero_si256();
        for (lane, table) in group.iter().zip(&query.tables) {
            _mm_prefetch::<_MM_HINT_T0>(lane.0.as_ptr().wrapping_add(AHEAD).cast());
            // SAFETY: a code lane is 32 bytes aligned to as many, each table 16 bytes aligned to 16.
            let (codes, low, high) = unsafe {
                (
                    _mm256_load_si256(lane.0.as_ptr().cast()),
                    _mm256_broadcastsi128_si256(_mm_load_si128(table.low.as_ptr().cast())),
                    _mm256_broadcastsi128_si256(_mm_load_si128(table.high.as_ptr().cast())),
                )
            };
            let from_low = _mm256_shuffle_epi8(low, _mm256_and_si256(codes, nibble));
            let from_high = _mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16::<4>(codes), nibble));
            let entries = _mm256_add_epi8(from_low, from_high);
            all = _mm256_add_epi16(all, entries);
            odd = _mm256_add_epi16(odd, _mm256_srli_epi16::<8>(entries));
        }
        let even = _mm256_sub_epi16(all, _mm256_slli_epi16::<8>(odd));
        // Back into slot order: within each half of the registers, evens and odds in turn.
        let first = _mm256_unpacklo_epi16(even, odd);
        let second = _mm256_unpackhi_epi16(even, odd);
        let low_slots = _mm256_permute2x128_si256::<0x20>(first, second);
        let high_slots = _mm256_permute2x128_si256::<0x31>(first, second);
        let sums = out.as_mut_ptr();
        // SAFETY: `out` is a chunk of 32 sums, which these two unaligned stores fill.
        unsafe {
            _mm256_storeu_si256(sums.cast(), low_slots);
            _mm256_storeu_si256(sums.add(16).cast(), high_slots);
        }
    }
}
