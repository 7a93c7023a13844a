//! What leaves to be embedded, and what is written down of it.

use serde_json::{Value as Json, json};
use workestra_core::{AssistantRules, Kind, Mask, Verb};
use workestra_search::api::Leg;
use workestra_store::Op;

use super::server::Reply;
use super::{ALL, KEY, choice};
use crate::api::{AuditName, Nothing};
use crate::open::tests::Desk;

/// Personal data of many forms, each found nowhere else.
fn canaries() -> Vec<(String, String)> {
    (0..50_u32)
        .flat_map(|at| {
            let email = format!("canary{at}@private{at}.example");
            let phone = format!("+49 30 5550{at:03}7");
            let card = luhn(&format!("411111111111{at:03}"));
            let iban = iban(&format!("3704004405320130{at:02}"));
            [
                (format!("Write to {email} about it"), email),
                (format!("Call {phone} before noon"), phone),
                (format!("Paid with {card} on Monday"), card),
                (format!("Refund to {iban} please"), iban),
            ]
        })
        .collect()
}

/// The digits with their check digit behind them.
fn luhn(digits: &str) -> String {
    let sum: u32 = digits
        .chars()
        .rev()
        .filter_map(|c| c.to_digit(10))
        .enumerate()
        .map(|(at, digit)| match (at % 2, digit) {
            (0, digit) if digit > 4 => digit * 2 - 9,
            (0, digit) => digit * 2,
            (_, digit) => digit,
        })
        .sum();
    format!("{digits}{}", (10 - sum % 10) % 10)
}

/// A German account with its check digits.
fn iban(account: &str) -> String {
    let rest = format!("{account}131400")
        .bytes()
        .fold(0_u32, |rest, byte| (rest * 10 + u32::from(byte - b'0')) % 97);
    format!("DE{:02}{account}", 98 - rest)
}

#[tokio::test(flavor = "multi_thread")]
async fn texts_leave_masked_and_each_request_stands_in_the_log_before_it() {
    let (desk, server) = Desk::with_embeddings().await;
    let canaries = canaries();
    assert_eq!(canaries.len(), 200);
    for (at, (text, canary)) in canaries.iter().enumerate() {
        let email = format!("field{at}@canary.example");
        let repeated = format!("{text}. Or {email}");
        match at % 3 {
            0 => {
                desk.make(Kind::Ticket, &[&[("subject", text), ("body", &repeated)]])
                    .await
            }
            1 => desk.make(Kind::Deal, &[&[("name", text), ("description", text)]]).await,
            _ => {
                let about = format!("{repeated}, known as {canary}");
                let name = format!("Person {at}");
                desk.make(Kind::Contact, &[&[("last_name", &name), ("about", &about)]])
                    .await
            }
        };
    }
    desk.choose(choice()).await.unwrap();
    desk.embedded(200).await;
    let sent = server.asked().join("\n");
    for (_, canary) in &canaries {
        assert!(!sent.contains(canary.as_str()), "{canary}");
    }
    assert!(!sent.contains("@canary.example"));
    assert!(sent.contains("⟨email⟩") && sent.contains("⟨iban⟩") && !sent.contains("_1⟩"));
    assert!(sent.contains("before noon"), "what is no personal data leaves");
    assert_eq!(server.texts().len(), 201, "the trial and every entity once");
    assert!(server.heads().iter().all(|head| head.contains(KEY)));
    // Each has its row, with its content, and the rows hang together.
    let rows = desk.requests_logged().await;
    let asked = server.asked();
    assert_eq!(rows.len(), asked.len());
    let reading = desk.grant(Verb::Read);
    let mut named = 0;
    for (row, body) in rows.iter().zip(&asked).skip(1) {
        let content = desk
            .open
            .audit_content(&reading, AuditName { seq: row.seq })
            .await
            .unwrap();
        assert_eq!(content.content.as_deref(), Some(body.as_str()));
        named += row.objects.len();
    }
    assert_eq!(named, 200, "by reference");
    let verified = desk.open.audit_verify(&reading, Nothing {}).await.unwrap();
    assert_eq!(verified.broken_at, None, "{}", verified.message);
    let log = json!(rows).to_string();
    assert!(!log.contains(KEY));
}

