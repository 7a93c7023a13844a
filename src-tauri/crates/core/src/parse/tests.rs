#![expect(clippy::unwrap_used, reason = "tests")]
use super::*;
use crate::field::FieldType;
use crate::id::MemberId;
use crate::kind::Kind;
use crate::policy::Role;
use crate::schema::Schema;
use crate::time::UtcMillis;
use crate::value::Money;

fn member(number: u128, name: &str, email: &str) -> Member {
    Member {
        id: MemberId(uuid::Uuid::from_u128(number)),
        name: name.to_owned(),
        email: Some(email.to_owned()),
        role: Role::Member,
        created_at: UtcMillis(0),
        active: true,
    }
}

fn members() -> Vec<Member> {
    vec![
        member(1, "Dana Smith", "dana@example.com"),
        member(2, "Dana Jones", "dj@example.com"),
        member(3, "Zoë Müller", "zoe@example.com"),
    ]
}

fn locale(members: &[Member]) -> Locale<'_> {
    Locale {
        members,
        day_order: DayOrder::DayFirst,
        decimal_comma: true,
        region: "DE",
        currency: "EUR",
        today: jiff::civil::date(2026, 11, 21),
    }
}

fn checked(kind: Kind, key: &str, value: impl Into<Value>) -> Result<Value, String> {
    let def = kind.def();
    check(def, def.field(key).unwrap(), value.into()).map_err(|issue| issue.to_string())
}

fn read_as(kind: Kind, key: &str, text: &str) -> Result<Option<Value>, String> {
    let members = members();
    let def = kind.def();
    read(def, def.field(key).unwrap(), text, &locale(&members)).map_err(|issue| issue.to_string())
}

