//! Each tool once, doing what its name says.

use serde_json::{Value as Json, json};
use workestra_core::{Kind, Value, View, ViewLayout};
use workestra_store::{ConfirmationState, NewFile, Op, TimelineKind};

use crate::world::World;

/// A small workspace: a contact, a deal with a note, a ticket, a candidate, a task.
async fn furnished() -> World {
    let world = World::new().await;
    world
        .make(
            Kind::Contact,
            &[
                ("first_name", "Kim"),
                ("last_name", "Lee"),
                ("emails", "kim@example.org"),
            ],
        )
        .await;
    let deal = world
        .make(Kind::Deal, &[("name", "Acme renewal"), ("amount", "1200.50 EUR")])
        .await;
    world.note(deal.id, TimelineKind::Call, "they want a lower price").await;
    world
        .make(
            Kind::Ticket,
            &[("subject", "Login fails"), ("body", "It says wrong password")],
        )
        .await;
    world
        .make(Kind::Candidate, &[("first_name", "Ada"), ("position", "Engineer")])
        .await;
    world
        .make(Kind::Task, &[("title", "Send the offer"), ("due", "2026-11-25")])
        .await;
    world
}

async fn revision(world: &World, reference: &str) -> i64 {
    let entity = world.store.entity_by_ref(reference.parse().unwrap()).await.unwrap();
    entity.unwrap().entity.revision
}

/// Asks, approves, and gives the entity as it is then.
async fn done(world: &World, tool: &str, arguments: Json, reference: &str) -> workestra_core::Entity {
    let asked = world.ask(tool, arguments).await;
    assert!(!World::shown(&asked).changes.is_empty(), "{tool} shows what it changes");
    let answered = world.approve(&asked).await;
    assert_eq!(
        answered.state,
        ConfirmationState::Executed,
        "{tool}: {:?}",
        answered.note
    );
    let entity = world.store.entity_by_ref(reference.parse().unwrap()).await.unwrap();
    entity.unwrap().entity
}

#[tokio::test]
async fn finding_and_reading() {
    let world = furnished().await;
    world.indexed().await;
    let found = world.read("search_workspace", json!({"query": "renewal"})).await;
    assert_eq!(found["found"][0]["entity"]["reference"], "DEAL-1");
    let deal = world.read("get_entity", json!({"entity": "deal-1"})).await;
    assert_eq!(deal["fields"]["amount"], "1200.50 EUR");
    assert_eq!(deal["fields"]["stage"], "qualification");
    let listed = world
        .read(
            "list_entities",
            json!({"kind": "task", "filter": "is:open", "sort": "-due"}),
        )
        .await;
    assert_eq!((&listed["total"], &listed["next_offset"]), (&json!(1), &Json::Null));
    let totals = world.read("aggregate_entities", json!({"kind": "deals"})).await;
    assert_eq!(totals["by_stage"][0]["sums"][0]["sum"], "1200.50 EUR");
    let timeline = world.read("get_timeline", json!({"entity": "DEAL-1"})).await;
    assert_eq!(
        timeline["entries"][0]["text"], "⟦they want a lower price⟧",
        "marked as an outsider's"
    );
    let resolved = world
        .read("resolve_reference", json!({"name": "kim@example.org"}))
        .await;
    assert_eq!(resolved["entities"][0]["reference"], "CON-1");
    let summary = world.read("summarize_entity", json!({"entity": "DEAL-1"})).await;
    assert_eq!(summary["newest"][0]["what"], "call");
    let history = world.read("get_entity_history", json!({"entity": "DEAL-1"})).await;
    assert_eq!(history["stages"][0]["stage"], "qualification");
    let similar = world.read("find_similar", json!({"entity": "DEAL-1"})).await;
    assert_eq!(similar["similar"], json!([]), "there is no model here");
}

