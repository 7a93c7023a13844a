//! What leaves, and what it leaves behind.

use workestra_search::api::{Leg, SearchRequest};
use workestra_store::TimelineKind;

use super::*;
use crate::api::{ErrorCode, TemplateFill, TemplatePreview, TemplateSave};

#[tokio::test]
async fn an_email_leaves_after_the_delay_and_becomes_an_entry_that_search_finds() {
    let desk = Desk::new().await;
    let mut events = desk.events.subscribe();
    let server = desk.server(Security::Tls, |rules| rules).await;
    desk.set_up(server.port, Security::Tls, LOGIN.1, 1).await;
    let anna = desk.anna().await;
    let mut write = email(&anna, "It is on its way, quixotically.");
    write.cc = vec![to("kim@example.net")];
    let waiting = desk.write(write).await.unwrap();
    assert_eq!((waiting.state, waiting.problem.clone()), (EmailState::Waiting, None));
    assert!(waiting.send_after > waiting.at);

    let sent = desk.sent(&waiting).await;

    assert!(sent.sent_at.unwrap() >= waiting.send_after, "not before its time");
    let arrived = messages(&server);
    assert_eq!(arrived.len(), 1);
    for part in ["It is on its way", "-- \r\nDana\r\nBrook & Sons", "Subject: Your roof"] {
        assert!(arrived[0].contains(part), "{part} in {}", arrived[0]);
    }
    assert!(server.seen().commanded("RCPT TO:<anna@example.org>"));
    assert!(server.seen().commanded("RCPT TO:<kim@example.net>"));
    let timeline = desk.open.store().timeline(anna.id).await.unwrap();
    assert_eq!((timeline[0].id, timeline[0].entry), (sent.id, TimelineKind::Email));
    let anna = desk.open.store().entity(anna.id).await.unwrap().unwrap().entity;
    assert!(text(&anna, "last_contacted").is_some());
    desk.open.search_loaded().await;
    let request = SearchRequest {
        text: "quixotically".to_owned(),
        seq: 1,
        legs: vec![Leg::Text],
        limit: 10,
        kind: None,
        explain: false,
    };
    let found = desk.open.search(&desk.grant(Verb::Read), request).await.unwrap();
    assert_eq!(found.hits.len(), 1);
    let mut told = 0;
    while let Ok(event) = events.try_recv() {
        told += usize::from(matches!(event, Event::EmailsChanged { entity } if entity == anna.id));
    }
    assert!(told >= 3, "written, in hand, sent: {told}");
}

#[tokio::test]
async fn what_is_cancelled_within_the_delay_never_reaches_the_server() {
    let desk = Desk::new().await;
    let server = desk.server(Security::StartTls, |rules| rules).await;
    desk.set_up(server.port, Security::StartTls, LOGIN.1, LONG).await;
    let anna = desk.anna().await;
    let mut first = email(&anna, "Too early");
    first.to = vec![to("early@example.org")];
    let first = desk.write(first).await.unwrap();
    assert_eq!(desk.cancel(&first).await.unwrap().state, EmailState::Cancelled);
    desk.set_up(server.port, Security::StartTls, LOGIN.1, 0).await;
    let second = desk.write(email(&anna, "In time")).await.unwrap();
    desk.sent(&second).await;
    assert_eq!(messages(&server).len(), 1);
    assert!(!server.seen().commanded("RCPT TO:<early@example.org>"));
    assert_eq!(desk.get(&first).await.state, EmailState::Cancelled);
    assert_eq!(
        desk.cancel(&second).await.unwrap_err().code,
        ErrorCode::InvalidArguments
    );
    // Taken back is not lost.
    desk.send_now(&first).await;
    desk.sent(&first).await;
    assert!(server.seen().commanded("RCPT TO:<early@example.org>"));
}

#[tokio::test]
async fn a_reply_enters_the_thread_stamps_the_first_response_and_hangs_on_the_mail_before() {
    let desk = Desk::new().await;
    let server = desk.server(Security::Tls, |rules| rules).await;
    desk.through(&server, Security::Tls).await;
    let ticket = desk.make(Kind::Ticket, &[("subject", "Leak")]).await;
    for text in ["We are on it.", "It is mended."] {
        let mut reply = email(&ticket, text);
        reply.reply = true;
        let reply = desk.write(reply).await.unwrap();
        desk.sent(&reply).await;
    }
    let timeline = desk.open.store().timeline(ticket.id).await.unwrap();
    let said: Vec<_> = timeline
        .iter()
        .map(|entry| (entry.entry, entry.text.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            (TimelineKind::PublicMessage, "It is mended."),
            (TimelineKind::PublicMessage, "We are on it.")
        ]
    );
    let after = desk.open.store().entity(ticket.id).await.unwrap().unwrap().entity;
    assert!(text(&after, "first_responded_at").is_some());
    let arrived = messages(&server);
    let id = arrived[0]
        .lines()
        .find_map(|line| line.strip_prefix("Message-ID: "))
        .unwrap();
    assert!(!arrived[0].contains("In-Reply-To"));
    assert!(arrived[1].contains(&format!("In-Reply-To: {id}")), "{}", arrived[1]);
    let mut wrong = email(&desk.anna().await, "Hello");
    wrong.reply = true;
    assert_eq!(desk.write(wrong).await.unwrap_err().code, ErrorCode::InvalidArguments);
}

