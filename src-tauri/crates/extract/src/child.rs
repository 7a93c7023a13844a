//! The reading process: what it is asked, how it ties its own hands, what it answers.

use std::io::{self, BufRead, Read, Write};
use std::process::ExitCode;
use std::time::Instant;

use serde::{Deserialize, Serialize};

use crate::error::ExtractError;
use crate::extractor::Extracted;
use crate::gather::Gather;
use crate::limits::Limits;
use crate::sniff::{Sniffed, sniff};
use crate::{docx, pdf, plain};

/// What a program is started with to read an attachment.
pub(crate) const ARGUMENT: &str = "--extract-text";
/// Room for readers that recurse, in bytes; a file that needs more ends the process, which counts as damage.
const STACK: usize = 64 * 1024 * 1024;
/// The longest question, in bytes.
const QUESTION: u64 = 64 * 1024;

/// What comes in, on the first line; the attachment's bytes follow.
#[derive(Serialize, Deserialize)]
pub(crate) struct Question {
    pub(crate) name: String,
    pub(crate) limits: Limits,
}

/// What goes out, on the last line.
pub(crate) type Reply = Result<Extracted, ExtractError>;

/// Reads one attachment and says how the process should end, if it was started for that; none otherwise.
///
/// To be called first of all in `main`, before windows, threads, logs and files.
#[must_use]
pub fn serve_if_asked() -> Option<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    (arguments.next()? == ARGUMENT && arguments.next().is_none()).then(|| match serve() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The process that started this one reads it.
            let _said = writeln!(io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    })
}

fn serve() -> io::Result<()> {
    let mut stdin = io::stdin().lock();
    let mut line = String::new();
    stdin.by_ref().take(QUESTION).read_line(&mut line)?;
    let question: Question = serde_json::from_str(&line)?;
    restrict(&question.limits)?;
    // A panic's words would tell of the attachment's content.
    std::panic::set_hook(Box::new(|_| {}));
    let mut bytes = Vec::new();
    let most = question.limits.input as u64 + 1;
    stdin.take(most).read_to_end(&mut bytes)?;
    let reader = std::thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || read(&question.name, &bytes, &question.limits))?;
    let reply: Reply = reader.join().unwrap_or(Err(ExtractError::Damaged));
    let mut stdout = io::stdout().lock();
    write!(stdout, "\n{}", serde_json::to_string(&reply)?)?;
    stdout.flush()
}

/// Reads an attachment in this process.
pub(crate) fn read(name: &str, bytes: &[u8], limits: &Limits) -> Reply {
    if bytes.len() > limits.input {
        return Err(ExtractError::TooLarge);
    }
    let mut gather = Gather::new(limits.text, Instant::now() + limits.soft_time());
    let sniffed = sniff(name, bytes);
    match &sniffed {
        Sniffed::Text(_) => plain::read(bytes, &mut gather),
        Sniffed::Pdf => pdf::read(bytes, limits, &mut gather)?,
        Sniffed::Docx => docx::read(bytes, limits, &mut gather)?,
        Sniffed::Encrypted => return Err(ExtractError::Encrypted),
        Sniffed::Other(media_type) => return Err(ExtractError::Unsupported(media_type.clone())),
    }
    let media_type = sniffed.media_type().to_owned();
    if gather.is_late() && !gather.has_text() {
        return Err(ExtractError::TooSlow);
    }
    let (text, truncated) = gather.finish();
    Ok(Extracted {
        text,
        media_type,
        truncated,
    })
}

/// From here on: no further file or connection, no core dump with the attachment in it, a bounded heap, and an end
/// even if nobody is left to kill this process.
#[cfg(unix)]
fn restrict(limits: &Limits) -> io::Result<()> {
    let seconds = limits.time.as_secs().saturating_add(2);
    let bounds = [
        (libc::RLIMIT_CORE, 0),
        (libc::RLIMIT_NOFILE, 0),
        (libc::RLIMIT_CPU, seconds),
        (libc::RLIMIT_DATA, limits.memory),
    ];
    for (resource, most) in bounds {
        let most = most as libc::rlim_t;
        let bound = libc::rlimit {
            rlim_cur: most,
            rlim_max: most,
        };
        #[expect(unsafe_code, reason = "the standard library cannot bound a process")]
        // SAFETY: the call reads `bound`, which lives until it returns, and changes nothing in memory.
        let failed = unsafe { libc::setrlimit(resource, &raw const bound) } != 0;
        if failed {
            return Err(io::Error::last_os_error());
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn restrict(_limits: &Limits) -> io::Result<()> {
    Ok(())
}
