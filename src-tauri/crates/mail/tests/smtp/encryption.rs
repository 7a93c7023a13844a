//! No password and no message without encryption and a server that proves who it is.

use workestra_mail::{MailError, Mailer, Security, Step};

use crate::{PATIENT, mail, pair, password, settings};
use workestra_mail::testing::{Authority, Rules, Server};

/// Sends to a server with a certificate that should not do, and checks that it got nothing.
async fn refused(authority: &Authority, rules: Rules, host: &str, trusted: bool) -> MailError {
    let security = if rules.implicit {
        Security::Tls
    } else {
        Security::StartTls
    };
    let server = Server::start(rules).await;
    let mut settings = settings(server.port, security);
    settings.host = host.to_owned();
    let roots = if trusted { vec![authority.der()] } else { Vec::new() };
    let mailer = Mailer::new(settings, password(), PATIENT, &roots).unwrap();
    let error = mailer.send(&mail()).await.unwrap_err();
    let seen = server.seen();
    assert_eq!(seen.connections, 1, "it must have been tried, and once only");
    assert!(
        !seen.commanded("AUTH"),
        "no password goes to a server that proves nothing"
    );
    assert!(!seen.commanded("MAIL"));
    error
}

#[tokio::test]
async fn a_certificate_that_nobody_trusted_signed_is_refused() {
    for implicit in [true, false] {
        let authority = Authority::new();
        let rules = Rules::new(implicit, authority.acceptor("localhost"));
        let error = refused(&authority, rules, "localhost", false).await;
        assert!(matches!(error, MailError::Certificate { .. }), "{error:?}");
        assert!(
            error.to_string().contains("nobody that this computer trusts"),
            "{error}"
        );
        assert!(!error.is_temporary());
    }
}

#[tokio::test]
async fn a_certificate_for_another_name_is_refused() {
    for implicit in [true, false] {
        let authority = Authority::new();
        let rules = Rules::new(implicit, authority.acceptor("mail.example.com"));
        let error = refused(&authority, rules, "127.0.0.1", true).await;
        assert!(matches!(error, MailError::Certificate { .. }), "{error:?}");
        assert!(error.to_string().contains("another name"), "{error}");
    }
}

#[tokio::test]
async fn a_certificate_that_has_run_out_is_refused() {
    let authority = Authority::new();
    let rules = Rules::new(true, authority.expired("localhost"));
    let error = refused(&authority, rules, "localhost", true).await;
    assert!(error.to_string().contains("has expired"), "{error}");
}

#[tokio::test]
async fn a_server_without_starttls_gets_neither_password_nor_message() {
    let pair = pair(Security::StartTls, PATIENT, |mut rules| {
        rules.offers_starttls = false;
        rules
    })
    .await;
    let error = pair.mailer.send(&mail()).await.unwrap_err();
    assert!(matches!(error, MailError::StartTlsNotOffered { .. }), "{error:?}");
    assert!(!error.is_temporary());
    let seen = pair.server.seen();
    assert!(!seen.commanded("AUTH") && !seen.commanded("MAIL"));
}

#[tokio::test]
async fn a_server_that_offers_starttls_and_then_refuses_it_gets_nothing() {
    let pair = pair(Security::StartTls, PATIENT, |rules| {
        rules.answering("STARTTLS", "454 TLS not available")
    })
    .await;
    let error = pair.mailer.send(&mail()).await.unwrap_err();
    assert_eq!(error.step(), Some(Step::Encrypt));
    assert!(error.is_temporary());
    assert!(!pair.server.seen().commanded("AUTH"));
}

#[tokio::test]
async fn answers_slipped_in_before_encryption_are_not_taken_for_the_encrypted_servers() {
    let pair = pair(Security::StartTls, PATIENT, |mut rules| {
        rules.slipped_in = "250-mail.example.com\r\n250 AUTH PLAIN\r\n235 welcome\r\n250 ok";
        rules
    })
    .await;
    let error = pair.mailer.send(&mail()).await.unwrap_err();
    assert_eq!(error.step(), Some(Step::Encrypt), "{error:?}");
    assert!(!pair.server.seen().commanded("AUTH"));
}

#[tokio::test]
async fn a_server_that_talks_without_end_before_encryption_is_left() {
    let pair = pair(Security::StartTls, PATIENT, |rules| {
        rules.answering("GREETING", &format!("220 {}", "x".repeat(1_000_000)))
    })
    .await;
    let error = pair.mailer.send(&mail()).await.unwrap_err();
    assert!(error.to_string().contains("too much before encryption"), "{error}");
}

#[tokio::test]
async fn choosing_tls_for_a_server_that_begins_in_the_clear_says_what_to_choose() {
    let authority = Authority::new();
    let server = Server::start(Rules::new(false, authority.acceptor("localhost"))).await;
    let settings = settings(server.port, Security::Tls);
    let mailer = Mailer::new(settings, password(), PATIENT, &[authority.der()]).unwrap();
    let error = mailer.send(&mail()).await.unwrap_err();
    assert!(matches!(error, MailError::Tls { .. }), "{error:?}");
    assert!(error.to_string().contains("other kind of encryption"), "{error}");
}

#[test]
fn what_is_no_certificate_is_not_trusted() {
    for wrong in [
        &b""[..],
        b"hello",
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        b"\x30\x00",
    ] {
        let settings = settings(465, Security::Tls);
        assert!(Mailer::new(settings, password(), PATIENT, &[wrong.to_vec()]).is_err());
    }
}
