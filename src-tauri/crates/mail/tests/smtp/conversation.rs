//! Messages that go out, and what arrives.

use mail_parser::MessageParser;
use workestra_core::UtcMillis;
use workestra_mail::{Recipient, Security};

use crate::{PATIENT, mail, pair, recipient};

#[tokio::test]
async fn a_message_arrives_as_written_over_both_kinds_of_encryption() {
    for security in [Security::Tls, Security::StartTls] {
        let pair = pair(security, PATIENT, |rules| rules).await;
        let mut message = mail();
        message.to[0].name = Some("Łucja “Lu” O’Neill, 田中".to_owned());
        message.cc.push(recipient("kim@example.net"));
        message.subject = "Angebot über 1 200 € – bitte bis Freitag prüfen; 見積書もご覧ください".to_owned();
        message.body = "Grüße,\n\n**Dana**\n".to_owned();
        message.in_reply_to = Some("<question@example.org>".to_owned());
        message.references = vec!["<start@example.org>".to_owned(), "<question@example.org>".to_owned()];

        let accepted = pair.mailer.send(&message).await.unwrap();

        assert_eq!(accepted.answer.to_string(), "250 queued as 12AB");
        let seen = pair.server.seen();
        assert!(seen.commanded("MAIL FROM:<dana@example.com>"));
        assert!(seen.commanded("RCPT TO:<rosa@example.org>"));
        assert!(seen.commanded("RCPT TO:<kim@example.net>"));
        let clear: Vec<_> = seen.commands.iter().filter(|(_, encrypted)| !encrypted).collect();
        assert!(
            clear
                .iter()
                .all(|(line, _)| line.starts_with("EHLO") || line == "STARTTLS"),
            "nothing but the way to encryption goes in the clear, yet: {clear:?}"
        );
        let arrived = MessageParser::default().parse(&seen.messages[0]).unwrap();
        assert_eq!(arrived.subject(), Some(message.subject.as_str()));
        assert_eq!(arrived.from().unwrap().first().unwrap().name(), Some("Dana Müller"));
        let to = arrived.to().unwrap().first().unwrap();
        assert_eq!(to.name(), message.to[0].name.as_deref());
        assert_eq!(to.address(), Some("rosa@example.org"));
        assert_eq!(
            arrived.cc().unwrap().first().unwrap().address(),
            Some("kim@example.net")
        );
        assert_eq!(arrived.message_id(), Some("01J-first@example.com"));
        assert_eq!(arrived.in_reply_to().as_text(), Some("question@example.org"));
        assert_eq!(
            arrived.references().as_text_list().unwrap(),
            ["start@example.org", "question@example.org"]
        );
        assert_eq!(arrived.date().unwrap().to_timestamp(), 1_790_000_000);
        assert_eq!(
            arrived.body_text(0).unwrap().replace("\r\n", "\n").trim_end(),
            "Grüße,\n\n**Dana**"
        );
    }
}

#[tokio::test]
async fn lines_that_look_like_the_end_of_a_message_arrive_as_text() {
    let pair = pair(Security::Tls, PATIENT, |rules| rules).await;
    let mut message = mail();
    message.body = ".\n..\n.\r\n.\rQUIT\r\n.\n\r\nMAIL FROM:<evil@example.com>\0\n".to_owned();

    pair.mailer.send(&message).await.unwrap();

    let seen = pair.server.seen();
    assert_eq!(seen.messages.len(), 1, "one message went out, so one must arrive");
    assert!(!seen.commanded("MAIL FROM:<evil@example.com>"));
    let arrived = MessageParser::default().parse(&seen.messages[0]).unwrap();
    assert_eq!(
        arrived.body_text(0).unwrap().replace("\r\n", "\n"),
        ".\n..\n.\n.\nQUIT\n.\n\nMAIL FROM:<evil@example.com>\n"
    );
}

