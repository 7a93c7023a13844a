//! What reading tools show, and what they never show.

use serde_json::json;
use workestra_assistant::Outcome;
use workestra_core::{AssistantRules, Kind};
use workestra_store::TimelineKind;

use crate::world::World;

const SECRET: &str = "canary-7731";

#[tokio::test]
async fn fields_out_of_reach_are_in_no_answer_of_any_tool() {
    let world = World::new().await;
    let kim = world
        .make(
            Kind::Candidate,
            &[
                ("first_name", "Kim"),
                ("position", "Welder"),
                ("gender", SECRET),
                ("ethnicity", SECRET),
                ("disability", SECRET),
                ("rejection_reason", SECRET),
                ("birth_date", "1977-07-31"),
                ("salary_expectation", "773100 EUR"),
            ],
        )
        .await;
    world.note(kim.id, TimelineKind::Note, "met at the fair").await;
    world.indexed().await;
    let on_kim = json!({"entity": "CAN-1"});
    let calls = [
        ("get_entity", on_kim.clone()),
        ("get_timeline", on_kim.clone()),
        ("get_entity_history", on_kim.clone()),
        ("get_related", on_kim.clone()),
        ("find_similar", on_kim.clone()),
        ("find_duplicates", on_kim.clone()),
        ("summarize_entity", on_kim),
        ("search_workspace", json!({"query": "Kim"})),
        ("search_workspace", json!({"query": SECRET})),
        ("resolve_reference", json!({"name": "Kim"})),
        ("list_entities", json!({"kind": "candidate"})),
        ("aggregate_entities", json!({"kind": "candidate"})),
        ("describe_kind", json!({"kind": "candidate"})),
        ("my_work", json!({})),
    ];
    for (tool, arguments) in calls {
        let answer = world.read(tool, arguments).await.to_string();
        for secret in [
            SECRET,
            "1977-07-31",
            "773100",
            "77310000",
            "birth_date",
            "ethnicity",
            "salary",
        ] {
            assert!(!answer.contains(secret), "{tool} shows {secret}: {answer}");
        }
    }
}

#[tokio::test]
async fn what_cannot_be_seen_cannot_be_asked_about_either() {
    let world = World::new().await;
    world
        .make(Kind::Candidate, &[("first_name", "Kim"), ("gender", SECRET)])
        .await;
    for filter in [
        "gender:canary-7731",
        "has:gender",
        "salary_expectation>1",
        "birth_date<2000-01-01",
        "salary>1",
    ] {
        let outcome = world
            .call("list_entities", json!({"kind": "candidate", "filter": filter}))
            .await;
        // Refused, or taken for words that must stand in the title.
        let total = match &outcome {
            Outcome::Read(node) => node.plain()["total"].clone(),
            _ => json!(0),
        };
        assert_eq!(total, json!(0), "{filter}: {outcome:?}");
    }
    let sorted = world
        .refused("list_entities", json!({"kind": "candidate", "sort": "birth_date"}))
        .await;
    assert!(sorted.contains("no sortable field"), "{sorted}");
}

#[tokio::test]
async fn a_closed_kind_is_in_no_answer() {
    let world = World::new().await;
    let kim = world
        .make(Kind::Candidate, &[("first_name", "Kim"), ("position", "Welder")])
        .await;
    let task = world.make(Kind::Task, &[("title", "Call Kim")]).await;
    let link = workestra_store::Op::LinkAdd {
        from: task.id,
        to: kim.id,
        role: "about".to_owned(),
    };
    world.write(vec![link]).await;
    world.indexed().await;
    let rules = AssistantRules {
        closed_kinds: [Kind::Candidate].into(),
        ..AssistantRules::open()
    };
    world.rules(&rules).await;
    for (tool, arguments) in [
        ("get_entity", json!({"entity": "CAN-1"})),
        ("list_entities", json!({"kind": "candidate"})),
        ("create_candidate", json!({"first_name": "Lee"})),
        ("tag_entities", json!({"entities": ["CAN-1"], "add": ["x"]})),
    ] {
        assert!(world.refused(tool, arguments).await.contains("closed"), "{tool}");
    }
    let found = world.read("search_workspace", json!({"query": "Kim"})).await;
    assert!(!found.to_string().contains("CAN-1"), "{found}");
    let related = world.read("get_related", json!({"entity": "TASK-1"})).await;
    assert!(!related.to_string().contains("CAN-1"), "{related}");
}

#[tokio::test]
async fn errors_name_what_would_be_right() {
    let world = World::new().await;
    let deal = world.make(Kind::Deal, &[("name", "Acme renewal")]).await;
    let stage = world
        .refused(
            "move_stage",
            json!({"entity": "DEAL-1", "revision": deal.revision, "stage": "proposl"}),
        )
        .await;
    assert!(
        stage.contains("did you mean proposal?") && stage.contains("negotiation"),
        "{stage}"
    );
    let argument = world.refused("get_entity", json!({"entitty": "DEAL-1"})).await;
    assert!(argument.contains("did you mean entity?"), "{argument}");
    let field = world
        .refused(
            "update_entity",
            json!({"entity": "DEAL-1", "revision": deal.revision, "changes": [{"field": "nextstep", "value": "x"}]}),
        )
        .await;
    assert!(field.contains("did you mean next_step?"), "{field}");
    let revision = world
        .refused(
            "move_stage",
            json!({"entity": "DEAL-1", "revision": 99, "stage": "won"}),
        )
        .await;
    assert!(revision.contains("read it again"), "{revision}");
    assert!(
        world
            .refused("get_entity", json!({"entity": "DEAL-99"}))
            .await
            .contains("there is no DEAL-99")
    );
    let kind = world.refused("list_entities", json!({"kind": "dael"})).await;
    assert!(kind.contains("did you mean deal?"), "{kind}");
}

