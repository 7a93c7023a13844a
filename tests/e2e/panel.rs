//! The panel beside an entity, on all five kinds: with AI not set up, on, closed to the kind, and failing.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use workestra_tests::provider::{Line, Provider};

use crate::harness::{Home, Window, on_a_window_of};
use crate::steps::{open_reference, see_sample, set_up_ai};

const SUMMARY: &str = "section[aria-label=Summary]";
const SUGGESTED: &str = "section[aria-label=\"Suggested actions\"]";
const SIMILAR: &str = "section[aria-label=\"Similar records\"]";
const ASK: &str = "section[aria-label=\"Ask AI\"]";

const KINDS: [&str; 5] = ["contact", "deal", "ticket", "candidate", "task"];

#[test]
fn all_four_sections_stand_beside_all_five_kinds_whatever_becomes_of_ai() -> Result<()> {
    let home = Home::fresh()?;
    on_a_window_of(&home, "panel", &["--sample"], async |window| {
        see_sample(window).await?;
        let provider = Provider::start().await?;
        let shown = one_of_each(window).await?;

        for (reference, title) in &shown {
            open_reference(window, reference, title).await?;
            window.see_text(SUMMARY, "AI is not set up").await?;
            window.see_text(ASK, "AI is not set up").await?;
            see_what_needs_no_ai(window).await.context(reference.clone())?;
        }

        set_up_ai(window, &provider).await?;
        for (reference, title) in &shown {
            let before = provider.chats().len();
            open_reference(window, reference, title).await?;
            window.see_text(SUMMARY, "No summary yet").await?;
            see_what_needs_no_ai(window).await.context(reference.clone())?;
            let questions = format!("return document.querySelectorAll('{ASK} ul li').length");
            window.see_text(ASK, "Ask something else").await?;
            let questions = window.execute(&questions).await?;
            ensure!(questions == json!(3), "{reference} has {questions} questions");
            ensure!(
                provider.chats().len() == before,
                "opening {reference} asked the provider"
            );

            provider.will([Line::Says(
                "It is as its first source says. [1]\nNobody bears this out.",
            )]);
            press(window, SUMMARY, "Write a summary").await?;
            window.see_text(SUMMARY, "It is as its first source says.").await?;
            window.see_text(SUMMARY, "parrot").await?;
            ensure!(provider.chats().len() == before + 1, "one request for one summary");
        }

        // Closed to AI, nothing more is asked; what was written stays to be read.
        close_all(window, true).await?;
        let before = provider.chats().len();
        for (reference, title) in &shown {
            open_reference(window, reference, title).await?;
            window.see_text(SUMMARY, "closed to AI").await?;
            window.see_text(SUMMARY, "It is as its first source says.").await?;
            window.see_text(ASK, "closed to AI").await?;
            see_what_needs_no_ai(window).await.context(reference.clone())?;
        }
        ensure!(provider.chats().len() == before, "a closed kind was read");

        close_all(window, false).await?;
        for (reference, title) in &shown {
            open_reference(window, reference, title).await?;
            window.see_text(SUMMARY, "It is as its first source says.").await?;
            provider.will([Line::Fails(400)]);
            window
                .command(
                    "summary_write",
                    json!({ "entity": id_of(window, reference).await?, "sentences": [], "seen": null, "unasked": false }),
                )
                .await?;
            window.see_text(SUMMARY, "It was not written").await?;
            window.see_text(SUMMARY, "It is as its first source says.").await?;
            see_what_needs_no_ai(window).await.context(reference.clone())?;
        }
        Ok(())
    })
}

