//! `--check`: proves from outside that the real window works, then ends the program. The web view itself opens the
//! palette, types, and reports the rows that it shows.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::Value as Json;
use tauri::{AppHandle, Manager as _};

use crate::windows;

/// Whether a check is on, and whether it is done.
pub(crate) struct Check {
    on: bool,
    done: AtomicBool,
}

/// One step at a time, whatever the page shows: opens the palette, types a letter, reports the rows.
const SCRIPT: &str = r#"(() => {
  const input = document.querySelector('[role="dialog"] input');
  if (!input) {
    document.querySelector('[data-action="palette"]')?.click();
    return;
  }
  if (!input.value) {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, 'a');
    input.dispatchEvent(new Event('input', { bubbles: true }));
    return;
  }
  const rows = document.querySelectorAll('[role="dialog"] [data-entity]').length;
  if (rows > 0) window.__TAURI_INTERNALS__.invoke('rpc', { name: 'check_painted', input: { rows } });
})();"#;

/// How long the window may take, first start and sample included.
const PATIENCE: Duration = Duration::from_secs(90);

impl Check {
    pub(crate) const fn new(on: bool) -> Self {
        Self {
            on,
            done: AtomicBool::new(false),
        }
    }

    /// Takes the page's report. Whether a check is on at all.
    pub(crate) fn report(&self, input: &Json) -> bool {
        if self.on && input["rows"].as_u64().is_some_and(|rows| rows > 0) {
            self.done.store(true, Ordering::Release);
        }
        self.on
    }
}

/// Ends the program with 0 once the page has reported, or with 1 when it has not in time.
#[expect(clippy::print_stdout, reason = "the caller of a check reads its outcome")]
pub(crate) fn watch(app: AppHandle) {
    tauri::async_runtime::spawn(async move {
        let until = tokio::time::Instant::now() + PATIENCE;
        loop {
            tokio::time::sleep(Duration::from_millis(300)).await;
            if app.state::<Check>().done.load(Ordering::Acquire) {
                println!("check: ok, the window answered a search");
                return app.exit(0);
            }
            if tokio::time::Instant::now() > until {
                println!(
                    "check: failed, the window showed no search result within {} s",
                    PATIENCE.as_secs()
                );
                return app.exit(1);
            }
            if let Some(window) = app.get_webview_window(windows::MAIN)
                && let Err(error) = window.eval(SCRIPT)
            {
                tracing::warn!(%error, "the page could not be asked");
            }
        }
    });
}
