use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use workestra_core::{EntityId, Kind, Patch, Policy, Secret, UtcMillis, Value, Verb};
use workestra_store::{
    Email, EmailFailure, EmailId, EmailRecipient, EmailState, EmailTemplate, NewEmail, Op, OpError, SecretError, Store,
    TimelineKind, Unlock, WriteError,
};

use crate::crash::{CODE, FOLDER, as_child};
use crate::desk::{Desk, NOON, all_bytes, contact, deal, draft, holds, list, opening, set};

/// In which an email can be taken back.
const DELAY: i64 = 10_000;

fn recipient(address: &str) -> EmailRecipient {
    EmailRecipient {
        name: Some("Anna Berg".to_owned()),
        address: address.to_owned(),
    }
}

fn new(on: EntityId, now: UtcMillis) -> NewEmail {
    NewEmail {
        on,
        to: vec![recipient("anna@example.org")],
        cc: vec![recipient("kim@example.net")],
        subject: "Your roof".to_owned(),
        body: "It is on its way.".to_owned(),
        reply: false,
        domain: "example.com".to_owned(),
        send_after: UtcMillis(now.0 + DELAY),
        acknowledged: false,
    }
}

fn refusal(error: &WriteError) -> String {
    match error {
        WriteError::Refused(refused) => refused.to_string(),
        other => panic!("{other:?} is no refusal"),
    }
}

impl Desk {
    async fn queue(&self, on: EntityId) -> EmailId {
        let new = new(on, self.store.now());
        self.store
            .queue_email(&self.grant(Verb::Write).await, &new)
            .await
            .unwrap()
    }

    async fn claim(&self) -> Option<Email> {
        self.store.claim_email(&self.grant(Verb::Write).await).await.unwrap()
    }

    async fn email(&self, id: EmailId) -> Email {
        self.store.email(id).await.unwrap().unwrap()
    }

    fn wait(&self, millis: i64) {
        self.time.fetch_add(millis, Ordering::SeqCst);
    }
}

#[tokio::test]
async fn an_email_waits_is_taken_once_and_becomes_an_entry_when_it_was_sent() {
    let desk = Desk::new().await;
    let anna = desk.create(contact("Anna", "Berg")).await;
    let id = desk.queue(anna.id).await;
    assert_eq!(desk.claim().await, None, "it can still be taken back");
    desk.wait(DELAY);
    let taken = desk.claim().await.unwrap();
    assert_eq!((taken.id, taken.state, taken.tries), (id, EmailState::Sending, 1));
    assert_eq!(taken.message_id, format!("<{id}@example.com>"));
    assert_eq!(desk.claim().await, None, "it is in hand");
    assert_eq!(desk.store.next_email_at().await.unwrap(), None);
    let grant = desk.grant(Verb::Write).await;
    let error = desk.store.cancel_email(&grant, id).await.unwrap_err();
    assert!(refusal(&error).contains("being sent"), "{error}");
    assert_eq!(desk.store.timeline(anna.id).await.unwrap(), [], "nothing was sent yet");
    desk.update(anna.id, set("company", "Acme")).await;

    assert!(desk.store.email_sent(&grant, id).await.unwrap());

    let sent = desk.email(id).await;
    assert_eq!((sent.state, sent.problem), (EmailState::Sent, None));
    assert!(sent.sent_at.is_some());
    let timeline = desk.store.timeline(anna.id).await.unwrap();
    assert_eq!(timeline.len(), 1);
    assert_eq!((timeline[0].id, timeline[0].entry), (id, TimelineKind::Email));
    for part in ["Your roof", "anna@example.org", "kim@example.net", "It is on its way."] {
        assert!(timeline[0].text.contains(part), "{part} in {}", timeline[0].text);
    }
    assert!(
        desk.get(anna.id).await.fields.contains_key("last_contacted"),
        "as after a note added by hand"
    );
    desk.store.undo(&grant).await.unwrap();
    assert!(!desk.get(anna.id).await.fields.contains_key("company"));
    assert_eq!(
        desk.store.timeline(anna.id).await.unwrap().len(),
        1,
        "what has left is not taken back: undo goes on with what was before"
    );
    for error in [
        desk.store.cancel_email(&grant, id).await.unwrap_err(),
        desk.store.send_email_now(&grant, id).await.unwrap_err(),
    ] {
        assert!(refusal(&error).contains("sent already"), "{error}");
    }
    assert!(!desk.store.email_sent(&grant, id).await.unwrap(), "it is noted once");
    desk.is_sound().await;
}

