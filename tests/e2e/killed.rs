//! What the program said that it did is there, even when it is killed at that moment.

use anyhow::Result;
use serde_json::json;

use crate::harness::{Home, Window, on_a_window_killed_after, on_a_window_of};
use crate::steps::{
    DIALOG, TOAST, carry_card, counted, create, filter, find, go_to, open_reference, run_command, see_counted,
    see_sample,
};

#[test]
fn a_card_that_was_moved_is_in_its_stage_after_a_kill() -> Result<()> {
    let home = Home::fresh()?;
    killed_after(&home, "killed_move", async |window| {
        go_to(window, "gd", "Deals").await?;
        filter(window, "Harlow Sound inner").await?;
        window.press("b").await?;
        window.see("[data-stage=negotiation] [data-card=DEAL-1]").await?;
        window.press("j").await?;
        carry_card(window, "ArrowRight", &["Won"]).await?;
        window.see_text(TOAST, "DEAL-1").await
    })?;
    afterwards(&home, "killed_move_after", async |window| {
        open_reference(window, "DEAL-1", "Harlow Sound").await?;
        window.see_text("[data-stage-current]", "Won").await
    })
}

#[test]
fn a_change_of_many_is_on_all_of_them_after_a_kill() -> Result<()> {
    let home = Home::fresh()?;
    let mut leads = 0;
    killed_after(&home, "killed_bulk", async |window| {
        filter(window, "stage:lead").await?;
        run_command(window, "Select all that match").await?;
        leads = counted(window).await?;
        window.press("l").await?;
        window.see_text(DIALOG, "Tags of").await?;
        window.tab_to_field("Add").await?;
        window.type_text("fair").await?;
        window.press("Enter").await?;
        window.press("Enter").await?;
        window
            .see_text(TOAST, &format!("Changed the tags of {leads} contacts"))
            .await
    })?;
    afterwards(&home, "killed_bulk_after", async |window| {
        filter(window, "tag:fair").await?;
        see_counted(window, leads).await
    })
}

#[test]
fn two_that_were_made_one_are_one_after_a_kill_and_can_still_be_parted() -> Result<()> {
    let home = Home::fresh()?;
    let mut people = 0;
    killed_after(&home, "killed_merge", async |window| {
        people = counted(window).await?;
        create(
            window,
            "contact",
            &[
                ("First name", "Imogen"),
                ("Emails", "imogen.penhallow@harlowsound.example"),
                ("Phones", "+44 20 7946 0999"),
            ],
        )
        .await?;
        window.tab_to("button", "Compare").await?;
        window.press("Enter").await?;
        window.see_text(DIALOG, "Merge two contacts").await?;
        window.tab_to("button", "Merge into").await?;
        window.press("Enter").await?;
        window.see_text(TOAST, "Merged").await
    })?;
    afterwards(&home, "killed_merge_after", async |window| {
        see_counted(window, people).await?;
        window.press("Ctrl+Z").await?;
        see_counted(window, people + 1).await
    })
}

#[test]
fn a_note_that_was_added_is_on_the_timeline_and_found_after_a_kill() -> Result<()> {
    let home = Home::fresh()?;
    killed_after(&home, "killed_note", async |window| {
        open_reference(window, "CON-1", "Imogen Penhallow").await?;
        window.press("n").await?;
        window.see("textarea:focus").await?;
        window.type_text("Prefers the zanzibar mooring").await?;
        window.press("Ctrl+Enter").await?;
        window.see_text(TOAST, "CON-1").await
    })?;
    afterwards(&home, "killed_note_after", async |window| {
        open_reference(window, "CON-1", "Imogen Penhallow").await?;
        window
            .see_text("[aria-label=Activity]", "Prefers the zanzibar mooring")
            .await?;
        find(window, "zanzibar", "Imogen Penhallow").await
    })
}

#[test]
fn a_file_that_was_attached_is_there_and_found_by_its_text_after_a_kill() -> Result<()> {
    let home = Home::fresh()?;
    let file = home.file("mooring.txt", "The chain is of quebracho grade.")?;
    killed_after(&home, "killed_file", async |window| {
        let deal = window.command("entity_get", json!({ "entity": "DEAL-1" })).await?;
        let add = json!({ "id": deal["entity"]["id"], "path": file });
        window.command("attachment_add", add).await.map(drop)
    })?;
    afterwards(&home, "killed_file_after", async |window| {
        open_reference(window, "DEAL-1", "Harlow Sound").await?;
        window
            .see_text("[aria-labelledby=files-heading]", "mooring.txt")
            .await?;
        find(window, "quebracho", "Harlow Sound").await
    })
}

fn killed_after(home: &Home, name: &str, act: impl AsyncFnOnce(&Window) -> Result<()>) -> Result<()> {
    on_a_window_killed_after(home, name, &["--sample"], async |window| {
        see_sample(window).await?;
        act(window).await
    })
}

fn afterwards(home: &Home, name: &str, look: impl AsyncFnOnce(&Window) -> Result<()>) -> Result<()> {
    on_a_window_of(home, name, &["--sample"], async |window| {
        see_sample(window).await?;
        look(window).await
    })
}
