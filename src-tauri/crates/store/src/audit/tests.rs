#![expect(clippy::unwrap_used, reason = "tests")]

use uuid::Uuid;

use super::*;
use crate::test_workspace::workspace;

fn entry(what: &str) -> AuditEntry {
    let mut entry = AuditEntry::new(Actor::System, Origin::App, AuditAction::Request);
    entry.objects = vec![what.to_owned()];
    entry.input = Some(what.to_owned());
    entry
}

/// Does to the file what only somebody with its key can.
async fn tamper(store: &Store, statements: &[&'static str]) {
    let mut writer = store.inner().writer.lock().await;
    for statement in statements {
        sql::execute(writer.idle().await.unwrap(), *statement, [])
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn rows_are_neither_changed_nor_deleted() {
    let (_dir, store, _) = workspace().await;
    store.audit_append(entry("one")).await.unwrap();
    let mut writer = store.inner().writer.lock().await;
    for statement in [
        "UPDATE audit SET result = 'x'",
        "DELETE FROM audit",
        "UPDATE audit SET hash = zeroblob(32)",
    ] {
        let refused = sql::execute(writer.idle().await.unwrap(), statement, [])
            .await
            .unwrap_err();
        assert!(refused.to_string().contains("appended"), "{statement}: {refused}");
    }
}

#[tokio::test]
async fn a_change_anywhere_in_the_log_breaks_the_chain_there() {
    let (_dir, store, _) = workspace().await;
    for what in ["one", "two", "three", "four"] {
        store.audit_append(entry(what)).await.unwrap();
    }
    let whole = store.audit_verify().await.unwrap();
    assert_eq!((whole.rows, whole.broken), (4, None));
    tamper(
        &store,
        &[
            "DROP TRIGGER audit_is_never_changed",
            "DROP TRIGGER audit_is_never_deleted",
        ],
    )
    .await;
    for (change, back) in [
        (
            "UPDATE audit SET objects = '[\"2\"]' WHERE seq = 2",
            "UPDATE audit SET objects = '[\"two\"]' WHERE seq = 2",
        ),
        (
            "UPDATE audit SET at = at + 1 WHERE seq = 2",
            "UPDATE audit SET at = at - 1 WHERE seq = 2",
        ),
        (
            "UPDATE audit SET result = 'ok' WHERE seq = 2",
            "UPDATE audit SET result = NULL WHERE seq = 2",
        ),
        (
            "UPDATE audit SET actor = 'x' WHERE seq = 2",
            "UPDATE audit SET actor = 'system' WHERE seq = 2",
        ),
        (
            "UPDATE audit SET origin = 'mcp' WHERE seq = 2",
            "UPDATE audit SET origin = 'app' WHERE seq = 2",
        ),
        ("UPDATE audit SET hash = zeroblob(32) WHERE seq = 2", ""),
    ] {
        tamper(&store, &[change]).await;
        assert_eq!(store.audit_verify().await.unwrap().broken, Some(2), "{change}");
        if !back.is_empty() {
            tamper(&store, &[back]).await;
            assert_eq!(store.audit_verify().await.unwrap(), whole, "{back}");
        }
    }
    tamper(&store, &["DELETE FROM audit WHERE seq = 2"]).await;
    assert_eq!(store.audit_verify().await.unwrap().broken, Some(2), "a row is missing");
}

#[tokio::test]
async fn the_head_tells_when_the_end_was_cut_off() {
    let (_dir, store, _) = workspace().await;
    for what in ["one", "two"] {
        store.audit_append(entry(what)).await.unwrap();
    }
    let noted = store.audit_verify().await.unwrap();
    tamper(
        &store,
        &["DROP TRIGGER audit_is_never_deleted", "DELETE FROM audit WHERE seq = 2"],
    )
    .await;
    let cut = store.audit_verify().await.unwrap();
    assert_eq!(cut.broken, None, "the chain alone cannot tell");
    assert_ne!(cut.head, noted.head);
}

#[tokio::test]
async fn content_is_unreadable_once_any_of_its_subjects_is_erased() {
    let (_dir, store, _) = workspace().await;
    let (kim, lee) = (Uuid::now_v7(), Uuid::now_v7());
    let about = |subjects: &[Uuid]| {
        let mut entry = entry("read");
        entry.payload = Some(AuditPayload {
            subjects: subjects.to_vec(),
            content: "canary-4417".to_owned(),
        });
        entry
    };
    let both = store.audit_append(about(&[kim, lee, kim])).await.unwrap().seq();
    let only_lee = store.audit_append(about(&[lee])).await.unwrap().seq();
    assert_eq!(store.audit_payload(both).await.unwrap().as_deref(), Some("canary-4417"));
    assert!(
        store.audit_append(about(&[])).await.is_err(),
        "content is about somebody"
    );
    let mut writer = store.inner().writer.lock().await;
    writer.begin().await.unwrap();
    erase_subject(writer.connection().unwrap(), &store, Actor::System, kim)
        .await
        .unwrap();
    writer.commit().await.unwrap();
    drop(writer);
    assert_eq!(store.audit_payload(both).await.unwrap(), None);
    assert_eq!(
        store.audit_payload(only_lee).await.unwrap().as_deref(),
        Some("canary-4417")
    );
    let check = store.audit_verify().await.unwrap();
    assert_eq!(
        (check.rows, check.broken),
        (3, None),
        "with the row that tells of the erasure"
    );
    let page = store.audit_page(None, 1).await.unwrap();
    assert_eq!(
        (page[0].action.as_str(), page[0].result.as_deref()),
        ("erasure", Some("1 payloads"))
    );
}

#[tokio::test]
async fn hashes_of_content_are_keyed_and_the_content_is_not_in_the_row() {
    let (_dir, store, _) = workspace().await;
    let (_other_dir, other, _) = workspace().await;
    store.audit_append(entry("kim@example.org")).await.unwrap();
    other.audit_append(entry("kim@example.org")).await.unwrap();
    let (one, two) = (
        store.audit_page(None, 1).await.unwrap(),
        other.audit_page(None, 1).await.unwrap(),
    );
    assert_ne!(one[0].input_hash, two[0].input_hash, "another workspace, another key");
    let bare = hex(&<sha2::Sha256 as sha2::Digest>::digest(b"kim@example.org"));
    assert_ne!(one[0].input_hash.as_deref(), Some(bare.as_str()));
}
