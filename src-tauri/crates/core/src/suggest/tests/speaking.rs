//! One case for each rule, and what it suggests then.

use std::collections::BTreeSet;

use super::*;

/// What a case shows: the rule that speaks, its tool, and an argument by JSON pointer.
type Expected = (&'static str, &'static str, &'static str, &'static str);

fn contact(fields: &[(&str, &str)]) -> Entity {
    made(Kind::Contact, 5, fields)
}

fn deal(fields: &[(&str, &str)]) -> Entity {
    made(Kind::Deal, 7, fields)
}

fn cases() -> Vec<(Around, Expected)> {
    let mut cases = deals();
    cases.extend(contacts());
    cases.extend(tickets());
    cases.extend(candidates());
    cases.extend(tasks());
    cases
}

fn deals() -> Vec<(Around, Expected)> {
    let late = &[
        ("name", "Acme"),
        ("stage", "proposal"),
        ("close_date", "2026-11-10"),
        ("contact", "x"),
    ];
    let plain = &[("name", "Acme"), ("contact", "x"), ("next_step", "Call")];
    let proposal = &[
        ("name", "Acme"),
        ("contact", "x"),
        ("next_step", "Call"),
        ("stage", "proposal"),
    ];
    let mut twin = Around::owned(
        Kind::Deal,
        &[("name", "Acme"), ("company", "Acme GmbH"), ("next_step", "Call")],
    );
    twin.twins.push(Twin {
        entity: deal(&[("name", "Acme"), ("company", "Acme GmbH")]),
        shares: "title",
    });
    let lead = contact(&[("first_name", "Lena"), ("stage", "qualified")]);
    let only = related(
        contact(&[("first_name", "Lena"), ("company", "Acme GmbH")]),
        Tie::SameCompany,
    );
    vec![
        (
            Around::owned(Kind::Deal, late),
            (
                "deal.close_date_passed",
                "update_entity",
                "/changes/0/value",
                "2026-12-01",
            ),
        ),
        (
            Around::owned(Kind::Deal, plain).in_stage(20),
            ("deal.silent", "create_task", "/about", "DEAL-1"),
        ),
        (
            Around::owned(Kind::Deal, &[("name", "Acme"), ("contact", "x")]),
            (
                "deal.no_next_step",
                "create_task",
                "/title",
                "Plan the next step of Acme",
            ),
        ),
        (
            Around::owned(
                Kind::Deal,
                &[("name", "Acme"), ("company", "Acme GmbH"), ("next_step", "Call")],
            )
            .with(only),
            ("deal.no_contact", "update_entity", "/changes/0/value", "CON-5"),
        ),
        (
            Around::owned(Kind::Deal, &[("name", "Acme"), ("next_step", "Call")]),
            (
                "deal.no_contact",
                "create_task",
                "/title",
                "Find out who decides on Acme",
            ),
        ),
        (
            Around::owned(Kind::Deal, proposal),
            ("deal.no_amount", "create_task", "/due", "2026-11-19"),
        ),
        (
            Around::owned(Kind::Deal, proposal),
            ("deal.no_close_date", "update_entity", "/changes/0/field", "close_date"),
        ),
        (
            Around::owned(Kind::Deal, plain)
                .in_stage(50)
                .when(TimelineKind::Note, 1),
            ("deal.stuck", "create_task", "/title", "Decide how Acme goes on"),
        ),
        (
            Around::of(Kind::Deal, plain),
            ("deal.nobodys", "assign_entity", "/assignee", "me"),
        ),
        (twin, ("deal.same", "merge_entities", "/keep", "DEAL-1")),
        (
            Around::owned(Kind::Deal, &[("name", "Acme"), ("stage", "won")]).with(refers(lead, "contact")),
            ("deal.contact_is_customer", "move_stage", "/entity", "CON-5"),
        ),
    ]
}

