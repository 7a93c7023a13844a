#![expect(clippy::unwrap_used, reason = "tests")]

use jiff::civil::date;
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};
use workestra_core::parse::{DayOrder, Locale, check_all};
use workestra_core::{Actor, Fields, Kind, Member, Role, Schema, UtcMillis};

use super::*;
use crate::cancel::Cancel;
use crate::draft::Drafter;
use crate::inspect::inspect;
use crate::rows::{RowContent, Rows};

fn member() -> Member {
    Member {
        id: "0192f0a0-0000-7000-8000-00000000000a".parse().unwrap(),
        name: "Dana Kowalski".into(),
        email: None,
        role: Role::Administrator,
        created_at: UtcMillis(0),
        active: true,
    }
}

fn entity(kind: Kind, number: i64, fields: Fields) -> Entity {
    Entity {
        id: EntityId::generate(),
        kind,
        reference: EntityRef { kind, number },
        revision: 1,
        title: kind.def().title_of(&fields),
        fields,
        created_at: UtcMillis(0),
        created_by: Actor::System,
        updated_at: UtcMillis(0),
        updated_by: Actor::System,
        archived_at: None,
        deleted_at: None,
    }
}

/// Writes, looks, maps and reads back: the fields of every row, in order.
fn round_trip(kind: Kind, entities: &[Entity], titles: &Titles) -> Vec<Fields> {
    let schema = Schema::declared();
    let mut bytes = Vec::new();
    write_csv(&mut bytes, schema.kind(kind), None, entities, titles).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file.csv");
    std::fs::write(&path, &bytes).unwrap();
    let members = [member()];
    let defaults = Locale {
        members: &members,
        day_order: DayOrder::MonthFirst,
        decimal_comma: false,
        region: "US",
        currency: "USD",
        today: date(2026, 11, 21),
    };
    let seen = inspect(&path, Some(kind), None, &schema, &defaults, &Cancel::default()).unwrap();
    let drafter = Drafter::new(
        schema.kind(kind),
        &seen.mapping,
        &seen.options,
        &members,
        defaults.today,
    )
    .unwrap();
    let rows = Rows::open(&path, &seen.options).unwrap().map(|row| row.unwrap());
    rows.zip(entities)
        .map(|(row, entity)| {
            let RowContent::Cells(cells) = row.content else {
                unreachable!("{row:?}");
            };
            let draft = drafter.draft(&cells).unwrap();
            assert_eq!(draft.reference, Some(entity.reference));
            draft.fields
        })
        .collect()
}

/// A value for every field, of texts that are hard to keep.
fn hard_fields(kind: Kind, rng: &mut Xoshiro256PlusPlus) -> Fields {
    let texts = [
        "=1+1",
        "+49 30",
        "-5",
        "@home",
        "'=x",
        "''",
        "a, b",
        "a; b",
        "\"quoted\"",
        "two  spaces",
        "ありがとう",
        "<img src=x>",
        "* star",
        "O'Hara",
        "x ::y",
        "1.234,5",
        "yes",
        "DEAL-7",
    ];
    let mut text = || texts[rng.random_range(0..texts.len())].to_owned();
    let mut fields = Fields::new();
    for field in kind.def().fields.iter().filter(|field| !field.derived) {
        let value = match &field.ty {
            FieldType::Text if field.many => Value::List(vec![text(), format!("{} 2", text()), "plain".into()]),
            FieldType::Text => Value::Text(text()),
            FieldType::LongText => Value::Text(format!("{}\n{}\n\n- {}", text(), text(), text())),
            FieldType::Number { .. } => Value::Number(37.5),
            FieldType::Money => Value::Money(Money {
                minor: -123_405,
                currency: "GBP".into(),
            }),
            FieldType::Date => Value::from("2026-03-04"),
            FieldType::DateTime => Value::from("2026-03-04T05:06:00Z"),
            FieldType::Bool => Value::Bool(true),
            FieldType::Select { choices } => Value::Text(choices[choices.len() - 1].key.to_string()),
            FieldType::Stage => Value::Text(kind.def().stages[0].key.to_string()),
            FieldType::Email if field.many => Value::List(vec!["a@b.example".into(), "c@d.example".into()]),
            FieldType::Email => Value::from("a@b.example"),
            FieldType::Phone => Value::List(vec!["+493023125111".into(), "+12125550101".into()]),
            FieldType::Url => Value::from("https://b.example/x?y=1,2"),
            FieldType::Member => Value::Text(member().id.to_string()),
            FieldType::Entity { .. } => Value::from("0192f0a0-0000-7000-8000-00000000000b"),
        };
        fields.insert(field.key.to_string(), value);
    }
    fields
}

