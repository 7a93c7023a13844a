use workestra_core::Verb;
use workestra_store::{OpError, OpenError, Store, Unlock, WriteError};

use crate::desk::{Desk, contact, opening};

async fn opens(desk: &Desk, code: &str) -> bool {
    match Store::open(desk.path(), Unlock::RecoveryCode(code), &opening(&desk.time)).await {
        Ok(store) => {
            store.close().await.unwrap();
            true
        }
        Err(OpenError::WrongRecoveryCode) => false,
        Err(error) => panic!("{error}"),
    }
}

#[tokio::test]
async fn a_new_recovery_code_opens_and_the_old_one_does_not() {
    let mut desk = Desk::new().await;
    let anna = desk.create(contact("Anna", "Berg")).await;
    assert!(desk.store.confirm_recovery_code(&desk.code).await.unwrap());
    let code = desk
        .store
        .renew_recovery_code(&desk.grant(Verb::Configure).await)
        .await
        .unwrap();
    assert!(
        !desk.store.recovery_confirmed().await.unwrap(),
        "nobody has written the new one down yet"
    );
    assert!(!desk.store.confirm_recovery_code(&desk.code).await.unwrap());
    assert!(desk.store.confirm_recovery_code(code.expose()).await.unwrap());
    desk.store.close().await.unwrap();
    assert!(!opens(&desk, &desk.code).await, "the old one opens nothing");
    desk.code = code.expose().to_owned();
    desk.reopen().await;
    assert_eq!(desk.get(anna.id).await, anna);
}

#[tokio::test]
async fn only_who_may_configure_renews_the_recovery_code() {
    let desk = Desk::new().await;
    let outcome = desk.store.renew_recovery_code(&desk.grant(Verb::Write).await).await;
    assert!(matches!(outcome, Err(WriteError::Refused(OpError::Denied(_)))));
    desk.store.close().await.unwrap();
    assert!(opens(&desk, &desk.code).await);
}

#[tokio::test]
async fn a_kill_while_the_code_is_renewed_leaves_one_that_works() {
    let desk = Desk::new().await;
    let (file, new) = (desk.path().join("keys.json"), desk.path().join("keys.json.new"));
    let before = std::fs::read(&file).unwrap();
    let code = desk
        .store
        .renew_recovery_code(&desk.grant(Verb::Configure).await)
        .await
        .unwrap();
    desk.store.close().await.unwrap();
    let after = std::fs::read(&file).unwrap();
    // Killed while the new file was written, at any length, or just before it took the old one's place.
    for length in [0, 1, after.len() / 2, after.len()] {
        std::fs::write(&file, &before).unwrap();
        std::fs::write(&new, &after[..length]).unwrap();
        assert!(opens(&desk, &desk.code).await, "the old one, {length} bytes in");
    }
    std::fs::rename(&new, &file).unwrap();
    assert!(opens(&desk, code.expose()).await, "the new one, once it has");
    assert!(!opens(&desk, &desk.code).await);
}
