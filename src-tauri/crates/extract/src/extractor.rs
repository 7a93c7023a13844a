//! Reading attachments, each with a format in a process of its own.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::child::{self, ARGUMENT, Question, Reply};
use crate::error::ExtractError;
use crate::limits::Limits;
use crate::sniff::{Sniffed, sniff};

/// How often a wait looks whether it is still wanted.
const LOOK: Duration = Duration::from_millis(20);
/// How much of a process's complaints is kept, in bytes.
const COMPLAINTS: u64 = 4 * 1024;
/// What an answer may hold beside its text, in bytes.
const ENVELOPE: usize = 64 * 1024;
/// What the process may know of this one's surroundings: where libraries are, and what Windows cannot do without.
const KEPT: [&str; 2] = ["LD_LIBRARY_PATH", "SYSTEMROOT"];

/// What an attachment says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extracted {
    /// Its text with `\n` line ends; empty if it has none, as a scanned page.
    pub text: String,
    /// What it is, by its content: `application/pdf`.
    pub media_type: String,
    /// Whether some of its text is missing: it has more than the limits let through, or parts that cannot be read.
    pub truncated: bool,
}

/// Reads attachments. Holds nothing open.
#[derive(Debug, Clone)]
pub struct Extractor {
    program: PathBuf,
    arguments: Vec<OsString>,
}

impl Extractor {
    /// With this very program as the reading process; its `main` must begin with [`crate::serve_if_asked`].
    ///
    /// # Errors
    /// When the system does not say which program this is.
    pub fn this_program() -> io::Result<Self> {
        std::env::current_exe().map(Self::program)
    }

    /// With another program whose `main` begins with [`crate::serve_if_asked`].
    #[must_use]
    pub fn program(program: PathBuf) -> Self {
        Self {
            program,
            arguments: vec![ARGUMENT.into()],
        }
    }

    /// The text of an attachment. Blocks until it is read, refused, too slow, or `cancelled` says true, which is
    /// asked some fifty times a second.
    ///
    /// # Errors
    /// Why there is no text; [`ExtractError`].
    pub fn extract(
        &self,
        name: &str,
        bytes: &[u8],
        limits: &Limits,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Extracted, ExtractError> {
        if cancelled() {
            return Err(ExtractError::Cancelled);
        }
        if bytes.len() > limits.input {
            return Err(ExtractError::TooLarge);
        }
        match sniff(name, bytes) {
            Sniffed::Pdf | Sniffed::Docx => self.ask(name, bytes, limits, cancelled),
            // Decoding letters is nothing that needs a process, and the rest is refused unread.
            Sniffed::Text(_) | Sniffed::Encrypted | Sniffed::Other(_) => child::read(name, bytes, limits),
        }
    }

    fn ask(
        &self,
        name: &str,
        bytes: &[u8],
        limits: &Limits,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Extracted, ExtractError> {
        let unavailable = |error: &dyn std::error::Error| ExtractError::Unavailable(error.to_string());
        let question = Question {
            // Only its ending counts.
            name: name
                .chars()
                .rev()
                .take(100)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect(),
            limits: *limits,
        };
        let mut question = serde_json::to_vec(&question).map_err(|error| unavailable(&error))?;
        question.push(b'\n');
        let until = Instant::now() + limits.time;
        let mut process = Process::start(self).map_err(|error| unavailable(&error))?;
        let (stdin, stdout, stderr) = process.pipes().map_err(|error| unavailable(&error))?;
        std::thread::scope(|scope| {
            scope.spawn(move || {
                let mut stdin = stdin;
                // A process that ends early hangs up, and its end says why.
                let _sent = stdin.write_all(&question).and_then(|()| stdin.write_all(bytes));
            });
            let complaints = scope.spawn(move || {
                let mut stderr = stderr;
                let mut text = Vec::new();
                let _read = stderr.by_ref().take(COMPLAINTS).read_to_end(&mut text);
                let _drained = io::copy(&mut stderr, &mut io::sink());
                String::from_utf8_lossy(&text).into_owned()
            });
            let (answered, answer) = mpsc::channel();
            // JSON doubles line ends and quotes; no character takes more than six bytes.
            let longest = limits.text.saturating_mul(6).saturating_add(ENVELOPE);
            scope.spawn(move || {
                let mut output = Vec::new();
                let _read = stdout.take(longest as u64).read_to_end(&mut output);
                let _told = answered.send(output);
            });
            let output = loop {
                match answer.recv_timeout(LOOK) {
                    Ok(output) => break output,
                    Err(RecvTimeoutError::Disconnected) => break Vec::new(),
                    Err(RecvTimeoutError::Timeout) if cancelled() => {
                        process.end();
                        return Err(ExtractError::Cancelled);
                    }
                    Err(RecvTimeoutError::Timeout) if Instant::now() >= until => {
                        process.end();
                        return Err(ExtractError::TooSlow);
                    }
                    Err(RecvTimeoutError::Timeout) => {}
                }
            };
            let status = process.end();
            let complaints = complaints.join().unwrap_or_default();
            reply(&output).unwrap_or_else(|| Err(ending(status, &complaints)))
        })
    }
}

/// The answer on the last line, behind whatever a library may have printed.
fn reply(output: &[u8]) -> Option<Reply> {
    let start = memchr::memrchr(b'\n', output)? + 1;
    serde_json::from_slice(&output[start..]).ok()
}

/// What it means that the process ended without an answer.
fn ending(status: Option<ExitStatus>, complaints: &str) -> ExtractError {
    if status.is_some_and(|status| status.code().is_some_and(|code| code != 0)) && !complaints.contains("overflowed") {
        // Its own words, or those of a program that is not the right one.
        return ExtractError::Unavailable(complaints.lines().next().unwrap_or("no answer").to_owned());
    }
    if complaints.contains("memory allocation") {
        return ExtractError::TooLarge;
    }
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        if status.and_then(|status| status.signal()) == Some(libc::SIGXCPU) {
            return ExtractError::TooSlow;
        }
    }
    ExtractError::Damaged
}

/// A running process that does not outlive this value.
struct Process(Child);

type Pipes = (
    std::process::ChildStdin,
    std::process::ChildStdout,
    std::process::ChildStderr,
);

impl Process {
    fn start(extractor: &Extractor) -> io::Result<Self> {
        let mut command = Command::new(&extractor.program);
        command
            .args(&extractor.arguments)
            .env_clear()
            .envs(KEPT.iter().filter_map(|name| Some((name, std::env::var_os(name)?))))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command.spawn().map(Self)
    }

    fn pipes(&mut self) -> io::Result<Pipes> {
        let taken = (self.0.stdin.take(), self.0.stdout.take(), self.0.stderr.take());
        match taken {
            (Some(stdin), Some(stdout), Some(stderr)) => Ok((stdin, stdout, stderr)),
            _ => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    /// Waits a moment for it to leave by itself after its answer, kills it otherwise, and says how it ended.
    fn end(&mut self) -> Option<ExitStatus> {
        for _ in 0..10 {
            if let Ok(Some(status)) = self.0.try_wait() {
                return Some(status);
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        // Already gone is as good.
        let _killed = self.0.kill();
        self.0.wait().ok()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end();
    }
}