#[test]
fn a_change_strikes_a_sentence_and_it_is_written_anew_by_keyboard() -> Result<()> {
    let home = Home::fresh()?;
    on_a_window_of(&home, "panel_struck", &["--sample"], async |window| {
        see_sample(window).await?;
        let provider = Provider::start().await?;
        set_up_ai(window, &provider).await?;
        let shown = one_of_each(window).await?;
        let (reference, title) = shown.get(1).context("there is a deal")?;
        open_reference(window, reference, title).await?;
        let entity = id_of(window, reference).await?;
        let ask = json!({ "entity": entity, "sentences": [], "seen": null, "unasked": false });
        let preview = window.command("summary_preview", ask).await?;
        let parts = preview["parts"].as_array().context("it is made of parts")?;
        let of_stage = parts
            .iter()
            .find(|part| {
                part["text"]
                    .as_str()
                    .is_some_and(|text| text.contains("field=\"stage\""))
            })
            .and_then(|part| part["from"].as_str())
            .context("the stage leaves")?;
        let number = of_stage
            .split(|c: char| !c.is_ascii_digit())
            .find(|digits| !digits.is_empty())
            .context("it has a number")?;
        let says = format!("It is where it is. [{number}]\nThis stays. [1]");
        provider.will([Line::Says(says.leak())]);
        press(window, SUMMARY, "Write a summary").await?;
        window.see_text(SUMMARY, "It is where it is.").await?;
        window.see_gone(&format!("{SUMMARY} del")).await?;

        let detail = window.command("entity_get", json!({ "entity": reference })).await?;
        let moved = json!({
            "id": entity,
            "revision": detail["entity"]["revision"],
            "patch": { "stage": "proposal" },
        });
        window.command("entity_update", moved).await?;
        window.see_text(&format!("{SUMMARY} del"), "It is where it is.").await?;
        provider.will([Line::Says("[S1] It has moved on. [1]")]);
        press(window, SUMMARY, "Write anew").await?;
        window.see_text(SUMMARY, "It has moved on.").await?;
        window.see_gone(&format!("{SUMMARY} del")).await?;
        window.see_text(SUMMARY, "This stays.").await
    })
}

/// What stands there without a model.
async fn see_what_needs_no_ai(window: &Window) -> Result<()> {
    window.see_gone(&format!("{SUGGESTED} [aria-busy=true]")).await?;
    window.see_gone(&format!("{SIMILAR} [aria-busy=true]")).await?;
    for section in [SUGGESTED, SIMILAR] {
        let words = format!("return document.querySelector('{section}')?.innerText ?? ''");
        let said = window.execute(&words).await?;
        let said = said.as_str().unwrap_or_default();
        ensure!(said.lines().count() > 1, "{section} says nothing: {said}");
        ensure!(!said.contains("could not"), "{section} failed: {said}");
    }
    Ok(())
}

/// Reference and title of one entity of each kind.
async fn one_of_each(window: &Window) -> Result<Vec<(String, String)>> {
    let mut found = Vec::new();
    for kind in KINDS {
        let ask = json!({ "kind": kind, "filter": "", "sort": [], "offset": 0, "limit": 1 });
        let page = window.command("entity_list", ask).await?;
        let first = &page["entities"][0];
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let named = text(&first["reference"]).zip(text(&first["title"]));
        found.push(named.with_context(|| format!("there is no {kind}: {page}"))?);
    }
    Ok(found)
}

async fn id_of(window: &Window, reference: &str) -> Result<Value> {
    let detail = window.command("entity_get", json!({ "entity": reference })).await?;
    Ok(detail["entity"]["id"].clone())
}

/// Closes all kinds to AI, or opens them again.
async fn close_all(window: &Window, closed: bool) -> Result<()> {
    let state = window.command("ai_state", json!({})).await?;
    let mut rules = state["rules"].clone();
    rules["closed_kinds"] = if closed { json!(KINDS) } else { json!([]) };
    window
        .command("ai_rules_set", json!({ "rules": rules }))
        .await
        .map(drop)
}

/// Goes to a button of a section by keyboard and presses it.
async fn press(window: &Window, section: &str, label: &str) -> Result<()> {
    window.tab_to(&format!("{section} button"), label).await?;
    window.press("Enter").await
}
