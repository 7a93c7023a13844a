#![expect(clippy::unwrap_used, reason = "tests")]

use sqlx::Row as _;
use workestra_core::query::Query;
use workestra_core::query::parse::{QueryContext, parse};
use workestra_core::{Choice, Draft, FieldDef, FieldType, Fields, Kind, Member, Money, Policy, Schema, Value, Verb};

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
            choices: vec![choice("large"), choice("small")],
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
    assert_eq!(custom_indexes(&mut store.reader().await.unwrap()).await, wanted);

    let remove = |field: &FieldDef| Op::CustomFieldRemove {
        kind: Kind::Deal,
        key: field.key.to_string(),
    };
    let configure = Policy::grant(&me, Verb::Configure, None).unwrap();
    store
        .write(&configure, fields.iter().map(remove).collect())
        .await
        .unwrap();
    assert_eq!(custom_indexes(&mut store.reader().await.unwrap()).await, Some(0));
    assert_eq!(store.verify().await.unwrap(), []);
}

/// What the words of a filter on deals mean.
fn of_deals<'a>(schema: &'a Schema, members: &'a [Member]) -> QueryContext<'a> {
    QueryContext {
        schema,
        members,
        me: members[0].id,
        today: "2026-11-22".parse().unwrap(),
        kind: Some(Kind::Deal),
    }
}

/// Deals enough that the order of all is gone about as in a long list.
async fn many_deals(store: &Store) {
    let me = store.me().await.unwrap();
    let write = Policy::grant(&me, Verb::Write, None).unwrap();
    let companies = ["Acme", "acme", "Éclair", "Zeta", ""];
    let stages = ["qualification", "proposal", "won"];
    let op = |at: usize| {
        let mut fields = Fields::from([
            ("name".to_owned(), format!("Deal {}", at * 7919 % 2600).into()),
            ("stage".to_owned(), stages[at % 3].into()),
        ]);
        if let Some(company) = companies.get(at % 7).filter(|company| !company.is_empty()) {
            fields.insert("company".to_owned(), (*company).into());
        }
        if !at.is_multiple_of(5) {
            let minor = i64::try_from(at % 40).unwrap() * 100;
            let currency = "EUR".to_owned();
            fields.insert("amount".to_owned(), Value::Money(Money { minor, currency }));
        }
        if !at.is_multiple_of(2) {
            fields.insert("owner".to_owned(), Value::from(me.id.to_string()));
        }
        let draft = Draft {
            kind: Kind::Deal,
            fields,
        };
        Op::Create { id: None, draft }
    };
    store.write(&write, (0..2600).map(op).collect()).await.unwrap();
}

#[tokio::test]
async fn far_down_a_list_is_in_the_same_order_as_at_its_top() {
    let (_dir, store, _) = workspace().await;
    many_deals(&store).await;
    let (schema, members, clock) = (store.schema(), store.members(), Clock::system());
    let meaning = Meaning {
        schema: &schema,
        clock: &clock,
    };
    let context = of_deals(&schema, &members);
    let mut connection = store.reader().await.unwrap();
    let own = ["title", "reference", "created_at"].map(str::to_owned);
    let declared = Kind::Deal.def().fields.iter().filter(|field| field.sortable());
    let keys: Vec<String> = own
        .into_iter()
        .chain(declared.map(|field| field.key.to_string()))
        .collect();
    for filter in ["", "deal 1", "-stage:won", "-has:company"] {
        let parsed = parse(filter, &context);
        assert_eq!(parsed.issues, [], "{filter}");
        let conditions = meaning.conditions(&parsed.query, Kind::Deal, true).unwrap();
        let total = store.count(&mut connection, Kind::Deal, &conditions).await.unwrap();
        let sorts = keys.iter().flat_map(|key| [vec![(key, false)], vec![(key, true)]]);
        let sorts = sorts.chain([vec![(&keys[4], true), (&keys[0], false)], Vec::new()]);
        for sort in sorts {
            let order: Vec<OrderColumn> = sort
                .iter()
                .map(|(key, descending)| OrderColumn::of(&schema, &members, Kind::Deal, key, *descending).unwrap())
                .collect();
            let list = List {
                store: &store,
                kind: Kind::Deal,
                conditions: &conditions,
                order: &order,
                total,
                live: 2600,
            };
            let whole = list.whole(&mut connection).await.unwrap();
            let (text, mut cells) = page_text(Kind::Deal, &conditions, &order, None, false);
            cells.extend([Cell::Int(-1), Cell::Int(0)]);
            let sorted = read_nums(&mut connection, text, cells).await.unwrap();
            assert_eq!(*whole, *sorted, "“{filter}” by {sort:?}");
            assert_eq!(i64::try_from(whole.len()).unwrap(), total);
            for skip in [0, 40, 499, 520, 800, total - 50, total] {
                let page = list.page(&mut connection, skip, 50).await.unwrap();
                let place = usize::try_from(skip.max(0)).unwrap();
                let wanted = &sorted[place.min(sorted.len())..(place + 50).min(sorted.len())];
                assert_eq!(page, wanted, "“{filter}” by {sort:?} from {skip}");
            }
        }
    }
}

#[tokio::test]
async fn a_page_far_down_knows_of_the_latest_change() {
    let (_dir, store, _) = workspace().await;
    many_deals(&store).await;
    let schema = store.schema();
    let members = store.members();
    let context = of_deals(&schema, &members);
    let query = parse("deal", &context).query;
    let sort = [("title".to_owned(), false)];
    let asked = ListQuery {
        kind: Kind::Deal,
        query: &query,
        sort: &sort,
        offset: 1000,
        limit: 3,
    };
    let before = store.list(&asked).await.unwrap();
    let gone = Op::Trash {
        id: before.entities[0].id,
    };
    let write = Policy::grant(&store.me().await.unwrap(), Verb::Write, None).unwrap();
    store.write(&write, vec![gone]).await.unwrap();
    let after = store.list(&asked).await.unwrap();
    assert_eq!(after.total, before.total - 1);
    assert_eq!(after.entities[..2], before.entities[1..]);
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
