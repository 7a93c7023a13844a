#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use workestra_core::{Draft, Fields, Kind, Policy, Value, Verb};

use crate::test_workspace::workspace;
use crate::{Op, VECTOR_DIMENSIONS, VectorOf, sql};

/// A check that finds nothing is worth nothing unless it finds what is there.
#[tokio::test]
async fn every_kind_of_fault_is_found() {
    for (check, fault) in [
        ("identifiers", "DELETE FROM identifiers WHERE type = 3"),
        (
            "identifiers",
            "INSERT INTO identifiers (type, value, num) VALUES (1, 'a@b.example', 1)",
        ),
        ("identifiers", "DELETE FROM entity_tags"),
        ("identifiers", "UPDATE tags SET uses = 7"),
        ("identifiers", "UPDATE entities SET text_hash = 1"),
        ("identifiers", "UPDATE contact SET display_title = 'Other'"),
        ("identifiers", "UPDATE contact SET first_name = 'Other'"),
        ("counts", "UPDATE kinds SET live = live + 1 WHERE kind = 'contact'"),
        ("counts", "UPDATE kinds SET last_number = 0"),
        ("counts", "UPDATE contact SET deleted_at = 1"),
        ("counts", "UPDATE entities SET state = 1"),
        ("changes", "UPDATE contact SET revision = 9"),
        ("changes", "DELETE FROM changes"),
        ("changes", "UPDATE change_sets SET last_seq = NULL"),
        ("changes", "UPDATE change_sets SET first_seq = 100, last_seq = 100"),
        ("vectors", "DELETE FROM vectors"),
        (
            "vectors",
            "INSERT INTO vectors (rowid, embedding) SELECT 99, embedding FROM vectors WHERE rowid = 1",
        ),
        ("columns", "ALTER TABLE contact ADD COLUMN extra TEXT"),
        (
            "references",
            "PRAGMA foreign_keys = OFF; UPDATE changes SET entity = 99; PRAGMA foreign_keys = ON",
        ),
    ] {
        let (_dir, store, _) = workspace().await;
        let fields: Fields = [
            ("first_name".to_owned(), Value::from("Anna")),
            ("tags".to_owned(), Value::List(vec!["hot".to_owned()])),
        ]
        .into();
        let draft = Draft {
            kind: Kind::Contact,
            fields,
        };
        let grant = Policy::grant(&store.me().await.unwrap(), Verb::Write, None).unwrap();
        store.write(&grant, vec![Op::Create { id: None, draft }]).await.unwrap();
        let text = store.vectors_missing("m", 1, &[]).await.unwrap().remove(0);
        let vector = vec![0.5; VECTOR_DIMENSIONS];
        let of = VectorOf {
            num: text.num,
            hash: text.hash,
            vector: &vector,
        };
        store.put_vectors("m", &[of]).await.unwrap();
        assert_eq!(store.verify().await.unwrap(), [], "sound before {fault}");
        for statement in fault.split("; ") {
            let mut writer = store.inner().writer.lock().await;
            sql::execute_made(writer.idle().await.unwrap(), statement.to_owned(), [])
                .await
                .unwrap();
        }
        let problems = store.verify().await.unwrap();
        assert!(
            problems.iter().any(|problem| problem.check == check),
            "{fault}: {problems:?}"
        );
    }
}
