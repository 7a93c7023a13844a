//! People who say that they want no email while one to them waits.

use super::*;

/// Anna has an address, and does or does not want to be written to.
async fn anna_wants(desk: &Desk, anna: &Entity, email: bool) {
    let patch = [
        (
            "emails".to_owned(),
            Some(Value::List(vec!["anna@example.org".to_owned()])),
        ),
        ("do_not_contact".to_owned(), Some(Value::Bool(!email))),
    ];
    let op = Op::Update {
        id: anna.id,
        revision: None,
        patch: patch.into(),
    };
    let grant = desk.grant(Verb::Write);
    desk.open.store().write(&grant, vec![op]).await.unwrap();
}

#[tokio::test]
async fn an_email_that_waits_for_somebody_who_then_wants_none_is_held_back_until_it_is_meant() {
    let desk = Desk::new().await;
    let server = desk.server(Security::Tls, |rules| rules).await;
    desk.set_up(server.port, Security::Tls, LOGIN.1, LONG).await;
    let anna = desk.anna().await;
    anna_wants(&desk, &anna, true).await;
    let email = desk.write(email(&anna, "Hello")).await.unwrap();
    anna_wants(&desk, &anna, false).await;
    desk.send_now(&email).await;
    let held = desk.failed(&email).await;
    let problem = held.problem.unwrap();
    assert!(problem.contains("Anna Berg asked not to be contacted"), "{problem}");
    assert!(!held.may_have_arrived);
    assert_eq!(server.seen().connections, 0, "nothing left the machine");
    desk.send_now(&email).await;
    desk.sent(&email).await;
}

#[tokio::test]
async fn an_email_that_was_meant_from_the_beginning_is_not_held_back() {
    let desk = Desk::new().await;
    let server = desk.server(Security::Tls, |rules| rules).await;
    desk.through(&server, Security::Tls).await;
    let anna = desk.anna().await;
    anna_wants(&desk, &anna, false).await;
    let meant = EmailWrite {
        acknowledged: true,
        ..email(&anna, "Hello")
    };
    let email = desk.write(meant).await.unwrap();
    desk.sent(&email).await;
}

#[tokio::test]
async fn a_failure_of_another_kind_does_not_make_an_email_meant() {
    let desk = Desk::new().await;
    let server = desk.server(Security::Tls, |rules| rules).await;
    desk.set_up(server.port, Security::Tls, LOGIN.1, LONG).await;
    let anna = desk.anna().await;
    anna_wants(&desk, &anna, true).await;
    let email = desk.write(email(&anna, "Hello")).await.unwrap();
    let grant = desk.grant(Verb::Write);
    desk.open
        .store()
        .write(&grant, vec![Op::Trash { id: anna.id }])
        .await
        .unwrap();
    desk.send_now(&email).await;
    assert!(desk.failed(&email).await.problem.unwrap().contains("trash"));
    desk.open
        .store()
        .write(&grant, vec![Op::Restore { id: anna.id }])
        .await
        .unwrap();
    anna_wants(&desk, &anna, false).await;
    desk.send_now(&email).await;
    let held = desk.once(&email, |email| {
        email.problem.as_ref().is_some_and(|why| why.contains("contacted"))
    });
    assert_eq!(held.await.state, EmailState::Failed);
    assert_eq!(server.seen().connections, 0);
}
