#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::field::FieldDef;
use crate::field::FieldType;
use crate::value::Value as Held;

fn masked(text: &str) -> String {
    Masking::new().text(text).into_inner()
}

#[test]
fn what_gives_itself_away_by_its_form_is_hidden() {
    for (text, hidden) in [
        ("write to dana@example.com.", "write to ⟨email_1⟩."),
        ("<Dana.Smith+crm@Example.co.uk>", "<⟨email_1⟩>"),
        ("jörg@müller.example, bitte", "⟨email_1⟩, bitte"),
        ("请联系dana@example.com谢谢", "请联系⟨email_1⟩谢谢"),
        ("用户@例子.公司", "⟨email_1⟩"),
        ("ｄａｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ", "⟨email_1⟩"),
        ("da\u{200b}na@exam\u{ad}ple.com", "⟨email_1⟩"),
        (
            "https://x.example/?u=dana%40example.com&a=1",
            "https://x.example/?⟨email_1⟩&a=1",
        ),
        ("bounce+dana=example.com@list.example", "⟨email_1⟩"),
        ("dial %2B49%2030%2012345678", "dial ⟨phone_1⟩"),
        ("call +49 (0)30 / 123 456 78 today", "call ⟨phone_1⟩ today"),
        ("(212) 555-0142", "⟨phone_1⟩"),
        ("212.555.0142 or 2125550143", "⟨phone_1⟩ or ⟨phone_2⟩"),
        ("01 42 68 53 00", "⟨phone_1⟩"),
        ("8 (495) 123-45-67", "⟨phone_1⟩"),
        ("Tel.: 612 345 679", "Tel.: ⟨phone_1⟩"),
        ("٠٣٠١٢٣٤٥٦٧٨", "⟨phone_1⟩"),
        ("4111 1111 1111 1111", "⟨card_1⟩"),
        ("card4111-1111-1111-1111,cvc", "card⟨card_1⟩,cvc"),
        ("3782 822463 10005", "⟨card_1⟩"),
        ("IBAN DE89 3704 0044 0532 0130 00 bis", "IBAN ⟨iban_1⟩ bis"),
        ("GB82WEST12345698765432", "⟨iban_1⟩"),
        ("fr14 2004 1010 0505 0001 3m02 606", "⟨iban_1⟩"),
        ("SSN 078-05-1120", "SSN ⟨id_1⟩"),
        ("AB 12 34 56 C", "⟨id_1⟩"),
        ("111.444.777-35", "⟨id_1⟩"),
        ("756.9217.0769.85", "⟨id_1⟩"),
        ("12345678Z", "⟨id_1⟩"),
        ("X1234567L", "⟨id_1⟩"),
        ("RSSMRA85T10A562S", "⟨id_1⟩"),
        ("11010519491231002X", "⟨id_1⟩"),
        ("811228-9874", "⟨id_1⟩"),
        ("44051401359", "⟨id_1⟩"),
        ("86095742719", "⟨id_1⟩"),
        ("2 55 08 14 168 025 38", "⟨id_1⟩"),
        ("9999 4105 7058", "⟨id_1⟩"),
        ("130 692 544", "⟨id_1⟩"),
    ] {
        assert_eq!(masked(text), hidden, "{text}");
    }
}

#[test]
fn what_only_looks_like_a_number_of_a_person_stays_readable() {
    for text in [
        "DEAL-7 closes 2026-11-21 at 10:30",
        "am 03.04.2026 10:00 Uhr, 1,200,000.00 EUR",
        "612 345 679 EUR and 0.123456789",
        "01938f0a-1234-7123-8456-012345678901",
        "01938123-0456-7123-8123-001234567890",
        "unix 1732214669 and 1732214669000",
        "4111 1111 1111 1112",
        "order #2125550142, ref 2026-000123",
        "192.168.100.200",
        "@dana and user@localhost",
        "12345678A",
    ] {
        assert_eq!(masked(text), text);
    }
}