fn contacts() -> Vec<(Around, Expected)> {
    let known = &[
        ("first_name", "Lena"),
        ("emails", "lena@acme.example"),
        ("stage", "opportunity"),
    ];
    let going_on = || refers_here(deal(&[("name", "Renewal"), ("owner", &owner())]), "contact");
    let mut twin = Around::owned(Kind::Contact, known);
    twin.twins.push(Twin {
        entity: contact(&[("first_name", "Lena")]),
        shares: "email address",
    });
    let late = made(
        Kind::Ticket,
        9,
        &[("subject", "Printer"), ("due_at", "2026-11-16T12:00:00Z")],
    );
    let won = refers_here(deal(&[("name", "Renewal"), ("stage", "won")]), "contact");
    vec![
        (
            Around::owned(Kind::Contact, known).with(refers_here(late, "contact")),
            ("contact.ticket_late", "create_task", "/about", "TIC-9"),
        ),
        (
            Around::owned(Kind::Contact, known)
                .with(going_on())
                .when(TimelineKind::Call, 30),
            (
                "contact.silent_with_deal",
                "create_task",
                "/title",
                "Get in touch with Lena about DEAL-7",
            ),
        ),
        (
            Around::owned(Kind::Contact, known).with(going_on()),
            ("contact.silent_with_deal", "create_task", "/due", "2026-11-18"),
        ),
        (twin, ("contact.same", "merge_entities", "/gone", "CON-5")),
        (
            Around::owned(Kind::Contact, &[("first_name", "Lena"), ("stage", "opportunity")]).with(going_on()),
            (
                "contact.unreachable",
                "create_task",
                "/title",
                "Find an address or a number of Lena",
            ),
        ),
        (
            Around::owned(Kind::Contact, known).with(won),
            ("contact.has_bought", "move_stage", "/stage", "customer"),
        ),
        (
            Around::owned(Kind::Contact, &[("first_name", "Lena"), ("emails", "l@acme.example")]).with(going_on()),
            ("contact.has_deal", "move_stage", "/stage", "opportunity"),
        ),
        (
            Around::of(Kind::Contact, known).with(going_on()),
            ("contact.nobodys", "assign_entity", "/assignee", "Dana Ruiz"),
        ),
        (
            Around::owned(Kind::Contact, &[("first_name", "Lena"), ("stage", "customer")])
                .when(TimelineKind::Email, 100),
            ("contact.quiet_customer", "create_task", "/title", "Check in with Lena"),
        ),
    ]
}

fn tickets() -> Vec<(Around, Expected)> {
    let asked = &[("subject", "Printer"), ("requester", "lena@acme.example")];
    let staged = |stage: &'static str, more: (&'static str, &'static str)| {
        Around::owned(Kind::Ticket, &[("subject", "Printer"), ("stage", stage), more])
    };
    let mut twin = Around::owned(Kind::Ticket, asked);
    twin.twins.push(Twin {
        entity: made(Kind::Ticket, 2, asked),
        shares: "title",
    });
    let known = related(contact(&[("emails", "lena@acme.example")]), Tie::SamePerson);
    vec![
        (
            staged("open", ("due_at", "2026-11-15T12:00:00Z")),
            ("ticket.resolution_late", "create_task", "/due", "2026-11-17"),
        ),
        (
            staged("new", ("first_response_due", "2026-11-17T09:00:00Z")),
            ("ticket.response_late", "create_task", "/title", "Answer TIC-1 Printer"),
        ),
        (
            Around::of(Kind::Ticket, asked),
            ("ticket.nobodys", "assign_entity", "/entity", "TIC-1"),
        ),
        (
            staged("pending", ("pending_until", "2026-11-17")),
            ("ticket.pending_is_over", "move_stage", "/stage", "open"),
        ),
        (
            staged("on_hold", ("company", "Acme")).in_stage(9),
            (
                "ticket.waits_too_long",
                "create_task",
                "/title",
                "Ask again about TIC-1 Printer",
            ),
        ),
        (twin, ("ticket.same", "merge_entities", "/gone", "TIC-2")),
        (
            Around::owned(Kind::Ticket, asked).when(TimelineKind::PublicMessage, 1),
            ("ticket.answered_and_new", "move_stage", "/stage", "open"),
        ),
        (
            Around::owned(Kind::Ticket, asked).with(known),
            ("ticket.known_requester", "update_entity", "/changes/0/value", "CON-5"),
        ),
        (
            staged("resolved", ("company", "Acme")).in_stage(9),
            ("ticket.settled", "move_stage", "/stage", "closed"),
        ),
    ]
}

