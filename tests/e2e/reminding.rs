//! A reminder in the real window: it comes up by itself, and leads to its task by keyboard.

use anyhow::{Context, Result};
use serde_json::json;

use crate::harness::{Home, on_a_window_of};
use crate::steps::{TOAST, see_sample};

const TITLE: &str = "Wax the gangway ropes";

#[test]
fn a_reminder_comes_up_when_it_is_due_and_opens_its_task() -> Result<()> {
    let home = Home::fresh()?;
    on_a_window_of(&home, "reminder", &["--sample"], async |window| {
        see_sample(window).await?;
        let soon = window
            .execute("return new Date(Date.now() + 2000).toISOString()")
            .await?;
        let draft = json!({ "kind": "task", "fields": { "title": TITLE, "remind_at": soon } });
        let made = window.command("entity_create", json!({ "draft": draft })).await?;
        let reference = made["entities"][0]["reference"].as_str().context("it was made")?;
        let shown = format!(
            "[...document.querySelectorAll('{TOAST}')].some((toast) =>
                toast.innerText.includes('{TITLE}') && toast.innerText.includes('Reminder of {reference}'))"
        );
        window.wait_until("its reminder comes up", &shown).await?;
        window.tab_to(&format!("{TOAST} button"), "Open").await?;
        window.press("Enter").await?;
        window.see_text("h1", TITLE).await
    })
}
