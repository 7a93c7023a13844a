//! Whether the right entities come first.

pub mod exact;
mod facts;
mod gain;
mod paraphrases;
mod phone;
pub mod ranking;
