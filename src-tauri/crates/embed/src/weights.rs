//! The model's parameters, laid out for the kernels of the CPU at hand.

use rten_gemm::{GemmExecutor, PackedBMatrix};
use rten_tensor::NdTensorView;

use crate::files::Tensors;
use crate::tokens::MAX_TOKENS;
use crate::{DIMENSIONS, EmbedError};

/// Layers of the encoder.
const LAYERS: usize = 6;
/// Width of the feed-forward part.
pub(crate) const INNER: usize = 4 * DIMENSIONS;
/// Width of queries, keys and values side by side.
pub(crate) const QKV: usize = 3 * DIMENSIONS;
const VOCABULARY: usize = 30_522;
const ROW_BYTES: u64 = 4 * DIMENSIONS as u64;

/// `y = x W + b`, with W packed for the matrix kernel.
pub(crate) struct Dense {
    pub weight: PackedBMatrix<f32>,
    pub bias: Vec<f32>,
}

impl Dense {
    /// Reads the named linear layers of `inputs` numbers and stacks their `outputs` side by side, so that one product
    /// computes them all.
    fn read(
        tensors: &Tensors,
        gemm: &GemmExecutor,
        names: &[String],
        inputs: usize,
        outputs: usize,
    ) -> Result<Self, EmbedError> {
        let mut weight = Vec::with_capacity(names.len() * inputs * outputs);
        let mut bias = Vec::with_capacity(names.len() * outputs);
        for name in names {
            weight.extend(tensors.read(&format!("{name}.weight"), &[outputs, inputs])?);
            bias.extend(tensors.read(&format!("{name}.bias"), &[outputs])?);
        }
        let stored = NdTensorView::from_data([bias.len(), inputs], weight.as_slice());
        Ok(Self {
            weight: gemm.prepack_b(stored.transposed()),
            bias,
        })
    }
}

/// Scale and shift of a layer normalisation.
pub(crate) struct Norm {
    pub scale: Vec<f32>,
    pub shift: Vec<f32>,
}

impl Norm {
    fn read(tensors: &Tensors, name: &str) -> Result<Self, EmbedError> {
        Ok(Self {
            scale: tensors.read(&format!("{name}.weight"), &[DIMENSIONS])?,
            shift: tensors.read(&format!("{name}.bias"), &[DIMENSIONS])?,
        })
    }
}

/// One encoder layer.
pub(crate) struct Layer {
    /// Queries, keys and values side by side.
    pub qkv: Dense,
    pub attended: Dense,
    pub attended_norm: Norm,
    pub widen: Dense,
    pub narrow: Dense,
    pub output_norm: Norm,
}

impl Layer {
    fn read(tensors: &Tensors, gemm: &GemmExecutor, index: usize) -> Result<Self, EmbedError> {
        let name = |part: &str| format!("encoder.layer.{index}.{part}");
        let dense = |parts: &[&str], inputs, outputs| {
            let names: Vec<String> = parts.iter().map(|part| name(part)).collect();
            Dense::read(tensors, gemm, &names, inputs, outputs)
        };
        Ok(Self {
            qkv: dense(
                &["attention.self.query", "attention.self.key", "attention.self.value"],
                DIMENSIONS,
                DIMENSIONS,
            )?,
            attended: dense(&["attention.output.dense"], DIMENSIONS, DIMENSIONS)?,
            attended_norm: Norm::read(tensors, &name("attention.output.LayerNorm"))?,
            widen: dense(&["intermediate.dense"], DIMENSIONS, INNER)?,
            narrow: dense(&["output.dense"], INNER, DIMENSIONS)?,
            output_norm: Norm::read(tensors, &name("output.LayerNorm"))?,
        })
    }
}

/// The vectors of the vocabulary, left on disk: half of the model's bytes, of which a text needs a few rows.
pub(crate) struct Words {
    tensors: Tensors,
    start: u64,
}

impl Words {
    /// Writes the vector of token `id` to `row`.
    pub fn read(&self, id: u32, row: &mut [f32]) -> Result<(), EmbedError> {
        self.tensors.read_numbers(row, self.start + u64::from(id) * ROW_BYTES)
    }
}

/// All parameters.
pub(crate) struct Weights {
    pub words: Words,
    /// For each place in a text, the position's vector plus that of the one segment that is used.
    pub places: Vec<f32>,
    pub norm: Norm,
    pub layers: Vec<Layer>,
}

impl Weights {
    pub fn read(tensors: Tensors, gemm: &GemmExecutor) -> Result<Self, EmbedError> {
        let mut places = tensors.read("embeddings.position_embeddings.weight", &[512, DIMENSIONS])?;
        places.truncate(MAX_TOKENS * DIMENSIONS);
        places.shrink_to_fit();
        let segments = tensors.read("embeddings.token_type_embeddings.weight", &[2, DIMENSIONS])?;
        for place in places.chunks_exact_mut(DIMENSIONS) {
            for (number, segment) in place.iter_mut().zip(&segments) {
                *number += segment;
            }
        }
        let layers = (0..LAYERS)
            .map(|index| Layer::read(&tensors, gemm, index))
            .collect::<Result<_, _>>()?;
        let norm = Norm::read(&tensors, "embeddings.LayerNorm")?;
        let start = tensors
            .locate("embeddings.word_embeddings.weight", &[VOCABULARY, DIMENSIONS])?
            .start;
        Ok(Self {
            words: Words { tensors, start },
            places,
            norm,
            layers,
        })
    }
}