#[tokio::test]
async fn what_there_is() {
    let world = furnished().await;
    let kind = world.read("describe_kind", json!({"kind": "deal"})).await;
    assert!(
        kind["fields"]
            .as_array()
            .unwrap()
            .iter()
            .any(|field| field["key"] == "lost_reason")
    );
    let pipelines = world.read("list_pipelines", json!({})).await;
    assert_eq!(pipelines["deal"][0]["key"], "qualification");
    let members = world.read("list_members", json!({})).await;
    assert_eq!(members["members"][0]["name"], "Dana");
    let can = world.read("get_capabilities", json!({})).await;
    assert_eq!(
        (&can["kinds"][0], &can["today"]),
        (&json!("contact"), &json!("2026-11-21"))
    );
    let view = View {
        id: uuid::Uuid::now_v7(),
        kind: Kind::Deal,
        name: Some("Big ones".to_owned()),
        layout: ViewLayout::List,
        filter: "amount>1000".to_owned(),
        sort: Vec::new(),
        columns: Vec::new(),
        pinned: false,
    };
    let grant = workestra_core::Policy::grant(&world.me, workestra_core::Verb::Read, None).unwrap();
    world.store.save_view(&grant, &view).await.unwrap();
    let shown = world.read("run_view", json!({"view": "big ones"})).await;
    assert_eq!(shown["entities"][0]["reference"], "DEAL-1");
    let work = world.read("my_work", json!({})).await;
    assert_eq!(work["today"], "2026-11-21");
}

#[tokio::test]
async fn files_links_and_duplicates() {
    let world = furnished().await;
    let kim = world.called("CON-1").await;
    let file = NewFile {
        name: "offer.txt".to_owned(),
        media_type: "text/plain".to_owned(),
        bytes: b"ten percent off".to_vec(),
        text: Some("ten percent off".to_owned()),
    };
    world.write(vec![Op::FileAdd { on: kim.id, file }]).await;
    let related = world.read("get_related", json!({"entity": "CON-1"})).await;
    assert_eq!(related["files"][0]["name"], "⟦offer.txt⟧");
    let text = world
        .read("get_attachment_text", json!({"entity": "CON-1", "file": "offer.txt"}))
        .await;
    assert_eq!(text["text"], "⟦ten percent off⟧");
    let twin = [("first_name", "K."), ("emails", "kim@example.org")];
    world.make(Kind::Contact, &twin).await;
    let found = world.read("find_duplicates", json!({"entity": "CON-1"})).await;
    assert_eq!(found["duplicates"][0]["share"][0], "email");
    let asked = world
        .ask("merge_entities", json!({"keep": "CON-1", "gone": "CON-2"}))
        .await;
    assert!(World::shown(&asked).destructive);
    assert_eq!(world.approve(&asked).await.state, ConfirmationState::Executed);
    let gone = world
        .store
        .entity_by_ref("CON-2".parse().unwrap())
        .await
        .unwrap()
        .unwrap();
    assert!(gone.entity.deleted_at.is_some());
}

#[tokio::test]
async fn making() {
    let world = furnished().await;
    let email = json!({"first_name": "Lee", "emails": "lee@example.org"});
    let lee = done(&world, "create_contact", email, "CON-2").await;
    assert_eq!(lee.fields["emails"], Value::List(vec!["lee@example.org".to_owned()]));
    let fields = json!([{"field": "amount", "value": "500 EUR"}, {"field": "owner", "value": "me"}]);
    let deal = done(
        &world,
        "create_deal",
        json!({"name": "Globex", "fields": fields}),
        "DEAL-2",
    )
    .await;
    assert_eq!(deal.owner(), Some(world.me.id));
    let ticket = done(&world, "create_ticket", json!({"subject": "Slow"}), "TIC-2").await;
    assert_eq!(ticket.stage(), Some("new"));
    let grace = json!({"first_name": "Grace", "position": "Admiral"});
    assert_eq!(done(&world, "create_candidate", grace, "CAN-2").await.title, "Grace");
    let task = json!({"title": "Call", "due": "2026-12-01", "about": "DEAL-1"});
    let task = done(&world, "create_task", task, "TASK-2").await;
    assert_eq!(task.fields["due"], Value::from("2026-12-01"));
    world.is_sound().await;
}

