//! One `psql` that is asked one statement after another.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context as _, bail};

use super::COLUMN;

/// Ends each answer.
const END: &str = "end of this answer";

/// An open connection.
pub struct Session {
    psql: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Session {
    /// Starts this `psql`, whose host is set already.
    ///
    /// # Errors
    /// It does not start.
    pub fn start(mut psql: Command) -> anyhow::Result<Self> {
        let mut psql = psql
            .args(["--username=bench", "--dbname=postgres"])
            .args([
                "--no-psqlrc",
                "--quiet",
                "--no-align",
                "--tuples-only",
                "--set=ON_ERROR_STOP=1",
            ])
            .arg(format!("--field-separator={COLUMN}"))
            .env("PGOPTIONS", "--client-min-messages=error")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .context("psql does not start")?;
        let to = psql.stdin.take().context("psql has no input")?;
        let from = psql.stdout.take().context("psql has no output")?;
        Ok(Self {
            psql,
            to,
            from: BufReader::new(from),
        })
    }

    /// Runs statements and gives the lines of their answers.
    ///
    /// # Errors
    /// A statement failed; psql says why on standard error and has ended.
    pub fn run(&mut self, statements: &str) -> anyhow::Result<Vec<String>> {
        // One write: a statement must not wait for the rest of itself.
        let text = format!("{statements}\n\\echo {END}\n");
        self.to.write_all(text.as_bytes()).context("psql has ended")?;
        self.to.flush()?;
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            if self.from.read_line(&mut line)? == 0 {
                bail!("PostgreSQL refused a statement: the lines above say why");
            }
            let line = line.trim_end_matches('\n');
            if line == END {
                return Ok(lines);
            }
            lines.push(line.to_owned());
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.to.write_all(b"\\q\n");
        let _ = self.psql.kill();
        let _ = self.psql.wait();
    }
}
