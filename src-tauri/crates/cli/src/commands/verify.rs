//! `verify`

use std::process::ExitCode;

use serde_json::json;

use super::{print_json, print_line};
use crate::args::Verify;
use crate::session::Session;

pub(crate) async fn run(session: &Session, args: Verify) -> anyhow::Result<ExitCode> {
    let open = session.open().await?;
    let checked = async {
        let search = open.search_engine();
        // What is only late is not wrong.
        search.wait_idle(true, false).await?;
        let mut problems: Vec<_> = open
            .store()
            .verify()
            .await?
            .into_iter()
            .map(|problem| (problem.check.to_owned(), problem.message))
            .collect();
        problems.extend(
            search
                .verify()
                .await?
                .into_iter()
                .map(|problem| (problem.check.to_owned(), problem.message)),
        );
        Ok::<_, anyhow::Error>((problems, search.status()))
    }
    .await;
    open.close().await;
    let (problems, status) = checked?;
    if args.json {
        let listed: Vec<_> = problems
            .iter()
            .map(|(check, message)| json!({ "check": check, "message": message }))
            .collect();
        print_json(&json!({ "clean": problems.is_empty(), "problems": listed, "status": status }))?;
    } else if problems.is_empty() {
        print_line("database, text index and vectors agree")?;
    } else {
        for (check, message) in &problems {
            print_line(&format!("{check}: {message}"))?;
        }
    }
    Ok(if problems.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
