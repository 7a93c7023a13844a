//! Servers that say no, not now, or nothing.

use std::time::Duration;

use workestra_core::Secret;
use workestra_mail::{MailError, Mailer, Security, Step, Timeouts};

use crate::{PATIENT, mail, pair, password, recipient, settings};
use workestra_mail::testing::{Mishap, Rules};

async fn error_of(security: Security, with: impl FnOnce(Rules) -> Rules) -> MailError {
    let pair = pair(security, PATIENT, with).await;
    let error = pair.mailer.send(&mail()).await.unwrap_err();
    assert!(
        pair.server.seen().messages.is_empty(),
        "what failed must not have been taken over"
    );
    error
}

#[tokio::test]
async fn a_wrong_password_is_told_as_such_and_never_repeated() {
    let pair = pair(Security::StartTls, PATIENT, |rules| rules).await;
    let settings = settings(pair.server.port, Security::StartTls);
    assert!(Mailer::new(settings.clone(), Secret::new(String::new()), PATIENT, &[]).is_err());
    let error = crate::pair(Security::StartTls, PATIENT, |rules| {
        rules.answering("AUTH", "535 5.7.8 wrong user or password")
    })
    .await
    .mailer
    .send(&mail())
    .await
    .unwrap_err();
    assert!(
        matches!(&error, MailError::LoginRefused { answer } if answer.code == 535),
        "{error:?}"
    );
    assert!(error.to_string().contains("check user name and password"), "{error}");
    assert!(!error.to_string().contains("correct horse"));
    assert!(!error.is_temporary());
}

#[tokio::test]
async fn a_server_without_a_login_gets_no_message() {
    let error = error_of(Security::Tls, |mut rules| {
        rules.offers = vec!["8BITMIME", "AUTH XOAUTH2"];
        rules
    })
    .await;
    assert!(matches!(error, MailError::LoginNotOffered { .. }), "{error:?}");
}

#[tokio::test]
async fn every_refused_recipient_is_named_and_nobody_gets_the_message() {
    let pair = pair(Security::Tls, PATIENT, |rules| {
        rules
            .answering("RCPT gone@example.org", "550 5.1.1 no such user")
            .answering("RCPT full@example.org", "452 4.2.2 mailbox full")
    })
    .await;
    let mut message = mail();
    message.to.push(recipient("gone@example.org"));
    message.to.push(recipient("kim@example.org"));
    message.cc.push(recipient("full@example.org"));
    let error = pair.mailer.send(&message).await.unwrap_err();
    let MailError::RecipientsRefused { refused } = &error else {
        panic!("expected refused recipients, got {error:?}");
    };
    let named: Vec<_> = refused
        .iter()
        .map(|refused| (refused.address.as_str(), refused.answer.code))
        .collect();
    assert_eq!(named, [("gone@example.org", 550), ("full@example.org", 452)]);
    assert!(!error.is_temporary(), "one of them will never work");
    assert!(
        error.to_string().contains("gone@example.org (550 5.1.1 no such user)"),
        "{error}"
    );
    let seen = pair.server.seen();
    assert!(!seen.commanded("DATA") && seen.messages.is_empty());
}

#[tokio::test]
async fn not_now_is_temporary_at_every_step_and_no_is_not() {
    let steps = [
        ("GREETING", Step::Reach),
        ("EHLO", Step::Reach),
        ("AUTH", Step::LogIn),
        ("MAIL", Step::Address),
        ("RCPT rosa@example.org", Step::Address),
        ("DATA", Step::Message),
        ("MESSAGE", Step::Message),
    ];
    for (command, step) in steps {
        for (answer, temporary) in [("451 try later", true), ("554 never", false)] {
            let error = error_of(Security::StartTls, |rules| rules.answering(command, answer)).await;
            assert_eq!(error.step(), Some(step), "{command}: {error:?}");
            assert_eq!(error.is_temporary(), temporary, "{command}: {error:?}");
            assert!(error.to_string().contains(answer), "{command}: {error}");
            assert!(!error.may_have_arrived(), "{command}: the server said what it did");
        }
    }
}

