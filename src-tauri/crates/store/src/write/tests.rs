//! What only the inside can check: the pages behind the encryption, and a disk that ends.
#![expect(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a test that cannot go on has failed"
)]

use sqlx::SqliteConnection;
use workestra_core::{ChangeOp, Draft, Entity, EntityId, Kind, Patch, Policy, Value, Verb};

use crate::test_workspace::workspace;
use crate::{EmailRecipient, NewEmail, Op, Store, TimelineKind, VECTOR_DIMENSIONS, VectorOf, WriteError, sql};

fn draft(kind: Kind, fields: &[(&str, Value)]) -> Op {
    let fields = fields
        .iter()
        .map(|(key, value)| ((*key).to_owned(), value.clone()))
        .collect();
    Op::Create {
        id: None,
        draft: Draft { kind, fields },
    }
}

fn deals(count: usize) -> Vec<Op> {
    (0..count)
        .map(|row| draft(Kind::Deal, &[("name", format!("Filler {row}").into())]))
        .collect()
}

async fn write(store: &Store, verb: Verb, ops: Vec<Op>) -> Result<Vec<Entity>, WriteError> {
    let grant = Policy::grant(&store.me().await.unwrap(), verb, None).unwrap();
    Ok(store.write(&grant, ops).await?.entities)
}

