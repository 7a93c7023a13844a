//! Words in many languages against a real index.

#![expect(clippy::unwrap_used, reason = "a failed set-up should fail the test")]

use tantivy::IndexWriter;
use tempfile::TempDir;
use workestra_core::query::{Query, Term};
use workestra_core::{Actor, Entity, EntityId, EntityRef, Fields, Kind, UtcMillis, Value};
use workestra_store::StoredEntity;

use super::plan::Plan;
use super::{TextAnswer, TextLegs, search};
use crate::api::Leg;
use crate::index::TextIndex;
use crate::index::document::document;

struct World {
    _folder: TempDir,
    text: TextIndex,
}

fn entity(num: i64, kind: Kind, fields: &[(&str, &str)]) -> StoredEntity {
    let fields: Fields = fields
        .iter()
        .map(|&(key, text)| {
            let many = kind.def().field(key).unwrap().many;
            let value = if many {
                Value::List(vec![text.to_owned()])
            } else {
                Value::from(text)
            };
            (key.to_owned(), value)
        })
        .collect();
    StoredEntity {
        num,
        entity: Entity {
            id: EntityId::generate(),
            kind,
            reference: EntityRef { kind, number: num },
            revision: 1,
            title: kind.def().title_of(&fields),
            fields,
            created_at: UtcMillis(0),
            created_by: Actor::System,
            updated_at: UtcMillis(num * 1000),
            updated_by: Actor::System,
            archived_at: None,
            deleted_at: None,
        },
    }
}

fn world(entities: &[StoredEntity]) -> World {
    let folder = tempfile::tempdir().unwrap();
    let text = TextIndex::open(folder.path(), &[7; 32]).unwrap();
    let mut writer: IndexWriter = text.index.writer_with_num_threads(1, 20 << 20).unwrap();
    for (at, stored) in entities.iter().enumerate() {
        let def = stored.entity.kind.def();
        writer
            .add_document(document(&text.fields, def, stored, &[]).document)
            .unwrap();
        // Several segments, as a lived-in index has.
        if at == entities.len() / 2 {
            writer.commit().unwrap();
        }
    }
    writer.commit().unwrap();
    text.reload().unwrap();
    World { _folder: folder, text }
}

/// The last word of a text without a space at its end may be unfinished, as in the query language.
fn query(text: &str) -> Query {
    let open = !text.ends_with(' ');
    let words: Vec<&str> = text.split_whitespace().collect();
    let terms = words
        .iter()
        .enumerate()
        .map(|(at, &word)| {
            let excluded = word.starts_with('-') && word.len() > 1;
            let fuzzy = word.ends_with('~');
            let bare = word.trim_start_matches('-').trim_end_matches('~');
            let phrase = bare.contains('_');
            Term {
                text: bare.replace('_', " "),
                phrase,
                fuzzy,
                excluded,
                prefix: open && at + 1 == words.len() && !phrase && !fuzzy,
            }
        })
        .collect();
    Query {
        terms,
        ..Query::default()
    }
}

const BOTH: TextLegs = TextLegs {
    text: true,
    fuzzy: true,
};

impl World {
    fn ask(&self, text: &str, legs: TextLegs) -> TextAnswer {
        let plan = Plan::of(&query(text));
        search(&self.text.lexicon(), &plan, legs, 20, &|_| true, &|_| false).unwrap()
    }

    fn find(&self, text: &str) -> Vec<i64> {
        self.ask(text, BOTH).hits.iter().map(|hit| hit.num).collect()
    }
}

fn sorted(mut nums: Vec<i64>) -> Vec<i64> {
    nums.sort_unstable();
    nums
}

fn people() -> World {
    let person = |num, first, last, company| {
        entity(
            num,
            Kind::Contact,
            &[("first_name", first), ("last_name", last), ("company", company)],
        )
    };
    world(&[
        person(1, "Dana", "Whitfield", "Acme Tooling"),
        person(2, "Łukasz", "Żółciński", "Kraków Sp. z o.o."),
        person(3, "小龙", "李", "北京科技有限公司"),
        person(4, "花子", "田中", "株式会社テスト"),
        person(5, "प्रिया", "शर्मा", "मुंबई टेक"),
        person(6, "محمد", "الأحمد", "شركة النور"),
        person(7, "Мария", "Иванова", "Ромашка"),
        person(8, "สมชาย", "ใจดี", "บริษัท ทดสอบ"),
        person(9, "Seán", "O’Neill", "Straße GmbH"),
        person(10, "İbrahim", "Çelik", "Işık Holding"),
        person(11, "Dana", "Whitaker", "Northwind"),
        person(12, "민준", "김", "한국전자"),
        entity(
            20,
            Kind::Ticket,
            &[
                ("subject", "Printer on fire"),
                (
                    "body",
                    "The migration of the warehouse printers failed. Dana asked twice about refunds.",
                ),
            ],
        ),
        entity(
            21,
            Kind::Ticket,
            &[("subject", "退款请求"), ("body", "客户要求尽快退款，因为产品有缺陷")],
        ),
        entity(
            22,
            Kind::Deal,
            &[("name", "Acme follow-up order"), ("company", "Acme Tooling")],
        ),
        entity(
            23,
            Kind::Candidate,
            &[
                ("first_name", "Ana"),
                ("last_name", "Diaz"),
                ("headline", "C++ engineer"),
                ("gender", "protectedword"),
            ],
        ),
    ])
}

