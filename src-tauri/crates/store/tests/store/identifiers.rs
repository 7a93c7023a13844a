use workestra_core::{Draft, Kind};
use workestra_store::{IdentifierKey, Op};

use crate::desk::{Desk, contact, create, deal, draft, list, set};

fn person(first: &str, last: &str, email: &str, phone: &str) -> Draft {
    let mut draft = contact(first, last);
    draft.fields.insert("emails".into(), list(&[email]));
    draft.fields.insert("phones".into(), list(&[phone]));
    draft
}

async fn found(desk: &Desk, key: IdentifierKey) -> Vec<i64> {
    let matches = desk.store.identifiers(&[key], 10).await.unwrap();
    matches.into_iter().map(|found| found.num).collect()
}

#[tokio::test]
async fn an_exact_identifier_finds_its_entity_however_it_is_typed() {
    let desk = Desk::new().await;
    let anna = desk
        .create(person("Änna", "Łuczak-Berg", "Anna@Acme.example", "+4930901820"))
        .await;
    let bo = desk
        .create(person("小明", "王", "bo@zeta.example", "+12015550123"))
        .await;
    let roof = desk.create(deal("Roof, new")).await;
    let (anna, bo, roof) = (desk.num(anna.id).await, desk.num(bo.id).await, desk.num(roof.id).await);
    for (key, wanted) in [
        (IdentifierKey::Email(" ANNA@acme.example".into()), anna),
        (IdentifierKey::Phone("030 / 90 18 20".into()), anna),
        (IdentifierKey::Phone("+49 (0)30 901820".into()), -1),
        (IdentifierKey::Phone("+49 30 901820".into()), anna),
        (IdentifierKey::Phone("0049 30 901820".into()), anna),
        (IdentifierKey::Phone("(201) 555-0123".into()), bo),
        (IdentifierKey::Name("anna luczak berg".into()), anna),
        (IdentifierKey::Name("Łuczak-Berg, Änna".into()), anna),
        (IdentifierKey::Name("王小明".into()), bo),
        (IdentifierKey::Name("王 小明".into()), bo),
        (IdentifierKey::Name("小明 王".into()), bo),
        (IdentifierKey::Domain("https://www.zeta.example/x".into()), bo),
        (IdentifierKey::Domain("acme.example".into()), anna),
        (IdentifierKey::Title("roof new".into()), roof),
        (IdentifierKey::Name("Anna".into()), -1),
        (IdentifierKey::Phone("901820".into()), -1),
    ] {
        let wanted: Vec<i64> = (wanted >= 0).then_some(wanted).into_iter().collect();
        assert_eq!(found(&desk, key.clone()).await, wanted, "{key:?}");
    }
}

#[tokio::test]
async fn identifiers_follow_every_change_of_their_entity() {
    let desk = Desk::new().await;
    let anna = desk
        .create(person("Anna", "Berg", "a@acme.example", "+4930901820"))
        .await;
    let num = desk.num(anna.id).await;
    desk.update(anna.id, set("last_name", "Tal")).await;
    assert_eq!(found(&desk, IdentifierKey::Name("anna berg".into())).await, [0; 0]);
    assert_eq!(found(&desk, IdentifierKey::Name("tal anna".into())).await, [num]);
    desk.write(vec![Op::Trash { id: anna.id }]).await;
    let trashed = desk
        .store
        .identifiers(&[IdentifierKey::Email("a@acme.example".into())], 10)
        .await
        .unwrap();
    assert!(!trashed[0].live, "found, and known to be in the trash");
    desk.store
        .undo(&desk.grant(workestra_core::Verb::Write).await)
        .await
        .unwrap();
    desk.store
        .undo(&desk.grant(workestra_core::Verb::Write).await)
        .await
        .unwrap();
    assert_eq!(found(&desk, IdentifierKey::Name("anna berg".into())).await, [num]);
    desk.is_sound().await;
}

#[tokio::test]
async fn live_entities_come_first_and_no_more_than_asked_for() {
    let desk = Desk::new().await;
    let ops = (0..30).map(|row| {
        create(person(
            "Anna",
            &format!("N{row}"),
            &format!("p{row}@big.example"),
            "+4930901820",
        ))
    });
    let written = desk.write(ops.collect()).await;
    let trash = written.entities[..25]
        .iter()
        .map(|entity| Op::Trash { id: entity.id })
        .collect();
    desk.write(trash).await;
    let keys = [
        IdentifierKey::Domain("big.example".into()),
        IdentifierKey::Domain("other.example".into()),
    ];
    let matches = desk.store.identifiers(&keys, 10).await.unwrap();
    assert_eq!(matches.len(), 10);
    assert!(
        matches[..5]
            .iter()
            .all(|found| found.live && found.key == 0 && found.kind == Kind::Contact)
    );
}

#[tokio::test]
async fn protected_and_restricted_fields_identify_nobody() {
    let desk = Desk::new().await;
    let fields = [("last_name", "Chen".into()), ("gender", "unique-word".into())];
    desk.create(draft(Kind::Candidate, &fields)).await;
    assert_eq!(found(&desk, IdentifierKey::Title("unique-word".into())).await, [0; 0]);
    desk.is_sound().await;
}
