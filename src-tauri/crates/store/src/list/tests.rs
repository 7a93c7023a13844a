#![expect(clippy::unwrap_used, reason = "tests")]

use sqlx::Row as _;
use workestra_core::query::Query;
use workestra_core::{Kind, Schema};

use super::*;
use crate::clock::Clock;
use crate::list::paging::page_text;
use crate::sql::Cell;
use crate::table::LIVE;
use crate::test_workspace::workspace;

async fn plan(connection: &mut SqliteConnection, text: &str, cells: Vec<Cell>) -> String {
    let rows = sql::rows_made(connection, format!("EXPLAIN QUERY PLAN {text}"), cells)
        .await
        .unwrap();
    let steps: Vec<String> = rows.iter().map(|row| row.try_get(3).unwrap()).collect();
    steps.join("; ")
}

#[tokio::test]
async fn every_offered_sort_column_is_walked_along_an_index() {
    let (_dir, store, _) = workspace().await;
    let clock = Clock::system();
    let schema = Schema::declared();
    let meaning = Meaning {
        schema: &schema,
        clock: &clock,
    };
    let mut connection = store.reader().await.unwrap();
    for kind in Kind::ALL {
        let conditions = meaning.conditions(&Query::default(), kind, true).unwrap();
        let own = ["title", "reference", "created_at", "updated_at"].map(str::to_owned);
        let declared = kind.def().fields.iter().filter(|field| field.sortable());
        let keys = own
            .into_iter()
            .chain(declared.map(|field| format!("field:{}", field.key)));
        for key in keys {
            for (descending, backwards) in [(false, false), (true, false), (false, true), (true, true)] {
                let column = OrderColumn::of(&schema, &[], kind, &key, descending).unwrap();
                let plan = match &column.groups {
                    Some(_) => {
                        let text = format!(
                            "SELECT num FROM {kind} WHERE {LIVE} AND {} = ? ORDER BY {}",
                            column.expression,
                            column.tie(backwards)
                        );
                        plan(&mut connection, &text, vec![Cell::Null]).await
                    }
                    None => {
                        let order = [column.clone()];
                        let (text, mut cells) = page_text(kind, &conditions, &order, Some(&column), backwards);
                        cells.extend([Cell::Int(50), Cell::Int(0)]);
                        plan(&mut connection, &text, cells).await
                    }
                };
                assert!(
                    !plan.contains("TEMP B-TREE"),
                    "{kind} by {key}, {descending}, {backwards}, is sorted: {plan}"
                );
                let index = column.index.unwrap_or_else(|| kind.to_string());
                assert!(
                    plan.contains(&index),
                    "{kind} by {key}, {descending}, {backwards}, goes another way: {plan}"
                );
            }
        }
    }
}

#[tokio::test]
async fn a_column_that_is_not_offered_is_refused() {
    let schema = Schema::declared();
    for key in [
        "emails",
        "about",
        "salary_expectation",
        "no_such",
        "display_title",
        "num; DROP TABLE contact",
    ] {
        let refused = OrderColumn::of(&schema, &[], Kind::Contact, key, false);
        assert!(matches!(refused, Err(StoreError::NoSuchColumn(_))), "{key}");
    }
}