#[test]
fn a_value_keeps_its_placeholder_through_a_session_and_its_storage() {
    let mut session = Masking::new();
    assert_eq!(session.text("a@x.example b@x.example").get(), "⟨email_1⟩ ⟨email_2⟩");
    let stored = serde_json::to_string(&session).unwrap();
    let mut session: Masking = serde_json::from_str(&stored).unwrap();
    assert_eq!(session.text("b@x.example c@x.example").get(), "⟨email_2⟩ ⟨email_3⟩");
    assert_eq!(
        session.restore("to ⟨email_1⟩ and ⟨email_9⟩"),
        "to a@x.example and ⟨email_9⟩"
    );
}

#[test]
fn a_placeholder_written_by_a_stranger_does_not_turn_into_what_it_names() {
    let mut session = Masking::new();
    session.text("secret@x.example");
    let ticket = session.text("send it to ⟨email_1⟩ please").into_inner();
    assert_eq!(ticket, "send it to ⟨text_1⟩ please");
    assert_eq!(session.restore(&ticket), "send it to ⟨email_1⟩ please");
}

#[test]
fn a_kept_text_is_masked_again_by_what_was_learned_since() {
    let mut session = Masking::new();
    let kept = session
        .text("Ask Mara Quill, mara@quill.example, or ⟨email_1⟩")
        .into_inner();
    assert_eq!(kept, "Ask Mara Quill, ⟨email_1⟩, or ⟨text_1⟩");
    assert_eq!(*session.again(&kept).get(), kept);
    let name = FieldDef {
        mask: crate::field::Mask::Placeholder,
        ..FieldDef::new("name", "Name", FieldType::Text)
    };
    session.learn(&name, &Held::from("Mara Quill"));
    assert_eq!(*session.again(&kept).get(), "Ask ⟨name_1⟩, ⟨email_1⟩, or ⟨text_1⟩");
    let stranger = session.again("⟨email_9⟩ and ⟨email_1").into_inner();
    assert_eq!(session.restore(&stranger), "⟨email_9⟩ and ⟨email_1");
}

#[test]
fn fields_are_masked_as_declared_and_known_wherever_they_are_repeated() {
    let name = FieldDef::new("full_name", "Name", FieldType::Text).confidential();
    let salary = FieldDef::new("salary", "Salary", FieldType::Number { min: None, max: None }).confidential();
    let plain = FieldDef::new("title", "Title", FieldType::Text);
    let guarded = FieldDef::new("gender", "Gender", FieldType::Text).protected();
    let mut session = Masking::new();
    let field = |session: &mut Masking, def: &FieldDef, value: Held| session.field(def, &value).map(Masked::into_inner);
    assert_eq!(
        field(&mut session, &name, "Dana Smith".into()),
        Some(json!("⟨full_name_1⟩"))
    );
    assert_eq!(
        field(&mut session, &salary, Held::Number(91000.0)),
        Some(json!("⟨salary_1⟩"))
    );
    assert_eq!(
        field(&mut session, &plain, "ask a@x.example".into()),
        Some(json!("ask ⟨email_1⟩"))
    );
    assert_eq!(field(&mut session, &guarded, "x".into()), None);
    session.learn(&name, &"李雷".into());
    assert_eq!(
        session.text("DANA SMITH met Dana Smithson and 李雷 today").get(),
        "⟨full_name_3⟩ met Dana Smithson and ⟨full_name_2⟩ today"
    );
    assert_eq!(
        session.restore_json(&json!({"who": "⟨full_name_1⟩", "pay": "⟨salary_1⟩"})),
        json!({"who": "Dana Smith", "pay": 91000.0})
    );
}

#[test]
fn what_a_field_leaves_out_is_hidden_where_free_text_repeats_it() {
    let mut session = Masking::new();
    let company = FieldDef {
        mask: crate::field::Mask::Drop,
        ..FieldDef::new("company", "Company", FieldType::Text)
    };
    assert_eq!(session.field(&company, &"Quill Slates".into()), None);
    session.learn(&company, &"Quill Slates".into());
    assert_eq!(
        session.text("Then Quill Slates called").get(),
        "Then ⟨company_1⟩ called",
        "left out is no less than masked"
    );
}

#[test]
fn a_card_hides_in_no_number_and_no_name_of_a_member() {
    let mut session = Masking::new();
    let value = json!({"a@x.example": [4111111111111111_u64, 7, null, true], "n": "4111111111111111"});
    let masked = session.json(&value);
    let text = masked.get().to_string();
    assert!(!text.contains("4111") && !text.contains('@'), "{text}");
    assert_eq!(session.restore_json(masked.get()), value);
}

