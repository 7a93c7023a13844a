//! The board, by keyboard: a card is lifted with Space, carried with the arrows and dropped with Space.

use anyhow::Result;

use crate::harness::{Home, Window, on_a_window_of};
use crate::steps::{DIALOG, carry_card, choose, filter, go_to, see_sample};

/// Three deals with one customer: one in negotiation, two won.
const CUSTOMER: &str = "Harlow Sound";

#[test]
fn a_card_is_moved_to_a_stage_and_counts_and_sums_follow_there_and_back() -> Result<()> {
    let home = Home::fresh()?;
    on_a_window_of(&home, "board_move", &["--sample"], async |window| {
        see_the_board(window).await?;
        see_column(window, "negotiation", "Negotiation, 1 deal", "GBP 14,800 ≈ GBP 11,100").await?;
        see_column(window, "proposal", "Proposal, 0 deals", "").await?;

        carry_card(window, "ArrowLeft", &["Proposal"]).await?;
        see_column(window, "proposal", "Proposal, 1 deal", "GBP 14,800 ≈ GBP 7,400").await?;
        see_column(window, "negotiation", "Negotiation, 0 deals", "").await?;
        window.see(&card_in("proposal")).await?;

        window.press("Ctrl+Z").await?;
        see_column(window, "negotiation", "Negotiation, 1 deal", "GBP 14,800 ≈ GBP 11,100").await?;
        see_column(window, "proposal", "Proposal, 0 deals", "").await?;
        window.see(&card_in("negotiation")).await.map(drop)
    })
}

#[test]
fn a_deal_is_lost_only_with_a_reason_and_undo_brings_it_back() -> Result<()> {
    let home = Home::fresh()?;
    on_a_window_of(&home, "board_lost", &["--sample"], async |window| {
        see_the_board(window).await?;
        carry_to_lost(window).await?;
        window.see("[role=combobox]:focus").await?;
        window.press("Ctrl+Enter").await?;
        window.see_text(DIALOG, "Choose the lost reason").await?;
        choose(window, "Price").await?;
        window.press("Ctrl+Enter").await?;
        window.see_gone(DIALOG).await?;
        see_column(window, "lost", "Lost, 1 deal", "GBP 14,800 ≈ GBP 0").await?;
        window.see(&card_in("lost")).await?;

        window.press("Ctrl+Z").await?;
        window.see(&card_in("negotiation")).await?;
        see_column(window, "lost", "Lost, 0 deals", "").await
    })
}

#[test]
fn a_card_goes_back_when_no_reason_is_given_and_the_keys_work_on() -> Result<()> {
    let home = Home::fresh()?;
    on_a_window_of(&home, "board_not_lost", &["--sample"], async |window| {
        see_the_board(window).await?;
        carry_to_lost(window).await?;
        window.press("Esc").await?;
        window.see_gone(DIALOG).await?;
        window.see(&card_in("negotiation")).await?;
        see_column(window, "negotiation", "Negotiation, 1 deal", "GBP 14,800 ≈ GBP 11,100").await?;
        carry_to_lost(window).await
    })
}

async fn see_the_board(window: &Window) -> Result<()> {
    see_sample(window).await?;
    go_to(window, "gd", "Deals").await?;
    filter(window, CUSTOMER).await?;
    window.press("b").await?;
    window.see(&card_in("negotiation")).await?;
    // The cursor begins in the first stage that holds anything; a step there gives its card the focus.
    window.press("j").await?;
    window.see(&format!("{}:focus", card_in("negotiation"))).await.map(drop)
}

async fn carry_to_lost(window: &Window) -> Result<()> {
    carry_card(window, "ArrowRight", &["Won", "Lost"]).await?;
    window.see_text(DIALOG, "Lost needs lost reason").await
}

fn card_in(stage: &str) -> String {
    format!("[data-stage={stage}] [data-card=DEAL-1]")
}

async fn see_column(window: &Window, stage: &str, label: &str, worth: &str) -> Result<()> {
    let script = format!(
        "(() => {{
            const column = document.querySelector('section[data-stage={stage}]');
            const worth = column?.querySelector('header > div')?.innerText.replace(/\\s+/g, ' ').trim();
            return column?.ariaLabel === '{label}' && worth === '{worth}';
        }})()"
    );
    window
        .wait_until(&format!("{stage} is \"{label}\" with \"{worth}\""), &script)
        .await
}