#[tokio::test]
async fn changing_one() {
    let world = furnished().await;
    let at = revision(&world, "DEAL-1").await;
    let changes = json!([{"field": "next_step", "value": "call"}, {"field": "amount", "value": ""}]);
    let deal = json!({"entity": "DEAL-1", "revision": at, "changes": changes});
    let deal = done(&world, "update_entity", deal, "DEAL-1").await;
    assert!(!deal.fields.contains_key("amount"), "an empty value clears");
    let lost = json!([{"field": "lost_reason", "value": "price"}]);
    let moved = json!({"entity": "DEAL-1", "revision": deal.revision, "stage": "lost", "changes": lost});
    assert_eq!(done(&world, "move_stage", moved, "DEAL-1").await.stage(), Some("lost"));
    let at = revision(&world, "TIC-1").await;
    let mine = json!({"entity": "TIC-1", "revision": at, "assignee": "dana"});
    let ticket = done(&world, "assign_entity", mine, "TIC-1").await;
    assert_eq!(ticket.owner(), Some(world.me.id));
    let resolved = json!({"entity": "TIC-1", "revision": ticket.revision, "resolution": "a new password"});
    assert_eq!(
        done(&world, "resolve_ticket", resolved, "TIC-1").await.stage(),
        Some("resolved")
    );
    let at = revision(&world, "TASK-1").await;
    let task = done(
        &world,
        "complete_task",
        json!({"entity": "TASK-1", "revision": at}),
        "TASK-1",
    )
    .await;
    assert_eq!(task.stage(), Some("done"));
}

#[tokio::test]
async fn writing_on_the_timeline() {
    let world = furnished().await;
    done(
        &world,
        "add_note",
        json!({"entities": ["DEAL-1", "CON-1"], "text": "agreed"}),
        "DEAL-1",
    )
    .await;
    let call = json!({"entity": "CON-1", "what": "call", "text": "spoke"});
    let kim = done(&world, "log_activity", call, "CON-1").await;
    let reply = json!({"entity": "TIC-1", "internal": false, "text": "try again"});
    done(&world, "reply_ticket", reply, "TIC-1").await;
    done(
        &world,
        "link_entities",
        json!({"entity": "DEAL-1", "to": "CON-1", "role": "buyer"}),
        "DEAL-1",
    )
    .await;
    let kinds: Vec<TimelineKind> = world
        .store
        .timeline(kim.id)
        .await
        .unwrap()
        .iter()
        .map(|entry| entry.entry)
        .collect();
    assert_eq!(kinds, [TimelineKind::Call, TimelineKind::Note]);
    let related = world.read("get_related", json!({"entity": "DEAL-1"})).await;
    assert_eq!(related["related"][0]["role"], "buyer");
}

#[tokio::test]
async fn changing_many() {
    let world = furnished().await;
    let both = json!(["CON-1", "DEAL-1"]);
    let tagged = done(
        &world,
        "tag_entities",
        json!({"entities": both, "add": ["hot"]}),
        "DEAL-1",
    )
    .await;
    assert_eq!(tagged.tags(), ["hot"]);
    let changes = json!([{"field": "next_step", "value": "wait"}]);
    let bulk = json!({"entities": ["DEAL-1"], "changes": changes});
    assert_eq!(
        done(&world, "bulk_update", bulk, "DEAL-1").await.fields["next_step"],
        Value::from("wait")
    );
    let mixed = world
        .refused("bulk_update", json!({"entities": both, "changes": changes}))
        .await;
    assert!(
        mixed.contains("no field") || mixed.contains("different kinds"),
        "{mixed}"
    );
    let trashed = done(&world, "trash_entities", json!({"entities": both}), "DEAL-1").await;
    assert!(trashed.deleted_at.is_some());
    let restored = done(&world, "restore_entities", json!({"entities": both}), "DEAL-1").await;
    assert!(restored.deleted_at.is_none());
}

