//! What several tests begin with.

use anyhow::{Context, Result};

use crate::harness::Window;

/// The rows of a list. The header is a row, too, and has no index but the first.
pub const FIRST_ROW: &str = "[role=row][aria-rowindex=\"2\"]";

/// Makes the sample workspace on the first screen, keeps the recovery code and types it back. By keyboard alone.
///
/// # Errors
/// When a screen does not come.
pub async fn make_sample_workspace(window: &Window) -> Result<()> {
    window.turn_to("Workestra").await?;
    window.see_text("h1", "Welcome to Workestra").await?;
    window
        .wait_until("the name has the focus", "document.activeElement?.tagName === 'INPUT'")
        .await?;
    window.type_text("Dana Keller").await?;
    window.press("Enter").await?;
    let code = window.see("[data-testid=recovery-code]").await?.text().await?;
    window.tab_to("button", "I have kept it").await?;
    window.press("Enter").await?;
    window.see_text("h1", "Type the recovery code back").await?;
    window
        .wait_until(
            "the code's field has the focus",
            "document.activeElement?.tagName === 'INPUT'",
        )
        .await?;
    window.type_text(&code).await?;
    window.press("Enter").await?;
    window.see(FIRST_ROW).await?;
    Ok(())
}

/// The reference and the title of the first row that is shown.
///
/// # Errors
/// When the list has no row, or its row shows neither.
pub async fn first_row(window: &Window) -> Result<(String, String)> {
    window.see(FIRST_ROW).await?;
    let shown = window
        .execute("return document.querySelector('[role=row][aria-rowindex=\"2\"]').innerText")
        .await?;
    let shown = shown.as_str().context("the row has no text")?;
    let mut lines = shown.lines().map(str::trim).filter(|line| !line.is_empty());
    let reference = lines.next().context("the row shows no reference")?;
    let title = lines.next().context("the row shows no title")?;
    Ok((reference.to_owned(), title.to_owned()))
}
