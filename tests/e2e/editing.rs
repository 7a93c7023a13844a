//! Changing what is there, and taking it back.

use anyhow::Result;

use crate::harness::on_a_fresh_window;
use crate::steps::{first_row, make_sample_workspace};

#[test]
fn a_changed_title_is_taken_back_and_made_again() -> Result<()> {
    on_a_fresh_window("title_undo", async |window| {
        make_sample_workspace(window).await?;
        // Tasks, whose title is one field; a contact's is made of several.
        window.type_text("gk").await?;
        window
            .see("section[aria-label=Tasks] [role=row][aria-rowindex=\"2\"]")
            .await?;
        let (_, title) = first_row(window).await?;
        window.press("Enter").await?;
        window.see_text("h1", &title).await?;
        window.type_text("e").await?;
        window.see("input[aria-label=Title]:focus").await?;
        window.type_text("Çağrı für 東京").await?;
        window.press("Enter").await?;
        window.see_text("h1", "Çağrı für 東京").await?;
        window.press("Ctrl+Z").await?;
        window.see_text("h1", &title).await?;
        window.press("Ctrl+Shift+Z").await?;
        window.see_text("h1", "Çağrı für 東京").await
    })
}
