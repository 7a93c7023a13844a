use std::sync::atomic::Ordering;

use workestra_core::query::{Comparison, Condition, FieldOf, Filter, Has, Operand, Query, Stamp, State, Term};
use workestra_core::{Entity, EntityId, Kind, Value};
use workestra_store::{ListPage, ListQuery, Op, TimelineKind};

use crate::desk::{Desk, NOON, contact, create, draft, list, money};

fn filter(condition: Condition) -> Filter {
    Filter {
        negated: false,
        condition,
        span: (0, 0),
    }
}

fn not(condition: Condition) -> Filter {
    Filter {
        negated: true,
        ..filter(condition)
    }
}

fn field(kind: Kind, key: &str, op: Comparison, value: Operand) -> Condition {
    Condition::Field {
        fields: vec![FieldOf {
            kind,
            key: key.to_owned(),
        }],
        op,
        values: vec![value],
    }
}

fn query(filters: Vec<Filter>) -> Query {
    Query {
        filters,
        ..Query::default()
    }
}

fn word(text: &str, excluded: bool) -> Term {
    Term {
        text: text.to_owned(),
        phrase: false,
        fuzzy: false,
        excluded,
        prefix: false,
    }
}

async fn page(desk: &Desk, kind: Kind, query: &Query, sort: &[(&str, bool)], offset: u32, limit: u32) -> ListPage {
    let sort: Vec<(String, bool)> = sort
        .iter()
        .map(|(key, descending)| ((*key).to_owned(), *descending))
        .collect();
    let list = ListQuery {
        kind,
        query,
        sort: &sort,
        offset,
        limit,
    };
    desk.store.list(&list).await.unwrap()
}

async fn titles(desk: &Desk, kind: Kind, filters: Vec<Filter>) -> Vec<String> {
    let page = page(desk, kind, &query(filters), &[("reference", false)], 0, 100).await;
    assert_eq!(
        usize::try_from(page.total).unwrap(),
        page.entities.len(),
        "the total is that of the page"
    );
    page.entities.into_iter().map(|entity| entity.title).collect()
}

async fn deals(desk: &Desk) -> Vec<EntityId> {
    let deal = |name: &str, stage: &str, amount: Option<Value>, close: Option<&str>, company: &str, tags: &[&str]| {
        let mut fields = vec![
            ("name", name.into()),
            ("stage", stage.into()),
            ("company", company.into()),
        ];
        fields.extend(amount.map(|amount| ("amount", amount)));
        fields.extend(close.map(|close| ("close_date", close.into())));
        if !tags.is_empty() {
            fields.push(("tags", list(tags)));
        }
        create(draft(Kind::Deal, &fields))
    };
    let ops = vec![
        deal(
            "Roof",
            "proposal",
            Some(money(1_000_000, "EUR")),
            Some("2026-11-20"),
            "Müller GmbH",
            &["Hot", "cold"],
        ),
        deal(
            "Floor",
            "qualification",
            Some(money(20_000, "JPY")),
            Some("2026-11-22"),
            "Acme",
            &["hot"],
        ),
        deal(
            "wall",
            "won",
            Some(money(900_000, "EUR")),
            Some("2026-10-01"),
            "acme holding",
            &[],
        ),
        deal("Ánchor", "negotiation", None, None, "Zeta", &["cold"]),
    ];
    let written = desk.write(ops).await;
    written.entities.into_iter().map(|entity| entity.id).collect()
}

