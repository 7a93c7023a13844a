//! From nothing to a workspace, and back to it.

use anyhow::Result;

use crate::harness::{Home, on_a_fresh_window, on_a_window_of};
use crate::steps::{FIRST_ROW, make_sample_workspace};

#[test]
fn a_first_start_leads_to_the_sample_workspace_by_keyboard() -> Result<()> {
    on_a_fresh_window("first_start", async |window| make_sample_workspace(window).await)
}

#[test]
fn a_second_start_opens_the_workspace_without_a_question() -> Result<()> {
    let home = Home::fresh()?;
    on_a_window_of(&home, "second_start_making", &[], async |window| {
        make_sample_workspace(window).await
    })?;
    on_a_window_of(&home, "second_start", &[], async |window| {
        window.turn_to("Workestra").await?;
        window.see(FIRST_ROW).await.map(drop)
    })
}
