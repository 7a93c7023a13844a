//! `import`

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use serde_json::json;
use workestra_core::{Kind, Verb};
use workestra_engine::api::{
    ColumnMapping, DuplicatePolicy, ImportInspect, ImportInspected, ImportStart, Outcome, RowOutcome,
};
use workestra_engine::{Cancel, Imported, Importing, Open};

use super::{print_json, print_line};
use crate::args::{Duplicates, Import};
use crate::session::{Session, grant};

pub(crate) async fn run(session: &Session, args: Import) -> anyhow::Result<ExitCode> {
    let kind: Kind = args.kind.parse()?;
    let open = session.open().await?;
    let done = import(&open, kind, &args).await;
    let indexed = if done.is_ok() {
        open.search_engine().wait_idle(args.wait, args.wait).await
    } else {
        Ok(())
    };
    open.close().await;
    done?;
    indexed?;
    Ok(ExitCode::SUCCESS)
}

async fn import(open: &Open, kind: Kind, args: &Import) -> anyhow::Result<()> {
    let path = args
        .file
        .to_str()
        .context("the file's name is not valid Unicode: rename it")?
        .to_owned();
    let start = plan(open, kind, args, path).await?;
    let cancel = Cancel::default();
    stop_on_interrupt(&cancel);
    let mut unprinted = Ok(());
    let Imported { summary, reasons } = Importing {
        store: open.store(),
        grant: &grant(open, Verb::Import)?,
        cancel,
        progress: &|_, _, _| {},
        on_row: &mut |row| {
            if args.json && unprinted.is_ok() {
                unprinted = print_json(&line(row));
            }
        },
    }
    .run(&start)
    .await?;
    unprinted?;
    if let Some(file) = &args.rejects {
        workestra_engine::save_rejects(Path::new(&start.path), &start.options, &reasons, file)?;
    }
    let rows = summary.created + summary.updated + summary.skipped + summary.rejected;
    if args.json {
        print_json(&json!({
            "totals": {
                "rows": rows,
                "created": summary.created,
                "updated": summary.updated,
                "skipped": summary.skipped,
                "rejected": summary.rejected,
                "dry_run": summary.dry_run,
            }
        }))
    } else {
        for row in summary
            .rows
            .iter()
            .filter(|row| matches!(row.outcome, Outcome::Rejected { .. }))
        {
            if let Outcome::Rejected { reasons } = &row.outcome {
                print_line(&format!(
                    "row {} (line {}) left out: {}",
                    row.row,
                    row.line,
                    reasons.join("; ")
                ))?;
            }
        }
        print_line(&workestra_engine::import_sentence(&summary, kind))
    }
}

/// How the file is read and what goes where: as guessed, but for what the command line says.
async fn plan(open: &Open, kind: Kind, args: &Import, path: String) -> anyhow::Result<ImportStart> {
    let read = grant(open, Verb::Import)?;
    let look = |options| ImportInspect {
        path: path.clone(),
        kind: Some(kind),
        options,
    };
    let mut found = open.import_inspect(&read, look(None)).await?;
    if args.encoding.is_some() || args.delimiter.is_some() {
        let mut options = found.options.clone();
        if let Some(encoding) = &args.encoding {
            options.encoding.clone_from(encoding);
        }
        if let Some(delimiter) = &args.delimiter {
            options.delimiter = match delimiter.as_str() {
                "tab" | "\\t" => '\t',
                other => other.chars().next().context("--delimiter needs a character")?,
            };
        }
        found = open.import_inspect(&read, look(Some(options))).await?;
    }
    for map in &args.maps {
        apply(&mut found, map)?;
    }
    Ok(ImportStart {
        path,
        kind,
        options: found.options,
        mapping: found.mapping,
        duplicates: match args.duplicates {
            Duplicates::Skip => DuplicatePolicy::Skip,
            Duplicates::Update => DuplicatePolicy::Update,
            Duplicates::Create => DuplicatePolicy::Create,
        },
        dry_run: args.dry_run,
    })
}

/// `Column=field`: the column's header, or its number from 1.
fn apply(found: &mut ImportInspected, map: &str) -> anyhow::Result<()> {
    let (column, field) = map
        .rsplit_once('=')
        .with_context(|| format!("“{map}” is no mapping: write COLUMN=FIELD"))?;
    let headers = &found.shape.headers;
    let at = headers
        .iter()
        .position(|header| header.trim().eq_ignore_ascii_case(column.trim()))
        .or_else(|| {
            column
                .trim()
                .parse::<usize>()
                .ok()?
                .checked_sub(1)
                .filter(|at| *at < headers.len())
        });
    let Some(at) = at else {
        bail!("there is no column “{column}”: the file has {}", headers.join(", "))
    };
    let field = field.trim();
    let mapped = ColumnMapping {
        column: at,
        field: (!field.is_empty()).then(|| field.to_owned()),
        confidence: 100,
    };
    found.mapping.retain(|known| known.column != at);
    found.mapping.push(mapped);
    Ok(())
}

fn line(row: &RowOutcome) -> serde_json::Value {
    let (outcome, reference, error) = match &row.outcome {
        Outcome::Created { reference, .. } => ("created", reference.clone(), None),
        Outcome::Updated { reference, .. } => ("updated", Some(reference.clone()), None),
        Outcome::Skipped { duplicate_of } => ("skipped", None, Some(format!("duplicate of {duplicate_of}"))),
        Outcome::Rejected { reasons } => ("rejected", None, Some(reasons.join("; "))),
    };
    json!({ "row": row.row, "line": row.line, "outcome": outcome, "reference": reference, "error": error })
}

/// Ctrl+C stops the import, which then has written nothing.
fn stop_on_interrupt(cancel: &Cancel) {
    let cancel = cancel.clone();
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            cancel.cancel();
        }
    });
}
