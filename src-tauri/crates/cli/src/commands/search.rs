//! `search`

use std::io::BufRead as _;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context as _, bail};
use serde_json::json;
use workestra_core::{Grant, Kind, Verb};
use workestra_engine::Open;
use workestra_engine::api::{Leg, SearchRequest, SearchResponse};

use super::{print_json, print_line};
use crate::args::Search;
use crate::session::{Session, grant};

pub(crate) async fn run(session: &Session, args: Search) -> anyhow::Result<ExitCode> {
    let kind = args.kind.as_deref().map(str::parse::<Kind>).transpose()?;
    let legs = legs(&args.legs)?;
    let open = session.open().await?;
    // A command line comes and goes: what the window would answer late has to be there at once.
    open.search_loaded().await;
    let asking = Asking {
        open: &open,
        grant: grant(&open, Verb::Read)?,
        kind,
        legs,
        args: &args,
    };
    let answered = match &args.query {
        Some(query) => asking.one(query).await,
        None => asking.lines().await,
    };
    open.close().await;
    answered?;
    Ok(ExitCode::SUCCESS)
}

fn legs(names: &[String]) -> anyhow::Result<Vec<Leg>> {
    names
        .iter()
        .map(|name| match name.trim() {
            "text" => Ok(Leg::Text),
            "fuzzy" => Ok(Leg::Fuzzy),
            "vector" => Ok(Leg::Vector),
            other => bail!("“{other}” is no leg: use text, fuzzy and vector, with commas between"),
        })
        .collect()
}

struct Asking<'a> {
    open: &'a Open,
    grant: Grant,
    kind: Option<Kind>,
    legs: Vec<Leg>,
    args: &'a Search,
}

impl Asking<'_> {
    async fn ask(&self, seq: i64, query: &str) -> anyhow::Result<SearchResponse> {
        let request = SearchRequest {
            text: query.to_owned(),
            seq,
            legs: self.legs.clone(),
            limit: self.args.limit.clamp(1, 1000),
            kind: self.kind,
            explain: self.args.explain || self.args.json,
        };
        Ok(self.open.search(&self.grant, request).await?)
    }

    async fn one(&self, query: &str) -> anyhow::Result<()> {
        let response = self.ask(0, query).await?;
        if self.args.json {
            return print_json(&answer(query, &response));
        }
        for issue in &response.issues {
            print_line(&format!("! {}", issue.message))?;
        }
        if response.hits.is_empty() {
            print_line("nothing found")?;
        }
        for (rank, hit) in response.hits.iter().enumerate() {
            let leg = format!("{:?}", hit.leg).to_lowercase();
            print_line(&format!(
                "{:>3}  {:<10} {}  [{leg}]  {}",
                rank + 1,
                hit.reference,
                hit.title,
                hit.context.join(" · ")
            ))?;
            if let (true, Some(why)) = (self.args.explain, &hit.why) {
                print_line(&format!("     {}", serde_json::to_string(why)?))?;
            }
        }
        Ok(())
    }

    /// One JSON line per line of standard input, with the time that the whole call took.
    async fn lines(&self) -> anyhow::Result<()> {
        for (seq, line) in std::io::stdin().lock().lines().enumerate() {
            let query = line.context("standard input cannot be read")?;
            let began = Instant::now();
            let response = self.ask(i64::try_from(seq)?, &query).await?;
            let micros = began.elapsed().as_micros();
            let mut line = answer(&query, &response);
            line["micros"] = json!(u64::try_from(micros)?);
            print_json(&line)?;
        }
        Ok(())
    }
}

/// One query's answer: hits with reference, kind, title, score and the rank in each leg.
fn answer(query: &str, response: &SearchResponse) -> serde_json::Value {
    let hits: Vec<_> = response
        .hits
        .iter()
        .map(|hit| {
            json!({
                "reference": hit.reference,
                "kind": hit.kind,
                "title": hit.title,
                "score": hit.score,
                "leg": hit.leg,
                "legs": hit.why.as_ref().map(|why| &why.legs),
                "why": hit.why,
                "snippet": hit.snippet,
            })
        })
        .collect();
    json!({
        "query": query,
        "hits": hits,
        "exact": response.exact,
        "legs": response.legs,
        "issues": response.issues,
        "micros": response.micros,
    })
}
