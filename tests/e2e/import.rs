//! A file of a stranger, from its path to the list and back.

use std::fmt::Write as _;

use anyhow::{Result, ensure};

use crate::harness::{Home, on_a_window_of};
use crate::steps::{ANSWERED, FIRST_ROW, counted, import, see_counted};

const ROWS: usize = 3000;
/// One row in so many has an email address that is none.
const BAD_EVERY: usize = 500;

#[test]
fn a_file_with_bad_rows_is_imported_without_them_and_one_undo_takes_all_back() -> Result<()> {
    let home = Home::fresh()?;
    let file = home.file("people.csv", &people())?;
    on_a_window_of(&home, "import", &["--sample"], async |window| {
        window.turn_to("Workestra").await?;
        window.see(FIRST_ROW).await?;
        let before = counted(window).await?;

        import(window, &file, "3,000").await?;
        window.see_text("h2", "Created 2994 contacts, 6 left out").await?;
        let rows = "[role=region][aria-label=Rows]";
        window.see_text(rows, "no email address").await?;
        // Of the file's rows, counted from 1 below the header: what a person looks up in the file.
        let named = window
            .execute(
                "return [...document.querySelectorAll('[aria-label=Rows] tbody tr')]
                    .map((row) => row.cells[0].innerText).join(' ')",
            )
            .await?;
        let expected = (1..=ROWS / BAD_EVERY).map(|nth| (nth * BAD_EVERY).to_string());
        ensure!(
            named == expected.collect::<Vec<_>>().join(" "),
            "the rows left out are every {BAD_EVERY}th, and it names {named}"
        );

        window.tab_to("button", "Go to contacts").await?;
        window.press("Enter").await?;
        see_counted(window, before + 2994).await?;
        window.press("Ctrl+K").await?;
        window.see("[role=combobox]").await?;
        window.type_text("Given1234 Family1234").await?;
        window.see_text(ANSWERED, "Given1234 Family1234").await?;
        window.press("Esc").await?;
        window.see_gone("[role=combobox]").await?;

        window.press("Ctrl+Z").await?;
        see_counted(window, before).await
    })
}

/// People of one firm each, in the columns of a well-known export.
fn people() -> String {
    let mut text = "First Name,Last Name,Email,Company\n".to_owned();
    for row in 1..=ROWS {
        let email = match row % BAD_EVERY {
            0 => "nobody at all".to_owned(),
            _ => format!("given{row}@family{row}.example"),
        };
        // Writing to a string does not fail.
        let _ = writeln!(text, "Given{row},Family{row},{email},Firm {row}");
    }
    text
}
