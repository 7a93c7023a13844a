//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Workestra without a window: scripts and tests over the same engine.
#[derive(Debug, Parser)]
#[command(name = "workestra-cli", version, about)]
pub(crate) struct Cli {
    /// The workspace's folder.
    #[arg(long, global = true, env = "WORKESTRA_WORKSPACE", default_value = "workspace")]
    pub(crate) workspace: PathBuf,

    /// The file with the recovery code: `create` writes it, the others open the workspace with it. Works where no
    /// keychain runs.
    #[arg(long, global = true)]
    pub(crate) recovery_code_file: Option<PathBuf>,

    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Makes a workspace.
    Create(Create),
    /// Imports a CSV file as entities of one kind, or checks what an import would do.
    Import(Import),
    /// Finds entities. Reads queries from standard input, one per line, when none is given.
    Search(Search),
    /// Prints an entity.
    Get(Get),
    /// Writes a list as CSV.
    Export(Export),
    /// Builds the text index anew, and makes missing vectors.
    Reindex(Reindex),
    /// Checks database, text index and vectors against each other. Exits with 1 when something is wrong.
    Verify(Verify),
}

#[derive(Debug, Args)]
pub(crate) struct Create {
    /// The workspace's name.
    #[arg(long, default_value = "Workspace")]
    pub(crate) name: String,
    /// The first member's name.
    #[arg(long, default_value = "You")]
    pub(crate) member: String,
    /// Fills it with the sample's fictional people.
    #[arg(long)]
    pub(crate) sample: bool,
    /// Prints one JSON object.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The file.
    pub(crate) file: PathBuf,
    /// What the rows are: contact, deal, ticket, candidate or task.
    #[arg(long)]
    pub(crate) kind: String,
    /// Sends a column to a field: `--map "Full Name=full_name"`; `--map "Notes="` leaves it out. Columns not named go
    /// where their header says.
    #[arg(long = "map", value_name = "COLUMN=FIELD")]
    pub(crate) maps: Vec<String>,
    /// What to do with rows that are there already.
    #[arg(long, value_enum, default_value_t = Duplicates::Skip)]
    pub(crate) duplicates: Duplicates,
    /// Encoding of the file, when the guess is wrong: utf-8, utf-16le, shift_jis, big5, windows-1252 …
    #[arg(long)]
    pub(crate) encoding: Option<String>,
    /// Delimiter, when the guess is wrong: one character, or `tab`.
    #[arg(long)]
    pub(crate) delimiter: Option<String>,
    /// Writes the rows that were left out to this file, with the reason.
    #[arg(long)]
    pub(crate) rejects: Option<PathBuf>,
    /// Only says what would happen.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Returns when text and vectors of all entities are complete.
    #[arg(long)]
    pub(crate) wait: bool,
    /// Prints one JSON line per row, then one with the totals.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Duplicates {
    /// Pass the row over.
    Skip,
    /// Change the entity that is there.
    Update,
    /// Make another entity.
    Create,
}

#[derive(Debug, Args)]
pub(crate) struct Search {
    /// What to find, filters and all.
    pub(crate) query: Option<String>,
    /// At most this many hits.
    #[arg(long, default_value_t = 20)]
    pub(crate) limit: usize,
    /// Only this kind.
    #[arg(long)]
    pub(crate) kind: Option<String>,
    /// The legs to run, any of text, fuzzy and vector; the exact tier always runs.
    #[arg(long, value_delimiter = ',', default_value = "text,fuzzy,vector")]
    pub(crate) legs: Vec<String>,
    /// Adds why each hit ranks where it does.
    #[arg(long)]
    pub(crate) explain: bool,
    /// Prints JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Get {
    /// A reference such as DEAL-7, or an id.
    pub(crate) reference: String,
    /// Prints JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The file to write.
    pub(crate) file: PathBuf,
    /// What to export.
    #[arg(long)]
    pub(crate) kind: String,
    /// Only what matches, in the query language.
    #[arg(long, default_value = "")]
    pub(crate) filter: String,
    /// Prints one JSON object.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Reindex {
    /// Returns when text and vectors are complete.
    #[arg(long)]
    pub(crate) wait: bool,
    /// Prints one JSON object.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// Prints one JSON object.
    #[arg(long)]
    pub(crate) json: bool,
}
