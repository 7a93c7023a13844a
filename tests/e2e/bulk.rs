//! Many rows at once: chosen by what they match, changed by one act, taken back by one.

use anyhow::{Result, ensure};

use crate::harness::{Home, Window, on_a_window_of};
use crate::steps::{DIALOG, TOAST, counted, filter, go_to, pick, run_command, see_counted, see_sample};

#[test]
fn all_that_match_change_their_stage_and_one_undo_brings_them_back() -> Result<()> {
    let home = Home::fresh()?;
    on_a_window_of(&home, "bulk_stage", &["--sample"], async |window| {
        see_sample(window).await?;
        go_to(window, "gd", "Deals").await?;
        filter(window, "stage:qualification").await?;
        let before = counted_few(window).await?;

        choose_all_that_match(window, before).await?;
        window.press("s").await?;
        pick(window, "Set stage to", "Proposal").await?;
        window
            .see_text(TOAST, &format!("Moved {before} deals to Proposal"))
            .await?;
        see_counted(window, 0).await?;

        window.press("Ctrl+Z").await?;
        see_counted(window, before).await
    })
}

#[test]
fn a_tag_goes_on_all_that_match_and_off_again_by_one_undo() -> Result<()> {
    let home = Home::fresh()?;
    on_a_window_of(&home, "bulk_tag", &["--sample"], async |window| {
        see_sample(window).await?;
        filter(window, "stage:lead").await?;
        let leads = counted_few(window).await?;

        choose_all_that_match(window, leads).await?;
        window.press("l").await?;
        window.see_text(DIALOG, "Tags of").await?;
        window.tab_to_field("Add").await?;
        window.type_text("spring fair").await?;
        window.press("Enter").await?;
        window.see_text(DIALOG, "spring fair").await?;
        window.press("Enter").await?;
        window
            .see_text(TOAST, &format!("Changed the tags of {leads} contacts"))
            .await?;
        filter(window, "tag:\"spring fair\"").await?;
        see_counted(window, leads).await?;

        window.press("Ctrl+Z").await?;
        see_counted(window, 0).await
    })
}

#[test]
fn what_a_change_does_not_fit_is_left_as_it_is_and_named() -> Result<()> {
    let home = Home::fresh()?;
    on_a_window_of(&home, "bulk_left_out", &["--sample"], async |window| {
        see_sample(window).await?;
        go_to(window, "gd", "Deals").await?;
        let all = counted(window).await?;
        choose_all_that_match(window, all).await?;
        set_lost_reason(window, "Timing").await?;
        window
            .see_text(TOAST, &format!("Changed lost reason of {all} deals"))
            .await?;
        filter(window, "lost_reason:timing").await?;
        see_counted(window, all).await?;

        // Two are lost, and a lost deal has a reason.
        choose_all_that_match(window, all).await?;
        set_lost_reason(window, "None").await?;
        let said = format!("Changed lost reason of {} deals; 2 were left as they are", all - 2);
        window.see_text(TOAST, &said).await?;
        see_counted(window, 2).await?;
        let foot = "[role=toolbar][aria-label=\"Left as they are\"]";
        window.see_text(foot, "2 deals left as they are").await?;
        window.tab_to("button", "Show why").await?;
        window.press("Enter").await?;
        window.see_text(DIALOG, "DEAL-9 Riomar: sondas de repuesto").await?;
        window.see_text(DIALOG, "DEAL-23 Янтарный берег: renewal").await?;
        window.see_text(DIALOG, "is required before a deal can be lost").await?;
        window.press("Esc").await?;
        window.see_gone(DIALOG).await?;

        window.press("Ctrl+Z").await?;
        see_counted(window, all).await
    })
}

/// How many the filter that was just written leaves of the sample.
async fn counted_few(window: &Window) -> Result<u64> {
    window
        .wait_until(
            "the filter holds",
            "document.querySelectorAll('[role=grid] [role=row]').length < 20",
        )
        .await?;
    let few = counted(window).await?;
    ensure!(few > 1, "many are to be changed, and there are {few}");
    Ok(few)
}

async fn choose_all_that_match(window: &Window, wanted: u64) -> Result<()> {
    run_command(window, "Select all that match").await?;
    window
        .see_text(
            "[role=toolbar][aria-label=\"Chosen rows\"]",
            &format!("{wanted} rows chosen"),
        )
        .await
}

async fn set_lost_reason(window: &Window, reason: &str) -> Result<()> {
    window.press("e").await?;
    pick(window, "Which field", "Lost reason").await?;
    pick(window, "Set lost reason to", reason).await
}
