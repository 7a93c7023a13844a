//! `get`

use std::process::ExitCode;

use workestra_core::{Value, Verb};
use workestra_engine::api::EntityName;

use super::{print_json, print_line};
use crate::args::Get;
use crate::session::{Session, grant};

pub(crate) async fn run(session: &Session, args: Get) -> anyhow::Result<ExitCode> {
    let open = session.open().await?;
    let detail = open
        .entity_get(&grant(&open, Verb::Read)?, EntityName { entity: args.reference })
        .await;
    open.close().await;
    let detail = detail?;
    if args.json {
        print_json(&detail)?;
    } else {
        let entity = &detail.entity;
        print_line(&format!("{}  {}", entity.reference, entity.title))?;
        for (key, value) in &entity.fields {
            print_line(&format!("  {key}: {}", shown(value)))?;
        }
        for entry in &detail.timeline {
            print_line(&format!("  — {}", entry.text.lines().next().unwrap_or_default()))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn shown(value: &Value) -> String {
    match value {
        Value::Bool(yes) => yes.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::Money(money) => format!("{} {} minor units", money.currency, money.minor),
        Value::List(list) => list.join(", "),
    }
}
