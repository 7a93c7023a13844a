//! What a day brings around its script, one thing after the other in one window, by keyboard alone: what is late is late
//! wherever one looks, and the small things that are written down on the way.

use anyhow::{Context, Result};

use crate::harness::{Home, Window, on_a_window_of};
use crate::steps::{
    DIALOG, FIRST_ROW, TOAST, choose, filter, find, go_to, open_reference, press_stage, run_command, see_counted,
    see_sample,
};

const NOTE: &str = "Wants the slates from the northern quarry";
const OPINION: &str = "Drew the rigging plan from memory";
const PREVIEW: &str = "section[aria-label=Preview]";

#[test]
fn what_comes_up_around_the_script_is_done_where_it_comes_up() -> Result<()> {
    let home = Home::fresh()?;
    on_a_window_of(&home, "around", &["--sample"], async |window| {
        see_sample(window).await?;
        see_what_is_late(window).await?;
        note_on_two(window).await?;
        do_what_recurs(window).await?;
        give_an_opinion(window).await?;
        write_a_template(window).await?;
        window.press("Esc").await?;
        for (words, title) in [(NOTE, "Imogen Penhallow"), ("Oil the winch", "Oil the winch")] {
            find(window, words, title).await?;
            window.press("Esc").await?;
            window.see_gone(crate::steps::PALETTE).await?;
        }
        Ok(())
    })
}

/// The number beside the list is that of its filter, goes down with a ticket that is ended, and comes back with undo.
async fn see_what_is_late(window: &Window) -> Result<()> {
    go_to(window, "gt", "Tickets").await?;
    let late = late(window).await?;
    filter(window, "has:overdue").await?;
    see_counted(window, late).await?;
    window.see(FIRST_ROW).await?;
    window.press("Enter").await?;
    window.see("article h1").await?;
    window.see_text("[aria-label=Targets]", "overdue by").await?;
    press_stage(window, "Resolved").await?;
    window.see_text("[data-stage-current]", "Resolved").await?;
    see_late(window, late - 1).await?;
    window.press("Ctrl+Z").await?;
    see_late(window, late).await
}

/// One note on a person and on the deal with them.
async fn note_on_two(window: &Window) -> Result<()> {
    open_reference(window, "CON-1", "Imogen Penhallow").await?;
    window.press("n").await?;
    window.see("textarea:focus").await?;
    window.type_text(NOTE).await?;
    window.tab_to("button", "Also on").await?;
    window.press("Enter").await?;
    window.see("input[aria-label=\"Also on\"]:focus").await?;
    window.type_text("DEAL-1").await?;
    window
        .see_text(
            "[role=listbox][aria-label=Found] [role=option][aria-selected=true]",
            "DEAL-1",
        )
        .await?;
    window.press("Enter").await?;
    window.see("button[aria-label^=\"Not on\"]").await?;
    window.tab_to("button", "Add").await?;
    window.press("Enter").await?;
    window.see_text("[aria-label=Activity]", NOTE).await?;
    open_reference(window, "DEAL-1", "Harlow Sound").await?;
    window.see_text("[aria-label=Activity]", NOTE).await
}

/// A task that recurs is done, the next one comes, and undo takes both steps back at once.
async fn do_what_recurs(window: &Window) -> Result<()> {
    run_command(window, "Create task").await?;
    window.see_text(DIALOG, "New task").await?;
    window.tab_to_field("Title").await?;
    window.type_text("Oil the winch").await?;
    window.tab_to_field("Due").await?;
    window.type_text("today").await?;
    window.tab_to("button", "All fields").await?;
    window.press("Enter").await?;
    window.tab_to_field("Repeats").await?;
    choose(window, "Every month").await?;
    window.press("Ctrl+Enter").await?;
    window.see_gone(DIALOG).await?;
    window.see_text("h1", "Oil the winch").await?;
    window.press("d").await?;
    window.see_text(TOAST, "comes next").await?;
    window.see_text("[data-stage-current]", "Done").await?;
    go_to(window, "gk", "Tasks").await?;
    filter(window, "oil winch").await?;
    see_counted(window, 2).await?;
    window.press("Ctrl+Z").await?;
    see_counted(window, 1).await
}

/// A scorecard by digits, and what it says on the page.
async fn give_an_opinion(window: &Window) -> Result<()> {
    go_to(window, "ga", "Candidates").await?;
    window.press("Enter").await?;
    window.see("article h1").await?;
    window.press("Shift+S").await?;
    window.see_text(DIALOG, "Scorecard of").await?;
    window.see("[role=radio]:focus").await?;
    window.type_text("3").await?;
    window
        .tab_to("[role=radiogroup][aria-label=Recommendation] [role=radio]", "")
        .await?;
    window
        .press_until("ArrowRight", "document.activeElement.ariaLabel === 'Yes'")
        .await?;
    window.press("Space").await?;
    window.tab_to_field("Why").await?;
    window.type_text(OPINION).await?;
    window.press("Ctrl+Enter").await?;
    window.see_gone(DIALOG).await?;
    window.see_text("article", OPINION).await
}

/// A template is seen filled while it is written, and a placeholder that is none is named.
async fn write_a_template(window: &Window) -> Result<()> {
    run_command(window, "Set email templates").await?;
    window.see_text("main, body", "Templates").await?;
    window.tab_to("button", "Add a template").await?;
    window.press("Enter").await?;
    window.see("input:focus").await?;
    window.type_text("Slates").await?;
    window.tab_to_field("Text").await?;
    window.type_text("Dear {{first_name}}, the slates are here").await?;
    window.tab_to_field("Preview on").await?;
    window.type_text("Imogen").await?;
    window
        .see_text(
            "[role=listbox][aria-label=Found] [role=option][aria-selected=true]",
            "Imogen",
        )
        .await?;
    window.press("Enter").await?;
    window.see_text(PREVIEW, "Dear Imogen, the slates are here").await?;
    window.tab_to_field("Text").await?;
    window.press("Ctrl+End").await?;
    window.type_text(" {{shoe_size}}").await?;
    window.see_text(PREVIEW, "There is no {{shoe_size}}").await?;
    for _ in 0.." {{shoe_size}}".len() {
        window.press("Backspace").await?;
    }
    window.see_text(PREVIEW, "the slates are here").await?;
    window.press("Ctrl+Enter").await?;
    window.see_text(TOAST, "Saved “Slates”").await
}

const NUMBER: &str = "document.querySelector('nav a[href*=tickets]')?.innerText.match(/\\d+/)?.[0]";

/// How many tickets the sidebar says are late.
async fn late(window: &Window) -> Result<u64> {
    window.wait_until("the sidebar says how many are late", NUMBER).await?;
    let shown = window.execute(&format!("return {NUMBER}")).await?;
    let shown = shown.as_str().context("the sidebar says no number")?;
    Ok(shown.parse()?)
}

async fn see_late(window: &Window, wanted: u64) -> Result<()> {
    let script = format!("({NUMBER} ?? '0') === '{wanted}'");
    window
        .wait_until(&format!("the sidebar says that {wanted} tickets are late"), &script)
        .await
}