#[tokio::test]
async fn filters_say_what_they_say() {
    let desk = Desk::new().await;
    let ids = deals(&desk).await;
    let amount = |op, value| field(Kind::Deal, "amount", op, value);
    let text = |key: &str, text: &str| field(Kind::Deal, key, Comparison::Is, Operand::Text(text.into()));
    let date = |op, day: &str| field(Kind::Deal, "close_date", op, Operand::Date(day.into()));
    let me = desk.store.me().await.unwrap().id;
    let note = Op::NoteAdd {
        at: None,
        id: None,
        on: vec![ids[2]],
        entry: TimelineKind::Note,
        text: "hm".into(),
    };
    let owner = Op::Update {
        id: ids[1],
        revision: None,
        patch: crate::desk::set("owner", me.to_string()),
    };
    desk.write(vec![note, owner]).await;
    for (what, condition, wanted) in [
        (
            "amount>9500",
            amount(Comparison::Greater, Operand::Number(9_500.0)),
            vec!["Roof", "Floor"],
        ),
        (
            "amount<=9000",
            amount(Comparison::AtMost, Operand::Number(9_000.0)),
            vec!["wall"],
        ),
        ("stage", text("stage", "proposal"), vec!["Roof"]),
        ("company without accent", text("company", "MULLER"), vec!["Roof"]),
        ("company in part", text("company", "acme"), vec!["Floor", "wall"]),
        ("tag", text("tags", "HOT"), vec!["Roof", "Floor"]),
        ("no part of a tag", text("tags", "ho"), vec![]),
        ("closes<=", date(Comparison::AtMost, "2026-11-20"), vec!["Roof", "wall"]),
        ("closes is", date(Comparison::Is, "2026-11-22"), vec!["Floor"]),
        ("no amount", amount(Comparison::Is, Operand::Nothing), vec!["Ánchor"]),
        (
            "owner",
            field(Kind::Deal, "owner", Comparison::Is, Operand::Member(me)),
            vec!["Floor"],
        ),
        ("overdue", Condition::Has { what: Has::Overdue }, vec!["Roof"]),
        ("notes", Condition::Has { what: Has::Notes }, vec!["wall"]),
        ("links", Condition::Has { what: Has::Links }, vec![]),
        (
            "open",
            Condition::Is { state: State::Open },
            vec!["Roof", "Floor", "Ánchor"],
        ),
        ("won", Condition::Is { state: State::Won }, vec!["wall"]),
        ("closed", Condition::Is { state: State::Closed }, vec!["wall"]),
        ("lost", Condition::Is { state: State::Lost }, vec![]),
        (
            "kind",
            Condition::Kind {
                kinds: vec![Kind::Task],
            },
            vec![],
        ),
        (
            "a field of other kinds",
            field(Kind::Task, "due", Comparison::Is, Operand::Nothing),
            vec![],
        ),
        (
            "created today",
            Condition::Stamp {
                stamp: Stamp::Created,
                op: Comparison::Is,
                date: "2026-11-21".into(),
            },
            vec!["Roof", "Floor", "wall", "Ánchor"],
        ),
        (
            "created before today",
            Condition::Stamp {
                stamp: Stamp::Created,
                op: Comparison::Less,
                date: "2026-11-21".into(),
            },
            vec![],
        ),
    ] {
        assert_eq!(
            titles(&desk, Kind::Deal, vec![filter(condition.clone())]).await,
            wanted,
            "{what}"
        );
        let others: Vec<&str> = ["Roof", "Floor", "wall", "Ánchor"]
            .into_iter()
            .filter(|t| !wanted.contains(t))
            .collect();
        assert_eq!(
            titles(&desk, Kind::Deal, vec![not(condition.clone())]).await,
            others,
            "not {what}"
        );
        let nums = desk
            .store
            .matching_nums(&query(vec![filter(condition)]), 100)
            .await
            .unwrap();
        assert_eq!(nums.len(), wanted.len(), "{what} means the same to search");
    }
}

#[tokio::test]
async fn lists_of_many_valued_and_dated_fields_filter() {
    let desk = Desk::new().await;
    let mut anna = contact("Anna", "Berg");
    anna.fields
        .insert("emails".into(), list(&["anna@acme.example", "a@berg.example"]));
    anna.fields.insert("phones".into(), list(&["+4930901820"]));
    let ticket = draft(
        Kind::Ticket,
        &[("subject", "Leak".into()), ("due_at", "2026-11-21T23:30:00Z".into())],
    );
    desk.write(vec![create(anna), create(contact("Bo", "Chen")), create(ticket)])
        .await;
    for (key, value, wanted) in [
        ("emails", "berg.example", vec!["Anna Berg"]),
        ("emails", "ANNA@", vec!["Anna Berg"]),
        ("phones", "030 901820", vec![]),
        ("phones", "30 901-820", vec!["Anna Berg"]),
    ] {
        let condition = field(Kind::Contact, key, Comparison::Is, Operand::Text(value.into()));
        assert_eq!(
            titles(&desk, Kind::Contact, vec![filter(condition)]).await,
            wanted,
            "{key}:{value}"
        );
    }
    for (op, day, found) in [
        (Comparison::Is, "2026-11-21", true),
        (Comparison::Is, "2026-11-22", false),
        (Comparison::Less, "2026-11-22", true),
        (Comparison::Greater, "2026-11-21", false),
        (Comparison::AtLeast, "2026-11-21", true),
    ] {
        let condition = field(Kind::Ticket, "due_at", op, Operand::Date(day.into()));
        assert_eq!(
            titles(&desk, Kind::Ticket, vec![filter(condition)]).await.len(),
            usize::from(found),
            "{op:?} {day}"
        );
    }
}

