use std::str::FromStr as _;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};
use workestra_core::Verb;
use workestra_store::Op;

use crate::desk::{Desk, all_bytes, deal, holds};

#[tokio::test]
async fn numbers_and_references_of_erased_entities_are_not_given_again() {
    let mut desk = Desk::new().await;
    let first = desk.create(deal("Roof")).await;
    let num = desk.num(first.id).await;
    desk.store
        .write(&desk.grant(Verb::Erase).await, vec![Op::Erase { id: first.id }])
        .await
        .unwrap();
    desk.reopen().await;
    let second = desk.create(deal("Floor")).await;
    assert_eq!(second.reference.number, 2);
    assert!(desk.num(second.id).await > num);
}

#[tokio::test]
async fn the_file_cannot_be_read_without_its_key() {
    let desk = Desk::new().await;
    desk.create(deal("Roof")).await;
    desk.store.close().await.unwrap();
    let url = format!("sqlite://{}", desk.path().join("workspace.db").display());
    let mut plain = SqliteConnectOptions::from_str(&url).unwrap().connect().await.unwrap();
    let read = sqlx::query("SELECT count(*) FROM sqlite_schema")
        .fetch_one(&mut plain)
        .await;
    assert!(read.is_err());
    plain.close().await.unwrap();
    assert!(!holds(&all_bytes(desk.path()), b"SQLite format 3"));
}
