//! What does not leave, and what becomes of it.

use workestra_core::UtcMillis;
use workestra_mail::MailError;
use workestra_mail::testing::Mishap;

use super::super::failure;
use super::*;
use crate::api::{MailSetupTest, MailTrialOutcome};

#[tokio::test]
async fn a_wrong_password_fails_at_once_and_the_right_one_sends_it_after_all() {
    let desk = Desk::new().await;
    let server = desk.server(Security::Tls, |rules| rules).await;
    desk.set_up(server.port, Security::Tls, "wrong horse", 0).await;
    let anna = desk.anna().await;
    let written = desk.write(email(&anna, "Hello")).await.unwrap();
    let failed = desk.failed(&written).await;
    let problem = failed.problem.unwrap();
    assert!(problem.contains("check user name and password"), "{problem}");
    assert!(!failed.may_have_arrived);
    assert_eq!(messages(&server).len(), 0);
    desk.through(&server, Security::Tls).await;
    desk.send_now(&written).await;
    assert_eq!(desk.sent(&written).await.problem, None);
}

#[tokio::test]
async fn a_server_that_is_gone_is_tried_again_later() {
    let desk = Desk::new().await;
    // Bound and let go of at once, so that nothing listens there.
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    desk.set_up(port, Security::Tls, LOGIN.1, 0).await;
    let anna = desk.anna().await;
    let written = desk.write(email(&anna, "Hello")).await.unwrap();
    let later = desk.put_off(&written).await;
    let problem = later.problem.unwrap();
    assert!(problem.contains("cannot reach localhost"), "{problem}");
    assert!(problem.contains("the next try is in a minute"), "{problem}");
    assert!(later.send_after > written.send_after);
    assert_eq!(desk.cancel(&written).await.unwrap().state, EmailState::Cancelled);
}

#[tokio::test]
async fn a_server_that_says_not_now_takes_it_at_the_next_try() {
    let desk = Desk::new().await;
    let server = desk
        .server(Security::Tls, |rules| {
            rules.answering_once("RCPT anna@example.org", "451 4.7.1 greylisted, come again")
        })
        .await;
    desk.through(&server, Security::Tls).await;
    let anna = desk.anna().await;
    let written = desk.write(email(&anna, "Hello")).await.unwrap();
    let problem = desk.put_off(&written).await.problem.unwrap();
    assert!(problem.contains("451 4.7.1 greylisted"), "{problem}");
    assert_eq!(messages(&server).len(), 0);
    desk.send_now(&written).await;
    desk.sent(&written).await;
    assert_eq!(messages(&server).len(), 1);
}

#[test]
fn the_tries_get_rarer_and_end() {
    let gone = MailError::Unreachable {
        host: "localhost".to_owned(),
        port: 1,
        cause: "refused".to_owned(),
    };
    let minutes: Vec<Option<i64>> = (1..=4)
        .map(|tries| failure(&gone, tries, UtcMillis(0)).again_at.map(|at| at.0 / 60_000))
        .collect();
    assert_eq!(minutes, [Some(1), Some(5), Some(30), None]);
    let problem = failure(&gone, 4, UtcMillis(0)).problem;
    assert!(problem.ends_with("it was tried 4 times"), "{problem}");
}

#[tokio::test]
async fn a_server_without_starttls_gets_neither_password_nor_message() {
    let desk = Desk::new().await;
    let server = desk
        .server(Security::StartTls, |mut rules| {
            rules.offers_starttls = false;
            rules
        })
        .await;
    desk.through(&server, Security::StartTls).await;
    let anna = desk.anna().await;
    let written = desk.write(email(&anna, "Hello")).await.unwrap();
    let problem = desk.failed(&written).await.problem.unwrap();
    assert!(problem.contains("does not offer STARTTLS"), "{problem}");
    let seen = server.seen();
    assert!(
        !seen.commanded("AUTH") && !seen.commanded("MAIL"),
        "{:?}",
        seen.commands
    );
}

