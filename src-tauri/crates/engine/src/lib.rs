//! The composition root: opens a workspace, owns background work, and answers the one list of commands.

pub mod api;
pub mod commands;
