//! The assistant's core over a real workspace: what is asked, what is shown, what is written.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod bypass;
mod crash;
mod gate;
mod injection;
mod masks;
mod reading;
mod tools;
mod typing;
mod wishes;
mod world;
