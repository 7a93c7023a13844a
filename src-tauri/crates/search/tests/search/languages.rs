//! Names and texts as people write and type them.

use workestra_core::Kind;
use workestra_search::api::{Leg, Span};

use crate::world::{Made, World};

async fn people(world: &World) -> Vec<(&'static str, Made)> {
    let mut made = Vec::new();
    for (key, first, last, company) in [
        ("dana", "Dana", "Whitfield", "Acme Tooling"),
        ("lukasz", "Łukasz", "Żółciński", "Kraków"),
        ("li", "小龙", "李", "北京科技有限公司"),
        ("tanaka", "花子", "田中", "株式会社テスト"),
        ("priya", "प्रिया", "शर्मा", "मुंबई टेक"),
        ("ahmad", "محمد", "الأحمد", "شركة النور"),
        ("maria", "Мария", "Иванова", "Ромашка"),
        ("somchai", "สมชาย", "ใจดี", "บริษัท ทดสอบ"),
        ("sean", "Seán", "O’Neill", "Straße GmbH"),
        ("celik", "İbrahim", "Çelik", "Işık Holding"),
    ] {
        let pairs = [("first_name", first), ("last_name", last), ("company", company)];
        made.push((key, world.add(Kind::Contact, &pairs).await));
    }
    made
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_found_in_their_script_by_full_name_part_and_company() {
    let world = World::new().await;
    let people = people(&world).await;
    world.settle().await;
    for (typed, key) in [
        ("Dana Whitfield", "dana"),
        ("whitfield dana", "dana"),
        ("whitf", "dana"),
        ("lukasz zolcinski", "lukasz"),
        ("李小龙", "li"),
        ("小龙", "li"),
        ("北京科技", "li"),
        ("田中花子", "tanaka"),
        ("ﾃｽﾄ", "tanaka"),
        ("प्रिया", "priya"),
        ("मुंबई", "priya"),
        ("محمد الاحمد", "ahmad"),
        ("النور", "ahmad"),
        ("мария иванова", "maria"),
        ("рома", "maria"),
        ("สมชาย", "somchai"),
        ("sean oneill", "sean"),
        ("o'neill", "sean"),
        ("ibrahim celik", "celik"),
        ("isik", "celik"),
    ] {
        let hits = world.hits(typed).await;
        let wanted = people.iter().find(|(name, _)| *name == key).unwrap().1.id;
        assert_eq!(hits.first().map(|hit| hit.id), Some(wanted), "“{typed}”");
        let top = &hits[0];
        let shown =
            !top.title_marks.is_empty() || top.snippet.as_ref().is_some_and(|snippet| !snippet.marks.is_empty());
        assert!(shown, "“{typed}” is marked nowhere in {top:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_typo_is_found_by_the_fuzzy_leg_and_marked_on_the_right_word() {
    let world = World::new().await;
    let people = people(&world).await;
    world.settle().await;
    let hits = world.hits("dana whitfeild").await;
    assert_eq!(hits[0].id, people[0].1.id);
    assert_eq!(hits[0].leg, Leg::Fuzzy);
    assert_eq!(hits[0].title_marks, [Span((0, 4)), Span((5, 14))]);
    let why = hits[0].why.as_ref().unwrap();
    assert_eq!(why.words[1].word, "whitfeild");
    assert_eq!(why.words[1].matched, ["whitfield"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_shows_context_for_people_and_the_matching_piece_of_a_long_text() {
    let world = World::new().await;
    world
        .add(
            Kind::Ticket,
            &[
                ("subject", "Printer on fire"),
                ("company", "Acme"),
                ("priority", "high"),
                (
                    "body",
                    "It began at noon.\nSince then the warehouse printers are offline. 客户要求退款。",
                ),
            ],
        )
        .await;
    world.settle().await;
    let hits = world.hits("warehouse offl").await;
    assert_eq!(hits[0].context, ["Acme", "New", "High"]);
    let snippet = hits[0].snippet.as_ref().unwrap();
    assert_eq!(snippet.field, "Body");
    let units: Vec<u16> = snippet.text.encode_utf16().collect();
    let marked: Vec<String> = snippet
        .marks
        .iter()
        .map(|&Span((from, to))| String::from_utf16(&units[from..to]).unwrap())
        .collect();
    assert_eq!(marked, ["warehouse", "offl"]);
    assert_eq!(world.hits("退款").await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_restricted_or_protected_is_neither_found_nor_shown() {
    let world = World::new().await;
    world
        .add(
            Kind::Candidate,
            &[
                ("first_name", "Ana"),
                ("headline", "Engineer"),
                ("gender", "zebrafield"),
                ("rejection_reason", "quaggafield"),
            ],
        )
        .await;
    world.settle().await;
    assert!(world.hits("zebrafield").await.is_empty());
    assert!(world.hits("quaggafield").await.is_empty());
    let row = format!("{:?}", world.hits("ana").await);
    assert!(!row.contains("zebrafield") && !row.contains("quaggafield"));
}
