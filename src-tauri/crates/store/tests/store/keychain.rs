//! With a real keychain: these pass only inside a session that has one, such as that of `cargo xtask test`.

use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use workestra_store::{Custody, OpenError, Opening, Store, Unlock};

use crate::desk::{NOON, all_bytes, contact, create, holds, opening};

fn with_keychain() -> Opening {
    Opening {
        custody: Custody::Keychain,
        ..opening(&Arc::new(AtomicI64::new(NOON)))
    }
}

#[tokio::test]
async fn the_keychain_opens_the_workspace_without_a_word() {
    assert!(Custody::Keychain.problem().await.is_none());
    let dir = tempfile::tempdir().unwrap();
    let (store, code) = Store::create(dir.path(), "Test", "Dana", &with_keychain())
        .await
        .unwrap();
    store.close().await.unwrap();
    let store = Store::open(dir.path(), Unlock::Keychain, &with_keychain())
        .await
        .unwrap();
    assert!(
        store.confirm_recovery_code(code.expose()).await.unwrap(),
        "the code opens the same key"
    );
    store.close().await.unwrap();
}

#[tokio::test]
async fn a_key_that_was_lost_comes_back_with_the_recovery_code() {
    let dir = tempfile::tempdir().unwrap();
    let (store, code) = Store::create(dir.path(), "Test", "Dana", &with_keychain())
        .await
        .unwrap();
    let id = store.info().id;
    store.close().await.unwrap();
    let forgotten = std::process::Command::new("secret-tool")
        .args(["clear", "service", "workestra", "username", &id.to_string()])
        .status()
        .unwrap();
    assert!(forgotten.success());
    let outcome = Store::open(dir.path(), Unlock::Keychain, &with_keychain()).await;
    assert!(matches!(outcome.err(), Some(OpenError::KeyMissing)));
    let unlock = Unlock::RecoveryCode(code.expose());
    let store = Store::open(dir.path(), unlock, &with_keychain()).await.unwrap();
    store.rewrap_keychain().await.unwrap();
    store.close().await.unwrap();
    let store = Store::open(dir.path(), Unlock::Keychain, &with_keychain())
        .await
        .unwrap();
    store.close().await.unwrap();
}

#[tokio::test]
async fn what_the_keychain_holds_does_not_lie_in_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    let (store, _) = Store::create(dir.path(), "Test", "Dana", &with_keychain())
        .await
        .unwrap();
    let grant = workestra_core::Policy::grant(&store.me().await.unwrap(), workestra_core::Verb::Write, None).unwrap();
    store
        .write(&grant, vec![create(contact("Anna", "Berg"))])
        .await
        .unwrap();
    let kept = std::process::Command::new("secret-tool")
        .args([
            "lookup",
            "service",
            "workestra",
            "username",
            &store.info().id.to_string(),
        ])
        .output()
        .unwrap();
    assert!(!kept.stdout.is_empty(), "the keychain holds something");
    assert!(!holds(&all_bytes(dir.path()), &kept.stdout));
    store.close().await.unwrap();
}

/// In a process of its own, whose bus leads nowhere.
#[tokio::test]
async fn without_a_keychain_nothing_is_made_and_the_reason_is_said() {
    const INNER: &str = "WORKESTRA_TEST_NO_BUS";
    if std::env::var_os(INNER).is_none() {
        let outcome = std::process::Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "keychain::without_a_keychain_nothing_is_made_and_the_reason_is_said",
            ])
            .env(INNER, "1")
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&outcome.stdout).into_owned();
        assert!(outcome.status.success() && said.contains("1 passed"), "{said}");
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let outcome = Store::create(dir.path(), "Test", "Dana", &with_keychain()).await;
    assert!(
        matches!(outcome.as_ref().err(), Some(OpenError::NoKeychain(_))),
        "{:?}",
        outcome.err()
    );
    assert!(matches!(
        Custody::Keychain.problem().await,
        Some(OpenError::NoKeychain(_))
    ));
    for file in ["workspace.db", "keys.json"] {
        assert!(!dir.path().join(file).exists(), "{file} was left behind");
    }
}

#[tokio::test]
async fn a_secret_of_a_workspace_is_kept_in_the_keychain_under_its_name_until_it_is_forgotten() {
    let dir = tempfile::tempdir().unwrap();
    let (store, _) = Store::create(dir.path(), "Test", "Dana", &with_keychain())
        .await
        .unwrap();
    let me = store.me().await.unwrap();
    let grant = workestra_core::Policy::grant(&me, workestra_core::Verb::Configure, None).unwrap();
    assert!(store.secrets_last());
    assert!(store.secret("smtp").await.unwrap().is_none());
    for password in ["canary one", "canary two"] {
        let secret = workestra_core::Secret::new(password.to_owned());
        store.keep_secret(&grant, "smtp", secret).await.unwrap();
    }
    store.close().await.unwrap();
    let store = Store::open(dir.path(), Unlock::Keychain, &with_keychain())
        .await
        .unwrap();
    let kept = store.secret("smtp").await.unwrap().unwrap();
    assert_eq!(kept.expose(), "canary two", "the key of the workspace is another entry");
    assert!(!holds(&all_bytes(dir.path()), b"canary"));
    store.forget_secret(&grant, "smtp").await.unwrap();
    store.forget_secret(&grant, "smtp").await.unwrap();
    assert!(store.secret("smtp").await.unwrap().is_none());
    store.close().await.unwrap();
}