#[tokio::test]
async fn what_leaves_is_masked_and_comes_back_in_arguments() {
    let world = World::new().await;
    world
        .make(Kind::Contact, &[("first_name", "Kim"), ("emails", "kim@example.org")])
        .await;
    let outcome = world.call("get_entity", json!({"entity": "CON-1"})).await;
    let leaving = world.session.leaving(&outcome.for_model());
    assert!(!leaving.get().contains("kim@example.org"), "{}", leaving.get());
    let placeholder = world.session.masking().hidden()[0].placeholder.clone();
    let asked = world
        .ask(
            "create_ticket",
            json!({"subject": "Hello", "fields": [{"field": "requester", "value": placeholder}]}),
        )
        .await;
    assert_eq!(asked.arguments["fields"][0]["value"], "kim@example.org");
}

#[tokio::test]
async fn every_call_leaves_its_rows_before_and_after() {
    let world = World::new().await;
    let deal = world.make(Kind::Deal, &[("name", "Acme renewal")]).await;
    world.read("get_entity", json!({"entity": "DEAL-1"})).await;
    world.refused("get_entity", json!({"entity": "DEAL-1", "x": 1})).await;
    let log = world.store.audit_page(None, 10).await.unwrap();
    let told: Vec<(&str, Option<&str>)> = log
        .iter()
        .map(|row| (row.action.as_str(), row.decision.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            ("tool_call", Some("deny")),
            ("tool_result", None),
            ("tool_call", Some("allow"))
        ]
    );
    assert_eq!(log[1].ends, Some(log[2].seq));
    let content = world.store.audit_payload(log[1].seq).await.unwrap().unwrap();
    assert!(content.contains("Acme renewal"));
    // Erased, nothing of it is left, and the chain still holds.
    let grant = workestra_core::Policy::grant(&world.me, workestra_core::Verb::Erase, None).unwrap();
    let erase = workestra_store::Op::Erase { id: deal.id };
    world.store.write(&grant, vec![erase]).await.unwrap();
    assert_eq!(world.store.audit_payload(log[1].seq).await.unwrap(), None);
    let newest = world.store.audit_page(None, 1).await.unwrap();
    assert_eq!(newest[0].action, "erasure");
    world.is_sound().await;
}

#[tokio::test]
async fn a_kind_that_is_only_read_is_not_written_by_its_other_end_either() {
    let world = World::new().await;
    world.make(Kind::Deal, &[("name", "Acme renewal")]).await;
    world.make(Kind::Task, &[("title", "Call Kim")]).await;
    let rules = AssistantRules {
        read_only_kinds: [Kind::Deal].into(),
        ..AssistantRules::open()
    };
    world.rules(&rules).await;
    world.read("get_entity", json!({"entity": "DEAL-1"})).await;
    for (tool, arguments) in [
        (
            "link_entities",
            json!({"entity": "TASK-1", "to": "DEAL-1", "role": "about"}),
        ),
        ("add_note", json!({"entities": ["TASK-1", "DEAL-1"], "text": "agreed"})),
        ("tag_entities", json!({"entities": ["TASK-1", "DEAL-1"], "add": ["x"]})),
    ] {
        let refused = world.refused(tool, arguments).await;
        assert!(refused.contains("not change them"), "{tool}: {refused}");
    }
}

#[tokio::test]
async fn a_masked_amount_is_in_no_tools_answer_and_can_be_handed_on() {
    let world = World::new().await;
    let deal = world
        .make(Kind::Deal, &[("name", "Acme renewal"), ("amount", "77310.25 EUR")])
        .await;
    world
        .note(deal.id, TimelineKind::Note, "they offered 77310.25 EUR at last")
        .await;
    world.indexed().await;
    let on_deal = json!({"entity": "DEAL-1"});
    for (tool, arguments) in [
        // First, so that nothing was learned from the field itself.
        ("get_timeline", on_deal.clone()),
        ("get_entity", on_deal.clone()),
        ("search_workspace", json!({"query": "renewal"})),
        ("list_entities", json!({"kind": "deal"})),
        ("aggregate_entities", json!({"kind": "deal"})),
        ("summarize_entity", on_deal.clone()),
        ("get_entity_history", on_deal),
        ("my_work", json!({})),
    ] {
        let outcome = world.call(tool, arguments).await;
        assert!(matches!(outcome, Outcome::Read(_)), "{tool}: {outcome:?}");
        let leaving = world.session.leaving(&outcome.for_model()).into_inner();
        assert!(
            !leaving.contains("77310") && !leaving.contains("7731025"),
            "{tool}: {leaving}"
        );
    }
    let placeholder = world.session.masking().hidden()[0].placeholder.clone();
    assert_eq!(
        world.session.restore(&format!("It is {placeholder}.")),
        "It is 77310.25 EUR."
    );
    let fields = json!([{"field": "amount", "value": placeholder}]);
    let asked = world
        .ask("create_deal", json!({"name": "Acme again", "fields": fields}))
        .await;
    assert_eq!(asked.arguments["fields"][0]["value"], "77310.25 EUR");
}
