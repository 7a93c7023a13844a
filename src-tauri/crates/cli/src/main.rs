//! `workestra-cli`: the engine on the command line, for scripts and tests.

mod args;
mod commands;
mod session;

use std::process::ExitCode;

use clap::Parser as _;

use crate::args::{Cli, Command};
use crate::session::Session;

fn main() -> ExitCode {
    // Attachments are read by a process of this same program that can open nothing.
    if let Some(code) = workestra_engine::serve_extraction() {
        return code;
    }
    let filter = tracing_subscriber::EnvFilter::try_from_env("WORKESTRA_LOG").unwrap_or_else(|_| "error".into());
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error.into()),
    };
    match runtime.block_on(run(cli)) {
        Ok(code) => code,
        Err(error) => fail(&error),
    }
}

#[expect(
    clippy::print_stderr,
    reason = "a command line says what went wrong on standard error"
)]
fn fail(error: &anyhow::Error) -> ExitCode {
    eprintln!("workestra-cli: {error:#}");
    ExitCode::FAILURE
}

async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let session = Session {
        workspace: cli.workspace,
        recovery_code_file: cli.recovery_code_file,
    };
    match cli.command {
        Command::Create(args) => commands::create::run(&session, args).await,
        Command::Import(args) => commands::import::run(&session, args).await,
        Command::Search(args) => commands::search::run(&session, args).await,
        Command::Get(args) => commands::get::run(&session, args).await,
        Command::Export(args) => commands::export::run(&session, args).await,
        Command::Reindex(args) => commands::reindex::run(&session, args).await,
        Command::Verify(args) => commands::verify::run(&session, args).await,
    }
}
