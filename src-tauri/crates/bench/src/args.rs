//! The command line.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};

/// Measures importing, indexing, finding and starting on made-up entities, with peers beside it.
#[derive(Debug, Clone, Parser)]
#[command(name = "workestra-bench", version, about)]
pub struct Args {
    /// One benchmark; all of them without.
    pub name: Option<Benchmark>,
    /// Sizes in entities.
    #[arg(long, value_delimiter = ',', default_value = "1000,10000,100000")]
    pub sizes: Vec<u64>,
    /// Prints one JSON line per figure.
    #[arg(long)]
    pub json: bool,
    /// Above so many entities vectors are drawn, not made by the model: making them takes hours.
    #[arg(long, default_value_t = 10_000)]
    pub embed_up_to: u64,
    /// Above so many entities peers are left out: filling them takes hours.
    #[arg(long, default_value_t = 100_000)]
    pub peers_up_to: u64,
    /// Look-ups by an exact identifier.
    #[arg(long, default_value_t = 10_000)]
    pub lookups: usize,
    /// Opens this workspace, whose recovery code comes on standard input, and says when it answers. Started by the
    /// benchmark itself, to measure a process that has done nothing else.
    #[arg(long, hide = true)]
    pub open: Option<PathBuf>,
}

/// What can be measured by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Benchmark {
    /// Each key of what people type, beside the peers.
    Search,
    /// A CSV file through the whole import, and taking it back.
    Import,
    /// Storing, the text index from nothing, and embedding.
    Index,
    /// Pages of lists in every order.
    List,
    /// What the other screens ask for: an entity's page, boards, the day, duplicates.
    Screens,
    /// From a change to its being found.
    Change,
    /// From starting a process to its first answer, and its memory.
    Start,
    /// Whether an exact identifier comes first.
    Exact,
    /// How good the ranking is.
    Quality,
}

impl Args {
    /// Whether this benchmark is asked for.
    pub fn wants(&self, benchmark: Benchmark) -> bool {
        self.name.is_none_or(|name| name == benchmark)
    }

    /// The largest size whose vectors the model makes: ranking is judged there.
    pub fn judged_size(&self) -> Option<u64> {
        self.sizes
            .iter()
            .copied()
            .filter(|&size| size <= self.embed_up_to)
            .max()
    }
}