#[tokio::test]
async fn a_confirmation_can_be_asked_after_by_whom_it_was_asked_for() {
    let world = furnished().await;
    let asked = world.ask("create_task", json!({"title": "Call"})).await;
    let stands = world
        .read("get_confirmation", json!({"confirmation": asked.id.to_string()}))
        .await;
    assert_eq!(stands["status"], "pending");
    world.approve(&asked).await;
    let stands = world
        .read("get_confirmation", json!({"confirmation": asked.id.to_string()}))
        .await;
    assert_eq!(
        (&stands["status"], &stands["entities"][0]),
        (&json!("executed"), &json!("TASK-2"))
    );
}

#[tokio::test]
async fn a_repeating_task_is_followed_by_the_next_one_whichever_tool_completes_it() {
    let fields = [
        ("title", "Water the plants"),
        ("recurrence", "weekly"),
        ("due", "2026-11-20"),
    ];
    let done = json!([{"field": "stage", "value": "done"}]);
    for tool in ["complete_task", "move_stage", "update_entity", "bulk_update"] {
        let world = World::new().await;
        let task = world.make(Kind::Task, &fields).await;
        let arguments = match tool {
            "complete_task" => json!({"entity": "TASK-1", "revision": task.revision}),
            "move_stage" => json!({"entity": "TASK-1", "revision": task.revision, "stage": "done"}),
            "update_entity" => json!({"entity": "TASK-1", "revision": task.revision, "changes": done}),
            _ => json!({"entities": ["TASK-1"], "changes": done}),
        };
        let asked = world.ask(tool, arguments).await;
        let made = World::shown(&asked)
            .changes
            .into_iter()
            .find(|change| change.op == workestra_core::ChangeOp::Create);
        assert_eq!(
            made.unwrap().new.unwrap()["due"],
            "2026-11-27",
            "{tool} shows what comes next"
        );
        let answered = world.approve(&asked).await;
        assert_eq!(
            answered.state,
            ConfirmationState::Executed,
            "{tool}: {:?}",
            answered.note
        );
        assert_eq!(world.get(task.id).await.stage(), Some("done"), "{tool}");
        let next = world.store.entity_by_ref("TASK-2".parse().unwrap()).await.unwrap();
        let next = next.unwrap().entity;
        assert_eq!(
            (next.stage(), &next.fields["due"]),
            (Some("todo"), &Value::from("2026-11-27"))
        );
        let grant = workestra_core::Policy::grant(&world.me, workestra_core::Verb::Write, None).unwrap();
        world.store.undo(&grant).await.unwrap().unwrap();
        assert_eq!(
            world.get(task.id).await.stage(),
            Some("todo"),
            "one undo takes both back"
        );
        assert!(world.get(next.id).await.deleted_at.is_some());
    }
}

