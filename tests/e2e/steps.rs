//! What several tests begin with.

use std::path::Path;

use anyhow::{Context, Result};
use workestra_tests::provider::Provider;

use crate::harness::Window;

/// The rows of a list. The header is a row, too, and has no index but the first.
pub const FIRST_ROW: &str = "[role=row][aria-rowindex=\"2\"]";

/// Before it was asked anything, the palette shows what was worked on last; this is an answer to what was typed.
pub const ANSWERED: &str = "[role=listbox][aria-busy=false] [role=option][aria-selected=true]";

/// What asks for something above the page. The toasts are a layer of their own.
pub const DIALOG: &str = "[role=dialog]:not(.toasts *)";

/// Where the palette is typed into.
pub const PALETTE: &str = "[role=combobox][aria-label=\"Search everything\"]";

/// Typed once, and to be in no page afterwards.
pub const KEY: &str = "sk-canary-8d0e2c71b6";

/// Where the assistant is written to.
pub const COMPOSER: &str = "textarea[aria-label=\"Message to the assistant\"]";

/// What was just done, with the way back.
pub const TOAST: &str = ".toasts";

/// Waits for the sample workspace of a program started with `--sample`.
///
/// # Errors
/// When its first list does not come.
pub async fn see_sample(window: &Window) -> Result<()> {
    window.turn_to("Workestra").await?;
    window.see(FIRST_ROW).await.map(drop)
}

/// Goes to a list by its keys and waits for its rows.
///
/// # Errors
/// When the list does not come.
pub async fn go_to(window: &Window, keys: &str, plural: &str) -> Result<()> {
    window.type_text(keys).await?;
    window
        .see(&format!("section[aria-label={plural}] {FIRST_ROW}"))
        .await
        .map(drop)
}

/// Writes a list's filter and goes back to its rows.
///
/// # Errors
/// When the filter does not take the focus.
pub async fn filter(window: &Window, words: &str) -> Result<()> {
    window.press("/").await?;
    window.see("[role=searchbox]:focus").await?;
    window.type_text(words).await?;
    // Half of a filter may match nothing, and a list without rows takes no focus.
    let shown = format!(
        "decodeURIComponent(location.hash.replaceAll('+', ' ')).includes('{words}')
            && document.querySelector('[role=grid][aria-busy=false]')"
    );
    window.wait_until(&format!("the list shows {words}"), &shown).await?;
    window.press("Enter").await?;
    window.see("[role=grid]:focus").await.map(drop)
}

/// Opens the menu of choices that has the focus and takes one of them by its name.
///
/// # Errors
/// When it has no such choice.
pub async fn choose(window: &Window, label: &str) -> Result<()> {
    window.press("Enter").await?;
    window.see("[role=option][data-highlighted]").await?;
    window.type_text(label).await?;
    window.see_text("[role=option][data-highlighted]", label).await?;
    window.press("Enter").await?;
    window.see_gone("[role=option][data-highlighted]").await
}

/// Takes one of the choices of a dialog's list, narrowed by typing.
///
/// # Errors
/// When the list does not come or has no such choice.
pub async fn pick(window: &Window, list: &str, choice: &str) -> Result<()> {
    window
        .see(&format!("[role=combobox][aria-label=\"{list}\"]:focus"))
        .await?;
    window.type_text(choice).await?;
    let chosen = format!("[role=listbox][aria-label=\"{list}\"] [role=option][aria-selected=true]");
    window.see_text(&chosen, choice).await?;
    window.press("Enter").await
}

/// Makes an entity from these fields, by label and text, and waits for its page.
///
/// # Errors
/// When it is not made.
pub async fn create(window: &Window, singular: &str, fields: &[(&str, &str)]) -> Result<()> {
    run_command(window, &format!("Create {singular}")).await?;
    window.see_text(DIALOG, &format!("New {singular}")).await?;
    for (label, text) in fields {
        window.tab_to_field(label).await?;
        window.type_text(text).await?;
        // What was typed of a list of texts becomes one of them when the focus goes on.
        window.press("Tab").await?;
    }
    window.press("Ctrl+Enter").await?;
    window.see_gone(DIALOG).await?;
    window.see("article").await.map(drop)
}

/// Opens an entity by its reference in the palette.
///
/// # Errors
/// When it is not found.
pub async fn open_reference(window: &Window, reference: &str, title: &str) -> Result<()> {
    window.press("Ctrl+K").await?;
    window.see(PALETTE).await?;
    window.type_text(reference).await?;
    window.see_text(ANSWERED, reference).await?;
    window.press("Enter").await?;
    window.see_gone(PALETTE).await?;
    window.see_text("h1", title).await
}

