//! The two inner loops of a scan, picked once by what the processor offers.
//!
//! Both are sums of integers, so every implementation gives the same bits and a result does not depend on the machine.

#[cfg(target_arch = "x86_64")]
mod avx2;
mod scalar;

use super::code::{CodeLane, CodeQuery};
use super::rows::{Lane, RowQuery};

/// An implementation of the loops that this processor can run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kernel(Choice);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    Scalar,
    #[cfg(target_arch = "x86_64")]
    Avx2,
}

impl Kernel {
    /// The fastest one here.
    pub(super) fn detect() -> Self {
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2") {
            return Self(Choice::Avx2);
        }
        Self::scalar()
    }

    /// The one that runs everywhere, and that the others are held to.
    pub(super) fn scalar() -> Self {
        Self(Choice::Scalar)
    }

    /// Integer dot products of the query with each of `out.len()` rows that lie one after the other in `rows`.
    pub(super) fn row_products(self, query: &RowQuery, rows: &[Lane], out: &mut [i32]) {
        debug_assert_eq!(rows.len(), query.lanes() * out.len());
        match self.0 {
            Choice::Scalar => scalar::row_products(query, rows, out),
            #[cfg(target_arch = "x86_64")]
            #[expect(unsafe_code, reason = "calls a function built for AVX2")]
            // SAFETY: `detect` makes this choice only after it has found AVX2.
            Choice::Avx2 => unsafe { avx2::row_products(query, rows, out) },
        }
    }

    /// For each group of codes in `groups`, the query's table entries summed for each of its slots.
    pub(super) fn code_sums(self, query: &CodeQuery, groups: &[CodeLane], out: &mut [u16]) {
        debug_assert_eq!(groups.len() * 32, query.code_bytes() * out.len());
        match self.0 {
            Choice::Scalar => scalar::code_sums(query, groups, out),
            #[cfg(target_arch = "x86_64")]
            #[expect(unsafe_code, reason = "calls a function built for AVX2")]
            // SAFETY: `detect` makes this choice only after it has found AVX2.
            Choice::Avx2 => unsafe { avx2::code_sums(query, groups, out) },
        }
    }
}
