//! The workspace's own masks, wherever a field can come out.

use serde_json::{Value as Json, json};
use workestra_assistant::{Outcome, Session};
use workestra_core::{AssistantRules, Kind, Mask, Masks};
use workestra_store::{Op, TimelineKind};

use crate::world::World;

/// A contact whose company everything repeats, a deal that names both, and a link between them.
async fn furnished() -> World {
    let world = World::new().await;
    let mara = world
        .make(
            Kind::Contact,
            &[
                ("first_name", "Mara"),
                ("last_name", "Quill"),
                ("company", "Zephyr Slates"),
                ("about", "Runs Zephyr Slates with her brother"),
            ],
        )
        .await;
    let deal = world.make(Kind::Deal, &[("name", "Roof for Mara Quill")]).await;
    world
        .note(mara.id, TimelineKind::Call, "zephyr slates wants it by spring")
        .await;
    let link = Op::LinkAdd {
        from: deal.id,
        to: mara.id,
        role: "buyer".to_owned(),
    };
    world.write(vec![link]).await;
    world
}

fn rules(kind: Kind, fields: &[(&str, Mask)]) -> AssistantRules {
    let fields = fields.iter().map(|(key, mask)| ((*key).to_owned(), *mask));
    AssistantRules {
        masks: Masks::from([(kind, fields.collect())]),
        ..AssistantRules::open()
    }
}

/// What leaves of a reading tool's answer.
async fn leaving(world: &World, tool: &str, arguments: Json) -> String {
    let outcome = world.call(tool, arguments).await;
    assert!(matches!(outcome, Outcome::Read(_)), "{tool}: {outcome:?}");
    world.session.leaving(&outcome.for_model()).into_inner()
}

fn reads() -> Vec<(&'static str, Json)> {
    let on_mara = json!({"entity": "CON-1"});
    vec![
        // First, so that nothing was learned from the field itself.
        ("get_timeline", on_mara.clone()),
        ("get_related", json!({"entity": "DEAL-1"})),
        ("resolve_reference", json!({"name": "Mara Quill"})),
        ("search_workspace", json!({"query": "zephyr"})),
        ("search_workspace", json!({"query": "brother"})),
        ("list_entities", json!({"kind": "contact"})),
        ("get_entity", on_mara.clone()),
        ("get_entity_history", on_mara.clone()),
        ("summarize_entity", on_mara),
        ("summarize_entity", json!({"entity": "DEAL-1"})),
    ]
}

#[tokio::test]
async fn a_field_that_is_masked_in_the_settings_leaves_by_no_tool() {
    for mask in [Mask::Placeholder, Mask::Drop] {
        let world = furnished().await;
        world.indexed().await;
        let before = leaving(&world, "get_entity", json!({"entity": "CON-1"})).await;
        assert!(before.contains("Zephyr Slates"), "it is not masked by declaration");
        let world = furnished().await;
        world.indexed().await;
        world.rules(&rules(Kind::Contact, &[("company", mask)])).await;
        for (tool, arguments) in reads() {
            let left = leaving(&world, tool, arguments.clone()).await.to_lowercase();
            assert!(!left.contains("zephyr"), "{mask:?}, {tool} {arguments}: {left}");
        }
        let entity = leaving(&world, "get_entity", json!({"entity": "CON-1"})).await;
        assert_eq!(
            entity.contains("\"company\":"),
            mask == Mask::Placeholder,
            "left out is not there: {entity}"
        );
    }
}

#[tokio::test]
async fn a_masked_name_is_in_no_title_either() {
    for mask in [Mask::Placeholder, Mask::Drop] {
        let world = furnished().await;
        world.indexed().await;
        let names = [("first_name", mask), ("last_name", mask)];
        world.rules(&rules(Kind::Contact, &names)).await;
        for (tool, arguments) in reads()
            .into_iter()
            .filter(|(_, arguments)| arguments["entity"] != "DEAL-1")
        {
            let left = leaving(&world, tool, arguments.clone()).await;
            assert!(
                !left.contains("Mara") && !left.contains("Quill"),
                "{mask:?}, {tool} {arguments}: {left}"
            );
        }
        let related = leaving(&world, "get_related", json!({"entity": "DEAL-1"})).await;
        assert!(related.contains("⟨title_1⟩"), "{related}");
        assert!(
            world.session.restore(&related).contains("Mara Quill"),
            "here it is read"
        );
    }
}