#[tokio::test(flavor = "multi_thread")]
async fn kinds_closed_to_ai_and_masked_fields_do_not_leave() {
    let (desk, server) = Desk::with_embeddings().await;
    let mut rules = AssistantRules {
        closed_kinds: [Kind::Candidate].into(),
        ..AssistantRules::open()
    };
    let masks = [
        ("company".to_owned(), Mask::Placeholder),
        ("about".to_owned(), Mask::Drop),
    ];
    rules.masks.insert(Kind::Contact, masks.into());
    desk.rules(rules).await;
    desk.make(Kind::Candidate, &[&[("last_name", "Zirkus"), ("headline", "Zirkus")]])
        .await;
    desk.make(
        Kind::Contact,
        &[&[
            ("last_name", "Kranich"),
            ("company", "Kellerwerk"),
            ("job_title", "Head of Kellerwerk"),
            ("about", "Secretive"),
        ]],
    )
    .await;
    desk.choose(choice()).await.unwrap();
    desk.embedded(1).await;
    let texts = server.texts();
    assert_eq!(texts.last().unwrap(), "Kranich\nHead of ⟨company⟩");
    // Opened again, they are made up for.
    desk.rules(AssistantRules::open()).await;
    desk.embedded(2).await;
    assert!(server.texts().last().unwrap().contains("Zirkus"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_leaves_once_typing_rests_and_never_what_names_somebody() {
    let (desk, server) = Desk::with_embeddings().await;
    let people = desk
        .make(
            Kind::Contact,
            &[&[
                ("first_name", "Anneliese"),
                ("last_name", "Kranich"),
                ("about", "builds wooden boats"),
            ]],
        )
        .await;
    desk.choose(choice()).await.unwrap();
    desk.embedded(1).await;
    desk.open.search_loaded().await;
    let before = server.asked().len();
    let words = [Leg::Text, Leg::Fuzzy];
    assert_eq!(desk.find("wooden", 1, &words).await.hits[0].id, people[0].id);
    for (seq, typed) in [
        "Anneliese Kranich",
        "CON-1",
        "anneliese@kranich.example",
        "anneliese@kra",
        "+49 30 90",
    ]
    .into_iter()
    .enumerate()
    {
        let seq = 2 + i64::try_from(seq).unwrap();
        let found = desk.find(typed, seq, &ALL).await;
        assert!(!found.legs.contains(&Leg::Vector), "{typed}");
    }
    assert_eq!(server.asked().len(), before, "{:?}", server.texts());
    let (first, second) = tokio::join!(desk.find("boa", 20, &ALL), desk.find("boats", 21, &ALL));
    assert!(!first.legs.contains(&Leg::Vector));
    assert!(second.legs.contains(&Leg::Vector));
    assert_eq!(server.texts().last().unwrap(), "boats");
    assert_eq!(server.asked().len(), before + 1);
    let rows = desk.requests_logged().await;
    let row = rows.last().unwrap();
    assert_eq!(
        (row.origin.as_str(), row.objects.as_slice()),
        ("palette", &["query".to_owned()][..])
    );
    // Taken back and typed again, it is known.
    desk.find("boats", 22, &ALL).await;
    assert_eq!(server.asked().len(), before + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erased_entity_takes_its_vector_and_what_the_log_kept_of_it_along() {
    let (desk, server) = Desk::with_embeddings().await;
    let made = desk.make(Kind::Ticket, &[&[("subject", "Chimney sweep wanted")]]).await;
    desk.choose(choice()).await.unwrap();
    desk.embedded(1).await;
    let store = desk.open.store();
    let num = store.entity(made[0].id).await.unwrap().unwrap().num;
    assert_eq!(store.vectors_of(&[num]).await.unwrap().len(), 1);
    let row = desk.requests_logged().await.pop().unwrap();
    assert!(store.audit_payload(row.seq).await.unwrap().unwrap().contains("Chimney"));
    store
        .write(&desk.grant(Verb::Erase), vec![Op::Erase { id: made[0].id }])
        .await
        .unwrap();
    desk.embedded(0).await;
    assert!(store.vectors_of(&[num]).await.unwrap().is_empty());
    assert_eq!(store.audit_payload(row.seq).await.unwrap(), None);
    assert!(desk.find("sweep chimneys", 1, &ALL).await.hits.is_empty());
    assert_eq!(server.texts().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rate_limit_is_waited_out() {
    let (desk, server) = Desk::with_embeddings().await;
    desk.make(Kind::Deal, &[&[("name", "Roof")]]).await;
    server.will([Reply::Vectors, Reply::RateLimit, Reply::RateLimit]);
    desk.choose(choice()).await.unwrap();
    desk.embedded(1).await;
    let bodies: Vec<Json> = server
        .asked()
        .iter()
        .map(|body| serde_json::from_str(body).unwrap())
        .collect();
    assert_eq!(bodies.len(), 4);
    assert_eq!(bodies[0]["dimensions"], 384);
    assert!(bodies[1] == bodies[2] && bodies[2] == bodies[3], "the same again");
}
