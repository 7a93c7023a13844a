#![expect(clippy::unwrap_used, reason = "tests")]
use super::*;
use crate::id::MemberId;
use crate::kind::Kind;
use crate::policy::{Member, Role};
use crate::query::parse::parse;
use crate::schema::Schema;
use crate::time::UtcMillis;

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

/// Completes at `|`, among the members and tags of a small office.
fn completed_among(kind: Option<Kind>, text: &str) -> Vec<Completion> {
    let schema = Schema::declared();
    let members = [
        member(1, "Mia Chen", "mia@example.com"),
        member(2, "Dana Smith", "dana@example.com"),
        member(3, "Alex Park", "alex@example.com"),
        member(4, "Alex Pike", "pike@example.com"),
    ];
    let context = QueryContext {
        schema: &schema,
        members: &members,
        me: MemberId(uuid::Uuid::from_u128(1)),
        today: jiff::civil::date(2026, 11, 21),
        kind,
    };
    let (before, after) = text.split_once('|').unwrap();
    let text = format!("{before}{after}");
    let found = complete(
        &text,
        before.encode_utf16().count(),
        &context,
        &["cold".into(), "very cold".into(), "vip".into()],
    );
    let units: Vec<u16> = text.encode_utf16().collect();
    for completion in &found {
        let (from, to) = completion.span;
        let mut whole = units.get(..from).unwrap().to_vec();
        whole.extend(completion.insert.encode_utf16());
        whole.extend_from_slice(units.get(to..).unwrap());
        let whole = String::from_utf16(&whole).unwrap();
        // Whole values must parse; names and `#DEAL-` are for going on.
        if completion.insert.ends_with(' ') {
            let parsed = parse(&whole, &context);
            assert!(parsed.issues.is_empty(), "{text} -> {whole}: {:?}", parsed.issues);
        }
    }
    found
}

fn completed(text: &str) -> Vec<Completion> {
    completed_among(None, text)
}

fn inserts(text: &str) -> Vec<String> {
    completed(text)
        .into_iter()
        .map(|completion| completion.insert)
        .collect()
}

#[test]
fn plain_words_of_one_letter_and_places_between_words_offer_nothing() {
    for text in ["|", "a|", " |", "stage:won |", "\"pro|", "|stage", "zzzz|"] {
        assert_eq!(inserts(text), [""; 0], "{text}");
    }
}

#[test]
fn a_word_offers_filter_names_first_and_then_whole_filters() {
    assert_eq!(inserts("prop|"), ["stage:proposal "]);
    assert_eq!(inserts("stag|").first().unwrap(), "stage:");
    assert_eq!(inserts("-stag|").first().unwrap(), "-stage:");
    assert_eq!(inserts("amount|").get(..3).unwrap(), ["amount<", "amount>", "amount:"]);
    assert_eq!(inserts("clos|").first().unwrap(), "close_date<");
    assert!(inserts("deal|").contains(&"kind:deal ".to_owned()));
    assert!(inserts("overd|").contains(&"is:overdue ".to_owned()));
    assert!(inserts("cold|").contains(&"tag:cold ".to_owned()));
    assert!(inserts("dana|").contains(&"owner:\"Dana Smith\" ".to_owned()));
    assert!(
        inserts("acme am|").iter().any(|insert| insert == "amount<"),
        "the last word is completed"
    );
}

