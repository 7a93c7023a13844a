//! Whatever is typed is parsed.

use proptest::prelude::*;

use super::*;

/// Texts made of the language's own parts, which get further than random ones.
fn query_like() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "\\PC{0,6}",
        Just(" ".to_owned()),
        Just("\u{3000}".to_owned()),
        Just("-".to_owned()),
        Just("\"".to_owned()),
        Just("“".to_owned()),
        Just("stage:".to_owned()),
        Just("amount>".to_owned()),
        Just("due<".to_owned()),
        Just("has:".to_owned()),
        Just("is:".to_owned()),
        Just("kind:deal".to_owned()),
        Just("created:".to_owned()),
        Just("owner:".to_owned()),
        Just("@".to_owned()),
        Just("#".to_owned()),
        Just("$".to_owned()),
        Just("..".to_owned()),
        Just(",".to_owned()),
        "[0-9]{1,9}[kmdwy€]?",
        Just("😀".to_owned()),
    ];
    prop::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    #[test]
    fn any_text_is_parsed_and_its_places_lie_within_it(text in query_like(), shown in 0_usize..6) {
        let office = Office::new();
        let context = office.context(Kind::ALL.get(shown).copied());
        let parsed = parse(&text, &context);
        let length = text.encode_utf16().count();
        let spans = parsed.query.filters.iter().map(|filter| filter.span).chain(parsed.issues.iter().map(|issue| issue.span));
        for (from, to) in spans {
            prop_assert!(from < to && to <= length, "{from}..{to} of {length}");
        }
        for issue in &parsed.issues {
            prop_assert!(issue.suggestions.len() <= 8);
            prop_assert!(!issue.message.is_empty());
        }
        for term in &parsed.query.terms {
            prop_assert!(!term.text.is_empty());
        }
        prop_assert!(parsed.query.terms.iter().filter(|term| term.prefix).count() <= 1);
        for filter in &parsed.query.filters {
            if let Condition::Field { fields, values, .. } = &filter.condition {
                prop_assert!(!fields.is_empty() && !values.is_empty());
            }
        }
    }

    #[test]
    fn words_of_letters_alone_stay_as_they_are(words in prop::collection::vec("[a-z]{1,8}", 1..6)) {
        let text = words.join(" ");
        let parsed = parsed(&text);
        prop_assert_eq!(parsed.query.text(), text);
        prop_assert!(parsed.query.filters.is_empty() && parsed.issues.is_empty());
    }
}
