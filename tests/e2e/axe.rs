//! What a machine can tell of accessibility, on every screen in real pixels: axe-core finds nothing serious.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::harness::{Home, Window, on_a_fresh_window, on_a_window_of};
use crate::steps::{ANSWERED, DIALOG, FIRST_ROW, PALETTE, go_to, run_command, see_sample};

#[test]
fn the_first_screen_has_no_barrier_in_light_and_dark() -> Result<()> {
    on_a_fresh_window("axe_first_run", async |window| {
        window.turn_to("Workestra").await?;
        window.see_text("h1", "Welcome to Workestra").await?;
        let mut look = Look::begin(window).await?;
        for theme in ["light", "dark"] {
            // Settings are made in a workspace; here the theme is the desktop's.
            window
                .execute(&format!("document.documentElement.dataset.theme = '{theme}'"))
                .await?;
            look.at(&format!("first run, {theme}")).await?;
        }
        look.nothing_found()
    })
}

#[test]
fn no_screen_has_a_barrier_in_the_light_theme() -> Result<()> {
    tour("axe_light", "light")
}

#[test]
fn no_screen_has_a_barrier_in_the_dark_theme() -> Result<()> {
    tour("axe_dark", "dark")
}

fn tour(name: &str, theme: &str) -> Result<()> {
    let home = Home::fresh()?;
    on_a_window_of(&home, name, &["--sample"], async |window| {
        see_sample(window).await?;
        run_command(window, &format!("Use the {theme} theme")).await?;
        window.see(&format!(":root[data-theme={theme}]")).await?;
        let mut look = Look::begin(window).await?;
        kinds(window, &mut look).await?;
        layers(window, &mut look).await?;
        pages(window, &mut look).await?;
        settings(window, &mut look).await?;
        look.nothing_found()
    })
}

/// Each kind as a list and as a page.
async fn kinds(window: &Window, look: &mut Look<'_>) -> Result<()> {
    for (keys, plural) in [
        ("gc", "Contacts"),
        ("gd", "Deals"),
        ("gt", "Tickets"),
        ("ga", "Candidates"),
        ("gk", "Tasks"),
    ] {
        go_to(window, keys, plural).await?;
        look.at(&format!("list of {plural}")).await?;
        window.press("Enter").await?;
        window.see("article h1").await?;
        look.at(&format!("page of one of {plural}")).await?;
    }
    Ok(())
}

/// A board, and what lies over a page.
async fn layers(window: &Window, look: &mut Look<'_>) -> Result<()> {
    go_to(window, "gd", "Deals").await?;
    window.press("b").await?;
    window.see("[data-card]").await?;
    look.at("board").await?;
    window.press("b").await?;
    window.see(FIRST_ROW).await?;
    window.press("Ctrl+K").await?;
    window.see(PALETTE).await?;
    window.type_text("harbour").await?;
    window.see(ANSWERED).await?;
    look.at("palette").await?;
    window.press("Esc").await?;
    window.see_gone(PALETTE).await?;

    for (key, shown) in [
        ("c", "New deal"),
        ("s", "Stage of"),
        ("l", "Tags of"),
        ("f", "Choose a value"),
        ("?", "Keyboard shortcuts"),
    ] {
        window.type_text(key).await?;
        window.see_text(DIALOG, shown).await?;
        look.at(shown).await?;
        window.press("Esc").await?;
        window.see_gone(DIALOG).await?;
    }
    run_command(window, "Select all that match").await?;
    window.see("[role=toolbar]").await?;
    look.at("chosen rows").await?;
    window.press("Esc").await?;
    window.see_gone("[role=toolbar]").await
}

async fn pages(window: &Window, look: &mut Look<'_>) -> Result<()> {
    for (command, heading) in [
        ("Go to my day", "My day"),
        ("Find duplicates", "Duplicates"),
        ("Open outbox", "Outbox"),
        ("Import a CSV file", "Import"),
    ] {
        run_command(window, command).await?;
        window.see_text("h1", heading).await?;
        window.see_gone("[aria-busy=true]").await?;
        look.at(heading).await?;
    }
    Ok(())
}

async fn settings(window: &Window, look: &mut Look<'_>) -> Result<()> {
    for (command, part) in [
        ("Open settings", "General"),
        ("Set members and roles", "Members"),
        ("Set the fields of each kind", "Fields"),
        ("Set pipelines and stages", "Pipelines"),
        ("Set the targets of tickets", "Ticket targets"),
        ("Set up email", "Email"),
        ("Set email templates", "Templates"),
        ("Set keyboard shortcuts", "Shortcuts"),
    ] {
        run_command(window, command).await?;
        window.see_text("[role=tab][aria-selected=true]", part).await?;
        look.at(&format!("settings, {part}")).await?;
    }
    Ok(())
}

/// Looks at screens one after the other and keeps what it finds, so that one run names everything.
struct Look<'a> {
    window: &'a Window,
    found: Vec<String>,
}

impl<'a> Look<'a> {
    async fn begin(window: &'a Window) -> Result<Self> {
        let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
        let axe = fs::read_to_string(axe).context("axe-core is not installed: run `cargo xtask setup`")?;
        window.execute(&axe).await?;
        let found = Vec::new();
        Ok(Self { window, found })
    }

    async fn at(&mut self, screen: &str) -> Result<()> {
        // What fades in has other colours on its way. What has just been put there begins to move a frame or two later,
        // so only two frames of rest in a row are rest.
        self.window
            .ask(
                "const [done] = arguments;
                const moving = () => document.querySelector('[data-starting-style], [data-ending-style]') !== null
                    || document.getAnimations().some((each) => each.pending || each.playState === 'running');
                const look = (still) => requestAnimationFrame(() =>
                    moving() ? look(0) : still === 2 ? done(true) : look(still + 1));
                look(0);",
                Vec::new(),
            )
            .await
            .with_context(|| format!("{screen} never came to rest"))?;
        let found = self
            .window
            .ask(
                "const [done] = arguments;
                // The guards at the ends of a popup only hand the focus on: nobody ever stands on one.
                const within = { exclude: [['[data-base-ui-focus-guard]']] };
                axe.run(within, { resultTypes: ['violations'] }).then(({ violations }) => done(violations
                    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
                    .flatMap(({ id, help, nodes }) => nodes.map(({ html, any }) =>
                        `${id} (${help}): ${html.slice(0, 300)} ${any.map(({ message }) => message).join('; ')}`))),
                    (error) => done([`axe failed: ${error}`]))",
                Vec::new(),
            )
            .await?;
        let found: Vec<String> = serde_json::from_value(found)?;
        self.found
            .extend(found.into_iter().map(|finding| format!("{screen}: {finding}")));
        Ok(())
    }

    fn nothing_found(self) -> Result<()> {
        let Self { found, .. } = self;
        ensure!(found.is_empty(), "{} barriers:\n{}", found.len(), found.join("\n"));
        Ok(())
    }
}