#[tokio::test]
async fn a_reply_enters_the_thread_and_stamps_the_first_response() {
    let desk = Desk::new().await;
    let ticket = desk.create(draft(Kind::Ticket, &[("subject", "Leak".into())])).await;
    let grant = desk.grant(Verb::Write).await;
    for text in ["We are on it.", "It is mended."] {
        let mut reply = new(ticket.id, desk.store.now());
        reply.reply = true;
        reply.body = text.to_owned();
        let id = desk.store.queue_email(&grant, &reply).await.unwrap();
        desk.wait(DELAY);
        assert_eq!(desk.claim().await.unwrap().id, id);
        desk.store.email_sent(&grant, id).await.unwrap();
    }
    let timeline = desk.store.timeline(ticket.id).await.unwrap();
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
    let first = desk.email(timeline[1].id).await;
    let at = desk.get(ticket.id).await.fields.get("first_responded_at").cloned();
    let at: jiff::Timestamp = at.as_ref().and_then(Value::first_text).unwrap().parse().unwrap();
    let second = |millis: i64| millis / 1_000;
    assert_eq!(second(at.as_millisecond()), second(first.sent_at.unwrap().0));
    assert_eq!(
        desk.store.email_thread(ticket.id).await.unwrap(),
        [first.message_id, desk.email(timeline[0].id).await.message_id]
    );
    let mut empty = new(ticket.id, desk.store.now());
    (empty.reply, empty.body) = (true, " \n".to_owned());
    assert!(desk.store.queue_email(&grant, &empty).await.is_err());
}

#[tokio::test]
async fn what_was_cancelled_is_not_taken_until_somebody_sends_it_after_all() {
    let desk = Desk::new().await;
    let anna = desk.create(contact("Anna", "Berg")).await;
    let grant = desk.grant(Verb::Write).await;
    let id = desk.queue(anna.id).await;
    desk.store.cancel_email(&grant, id).await.unwrap();
    desk.wait(DELAY);
    assert_eq!(desk.claim().await, None);
    let error = desk.store.cancel_email(&grant, id).await.unwrap_err();
    assert!(refusal(&error).contains("cancelled already"), "{error}");
    desk.store.send_email_now(&grant, id).await.unwrap();
    assert_eq!(desk.claim().await.unwrap().id, id);
}

#[tokio::test]
async fn an_email_that_failed_for_now_waits_for_its_next_try_and_one_that_failed_for_good_for_a_person() {
    let desk = Desk::new().await;
    let anna = desk.create(contact("Anna", "Berg")).await;
    let grant = desk.grant(Verb::Write).await;
    let id = desk.queue(anna.id).await;
    desk.wait(DELAY);
    desk.claim().await.unwrap();
    let mut failure = EmailFailure {
        problem: "try later".to_owned(),
        may_have_arrived: false,
        held_back: false,
        again_at: Some(UtcMillis(desk.store.now().0 + 60_000)),
    };
    desk.store.email_failed(&grant, id, &failure).await.unwrap();
    let waiting = desk.email(id).await;
    assert_eq!(
        (waiting.state, waiting.problem.as_deref()),
        (EmailState::Waiting, Some("try later"))
    );
    assert_eq!(desk.claim().await, None);
    desk.wait(60_000);
    assert_eq!(desk.claim().await.unwrap().tries, 2);
    (failure.again_at, failure.may_have_arrived) = (None, true);
    desk.store.email_failed(&grant, id, &failure).await.unwrap();
    let failed = desk.email(id).await;
    assert_eq!((failed.state, failed.may_have_arrived), (EmailState::Failed, true));
    desk.wait(3_600_000);
    assert_eq!(desk.claim().await, None, "a person decides");
    desk.store.send_email_now(&grant, id).await.unwrap();
    let again = desk.claim().await.unwrap();
    assert_eq!((again.tries, again.problem, again.may_have_arrived), (1, None, false));
    desk.store.email_failed(&grant, id, &failure).await.unwrap();
    desk.store.cancel_email(&grant, id).await.unwrap();
    assert_eq!(desk.email(id).await.state, EmailState::Cancelled);
}

