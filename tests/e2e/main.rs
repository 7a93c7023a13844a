//! The real program in a real web view, by keyboard. `cargo xtask test --only "real window"` runs these on a desktop
//! of their own; `cargo xtask headless -- cargo nextest run --workspace --test e2e NAME` runs one.
#![cfg(target_os = "linux")]

mod around;
mod assistant;
mod axe;
mod board;
mod bulk;
mod careful;
mod day;
mod editing;
mod first_run;
mod harness;
mod import;
mod killed;
mod launcher;
mod merge;
mod palette;
mod panel;
mod reminding;
mod steps;
mod views;
