//! What is measured, size by size.

mod change;
mod import;
mod list;
mod screens;
mod search;
mod start;

use crate::args::{Args, Benchmark};
use crate::quality;
use crate::report::Report;
use crate::world::World;

/// Measures what is asked for.
///
/// # Errors
/// The disk, the model or a peer fails.
pub async fn run(args: Args) -> anyhow::Result<()> {
    if let Some(folder) = &args.open {
        return start::answer(folder).await;
    }
    let report = Report::begin(args.json)?;
    for &entities in &args.sizes {
        if args.name != Some(Benchmark::Import) {
            size(entities, &args, report).await?;
        }
        if args.wants(Benchmark::Import) {
            import::measure(entities, report).await?;
        }
    }
    if args.judged_size().is_none() {
        for (benchmark, name) in [(Benchmark::Exact, "exact"), (Benchmark::Quality, "quality")] {
            if args.wants(benchmark) {
                let why = format!(
                    "it needs a size of at most {}, whose vectors mean something",
                    args.embed_up_to
                );
                report.left_out(name, &why)?;
            }
        }
    }
    Ok(())
}

async fn size(entities: u64, args: &Args, report: Report) -> anyhow::Result<()> {
    let judged = args.judged_size() == Some(entities);
    let only_judged = matches!(args.name, Some(Benchmark::Exact | Benchmark::Quality));
    if only_judged && !judged {
        return Ok(());
    }
    let world = World::make(entities, args, report).await?;
    if args.wants(Benchmark::Search) {
        search::measure(&world, args, report).await?;
    }
    if args.wants(Benchmark::List) {
        list::measure(&world, report).await?;
    }
    if args.wants(Benchmark::Screens) {
        screens::measure(&world, report).await?;
    }
    if judged && args.wants(Benchmark::Exact) {
        quality::exact::measure(&world, args.lookups, report).await?;
    }
    if judged && args.wants(Benchmark::Quality) {
        quality::ranking::measure(&world, report).await?;
    }
    if args.wants(Benchmark::Change) {
        change::measure(&world, report).await?;
    }
    if args.wants(Benchmark::Start) {
        world.open.close().await;
        start::measure(&world, report).await?;
    }
    world.end().await
}

/// Milliseconds since then.
pub fn ms(began: std::time::Instant) -> f64 {
    began.elapsed().as_secs_f64() * 1000.0
}
