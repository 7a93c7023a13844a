//! What a person sees of a window and does to it. Everything that looks waits, because everything shown is late.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use fantoccini::Client;
use fantoccini::Locator;
use fantoccini::elements::Element;
use fantoccini::wd::WindowHandle;
use serde_json::{Value, json};

use super::keys;

/// For something to appear. Far above what it takes, so that a busy machine fails no test.
const PATIENCE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(30);

/// Presses of one key after which what it should lead to is not there.
const MANY: usize = 150;

/// The program's windows, one of which is looked at.
#[derive(Clone)]
pub struct Window {
    client: Client,
}

impl Window {
    pub fn new(client: Client) -> Self {
        Self { client }
    }

    /// Turns to the window with this title, once it is there.
    ///
    /// # Errors
    /// When no window has it in time; the message lists the titles seen.
    pub async fn turn_to(&self, title: &str) -> Result<()> {
        let mut seen = Vec::new();
        let found = until(async || {
            seen = self.titles().await?;
            match seen.iter().find(|(_, present)| present == title) {
                Some((handle, _)) => {
                    self.client.switch_to_window(handle.clone()).await?;
                    Ok(Some(()))
                }
                None => Ok(None),
            }
        })
        .await?;
        found.with_context(|| format!("no window is called \"{title}\", there are {seen:?}"))
    }

    /// The first element that matches, once it is displayed.
    ///
    /// # Errors
    /// When none is in time.
    pub async fn see(&self, css: &str) -> Result<Element> {
        let seen = until(async || self.displayed(css).await).await?;
        seen.with_context(|| format!("\"{css}\" did not appear"))
    }

    /// Waits until nothing that matches is displayed.
    ///
    /// # Errors
    /// When something still is after the time.
    pub async fn see_gone(&self, css: &str) -> Result<()> {
        let gone = until(async || Ok(self.displayed(css).await?.is_none().then_some(()))).await?;
        gone.with_context(|| format!("\"{css}\" did not go away"))
    }

