/// Numbers in each vector.
pub const DIMENSIONS: usize = 384;

/// The meaning of one text: [`DIMENSIONS`] numbers of length (L2 norm) 1, so that a dot product is the cosine.
#[derive(Clone, Debug, PartialEq)]
pub struct Embedding(Box<[f32]>);

impl Embedding {
    /// Scales a sum of token vectors to length 1. A zero vector stays zero.
    pub(crate) fn from_sum(mut sum: Vec<f32>) -> Self {
        let length = sum.iter().map(|value| value * value).sum::<f32>().sqrt();
        if length > 0.0 {
            for value in &mut sum {
                *value /= length;
            }
        }
        Self(sum.into_boxed_slice())
    }

    /// The [`DIMENSIONS`] numbers.
    pub fn as_slice(&self) -> &[f32] {
        &self.0
    }
}

impl AsRef<[f32]> for Embedding {
    fn as_ref(&self) -> &[f32] {
        &self.0
    }
}

impl From<Embedding> for Vec<f32> {
    fn from(embedding: Embedding) -> Self {
        embedding.0.into_vec()
    }
}
