//! A day's work, one thing after the other in one window, by keyboard alone.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Result, ensure};

use crate::harness::{Home, Window, on_a_window_of};
use crate::steps::{
    DIALOG, FIRST_ROW, TOAST, carry_card, choose, counted, create, filter, find, first_row, go_to, import,
    open_reference, pick, press_stage, run_command, see_counted, see_sample,
};

const ROWS: usize = 3000;
const DEAL: &str = "Quay lights";
const TICKET: &str = "Clause 9 and insurance";
const REASON: &str = "Wanted to work from the mountains";

#[test]
fn a_day_is_worked_undone_in_part_and_found_again() -> Result<()> {
    let home = Home::fresh()?;
    let file = home.file("people.csv", &people())?;
    on_a_window_of(&home, "day", &["--sample"], async |window| {
        see_sample(window).await?;
        import_and_clean(window, &file).await?;
        sell(window).await?;
        answer_and_resolve(window).await?;
        let candidate = turn_down(window).await?;
        plan(window).await?;
        undo_in_part(window, &candidate).await?;
        find_all_of_it(window, &candidate).await
    })
}

/// Imports everybody, enters one of them once more, and makes the two one.
async fn import_and_clean(window: &Window, file: &Path) -> Result<()> {
    let before = counted(window).await?;
    import(window, file, "3,000").await?;
    window.see_text("h2", "Created 3000 contacts").await?;
    window.tab_to("button", "Go to contacts").await?;
    window.press("Enter").await?;
    see_counted(window, before + 3000).await?;

    let again = [
        ("First name", "Given7"),
        ("Emails", "given7@family7.example"),
        ("Phones", "+442079460999"),
    ];
    create(window, "contact", &again).await?;
    window.see_text("[role=note]", "Given7 Family7").await?;
    run_command(window, "Find duplicates").await?;
    window.see_text("[aria-label=Groups]", "Same email address").await?;
    window.press("j").await?;
    window.press("Enter").await?;
    window.see_text(DIALOG, "Given7 Family7 stays").await?;
    window.tab_to("button", "Merge into").await?;
    window.press("Enter").await?;
    window.see_text(TOAST, "Merged").await?;
    window.see_text("main, body", "No duplicates found").await?;
    window.press("Esc").await?;
    see_counted(window, before + 3000).await
}

/// Makes a deal and brings it two stages further on the board.
async fn sell(window: &Window) -> Result<()> {
    let fields = [("Name", DEAL), ("Amount", "12k"), ("Close date", "+30d")];
    create(window, "deal", &fields).await?;
    window.see_text("h1", DEAL).await?;
    window.see_text("[data-stage-current]", "Qualification").await?;
    window.press("Esc").await?;
    window.see(FIRST_ROW).await?;
    filter(window, DEAL).await?;
    window.press("b").await?;
    window.see("[data-stage=qualification] [data-card]").await?;
    window.press("j").await?;
    carry_card(window, "ArrowRight", &["Proposal", "Negotiation"]).await?;
    window.see_text(TOAST, "to Negotiation").await?;
    window.see_text("[data-stage=negotiation] header", "12,000").await?;
    // The list is looked at as rows again.
    window.press("b").await?;
    window.see(FIRST_ROW).await.map(drop)
}

/// Tells the requester one thing and the team another, and ends the ticket.
async fn answer_and_resolve(window: &Window) -> Result<()> {
    find(window, TICKET, TICKET).await?;
    window.press("Enter").await?;
    window.see_text("h1", TICKET).await?;
    window.press("r").await?;
    window
        .see("textarea[aria-label^=\"Reply: goes to the requester\"]:focus")
        .await?;
    window
        .type_text("The certificate is on its way, up to two million")
        .await?;
    window.press("Esc").await?;
    // What was begun for the requester is not what is written to the team.
    window.press("i").await?;
    window.see("textarea[aria-label^=\"Internal message\"]:focus").await?;
    window
        .wait_until("it begins empty", "document.activeElement.value === ''")
        .await?;
    window.type_text("Tabitha signs once she has the paper").await?;
    window.press("Ctrl+Enter").await?;
    see_entry(window, "Internal", "Tabitha signs once she has the paper").await?;
    window.press("Esc").await?;
    window.press("r").await?;
    window
        .wait_until(
            "the answer is where it was left",
            "document.activeElement.value === 'The certificate is on its way, up to two million'",
        )
        .await?;
    window.press("Ctrl+Enter").await?;
    see_entry(window, "Public", "The certificate is on its way, up to two million").await?;
    window.press("Esc").await?;
    press_stage(window, "Resolved").await?;
    window.see_text("[data-stage-current]", "Resolved").await
}

/// Turns a candidate down, who has a name and a reason of their own; nobody is turned down by the dozen.
async fn turn_down(window: &Window) -> Result<(String, String)> {
    go_to(window, "ga", "Candidates").await?;
    filter(window, "stage:new").await?;
    run_command(window, "Select all that match").await?;
    window.press("s").await?;
    pick(window, "Set stage to", "Rejected").await?;
    window.see_text(DIALOG, "One at a time, each with its reason").await?;
    window.press("Esc").await?;
    window.see_gone(DIALOG).await?;
    window.press("Esc").await?;
    window.see_gone("[role=toolbar][aria-label=\"Chosen rows\"]").await?;

    let candidate = first_row(window).await?;
    window.press("Enter").await?;
    window.see_text("h1", &candidate.1).await?;
    press_stage(window, "Rejected").await?;
    window.see_text(DIALOG, "Rejected needs rejection reason").await?;
    window.tab_to_field("Rejection reason").await?;
    window.type_text("  ").await?;
    window.press("Ctrl+Enter").await?;
    window.see_text(DIALOG, "Write the rejection reason").await?;
    window.type_text(REASON).await?;
    window.press("Ctrl+Enter").await?;
    window.see_gone(DIALOG).await?;
    window.see_text("[data-stage-current]", "Rejected").await?;
    Ok(candidate)
}

