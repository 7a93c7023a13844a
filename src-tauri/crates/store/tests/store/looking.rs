use uuid::Uuid;
use workestra_core::query::{Query, Term};
use workestra_core::{Kind, Policy, Sort, Verb, View, ViewColumn, ViewLayout};
use workestra_store::{Alike, CurrencySum, StageTotal};

use crate::desk::{Desk, contact, create, deal, draft, list, money};

fn view(name: Option<&str>) -> View {
    View {
        id: Uuid::now_v7(),
        kind: Kind::Deal,
        name: name.map(str::to_owned),
        layout: ViewLayout::Board,
        filter: "amount>10k".to_owned(),
        sort: vec![Sort {
            key: "amount".to_owned(),
            descending: true,
        }],
        columns: vec![ViewColumn {
            key: "company".to_owned(),
            width: Some(200),
        }],
        pinned: true,
    }
}

#[tokio::test]
async fn a_view_is_kept_changed_ordered_and_forgotten() {
    let mut desk = Desk::new().await;
    let me = desk.store.me().await.unwrap();
    let grant = desk.grant(Verb::Read).await;
    let (mut big, small, plain) = (view(Some("Big ones")), view(Some("Small ones")), view(None));
    for view in [&big, &small, &plain] {
        desk.store.save_view(&grant, view).await.unwrap();
    }
    big.name = Some("Biggest".to_owned());
    desk.store.save_view(&grant, &big).await.unwrap();
    desk.reopen().await;
    assert_eq!(
        desk.store.views(me.id).await.unwrap(),
        [big.clone(), small.clone(), plain.clone()]
    );
    desk.store.order_views(&grant, &[small.id, big.id]).await.unwrap();
    assert_eq!(
        desk.store.views(me.id).await.unwrap(),
        [small.clone(), big.clone(), plain.clone()]
    );
    desk.store.remove_view(&grant, big.id).await.unwrap();
    assert_eq!(desk.store.views(me.id).await.unwrap(), [small, plain]);
}

#[tokio::test]
async fn two_views_of_a_kind_do_not_share_a_name() {
    let desk = Desk::new().await;
    let grant = desk.grant(Verb::Read).await;
    desk.store.save_view(&grant, &view(Some("Mine"))).await.unwrap();
    let error = desk.store.save_view(&grant, &view(Some(" Mine "))).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "a view of deals is called “Mine” already: choose another name"
    );
    assert!(desk.store.save_view(&grant, &view(Some("  "))).await.is_err());
    let system = Policy::system(Verb::Configure);
    assert!(
        desk.store.save_view(&system, &view(None)).await.is_err(),
        "the system looks at nothing"
    );
}

#[tokio::test]
async fn a_board_says_what_each_stage_holds_and_is_worth() {
    let desk = Desk::new().await;
    let worth = |name: &str, stage: &str, minor: i64, currency: &str| {
        let mut draft = deal(name);
        draft.fields.insert("stage".into(), stage.into());
        draft.fields.insert("amount".into(), money(minor, currency));
        create(draft)
    };
    let mut sure = deal("Sure");
    sure.fields.insert("stage".into(), "proposal".into());
    sure.fields.insert("amount".into(), money(100, "EUR"));
    sure.fields
        .insert("probability".into(), workestra_core::Value::Number(90.0));
    let mut ops = vec![
        worth("One", "proposal", 10_001, "EUR"),
        worth("Two", "proposal", 20_000, "USD"),
        worth("Three", "qualification", 50, "EUR"),
        create(sure),
        create(deal("Nothing known")),
    ];
    ops.push(create(contact("Anna", "Berg")));
    desk.write(ops).await;
    let sum = |currency: &str, minor, weighted_minor| CurrencySum {
        currency: currency.to_owned(),
        minor,
        weighted_minor,
    };
    let totals = desk.store.stage_totals(Kind::Deal, &Query::default()).await.unwrap();
    assert_eq!(
        totals,
        [
            StageTotal {
                stage: "proposal".to_owned(),
                count: 3,
                sums: vec![sum("EUR", 10_101, 5_091), sum("USD", 20_000, 10_000)],
            },
            StageTotal {
                stage: "qualification".to_owned(),
                count: 2,
                sums: vec![sum("EUR", 50, 10)],
            },
        ]
    );
    let contacts = desk.store.stage_totals(Kind::Contact, &Query::default()).await.unwrap();
    assert_eq!(contacts.len(), 1);
    assert_eq!((contacts[0].count, contacts[0].sums.len()), (1, 0));
}

#[tokio::test]
async fn all_that_match_are_named_in_the_order_of_their_making() {
    let desk = Desk::new().await;
    let made = desk
        .write(["Roof one", "Cellar", "Roof two"].map(|name| create(deal(name))).into())
        .await;
    let ids: Vec<_> = made.applied.iter().map(crate::desk::created).collect();
    let query = Query {
        terms: vec![Term {
            text: "roof".to_owned(),
            phrase: false,
            fuzzy: false,
            excluded: false,
            prefix: false,
        }],
        ..Query::default()
    };
    assert_eq!(desk.store.matching(Kind::Deal, &query).await.unwrap(), [ids[0], ids[2]]);
    assert_eq!(desk.store.matching(Kind::Task, &query).await.unwrap(), []);
}

#[tokio::test]
async fn those_who_share_an_address_or_a_name_and_company_may_be_the_same() {
    let desk = Desk::new().await;
    let person = |first: &str, email: &str, company: &str| {
        let mut fields = vec![("first_name", first.into()), ("last_name", "Berg".into())];
        if !email.is_empty() {
            fields.push(("emails", list(&[email])));
        }
        if !company.is_empty() {
            fields.push(("company", company.into()));
        }
        draft(Kind::Contact, &fields)
    };
    let anna = desk.create(person("Anna", "anna@acme.example", "Acme")).await;
    let same_mail = desk.create(person("A.", "ANNA@acme.example", "Other")).await;
    let same_name = desk.create(person("Ánna", "", "ACME")).await;
    let namesake = desk.create(person("Anna", "", "Elsewhere")).await;
    let found = desk.store.duplicates_of(anna.id).await.unwrap();
    let found: Vec<_> = found
        .into_iter()
        .map(|other| (other.stored.entity.id, other.alike))
        .collect();
    assert_eq!(
        found,
        [(same_mail.id, vec![Alike::Email]), (same_name.id, vec![Alike::Name])],
        "and not the namesake {}",
        namesake.reference
    );
    let groups = desk.store.duplicate_groups(Kind::Contact, 10).await.unwrap();
    let groups: Vec<Vec<_>> = groups
        .iter()
        .map(|group| group.entities.iter().map(|stored| stored.entity.id).collect())
        .collect();
    assert_eq!(groups, [vec![anna.id, same_mail.id], vec![anna.id, same_name.id]]);
}

#[tokio::test]
async fn two_tickets_of_one_requester_are_two_tickets() {
    let desk = Desk::new().await;
    let ticket = |subject: &str| {
        let requester = ("requester", "anna@acme.example".into());
        draft(Kind::Ticket, &[("subject", subject.into()), requester])
    };
    let first = desk.create(ticket("It leaks")).await;
    desk.create(ticket("The invoice is wrong")).await;
    assert_eq!(desk.store.duplicates_of(first.id).await.unwrap(), []);
    let again = desk.create(ticket("it LEAKS")).await;
    let found = desk.store.duplicates_of(first.id).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].stored.entity.id, &found[0].alike[..]),
        (again.id, &[Alike::Title][..])
    );
    assert_eq!(desk.store.duplicate_groups(Kind::Ticket, 10).await.unwrap().len(), 1);
}