fn holds(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

/// Every page of the file as it is without encryption, those on the free list included.
async fn decrypted(store: &Store) -> Vec<u8> {
    let mut writer = store.inner().writer.lock().await;
    let pages = writer.idle().await.unwrap().serialize(None).await.unwrap();
    assert!(pages.starts_with(b"SQLite format 3\0"), "the pages are readable");
    pages.to_vec()
}

#[tokio::test]
async fn what_was_deleted_for_good_is_in_no_page_of_the_file() {
    let (dir, store, _) = workspace().await;
    let list = |text: &str| Value::List(vec![text.to_owned()]);
    let anna = draft(
        Kind::Contact,
        &[
            ("first_name", "Canaryanna".into()),
            ("last_name", "Canaryberg".into()),
            ("emails", list("canary@canarydomain.example")),
            ("phones", list("+4930901820")),
            ("tags", list("canarytag")),
            ("about", "canaryabout ".repeat(2_000).into()),
        ],
    );
    let friend = draft(Kind::Contact, &[("first_name", "Friend".into())]);
    let made = write(&store, Verb::Write, vec![anna, friend]).await.unwrap();
    let (anna, friend) = (made[0].id, made[1].id);
    let roof = draft(
        Kind::Deal,
        &[("name", "Roof".into()), ("contact", anna.to_string().into())],
    );
    let roof = write(&store, Verb::Write, vec![roof]).await.unwrap().remove(0).id;
    write(&store, Verb::Write, deals(300)).await.unwrap();
    let company = |company: &str| Op::Update {
        id: anna,
        revision: None,
        patch: Patch::from([("company".to_owned(), Some(company.into()))]),
    };
    let note = |on: Vec<EntityId>, text: &str| Op::NoteAdd {
        at: None,
        id: None,
        on,
        entry: TimelineKind::Note,
        text: text.to_owned(),
    };
    let link = Op::LinkAdd {
        from: friend,
        to: anna,
        role: "canaryrole".to_owned(),
    };
    for op in [
        company("canarycompany"),
        company("plain"),
        note(vec![anna], "canarynote"),
        link,
    ] {
        write(&store, Verb::Write, vec![op]).await.unwrap();
    }
    write(&store, Verb::Write, vec![note(vec![anna, friend], "shared stays")])
        .await
        .unwrap();
    let grant = Policy::grant(&store.me().await.unwrap(), Verb::Write, None).unwrap();
    store.undo(&grant).await.unwrap();
    store.redo(&grant).await.unwrap();
    for send in [true, false] {
        let email = NewEmail {
            on: anna,
            to: vec![EmailRecipient {
                name: Some("Canaryname".to_owned()),
                address: "canary@canarydomain.example".to_owned(),
            }],
            cc: Vec::new(),
            subject: "canarysubject".to_owned(),
            body: "canarybody ".repeat(2_000),
            reply: false,
            domain: "example.com".to_owned(),
            send_after: store.now(),
            acknowledged: false,
        };
        let id = store.queue_email(&grant, &email).await.unwrap();
        if send {
            store.claim_email(&grant).await.unwrap();
            assert!(store.email_sent(&grant, id).await.unwrap());
        }
    }
    let num = store.entity(anna).await.unwrap().unwrap().num;
    let vector: Vec<f32> = (0..VECTOR_DIMENSIONS).map(|at| (at as f32).sin()).collect();
    let vector_bytes: Vec<u8> = vector[100..108]
        .iter()
        .flat_map(|number| number.to_le_bytes())
        .collect();
    let hash = store.vectors_missing("m", 1, &[num]).await.unwrap()[0].hash;
    let of = VectorOf {
        num,
        hash,
        vector: &vector,
    };
    store.put_vectors("m", &[of]).await.unwrap();
    let before = decrypted(&store).await;
    assert!(
        holds(&before, b"canarynote") && holds(&before, &vector_bytes),
        "the scan finds what is there"
    );

    write(&store, Verb::Erase, vec![Op::Erase { id: anna }]).await.unwrap();

    let after = decrypted(&store).await;
    let lower = after.to_ascii_lowercase();
    for canary in ["canary", "028109039", "+4930901820"] {
        assert!(!holds(&lower, canary.as_bytes()), "{canary} is still there");
    }
    assert!(!holds(&after, &vector_bytes), "the vector is still there");
    let log = std::fs::metadata(dir.path().join("workspace.db-wal")).map_or(0, |log| log.len());
    assert_eq!(log, 0, "the log was cleared");
    assert!(store.entity(anna).await.unwrap().is_none());
    let roof = store.entity(roof).await.unwrap().unwrap().entity;
    assert_eq!(roof.fields.get("contact"), None, "nothing refers to it");
    assert_eq!(store.timeline(friend).await.unwrap()[0].text, "shared stays");
    assert!(store.links(friend).await.unwrap().is_empty());
    let fed = store.changes_since(0, 100_000).await.unwrap();
    let last = fed.iter().rfind(|fed| fed.num == num).unwrap();
    assert_eq!(last.change.op, ChangeOp::Erase, "readers hear of it");
    while store.undo(&grant).await.unwrap().is_some() {}
    assert!(
        store.entity(anna).await.unwrap().is_none(),
        "undo brings nothing of it back"
    );
    assert_eq!(store.verify().await.unwrap(), []);
}

async fn limit_pages(connection: &mut SqliteConnection, spare: Option<i64>) {
    let used = sql::number(connection, "PRAGMA page_count", []).await.unwrap().unwrap();
    let most = spare.map_or(1_000_000_000, |spare| used + spare);
    sql::execute_made(connection, format!("PRAGMA max_page_count = {most}"), [])
        .await
        .unwrap();
}

#[tokio::test]
async fn a_full_disk_refuses_the_write_and_loses_nothing() {
    let (_dir, store, _) = workspace().await;
    let kept = write(&store, Verb::Write, deals(50)).await.unwrap();
    for spare in 0..20 {
        limit_pages(store.inner().writer.lock().await.idle().await.unwrap(), Some(spare)).await;
        let outcome = write(&store, Verb::Write, deals(1_000)).await;
        assert!(
            matches!(outcome, Err(WriteError::DiskFull)),
            "with {spare} pages: {outcome:?}"
        );
        for entity in &kept {
            assert_eq!(
                &store.entity(entity.id).await.unwrap().unwrap().entity,
                entity,
                "reads go on"
            );
        }
    }
    limit_pages(store.inner().writer.lock().await.idle().await.unwrap(), None).await;
    let after = write(&store, Verb::Write, deals(1)).await.unwrap().remove(0);
    assert_eq!(after.reference.number, 51, "what was refused took no reference");
    assert_eq!(store.verify().await.unwrap(), []);
}

#[tokio::test]
async fn a_set_that_changes_nothing_leaves_nothing() {
    let (_dir, store, _) = workspace().await;
    let roof = write(&store, Verb::Write, deals(1)).await.unwrap().remove(0);
    let sets = async || {
        let mut writer = store.inner().writer.lock().await;
        let count = "SELECT count(*) FROM change_sets";
        sql::number(writer.idle().await.unwrap(), count, []).await.unwrap()
    };
    let before = sets().await;
    let same = Op::Update {
        id: roof.id,
        revision: None,
        patch: Patch::from([("name".to_owned(), Some("Filler 0".into()))]),
    };
    let entities = write(&store, Verb::Write, vec![same]).await.unwrap();
    assert_eq!(entities, [roof], "it is answered as it is");
    assert_eq!(sets().await, before, "what waited was forgotten with the set");
}
