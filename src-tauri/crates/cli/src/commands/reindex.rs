//! `reindex`

use std::process::ExitCode;

use serde_json::json;

use super::{print_json, print_line};
use crate::args::Reindex;
use crate::session::Session;

pub(crate) async fn run(session: &Session, args: Reindex) -> anyhow::Result<ExitCode> {
    let open = session.open().await?;
    let done = async {
        let search = open.search_engine();
        search.reindex().await?;
        search.wait_idle(true, args.wait).await?;
        Ok::<_, anyhow::Error>(search.status())
    }
    .await;
    open.close().await;
    let status = done?;
    if args.json {
        print_json(&json!({ "status": status }))?;
    } else {
        print_line("the text index was built anew")?;
    }
    Ok(ExitCode::SUCCESS)
}