#[tokio::test]
async fn a_connection_that_breaks_while_the_message_goes_over_leaves_open_whether_it_arrived() {
    for command in ["MIDDLE", "MESSAGE"] {
        let error = error_of(Security::Tls, |rules| rules.failing(command, Mishap::Close)).await;
        assert!(
            matches!(
                error,
                MailError::Broken {
                    step: Step::Message,
                    ..
                }
            ),
            "{command}: {error:?}"
        );
        assert!(error.may_have_arrived() && error.is_temporary());
    }
}

#[tokio::test]
async fn a_connection_that_breaks_before_that_leaves_nothing_open() {
    for command in [
        "GREETING",
        "EHLO",
        "STARTTLS",
        "AUTH",
        "MAIL",
        "RCPT rosa@example.org",
        "DATA",
    ] {
        let error = error_of(Security::StartTls, |rules| rules.failing(command, Mishap::Close)).await;
        assert!(!error.may_have_arrived(), "{command}: {error:?}");
        assert!(error.is_temporary(), "{command}: {error:?}");
    }
}

#[tokio::test]
async fn a_server_that_falls_silent_is_left_after_the_time_set() {
    let short = Duration::from_millis(300);
    let silences = [
        (Security::StartTls, "GREETING", Step::Reach),
        (Security::StartTls, "STARTTLS", Step::Encrypt),
        (Security::Tls, "GREETING", Step::Encrypt),
        (Security::Tls, "AUTH", Step::LogIn),
        (Security::Tls, "MAIL", Step::Address),
        (Security::Tls, "DATA", Step::Address),
        (Security::Tls, "MESSAGE", Step::Message),
    ];
    for (security, command, step) in silences {
        let before_login = step <= Step::Encrypt;
        let timeouts = Timeouts {
            connect: if before_login { short } else { PATIENT.connect },
            command: short.max(Duration::from_secs(2)),
            message: short,
        };
        let pair = pair(security, timeouts, |rules| rules.failing(command, Mishap::Silence)).await;
        let error = pair.mailer.send(&mail()).await.unwrap_err();
        assert_eq!(error, MailError::TimedOut { step }, "{command}");
        assert_eq!(error.may_have_arrived(), step == Step::Message, "{command}");
        assert!(error.is_temporary());
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_can_be_told_from_one_that_nobody_knows() {
    // Bound and let go of at once, so that nothing listens there.
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    for security in [Security::Tls, Security::StartTls] {
        let mut nobody = settings(port, security);
        let mailer = Mailer::new(nobody.clone(), password(), PATIENT, &[]).unwrap();
        let error = mailer.send(&mail()).await.unwrap_err();
        assert!(matches!(error, MailError::Unreachable { .. }), "{error:?}");
        assert!(error.is_temporary() && error.step() == Some(Step::Reach));

        nobody.host = "nowhere.invalid".to_owned();
        let mailer = Mailer::new(nobody, password(), PATIENT, &[]).unwrap();
        let error = mailer.send(&mail()).await.unwrap_err();
        assert!(matches!(error, MailError::UnknownHost { .. }), "{error:?}");
        assert!(error.is_temporary(), "being offline looks the same");
    }
}

#[tokio::test]
async fn what_a_server_says_is_shown_bounded_and_without_control_characters() {
    let said = format!("550-\u{1b}[31mred\r\n550 {}", "very ".repeat(80));
    let error = error_of(Security::Tls, |rules| rules.answering("MAIL", &said)).await;
    let text = error.to_string();
    assert!(text.contains("550 [31mred very very"), "{text}");
    assert!(!text.contains(char::is_control), "{text:?}");
    assert!(text.chars().count() < 700);
}
