//! Pages of lists: the first in every order that is offered, and one far down.

use std::time::Instant;

use workestra_core::{Kind, Verb};
use workestra_engine::api::{EntityList, EntityPage, Sort};

use super::ms;
use crate::figure::{Figure, Unit};
use crate::report::Report;
use crate::world::{World, grant};

/// Rows of a page.
const ROWS: u32 = 50;
/// How often each page is read.
const TIMES: usize = 5;
/// Pages scrolled through one after the other.
const SCROLLED: u32 = 20;

/// Measures it.
///
/// # Errors
/// The workspace cannot be read.
pub async fn measure(world: &World, report: Report) -> anyhow::Result<()> {
    let mut times = Vec::new();
    let mut slowest = (0.0, String::new());
    for kind in Kind::ALL {
        for key in columns(kind) {
            for descending in [false, true] {
                let mut best = f64::MAX;
                for _ in 0..TIMES {
                    let began = Instant::now();
                    page(world, kind, "", &key, descending, 0).await?;
                    let took = ms(began);
                    times.push(took);
                    best = best.min(took);
                }
                if best > slowest.0 {
                    let order = if descending { "descending" } else { "ascending" };
                    slowest = (best, format!("{kind} by {key} {order}"));
                }
            }
        }
    }
    let figure = Figure::new("list, first page in any order", world.entities, Unit::Ms, times);
    let note = format!("slowest order: {}, {:.2} ms at best", slowest.1, slowest.0);
    report.figure(&figure.note(note))?;
    deep(world, report).await
}

/// Pages from the middle of the longest list, whole and filtered, in orders that people scroll in.
async fn deep(world: &World, report: Report) -> anyhow::Result<()> {
    for (name, filter) in [
        ("list, page in the middle", ""),
        ("list filtered by a word, page in the middle", "an"),
        ("list filtered by stage, page in the middle", "-stage:lead"),
    ] {
        let mut times = Vec::new();
        let mut slowest = (0.0, "");
        let mut rows = 0;
        for key in ["title", "updated_at", "field:company", "field:stage"] {
            let total = page(world, Kind::Contact, filter, key, false, 0).await?.total;
            rows = total;
            let middle = u32::try_from(total / 2).unwrap_or(u32::MAX);
            // One page after the other, as they are scrolled through.
            for step in 0..SCROLLED {
                let began = Instant::now();
                page(world, Kind::Contact, filter, key, false, middle + step * ROWS).await?;
                let took = ms(began);
                times.push(took);
                if took > slowest.0 {
                    slowest = (took, key);
                }
            }
        }
        let figure = Figure::new(name, world.entities, Unit::Ms, times);
        let note = format!("{rows} contacts; slowest: by {}, {:.0} ms", slowest.1, slowest.0);
        report.figure(&figure.note(note))?;
    }
    Ok(())
}

/// Every key that a list may be sorted by.
fn columns(kind: Kind) -> Vec<String> {
    let common = ["reference", "title", "created_at", "updated_at"].map(str::to_owned);
    let own = kind.def().fields.iter().filter(|field| field.sortable());
    common
        .into_iter()
        .chain(own.map(|field| format!("field:{}", field.key)))
        .collect()
}

async fn page(
    world: &World,
    kind: Kind,
    filter: &str,
    key: &str,
    descending: bool,
    offset: u32,
) -> anyhow::Result<EntityPage> {
    let list = EntityList {
        kind,
        filter: filter.to_owned(),
        sort: vec![Sort {
            key: key.to_owned(),
            descending,
        }],
        offset,
        limit: ROWS,
    };
    Ok(world.open.entity_list(&grant(&world.open, Verb::Read)?, list).await?)
}
