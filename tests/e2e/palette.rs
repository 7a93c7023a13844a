//! Cmd+K in the main window.

use anyhow::Result;

use crate::harness::on_a_fresh_window;
use crate::steps::{ANSWERED, first_row, make_sample_workspace};

#[test]
fn what_is_found_by_its_title_is_opened_by_enter() -> Result<()> {
    on_a_fresh_window("palette_title", async |window| {
        make_sample_workspace(window).await?;
        let (reference, title) = first_row(window).await?;
        window.press("Ctrl+K").await?;
        window.see("[role=combobox]").await?;
        window.type_text(&title).await?;
        window.see_text(ANSWERED, &title).await?;
        window.press("Enter").await?;
        window.see_gone("[role=combobox]").await?;
        window.see_text("h1", &title).await?;
        window.see_text("header", &reference).await
    })
}

#[test]
fn a_reference_comes_first_and_escape_goes_back_to_the_list() -> Result<()> {
    on_a_fresh_window("palette_reference", async |window| {
        make_sample_workspace(window).await?;
        let (reference, _) = first_row(window).await?;
        window.press("Ctrl+K").await?;
        window.see("[role=combobox]").await?;
        window.type_text(&reference.to_lowercase()).await?;
        window.see_text(ANSWERED, &reference).await?;
        window.press("Esc").await?;
        window.see_gone("[role=combobox]").await?;
        let (shown, _) = first_row(window).await?;
        anyhow::ensure!(
            shown == reference,
            "the list must be as it was, and shows {shown} first"
        );
        Ok(())
    })
}