fn candidates() -> Vec<(Around, Expected)> {
    let person = &[
        ("first_name", "Lena"),
        ("emails", "lena@acme.example"),
        ("position", "Engineer"),
        ("cv", "x"),
    ];
    let staged = |stage: &str, days: i64| {
        let mut around = Around::owned(Kind::Candidate, person).in_stage(days);
        around.set("stage", stage);
        around
    };
    let mut twin = Around::owned(Kind::Candidate, person);
    twin.twins.push(Twin {
        entity: made(Kind::Candidate, 2, person),
        shares: "email address",
    });
    let mut no_cv = staged("screen", 1);
    no_cv.clear("cv");
    let mut nobodys = Around::of(Kind::Candidate, person);
    // Of somebody who left.
    nobodys.set("owner", &MemberId(Uuid::from_u128(2)).to_string());
    let known = related(contact(&[("emails", "lena@acme.example")]), Tie::SamePerson);
    vec![
        (
            staged("new", 8),
            ("candidate.waits_too_long", "create_task", "/about", "CAN-1"),
        ),
        (
            staged("interview", 2).when(TimelineKind::Meeting, 1),
            (
                "candidate.no_scorecard",
                "create_task",
                "/title",
                "Write a scorecard of Lena",
            ),
        ),
        (
            staged("interview", 6),
            ("candidate.no_scorecard", "create_task", "/due", "2026-11-18"),
        ),
        (
            staged("offer", 1),
            ("candidate.no_scorecard", "create_task", "/due", "2026-11-18"),
        ),
        (
            staged("rejected", 2),
            (
                "candidate.not_told",
                "create_task",
                "/title",
                "Tell Lena how it was decided",
            ),
        ),
        (
            staged("hired", 2),
            (
                "candidate.starts",
                "create_task",
                "/title",
                "Prepare the first day of Lena",
            ),
        ),
        (nobodys, ("candidate.nobodys", "assign_entity", "/assignee", "me")),
        (
            Around::owned(Kind::Candidate, &[("first_name", "Lena"), ("position", "Engineer")]),
            (
                "candidate.unreachable",
                "create_task",
                "/title",
                "Find an address or a number of Lena",
            ),
        ),
        (
            Around::owned(
                Kind::Candidate,
                &[("first_name", "Lena"), ("emails", "lena@acme.example")],
            ),
            (
                "candidate.no_position",
                "create_task",
                "/title",
                "Find out what Lena applied for",
            ),
        ),
        (no_cv, ("candidate.no_cv", "create_task", "/title", "Ask Lena for a CV")),
        (twin, ("candidate.same", "merge_entities", "/keep", "CAN-1")),
        (
            Around::owned(Kind::Candidate, person).with(known),
            ("candidate.is_contact", "link_entities", "/role", "same person"),
        ),
    ]
}

fn tasks() -> Vec<(Around, Expected)> {
    let held_up = |role: &str, from_here| {
        related(
            made(Kind::Task, 2, &[("title", "Plaster"), ("stage", "done")]),
            Tie::Linked {
                role: role.to_owned(),
                from_here,
            },
        )
    };
    let part = refers_here(made(Kind::Task, 2, &[("title", "Plaster"), ("stage", "done")]), "about");
    let mut lost = refers(deal(&[("name", "Acme"), ("stage", "lost")]), "about");
    lost.in_stage_since = Some(UtcMillis(NOW - 2 * DAY));
    let mut twin = Around::owned(Kind::Task, &[("title", "Call"), ("about", "x")]);
    twin.twins.push(Twin {
        entity: made(Kind::Task, 2, &[("title", "Call"), ("about", "x")]),
        shares: "title",
    });
    let mut forgotten = Around::owned(Kind::Task, &[("title", "Paint")]);
    forgotten.entity.created_at = UtcMillis(NOW - 40 * DAY);
    forgotten.entity.updated_at = UtcMillis(NOW - 40 * DAY);
    vec![
        (
            // Due on a Friday, put off until the day after a Tuesday.
            Around::owned(Kind::Task, &[("title", "Paint"), ("due", "2026-11-13")]),
            ("task.overdue", "update_entity", "/changes/0/value", "2026-11-18"),
        ),
        (
            Around::owned(Kind::Task, &[("title", "Paint"), ("stage", "waiting")]).with(held_up("Blocked by", true)),
            ("task.unblocked", "move_stage", "/stage", "in_progress"),
        ),
        (
            Around::owned(Kind::Task, &[("title", "Paint")]).with(held_up("blocks", false)),
            ("task.unblocked", "move_stage", "/stage", "in_progress"),
        ),
        (
            Around::owned(Kind::Task, &[("title", "Paint")]).with(part),
            ("task.parts_done", "complete_task", "/entity", "TASK-1"),
        ),
        (
            Around::owned(Kind::Task, &[("title", "Paint"), ("due", "2026-11-10")]).with(lost),
            ("task.about_ended", "move_stage", "/stage", "cancelled"),
        ),
        (
            Around::owned(Kind::Task, &[("title", "Paint"), ("priority", "urgent")]),
            (
                "task.urgent_without_day",
                "update_entity",
                "/changes/0/value",
                "2026-11-17",
            ),
        ),
        (
            Around::of(Kind::Task, &[("title", "Paint")]),
            ("task.nobodys", "assign_entity", "/assignee", "me"),
        ),
        (
            Around::owned(Kind::Task, &[("title", "Paint"), ("stage", "waiting")]).in_stage(15),
            ("task.waits_too_long", "update_entity", "/changes/0/field", "due"),
        ),
        (
            forgotten,
            ("task.forgotten", "update_entity", "/changes/0/value", "2026-11-24"),
        ),
        (twin, ("task.same", "merge_entities", "/gone", "TASK-2")),
    ]
}

