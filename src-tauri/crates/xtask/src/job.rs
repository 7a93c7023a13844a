//! A program to start: what to call, and what a person should do when it fails.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};
use std::{io, thread};

use anyhow::{Context, Result, bail};

/// One call of another program. Its failure names the command and says what to do about it.
pub struct Job {
    command: Command,
    advice: String,
}

impl Job {
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program);
        // Nothing here asks questions: a program that would is better off failing than hanging.
        command.stdin(Stdio::null());
        Self {
            command,
            advice: String::from("the lines above say why"),
        }
    }

    /// Cargo itself, the same one that runs us, started at the workspace's root.
    pub fn cargo(root: &Path) -> Self {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut job = Self::new(cargo).folder(root);
        // `cargo run` describes this crate to us; a build script that looks must not take it for its own.
        for (name, _) in std::env::vars_os() {
            let own = name.to_string_lossy();
            if own.starts_with("CARGO_PKG_") || own.starts_with("CARGO_MANIFEST_") {
                job.command.env_remove(&name);
            }
        }
        job
    }

    pub fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.command.arg(argument);
        self
    }

    pub fn args<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.command.args(arguments);
        self
    }

    pub fn folder(mut self, folder: impl AsRef<Path>) -> Self {
        self.command.current_dir(folder);
        self
    }

    pub fn env(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub fn env_remove(mut self, name: impl AsRef<OsStr>) -> Self {
        self.command.env_remove(name);
        self
    }

    /// What a person should do when this fails.
    pub fn advice(mut self, advice: impl Into<String>) -> Self {
        self.advice = advice.into();
        self
    }

    /// Runs it with our own output, to its end.
    ///
    /// # Errors
    /// When it cannot be started or ends with anything but success.
    pub fn run(mut self) -> Result<()> {
        let status = self.start()?.wait().with_context(|| self.shown())?;
        self.judge(status)
    }

    /// Runs it and gives what it wrote to standard output.
    ///
    /// # Errors
    /// As [`Job::run`], and when the output is not UTF-8.
    pub fn output(mut self) -> Result<String> {
        self.command.stdout(Stdio::piped());
        let output = self.start()?.wait_with_output().with_context(|| self.shown())?;
        self.judge(output.status)?;
        String::from_utf8(output.stdout).with_context(|| format!("`{}` wrote what is not UTF-8", self.shown()))
    }

    /// Whether it starts, is quiet and succeeds: for asking whether something is there.
    pub fn succeeds(mut self) -> bool {
        self.command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    }

    /// What it writes to standard output when it succeeds, and nothing when it does not: for asking until it does.
    pub fn answer(mut self) -> Option<String> {
        let asked = self.command.stderr(Stdio::null()).output().ok()?;
        let text = String::from_utf8(asked.stdout).ok()?;
        asked.status.success().then_some(text)
    }

    /// Runs it, passing its output on line by line to `on_line` as well, and says whether it succeeded.
    ///
    /// # Errors
    /// When it cannot be started or its output cannot be read.
    pub fn watch(mut self, mut on_line: impl FnMut(&str)) -> Result<bool> {
        self.command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.start()?;
        let (lines, seen) = mpsc::channel();
        let out = child.stdout.take().context("no standard output")?;
        let err = child.stderr.take().context("no standard error")?;
        let readers = [
            pass_on(out, io::stdout(), lines.clone()),
            pass_on(err, io::stderr(), lines),
        ];
        for line in seen {
            on_line(&line);
        }
        for reader in readers {
            if reader.join().is_err() {
                bail!("the output of `{}` could not be passed on", self.shown());
            }
        }
        Ok(child.wait().with_context(|| self.shown())?.success())
    }

    /// Runs it with our own output, and stops it when it has not ended within `limit`.
    ///
    /// # Errors
    /// As [`Job::run`], and when the time is up.
    pub fn run_within(mut self, limit: Duration) -> Result<()> {
        let deadline = Instant::now() + limit;
        let mut child = self.start()?;
        loop {
            if let Some(status) = child.try_wait().with_context(|| self.shown())? {
                return self.judge(status);
            }
            if Instant::now() >= deadline {
                child.kill().with_context(|| self.shown())?;
                child.wait().with_context(|| self.shown())?;
                bail!(
                    "`{}` did not end within {} s: {}",
                    self.shown(),
                    limit.as_secs(),
                    self.advice
                );
            }
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// The command as it will be started, for those who keep the process themselves.
    pub fn into_command(self) -> Command {
        self.command
    }

    fn start(&mut self) -> Result<std::process::Child> {
        self.command.spawn().with_context(|| {
            format!(
                "`{}` cannot be started: {}",
                self.command.get_program().to_string_lossy(),
                self.advice
            )
        })
    }

    fn judge(&self, status: ExitStatus) -> Result<()> {
        if status.success() {
            return Ok(());
        }
        bail!("`{}` failed ({status}): {}", self.shown(), self.advice)
    }

    fn shown(&self) -> String {
        let program = Path::new(self.command.get_program());
        let mut shown = program
            .file_name()
            .unwrap_or(program.as_os_str())
            .to_string_lossy()
            .into_owned();
        for argument in self.command.get_args() {
            // Writing to a string cannot fail.
            let _ = write!(shown, " {}", argument.to_string_lossy());
        }
        shown
    }
}

fn pass_on(
    from: impl Read + Send + 'static,
    mut to: impl Write + Send + 'static,
    lines: mpsc::Sender<String>,
) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        let mut from = BufReader::new(from);
        let mut bytes = Vec::new();
        while from.read_until(b'\n', &mut bytes).is_ok_and(|read| read > 0) {
            // A closed terminal must not end the tests: their result is still wanted.
            let _ = to.write_all(&bytes);
            let line = String::from_utf8_lossy(&bytes);
            let _ = lines.send(line.trim_end().to_owned());
            bytes.clear();
        }
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is wrong")]

    use super::*;

    #[test]
    fn a_failure_names_the_command_and_what_to_do() {
        let error = Job::new("sh")
            .args(["-c", "exit 3"])
            .advice("install a shell")
            .run()
            .unwrap_err()
            .to_string();
        assert!(error.contains("sh -c exit 3"), "{error}");
        assert!(error.ends_with("install a shell"), "{error}");
    }

    #[test]
    fn a_missing_program_is_named_with_the_advice() {
        let error = Job::new("workestra-no-such-program")
            .advice("install it")
            .run()
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("workestra-no-such-program") && error.ends_with("install it"),
            "{error}"
        );
    }

    #[test]
    fn both_outputs_are_watched_line_by_line() {
        let mut seen = Vec::new();
        let success = Job::new("sh")
            .args(["-c", "echo one; echo two >&2; exit 1"])
            .watch(|line| seen.push(line.to_owned()))
            .unwrap();
        seen.sort();
        assert_eq!(seen, ["one", "two"]);
        assert!(!success, "the exit code must not be lost");
    }

    #[test]
    fn a_program_that_does_not_end_is_stopped() {
        let error = Job::new("sleep")
            .arg("600")
            .advice("look why")
            .run_within(Duration::from_millis(50))
            .unwrap_err()
            .to_string();
        assert!(error.contains("did not end within"), "{error}");
    }
}