#[tokio::test]
async fn trash_and_archive_are_seen_only_when_asked_for() {
    let desk = Desk::new().await;
    let ids = deals(&desk).await;
    desk.write(vec![
        Op::Archive {
            id: ids[0],
            archived: true,
        },
        Op::Trash { id: ids[1] },
    ])
    .await;
    assert_eq!(titles(&desk, Kind::Deal, vec![]).await, ["wall", "Ánchor"]);
    let archived = filter(Condition::Is { state: State::Archived });
    assert_eq!(titles(&desk, Kind::Deal, vec![archived]).await, ["Roof"]);
    let trashed = filter(Condition::Is { state: State::Trashed });
    assert_eq!(titles(&desk, Kind::Deal, vec![trashed]).await, ["Floor"]);
}

#[tokio::test]
async fn words_must_occur_in_the_title() {
    let desk = Desk::new().await;
    deals(&desk).await;
    for (terms, wanted) in [
        (vec![word("anch", false)], vec!["Ánchor"]),
        (vec![word("o", false), word("roof", true)], vec!["Floor", "Ánchor"]),
    ] {
        let query = Query {
            terms,
            ..Query::default()
        };
        let page = page(&desk, Kind::Deal, &query, &[], 0, 10).await;
        assert_eq!(
            page.entities.iter().map(|e| e.title.as_str()).collect::<Vec<_>>(),
            wanted
        );
    }
}

#[tokio::test]
async fn a_reference_is_found_by_itself_and_where_a_title_speaks_of_it() {
    let desk = Desk::new().await;
    deals(&desk).await;
    desk.create(crate::desk::deal("Follow up on DEAL-1")).await;
    for (kind, text, wanted) in [
        (Kind::Deal, "deal-1", 2),
        (Kind::Deal, "#DEAL-2", 1),
        (Kind::Task, "DEAL-1", 0),
    ] {
        let query = Query {
            terms: vec![word(text, false)],
            ..Query::default()
        };
        assert_eq!(
            page(&desk, kind, &query, &[], 0, 10).await.total,
            wanted,
            "{text} among {kind}s"
        );
    }
}

#[tokio::test]
async fn every_column_sorts_both_ways_with_the_empty_ones_last() {
    let desk = Desk::new().await;
    deals(&desk).await;
    let nothing = Query::default();
    for (key, descending, wanted) in [
        ("title", false, ["Ánchor", "Floor", "Roof", "wall"]),
        ("title", true, ["wall", "Roof", "Floor", "Ánchor"]),
        ("stage", false, ["Floor", "Roof", "Ánchor", "wall"]),
        ("stage", true, ["wall", "Ánchor", "Roof", "Floor"]),
        ("amount", false, ["wall", "Roof", "Floor", "Ánchor"]),
        ("amount", true, ["Floor", "Roof", "wall", "Ánchor"]),
        ("close_date", false, ["wall", "Roof", "Floor", "Ánchor"]),
        ("close_date", true, ["Floor", "Roof", "wall", "Ánchor"]),
        ("company", false, ["Floor", "wall", "Roof", "Ánchor"]),
        ("reference", true, ["Ánchor", "wall", "Floor", "Roof"]),
    ] {
        let whole = page(&desk, Kind::Deal, &nothing, &[(key, descending)], 0, 10).await;
        let found: Vec<&str> = whole.entities.iter().map(|entity| entity.title.as_str()).collect();
        assert_eq!(found, wanted, "{key}, {descending}");
        for offset in 0..4 {
            let one = page(&desk, Kind::Deal, &nothing, &[(key, descending)], offset, 1).await;
            assert_eq!(
                one.entities[0].title, wanted[offset as usize],
                "{key}, {descending}, from {offset}"
            );
            assert_eq!(one.total, 4);
        }
    }
    let beyond = page(&desk, Kind::Deal, &nothing, &[("title", false)], 4, 10).await;
    assert!(beyond.entities.is_empty());
}

