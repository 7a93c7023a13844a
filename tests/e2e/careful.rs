//! What the assistant cannot do by itself: anything in a turn that only asks, anything that takes away without its name
//! typed, and keeping its own words.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use workestra_tests::provider::{Line, Provider};

use crate::harness::{Home, Window, on_a_window_of};
use crate::steps::{COMPOSER, approve, create, say, see_sample, set_up_ai, shown_reference};

const MAIN: &str = "Workestra";
const CONFIRMATION: &str = "Workestra: waiting for your answer";

const ANSWER: &str = "article[aria-label=\"The assistant\"]";

#[test]
fn who_only_asks_offers_no_change_and_keeps_the_answer_only_by_confirming_it() -> Result<()> {
    beside_a_deal("careful_ask", async |window, provider, reference| {
        let profiles = "[role=radiogroup][aria-label=\"What the assistant can do\"]";
        window.tab_to(&format!("{profiles} [role=radio]"), "").await?;
        window
            .press_until("ArrowLeft", "document.activeElement?.ariaLabel === 'Ask'")
            .await?;
        window.see_text("[role=status]", "change nothing").await?;
        provider.will([Line::Says("The roof leaks at the **north side**.")]);
        say(window, "What of the roof?").await?;
        window.see_text(ANSWER, "north side").await?;
        let body = provider.chats().pop().context("it was asked")?.body;
        let body: Value = serde_json::from_str(&body)?;
        let tools = body["tools"].as_array().context("it is shown tools")?;
        let offered = |name: &str| tools.iter().any(|tool| tool["function"]["name"] == name);
        ensure!(offered("get_entity") && !offered("add_note"), "{tools:?}");

        let label = format!("Pin as a note to {reference}");
        window
            .press_until("Shift+Tab", &format!("document.activeElement?.ariaLabel === '{label}'"))
            .await?;
        window.press("Enter").await?;
        window.turn_to(CONFIRMATION).await?;
        window.see_text("h2", reference).await?;
        window.see_text("body", "The roof leaks at the").await?;
        approve(window, "Enter").await?;
        window.turn_to(MAIN).await?;
        let detail = window.command("entity_get", json!({ "entity": reference })).await?;
        let note = &detail["timeline"][0];
        ensure!(note["text"] == "The roof leaks at the **north side**.", "{note}");
        ensure!(
            note["actor"]["actor"] == "assistant",
            "it is marked as the assistant's: {note}"
        );
        Ok(())
    })
}

#[test]
fn what_takes_something_away_waits_until_its_name_was_typed() -> Result<()> {
    beside_a_deal("careful_trash", async |window, provider, reference| {
        provider.will([
            Line::Calls(
                "trash_entities",
                json!({ "entities": [reference], "reason": "You asked for it", "idempotency_key": "trash-1" }),
            ),
            Line::Says("It waits for your answer."),
        ]);
        say(window, "Throw this deal away").await?;
        window.turn_to(CONFIRMATION).await?;
        window.see_text("h2", reference).await?;
        window.see_text("footer", &format!("Type {reference}")).await?;
        window.tab_to("button", "Approve").await?;
        window.press("Space").await?;
        window.turn_to(MAIN).await?;
        let detail = window.command("entity_get", json!({ "entity": reference })).await?;
        ensure!(detail["entity"]["deleted_at"].is_null(), "a click is not enough");

        window.turn_to(CONFIRMATION).await?;
        window
            .press_until("Tab", "document.activeElement?.matches('footer input')")
            .await?;
        window.type_text(reference).await?;
        approve(window, "Space").await?;
        window.turn_to(MAIN).await?;
        let detail = window.command("entity_get", json!({ "entity": reference })).await?;
        ensure!(!detail["entity"]["deleted_at"].is_null(), "it is in the trash");
        Ok(())
    })
}

/// A deal on its page, with the composer beside it.
fn beside_a_deal(name: &str, then: impl AsyncFnOnce(&Window, &Provider, &str) -> Result<()>) -> Result<()> {
    let home = Home::fresh()?;
    on_a_window_of(&home, name, &["--sample"], async |window| {
        let provider = Provider::start().await?;
        see_sample(window).await?;
        set_up_ai(window, &provider).await?;
        create(window, "deal", &[("Name", "Roof of the old mill")]).await?;
        let reference = shown_reference(window).await?;
        window.press("Ctrl+J").await?;
        window.see(&format!("{COMPOSER}:focus")).await?;
        then(window, &provider, &reference).await
    })
}
