//! From files to drafts and from entities to files: what a CSV looks like, which column goes where, which rows
//! pass the checks. Nothing here writes a workspace.

pub mod api;
