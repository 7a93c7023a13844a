//! Prints load time, memory, query latency and batch throughput:
//! `cargo run --release -p workestra-embed --example speed -- models/all-MiniLM-L6-v2 [texts]`

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
    let batch: usize = env::args().nth(2).map_or(Ok(256), |count| count.parse())?;
    println!("before        {}", memory());
    let clock = Clock::start();
    let model = Model::load(&dir)?;
    println!("load          {}, {}", clock.since(1), memory());
    let clock = Clock::start();
    model.embed_query(QUERY)?;
    println!("first query   {}", clock.since(1));
    queries("query         ", &model)?;

    let texts = vec![TEXT; batch];
    for threads in [1, 2] {
        let clock = Clock::start();
        model.embed_batch(&texts, threads)?;
        println!("batch on {threads}    {} a text, {}", clock.since(batch), memory());
    }
    thread::scope(|scope| {
        let running = scope.spawn(|| model.embed_batch(&texts, 2).map(drop));
        queries("query beside a batch", &model)?;
        running
            .join()
            .map_err(|_| EmbedError::Thread("the batch panicked".to_owned()))?
    })?;
    Ok(())
}

fn queries(label: &str, model: &Model) -> Result<(), EmbedError> {
    let mut times = Vec::new();
    let whole = Clock::start();
    for index in 0..200 {
        let query = format!("{QUERY} {}", index % 10);
        let start = Instant::now();
        model.embed_query(&query)?;
        times.push(millis(start.elapsed()));
    }
    times.sort_by(f64::total_cmp);
    println!(
        "{label} p50 {:.2} ms, p95 {:.2} ms, best {:.2} ms; mean {}",
        times[100],
        times[190],
        times[0],
        whole.since(times.len())
    );
    Ok(())
}

/// Time on the wall, and of the process's threads: on a busy machine only the second says what the code costs.
struct Clock(Instant, f64);

impl Clock {
    fn start() -> Self {
        Self(Instant::now(), cpu_millis())
    }

    fn since(&self, count: usize) -> String {
        let wall = millis(self.0.elapsed()) / count as f64;
        let cpu = (cpu_millis() - self.1) / count as f64;
        format!("{wall:.2} ms (CPU {cpu:.2} ms)")
    }
}

/// User and system time of this process where the system tells it, in steps of 10 ms.
fn cpu_millis() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2);
    ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() * 10.0
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
