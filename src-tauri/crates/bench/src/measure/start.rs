//! From starting a process to its first answer, and what memory it holds then. The process is a new one that has done
//! nothing else; the system has the files in memory already.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use workestra_engine::Paths;
use workestra_engine::api::Leg;
use workestra_engine::headless::{self, Key};

use super::ms;
use crate::figure::{Figure, Unit};
use crate::report::Report;
use crate::typed;
use crate::world::{Vectors, World, ask};

/// How often a process is started.
const STARTS: usize = 5;
/// When a process counts as stuck.
const PATIENCE: Duration = Duration::from_secs(120);

/// What the process says, a line each.
const ANSWERED: &str = "answered";
const COMPLETE: &str = "complete";

/// Measures it, over a workspace that is closed.
///
/// # Errors
/// The process cannot be started or does not answer.
pub async fn measure(world: &World, report: Report) -> anyhow::Result<()> {
    let (mut answered, mut complete, mut memory) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..STARTS {
        let began = Instant::now();
        let mut process = Command::new(std::env::current_exe()?)
            .arg("--open")
            .arg(world.folder())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        if let Some(mut to) = process.stdin.take() {
            writeln!(to, "{}", world.code)?;
        }
        let said = BufReader::new(process.stdout.take().context("the process has no output")?);
        for line in said.lines() {
            match line?.as_str() {
                ANSWERED => answered.push(ms(began)),
                COMPLETE => complete.push(ms(began)),
                mb => memory.extend(mb.parse::<f64>()),
            }
        }
        if !process.wait()?.success() {
            bail!("the process that opens the workspace failed: the lines above say why");
        }
    }
    let figure = Figure::new("process start to first answer", world.entities, Unit::Ms, answered);
    report.figure(&figure.note("with a key as quick as the keychain's; files in the system's memory"))?;
    if world.vectors != Vectors::None {
        let figure = Figure::new(
            "process start to all vectors in memory",
            world.entities,
            Unit::Ms,
            complete,
        );
        report.figure(&figure.note("searches answer before"))?;
    }
    if memory.is_empty() {
        return report.left_out("memory", "this system does not tell it");
    }
    let figure = Figure::new(
        "memory after some typing, without the window",
        world.entities,
        Unit::Mb,
        memory,
    );
    report.figure(&figure.note(world.vectors.note()))
}

/// What the started process does.
///
/// # Errors
/// The workspace cannot be opened or does not answer.
#[expect(clippy::print_stdout, reason = "the process that started this one reads it")]
pub async fn answer(folder: &Path) -> anyhow::Result<()> {
    let began = Instant::now();
    let mut code = String::new();
    std::io::stdin().lock().read_line(&mut code)?;
    let open = headless::open(folder, Key::RecoveryCode(code.trim()), Paths::find_model(None)).await?;
    let words = [Leg::Text, Leg::Fuzzy];
    while ask(&open, "the", &words).await?.hits.is_empty() {
        if began.elapsed() > PATIENCE {
            bail!("a search found nothing for {} s", PATIENCE.as_secs());
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    println!("{ANSWERED}");
    open.search_loaded().await;
    println!("{COMPLETE}");
    let all = [Leg::Text, Leg::Fuzzy, Leg::Vector];
    for text in ["invoice overdue", "anna", "shipping delayed", "renewal"] {
        for key in typed::keys(text) {
            ask(&open, &key, &all).await?;
        }
    }
    if let Some(mb) = resident_mb() {
        println!("{mb:.1}");
    }
    open.close().await;
    Ok(())
}

/// Memory of this process that is in RAM, where the system tells (Linux).
fn resident_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024.0)
}