#[test]
fn a_placeholder_cut_by_the_stream_is_restored_whole() {
    let mut session = Masking::new();
    session.text("a@x.example");
    let text = "to ⟨email_1⟩, ⟨ not ⟨email_7⟩ nor ⟨email_1";
    for cut in (0..=text.len()).filter(|&cut| text.is_char_boundary(cut)) {
        let mut restoring = session.restoring();
        let mut shown = restoring.push(&text[..cut]);
        shown.push_str(&restoring.push(&text[cut..]));
        shown.push_str(&restoring.finish());
        assert_eq!(shown, "to a@x.example, ⟨ not ⟨email_7⟩ nor ⟨email_1", "cut at {cut}");
    }
}

#[test]
fn a_masked_value_prints_nothing_of_itself() {
    assert_eq!(format!("{:?}", Masking::new().text("Dana")), "Masked(…)");
}

/// What a person could write around a number: words, signs, other numbers, our own brackets.
fn noise() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z ,.;:@()⟨⟩_1+é谢-]{0,12}",
        any::<String>(),
        "[0-9 ./()+-]{0,24}",
        Just("⟨email_1⟩".to_owned()),
    ]
}

fn email() -> impl Strategy<Value = String> {
    "[a-z][a-z0-9._+-]{0,8}[a-z0-9]@[a-z][a-z0-9-]{0,6}[a-z]\\.(com|example|co\\.uk|公司)"
}

/// A card number with its check digit, written plainly or in groups.
fn card() -> impl Strategy<Value = String> {
    ("4[0-9]{14}", prop_oneof![Just(""), Just(" "), Just("-")]).prop_map(|(body, sign)| {
        let sum: u32 = body
            .bytes()
            .enumerate()
            .map(|(at, b)| {
                let digit = u32::from(b - b'0');
                if at % 2 == 0 {
                    digit * 2 / 10 + digit * 2 % 10
                } else {
                    digit
                }
            })
            .sum();
        let whole = format!("{body}{}", (10 - sum % 10) % 10);
        let groups: Vec<&str> = (0..4).map(|at| &whole[at * 4..at * 4 + 4]).collect();
        groups.join(sign)
    })
}

proptest! {
    #[test]
    fn restoring_what_was_masked_gives_it_back(parts in prop::collection::vec(prop_oneof![noise(), email(), card()], 0..8)) {
        let text = parts.concat();
        let mut session = Masking::new();
        let first = session.text(&text);
        prop_assert_eq!(session.restore(first.get()), text.clone());
        let again = session.text(&text);
        prop_assert_eq!(&first, &again);
        // What was kept leaves as it did, and what a stranger writes like a placeholder stays hidden in it.
        let kept = session.again(first.get());
        prop_assert_eq!(&first, &kept);
    }

    #[test]
    fn no_pattern_survives(parts in prop::collection::vec(prop_oneof![noise(), email(), card()], 0..8)) {
        let mut session = Masking::new();
        let masked = session.text(&parts.concat()).into_inner();
        let left: Vec<_> = pattern::find(&pattern::Folded::of(&masked)).into_iter().filter(|found| found.label != "text").collect();
        prop_assert!(left.is_empty(), "{:?} in {}", left, masked);
    }

    #[test]
    fn no_address_and_no_card_survives_in_a_sentence(before in "[a-zA-Z ,.;:谢é]{0,12}", secret in prop_oneof![email(), card()], after in "[ ,.;:)谢]{1,3}[a-zA-Z ]{0,8}") {
        let masked = masked(&format!("{before} {secret}{after}"));
        prop_assert!(!masked.contains(&secret), "{}", masked);
    }

    #[test]
    fn json_comes_back_as_it_was(name in noise(), text in email(), number in any::<i64>()) {
        let mut session = Masking::new();
        let value = json!({ name: [text, number, {"deep": number}] });
        let masked = session.json(&value);
        prop_assert_eq!(session.restore_json(masked.get()), value);
    }
}

#[test]
fn the_letters_of_a_name_make_no_tax_code() {
    assert_eq!(
        Masking::new().text("Anneliese Kranich called").get(),
        "Anneliese Kranich called"
    );
}
