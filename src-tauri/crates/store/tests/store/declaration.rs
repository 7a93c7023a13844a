use workestra_core::parse::check_all;
use workestra_core::{Draft, FieldType, Fields, Kind, Value};

use crate::desk::{Desk, contact, list, money};

#[tokio::test]
async fn every_declared_field_has_its_columns_and_no_column_is_undeclared() {
    let desk = Desk::new().await;
    let problems = desk.store.verify().await.unwrap();
    assert_eq!(problems, [], "verify compares the tables with the declarations");
}

#[tokio::test]
async fn a_value_of_every_type_of_field_comes_back_as_it_went_in() {
    let desk = Desk::new().await;
    let anna = desk.create(contact("Anna", "Berg")).await;
    let me = desk.store.me().await.unwrap();
    for kind in Kind::ALL {
        let def = kind.def();
        let mut wanted = Fields::new();
        for field in def.fields.iter().filter(|field| !field.derived) {
            let text = match &field.ty {
                FieldType::Text | FieldType::LongText => "Zoë’s “text”\u{1f600}".to_owned(),
                FieldType::Date => "2026-12-24".to_owned(),
                FieldType::DateTime => "2026-12-24T18:00:00Z".to_owned(),
                FieldType::Email => "zoe@acme.example".to_owned(),
                FieldType::Phone => "+4930901820".to_owned(),
                FieldType::Url => "https://acme.example/".to_owned(),
                FieldType::Member => me.id.to_string(),
                FieldType::Entity { .. } => anna.id.to_string(),
                FieldType::Stage => def.stages[1].key.to_string(),
                FieldType::Select { choices } => choices[0].key.to_string(),
                FieldType::Number { .. } => {
                    wanted.insert(field.key.to_string(), Value::Number(42.5));
                    continue;
                }
                FieldType::Money => {
                    wanted.insert(field.key.to_string(), money(123_456, "JPY"));
                    continue;
                }
                FieldType::Bool => {
                    wanted.insert(field.key.to_string(), Value::Bool(true));
                    continue;
                }
            };
            let value = if field.many { list(&[&text]) } else { text.into() };
            wanted.insert(field.key.to_string(), value);
        }
        let checked = check_all(def, wanted).unwrap();
        let made = desk
            .create(Draft {
                kind,
                fields: checked.clone(),
            })
            .await;
        let mut read = desk.get(made.id).await.fields;
        assert_eq!(made.fields, read, "{kind}");
        read.retain(|key, _| def.field(key).is_some_and(|field| !field.derived));
        assert_eq!(read, checked, "{kind}");
    }
    desk.is_sound().await;
}