/// Types into the palette and waits until this comes first.
///
/// # Errors
/// When something else does.
pub async fn find(window: &Window, words: &str, title: &str) -> Result<()> {
    window.press("Ctrl+K").await?;
    window.see(PALETTE).await?;
    window.type_text(words).await?;
    window.see_text(ANSWERED, title).await
}

/// Imports a file of so many rows as it is understood.
///
/// # Errors
/// When it cannot be read.
pub async fn import(window: &Window, file: &Path, rows: &str) -> Result<()> {
    run_command(window, "Import a CSV file").await?;
    window.see_text("h1", "Import").await?;
    window.tab_to("input", "").await?;
    window.type_text(&file.to_string_lossy()).await?;
    window.press("Enter").await?;
    let name = file.file_name().unwrap_or_default();
    window.see_text("h2", &name.to_string_lossy()).await?;
    window.tab_to("button", &format!("Import {rows} rows")).await?;
    window.press("Enter").await
}

/// Lifts the card that has the focus, carries it by an arrow over these stages and drops it on the last.
///
/// # Errors
/// When no card has the focus, or a stage is not next.
pub async fn carry_card(window: &Window, arrow: &str, stages: &[&str]) -> Result<()> {
    const SAID: &str = "[data-board] ~ p[aria-live=assertive]";
    window.see("[data-card]:focus").await?;
    window.press("Space").await?;
    window.see_text(SAID, "lifted from").await?;
    for stage in stages {
        window.press(arrow).await?;
        window.see_text(SAID, &format!("over {stage}")).await?;
    }
    window.press("Space").await
}

/// Goes to a stage on the page of an entity and presses it.
///
/// # Errors
/// When there is no such stage.
pub async fn press_stage(window: &Window, label: &str) -> Result<()> {
    window.press("s").await?;
    window.see("[data-stage-current]:focus").await?;
    let there = format!("document.activeElement.innerText.trim() === '{label}'");
    window.press_until("ArrowRight", &there).await?;
    window.press("Enter").await
}

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
    window.see(PALETTE).await?;
    window.type_text(&format!(">{title}")).await?;
    window.see_text("[role=option][aria-selected=true]", title).await?;
    window.press("Enter").await?;
    window.see_gone(PALETTE).await
}

/// Sets the provider up on the settings' page and switches AI on.
///
/// # Errors
/// When the settings do not take it.
pub async fn set_up_ai(window: &Window, provider: &Provider) -> Result<()> {
    run_command(window, "Set up AI").await?;
    window.see_text("[role=tab][aria-selected=true]", "AI").await?;
    window.see("[role=radiogroup][aria-label=Provider]").await?;
    window.tab_to("[role=radio]", "").await?;
    window
        .press_until(
            "ArrowDown",
            "document.activeElement?.closest('label')?.innerText.includes('Custom')",
        )
        .await?;
    window.tab_to_field("Base URL").await?;
    window.type_text(&provider.base_url).await?;
    window.tab_to("[role=checkbox]", "").await?;
    window.press("Space").await?;
    window.tab_to_field("Key").await?;
    window.type_text(KEY).await?;
    window.tab_to_field("Model").await?;
    window.type_text("parrot").await?;
    window.press("Enter").await?;
    window.see_text(TOAST, "is in use").await?;
    run_command(window, "Switch AI on").await?;
    window.see_text(TOAST, "AI is on").await
}

/// Writes to the assistant and sends it.
///
/// # Errors
/// When the composer does not take the focus.
pub async fn say(window: &Window, text: &str) -> Result<()> {
    window
        .execute(&format!("document.querySelector('{COMPOSER}').focus()"))
        .await?;
    window.see(&format!("{COMPOSER}:focus")).await?;
    window.type_text(text).await?;
    window.press("Enter").await
}

/// The reference of the entity on the page.
///
/// # Errors
/// When it shows none.
pub async fn shown_reference(window: &Window) -> Result<String> {
    let shown = window
        .execute("return document.querySelector('article header')?.innerText.match(/[A-Z]+-\\d+/)?.[0] ?? null")
        .await?;
    Ok(shown.as_str().context("the page shows no reference")?.to_owned())
}

/// Approves what the confirmation window shows, by this key, sees that it was done, and closes the window.
///
/// # Errors
/// When it cannot be approved or is not done.
pub async fn approve(window: &Window, key: &str) -> Result<()> {
    window.tab_to("button", "Approve").await?;
    window
        .wait_until(
            "it can be approved",
            "document.activeElement?.getAttribute('aria-disabled') !== 'true'",
        )
        .await?;
    window.press(key).await?;
    window.see_text("[role=status]", "Done").await?;
    window.press_enter_and_leave().await
}