fn fields<const N: usize>(pairs: [(&str, Value); N]) -> Fields {
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn list(texts: &[&str]) -> Value {
    Value::List(texts.iter().map(|text| (*text).to_owned()).collect())
}

#[test]
fn a_wrong_choice_names_the_right_ones_and_the_nearest() {
    for (kind, key, text, message) in [
        (
            Kind::Deal,
            "stage",
            "propsal",
            "Stage: “propsal” is no stage of deals: use qualification, proposal, negotiation, won or lost (did you mean \
             proposal?)",
        ),
        (
            Kind::Ticket,
            "stage",
            "zzz",
            "Status: “zzz” is no status of tickets: use new, open, pending, on_hold, resolved or closed",
        ),
        (
            Kind::Task,
            "priority",
            "hgih",
            "Priority: “hgih” is no priority of tasks: use low, normal, high or urgent (did you mean high?)",
        ),
    ] {
        assert_eq!(checked(kind, key, text), Err(message.to_owned()));
    }
}

#[test]
fn choices_are_known_by_key_label_synonym_and_behind_a_number() {
    for (kind, key, text, stored) in [
        (Kind::Deal, "stage", "Closed Won", "won"),
        (Kind::Deal, "stage", "closedlost", "lost"),
        (Kind::Deal, "stage", "appointmentscheduled", "qualification"),
        (Kind::Deal, "stage", "3. Proposal", "proposal"),
        (Kind::Ticket, "stage", "On hold", "on_hold"),
        (Kind::Ticket, "stage", "ON-HOLD", "on_hold"),
        (Kind::Ticket, "stage", "Solved", "resolved"),
        (Kind::Ticket, "priority", "P1", "urgent"),
        (Kind::Ticket, "priority", "Blocker", "urgent"),
        (Kind::Ticket, "priority", "Medium", "normal"),
        (Kind::Ticket, "priority", "1 - High", "high"),
        (Kind::Ticket, "priority", "ｈｉｇｈ", "high"),
        (Kind::Ticket, "channel", "API", "api"),
        (Kind::Task, "stage", "Not Started", "todo"),
    ] {
        assert_eq!(checked(kind, key, text), Ok(stored.into()), "{text}");
    }
}

#[test]
fn every_choice_of_every_kind_is_read_by_key_and_by_label() {
    for def in Schema::declared().kinds() {
        for field in &def.fields {
            for (key, label) in choice::options(def, field) {
                for text in [key, label, &label.to_uppercase()] {
                    assert_eq!(
                        check(def, field, text.into()),
                        Ok(key.into()),
                        "{text} of {}",
                        def.plural
                    );
                }
            }
        }
    }
}

#[test]
fn texts_are_composed_trimmed_and_rid_of_control_characters() {
    for (text, stored) in [
        ("  Acme \u{200b}", "Acme"),
        ("Acme\r\nInc.", "Acme Inc."),
        ("Ac\u{7}me", "Acme"),
        ("Zoe\u{308}", "Zoë"),
        ("<img onerror=alert(1)>", "<img onerror=alert(1)>"),
        ("می\u{200c}خواهم", "می\u{200c}خواهم"),
    ] {
        assert_eq!(checked(Kind::Deal, "name", text), Ok(stored.into()), "{text:?}");
    }
    assert_eq!(
        checked(Kind::Deal, "description", " one\r\n\ttwo\u{0b}\rthree \n"),
        Ok("one\n\ttwo\nthree".into())
    );
    assert_eq!(
        checked(Kind::Deal, "name", "a\0b"),
        Err("Name: contains a NUL character: remove it".to_owned())
    );
    assert_eq!(
        checked(Kind::Deal, "name", "é".repeat(1000)),
        Ok("é".repeat(1000).into())
    );
    assert_eq!(
        checked(Kind::Deal, "name", "x".repeat(200_000)),
        Err("Name: is 200,000 characters long: at most 1,000 fit".to_owned())
    );
    assert!(checked(Kind::Deal, "description", "x".repeat(1_000_000)).is_ok());
    assert!(checked(Kind::Deal, "description", "x".repeat(1_000_001)).is_err());
}

#[test]
fn blank_is_no_value_to_read_and_an_issue_to_check() {
    for blank in ["", "  ", "\u{3000}\n", "\u{feff}", "\u{7}"] {
        assert_eq!(read_as(Kind::Deal, "name", blank), Ok(None), "{blank:?}");
        assert_eq!(read_as(Kind::Deal, "tags", blank), Ok(None), "{blank:?}");
        assert_eq!(
            checked(Kind::Deal, "name", blank),
            Err("Name: is blank: write a value, or clear the field".to_owned()),
            "{blank:?}"
        );
    }
    assert_eq!(
        read_as(Kind::Deal, "tags", ";;,"),
        Ok(Some(list(&[","]))),
        "a comma may be a tag"
    );
    assert!(checked(Kind::Deal, "tags", Value::List(vec![])).is_err());
}

#[test]
fn values_of_another_type_are_refused_saying_which_is_wanted() {
    let money = Value::Money(Money {
        minor: 1,
        currency: "EUR".into(),
    });
    for (kind, key, value, message) in [
        (
            Kind::Deal,
            "name",
            Value::Number(1.0),
            "Name: takes a text, not a number",
        ),
        (
            Kind::Deal,
            "amount",
            Value::Number(1.0),
            "Amount: takes an amount with its currency, not a number",
        ),
        (
            Kind::Deal,
            "probability",
            Value::Bool(true),
            "Probability: takes a number, not yes or no",
        ),
        (
            Kind::Deal,
            "probability",
            Value::Number(101.0),
            "Probability: is 101: it must be between 0 and 100",
        ),
        (
            Kind::Deal,
            "probability",
            Value::Number(f64::NAN),
            "Probability: must be a finite number",
        ),
        (
            Kind::Deal,
            "close_date",
            money.clone(),
            "Close date: takes a date like 2026-04-03, not an amount",
        ),
        (
            Kind::Deal,
            "name",
            list(&["a", "b"]),
            "Name: takes one value, not 2: choose one",
        ),
        (
            Kind::Contact,
            "last_contacted",
            "2026-04-03".into(),
            "Last contacted: is kept by workestra from other data and cannot be set: leave it out",
        ),
        (
            Kind::Deal,
            "contact",
            "DEAL-7".into(),
            "Main contact: DEAL-7 is a deal: write a reference like CON-7",
        ),
        (
            Kind::Deal,
            "contact",
            "Dana".into(),
            "Main contact: “Dana” is no reference: write one like CON-7",
        ),
        (
            Kind::Deal,
            "owner",
            "Dana".into(),
            "Owner: “Dana” is no member: choose one of the workspace",
        ),
    ] {
        assert_eq!(checked(kind, key, value), Err(message.to_owned()), "{key}");
    }
    assert_eq!(checked(Kind::Deal, "amount", money.clone()), Ok(money));
    assert_eq!(checked(Kind::Deal, "probability", "50 %"), Ok(Value::Number(50.0)));
    assert_eq!(checked(Kind::Contact, "do_not_contact", "Yes"), Ok(Value::Bool(true)));
    assert_eq!(checked(Kind::Deal, "contact", "#con-7"), Ok("CON-7".into()));
    let id = "0192f000-0000-7000-8000-000000000001";
    assert_eq!(checked(Kind::Deal, "contact", id.to_uppercase()), Ok(id.into()));
    assert_eq!(checked(Kind::Deal, "owner", id.to_uppercase()), Ok(id.into()));
    assert_eq!(
        checked(
            Kind::Deal,
            "amount",
            Value::Money(Money {
                minor: 5,
                currency: " eur ".into()
            })
        ),
        Ok(Value::Money(Money {
            minor: 5,
            currency: "EUR".into()
        }))
    );
}

#[test]
fn lists_are_split_where_values_end_and_hold_each_value_once() {
    for (kind, key, text, values) in [
        (
            Kind::Contact,
            "emails",
            "a@x.example, B@x.example;a@X.example\nc@x.example",
            &["a@x.example", "b@x.example", "c@x.example"][..],
        ),
        (
            Kind::Contact,
            "emails",
            "a@x.example ::: b@x.example",
            &["a@x.example", "b@x.example"],
        ),
        (
            Kind::Contact,
            "phones",
            "030 12345678; +1 212 555 0142",
            &["+493012345678", "+12125550142"],
        ),
        (Kind::Contact, "tags", "cold, VIP , Cold", &["cold", "VIP"]),
        (Kind::Contact, "tags", "Smith, Jones; Brown", &["Smith, Jones", "Brown"]),
        (Kind::Contact, "tags", "Smith, Jones;", &["Smith, Jones"]),
        (Kind::Contact, "tags", "甲、乙", &["甲", "乙"]),
    ] {
        assert_eq!(read_as(kind, key, text), Ok(Some(list(values))), "{text}");
    }
    assert_eq!(
        checked(Kind::Contact, "tags", list(&["a, b", " a, b ", "c"])),
        Ok(list(&["a, b", "c"])),
        "what is a list already is not split"
    );
    assert_eq!(
        read_as(Kind::Contact, "emails", "a@x.example, nope"),
        Err("Emails: “nope” is no email address: write it like dana@example.com".to_owned())
    );
}

#[test]
fn members_are_known_by_name_address_and_id() {
    for (text, number) in [
        ("Dana Smith", 1),
        ("smith, dana", 1),
        ("DANA@example.com", 1),
        ("dj", 2),
        ("Jones", 2),
        ("zoe muller", 3),
        ("Zoë", 3),
        ("00000000-0000-0000-0000-000000000003", 3),
    ] {
        let id = uuid::Uuid::from_u128(number).to_string();
        assert_eq!(read_as(Kind::Deal, "owner", text), Ok(Some(id.into())), "{text}");
    }
    assert_eq!(
        read_as(Kind::Deal, "owner", "Dana"),
        Err("Owner: “Dana” could be Dana Smith (dana@example.com) or Dana Jones (dj@example.com): write more of the name".to_owned())
    );
    assert_eq!(
        read_as(Kind::Deal, "owner", "Zoe Mueler"),
        Err(
            "Owner: “Zoe Mueler” is no member: use Dana Smith, Dana Jones or Zoë Müller (did you mean Zoë Müller?)"
                .to_owned()
        )
    );
}

#[test]
fn the_locale_decides_what_a_cell_leaves_open() {
    for (kind, key, text, value) in [
        (
            Kind::Deal,
            "amount",
            "1.234",
            Value::Money(Money {
                minor: 123_400,
                currency: "EUR".into(),
            }),
        ),
        (Kind::Deal, "probability", "12,5", Value::Number(12.5)),
        (Kind::Deal, "close_date", "03/04/2026", "2026-04-03".into()),
        (Kind::Deal, "close_date", "46115", "2026-04-03".into()),
        (
            Kind::Ticket,
            "due_at",
            "03.04.2026 14:30",
            "2026-04-03T14:30:00Z".into(),
        ),
        (Kind::Contact, "website", "Example.com", "https://example.com".into()),
        (Kind::Contact, "do_not_contact", "nein", Value::Bool(false)),
    ] {
        assert_eq!(read_as(kind, key, text), Ok(Some(value)), "{text}");
    }
}

#[test]
fn what_files_write_for_nothing_is_nothing_except_in_texts() {
    for text in ["N/A", "null", "-", "—", "#N/A", "None", "Not set"] {
        for (kind, key) in [
            (Kind::Deal, "amount"),
            (Kind::Deal, "close_date"),
            (Kind::Deal, "owner"),
            (Kind::Deal, "lost_reason"),
            (Kind::Contact, "emails"),
            (Kind::Contact, "phones"),
            (Kind::Contact, "website"),
        ] {
            assert_eq!(read_as(kind, key, text), Ok(None), "{text} in {key}");
        }
        assert_eq!(
            read_as(Kind::Contact, "company", text),
            Ok(Some(text.into())),
            "{text} may be a name"
        );
        assert!(
            checked(Kind::Deal, "close_date", text).is_err(),
            "nobody types {text} into a form"
        );
    }
    assert_eq!(read_as(Kind::Task, "due", "0000-00-00"), Ok(None));
    assert_eq!(read_as(Kind::Task, "due", "0/0/00"), Ok(None));
}

#[test]
fn a_stored_value_reads_back_as_itself() {
    for (kind, key, text) in [
        (Kind::Deal, "close_date", "2026-04-03"),
        (Kind::Ticket, "due_at", "2026-04-03T14:30:00Z"),
        (Kind::Contact, "website", "https://example.com/A?b=C"),
        (Kind::Ticket, "requester", "dana@example.com"),
        (Kind::Deal, "stage", "won"),
        (Kind::Deal, "contact", "CON-7"),
    ] {
        assert_eq!(checked(kind, key, text), Ok(text.into()));
        assert_eq!(read_as(kind, key, text), Ok(Some(text.into())));
    }
    assert_eq!(
        checked(Kind::Contact, "phones", "+493012345678"),
        Ok(list(&["+493012345678"]))
    );
}

#[test]
fn a_whole_entity_starts_in_the_first_stage_and_loses_its_blanks() {
    let made = check_all(
        Kind::Deal.def(),
        fields([
            ("name", " Acme ".into()),
            ("company", " ".into()),
            ("tags", list(&[""])),
        ]),
    );
    assert_eq!(
        made,
        Ok(fields([("name", "Acme".into()), ("stage", "qualification".into())]))
    );
}

#[test]
fn all_that_is_wrong_with_an_entity_is_said_at_once() {
    let issues = check_all(
        Kind::Deal.def(),
        fields([
            ("stage", "Closed Lost".into()),
            ("close_date", "soon".into()),
            ("amout", "5 EUR".into()),
            ("deal value", "5 EUR".into()),
            ("qwertz", "5".into()),
        ]),
    )
    .unwrap_err();
    let messages: Vec<String> = issues.iter().map(ToString::to_string).collect();
    assert_eq!(
        messages,
        [
            "amout: deals have no field “amout” (did you mean amount?)",
            "Close date: “soon” is no date: write it like 2026-04-03",
            "deal value: deals have no field “deal value” (did you mean amount?)",
            "qwertz: deals have no field “qwertz”: use name, company, amount, close_date, probability, next_step, \
             description, lost_reason, contact, stage, owner or tags",
            "Name: is required: every deal needs one",
            "Lost reason: is required before a deal can be lost",
        ]
    );
}

#[test]
fn a_person_needs_something_to_go_by() {
    let def = Kind::Contact.def();
    for (key, value) in [
        ("first_name", "Dana".into()),
        ("last_name", "Smith".into()),
        ("emails", list(&["dana@example.com"])),
        ("company", "Acme".into()),
        ("phones", list(&["+493012345678"])),
    ] {
        assert!(check_all(def, fields([(key, value)])).is_ok(), "{key} is enough");
    }
    let issues = check_all(def, fields([("city", "Berlin".into())])).unwrap_err();
    assert_eq!(
        issues.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["First name: a contact needs a first name, last name, emails, company or phones"]
    );
}

#[test]
fn a_patch_cannot_clear_what_is_required_nor_set_what_is_derived() {
    let patch = |pairs: &[(&str, Option<Value>)]| -> Patch {
        pairs
            .iter()
            .map(|(key, value)| ((*key).to_owned(), value.clone()))
            .collect()
    };
    assert_eq!(
        check_patch(
            Kind::Deal.def(),
            patch(&[
                ("company", None),
                ("next_step", Some(" ".into())),
                ("stage", Some("Proposal".into()))
            ])
        ),
        Ok(patch(&[
            ("company", None),
            ("next_step", None),
            ("stage", Some("proposal".into()))
        ]))
    );
    let issues = check_patch(
        Kind::Contact.def(),
        patch(&[("stage", None), ("last_contacted", None), ("e-mails", None)]),
    )
    .unwrap_err();
    assert_eq!(
        issues.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "e-mails: contacts have no field “e-mails” (did you mean emails?)",
            "Last contacted: is kept by workestra from other data and cannot be set: leave it out",
            "Lifecycle: is required: every contact needs one",
        ]
    );
}

