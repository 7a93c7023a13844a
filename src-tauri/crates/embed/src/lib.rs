//! Text to vector on the device: all-MiniLM-L6-v2 at full precision, with no network and no provider.
//!
//! The forward pass is written straight on rten's matrix and vector kernels, and reads the published
//! `model.safetensors` as it is: nothing has to be converted at set-up. Texts of a batch lie one behind the other
//! without padding, so that a short text costs no more beside a long one.
//!
//! Every call computes on the calling process's own threads and blocks; async callers use a blocking task.

mod embedding;
mod encoder;
mod error;
mod files;
mod lanes;
mod model;
mod tokens;
mod weights;

pub use embedding::{DIMENSIONS, Embedding};
pub use error::EmbedError;
pub use model::Model;
