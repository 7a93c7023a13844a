//! One person who is there twice.

use anyhow::Result;

use crate::harness::{Home, Window, on_a_window_of};
use crate::steps::{DIALOG, FIRST_ROW, TOAST, counted, create, open_reference, run_command, see_counted, see_sample};

const GROUPS: &str = "[aria-label=Groups]";
const NONE_LEFT: &str = "No duplicates found";

#[test]
fn two_that_share_an_address_are_made_one_and_two_again_by_undo() -> Result<()> {
    let home = Home::fresh()?;
    on_a_window_of(&home, "merge", &["--sample"], async |window| {
        let people = enter_imogen_again(window).await?;
        find_duplicates(window).await?;
        window.press("j").await?;
        window.see("[data-compare]:focus").await?;
        window.press("Enter").await?;
        window.see_text(DIALOG, "Merge two contacts").await?;
        window.see_text(DIALOG, "CON-1 Imogen Penhallow stays").await?;
        window.press("Ctrl+Enter").await?;
        window.see_gone(DIALOG).await?;
        window.see_text(TOAST, "Merged").await?;
        window.see_text("main, body", NONE_LEFT).await?;

        // The one that stayed has the numbers of both.
        open_reference(window, "CON-1", "Imogen Penhallow").await?;
        window.see_text("[data-field=phones]", "+442079460101").await?;
        window.see_text("[data-field=phones]", "+442079460999").await?;
        window.press("Ctrl+Z").await?;
        window
            .wait_until(
                "its number is the other one's again",
                "!document.querySelector('[data-field=phones]').innerText.includes('0999')",
            )
            .await?;
        window.see_text("[role=note]", "May be the same as").await?;
        window.type_text("gc").await?;
        window.see(FIRST_ROW).await?;
        see_counted(window, people + 1).await
    })
}

#[test]
fn two_of_whom_somebody_says_that_they_are_not_the_same_are_not_offered_again() -> Result<()> {
    let home = Home::fresh()?;
    on_a_window_of(&home, "not_the_same", &["--sample"], async |window| {
        enter_imogen_again(window).await?;
        find_duplicates(window).await?;
        window.tab_to("button", "Not the same").await?;
        window.press("Enter").await?;
        window.see_text(TOAST, "are not the same").await?;
        window.see_text("main, body", NONE_LEFT).await?;
        open_reference(window, "CON-1", "Imogen Penhallow").await?;
        window.see_gone("[role=note]").await
    })?;
    on_a_window_of(&home, "not_the_same_later", &["--sample"], async |window| {
        see_sample(window).await?;
        run_command(window, "Find duplicates").await?;
        window.see_text("h1", "Duplicates").await?;
        window.see_text("main, body", NONE_LEFT).await
    })
}

/// Makes a contact that is there already, with another number, and answers how many there were.
async fn enter_imogen_again(window: &Window) -> Result<u64> {
    see_sample(window).await?;
    let before = counted(window).await?;
    create(
        window,
        "contact",
        &[
            ("First name", "Imogen"),
            ("Last name", "Penhallow"),
            ("Emails", "imogen.penhallow@harlowsound.example"),
            ("Phones", "+44 20 7946 0999"),
        ],
    )
    .await?;
    window.see_text("h1", "Imogen Penhallow").await?;
    window
        .see_text("[role=note]", "May be the same as CON-1 Imogen Penhallow")
        .await?;
    Ok(before)
}

async fn find_duplicates(window: &Window) -> Result<()> {
    run_command(window, "Find duplicates").await?;
    window.see_text("h1", "Duplicates").await?;
    window.see_text(GROUPS, "Same email address").await
}