/// Plans two tasks for today, does one and puts the other off.
async fn plan(window: &Window) -> Result<()> {
    for title in ["Ring the harbour office", "Order the quay lamps"] {
        run_command(window, "Create task").await?;
        window.see_text(DIALOG, "New task").await?;
        window.tab_to_field("Title").await?;
        window.type_text(title).await?;
        window.tab_to_field("Due").await?;
        window.type_text("today").await?;
        window.tab_to_field("Owner").await?;
        choose(window, "You").await?;
        window.press("Ctrl+Enter").await?;
        window.see_gone(DIALOG).await?;
        window.see_text("h1", title).await?;
    }
    window.press("Esc").await?;
    window.see(FIRST_ROW).await?;
    window.type_text("gm").await?;
    window.see_text(TODAY, "Ring the harbour office").await?;
    window.see_text(TODAY, "Order the quay lamps").await?;
    go_to_row(window, "Ring the harbour office").await?;
    window.press("d").await?;
    see_not_today(window, "Ring the harbour office").await?;
    go_to_row(window, "Order the quay lamps").await?;
    window.press("t").await?;
    see_not_today(window, "Order the quay lamps").await
}

/// Takes the last acts back, one after the other, down to the rejection, and does the first of them again.
async fn undo_in_part(window: &Window, candidate: &(String, String)) -> Result<()> {
    window.press("Ctrl+Z").await?;
    window.see_text(TODAY, "Order the quay lamps").await?;
    window.press("Ctrl+Z").await?;
    window.see_text(TODAY, "Ring the harbour office").await?;
    window.press("Ctrl+Z").await?;
    see_not_today(window, "Order the quay lamps").await?;
    window.press("Ctrl+Z").await?;
    see_not_today(window, "Ring the harbour office").await?;
    open_reference(window, &candidate.0, &candidate.1).await?;
    window.see_text("[data-stage-current]", "Rejected").await?;
    window.press("Ctrl+Z").await?;
    window.see_text("[data-stage-current]", "New").await?;
    window.press("Ctrl+Shift+Z").await?;
    window.see_text("[data-stage-current]", "Rejected").await?;
    window.press("Ctrl+Shift+Z").await?;
    window.type_text("gm").await?;
    window.see_text(TODAY, "Ring the harbour office").await
}

/// Everything of this day is found by what a person remembers of it.
async fn find_all_of_it(window: &Window, candidate: &(String, String)) -> Result<()> {
    for (words, title) in [
        ("Given1234 Family1234", "Given1234 Family1234"),
        ("+44 20 7946 0999", "Given7 Family7"),
        ("quay lights", DEAL),
        ("certificate on its way", TICKET),
        ("Tabitha signs once", TICKET),
        (candidate.0.as_str(), candidate.1.as_str()),
        ("harbour office ring", "Ring the harbour office"),
    ] {
        find(window, words, title).await?;
        window.press("Esc").await?;
        window.see_gone(crate::steps::PALETTE).await?;
    }
    Ok(())
}

const TODAY: &str = "section[aria-label=\"My day\"] section[aria-label=Today]";

async fn see_not_today(window: &Window, title: &str) -> Result<()> {
    let script = format!("![...document.querySelectorAll('{TODAY}')].some((day) => day.innerText.includes('{title}'))");
    window.wait_until(&format!("{title} is not for today"), &script).await
}

async fn go_to_row(window: &Window, title: &str) -> Result<()> {
    window.press("Home").await?;
    let here = format!(
        "document.activeElement?.matches('[data-day-row]') && document.activeElement.innerText.includes('{title}')"
    );
    window.press_until("j", &here).await
}

/// Waits for an entry of the timeline, and that it says who reads it.
async fn see_entry(window: &Window, audience: &str, text: &str) -> Result<()> {
    let script = format!(
        "[...document.querySelectorAll('[data-entry]')].some((entry) =>
            entry.innerText.includes('{text}') && entry.innerText.includes('{audience}'))"
    );
    window
        .wait_until(&format!("{audience} says \"{text}\""), &script)
        .await?;
    let other = if audience == "Public" { "Internal" } else { "Public" };
    let mixed = window
        .execute(&format!(
            "return [...document.querySelectorAll('[data-entry]')].some((entry) =>
                entry.innerText.includes('{text}') && entry.innerText.includes('{other}'))"
        ))
        .await?;
    ensure!(mixed == false, "\"{text}\" is {audience} and nothing else");
    Ok(())
}

/// People of one firm each.
fn people() -> String {
    let mut text = "First Name,Last Name,Email,Company\n".to_owned();
    for row in 1..=ROWS {
        // Writing to a string does not fail.
        let _ = writeln!(text, "Given{row},Family{row},given{row}@family{row}.example,Firm {row}");
    }
    text
}
