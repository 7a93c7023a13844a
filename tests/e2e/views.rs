//! A way to look at a list, kept under a name.

use anyhow::{Result, ensure};

use crate::harness::{Home, Window, on_a_window_of};
use crate::steps::{
    ANSWERED, DIALOG, FIRST_ROW, PALETTE, counted, filter, go_to, run_command, see_counted, see_sample,
};

const NAME: &str = "Customers by name";
const PINNED: &str = "[aria-label=\"Pinned views\"]";

#[test]
fn a_view_keeps_filter_order_and_columns_and_is_found_again_after_a_restart() -> Result<()> {
    let home = Home::fresh()?;
    let mut kept = None;
    on_a_window_of(&home, "view_made", &["--sample"], async |window| {
        see_sample(window).await?;
        let everybody = counted(window).await?;
        filter(window, "stage:customer").await?;
        window
            .wait_until(
                "the filter holds",
                &format!("!document.querySelector('h1').innerText.includes('{everybody}')"),
            )
            .await?;
        let customers = counted(window).await?;
        run_command(window, "Sort by the next column").await?;
        window.see("[role=columnheader][aria-sort=ascending]").await?;
        show_column(window, "City").await?;

        run_command(window, "Save this view as").await?;
        window.see_text(DIALOG, "Save as a view").await?;
        window.type_text(NAME).await?;
        window.press("Enter").await?;
        window.see_gone(DIALOG).await?;
        window.see_text(PINNED, NAME).await?;
        window.see_text("h1", NAME).await?;
        kept = Some((customers, looks(window).await?));
        Ok(())
    })?;
    on_a_window_of(&home, "view_found", &["--sample"], async |window| {
        window.turn_to("Workestra").await?;
        window.see_text(PINNED, NAME).await?;
        go_to(window, "gk", "Tasks").await?;
        open_view(window).await?;
        let (customers, looked) = kept.clone().unwrap_or_default();
        see_counted(window, customers).await?;
        let looks = looks(window).await?;
        ensure!(looks == looked, "it was saved as {looked:?} and looks like {looks:?}");
        Ok(())
    })
}

/// Found by its name in Cmd+K, without saying that it is a command.
async fn open_view(window: &Window) -> Result<()> {
    window.press("Ctrl+K").await?;
    window.see(PALETTE).await?;
    window.type_text(NAME).await?;
    window.see_text("[role=listbox]", &format!("Open view: {NAME}")).await?;
    window.see(ANSWERED).await?;
    // From section to section: what is found among the entities comes first.
    window
        .press_until(
            "Alt+ArrowDown",
            "document.querySelector('[role=option][aria-selected=true]').innerText.includes('Open view')",
        )
        .await?;
    window.press("Enter").await?;
    window.see_gone(PALETTE).await?;
    window.see_text("h1", NAME).await?;
    window.see(FIRST_ROW).await.map(drop)
}

/// Shows a column that the list does not have yet.
async fn show_column(window: &Window, label: &str) -> Result<()> {
    run_command(window, "Choose the columns").await?;
    window.see("[role=listbox][aria-label=\"Columns of the list\"]").await?;
    window.tab_to("[role=listbox]", label).await?;
    let at = format!(
        "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.innerText.trim() === '{label}'"
    );
    window.press_until("ArrowDown", &at).await?;
    window.press("Space").await?;
    window.see_text("[role=grid]", label).await?;
    window.press("Esc").await?;
    window
        .see_gone("[role=listbox][aria-label=\"Columns of the list\"]")
        .await
}

/// The heads of the columns with the sign of the order, and the first rows.
async fn looks(window: &Window) -> Result<Vec<String>> {
    let shown = window
        .execute(
            "return [...document.querySelectorAll('[role=columnheader]')]
                .map((head) => `${head.innerText.trim()} ${head.ariaSort ?? ''}`.trim())",
        )
        .await?;
    Ok(serde_json::from_value(shown)?)
}
