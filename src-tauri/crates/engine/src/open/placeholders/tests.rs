#![expect(clippy::unwrap_used, reason = "tests")]

use workestra_core::{Actor, EntityRef, Fields, UtcMillis};

use super::*;

fn entity(kind: Kind, fields: &[(&str, Value)]) -> Entity {
    Entity {
        id: EntityId::generate(),
        kind,
        reference: EntityRef { kind, number: 7 },
        revision: 1,
        title: "Leaking roof".to_owned(),
        fields: fields
            .iter()
            .map(|(key, value)| ((*key).to_owned(), value.clone()))
            .collect::<Fields>(),
        created_at: UtcMillis(0),
        created_by: Actor::System,
        updated_at: UtcMillis(0),
        updated_by: Actor::System,
        archived_at: None,
        deleted_at: None,
    }
}

fn filled(entity: &Entity, referred: Vec<Entity>, text: &str) -> (String, Vec<String>) {
    let schema = Schema::declared();
    Places::of(&schema, Some(entity.kind)).check(text).unwrap();
    let mut filling = Filling {
        schema: &schema,
        members: &[],
        me: "Dana",
        entity,
        referred,
        missing: Vec::new(),
    };
    let text = filling.fill(text);
    (text, filling.missing)
}

#[test]
fn values_stand_in_their_places_as_people_write_them() {
    let deal = entity(
        Kind::Deal,
        &[
            (
                "amount",
                Value::Money(Money {
                    minor: 1_234_550,
                    currency: "EUR".to_owned(),
                }),
            ),
            ("close_date", "2026-04-03".into()),
            ("stage", "proposal".into()),
            ("tags", Value::List(vec!["roof".to_owned(), "north".to_owned()])),
        ],
    );
    let text = "{{reference}} {{ title }}: {{amount}} until {{close_date}}, {{stage}} ({{tags}}). {{me.name}}";
    assert_eq!(
        filled(&deal, Vec::new(), text),
        (
            "DEAL-7 Leaking roof: EUR 12,345.50 until 3 April 2026, Proposal (roof, north). Dana".to_owned(),
            Vec::new()
        )
    );
}

#[test]
fn fields_of_entities_that_are_referred_to_are_reached_and_what_has_no_value_is_named_once() {
    let anna = entity(Kind::Contact, &[("first_name", "Anna".into())]);
    let ticket = entity(Kind::Ticket, &[("contact", anna.id.to_string().into())]);
    let text = "Dear {{requester.first_name}} ({{contact.first_name}}) {{contact.city}}{{contact.city}}{{company}}";
    assert_eq!(
        filled(&ticket, vec![anna], text),
        (
            "Dear Anna (Anna) ".to_owned(),
            vec!["City of contact".to_owned(), "Company".to_owned()]
        )
    );
    let stranger = entity(Kind::Ticket, &[("requester_name", "Rosa Berg".into())]);
    assert_eq!(
        filled(&stranger, Vec::new(), "Dear {{requester.first_name}}").0,
        "Dear Rosa"
    );
}

#[test]
fn a_value_that_looks_like_a_placeholder_stays_as_it_is() {
    let contact = entity(Kind::Contact, &[("first_name", "{{me.name}}".into())]);
    assert_eq!(
        filled(&contact, Vec::new(), "Dear {{first_name}}").0,
        "Dear {{me.name}}"
    );
}

#[test]
fn what_stands_for_nothing_is_refused_with_the_nearest_name() {
    let schema = Schema::declared();
    let check = |kind, text| Places::of(&schema, kind).check(text).unwrap_err();
    assert_eq!(
        check(Some(Kind::Contact), "Dear {{frist_name}}"),
        "there is no {{frist_name}}: did you mean {{first_name}}?"
    );
    assert_eq!(
        check(Some(Kind::Ticket), "Dear {{requester.firstname}}"),
        "there is no {{requester.firstname}}: did you mean {{requester.first_name}}?"
    );
    assert_eq!(
        check(Some(Kind::Deal), "Dear {{first_name}}"),
        "there is no {{first_name}}: did you mean {{contact.first_name}}?"
    );
    assert!(check(None, "{{reference").contains("write }}"));
    Places::of(&schema, None)
        .check("{{title}} {{first_name}} {{amount}}")
        .unwrap();
}

#[test]
fn guarded_fields_stand_in_no_email() {
    let schema = Schema::declared();
    let def = schema.kind(Kind::Candidate);
    let guarded: Vec<&FieldDef> = def.fields.iter().filter(|field| is_guarded(field)).collect();
    assert!(guarded.len() > 3, "restricted and protected ones");
    for field in guarded {
        for kind in [Some(Kind::Candidate), None] {
            let problem = Places::of(&schema, kind)
                .check(&format!("{{{{{}}}}}", field.key))
                .unwrap_err();
            assert!(problem.contains("kept from emails"), "{problem}");
        }
        let through = format!("{{{{about.{}}}}}", field.key);
        assert!(Places::of(&schema, Some(Kind::Task)).check(&through).is_err());
        // A template from before the field was guarded.
        let candidate = entity(Kind::Candidate, &[(field.key.as_ref(), "canary".into())]);
        let mut filling = Filling {
            schema: &schema,
            members: &[],
            me: "Dana",
            entity: &candidate,
            referred: Vec::new(),
            missing: Vec::new(),
        };
        assert_eq!(filling.fill(&format!("{{{{{}}}}}", field.key)), "");
        assert_eq!(filling.missing.len(), 1);
    }
}
