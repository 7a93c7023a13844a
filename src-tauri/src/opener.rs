//! Addresses handed to the program that the system has for them: the browser, the mail program.

use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// How long the system's opener may take to say that nothing opens such an address. Some stay for as long as the
/// program that they started does, so that more waiting would tell nothing.
const EARLY: Duration = Duration::from_secs(1);

/// Has the system open an address. The process lives on without this one.
pub(crate) fn open(url: &str) -> Result<(), String> {
    let mut command = command(url);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // Of a group of its own: what ends this program from a terminal does not end the browser.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let child = command.spawn().map_err(|error| {
        let program = command.get_program().to_string_lossy().into_owned();
        format!("{program}, which opens addresses on this system, cannot be started: {error}")
    })?;
    watch(child)
}

/// Waits a moment for a failure, and in the background for the end.
fn watch(mut child: Child) -> Result<(), String> {
    let (say, said) = mpsc::channel();
    std::thread::spawn(move || {
        // Nobody listens any more when it ends late.
        let _ = say.send(child.wait());
    });
    match said.recv_timeout(EARLY) {
        Ok(Ok(status)) if !status.success() => {
            Err("no program on this system opens such an address: choose one in the system's settings".to_owned())
        }
        Ok(Err(error)) => Err(format!("the system's opener was lost: {error}")),
        Ok(Ok(_)) | Err(_) => Ok(()),
    }
}

/// The address is one argument and goes through no shell.
#[cfg(target_os = "macos")]
fn command(url: &str) -> Command {
    let mut command = Command::new("open");
    command.arg(url);
    command
}

#[cfg(windows)]
fn command(url: &str) -> Command {
    let mut command = Command::new("rundll32");
    command.args(["url.dll,FileProtocolHandler", url]);
    command
}

#[cfg(not(any(target_os = "macos", windows)))]
fn command(url: &str) -> Command {
    let mut command = Command::new("xdg-open");
    command.arg(url);
    command
}

#[cfg(all(test, unix))]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn an_opener_that_fails_at_once_is_told_of_and_one_that_stays_is_not_waited_for() {
        assert!(watch(Command::new("false").spawn().unwrap()).is_err());
        assert_eq!(watch(Command::new("true").spawn().unwrap()), Ok(()));
        assert_eq!(watch(Command::new("sleep").arg("20").spawn().unwrap()), Ok(()));
    }
}
