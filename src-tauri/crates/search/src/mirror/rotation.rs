//! A rotation that costs n log n: signs flipped at random, then a Hadamard transform, over two windows that overlap.
//!
//! The vectors of all-MiniLM-L6-v2 are even enough without it (tried: no difference in recall). It is there for models that
//! put much into a few components, of which one bit each would say too little.

/// Windows are powers of two; two of them, at the front and at the back, cover any length, and where they overlap they mix.
pub(super) struct Rotation {
    window: usize,
    /// One row of ±1 for each transform.
    signs: Vec<Vec<f32>>,
}

impl Rotation {
    /// Of vectors of this length. Always the same one: it has to be even, not secret.
    pub(super) fn new(dimension: usize) -> Self {
        let window = 1 << dimension.ilog2();
        let mut state = 0x5EED_u64;
        let mut sign = || {
            // The step of a linear congruential generator; its top bit is random enough here.
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            if state >> 63 == 1 { 1.0 } else { -1.0 }
        };
        // Folded in: the transform makes a vector √window times as long.
        let shrink = 1.0 / (window as f32).sqrt();
        Self {
            window,
            signs: (0..2).map(|_| (0..window).map(|_| sign() * shrink).collect()).collect(),
        }
    }

    /// Turns the vector; its length stays.
    pub(super) fn turn(&self, vector: &mut [f32]) {
        let back = vector.len() - self.window;
        for (turn, signs) in self.signs.iter().enumerate() {
            let start = if turn % 2 == 0 { 0 } else { back };
            let window = &mut vector[start..start + self.window];
            for (x, sign) in window.iter_mut().zip(signs) {
                *x *= sign;
            }
            hadamard(window);
        }
    }
}

fn hadamard(values: &mut [f32]) {
    let mut half = 1;
    while half < values.len() {
        for pair in values.chunks_exact_mut(2 * half) {
            let (left, right) = pair.split_at_mut(half);
            for (a, b) in left.iter_mut().zip(right) {
                (*a, *b) = (*a + *b, *a - *b);
            }
        }
        half *= 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rotation_keeps_lengths_and_angles_and_spreads_a_single_component() {
        for dimension in [8, 100, 384, 512, 768] {
            let rotation = Rotation::new(dimension);
            let mut a: Vec<f32> = (0..dimension).map(|i| ((i * 37 % 11) as f32) - 5.0).collect();
            let mut b: Vec<f32> = (0..dimension).map(|i| ((i * 53 % 7) as f32) - 3.0).collect();
            let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
            let before = [dot(&a, &a), dot(&b, &b), dot(&a, &b)];
            rotation.turn(&mut a);
            rotation.turn(&mut b);
            let after = [dot(&a, &a), dot(&b, &b), dot(&a, &b)];
            for (before, after) in before.into_iter().zip(after) {
                assert!(
                    (before - after).abs() < 1e-3 * before.abs().max(1.0),
                    "{dimension}: {before} became {after}"
                );
            }
            let mut single = vec![0.0; dimension];
            single[dimension / 2] = 1.0;
            rotation.turn(&mut single);
            let largest = single.iter().fold(0f32, |most, x| most.max(x.abs()));
            assert!(largest < 0.9, "{dimension}: {largest} is left in one place");
        }
    }
}