#[tokio::test]
async fn the_outbox_holds_what_is_open_and_what_moved_lately() {
    let desk = Desk::new().await;
    let anna = desk.create(contact("Anna", "Berg")).await;
    let grant = desk.grant(Verb::Write).await;
    let (sent, cancelled, waiting) = (
        desk.queue(anna.id).await,
        desk.queue(anna.id).await,
        desk.queue(anna.id).await,
    );
    desk.store.cancel_email(&grant, cancelled).await.unwrap();
    desk.store.send_email_now(&grant, sent).await.unwrap();
    desk.claim().await.unwrap();
    desk.store.email_sent(&grant, sent).await.unwrap();
    let now = desk.store.now();
    let outbox = async |cancelled, sent| -> Vec<EmailId> {
        let emails = desk.store.outbox(cancelled, sent).await.unwrap();
        emails.iter().map(|email| email.id).collect()
    };
    let since = UtcMillis(now.0 - 60_000);
    assert_eq!(outbox(since, since).await, [waiting, cancelled, sent], "newest first");
    assert_eq!(outbox(now, since).await, [waiting, sent]);
    assert_eq!(outbox(since, now).await, [waiting, cancelled]);
    let all = desk.store.emails_of(anna.id).await.unwrap();
    assert_eq!(all.len(), 3);
}

/// What the process to be killed does: it takes an email in hand.
#[test]
fn takes_an_email_until_it_is_killed() {
    as_child(|store| async move {
        let grant = Policy::grant(&store.me().await.unwrap(), Verb::Write, None).unwrap();
        let taken = store.claim_email(&grant).await.unwrap().unwrap();
        println!("taken {}", taken.id);
        std::io::stdout().flush().unwrap();
        std::future::pending::<()>().await;
    });
}

#[tokio::test]
async fn an_email_in_the_hand_of_a_killed_process_is_not_sent_again_unasked() {
    let desk = Desk::new().await;
    let anna = desk.create(contact("Anna", "Berg")).await;
    // The process to be killed begins at noon.
    let due = NewEmail {
        send_after: UtcMillis(NOON),
        ..new(anna.id, desk.store.now())
    };
    let id = desk
        .store
        .queue_email(&desk.grant(Verb::Write).await, &due)
        .await
        .unwrap();
    desk.store.close().await.unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "emails::takes_an_email_until_it_is_killed", "--nocapture"])
        .env(FOLDER, desk.path())
        .env(CODE, &desk.code)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(
        lines.any(|line| line.unwrap().contains(&format!("taken {id}"))),
        "the process took it in hand"
    );
    child.kill().unwrap();
    child.wait().unwrap();
    let time = Arc::new(AtomicI64::new(NOON + DELAY));
    let store = Store::open(desk.path(), Unlock::RecoveryCode(&desk.code), &opening(&time))
        .await
        .unwrap();
    let found = store.email(id).await.unwrap().unwrap();
    assert_eq!((found.state, found.may_have_arrived), (EmailState::Failed, true));
    assert!(found.problem.unwrap().contains("may have arrived"));
    let grant = Policy::grant(&store.me().await.unwrap(), Verb::Write, None).unwrap();
    assert_eq!(store.claim_email(&grant).await.unwrap(), None);
}

#[tokio::test]
async fn emails_go_with_an_entity_that_is_deleted_for_good_even_from_the_hand() {
    let desk = Desk::new().await;
    let anna = desk.create(contact("Anna", "Berg")).await;
    let id = desk.queue(anna.id).await;
    desk.wait(DELAY);
    desk.claim().await.unwrap();
    let erase = vec![Op::Erase { id: anna.id }];
    desk.store.write(&desk.grant(Verb::Erase).await, erase).await.unwrap();
    assert_eq!(desk.store.email(id).await.unwrap(), None);
    let grant = desk.grant(Verb::Write).await;
    assert!(!desk.store.email_sent(&grant, id).await.unwrap());
    let failure = EmailFailure {
        problem: "gone".to_owned(),
        may_have_arrived: false,
        held_back: false,
        again_at: None,
    };
    desk.store.email_failed(&grant, id, &failure).await.unwrap();
    assert_eq!(desk.store.email(id).await.unwrap(), None);
    desk.is_sound().await;
}