#[tokio::test]
async fn without_a_server_nothing_is_queued_and_the_draft_opens_in_the_mail_program() {
    let desk = Desk::new().await;
    let anna = desk.anna().await;
    let error = desk.write(email(&anna, "Hello")).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NotSetUp);
    assert_eq!(desk.list(Some(&anna)).await, []);
    let grant = desk.grant(Verb::Write);
    let opened = desk
        .open
        .email_draft_open(&grant, email(&anna, "Hello & good bye"))
        .await
        .unwrap();
    assert!(!opened.left_out_body);
    let long = desk
        .open
        .email_draft_open(&grant, email(&anna, &"ü".repeat(40_000)))
        .await
        .unwrap();
    assert!(long.left_out_body);
    assert_eq!(
        *desk.desktop.opened.lock(),
        [
            "mailto:anna@example.org?subject=Your%20roof&body=Hello%20%26%20good%20bye",
            "mailto:anna@example.org?subject=Your%20roof"
        ]
    );
}

#[tokio::test]
async fn what_waits_says_so_when_the_server_is_removed_and_leaves_when_there_is_one_again() {
    let desk = Desk::new().await;
    let server = desk.server(Security::Tls, |rules| rules).await;
    desk.set_up(server.port, Security::Tls, LOGIN.1, LONG).await;
    let anna = desk.anna().await;
    let waiting = desk.write(email(&anna, "Hello")).await.unwrap();
    let configure = desk.grant(Verb::Configure);
    let setup = desk
        .open
        .mail_setup_remove(&configure, crate::api::Nothing {})
        .await
        .unwrap();
    assert_eq!((setup.server, setup.has_password), (None, false));
    desk.send_now(&waiting).await;
    let still = desk.get(&waiting).await;
    assert_eq!(still.state, EmailState::Waiting);
    assert!(still.problem.unwrap().contains("no mail server is set up"));
    desk.through(&server, Security::Tls).await;
    assert_eq!(desk.sent(&waiting).await.problem, None);
}

#[tokio::test]
async fn templates_are_filled_with_what_an_entity_says() {
    let desk = Desk::new().await;
    let anna = desk.anna().await;
    let id = anna.id.to_string();
    let ticket = desk.make(Kind::Ticket, &[("subject", "Leak"), ("contact", &id)]).await;
    let grant = desk.grant(Verb::Write);
    let save = |kind, body: &str| TemplateSave {
        id: None,
        name: "Received".to_owned(),
        kind,
        subject: "{{reference}}: {{title}}".to_owned(),
        body: body.to_owned(),
    };
    let text = "Dear {{requester.first_name}}, of {{company}}. {{me.name}}";
    let kept = desk
        .open
        .template_save(&grant, save(Some(Kind::Ticket), text))
        .await
        .unwrap();
    let fill = async |entity: &Entity| {
        let fill = TemplateFill {
            id: kept.templates[0].id,
            entity: entity.reference.to_string(),
        };
        desk.open.template_fill(&grant, fill).await
    };
    let filled = fill(&ticket).await.unwrap();
    assert_eq!(filled.subject, format!("{}: Leak", ticket.reference));
    assert_eq!(filled.body, "Dear Anna, of . Dana");
    assert_eq!(filled.missing, ["Company"]);
    assert!(fill(&anna).await.unwrap_err().message.contains("is for tickets"));
    let guarded = save(Some(Kind::Candidate), "{{gender}}");
    let error = desk.open.template_save(&grant, guarded).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::InvalidArguments);
    assert!(error.message.contains("kept from emails"), "{error}");
}

#[tokio::test]
async fn a_template_is_previewed_as_it_is_written_before_it_is_kept() {
    let desk = Desk::new().await;
    let anna = desk.anna().await;
    let grant = desk.grant(Verb::Read);
    let preview = async |kind, body: &str| {
        let preview = TemplatePreview {
            kind,
            subject: "For {{first_name}}\n".to_owned(),
            body: body.to_owned(),
            entity: anna.reference.to_string(),
        };
        desk.open.template_preview(&grant, preview).await
    };
    let filled = preview(Some(Kind::Contact), "Dear {{first_name}} of {{company}}")
        .await
        .unwrap();
    assert_eq!(
        (filled.subject.as_str(), filled.body.as_str()),
        ("For Anna ", "Dear Anna of ")
    );
    assert_eq!(filled.missing, ["Company"]);
    assert_eq!(preview(None, "Dear {{first_name}}").await.unwrap().body, "Dear Anna");
    for (kind, body, wanted) in [
        (Some(Kind::Contact), "{{first_nam}}", "did you mean {{first_name}}"),
        (Some(Kind::Contact), "{{first_name", "write }} behind it"),
        (Some(Kind::Candidate), "{{gender}}", "{{gender}} is kept from emails"),
        (Some(Kind::Deal), "", "there is no {{first_name}}"),
    ] {
        let error = preview(kind, body).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::InvalidArguments, "{body}");
        assert!(error.message.contains(wanted), "{body}: {error}");
    }
    let kept = desk.open.template_list(&grant, crate::api::Nothing {}).await.unwrap();
    assert_eq!(kept.templates, [], "looking keeps nothing");
}