#[test]
fn every_field_of_every_kind_reads_back_as_it_was() {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(3);
    let mut titles = Titles::default();
    titles.members.insert(member().id, member().name);
    for kind in Kind::ALL {
        // Amounts of money may have bounds of their own: what counts here is what the checks let through.
        let entities: Vec<Entity> = (1..60)
            .filter_map(|number| {
                let fields = check_all(kind.def(), hard_fields(kind, &mut rng)).ok()?;
                Some(entity(kind, number, fields))
            })
            .collect();
        assert!(entities.len() > 40, "{kind}: the checks let most through");
        for (read, entity) in round_trip(kind, &entities, &titles).iter().zip(&entities) {
            assert_eq!(read, &entity.fields, "{kind}");
        }
    }
}

#[test]
fn references_to_entities_are_written_with_their_titles() {
    let other: EntityId = "0192f0a0-0000-7000-8000-00000000000b".parse().unwrap();
    let mut titles = Titles::default();
    let reference = EntityRef {
        kind: Kind::Contact,
        number: 12,
    };
    titles.entities.insert(other, (reference, "Ada Lovelace".into()));
    let mut fields = Fields::new();
    fields.insert("name".into(), Value::from("Engine"));
    fields.insert("stage".into(), Value::from("won"));
    fields.insert("contact".into(), Value::Text(other.to_string()));
    let read = round_trip(Kind::Deal, &[entity(Kind::Deal, 1, fields)], &titles);
    assert_eq!(read[0]["contact"], Value::from("CON-12"));
}

#[test]
fn no_cell_of_an_export_runs_as_a_formula() {
    let mut fields = Fields::new();
    for (key, text) in [
        ("first_name", "=1+1"),
        ("last_name", "@SUM(A1)"),
        ("company", "-2+3"),
        ("about", "+x"),
    ] {
        fields.insert(key.into(), Value::from(text));
    }
    fields.insert("phones".into(), Value::List(vec!["+493023125111".into()]));
    let mut bytes = Vec::new();
    write_csv(
        &mut bytes,
        Kind::Contact.def(),
        None,
        &[entity(Kind::Contact, 1, fields)],
        &Titles::default(),
    )
    .unwrap();
    assert!(bytes.starts_with(b"\xEF\xBB\xBF") && bytes.ends_with(b"\r\n"));
    let mut reader = csv::Reader::from_reader(&bytes[3..]);
    for record in reader.records() {
        for cell in &record.unwrap() {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        }
    }
}

#[test]
fn the_times_of_a_row_are_columns_too() {
    let mut bytes = Vec::new();
    let mut deal = entity(Kind::Deal, 3, Fields::new());
    deal.updated_at = UtcMillis(1_795_262_400_000);
    let columns = ["created_at".to_owned(), "updated_at".to_owned(), "nothing".to_owned()];
    write_csv(
        &mut bytes,
        Kind::Deal.def(),
        Some(&columns),
        &[deal],
        &Titles::default(),
    )
    .unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(
        text,
        "\u{FEFF}Reference,Created,Updated\r\nDEAL-3,1970-01-01T00:00:00Z,2026-11-21T12:00:00Z\r\n"
    );
}

#[test]
fn only_the_columns_asked_for_are_written_in_their_order() {
    let mut fields = Fields::new();
    fields.insert("name".into(), Value::from("Engine"));
    let yen = Money {
        minor: 500,
        currency: "JPY".into(),
    };
    fields.insert("amount".into(), Value::Money(yen));
    let mut bytes = Vec::new();
    let columns = ["amount".to_owned(), "name".to_owned()];
    write_csv(
        &mut bytes,
        Kind::Deal.def(),
        Some(&columns),
        &[entity(Kind::Deal, 3, fields)],
        &Titles::default(),
    )
    .unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(
        text,
        "\u{FEFF}Reference,Amount,Amount currency,Name\r\nDEAL-3,500,JPY,Engine\r\n"
    );
}
