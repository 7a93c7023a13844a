#![expect(clippy::unwrap_used, reason = "tests")]

use sqlx::Row as _;
use workestra_core::query::Query;
use workestra_core::{Choice, FieldDef, FieldType, Kind, Policy, Schema, Verb};

use super::*;
use crate::clock::Clock;
use crate::list::paging::page_text;
use crate::sql::Cell;
use crate::table::LIVE;
use crate::test_workspace::{opening, workspace};
use crate::{Op, Unlock};

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

/// Custom fields of every type that can be sorted by.
fn custom_fields() -> Vec<FieldDef> {
    let choice = |key: &'static str| Choice {
        key: key.into(),
        label: key.into(),
    };
    let types = [
        FieldType::Text,
        FieldType::Email,
        FieldType::Number { min: None, max: None },
        FieldType::Bool,
        FieldType::Date,
        FieldType::DateTime,
        FieldType::Money,
        FieldType::Member,
        FieldType::Select {
            choices: vec![choice("large"), choice("small")].into(),
        },
    ];
    let fields = types.into_iter().enumerate();
    let mut fields: Vec<FieldDef> = fields
        .map(|(at, ty)| FieldDef {
            key: format!("own_{at}").into(),
            ..FieldDef::new("", "Own", ty)
        })
        .collect();
    fields.retain(FieldDef::sortable);
    fields
}

async fn custom_indexes(connection: &mut SqliteConnection) -> Option<i64> {
    let count =
        "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND name LIKE '%\\_by\\_custom\\_%' ESCAPE '\\'";
    sql::number(connection, count, []).await.unwrap()
}

#[tokio::test]
async fn custom_fields_get_an_index_to_sort_along_and_take_it_with_them() {
    let (dir, store, code) = workspace().await;
    let me = store.me().await.unwrap();
    let configure = Policy::grant(&me, Verb::Configure, None).unwrap();
    let fields = custom_fields();
    assert!(fields.len() >= 8, "{fields:?}");
    let add = |field: &FieldDef| Op::CustomFieldAdd {
        kind: Kind::Deal,
        field: field.clone(),
    };
    store.write(&configure, fields.iter().map(add).collect()).await.unwrap();
    let mut connection = store.reader().await.unwrap();
    let wanted = i64::try_from(fields.len()).ok();
    assert_eq!(custom_indexes(&mut connection).await, wanted);
    let (schema, clock) = (store.schema(), Clock::system());
    let meaning = Meaning {
        schema: &schema,
        clock: &clock,
    };
    let conditions = meaning.conditions(&Query::default(), Kind::Deal, true).unwrap();
    for field in &fields {
        let column = OrderColumn::of(&schema, &[], Kind::Deal, &field.key, false).unwrap();
        let (text, mut cells) = match &column.groups {
            Some(_) => (
                format!(
                    "SELECT num FROM deal WHERE {LIVE} AND {} = ? ORDER BY num LIMIT ? OFFSET ?",
                    column.expression
                ),
                vec![Cell::Null],
            ),
            None => {
                let order = std::slice::from_ref(&column);
                page_text(Kind::Deal, &conditions, order, Some(&column), false)
            }
        };
        cells.extend([Cell::Int(50), Cell::Int(0)]);
        let plan = plan(&mut connection, &text, cells).await;
        assert!(!plan.contains("TEMP B-TREE"), "{} is sorted: {plan}", field.key);
        assert!(plan.contains(&column.index.unwrap()), "{}: {plan}", field.key);
    }
    drop(connection);

    // A workspace of before has none.
    let mut writer = store.inner().writer.lock().await;
    crate::order::drop_custom_index(writer.idle().await.unwrap(), Kind::Deal, "own_0")
        .await
        .unwrap();
    drop(writer);
    store.close().await.unwrap();
    drop(store);
    let unlock = Unlock::RecoveryCode(code.expose());
    let store = Store::open(dir.path(), unlock, &opening()).await.unwrap();
    assert_eq!(custom_indexes(&mut *store.reader().await.unwrap()).await, wanted);

    let remove = |field: &FieldDef| Op::CustomFieldRemove {
        kind: Kind::Deal,
        key: field.key.to_string(),
    };
    let configure = Policy::grant(&me, Verb::Configure, None).unwrap();
    store
        .write(&configure, fields.iter().map(remove).collect())
        .await
        .unwrap();
    assert_eq!(custom_indexes(&mut *store.reader().await.unwrap()).await, Some(0));
    assert_eq!(store.verify().await.unwrap(), []);
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