/// Above some thousand entities lists go another way: they walk an index, or the groups of a column.
#[tokio::test]
async fn a_long_list_is_in_the_same_order_as_a_short_one() {
    let desk = Desk::new().await;
    let stages = ["qualification", "proposal", "negotiation", "won"];
    let mut ops = Vec::new();
    for row in 0..2_600_usize {
        let name = format!("Deal {}", (row * 7_919) % 2_600);
        let mut fields = vec![("name", name.into()), ("stage", stages[row % 4].into())];
        if row % 3 > 0 {
            fields.push(("probability", Value::Number((row % 100) as f64)));
        }
        ops.push(create(draft(Kind::Deal, &fields)));
    }
    desk.write(ops).await;
    let nothing = Query::default();
    let rank = |stage: &str| stages.iter().position(|known| *known == stage).unwrap();
    for descending in [false, true] {
        let mut seen = Vec::new();
        for offset in (0..2_600).step_by(400) {
            let page = page(&desk, Kind::Deal, &nothing, &[("stage", descending)], offset, 400).await;
            seen.extend(
                page.entities
                    .iter()
                    .map(|e| (rank(e.stage().unwrap()), e.reference.number)),
            );
        }
        let mut wanted = seen.clone();
        wanted.sort_unstable();
        if descending {
            wanted.reverse();
        }
        assert_eq!(seen.len(), 2_600);
        assert_eq!(seen, wanted, "by stage, {descending}");
        let page = page(&desk, Kind::Deal, &nothing, &[("probability", descending)], 0, 2_600).await;
        let chances: Vec<Option<f64>> = page
            .entities
            .iter()
            .map(|entity| match entity.fields.get("probability") {
                Some(Value::Number(number)) => Some(*number),
                _ => None,
            })
            .collect();
        let empty = chances.iter().position(Option::is_none).unwrap();
        assert!(
            chances[empty..].iter().all(Option::is_none),
            "empty ones last, {descending}"
        );
        let ordered = chances[..empty].is_sorted_by(|a, b| if descending { a >= b } else { a <= b });
        assert!(ordered, "by probability, {descending}");
    }
    let proposals = filter(field(
        Kind::Deal,
        "stage",
        Comparison::AtLeast,
        Operand::Text("proposal".into()),
    ));
    let query = query(vec![proposals]);
    let page = page(&desk, Kind::Deal, &query, &[("stage", true), ("title", false)], 0, 5).await;
    assert_eq!(page.total, 1_950);
    assert!(page.entities.iter().all(|entity| entity.stage() == Some("won")));
    assert!(page.entities.is_sorted_by_key(|entity| entity.title.clone()));
}

#[tokio::test]
async fn the_pages_of_a_long_list_join_up_from_its_beginning_to_its_end() {
    let desk = Desk::new().await;
    let stages = ["qualification", "proposal", "negotiation", "won"];
    let ops = (0..2_300_usize).map(|row| {
        let name = format!("Deal {}", (row * 7_919) % 2_300);
        let mut fields = vec![("name", name.into()), ("stage", stages[row % 4].into())];
        if row % 5 > 0 {
            fields.push(("company", format!("Firm {}", row % 50).into()));
        }
        create(draft(Kind::Deal, &fields))
    });
    desk.write(ops.collect()).await;
    let not_won = query(vec![not(field(
        Kind::Deal,
        "stage",
        Comparison::Is,
        Operand::Text("won".into()),
    ))]);
    let firm = query(vec![filter(field(
        Kind::Deal,
        "company",
        Comparison::Is,
        Operand::Text("firm".into()),
    ))]);
    for asked in [&Query::default(), &not_won, &firm] {
        for sort in [
            vec![("title", false)],
            vec![("company", true)],
            vec![("stage", false), ("company", true)],
            vec![("stage", true), ("title", false)],
            vec![("company", false), ("stage", true)],
            vec![("reference", true)],
            vec![],
        ] {
            let whole = page(&desk, Kind::Deal, asked, &sort, 0, 5_000).await;
            let mut joined = Vec::new();
            for offset in (0..whole.total).step_by(230) {
                let offset = u32::try_from(offset).unwrap();
                joined.extend(page(&desk, Kind::Deal, asked, &sort, offset, 230).await.entities);
            }
            let names = |entities: &[Entity]| -> Vec<String> {
                entities.iter().map(|entity| entity.reference.to_string()).collect()
            };
            assert_eq!(names(&joined), names(&whole.entities), "{sort:?} of {}", whole.total);
        }
    }
}

