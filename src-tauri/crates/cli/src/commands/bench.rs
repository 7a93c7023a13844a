//! `bench`: what importing, indexing and searching cost here, at several sizes, on made-up entities.

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use serde_json::json;
use workestra_core::Verb;
use workestra_engine::api::{Leg, SearchRequest};
use workestra_engine::{Custody, Open, Paths, headless, write_made_up};

use super::{print_json, print_line};
use crate::args::Bench;
use crate::session::grant;

/// The seed of the made-up entities: two runs measure the same ones.
const SEED: u64 = 20_260_501;

/// What a person types, word by word, growing by one letter at a time.
const TYPED: [&str; 12] = [
    "invoice overdue",
    "refund delayed shipping",
    "müller",
    "anna",
    "renewal proposal",
    "rust engineer",
    "onboarding call",
    "cannot log in",
    "zahlung",
    "内部",
    "contract negotiation berlin",
    "passwort zurücksetzen",
];

/// Looks at one figure: its name, and values in milliseconds or per second.
struct Figures<'a> {
    wanted: Option<&'a str>,
    json: bool,
    entities: u64,
}

pub(crate) async fn run(args: Bench) -> anyhow::Result<ExitCode> {
    for &entities in &args.sizes {
        let folder = std::env::temp_dir().join(format!("workestra-bench-{}-{entities}", std::process::id()));
        let figures = Figures {
            wanted: args.name.as_deref(),
            json: args.json,
            entities,
        };
        let measured = measure(&folder, &figures).await;
        std::fs::remove_dir_all(&folder).with_context(|| format!("{} stays behind", folder.display()))?;
        measured?;
    }
    Ok(ExitCode::SUCCESS)
}

async fn measure(folder: &Path, figures: &Figures<'_>) -> anyhow::Result<()> {
    // Vectors of a million entities take hours to make; their legs have benchmarks of their own.
    let model = Paths::find_model(None).filter(|_| figures.entities <= 10_000);
    let (open, code) = headless::create(folder, "Benchmark", "Bench", Custody::None, false, model.clone()).await?;
    let began = Instant::now();
    write_made_up(open.store(), SEED, figures.entities).await?;
    figures.rate("import: entities stored per second", figures.entities, began.elapsed())?;
    open.search_engine().wait_idle(true, false).await?;
    figures.rate(
        "import: entities stored and searchable per second",
        figures.entities,
        began.elapsed(),
    )?;
    if figures.wants("index") {
        let began = Instant::now();
        open.search_engine().reindex().await?;
        open.search_engine().wait_idle(true, false).await?;
        figures.rate(
            "index: entities indexed from nothing per second",
            figures.entities,
            began.elapsed(),
        )?;
        if model.is_some() {
            let began = Instant::now();
            open.search_engine().wait_idle(true, true).await?;
            figures.rate("index: entities embedded per second", figures.entities, began.elapsed())?;
        }
    }
    if figures.wants("search") {
        searches(
            &open,
            figures,
            "search: typed key, text and fuzzy legs",
            &[Leg::Text, Leg::Fuzzy],
        )
        .await?;
        if model.is_some() {
            searches(
                &open,
                figures,
                "search: typed key, all legs",
                &[Leg::Text, Leg::Fuzzy, Leg::Vector],
            )
            .await?;
        }
    }
    if figures.wants("memory") {
        figures.print("memory: resident MB", &[resident_mb().unwrap_or_default()])?;
    }
    open.close().await;
    if figures.wants("start") {
        let began = Instant::now();
        let open = headless::open(folder, headless::Key::RecoveryCode(code.expose()), model).await?;
        // The recovery code is slow to try by design; a keychain's key is not.
        let opened = began.elapsed();
        let asked = Instant::now();
        ask(&open, "anna", &[Leg::Text, Leg::Fuzzy]).await?;
        figures.print("start: first search answered after opening, ms", &[ms(asked.elapsed())])?;
        figures.print("start: opening by recovery code, ms", &[ms(opened)])?;
        open.close().await;
    }
    Ok(())
}

async fn searches(open: &Open, figures: &Figures<'_>, name: &str, legs: &[Leg]) -> anyhow::Result<()> {
    let mut times = Vec::new();
    for text in TYPED {
        let letters: Vec<char> = text.chars().collect();
        for end in 1..=letters.len() {
            let typed: String = letters[..end].iter().collect();
            let began = Instant::now();
            ask(open, &typed, legs).await?;
            times.push(ms(began.elapsed()));
        }
    }
    figures.print(&format!("{name}, ms"), &times)
}

async fn ask(open: &Open, text: &str, legs: &[Leg]) -> anyhow::Result<()> {
    let request = SearchRequest {
        text: text.to_owned(),
        seq: 0,
        legs: legs.to_vec(),
        limit: 20,
        kind: None,
        explain: false,
    };
    open.search(&grant(open, Verb::Read)?, request).await?;
    Ok(())
}

impl Figures<'_> {
    fn wants(&self, name: &str) -> bool {
        self.wanted.is_none_or(|wanted| wanted == name)
    }

    fn rate(&self, name: &str, count: u64, took: Duration) -> anyhow::Result<()> {
        #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
        self.print(name, &[count as f64 / took.as_secs_f64()])
    }

    /// The median and the 95th percentile, with how many entities there were.
    fn print(&self, name: &str, values: &[f64]) -> anyhow::Result<()> {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let at = |percent: usize| {
            sorted
                .get((sorted.len().max(1) - 1) * percent / 100)
                .copied()
                .unwrap_or_default()
        };
        let (median, p95) = (at(50), at(95));
        if self.json {
            print_json(
                &json!({ "name": name, "entities": self.entities, "median": median, "p95": p95, "runs": sorted.len() }),
            )
        } else {
            print_line(&format!(
                "{:>9} entities  {name}: median {median:.2}, p95 {p95:.2}",
                self.entities
            ))
        }
    }
}

fn ms(took: Duration) -> f64 {
    took.as_secs_f64() * 1000.0
}

/// Memory of this process that is in RAM, where the system tells (Linux).
fn resident_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024.0)
}
