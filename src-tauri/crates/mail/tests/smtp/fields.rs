//! Nothing in a field becomes a header or a command of its own.

use workestra_mail::{MailError, Mailer, Mailto, OutgoingMail, Recipient, Security, SmtpServer};

use crate::{PATIENT, mail, pair, password, recipient, settings};

type Change<T> = (&'static str, fn(&mut T, &str));

const SMUGGLED: [&str; 9] = [
    "\r\nBcc: evil@example.com",
    "\nBcc: evil@example.com",
    "\rBcc: evil@example.com",
    "\r\n\r\nbody",
    "\r\n.\r\nMAIL FROM:<evil@example.com>",
    "\0",
    "\u{2028}Bcc: evil@example.com",
    "\u{85}Bcc: evil@example.com",
    "\u{1b}[2J",
];

const OF_MESSAGE: [Change<OutgoingMail>; 8] = [
    ("subject", |mail, text| mail.subject.push_str(text)),
    ("message's id", |mail, text| {
        mail.message_id = format!("<a{text}@example.com>")
    }),
    ("answered message's id", |mail, text| {
        mail.in_reply_to = Some(format!("<a{text}@example.com>"))
    }),
    ("thread's message id", |mail, text| {
        mail.references = vec![format!("<a{text}@example.com>")]
    }),
    ("recipient's name", |mail, text| {
        mail.to[0].name = Some(format!("Rosa{text}"))
    }),
    ("recipient's address", |mail, text| {
        mail.to[0].address = format!("rosa{text}@example.org")
    }),
    ("recipient's address", |mail, text| {
        mail.to[0].address = format!("rosa@example.org{text}")
    }),
    ("recipient's name", |mail, text| {
        mail.cc = vec![Recipient {
            name: Some(text.to_owned()),
            address: "kim@example.net".to_owned(),
        }];
    }),
];

const OF_SERVER: [Change<SmtpServer>; 4] = [
    ("server", |server, text| server.host.push_str(text)),
    ("user name", |server, text| server.user.push_str(text)),
    ("sender's name", |server, text| server.from_name.push_str(text)),
    ("sender's address", |server, text| server.from_address.push_str(text)),
];

#[tokio::test]
async fn line_breaks_and_control_characters_are_refused_in_every_field_before_anything_is_connected_to() {
    let pair = pair(Security::Tls, PATIENT, |rules| rules).await;
    for smuggled in SMUGGLED {
        for (name, change) in OF_MESSAGE {
            let mut message = mail();
            change(&mut message, smuggled);
            let error = pair.mailer.send(&message).await.unwrap_err();
            assert!(
                matches!(&error, MailError::Invalid { field, .. } if field == name),
                "{name} with {smuggled:?}: {error:?}"
            );
        }
        for (name, change) in OF_SERVER {
            let mut server = settings(465, Security::Tls);
            change(&mut server, smuggled);
            let Err(error) = Mailer::new(server, password(), PATIENT, &[]) else {
                panic!("{name} with {smuggled:?} was taken");
            };
            assert!(
                matches!(&error, MailError::Invalid { field, .. } if field == name),
                "{error:?}"
            );
        }
    }
    assert_eq!(pair.server.seen().connections, 0);
}

#[tokio::test]
async fn what_is_no_address_and_no_message_id_is_refused() {
    let pair = pair(Security::Tls, PATIENT, |rules| rules).await;
    let addresses = [
        "",
        "rosa",
        "@example.org",
        "rosa@",
        "a b@example.org",
        "<rosa@example.org>",
        "rosa@exa mple.org",
    ];
    let hidden = [
        "rosa@example.org, kim@example.org",
        "\"a@b\"@example.org",
        "rosa@example.org> SIZE=1",
    ];
    for address in addresses.into_iter().chain(hidden) {
        let mut message = mail();
        message.to = vec![recipient(address)];
        assert!(
            pair.mailer.send(&message).await.is_err(),
            "{address:?} was taken for an address"
        );
    }
    for id in [
        "",
        "a@example.com",
        "<>",
        "<a>",
        "<@b>",
        "<a@>",
        "<a@b> <c@d>",
        "<a b@c>",
        "<ä@b>",
    ] {
        let mut message = mail();
        message.message_id = id.to_owned();
        assert!(
            pair.mailer.send(&message).await.is_err(),
            "{id:?} was taken for a message id"
        );
    }
    let mut message = mail();
    message.to.clear();
    assert!(
        pair.mailer.send(&message).await.is_err(),
        "a message needs somebody to go to"
    );
    message.to = (0..101).map(|n| recipient(&format!("r{n}@example.org"))).collect();
    assert!(
        pair.mailer.send(&message).await.is_err(),
        "servers need not take more than 100 recipients"
    );
    assert_eq!(pair.server.seen().connections, 0);
}

#[test]
fn a_draft_for_the_mail_program_keeps_every_character_in_its_own_field() {
    let mut message = mail();
    message.to.push(recipient("kim+sales@bücher.example"));
    message.cc.push(recipient("lee@example.net"));
    message.subject = "50 % off? & more = #1".to_owned();
    message.body = "Grüße\n&cc=evil@example.com".to_owned();
    message.in_reply_to = Some("<q@example.org>".to_owned());
    let draft = Mailto::draft(&message).unwrap();
    assert!(draft.has_body);
    assert_eq!(
        draft.url,
        "mailto:rosa@example.org,kim%2Bsales@b%C3%BCcher.example?cc=lee@example.net\
         &subject=50%20%25%20off%3F%20%26%20more%20%3D%20%231&in-reply-to=%3Cq@example.org%3E\
         &body=Gr%C3%BC%C3%9Fe%0D%0A%26cc%3Devil@example.com"
    );
}

#[test]
fn a_draft_takes_no_smuggled_lines_and_leaves_out_a_body_that_would_not_fit() {
    for smuggled in SMUGGLED {
        for (name, change) in OF_MESSAGE {
            if !matches!(name, "subject" | "recipient's address" | "answered message's id") {
                continue;
            }
            let mut message = mail();
            change(&mut message, smuggled);
            assert!(Mailto::draft(&message).is_err(), "{name} with {smuggled:?}");
        }
    }
    let mut message = mail();
    message.body = "ü".repeat(40_000);
    let draft = Mailto::draft(&message).unwrap();
    assert!(!draft.has_body);
    assert_eq!(draft.url, "mailto:rosa@example.org?subject=Your%20order");
}
