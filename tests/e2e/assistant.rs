//! The assistant in its windows, with a provider that says what the test wrote down: set up by hand, asked, and answered.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use workestra_tests::provider::{Line, Provider};

use crate::harness::{Home, Window, on_a_window_of};
use crate::steps::{COMPOSER, KEY, TOAST, approve, create, run_command, say, see_sample, set_up_ai, shown_reference};

const MAIN: &str = "Workestra";
const CONFIRMATION: &str = "Workestra: waiting for your answer";

const ANSWER: &str = "article[aria-label=\"The assistant\"]";
const STAGE: &str = "[data-stage-current]";

#[test]
fn nothing_is_sent_before_ai_is_set_up_and_on_and_the_key_is_in_no_page() -> Result<()> {
    let home = Home::fresh()?;
    on_a_window_of(&home, "assistant_set_up", &["--sample"], async |window| {
        see_sample(window).await?;
        let provider = Provider::start().await?;
        window.press("Ctrl+J").await?;
        window.see_text("body", "AI is off").await?;
        ensure!(provider.heard().is_empty(), "it was asked before it was set up");

        set_up_ai(window, &provider).await?;
        let heard = provider.heard();
        ensure!(
            heard.iter().all(|request| request.head.contains(KEY)),
            "the provider gets the key that was typed"
        );
        ensure!(!window.source().await?.contains(KEY), "the key is still in the page");
        let fields = "return [...document.querySelectorAll('input')].map((each) => each.value).join(' ')";
        let typed = window.execute(fields).await?;
        ensure!(!typed.to_string().contains(KEY), "the key is still in a field");

        run_command(window, "Switch AI off").await?;
        window.see_text(TOAST, "AI is off").await?;
        let before = provider.heard().len();
        window.press("Ctrl+J").await?;
        window.see_text("body", "AI is switched off").await?;
        ensure!(provider.heard().len() == before, "it was asked though AI is off");
        Ok(())
    })
}

#[test]
fn what_the_assistant_asks_for_is_done_once_it_was_approved_and_undone_as_one() -> Result<()> {
    asked("assistant_approved", async |window, provider, reference| {
        window.turn_to(CONFIRMATION).await?;
        window.see_text("h2", "DEAL").await?;
        window.see_text("body", "Because you asked for it").await?;
        window
            .wait_until(
                "No is the answer that a hasty key gives",
                "document.activeElement?.innerText === 'Decline'",
            )
            .await?;
        approve(window, "Enter").await?;

        window.turn_to(MAIN).await?;
        window.see_text(STAGE, "Proposal").await?;
        window.see_text("section[aria-label^=\"Asked for\"]", "Done").await?;
        // What became of it is told with the next message, and nothing else was sent meanwhile.
        let before = provider.chats().len();
        provider.will([Line::Says("It is in the stage of proposals now.")]);
        say(window, "Is it done?").await?;
        window.see_text("body", "stage of proposals now").await?;
        let chats = provider.chats();
        ensure!(chats.len() == before + 1, "one request for one message");
        let told = chats.last().context("there was a request")?;
        ensure!(told.body.contains("executed"), "the model was told: {}", told.body);
        ensure!(told.body.contains(reference), "about {reference}");

        window.press("Esc").await?;
        run_command(window, "Undo").await?;
        window.see_text(STAGE, "Qualification").await
    })
}

#[test]
fn what_the_person_declines_changes_nothing_and_the_model_hears_why() -> Result<()> {
    asked("assistant_declined", async |window, provider, _| {
        window.turn_to(CONFIRMATION).await?;
        window.see_text("h2", "DEAL").await?;
        window.tab_to_field("A note to the assistant").await?;
        window.type_text("Not before Friday").await?;
        window.tab_to("button", "Decline").await?;
        window.press("Enter").await?;
        window.see_text("[role=status]", "Declined").await?;
        window.press_enter_and_leave().await?;

        window.turn_to(MAIN).await?;
        window
            .see_text("section[aria-label^=\"Asked for\"]", "Not before Friday")
            .await?;
        window.see_text(STAGE, "Qualification").await?;
        provider.will([Line::Says("All right, on Friday then.")]);
        say(window, "Then wait").await?;
        window.see_text("body", "on Friday then").await?;
        let chats = provider.chats();
        let told = chats.last().context("there was a request")?;
        ensure!(
            told.body.contains("declined") && told.body.contains("Not before Friday"),
            "the model was told: {}",
            told.body
        );
        Ok(())
    })
}

#[test]
fn an_answer_stops_when_it_is_told_to_and_links_what_it_read() -> Result<()> {
    let home = Home::fresh()?;
    on_a_window_of(&home, "assistant_stopped", &["--sample"], async |window| {
        let provider = Provider::start().await?;
        see_sample(window).await?;
        set_up_ai(window, &provider).await?;
        create(
            window,
            "contact",
            &[("Last name", "Quillfeather"), ("Emails", "ada@quill.example")],
        )
        .await?;
        let reference = shown_reference(window).await?;
        window.press("Ctrl+J").await?;
        window.see(&format!("{COMPOSER}:focus")).await?;
        provider.will([
            Line::Calls("get_entity", json!({ "entity": reference })),
            Line::Hangs("That is Quillfeather, and there is much to tell about"),
        ]);
        say(window, "Who is this?").await?;
        window.see_text("body", "much to tell about").await?;
        window.see_text("[aria-label=Stop]", "").await?;
        window.press("Esc").await?;
        window.see_gone("[aria-label=Stop]").await?;
        window.see_text(ANSWER, "Quillfeather").await?;
        let sent: String = provider.chats().into_iter().map(|request| request.body).collect();
        ensure!(!sent.contains("ada@quill.example"), "an email address left unmasked");
        ensure!(sent.contains("⟨email"), "a placeholder stands for it");

        // The page stays usable, and the next message is answered.
        provider.will([Line::Says("Gladly.")]);
        say(window, "Thank you").await?;
        window.see_text("body", "Gladly.").await
    })
}

/// A deal in its first stage, and the assistant asking to move it on.
fn asked(name: &str, then: impl AsyncFnOnce(&Window, &Provider, &str) -> Result<()>) -> Result<()> {
    let home = Home::fresh()?;
    on_a_window_of(&home, name, &["--sample"], async |window| {
        let provider = Provider::start().await?;
        see_sample(window).await?;
        set_up_ai(window, &provider).await?;
        create(window, "deal", &[("Name", "Roof of the old mill")]).await?;
        let reference = shown_reference(window).await?;
        window.see_text(STAGE, "Qualification").await?;
        let detail = window.command("entity_get", json!({ "entity": reference })).await?;
        let revision = detail["entity"]["revision"].clone();
        ensure!(revision != Value::Null, "the entity has a revision: {detail}");

        window.press("Ctrl+J").await?;
        window.see(&format!("{COMPOSER}:focus")).await?;
        provider.will([
            Line::Calls(
                "move_stage",
                json!({
                    "entity": reference, "stage": "proposal", "revision": revision,
                    "reason": "Because you asked for it", "idempotency_key": "roof-1",
                }),
            ),
            Line::Says("It waits for your answer."),
        ]);
        say(window, "Move this deal on to proposal").await?;
        window.see_text(ANSWER, "It waits for your answer.").await?;
        window
            .see_text(
                "section[aria-label=\"Still waits for you\"]",
                "Nothing of this is done yet",
            )
            .await?;
        window.see_text(STAGE, "Qualification").await?;
        then(window, &provider, &reference).await
    })
}