#[tokio::test]
async fn an_email_is_sent_to_people_who_are_known_and_to_nobody_who_asked_for_none() {
    let world = furnished().await;
    let wish = |to: &str| json!({"entity": "DEAL-1", "to": [to], "subject": "Your roof", "body": "It is on its way."});
    let refused = world.refused("send_email", wish("CON-1")).await;
    assert!(refused.contains("no mail server is set up"), "{refused}");
    world.mail_goes();
    let mut asked = world.ask("send_email", wish("CON-1")).await;
    let shown = World::shown(&asked);
    assert_eq!(shown.sentence, "send “Your roof” to Kim Lee, on DEAL-1 Acme renewal");
    assert!(!shown.reversible, "undo does not take it back");
    assert_eq!(shown.changes[0].new.as_ref().unwrap()["to"], json!(["kim@example.org"]));
    asked = world.approve(&asked).await;
    assert_eq!(asked.state, ConfirmationState::Executed, "{:?}", asked.note);
    let deal = world.called("DEAL-1").await;
    let emails = world.store.emails_of(deal.id).await.unwrap();
    assert_eq!(emails.len(), 1);
    assert_eq!(emails[0].to[0].address, "kim@example.org");
    assert_eq!(
        emails[0].actor,
        workestra_core::Actor::Assistant { member: world.me.id }
    );
    assert!(emails[0].send_after > emails[0].at, "there is time to take it back");
    assert!(emails[0].message_id.ends_with("@example.com>"));
    // By an address that a contact has, it is the same.
    let known = World::shown(&world.ask("send_email", wish("KIM@example.org")).await);
    assert!(known.arguments.iter().all(|argument| !argument.must_type));
    // One that nobody has is typed by the person.
    let stranger = world.ask("send_email", wish("who@example.net")).await;
    let typed = |address: &str| workestra_assistant::Edits {
        set: [("/to/0".to_owned(), json!(address))].into(),
        ..workestra_assistant::Edits::default()
    };
    let approve = workestra_assistant::Answer::Approve {
        digest: stranger.digest,
        edits: workestra_assistant::Edits::default(),
        typed: String::new(),
        note: None,
    };
    assert!(world.answer(&stranger, approve).await.is_err());
    let sent = world
        .edit_and_approve(&stranger, typed("who@example.net"))
        .await
        .unwrap();
    assert_eq!(sent.state, ConfirmationState::Executed, "{:?}", sent.note);
    assert_eq!(world.store.emails_of(deal.id).await.unwrap().len(), 2);
    // Asked before, and marked since: it is not sent.
    let late = world.ask("send_email", wish("CON-1")).await;
    let kim = world.called("CON-1").await;
    world
        .write(vec![Op::Update {
            id: kim.id,
            revision: None,
            patch: [("do_not_contact".to_owned(), Some(Value::Bool(true)))].into(),
        }])
        .await;
    for to in ["CON-1", "kim@example.org"] {
        let refused = world.refused("send_email", wish(to)).await;
        assert!(refused.contains("CON-1 is marked “Do not contact”"), "{refused}");
    }
    assert_eq!(world.approve(&late).await.state, ConfirmationState::Failed);
    assert_eq!(world.store.emails_of(deal.id).await.unwrap().len(), 2);
    world.is_sound().await;
}

#[tokio::test]
async fn a_view_is_kept_for_the_person_and_never_in_the_place_of_another() {
    let world = furnished().await;
    let wish = |name: &str, filter: &str| json!({"kind": "deal", "name": name, "filter": filter, "sort": "-amount"});
    let asked = world.ask("save_view", wish("Big ones", "amount>1000")).await;
    assert!(
        world.store.views(world.me.id).await.unwrap().is_empty(),
        "asking keeps nothing"
    );
    assert_eq!(world.approve(&asked).await.state, ConfirmationState::Executed);
    let shown = world.read("run_view", json!({"view": "big ones"})).await;
    assert_eq!(shown["entities"][0]["reference"], "DEAL-1");
    assert!(
        world
            .refused("save_view", wish("BIG ones", ""))
            .await
            .contains("already")
    );
    assert!(
        world
            .refused("save_view", wish("Wrong", "stage:nowhere"))
            .await
            .contains("not understood")
    );
    let views = world.store.views(world.me.id).await.unwrap();
    assert_eq!(views.len(), 1);
    assert!(views[0].sort[0].descending);
}