#[tokio::test]
async fn owners_stages_and_references_are_masked_like_every_field() {
    let mut world = furnished().await;
    let contact = world.store.entity_by_ref("CON-1".parse().unwrap()).await.unwrap();
    let patch = [
        (
            "contact".to_owned(),
            Some(contact.unwrap().entity.id.to_string().into()),
        ),
        ("owner".to_owned(), Some(world.me.id.to_string().into())),
    ];
    let deal = world.store.entity_by_ref("DEAL-1".parse().unwrap()).await.unwrap();
    world
        .write(vec![Op::Update {
            id: deal.unwrap().entity.id,
            revision: None,
            patch: patch.into(),
        }])
        .await;
    let plain = leaving(&world, "get_entity", json!({"entity": "DEAL-1"})).await;
    for shown in ["Dana", "\"contact\":\"CON-1\"", "qualification"] {
        assert!(plain.contains(shown), "{shown} in {plain}");
    }
    for mask in [Mask::Placeholder, Mask::Drop] {
        world.session = Session::default();
        let fields = [("owner", mask), ("stage", mask), ("contact", mask)];
        world.rules(&rules(Kind::Deal, &fields)).await;
        for (tool, arguments) in [
            ("get_entity", json!({"entity": "DEAL-1"})),
            ("get_entity_history", json!({"entity": "DEAL-1"})),
            ("list_entities", json!({"kind": "deal"})),
            ("aggregate_entities", json!({"kind": "deal"})),
            ("my_work", json!({})),
        ] {
            let left = leaving(&world, tool, arguments).await;
            for hidden in ["Dana", "CON-1", "qualification"] {
                assert!(!left.contains(hidden), "{mask:?}, {tool} shows {hidden}: {left}");
            }
        }
    }
}

#[tokio::test]
async fn what_is_left_out_cannot_be_filtered_or_sorted_by_and_can_still_be_written() {
    let world = furnished().await;
    world.rules(&rules(Kind::Contact, &[("company", Mask::Drop)])).await;
    let filtered = world
        .call("list_entities", json!({"kind": "contact", "filter": "company:zephyr"}))
        .await;
    let total = match &filtered {
        Outcome::Read(node) => node.plain()["total"].clone(),
        _ => json!(0),
    };
    assert_eq!(total, json!(0), "{filtered:?}");
    let sorted = world
        .refused("list_entities", json!({"kind": "contact", "sort": "company"}))
        .await;
    assert!(sorted.contains("no sortable field"), "{sorted}");
    let fields = json!([{"field": "company", "value": "Acme"}]);
    let asked = world
        .ask("create_contact", json!({"first_name": "Kim", "fields": fields}))
        .await;
    assert!(!World::shown(&asked).changes.is_empty());
}

#[tokio::test]
async fn masks_that_got_into_the_file_loosen_nothing_that_is_guarded() {
    let world = World::new().await;
    world
        .make(
            Kind::Candidate,
            &[
                ("first_name", "Kim"),
                ("gender", "canary-7731"),
                ("birth_date", "1977-07-31"),
            ],
        )
        .await;
    let loose = [("gender", Mask::None), ("birth_date", Mask::Placeholder)];
    world.rules(&rules(Kind::Candidate, &loose)).await;
    let left = leaving(&world, "get_entity", json!({"entity": "CAN-1"})).await;
    for hidden in ["canary-7731", "1977", "gender", "birth_date"] {
        assert!(!left.contains(hidden), "{hidden}: {left}");
    }
}

#[tokio::test]
async fn patterns_are_recognised_even_where_a_field_leaves_as_it_is() {
    let world = World::new().await;
    let fields = [
        ("first_name", "Kim"),
        ("emails", "kim@example.org"),
        ("city", "call +49 30 901820"),
    ];
    world.make(Kind::Contact, &fields).await;
    let loose = [("emails", Mask::None), ("city", Mask::None)];
    world.rules(&rules(Kind::Contact, &loose)).await;
    let left = leaving(&world, "get_entity", json!({"entity": "CON-1"})).await;
    assert!(!left.contains("kim@example.org") && !left.contains("901820"), "{left}");
}

#[tokio::test]
async fn a_preview_shows_the_newest_entity_as_it_would_leave() {
    let world = furnished().await;
    let masks = rules(
        Kind::Contact,
        &[("company", Mask::Drop), ("last_name", Mask::Placeholder)],
    )
    .masks;
    let leaving = world.gate.leaving(world.me.id, Kind::Contact, &masks).await.unwrap();
    let leaving = leaving.unwrap();
    assert_eq!(
        (leaving.reference.to_string().as_str(), leaving.title.as_str()),
        ("CON-1", "Mara Quill")
    );
    let part = |key: &str| {
        let part = leaving.parts.iter().find(|part| part.key == key).unwrap();
        (part.as_it_is.as_str(), part.as_it_leaves.as_deref())
    };
    assert_eq!(part("title"), ("Mara Quill", Some("⟨title_1⟩")));
    assert_eq!(part("first_name"), ("Mara", Some("Mara")));
    assert_eq!(part("last_name"), ("Quill", Some("⟨last_name_1⟩")));
    assert_eq!(part("company"), ("Zephyr Slates", None));
    assert_eq!(
        part("about"),
        (
            "Runs Zephyr Slates with her brother",
            Some("Runs ⟨company_1⟩ with her brother")
        )
    );
    let none = world.gate.leaving(world.me.id, Kind::Ticket, &masks).await.unwrap();
    assert_eq!(none, None);
    assert!(
        world.store.audit_page(None, 10).await.unwrap().is_empty(),
        "nothing left"
    );
}