#[tokio::test]
async fn of_two_recipients_nobody_gets_it_when_one_is_refused() {
    let desk = Desk::new().await;
    let server = desk
        .server(Security::Tls, |rules| {
            rules.answering("RCPT gone@example.org", "550 5.1.1 no such user")
        })
        .await;
    desk.through(&server, Security::Tls).await;
    let anna = desk.anna().await;
    let mut write = email(&anna, "Hello");
    write.to.push(to("gone@example.org"));
    let written = desk.write(write).await.unwrap();
    let problem = desk.failed(&written).await.problem.unwrap();
    assert!(
        problem.contains("gone@example.org (550 5.1.1 no such user)"),
        "{problem}"
    );
    assert_eq!(messages(&server).len(), 0);
    assert_eq!(desk.open.store().timeline(anna.id).await.unwrap(), []);
}

#[tokio::test]
async fn a_connection_that_breaks_at_the_end_leaves_the_next_try_to_a_person() {
    let desk = Desk::new().await;
    let server = desk
        .server(Security::Tls, |rules| rules.failing("MESSAGE", Mishap::Close))
        .await;
    desk.through(&server, Security::Tls).await;
    let anna = desk.anna().await;
    let written = desk.write(email(&anna, "Hello")).await.unwrap();
    let failed = desk.failed(&written).await;
    assert!(failed.may_have_arrived);
    assert!(failed.problem.unwrap().contains("may have arrived"));
    assert_eq!(server.seen().connections, 1, "it was not tried again");
}

#[tokio::test]
async fn an_email_in_hand_while_the_workspace_closes_is_found_as_failed() {
    let mut desk = Desk::new().await;
    let server = desk
        .server(Security::Tls, |rules| rules.failing("MESSAGE", Mishap::Silence))
        .await;
    desk.through(&server, Security::Tls).await;
    let anna = desk.anna().await;
    let written = desk.write(email(&anna, "Hello")).await.unwrap();
    while !server.seen().commanded("DATA") {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    desk.reopen().await;
    let found = desk.get(&written).await;
    assert_eq!((found.state, found.may_have_arrived), (EmailState::Failed, true));
}

#[tokio::test]
async fn without_a_keychain_what_waits_asks_for_the_password_after_a_restart() {
    let mut desk = Desk::new().await;
    let server = desk.server(Security::Tls, |rules| rules).await;
    let setup = desk.set_up(server.port, Security::Tls, LOGIN.1, LONG).await;
    assert!(setup.has_password);
    assert!(setup.password_note.unwrap().contains("until Workestra closes"));
    let anna = desk.anna().await;
    let written = desk.write(email(&anna, "Hello")).await.unwrap();
    desk.reopen().await;
    desk.send_now(&written).await;
    let problem = desk.put_off(&written).await.problem.unwrap();
    assert!(problem.contains("enter it again"), "{problem}");
    desk.through(&server, Security::Tls).await;
    desk.sent(&written).await;
}

#[tokio::test]
async fn a_trial_names_the_step_that_fails_and_sends_nothing() {
    let desk = Desk::new().await;
    let server = desk.server(Security::Tls, |rules| rules).await;
    let configure = desk.grant(Verb::Configure);
    let trial = async |password: &str| {
        let test = MailSetupTest {
            server: account(server.port, Security::Tls),
            password: Some(password.to_owned()),
        };
        desk.open.mail_setup_test(&configure, test).await.unwrap()
    };
    let right = trial(LOGIN.1).await;
    assert!(right.steps.iter().all(|step| step.outcome == MailTrialOutcome::Passed));
    assert_eq!((right.steps.len(), right.problem), (4, None));
    let wrong = trial("wrong horse").await;
    let outcomes: Vec<_> = wrong
        .steps
        .iter()
        .map(|step| (step.label.as_str(), step.outcome))
        .collect();
    assert_eq!(
        outcomes,
        [
            ("Reach the server", MailTrialOutcome::Passed),
            ("Agree on encryption", MailTrialOutcome::Passed),
            ("Log in", MailTrialOutcome::Failed),
            ("Get an answer", MailTrialOutcome::NotReached)
        ]
    );
    assert!(wrong.problem.unwrap().contains("check user name and password"));
    let missing = MailSetupTest {
        server: account(server.port, Security::Tls),
        password: None,
    };
    assert!(desk.open.mail_setup_test(&configure, missing).await.is_err());
    assert_eq!(messages(&server).len(), 0);
    let setup = desk
        .open
        .mail_setup_get(&configure, crate::api::Nothing {})
        .await
        .unwrap();
    assert_eq!(setup.server, None, "nothing was kept");
}