#[tokio::test]
async fn a_long_thread_names_its_beginning_and_its_latest_messages_in_lines_that_servers_take() {
    let pair = pair(Security::Tls, PATIENT, |rules| rules).await;
    let mut message = mail();
    let id = |n: usize| format!("<{n}.{}@a-rather-long-host-name.mail.example.com>", "x".repeat(60));
    message.references = (0..200).map(id).collect();

    pair.mailer.send(&message).await.unwrap();

    let seen = pair.server.seen();
    assert!(
        seen.messages[0]
            .split(|&byte| byte == b'\n')
            .all(|line| line.len() <= 998)
    );
    let arrived = MessageParser::default().parse(&seen.messages[0]).unwrap();
    let references = arrived.references().as_text_list().unwrap();
    let named: Vec<_> = references.iter().map(|reference| format!("<{reference}>")).collect();
    let expected: Vec<_> = [0].into_iter().chain(151..200).map(id).collect();
    assert_eq!(named, expected);
}

#[tokio::test]
async fn several_messages_go_out_at_once_from_tasks_of_their_own() {
    let pair = pair(Security::StartTls, PATIENT, |rules| rules).await;
    let mailer = std::sync::Arc::new(pair.mailer);
    let sending = (0..4).map(|n| {
        let mailer = std::sync::Arc::clone(&mailer);
        let mut message = mail();
        message.message_id = format!("<{n}@example.com>");
        tokio::spawn(async move { mailer.send(&message).await })
    });
    for sent in sending.collect::<Vec<_>>() {
        sent.await.unwrap().unwrap();
    }
    assert_eq!(pair.server.seen().messages.len(), 4);
}

#[tokio::test]
async fn somebody_named_twice_gets_one_copy() {
    let pair = pair(Security::Tls, PATIENT, |rules| rules).await;
    let mut message = mail();
    message.cc = vec![recipient("rosa@example.org")];

    pair.mailer.send(&message).await.unwrap();

    let seen = pair.server.seen();
    let asked = seen.commands.iter().filter(|(line, _)| line.starts_with("RCPT"));
    assert_eq!(asked.count(), 1);
}

#[tokio::test]
async fn a_server_that_only_knows_the_older_login_is_logged_in_to() {
    let pair = pair(Security::Tls, PATIENT, |mut rules| {
        rules.offers = vec!["AUTH LOGIN"];
        rules
    })
    .await;

    pair.mailer.send(&mail()).await.unwrap();

    assert_eq!(pair.server.seen().messages.len(), 1);
}

#[tokio::test]
async fn a_domain_in_any_script_goes_out_in_ascii_and_a_name_before_it_only_where_servers_can_take_it() {
    let pair = pair(Security::Tls, PATIENT, |rules| rules).await;
    let mut message = mail();
    message.to = vec![Recipient {
        name: None,
        address: "info@bücher.example".to_owned(),
    }];
    pair.mailer.send(&message).await.unwrap();
    assert!(pair.server.seen().commanded("RCPT TO:<info@xn--bcher-kva.example>"));

    message.to = vec![recipient("jürgen@example.org")];
    let refused = pair.mailer.send(&message).await.unwrap_err();
    assert!(refused.to_string().contains("jürgen@example.org"), "{refused}");
    assert!(!refused.is_temporary());

    let able = crate::pair(Security::Tls, PATIENT, |mut rules| {
        rules.offers.push("SMTPUTF8");
        rules
    })
    .await;
    able.mailer.send(&message).await.unwrap();
    let seen = able.server.seen();
    assert!(seen.commanded("MAIL FROM:<dana@example.com> SMTPUTF8"));
    assert!(seen.commanded("RCPT TO:<jürgen@example.org>"));
}

#[tokio::test]
async fn the_date_is_the_one_the_message_was_written_at_and_must_be_one() {
    let pair = pair(Security::Tls, PATIENT, |rules| rules).await;
    let mut message = mail();
    for wrong in [-1, i64::MIN, i64::MAX, 253_402_300_800_000] {
        message.date = UtcMillis(wrong);
        assert!(
            pair.mailer.send(&message).await.is_err(),
            "{wrong} is no date for a header"
        );
    }
    message.date = UtcMillis(253_402_300_799_000);
    pair.mailer.send(&message).await.unwrap();
}
