//! Prints load time, memory, query latency and batch throughput:
//! `cargo run --release -p workestra-embed --example speed -- models/all-MiniLM-L6-v2`

use std::env;
use std::error::Error;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use workestra_embed::{EmbedError, Model};

const QUERY: &str = "renewal offer for acme waiting";
const TEXT: &str = "Invoice 20931 was charged twice after the upgrade to the business plan. The customer asks for a \
    refund of the second payment, a corrected invoice with the new company address, and a short call before Friday \
    because their finance team closes the month. Priority high, owner Dana.";

fn main() -> Result<(), Box<dyn Error>> {
    let dir = env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from("models/all-MiniLM-L6-v2"), PathBuf::from);
    println!("before          {}", memory());
    let start = Instant::now();
    let model = Model::load(&dir)?;
    println!("load            {:.0} ms, {}", millis(start.elapsed()), memory());
    let start = Instant::now();
    model.embed_query(QUERY)?;
    println!("first query     {:.1} ms", millis(start.elapsed()));
    println!("query           {}", queries(&model)?);
    println!("                {}", memory());

    let texts = vec![TEXT; 256];
    for threads in [1, 2] {
        let start = Instant::now();
        model.embed_batch(&texts, threads)?;
        let rate = texts.len() as f64 / start.elapsed().as_secs_f64();
        println!("batch, {threads} thread  {rate:.1} texts/s, {}", memory());
    }
    thread::scope(|scope| {
        let batch = scope.spawn(|| model.embed_batch(&texts, 2).map(drop));
        println!("query in batch  {}", queries(&model)?);
        batch
            .join()
            .map_err(|_| EmbedError::Thread("the batch panicked".to_owned()))?
    })?;
    Ok(())
}

fn queries(model: &Model) -> Result<String, EmbedError> {
    let mut times = Vec::new();
    for index in 0..200 {
        let query = format!("{QUERY} {}", index % 10);
        let start = Instant::now();
        model.embed_query(&query)?;
        times.push(millis(start.elapsed()));
    }
    times.sort_by(f64::total_cmp);
    Ok(format!("p50 {:.2} ms, p95 {:.2} ms", times[100], times[190]))
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Resident memory where the system tells it: all, and the part that no file backs.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let field = |name: &str| -> u64 {
        let line = status.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        line.split_whitespace()
            .nth(1)
            .and_then(|kib| kib.parse().ok())
            .unwrap_or_default()
    };
    format!(
        "RSS {} MiB (anonymous {} MiB, peak {} MiB)",
        field("VmRSS") >> 10,
        field("RssAnon") >> 10,
        field("VmHWM") >> 10
    )
}
