//! `export`

use std::process::ExitCode;

use anyhow::Context as _;
use serde_json::json;
use workestra_core::Kind;
use workestra_engine::Cancel;
use workestra_engine::api::ExportStart;

use super::{print_json, print_line};
use crate::args::Export;
use crate::session::Session;

pub(crate) async fn run(session: &Session, args: Export) -> anyhow::Result<ExitCode> {
    let kind: Kind = args.kind.parse()?;
    let path = args
        .file
        .to_str()
        .context("the file's name is not valid Unicode: choose another")?
        .to_owned();
    let open = session.open().await?;
    let start = ExportStart {
        kind,
        filter: args.filter,
        sort: Vec::new(),
        columns: None,
        path,
    };
    let exported = open.export(&start, &Cancel::default(), &|_, _| {}).await;
    open.close().await;
    let count = exported?;
    if args.json {
        print_json(&json!({ "exported": count }))?;
    } else {
        print_line(&format!("exported {count}"))?;
    }
    Ok(ExitCode::SUCCESS)
}
