//! The store as its users see it: real files, real encryption, real crashes.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod crash;
mod declaration;
mod desk;
mod emails;
mod encryption;
mod erase;
mod feed;
mod identifiers;
mod keychain;
mod lists;
mod looking;
mod opening;
mod opinions;
mod recovery;
mod rules;
mod sets;
mod undo;
mod vectors;
mod writing;
