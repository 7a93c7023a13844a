//! What the window asks for when a screen other than a list is opened.

use std::time::Instant;

use workestra_core::{Grant, Kind, Verb};
use workestra_engine::Open;
use workestra_engine::api::{BoardAsk, DuplicateSearch, EntityList, EntityName, EntityPage, Nothing, Sort};

use super::ms;
use crate::figure::{Figure, Unit};
use crate::report::Report;
use crate::world::{World, grant};

/// Entities of each kind whose pages are opened.
const PAGES: u32 = 10;
/// How often each screen is opened.
const TIMES: usize = 5;
/// Cards that a column of a board begins with.
const CARDS: u32 = 50;

/// Measures it.
///
/// # Errors
/// The workspace cannot be read.
pub async fn measure(world: &World, report: Report) -> anyhow::Result<()> {
    let (open, entities) = (&world.open, world.entities);
    let read = grant(open, Verb::Read)?;
    let figure = |name: &str, times| report.figure(&Figure::new(name, entities, Unit::Ms, times));

    let (mut pages, mut suggested, mut similar) = (Vec::new(), Vec::new(), Vec::new());
    for kind in Kind::ALL {
        for entity in list(open, &read, kind, "", "updated_at", PAGES).await?.entities {
            let name = || EntityName {
                entity: entity.reference.to_string(),
            };
            let began = Instant::now();
            open.entity_get(&read, name()).await?;
            open.entity_duplicates(&read, name()).await?;
            pages.push(ms(began));
            let began = Instant::now();
            open.suggestion_list(&read, name()).await?;
            suggested.push(ms(began));
            let began = Instant::now();
            open.similar_records(&read, name()).await?;
            similar.push(ms(began));
        }
    }
    figure("page of an entity, with who may be the same", pages)?;
    figure("panel, suggested actions", suggested)?;
    figure("panel, similar records", similar)?;

    let mut boards = Vec::new();
    for kind in Kind::ALL {
        for _ in 0..TIMES {
            let began = Instant::now();
            board(open, &read, kind).await?;
            boards.push(ms(began));
        }
    }
    figure("board, sums and the first cards of each stage", boards)?;

    let mut days = Vec::new();
    for _ in 0..TIMES {
        let began = Instant::now();
        for (kind, filter, sort) in [
            (Kind::Task, "is:open owner:me has:overdue", "field:due"),
            (Kind::Task, "is:open owner:me due:today", "field:due"),
            (Kind::Ticket, "is:open owner:me has:overdue", "field:due_at"),
            (Kind::Deal, "is:open owner:me has:overdue", "field:close_date"),
            (Kind::Deal, "is:open owner:me -has:next_step", "field:close_date"),
        ] {
            list(open, &read, kind, filter, sort, CARDS).await?;
        }
        days.push(ms(began));
    }
    figure("my day", days)?;

    let mut counts = Vec::new();
    let mut duplicates = Vec::new();
    for _ in 0..TIMES {
        let began = Instant::now();
        open.kind_counts(&read, Nothing {}).await?;
        counts.push(ms(began));
        let began = Instant::now();
        let search = DuplicateSearch { kind: Kind::Contact };
        open.duplicate_groups(&read, search).await?;
        duplicates.push(ms(began));
    }
    figure("sidebar, counts", counts)?;
    figure("duplicates among contacts", duplicates)
}

async fn board(open: &Open, read: &Grant, kind: Kind) -> anyhow::Result<()> {
    let ask = BoardAsk {
        kind,
        filter: String::new(),
    };
    let board = open.board_totals(read, ask).await?;
    for total in board.totals {
        let stage = format!("stage:{}", total.stage);
        list(open, read, kind, &stage, "updated_at", CARDS).await?;
    }
    Ok(())
}

async fn list(
    open: &Open,
    read: &Grant,
    kind: Kind,
    filter: &str,
    sort: &str,
    limit: u32,
) -> anyhow::Result<EntityPage> {
    let list = EntityList {
        kind,
        filter: filter.to_owned(),
        sort: vec![Sort {
            key: sort.to_owned(),
            descending: false,
        }],
        offset: 0,
        limit,
    };
    let page = open.entity_list(read, list).await?;
    anyhow::ensure!(page.issues.is_empty(), "{filter}: {:?}", page.issues);
    Ok(page)
}
