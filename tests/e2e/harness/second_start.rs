//! The program started while it runs, which hands its arguments over and ends.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::{Home, driver};

/// For the second start to hand over and end.
const PATIENCE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(20);

/// Starts the program again for this user, as a desktop's own key binding does, and waits until that start has ended.
///
/// # Errors
/// When it does not end in time, or says that it failed.
pub async fn start_again(home: &Home, arguments: &[&str]) -> Result<()> {
    let mut second = Command::new(driver::program()?)
        .args(arguments)
        .envs(home.variables())
        .stdin(Stdio::null())
        .spawn()
        .context("the program cannot be started a second time")?;
    let deadline = Instant::now() + PATIENCE;
    loop {
        match second.try_wait()? {
            Some(status) if status.success() => return Ok(()),
            Some(status) => bail!("the second start ended with {status}"),
            None if Instant::now() < deadline => tokio::time::sleep(PAUSE).await,
            None => {
                second.kill()?;
                second.wait()?;
                bail!(
                    "the second start was not handed over: it still runs after {} s",
                    PATIENCE.as_secs()
                );
            }
        }
    }
}