    /// Waits until the first element that matches shows `wanted` somewhere in it.
    ///
    /// # Errors
    /// When it does not in time; the message has what it showed.
    pub async fn see_text(&self, css: &str, wanted: &str) -> Result<()> {
        // Not by the driver's own idea of what is displayed, which takes a text cut with an ellipsis for hidden.
        let script = "const seen = [...document.querySelectorAll(arguments[0])].find((each) =>
                each.getClientRects().length > 0 && getComputedStyle(each).visibility !== 'hidden');
            return seen ? seen.innerText : ''";
        let mut shown = String::new();
        let found = until(async || {
            let text = self.client.execute(script, vec![json!(css)]).await?;
            shown = text.as_str().unwrap_or_default().to_owned();
            Ok(shown.contains(wanted).then_some(()))
        })
        .await?;
        found.with_context(|| format!("\"{css}\" shows \"{shown}\", not \"{wanted}\""))
    }

    /// Waits until a script's value is true; `what` says it in words.
    ///
    /// # Errors
    /// When it is not in time, or the script fails.
    pub async fn wait_until(&self, what: &str, script: &str) -> Result<()> {
        let script = format!("return Boolean({script})");
        let held = until(async || {
            let value = self.client.execute(&script, Vec::new()).await?;
            Ok((value == json!(true)).then_some(()))
        })
        .await?;
        held.with_context(|| format!("not true in time: {what}"))
    }

    /// The value of a script that returns one.
    ///
    /// # Errors
    /// When the script fails.
    pub async fn execute(&self, script: &str) -> Result<Value> {
        Ok(self.client.execute(script, Vec::new()).await?)
    }

    /// What a script answers later, by calling the last of its arguments.
    ///
    /// # Errors
    /// When the script fails.
    pub async fn ask(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.client.execute_async(script, arguments).await?)
    }

    /// Gives the program a command as the page does, and waits for its answer: for what a person does in a window of
    /// the desktop's own, which no driver reaches.
    ///
    /// # Errors
    /// When the program refuses it.
    pub async fn command(&self, name: &str, input: Value) -> Result<Value> {
        let script = "const [name, input, done] = arguments;
            window.__TAURI_INTERNALS__.invoke('rpc', { name, input })
                .then((answer) => done({ answer }), (refused) => done({ refused }))";
        let outcome = self.ask(script, vec![json!(name), input]).await?;
        match outcome.get("answer") {
            Some(answer) => Ok(answer.clone()),
            None => bail!("{name} was refused: {outcome}"),
        }
    }

    /// Presses keys together, by name: `Ctrl+K`.
    ///
    /// # Errors
    /// When a key has no such name or the driver fails.
    pub async fn press(&self, chord: &str) -> Result<()> {
        let actions = keys::chord(chord)?;
        self.client
            .perform_actions(actions)
            .await
            .with_context(|| format!("{chord} could not be pressed"))
    }

    /// Presses Enter where the focus is, after the driver has its answer: the window may hide itself at that key, and
    /// the driver would wait for a window that no longer answers.
    ///
    /// # Errors
    /// When the driver fails.
    pub async fn press_enter_and_leave(&self) -> Result<()> {
        self.execute(
            "const at = document.activeElement;
            const enter = { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true };
            setTimeout(() => {
                // A key that a script presses does not press a button by itself, as one of a keyboard does.
                if (at.dispatchEvent(new KeyboardEvent('keydown', enter)) && at instanceof HTMLButtonElement) at.click();
            }, 0)",
        )
        .await?;
        Ok(())
    }

    /// Presses Tab until what matches and shows `text` has the focus.
    ///
    /// # Errors
    /// When the whole page was gone through without it.
    pub async fn tab_to(&self, css: &str, text: &str) -> Result<()> {
        let script = "const [css, text] = arguments; const at = document.activeElement;
            return at !== null && at.matches(css) && at.innerText.includes(text)";
        self.press_till("Tab", script, vec![json!(css), json!(text)])
            .await?
            .with_context(|| format!("{MANY} times Tab did not lead to \"{text}\""))
    }

    /// Presses Tab until the field with this label has the focus.
    ///
    /// # Errors
    /// When the whole page was gone through without it.
    pub async fn tab_to_field(&self, label: &str) -> Result<()> {
        let script = "const [label] = arguments; const at = document.activeElement;
            const names = [at?.ariaLabel, ...[...(at?.labels ?? [])].map((each) => each.innerText)];
            return names.some((name) => name?.split(' · ')[0].trim() === label)";
        self.press_till("Tab", script, vec![json!(label)])
            .await?
            .with_context(|| format!("{MANY} times Tab did not lead to the field \"{label}\""))
    }

    /// Presses keys again and again until a script's value is true.
    ///
    /// # Errors
    /// When it never is.
    pub async fn press_until(&self, chord: &str, script: &str) -> Result<()> {
        self.press_till(chord, &format!("return Boolean({script})"), Vec::new())
            .await?
            .with_context(|| format!("{MANY} times {chord} did not make it true that {script}"))
    }

    async fn press_till(&self, chord: &str, script: &str, arguments: Vec<Value>) -> Result<Option<()>> {
        for pressed in 0..=MANY {
            if self.client.execute(script, arguments.clone()).await? == json!(true) {
                return Ok(Some(()));
            }
            if pressed < MANY {
                self.press(chord).await?;
            }
        }
        Ok(None)
    }

    /// Types into whatever has the focus.
    ///
    /// # Errors
    /// When the driver fails.
    pub async fn type_text(&self, text: &str) -> Result<()> {
        self.client
            .perform_actions(keys::text(text))
            .await
            .with_context(|| format!("\"{text}\" could not be typed"))
    }

    /// The page as it is now, for a failure's evidence.
    ///
    /// # Errors
    /// When the driver fails.
    pub async fn source(&self) -> Result<String> {
        Ok(self.client.source().await?)
    }

    async fn displayed(&self, css: &str) -> Result<Option<Element>> {
        let found = match self.client.find_all(Locator::Css(css)).await {
            Err(error) if error.is_stale_element_reference() => return Ok(None),
            found => found?,
        };
        for element in found {
            // An element that is replaced while it is looked at counts as not there, here and above.
            if element.is_displayed().await.unwrap_or(false) {
                return Ok(Some(element));
            }
        }
        Ok(None)
    }

    async fn titles(&self) -> Result<Vec<(WindowHandle, String)>> {
        let mut titles = Vec::new();
        for handle in self.client.windows().await? {
            self.client.switch_to_window(handle.clone()).await?;
            titles.push((handle, self.client.title().await?));
        }
        Ok(titles)
    }
}

/// Asks again until there is an answer or the time is up.
async fn until<T>(mut question: impl AsyncFnMut() -> Result<Option<T>>) -> Result<Option<T>> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        match tokio::time::timeout(PATIENCE, question()).await {
            Ok(Ok(Some(answer))) => return Ok(Some(answer)),
            Ok(Ok(None)) if Instant::now() < deadline => tokio::time::sleep(PAUSE).await,
            Ok(Ok(None)) => return Ok(None),
            Ok(Err(error)) => return Err(error),
            Err(_) => bail!("the driver does not answer"),
        }
    }
}