#[test]
fn a_custom_field_is_checked_like_a_declared_one() {
    let schema = Schema::declared().with_custom(
        Kind::Deal,
        FieldDef::new(
            "seats",
            "Seats",
            FieldType::Number {
                min: Some(1),
                max: None,
            },
        ),
    );
    let def = schema.kind(Kind::Deal);
    let made = check_all(def, fields([("name", "Acme".into()), ("seats", Value::Number(0.0))]));
    assert_eq!(
        made.unwrap_err().iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["Seats: is 0: it must be 1 or more"]
    );
}

mod any_text {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whatever_a_cell_holds_it_is_read_or_refused_and_what_is_read_is_stable(text in "\\PC{0,40}|[0-9:/.,TZ+-]{0,30}|[$€0-9.,()k -]{0,16}|.{0,20}") {
            let members = members();
            let locale = locale(&members);
            for def in Schema::declared().kinds() {
                for field in def.fields.iter().filter(|field| !field.derived) {
                    let Ok(Some(value)) = read(def, field, &text, &locale) else { continue };
                    prop_assert_eq!(check(def, field, value.clone()), Ok(value), "{}.{}", def.kind, field.key);
                }
            }
        }

        #[test]
        fn no_phone_number_of_any_country_breaks_the_reader(code in 1_u16..1000, rest in "[0-9]{1,14}", region in "[A-Z]{2}") {
            let _ = phone::read(&format!("+{code}{rest}"), None);
            let _ = phone::read(&format!("{code}{rest}"), Some(&region));
            let _ = phone::read(&rest, Some(&region));
        }
    }
}