#[tokio::test]
async fn a_change_set_is_undone_as_the_person_undoes_it() {
    let world = furnished().await;
    let at = revision(&world, "DEAL-1").await;
    let moved = json!({"entity": "DEAL-1", "revision": at, "stage": "proposal"});
    done(&world, "move_stage", moved, "DEAL-1").await;
    let history = world.read("get_entity_history", json!({"entity": "DEAL-1"})).await;
    let set = history["changes"][0]["change_set"].as_str().unwrap().to_owned();
    let asked = world.ask("undo_change_set", json!({"change_set": set})).await;
    let shown = World::shown(&asked);
    assert!(
        shown.sentence.starts_with("undo the change of DEAL-1 Acme renewal"),
        "{}",
        shown.sentence
    );
    let change = &shown.changes[0];
    assert_eq!(
        (change.old.as_ref(), change.new.as_ref()),
        (Some(&json!("proposal")), Some(&json!("qualification")))
    );
    assert_eq!(world.approve(&asked).await.state, ConfirmationState::Executed);
    let deal = world.called("DEAL-1").await;
    assert_eq!(deal.stage(), Some("qualification"));
    let again = world.refused("undo_change_set", json!({"change_set": set})).await;
    assert!(again.contains("no such change set of yours"), "{again}");
    // What somebody else wrote is theirs to undo.
    let mut kim = world.me.clone();
    (kim.id, kim.name) = (workestra_core::MemberId::generate(), "Kim".to_owned());
    let configure = workestra_core::Policy::grant(&world.me, workestra_core::Verb::Configure, None).unwrap();
    world
        .store
        .write(&configure, vec![Op::MemberAdd { member: kim.clone() }])
        .await
        .unwrap();
    let theirs = workestra_core::Policy::grant(&kim, workestra_core::Verb::Write, None).unwrap();
    let written = world
        .store
        .write(&theirs, vec![Op::Trash { id: deal.id }])
        .await
        .unwrap();
    let refused = world
        .refused("undo_change_set", json!({"change_set": written.change_set.to_string()}))
        .await;
    assert!(refused.contains("somebody else made it"), "{refused}");
    assert!(world.get(deal.id).await.deleted_at.is_some());
    world.is_sound().await;
}

#[tokio::test]
async fn an_undo_moves_no_candidate_past_the_guard() {
    let world = furnished().await;
    let kim = world.called("CAN-1").await;
    let set = |key: &str, value: &str| Op::Update {
        id: kim.id,
        revision: None,
        patch: [(key.to_owned(), Some(Value::from(value)))].into(),
    };
    let turned_down = world
        .write(vec![set("rejection_reason", "no licence"), set("stage", "rejected")])
        .await;
    let back = world.write(vec![set("stage", "interview")]).await;
    let guarded = world.write(vec![set("gender", "x")]).await;
    for (written, why) in [
        (turned_down, "not within reach of AI"),
        (back, "a candidate is moved in the app"),
        (guarded, "not within reach of AI"),
    ] {
        let wish = json!({"change_set": written.change_set.to_string()});
        let refused = world.refused("undo_change_set", wish).await;
        assert!(refused.contains(why), "{refused}");
    }
}

#[tokio::test]
async fn who_applied_is_compared_with_nobody_who_was_hired_or_turned_down_and_is_not_ranked() {
    let world = World::new().await;
    let mut candidates = Vec::new();
    for (name, stage) in [("Ada", "new"), ("Bea", "screen"), ("Cleo", "hired"), ("Dee", "new")] {
        let fields = [("first_name", name), ("position", "Welder"), ("stage", stage)];
        candidates.push(world.make(Kind::Candidate, &fields).await);
    }
    let missing = world.store.vectors_missing("test vectors", 100, &[]).await.unwrap();
    for (at, candidate) in candidates.iter().enumerate() {
        let num = world.store.entity(candidate.id).await.unwrap().unwrap().num;
        let hash = missing.iter().find(|text| text.num == num).unwrap().hash;
        let mut vector = vec![0.0_f32; workestra_store::VECTOR_DIMENSIONS];
        // The youngest is the nearest to the first.
        (vector[0], vector[1]) = (1.0, [0.0, 0.7, 0.4, 0.1][at]);
        let vector = &vector;
        let of = workestra_store::VectorOf { num, hash, vector };
        world.store.put_vectors("test vectors", &[of]).await.unwrap();
    }
    let similar = world.read("find_similar", json!({"entity": "CAN-1"})).await;
    let near = similar["similar"].as_array().unwrap();
    let references: Vec<&Json> = near.iter().map(|one| &one["entity"]["reference"]).collect();
    assert_eq!(references, [&json!("CAN-2"), &json!("CAN-4")], "{similar}");
    assert!(near.iter().all(|one| one.get("nearness").is_none()), "{similar}");
    let refused = world.refused("find_similar", json!({"entity": "CAN-3"})).await;
    assert!(refused.contains("CAN-3 is decided"), "{refused}");
}
