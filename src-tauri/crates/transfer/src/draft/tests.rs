#![expect(clippy::unwrap_used, reason = "tests")]

use jiff::civil::date;
use workestra_core::Money;
use workestra_core::parse::DayOrder;

use super::*;

fn options() -> ImportOptions {
    ImportOptions {
        encoding: "utf-8".into(),
        delimiter: ',',
        skip_lines: 0,
        has_header: true,
        day_order: DayOrder::DayFirst,
        decimal_comma: true,
        currency: "EUR".into(),
        region: "DE".into(),
    }
}

fn mapping(fields: &[&str]) -> Vec<ColumnMapping> {
    let column = |(column, field): (usize, &&str)| ColumnMapping {
        column,
        field: (!field.is_empty()).then(|| (*field).to_owned()),
        confidence: 100,
    };
    fields.iter().enumerate().map(column).collect()
}

fn draft(kind: Kind, fields: &[&str], cells: &[&str]) -> Result<RowDraft, Vec<String>> {
    let options = options();
    let mapping = mapping(fields);
    let drafter = Drafter::new(kind.def(), &mapping, &options, &[], date(2026, 11, 21)).unwrap();
    let cells: Vec<String> = cells.iter().map(|&cell| cell.to_owned()).collect();
    drafter.draft(&cells)
}

fn list(values: &[&str]) -> Value {
    Value::List(values.iter().map(|&value| value.to_owned()).collect())
}

#[test]
fn a_row_becomes_typed_values() {
    let draft = draft(
        Kind::Contact,
        &["full_name", "emails", "emails", "phones", "tags", ""],
        &[
            "van Dyck, Anna",
            "A@B.example",
            "c@d.example; A@b.example",
            "030 23125 111",
            "vip, cold",
            "ignored",
        ],
    )
    .unwrap();
    assert_eq!(draft.fields["first_name"], Value::from("Anna"));
    assert_eq!(draft.fields["last_name"], Value::from("van Dyck"));
    assert_eq!(draft.fields["phones"], list(&["+493023125111"]));
    assert_eq!(draft.fields["tags"], list(&["vip", "cold"]));
    let emails = draft.fields["emails"].texts();
    assert_eq!(emails.len(), 2, "one address in two columns is one: {emails:?}");
    assert_eq!(
        draft.only_when_made["stage"],
        Value::from("lead"),
        "an update does not set the stage back"
    );
}

#[test]
fn a_currency_column_goes_with_its_amount() {
    let money = |cells: &[&str]| {
        let draft = draft(Kind::Deal, &["name", "amount", "currency"], cells).unwrap();
        draft.fields["amount"].clone()
    };
    let value = |minor, currency: &str| {
        Value::Money(Money {
            minor,
            currency: currency.to_owned(),
        })
    };
    assert_eq!(money(&["x", "1.234,50", "GBP"]), value(123_450, "GBP"));
    assert_eq!(money(&["x", "1.234,50", "gbp"]), value(123_450, "GBP"));
    assert_eq!(money(&["x", "1.234,50", ""]), value(123_450, "EUR"));
    assert_eq!(money(&["x", "500", "JPY"]), value(500, "JPY"));
    assert_eq!(money(&["x", "12,50", "€"]), value(1_250, "EUR"));
}

#[test]
fn every_reason_is_given_with_the_fields_label() {
    let reasons = draft(
        Kind::Deal,
        &["name", "amount", "close_date", "stage"],
        &["", "a lot", "someday maybe", "Beyond"],
    )
    .unwrap_err();
    for label in ["Amount:", "Close date:", "Stage:"] {
        assert!(
            reasons.iter().any(|reason| reason.starts_with(label)),
            "{label} in {reasons:?}"
        );
    }
    let reasons = draft(Kind::Deal, &["name", "company"], &["", "Engines"]).unwrap_err();
    assert!(reasons.iter().any(|reason| reason.starts_with("Name:")), "{reasons:?}");
}

#[test]
fn formulas_and_markup_are_just_text() {
    for text in [
        "=1+1",
        "@SUM(A1)",
        "<img src=x onerror=alert(1)>",
        "-12 and counting",
        "+1 for this",
        "'quoted'",
    ] {
        let draft = draft(Kind::Contact, &["first_name", "company"], &["Ada", text]).unwrap();
        assert_eq!(draft.fields["company"], Value::from(text));
    }
    let draft = draft(Kind::Contact, &["first_name", "company"], &["Ada", "'=1+1"]).unwrap();
    assert_eq!(draft.fields["company"], Value::from("=1+1"), "as our export writes it");
}

#[test]
fn google_groups_lose_their_marks() {
    for (cell, tags) in [
        ("* Friends ::: * myContacts", &["Friends"][..]),
        ("Book club ::: Work; old ::: * myContacts", &["Book club", "Work; old"]),
        ("* Family", &["Family"]),
    ] {
        let draft = draft(Kind::Contact, &["first_name", "tags"], &["Ada", cell]).unwrap();
        assert_eq!(draft.fields["tags"], list(tags), "{cell}");
    }
    let draft = draft(Kind::Contact, &["first_name", "tags"], &["Ada", "* myContacts"]).unwrap();
    assert!(!draft.fields.contains_key("tags"));
}

#[test]
fn a_row_that_names_its_entity_may_have_only_what_changes() {
    let named = draft(Kind::Deal, &["reference", "next_step"], &["#deal-7", "Call"]).unwrap();
    assert_eq!(named.reference.unwrap().to_string(), "DEAL-7");
    assert!(named.only_when_made.is_empty());
    assert_eq!(named.to_patch().len(), 1);
    assert!(draft(Kind::Deal, &["reference", "next_step"], &["CON-7", "Call"]).is_err());
}

#[test]
fn what_was_lost_long_ago_is_not_refused_for_want_of_a_reason() {
    let draft = draft(Kind::Deal, &["name", "stage"], &["Engine", "Closed Lost"]).unwrap();
    assert_eq!(draft.fields["stage"], Value::from("lost"));
    assert_eq!(draft.only_when_made["lost_reason"], Value::from("other"));
    assert!(
        !draft.to_patch().contains_key("lost_reason"),
        "an update keeps the reason there is"
    );
    assert_eq!(draft.to_draft(Kind::Deal).fields["lost_reason"], Value::from("other"));
}

#[test]
fn a_mapping_that_cannot_be_followed_is_refused() {
    let options = options();
    for fields in [
        &["nowhere"][..],
        &["company", "company"],
        &["last_contacted"],
        &["currency"],
    ] {
        let mapping = mapping(fields);
        let drafter = Drafter::new(Kind::Contact.def(), &mapping, &options, &[], date(2026, 11, 21));
        assert!(drafter.is_err(), "{fields:?}");
    }
}
