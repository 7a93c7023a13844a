//! What several tests begin with.

use anyhow::{Context, Result};

use crate::harness::Window;

/// The rows of a list. The header is a row, too, and has no index but the first.
pub const FIRST_ROW: &str = "[role=row][aria-rowindex=\"2\"]";

/// Before it was asked anything, the palette shows what was worked on last; this is an answer to what was typed.
pub const ANSWERED: &str = "[role=listbox][aria-busy=false] [role=option][aria-selected=true]";

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

/// How many entities the list says that it has.
///
/// # Errors
/// When it says no number.
pub async fn counted(window: &Window) -> Result<u64> {
    window
        .wait_until(
            "the list says how many it has",
            "/\\d/.test(document.querySelector('h1')?.innerText)",
        )
        .await?;
    let shown = window.execute("return document.querySelector('h1').innerText").await?;
    let digits: String = shown
        .as_str()
        .unwrap_or_default()
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    digits.parse().with_context(|| format!("the list's head shows {shown}"))
}

/// Waits until the list says that it has so many.
///
/// # Errors
/// When it does not in time.
pub async fn see_counted(window: &Window, wanted: u64) -> Result<()> {
    let script = format!("document.querySelector('h1')?.innerText.replace(/\\D/g, '') === '{wanted}'");
    window.wait_until(&format!("the list has {wanted}"), &script).await
}

/// Runs a command of the palette by its words.
///
/// # Errors
/// When no command with this title comes first.
pub async fn run_command(window: &Window, title: &str) -> Result<()> {
    window.press("Ctrl+K").await?;
    window.see("[role=combobox]").await?;
    window.type_text(&format!(">{title}")).await?;
    window.see_text("[role=option][aria-selected=true]", title).await?;
    window.press("Enter").await?;
    window.see_gone("[role=combobox]").await
}