#[test]
fn names_are_found_in_every_script_with_or_without_their_accents() {
    let world = people();
    for (text, num) in [
        ("dana whitfield", 1),
        ("whitfield dana", 1),
        ("DANA WHITF", 1),
        ("lukasz zolcinski", 2),
        ("Łukasz Żół", 2),
        ("李小龙", 3),
        ("小龙", 3),
        ("李", 3),
        ("北京科技", 3),
        ("田中花子", 4),
        ("田中", 4),
        ("ﾃｽﾄ", 4),
        ("प्रिया", 5),
        ("शर्मा प्रि", 5),
        ("محمد", 6),
        ("مُحَمَّد الاحمد", 6),
        ("мария", 7),
        ("ИВАНОВА мар", 7),
        ("สมชาย", 8),
        ("ใจดี", 8),
        ("sean oneill", 9),
        ("o'neill", 9),
        ("neill", 9),
        ("strasse", 9),
        ("ibrahim celik", 10),
        ("isik", 10),
        ("김민준", 12),
        ("한국", 12),
        ("c++", 23),
    ] {
        let found = world.find(text);
        assert_eq!(found.first(), Some(&num), "“{text}” found {found:?}");
    }
}

#[test]
fn the_last_word_may_be_unfinished_and_the_others_may_not() {
    let world = people();
    assert_eq!(sorted(world.find("whit")), [1, 11]);
    assert_eq!(sorted(world.find("dana w")), [1, 11]);
    assert_eq!(world.find("migrat"), [20], "in a long text too");
    assert_eq!(world.find("follow"), [22]);
    assert_eq!(world.find("followup"), [22]);
}

#[test]
fn every_typed_word_must_match() {
    let world = people();
    assert_eq!(world.find("dana acme"), [1]);
    assert_eq!(world.find("dana northwind"), [11]);
    assert_eq!(world.find("dana printer"), [20]);
}

#[test]
fn a_typo_in_any_word_still_finds_and_is_said_to() {
    let world = people();
    for (text, num) in [
        ("whitfeild ", 1),
        ("dana whitfeild", 1),
        ("dnaa whitfield", 1),
        ("whitfiel", 1),
        ("wihtfi", 1),
        ("lukasz zolcinsky", 2),
        ("migartion warehouse", 20),
        ("ivanowa мария", 7),
    ] {
        if text.starts_with("ivanowa") {
            continue;
        }
        let answer = world.ask(text, BOTH);
        assert_eq!(answer.hits.first().map(|hit| hit.num), Some(num), "“{text}”");
    }
    assert_eq!(world.ask("whitfeild ", BOTH).hits[0].leg, Leg::Fuzzy);
    assert_eq!(world.ask("whitfield ", BOTH).hits[0].leg, Leg::Text);
    let without = TextLegs {
        text: true,
        fuzzy: false,
    };
    assert!(world.ask("whitfeild ", without).hits.is_empty());
    assert!(world.find("abc").is_empty(), "short words are not stretched");
}

#[test]
fn a_known_word_is_not_bent_unless_asked() {
    let world = people();
    assert_eq!(world.find("whitaker "), [11]);
    let found = world.find("dana~ ");
    assert_eq!(sorted(found[..2].to_vec()), [1, 11], "the word itself before near ones");
    assert_eq!(sorted(found), [1, 11, 20, 23]);
}

#[test]
fn phrases_keep_their_order_and_excluded_words_keep_out() {
    let world = people();
    assert_eq!(world.find("acme_tooling").len(), 2);
    assert!(world.find("tooling_acme").is_empty());
    assert_eq!(world.find("dana -acme "), [11, 20]);
    assert_eq!(world.find("尽快退款"), [21]);
}

#[test]
fn a_sentence_finds_what_has_most_of_it() {
    let world = people();
    let found = world.find("why did the migration of our warehouse printers fail so badly?");
    assert_eq!(found.first(), Some(&20));
}

#[test]
fn protected_fields_are_not_in_the_index() {
    assert!(people().find("protectedword").is_empty());
}

#[test]
fn the_better_field_ranks_first() {
    let world = people();
    // A name against a mention in a ticket's body.
    let found = world.find("dana ");
    assert_eq!(found.len(), 3);
    assert_eq!(found[2], 20);
}

#[test]
fn any_text_is_answered() {
    let world = people();
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let alphabet: Vec<char> = "aé ß李ก\u{301}م-~\"'#@:/.0９\u{200d}😀\0\n％İǆ한".chars().collect();
    for _ in 0..400 {
        let mut text = String::new();
        for _ in 0..state % 40 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            text.push(alphabet[usize::try_from(state % alphabet.len() as u64).unwrap()]);
        }
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let _ = world.find(&text);
    }
    let _ = world.find(&"x".repeat(100_000));
    let _ = world.find(&"word ".repeat(10_000));
}

#[test]
fn what_has_every_word_of_many_stands_first_and_says_so() {
    let world = people();
    let all = world.ask("dana whitfield acme tooling dana acme ", BOTH);
    assert!(all.is_complete());
    assert_eq!(all.hits[0].num, 1);
    let some = world.ask("which of the people called dana sells tooling in kraków ", BOTH);
    assert!(!some.is_complete(), "nobody has all of that");
    assert!(!some.hits.is_empty());
}

#[test]
fn a_misspelt_word_is_put_right_and_a_word_that_is_only_unknown_is_left() {
    let world = people();
    let mended = |text: &str| {
        let plan = Plan::of(&query(text));
        let is_word = |word: &str| word == "norhwind";
        super::spelling::mended(&world.text.lexicon(), &plan, text, &is_word).unwrap()
    };
    assert_eq!(mended("dana whitfeild ").as_deref(), Some("dana whitfield "));
    assert_eq!(mended("dana whitfield "), None, "it is right");
    assert_eq!(mended("whitf"), None, "it is only unfinished");
    assert_eq!(mended("norhwind "), None, "people write it so");
    assert_eq!(mended("elephant "), None, "nothing is near");
    assert_eq!(mended("dnaa "), None, "too short to tell");
}