#[test]
fn every_rule_speaks_where_it_should_with_a_reason_and_evidence() {
    let mut heard = BTreeSet::new();
    for (around, (rule, tool, path, value)) in cases() {
        let suggested = around.suggested();
        let found = suggested.iter().find(|suggestion| suggestion.rule == rule);
        let keys: Vec<&str> = suggested.iter().map(|suggestion| suggestion.rule).collect();
        assert!(found.is_some(), "{rule} keeps quiet; there are {keys:?}");
        let found = found.unwrap();
        assert_eq!(found.call.tool, tool, "{rule}");
        let argument = found.call.arguments.pointer(path).and_then(Json::as_str);
        assert_eq!(argument, Some(value), "{rule}: {}", found.call.arguments);
        assert!(!found.evidence.is_empty(), "{rule} says what it rests on");
        assert_eq!(
            found.call.arguments["reason"].as_str(),
            Some(found.reason.as_str()),
            "{rule}"
        );
        assert!(
            found.reason.ends_with(|c: char| c.is_alphanumeric()),
            "{rule}: {}",
            found.reason
        );
        heard.insert(found.rule);
    }
    let all: BTreeSet<&str> = Kind::ALL.into_iter().flat_map(rules).map(|rule| rule.key).collect();
    assert_eq!(heard, all, "each rule has a case");
}

#[test]
fn a_task_that_is_on_the_list_is_not_suggested_again() {
    for (around, (rule, tool, ..)) in cases() {
        if tool != "create_task" {
            continue;
        }
        let suggested = around.suggested();
        let Some(found) = suggested.into_iter().find(|suggestion| suggestion.rule == rule) else {
            continue;
        };
        let title = found.call.arguments["title"].as_str().unwrap().to_owned();
        let about_it = found.call.arguments["about"] == around.entity.reference.to_string();
        let task = made(Kind::Task, 99, &[("title", &title), ("due", "2026-11-18")]);
        let around = around.with(refers_here(task, "about"));
        assert!(
            !about_it || !around.keys().contains(&rule),
            "{rule} is suggested beside its own task"
        );
    }
}

#[test]
fn nothing_that_is_suggested_of_a_candidate_moves_them_or_names_what_is_protected() {
    for (around, _) in candidates() {
        for suggestion in around.suggested() {
            assert_ne!(suggestion.call.tool, "move_stage", "{}", suggestion.rule);
            assert_ne!(suggestion.call.tool, "reject_candidate", "{}", suggestion.rule);
            for evidence in &suggestion.evidence {
                if let Evidence::Field { key, .. } = evidence {
                    let field = Kind::Candidate.def().field(key).unwrap();
                    assert!(field.sensitivity < crate::field::Sensitivity::Restricted, "{key}");
                }
            }
        }
    }
}

#[test]
fn a_date_that_would_be_a_saturday_becomes_a_monday() {
    let mut task = Around::owned(Kind::Task, &[("title", "Paint"), ("due", "2026-11-13")]);
    task.today = date(2026, 11, 20);
    let suggested = task.suggested();
    assert_eq!(suggested[0].call.arguments["changes"][0]["value"], "2026-11-23");
    assert_eq!(suggested[0].title, "Put it off until 23 November");
}