#[tokio::test]
async fn a_merge_carries_emails_over_and_undo_carries_them_back() {
    let desk = Desk::new().await;
    let keep = desk.create(contact("Anna", "Berg")).await;
    let gone = desk.create(contact("Anna", "Bergh")).await;
    let id = desk.queue(gone.id).await;
    let merge = Op::Merge {
        keep: keep.id,
        gone: gone.id,
        patch: Patch::new(),
    };
    desk.write(vec![merge]).await;
    assert_eq!(desk.email(id).await.on.id, keep.id);
    let grant = desk.grant(Verb::Write).await;
    desk.store.undo(&grant).await.unwrap();
    assert_eq!(desk.email(id).await.on.id, gone.id);
    desk.store.redo(&grant).await.unwrap();
    assert_eq!(desk.email(id).await.on.id, keep.id);
    desk.is_sound().await;
}

#[tokio::test]
async fn who_may_only_read_sends_nothing_and_keeps_no_templates_and_secrets() {
    let desk = Desk::new().await;
    let anna = desk.create(contact("Anna", "Berg")).await;
    let id = desk.queue(anna.id).await;
    desk.wait(DELAY);
    let read = desk.grant(Verb::Read).await;
    let denied = |outcome: Result<(), WriteError>| {
        assert!(
            matches!(outcome, Err(WriteError::Refused(OpError::Denied(_)))),
            "{outcome:?}"
        );
    };
    let new = new(anna.id, desk.store.now());
    denied(desk.store.queue_email(&read, &new).await.map(|_| ()));
    denied(desk.store.cancel_email(&read, id).await);
    denied(desk.store.send_email_now(&read, id).await);
    denied(desk.store.claim_email(&read).await.map(|_| ()));
    assert_eq!(desk.email(id).await.state, EmailState::Waiting);
    denied(desk.store.save_template(&read, &template("Thanks")).await);
    denied(desk.store.remove_template(&read, EmailId::nil()).await);
    let kept = desk.store.keep_secret(&read, "smtp", Secret::new("x".to_owned())).await;
    assert_eq!(kept, Err(SecretError::Denied));
}

#[tokio::test]
async fn nothing_is_written_on_what_lies_in_the_trash_and_what_waits_there_says_so() {
    let desk = Desk::new().await;
    let anna = desk.create(contact("Anna", "Berg")).await;
    desk.queue(anna.id).await;
    desk.write(vec![Op::Trash { id: anna.id }]).await;
    let grant = desk.grant(Verb::Write).await;
    let error = desk.store.queue_email(&grant, &new(anna.id, desk.store.now())).await;
    assert!(refusal(&error.unwrap_err()).contains("restore it"));
    desk.wait(DELAY);
    assert!(desk.claim().await.unwrap().trashed);
}

fn template(name: &str) -> EmailTemplate {
    EmailTemplate {
        id: EmailId::now_v7(),
        name: name.to_owned(),
        kind: Some(Kind::Contact),
        subject: "Thanks".to_owned(),
        body: "Dear {{first_name}}".to_owned(),
    }
}

#[tokio::test]
async fn templates_are_kept_by_name_and_replaced_by_id() {
    let desk = Desk::new().await;
    let grant = desk.grant(Verb::Write).await;
    let mut thanks = template("Thanks");
    for kept in [&template("Älteste Anfrage"), &thanks, &template("zum Schluss")] {
        desk.store.save_template(&grant, kept).await.unwrap();
    }
    let error = desk.store.save_template(&grant, &template("THANKS")).await.unwrap_err();
    assert!(refusal(&error).contains("called “THANKS” already"), "{error}");
    for wrong in ["", "two\nlines"] {
        assert!(desk.store.save_template(&grant, &template(wrong)).await.is_err());
    }
    (thanks.kind, thanks.body) = (None, "Thank you".to_owned());
    desk.store.save_template(&grant, &thanks).await.unwrap();
    let templates = desk.store.templates().await.unwrap();
    let names: Vec<_> = templates.iter().map(|template| template.name.as_str()).collect();
    assert_eq!(names, ["Älteste Anfrage", "Thanks", "zum Schluss"]);
    assert_eq!(desk.store.template(thanks.id).await.unwrap().as_ref(), Some(&thanks));
    desk.store.remove_template(&grant, thanks.id).await.unwrap();
    assert_eq!(desk.store.template(thanks.id).await.unwrap(), None);
}

