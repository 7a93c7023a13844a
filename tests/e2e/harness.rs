//! Starts the program as a fresh user would have it, and drives its windows.

mod driver;
mod evidence;
mod home;
mod keys;
mod second_start;
mod window;

use std::time::Duration;

use anyhow::{Context, Result, bail};

pub use self::driver::App;
pub use self::home::Home;
pub use self::second_start::start_again;
pub use self::window::Window;

/// For one test, start and end of the program included. A hanging web view must not hang the whole run.
const LIMIT: Duration = Duration::from_secs(240);

/// Runs a test on the program, opened for a user who has never used it. When the test fails, the screen and the
/// page are kept in `target/e2e-screens` under the test's `name`.
///
/// # Errors
/// Those of the test, and when the program does not start, end, or finish in time.
pub fn on_a_fresh_window(name: &str, test: impl AsyncFnOnce(&Window) -> Result<()>) -> Result<()> {
    let home = Home::fresh()?;
    on_a_window_of(&home, name, &[], test)
}

/// The same for a user whose files are already there, with arguments for the program.
///
/// # Errors
/// As [`on_a_fresh_window`].
pub fn on_a_window_of(
    home: &Home,
    name: &str,
    arguments: &[&str],
    test: impl AsyncFnOnce(&Window) -> Result<()>,
) -> Result<()> {
    run(home, name, arguments, test, End::Closed)
}

/// The same, but the program is killed right after the test instead of being closed.
///
/// # Errors
/// As [`on_a_fresh_window`].
pub fn on_a_window_killed_after(
    home: &Home,
    name: &str,
    arguments: &[&str],
    test: impl AsyncFnOnce(&Window) -> Result<()>,
) -> Result<()> {
    run(home, name, arguments, test, End::Killed)
}

/// How the program comes to its end.
enum End {
    Closed,
    Killed,
}

fn run(
    home: &Home,
    name: &str,
    arguments: &[&str],
    test: impl AsyncFnOnce(&Window) -> Result<()>,
    end: End,
) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let app = App::start(home, arguments).await?;
        let window = app.window();
        let outcome = match tokio::time::timeout(LIMIT, test(&window)).await {
            Ok(outcome) => outcome,
            Err(_) => bail_in_time(),
        };
        if outcome.is_err() {
            evidence::keep(name, &window).await;
        }
        let ended = match end {
            End::Killed if outcome.is_ok() => app.kill().await,
            End::Killed | End::Closed => app.close().await,
        };
        outcome.with_context(|| format!("screen and page are in target/e2e-screens/{name}.*"))?;
        ended
    })
}

fn bail_in_time() -> Result<()> {
    bail!("the test did not end within {} s", LIMIT.as_secs())
}