#[test]
fn a_filter_offers_its_values() {
    for (text, expected) in [
        (
            "kind:|",
            &[
                "kind:contact ",
                "kind:deal ",
                "kind:ticket ",
                "kind:candidate ",
                "kind:task ",
            ][..],
        ),
        ("kind:t|", &["kind:ticket ", "kind:task "]),
        ("stage:pro|", &["stage:proposal ", "stage:in_progress "]),
        ("-stage:wo|", &["-stage:won "]),
        ("stage:won,lo|", &["stage:won,lost "]),
        (
            "kind:deal stage:|",
            &[
                "stage:qualification ",
                "stage:proposal ",
                "stage:negotiation ",
                "stage:won ",
                "stage:lost ",
            ],
        ),
        ("priority:h|", &["priority:high "]),
        ("is:arch|", &["is:archived "]),
        ("has:no|", &["has:notes ", "has:do_not_contact "]),
        ("tag:co|", &["tag:cold ", "tag:\"very cold\" "]),
        ("tag:\"very|", &["tag:\"very cold\" "]),
        ("owner:da|", &["owner:\"Dana Smith\" "]),
        ("owner:n|", &["owner:none "]),
        ("do_not_contact:|", &["do_not_contact:yes ", "do_not_contact:no "]),
        ("contact:c|", &["contact:CON-"]),
        ("ref:d|", &["ref:DEAL-"]),
        ("due<to|", &["due<today ", "due<tomorrow "]),
        ("created>la|", &["created>last-week ", "created>last-month "]),
        ("stage：wo|", &["stage：won "]),
        ("company:|", &[]),
        ("gender:|", &[]),
    ] {
        assert_eq!(inserts(text), expected, "{text}");
    }
}

#[test]
fn handles_shortcuts_and_references_are_completed() {
    assert_eq!(
        inserts("@|"),
        ["@me ", "@mia ", "@dana ", "@\"Alex Park\" ", "@\"Alex Pike\" "]
    );
    assert_eq!(inserts("@al|"), ["@\"Alex Park\" ", "@\"Alex Pike\" "]);
    assert_eq!(inserts("-@da|"), ["-@dana "]);
    assert_eq!(inserts("@pike@|"), ["@\"Alex Pike\" "]);
    assert_eq!(inserts("$|"), ["$recent "]);
    assert_eq!(inserts("$x|"), [""; 0]);
    assert_eq!(inserts("#|"), ["#CON-", "#DEAL-", "#TIC-", "#CAN-", "#TASK-"]);
    assert_eq!(inserts("#ti|"), ["#TIC-"]);
}

#[test]
fn a_list_offers_only_what_its_kind_has() {
    let inserts = |text| -> Vec<String> {
        completed_among(Some(Kind::Ticket), text)
            .into_iter()
            .map(|completion| completion.insert)
            .collect()
    };
    assert_eq!(inserts("stage:|").len(), 6);
    assert_eq!(inserts("amo|"), [""; 0]);
    assert_eq!(inserts("#|"), ["#TIC-"]);
    assert_eq!(inserts("kind:|"), ["kind:ticket "]);
}

#[test]
fn the_whole_word_is_replaced_but_other_values_stay() {
    let one = |text: &str| completed(text).first().unwrap().clone();
    assert_eq!(one("😀 stage:pr|xyz").span, (3, 14));
    let middle = one("stage:wo|x,lost");
    assert_eq!((middle.insert.as_str(), middle.span), ("stage:won", (0, 9)));
}

#[test]
fn a_completion_says_what_it_is() {
    let detail = |text: &str| completed(text).first().unwrap().detail.clone();
    assert_eq!(detail("stage:propo|"), "Stage of deals");
    assert_eq!(detail("amoun|"), "Amount of deals");
    assert_eq!(detail("stag|"), "Lifecycle, Stage or Status of all kinds");
    assert_eq!(detail("close_date<30|"), "until 2026-12-21");
    assert_eq!(detail("created<30|"), "from 2026-10-22");
    assert_eq!(detail("@dan|"), "dana@example.com");
}

mod any_text {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_caret_in_any_text_is_answered_within_bounds(text in "(\\PC|stage:|due<|@|#|\\$|-|\"|,|owner:| ){0,8}", caret in 0_usize..40) {
            let schema = Schema::declared();
            let context = QueryContext {
                schema: &schema,
                members: &[],
                me: MemberId(uuid::Uuid::from_u128(1)),
                today: jiff::civil::date(2026, 11, 21),
                kind: None,
            };
            let found = complete(&text, caret, &context, &[]);
            let length = text.encode_utf16().count();
            prop_assert!(found.len() <= 20);
            for completion in found {
                prop_assert!(completion.span.0 <= completion.span.1 && completion.span.1 <= length);
                prop_assert!(!completion.insert.is_empty());
            }
        }
    }
}
