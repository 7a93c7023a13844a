//! The launcher window, called up as desktops without global shortcuts do it.

use anyhow::Result;

use crate::harness::{Home, on_a_window_of, start_again};
use crate::steps::{ANSWERED, FIRST_ROW, first_row};

const LAUNCHER: &str = "Workestra launcher";

#[test]
fn a_second_start_calls_the_launcher_up_and_what_is_chosen_there_opens_in_the_main_window() -> Result<()> {
    let home = Home::fresh()?;
    on_a_window_of(&home, "launcher", &["--sample"], async |window| {
        window.turn_to("Workestra").await?;
        window.see(FIRST_ROW).await?;
        let (reference, title) = first_row(window).await?;

        window.turn_to(LAUNCHER).await?;
        window
            .wait_until("the launcher is not in sight yet", "document.hidden")
            .await?;
        start_again(&home, &["--toggle"]).await?;
        window
            .wait_until("the launcher is in sight", "!document.hidden")
            .await?;
        window
            .wait_until(
                "what is typed goes into its field",
                "document.activeElement?.getAttribute('role') === 'combobox'",
            )
            .await?;
        window.type_text(&title).await?;
        window.see_text(ANSWERED, &title).await?;
        window.press_enter_and_leave().await?;
        window.wait_until("the launcher has gone", "document.hidden").await?;

        window.turn_to("Workestra").await?;
        window.see_text("h1", &title).await?;
        window.see_text("header", &reference).await
    })
}

#[test]
fn a_third_start_sends_the_launcher_away() -> Result<()> {
    let home = Home::fresh()?;
    on_a_window_of(&home, "launcher_toggle", &["--sample"], async |window| {
        window.turn_to("Workestra").await?;
        window.see(FIRST_ROW).await?;
        window.turn_to(LAUNCHER).await?;
        start_again(&home, &["--toggle"]).await?;
        window
            .wait_until("the launcher is in sight", "!document.hidden")
            .await?;
        start_again(&home, &["--toggle"]).await?;
        window.wait_until("the launcher has gone", "document.hidden").await
    })
}
