use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use workestra_core::Verb;
use workestra_store::{OpenError, Store, StoreError, Unlock};

use crate::desk::{Desk, NOON, contact, create, opening};

#[tokio::test]
async fn what_was_written_is_there_after_closing_and_opening() {
    let mut desk = Desk::new().await;
    let info = desk.store.info();
    let anna = desk.create(contact("Anna", "Berg")).await;
    let index_key = *desk.store.index_key().expose();
    desk.reopen().await;
    assert_eq!(desk.get(anna.id).await, anna);
    assert_eq!(desk.store.info(), info);
    assert_eq!(info.name, "Test");
    assert_eq!(*desk.store.index_key().expose(), index_key, "the index stays readable");
    assert_eq!(desk.store.me().await.unwrap().name, "Dana");
    desk.is_sound().await;
}

#[tokio::test]
async fn a_wrong_recovery_code_opens_nothing() {
    let desk = Desk::new().await;
    desk.store.close().await.unwrap();
    let mut wrong = desk.code.clone();
    let last = if wrong.ends_with('A') { "B" } else { "A" };
    wrong.replace_range(wrong.len() - 1.., last);
    for code in [wrong.as_str(), "", "no code at all"] {
        let outcome = Store::open(desk.path(), Unlock::RecoveryCode(code), &opening(&desk.time)).await;
        assert!(matches!(outcome.err(), Some(OpenError::WrongRecoveryCode)), "{code}");
    }
    let spoken = desk.code.to_lowercase().replace('-', " ");
    Store::open(desk.path(), Unlock::RecoveryCode(&spoken), &opening(&desk.time))
        .await
        .unwrap();
}

#[tokio::test]
async fn the_recovery_code_counts_as_written_down_once_it_was_typed_back() {
    let desk = Desk::new().await;
    assert!(!desk.store.recovery_confirmed().await.unwrap());
    assert!(!desk.store.confirm_recovery_code("0000").await.unwrap());
    assert!(
        !desk.store.recovery_confirmed().await.unwrap(),
        "a wrong code confirms nothing"
    );
    assert!(desk.store.confirm_recovery_code(&desk.code).await.unwrap());
    assert!(desk.store.recovery_confirmed().await.unwrap());
}

#[tokio::test]
async fn making_a_workspace_never_touches_files_that_are_there() {
    for name in ["workspace.db", "keys.json"] {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join(name), b"precious").unwrap();
        let time = Arc::new(AtomicI64::new(NOON));
        let outcome = Store::create(dir.path(), "Test", "Dana", &opening(&time)).await;
        assert!(matches!(outcome.err(), Some(OpenError::Exists(_))), "{name}");
        assert_eq!(std::fs::read(dir.path().join(name)).unwrap(), b"precious", "{name}");
        let others = ["workspace.db", "keys.json"].into_iter().filter(|other| *other != name);
        for other in others {
            assert!(!dir.path().join(other).exists(), "no {other} beside {name}");
        }
    }
}

#[tokio::test]
async fn a_second_owner_is_told_who_the_first_is() {
    let desk = Desk::new().await;
    let outcome = Store::open(desk.path(), Unlock::RecoveryCode(&desk.code), &opening(&desk.time)).await;
    match outcome.err() {
        Some(OpenError::Owned { pid, program }) => {
            assert_eq!(pid, std::process::id());
            assert!(!program.is_empty());
        }
        other => panic!("expected an owner, got {other:?}"),
    }
    desk.store.close().await.unwrap();
    Store::open(desk.path(), Unlock::RecoveryCode(&desk.code), &opening(&desk.time))
        .await
        .unwrap();
}

#[tokio::test]
async fn a_closed_workspace_answers_nothing() {
    let desk = Desk::new().await;
    let grant = desk.grant(Verb::Write).await;
    desk.store.close().await.unwrap();
    assert!(
        desk.store
            .write(&grant, vec![create(contact("Anna", "Berg"))])
            .await
            .is_err()
    );
    assert!(matches!(desk.store.counts().await, Err(StoreError::Database(_))));
}

#[tokio::test]
async fn damage_is_told_from_a_missing_key() {
    let time = Arc::new(AtomicI64::new(NOON));
    for damage in ["first page", "empty", "garbage", "keys", "slot"] {
        let desk = Desk::new().await;
        desk.create(contact("Anna", "Berg")).await;
        desk.store.close().await.unwrap();
        let (file, keys) = (desk.path().join("workspace.db"), desk.path().join("keys.json"));
        let mut bytes = std::fs::read(&file).unwrap();
        match damage {
            "first page" => {
                bytes[100] ^= 1;
                std::fs::write(&file, bytes).unwrap();
            }
            "empty" => std::fs::write(&file, b"").unwrap(),
            "garbage" => std::fs::write(&file, vec![7; 8192]).unwrap(),
            "keys" => std::fs::write(&keys, b"{").unwrap(),
            _ => {
                let text = std::fs::read_to_string(&keys).unwrap();
                std::fs::write(&keys, text.replace("\"ciphertext\": \"", "\"ciphertext\": \"0")).unwrap();
            }
        }
        let outcome = Store::open(desk.path(), Unlock::RecoveryCode(&desk.code), &opening(&time)).await;
        assert!(
            matches!(outcome.as_ref().err(), Some(OpenError::Damaged(_))),
            "{damage}: {:?}",
            outcome.err()
        );
    }
}

#[tokio::test]
async fn a_newer_workspace_is_left_alone() {
    let desk = Desk::new().await;
    desk.store.close().await.unwrap();
    let keys = desk.path().join("keys.json");
    let text = std::fs::read_to_string(&keys).unwrap();
    std::fs::write(&keys, text.replacen("\"format\": 1", "\"format\": 2", 1)).unwrap();
    let outcome = Store::open(desk.path(), Unlock::RecoveryCode(&desk.code), &opening(&desk.time)).await;
    assert!(matches!(outcome.err(), Some(OpenError::NewerSchema)));
}

#[tokio::test]
async fn a_folder_without_a_workspace_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let time = Arc::new(AtomicI64::new(NOON));
    let outcome = Store::open(dir.path(), Unlock::RecoveryCode("x"), &opening(&time)).await;
    assert!(matches!(outcome.err(), Some(OpenError::NoWorkspace(_))));
    assert_eq!(
        std::fs::read_dir(dir.path()).unwrap().count(),
        0,
        "looking leaves nothing behind"
    );
}

#[tokio::test]
async fn a_key_file_of_another_workspace_does_not_fit() {
    let (one, other) = (Desk::new().await, Desk::new().await);
    one.store.close().await.unwrap();
    other.store.close().await.unwrap();
    std::fs::copy(other.path().join("keys.json"), one.path().join("keys.json")).unwrap();
    let outcome = Store::open(one.path(), Unlock::RecoveryCode(&other.code), &opening(&one.time)).await;
    assert!(matches!(outcome.err(), Some(OpenError::Damaged(_))));
}