#[tokio::test]
async fn a_ticket_is_late_when_its_first_answer_is_even_before_its_end_is() {
    let desk = Desk::new().await;
    // An urgent one is promised an answer within an hour, a low one within a day.
    let ticket = |subject: &str, priority: &str, more: &[(&str, &str)]| {
        let mut fields: Vec<(&str, Value)> = vec![("subject", subject.into()), ("priority", priority.into())];
        fields.extend(more.iter().map(|&(key, value)| (key, value.into())));
        create(draft(Kind::Ticket, &fields))
    };
    let past = ("due_at", "2026-11-20T09:00:00Z");
    let written = desk
        .write(vec![
            ticket("Unanswered", "urgent", &[]),
            ticket("Answered in time", "urgent", &[]),
            ticket("Past its end", "low", &[past]),
            ticket("Resolved", "urgent", &[past, ("stage", "resolved")]),
            ticket("Not yet due", "low", &[]),
        ])
        .await;
    let ids: Vec<EntityId> = written.entities.iter().map(|entity| entity.id).collect();
    let answer = |id: EntityId| Op::NoteAdd {
        at: None,
        id: None,
        on: vec![id],
        entry: TimelineKind::PublicMessage,
        text: "Here it is".into(),
    };
    desk.write(vec![answer(ids[1])]).await;
    let overdue = || Condition::Has { what: Has::Overdue };
    assert_eq!(
        titles(&desk, Kind::Ticket, vec![filter(overdue())]).await,
        ["Past its end"],
        "at first"
    );

    desk.time.store(NOON + 2 * 3_600_000, Ordering::SeqCst);
    let late = ["Unanswered", "Past its end"];
    assert_eq!(titles(&desk, Kind::Ticket, vec![filter(overdue())]).await, late);
    let rest = ["Answered in time", "Resolved", "Not yet due"];
    assert_eq!(titles(&desk, Kind::Ticket, vec![not(overdue())]).await, rest);
    let counted = async || desk.store.counts().await.unwrap()[Kind::Ticket as usize].overdue;
    assert_eq!(counted().await, 2, "the sidebar counts the same");
    let nums = desk.store.matching_nums(&query(vec![filter(overdue())]), 100).await;
    assert_eq!(nums.unwrap().len(), 2, "and search finds the same");

    desk.write(vec![answer(ids[0])]).await;
    assert_eq!(counted().await, 1, "an answer that came late is none that is missing");
    desk.write(vec![Op::Archive {
        id: ids[2],
        archived: true,
    }])
    .await;
    assert_eq!(counted().await, 0);
    let archived = filter(Condition::Is { state: State::Archived });
    assert_eq!(
        titles(&desk, Kind::Ticket, vec![filter(overdue()), archived]).await,
        ["Past its end"],
        "in the archive, too"
    );
}

#[tokio::test]
async fn counts_follow_every_change() {
    let desk = Desk::new().await;
    let ids = deals(&desk).await;
    let count = async || {
        let count = desk.store.counts().await.unwrap()[Kind::Deal as usize];
        (count.count, count.overdue)
    };
    assert_eq!(count().await, (4, 1), "won deals are not overdue");
    desk.write(vec![Op::Archive {
        id: ids[0],
        archived: true,
    }])
    .await;
    assert_eq!(count().await, (3, 0));
    let tags: Vec<(String, i64)> = desk
        .store
        .tags(10)
        .await
        .unwrap()
        .into_iter()
        .map(|tag| (tag.tag, tag.uses))
        .collect();
    assert_eq!(
        tags,
        [("Hot".to_owned(), 2), ("cold".to_owned(), 2)],
        "as first written, however written"
    );
    desk.update(ids[3], crate::desk::clear("tags")).await;
    assert_eq!(desk.store.tags(1).await.unwrap()[0].tag, "Hot");
    desk.is_sound().await;
}
