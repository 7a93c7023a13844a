//! The forward pass. Token vectors of all texts lie one behind the other in one matrix; only attention, which looks
//! within a text, goes text by text. So nothing is padded, and the large products run over many rows at once.

use rten_gemm::{BiasVector, GemmExecutor, GemmInputA, GemmInputB, GemmOptions};
use rten_simd::{SimdOp, SimdUnaryOp};
use rten_tensor::NdTensorView;
use rten_vecmath::{Gelu, Normalize, NormalizeOptions, Softmax, Sum, SumSquareSub};

use crate::weights::{Dense, INNER, Norm, QKV, Weights};
use crate::{DIMENSIONS, EmbedError, Embedding};

const HEADS: usize = 12;
const HEAD: usize = DIMENSIONS / HEADS;
const EPSILON: f32 = 1e-12;

/// The model without its tokeniser.
pub(crate) struct Encoder {
    weights: Weights,
}

impl Encoder {
    pub fn new(weights: Weights) -> Self {
        Self { weights }
    }

    /// One vector per text. `texts` are token numbers, at least one each.
    ///
    /// Runs on as many threads as the surrounding rayon pool has; see [`crate::lanes`].
    pub fn embed(&self, texts: &[Vec<u32>]) -> Result<Vec<Embedding>, EmbedError> {
        // Made anew because it may not pass between threads; it picks the same kernel each time, by the CPU.
        let gemm = GemmExecutor::new();
        let mut x = self.look_up(texts)?;
        let rows = x.len() / DIMENSIONS;
        let mut qkv = vec![0.0; rows * QKV];
        let mut attended = vec![0.0; rows * DIMENSIONS];
        let mut inner = vec![0.0; rows * INNER];
        let mut attention = Attention::default();

        for layer in &self.weights.layers {
            dense(&gemm, &layer.qkv, &x, &mut qkv, 0.0)?;
            let mut start = 0;
            for text in texts {
                let end = start + text.len();
                attention.run(
                    &gemm,
                    &qkv[start * QKV..end * QKV],
                    &mut attended[start * DIMENSIONS..end * DIMENSIONS],
                )?;
                start = end;
            }
            // Adding onto x is the residual connection.
            dense(&gemm, &layer.attended, &attended, &mut x, 1.0)?;
            normalise(&mut x, &layer.attended_norm);
            dense(&gemm, &layer.widen, &x, &mut inner, 0.0)?;
            Gelu {}.map_mut(&mut inner);
            dense(&gemm, &layer.narrow, &inner, &mut x, 1.0)?;
            normalise(&mut x, &layer.output_norm);
        }
        Ok(pool(&x, texts))
    }

    /// The normalised input vectors of all tokens.
    fn look_up(&self, texts: &[Vec<u32>]) -> Result<Vec<f32>, EmbedError> {
        let rows = texts.iter().map(Vec::len).sum::<usize>();
        let mut x = vec![0.0; rows * DIMENSIONS];
        let mut vectors = x.chunks_exact_mut(DIMENSIONS);
        for text in texts {
            let places = self.weights.places.chunks_exact(DIMENSIONS);
            for ((&id, place), vector) in text.iter().zip(places).zip(&mut vectors) {
                self.weights.words.read(id, vector)?;
                for (number, place) in vector.iter_mut().zip(place) {
                    *number += place;
                }
            }
        }
        normalise(&mut x, &self.weights.norm);
        Ok(x)
    }
}

/// `output = input W + b + keep * output`.
fn dense(gemm: &GemmExecutor, dense: &Dense, input: &[f32], output: &mut [f32], keep: f32) -> Result<(), EmbedError> {
    let columns = dense.weight.rows();
    let input = NdTensorView::from_data([input.len() / columns, columns], input);
    gemm.gemm(
        output,
        GemmInputA::Unpacked(input),
        GemmInputB::Packed(&dense.weight),
        GemmOptions {
            beta: keep,
            bias: Some(BiasVector::Row(&dense.bias)),
            ..GemmOptions::default()
        },
    )?;
    Ok(())
}

/// Room for one text's attention, used again for the next.
#[derive(Default)]
struct Attention {
    scores: Vec<f32>,
    mixed: Vec<f32>,
}

impl Attention {
    /// Attends within one text: `qkv` has [`QKV`] numbers per token, `output` [`DIMENSIONS`].
    fn run(&mut self, gemm: &GemmExecutor, qkv: &[f32], output: &mut [f32]) -> Result<(), EmbedError> {
        let tokens = qkv.len() / QKV;
        let qkv = NdTensorView::from_data([tokens, QKV], qkv);
        self.scores.resize(tokens * tokens, 0.0);
        self.mixed.resize(tokens * HEAD, 0.0);
        for head in 0..HEADS {
            let part = |which: usize| {
                let start = which * DIMENSIONS + head * HEAD;
                qkv.slice((.., start..start + HEAD))
            };
            let (queries, keys, values) = (part(0), part(1), part(2));
            gemm.gemm(
                &mut self.scores,
                GemmInputA::Unpacked(queries),
                GemmInputB::Unpacked(keys.transposed()),
                GemmOptions {
                    alpha: 1.0 / (HEAD as f32).sqrt(),
                    ..GemmOptions::default()
                },
            )?;
            for row in self.scores.chunks_exact_mut(tokens) {
                Softmax::new_mut(row).dispatch();
            }
            gemm.gemm(
                &mut self.mixed,
                GemmInputA::Unpacked(NdTensorView::from_data([tokens, tokens], self.scores.as_slice())),
                GemmInputB::Unpacked(values),
                GemmOptions::default(),
            )?;
            for (row, mixed) in output.chunks_exact_mut(DIMENSIONS).zip(self.mixed.chunks_exact(HEAD)) {
                row[head * HEAD..(head + 1) * HEAD].copy_from_slice(mixed);
            }
        }
        Ok(())
    }
}

/// Layer normalisation of each row of `x`.
fn normalise(x: &mut [f32], norm: &Norm) {
    for row in x.chunks_exact_mut(DIMENSIONS) {
        let mean = Sum::new(row).dispatch() / DIMENSIONS as f32;
        let variance = SumSquareSub::new(row, mean).dispatch() / DIMENSIONS as f32;
        Normalize::new_mut(
            row,
            NormalizeOptions {
                pre_scale_bias: mean,
                scale: 1.0 / (variance + EPSILON).sqrt(),
                element_scale: Some(&norm.scale),
                element_bias: Some(&norm.shift),
                ..NormalizeOptions::default()
            },
        )
        .dispatch();
    }
}

/// Each text's tokens summed (the mean, up to a length that is normalised away).
fn pool(x: &[f32], texts: &[Vec<u32>]) -> Vec<Embedding> {
    let mut rows = x.chunks_exact(DIMENSIONS);
    texts
        .iter()
        .map(|text| {
            let mut sum = vec![0.0; DIMENSIONS];
            for row in rows.by_ref().take(text.len()) {
                for (total, number) in sum.iter_mut().zip(row) {
                    *total += number;
                }
            }
            Embedding::from_sum(sum)
        })
        .collect()
}