#[tokio::test]
async fn without_a_keychain_a_secret_lives_as_long_as_the_run_and_is_in_no_file() {
    let mut desk = Desk::new().await;
    let configure = desk.grant(Verb::Configure).await;
    let secret = || Secret::new("canary horse battery".to_owned());
    assert!(!desk.store.secrets_last());
    desk.store.keep_secret(&configure, "smtp", secret()).await.unwrap();
    desk.store.keep_secret(&configure, "provider", secret()).await.unwrap();
    let kept = desk.store.secret("smtp").await.unwrap().unwrap();
    assert_eq!(kept.expose(), "canary horse battery");
    desk.store.forget_secret(&configure, "provider").await.unwrap();
    assert!(desk.store.secret("provider").await.unwrap().is_none());
    desk.reopen().await;
    assert!(desk.store.secret("smtp").await.unwrap().is_none());
    desk.store.close().await.unwrap();
    assert!(!holds(&all_bytes(desk.path()), b"canary horse"));
}

#[tokio::test]
async fn no_file_of_the_folder_shows_what_an_email_says() {
    let mut desk = Desk::new().await;
    let roof = desk.create(deal("Roof")).await;
    let mut email = new(roof.id, desk.store.now());
    email.subject = "canarysubject".to_owned();
    email.body = "canarybody ".repeat(5_000);
    email.to = vec![recipient("canary@example.org")];
    let grant = desk.grant(Verb::Write).await;
    desk.store.queue_email(&grant, &email).await.unwrap();
    let mut text = template("canarytemplate");
    text.body = "canarytext".to_owned();
    desk.store.save_template(&grant, &text).await.unwrap();
    desk.create(draft(
        Kind::Contact,
        &[("first_name", "Anna".into()), ("emails", list(&["a@example.org"]))],
    ))
    .await;
    for closed in [false, true] {
        if closed {
            desk.reopen().await;
            desk.store.close().await.unwrap();
        }
        assert!(!holds(&all_bytes(desk.path()), b"canary"), "closed: {closed}");
    }
}

#[tokio::test]
async fn nobody_is_written_to_against_their_wish_unless_it_is_meant() {
    let desk = Desk::new().await;
    let roof = desk.create(deal("Roof")).await;
    let mut anna = contact("Anna", "Berg");
    let emails = vec!["anna@example.org".to_owned(), "berg@example.org".to_owned()];
    anna.fields.insert("emails".to_owned(), Value::List(emails));
    anna.fields.insert("do_not_contact".to_owned(), Value::Bool(true));
    let anna = desk.create(anna).await;
    let grant = desk.grant(Verb::Write).await;
    let to = |address: &str, in_copy: bool| {
        let mut email = new(roof.id, desk.store.now());
        (email.to, email.cc) = (vec![recipient("kim@example.net")], Vec::new());
        let list = if in_copy { &mut email.cc } else { &mut email.to };
        list.push(recipient(address));
        email
    };
    for (address, in_copy) in [("anna@example.org", false), (" BERG@Example.org", true)] {
        let refused = desk.store.queue_email(&grant, &to(address, in_copy)).await.unwrap_err();
        assert!(
            refusal(&refused).starts_with("Anna Berg asked not to be contacted"),
            "{refused}"
        );
    }
    assert!(desk.store.emails_of(roof.id).await.unwrap().is_empty());
    let mut meant = to("anna@example.org", false);
    meant.acknowledged = true;
    desk.store.queue_email(&grant, &meant).await.unwrap();
    // Put aside, she still does not want to be written to; in the trash, nobody is known to.
    let put_aside = Op::Archive {
        id: anna.id,
        archived: true,
    };
    desk.write(vec![put_aside]).await;
    assert!(
        desk.store
            .queue_email(&grant, &to("anna@example.org", false))
            .await
            .is_err()
    );
    desk.write(vec![Op::Trash { id: anna.id }]).await;
    desk.store
        .queue_email(&grant, &to("anna@example.org", false))
        .await
        .unwrap();
}
