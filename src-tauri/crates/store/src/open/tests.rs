#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use super::*;
use crate::test_workspace::{opening, workspace};

#[tokio::test]
async fn a_schema_of_a_later_version_is_left_alone() {
    let (dir, store, code) = workspace().await;
    let later = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (99990101000000, 'later', 1, x'00', 0)";
    sql::execute(store.inner().writer.lock().await.idle().await.unwrap(), later, [])
        .await
        .unwrap();
    store.close().await.unwrap();
    let before = std::fs::read(dir.path().join(FILE)).unwrap();
    let outcome = Store::open(dir.path(), Unlock::RecoveryCode(code.expose()), &opening()).await;
    assert!(matches!(outcome.err(), Some(OpenError::NewerSchema)));
    assert_eq!(
        std::fs::read(dir.path().join(FILE)).unwrap(),
        before,
        "nothing was written"
    );
}

#[tokio::test]
async fn the_connections_are_set_up_as_the_file_needs_them() {
    let (_dir, store, _) = workspace().await;
    let mut writer = store.inner().writer.lock().await;
    let writer = writer.idle().await.unwrap();
    let mut reader = store.reader().await.unwrap();
    for (pragma, of_writer, of_reader) in [
        ("PRAGMA synchronous", Some(2), None),
        ("PRAGMA secure_delete", Some(1), None),
        ("PRAGMA foreign_keys", Some(1), Some(1)),
        ("PRAGMA temp_store", Some(2), Some(2)),
        ("PRAGMA query_only", Some(0), Some(1)),
        ("PRAGMA wal_autocheckpoint", Some(2_000), Some(0)),
    ] {
        for (connection, wanted) in [(&mut *writer, of_writer), (&mut *reader, of_reader)] {
            if wanted.is_some() {
                assert_eq!(sql::number(connection, pragma, []).await.unwrap(), wanted, "{pragma}");
            }
        }
    }
    let insert = "INSERT INTO settings (key, value) VALUES ('a', '1')";
    assert!(
        sql::execute(&mut reader, insert, []).await.is_err(),
        "readers cannot write"
    );
}
