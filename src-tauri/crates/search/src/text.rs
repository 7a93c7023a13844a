//! How texts become words: the same for what is indexed, what is typed, and what is marked in results.

pub mod fold;
pub mod script;
pub mod words;
