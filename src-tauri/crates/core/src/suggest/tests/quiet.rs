//! Entities that are well looked after: no rule has anything to say about them.

use super::*;

fn quiet(what: &str, around: &Around) {
    assert_eq!(around.keys(), Vec::<&str>::new(), "{what}");
}

fn healthy_deal() -> Around {
    Around::owned(
        Kind::Deal,
        &[
            ("name", "Acme renewal"),
            ("company", "Acme"),
            ("stage", "proposal"),
            ("close_date", "2026-12-20"),
            ("next_step", "Send the contract"),
            ("contact", "00000000-0000-0000-0000-0000000003e9"),
        ],
    )
    .in_stage(6)
    .when(TimelineKind::Call, 2)
}

#[test]
fn deals() {
    let mut worth = healthy_deal();
    worth.entity.fields.insert(
        "amount".to_owned(),
        Value::Money(crate::value::Money {
            minor: 100,
            currency: "EUR".to_owned(),
        }),
    );
    quiet("one that is worked on", &worth);
    let new = Around::owned(
        Kind::Deal,
        &[
            ("name", "Beta"),
            ("next_step", "Call"),
            ("contact", "00000000-0000-0000-0000-0000000003e9"),
        ],
    );
    quiet("a new one need not say what it is worth", &new);
    let customer = made(Kind::Contact, 1, &[("first_name", "Lena"), ("stage", "customer")]);
    let won = Around::owned(
        Kind::Deal,
        &[("name", "Beta"), ("stage", "won"), ("close_date", "2026-01-01")],
    )
    .with(refers(customer, "contact"));
    quiet("one that is won, whose contact is a customer", &won);
    let lost = Around::of(
        Kind::Deal,
        &[("name", "Beta"), ("stage", "lost"), ("close_date", "2026-01-01")],
    )
    .in_stage(90);
    quiet("one that is lost", &lost);
    let waiting = Around::owned(Kind::Deal, &[("name", "Beta"), ("contact", "x")])
        .in_stage(30)
        .with(refers_here(
            made(Kind::Task, 1, &[("title", "Call them"), ("due", "2026-11-20")]),
            "about",
        ));
    quiet("a silent one with a task ahead", &waiting);
}

#[test]
fn contacts() {
    let lead = Around::of(
        Kind::Contact,
        &[("first_name", "Lena"), ("emails", "lena@acme.example")],
    );
    quiet("a lead with nothing open, whoever it belongs to", &lead);
    let bare = Around::of(Kind::Contact, &[("first_name", "Lena")]);
    quiet(
        "somebody of whom only the name is known and with whom nothing is open",
        &bare,
    );
    let customer = Around::owned(
        Kind::Contact,
        &[
            ("first_name", "Lena"),
            ("emails", "lena@acme.example"),
            ("stage", "customer"),
        ],
    )
    .in_stage(400)
    .when(TimelineKind::Email, 40);
    quiet("a customer who was written to six weeks ago", &customer);
    let mut deal = refers_here(made(Kind::Deal, 1, &[("name", "Renewal")]), "contact");
    deal.touched = Some(UtcMillis(NOW - 3 * DAY));
    let buying = Around::owned(
        Kind::Contact,
        &[
            ("first_name", "Lena"),
            ("emails", "lena@acme.example"),
            ("stage", "opportunity"),
        ],
    )
    .with(deal.clone());
    quiet("somebody whose deal is worked on", &buying);
    deal.touched = None;
    let mut wants_peace = Around::owned(
        Kind::Contact,
        &[
            ("first_name", "Lena"),
            ("emails", "lena@acme.example"),
            ("stage", "opportunity"),
        ],
    )
    .with(deal);
    wants_peace
        .entity
        .fields
        .insert("do_not_contact".to_owned(), Value::Bool(true));
    quiet("somebody who asked not to be contacted", &wants_peace);
}

#[test]
fn tickets() {
    let fresh = Around::owned(
        Kind::Ticket,
        &[
            ("subject", "Printer"),
            ("requester", "lena@acme.example"),
            ("first_response_due", "2026-11-17T18:00:00Z"),
            ("due_at", "2026-11-19T12:00:00Z"),
        ],
    );
    quiet("one within its targets", &fresh);
    let answered = Around::owned(
        Kind::Ticket,
        &[
            ("subject", "Printer"),
            ("stage", "open"),
            ("first_response_due", "2026-11-16T18:00:00Z"),
            ("first_responded_at", "2026-11-16T17:00:00Z"),
            ("due_at", "2026-11-19T12:00:00Z"),
        ],
    )
    .when(TimelineKind::PublicMessage, 1);
    quiet("one that was answered in time", &answered);
    let put_off = Around::owned(
        Kind::Ticket,
        &[
            ("subject", "Printer"),
            ("stage", "pending"),
            ("pending_until", "2026-11-25"),
            ("first_responded_at", "2026-11-01T17:00:00Z"),
            ("due_at", "2026-11-10T12:00:00Z"),
        ],
    )
    .in_stage(20);
    quiet("one that waits for a day to come", &put_off);
    let resolved = Around::of(
        Kind::Ticket,
        &[
            ("subject", "Printer"),
            ("stage", "resolved"),
            ("due_at", "2026-11-10T12:00:00Z"),
        ],
    )
    .in_stage(2);
    quiet("one that was resolved the other day", &resolved);
    let closed = Around::of(Kind::Ticket, &[("subject", "Printer"), ("stage", "closed")]).in_stage(200);
    quiet("one that is closed", &closed);
}

#[test]
fn candidates() {
    let person: &[(&str, &str)] = &[
        ("first_name", "Lena"),
        ("emails", "lena@acme.example"),
        ("position", "Engineer"),
    ];
    quiet("a new application", &Around::owned(Kind::Candidate, person));
    let mut met = Around::owned(Kind::Candidate, person).in_stage(4);
    met.set("stage", "interview");
    met.set("cv", "Built things");
    quiet("an interview that is to come", &met);
    let met = met.when(TimelineKind::Meeting, 1).when(TimelineKind::Scorecard, 0);
    quiet("an interview with its scorecard", &met);
    let mut planned = Around::owned(Kind::Candidate, person).in_stage(20).with(refers_here(
        made(Kind::Task, 1, &[("title", "Second talk"), ("due", "2026-11-18")]),
        "about",
    ));
    planned.set("stage", "screen");
    planned.files = 1;
    quiet("somebody for whom something is planned", &planned);
    let mut namesake = Around::owned(Kind::Candidate, person);
    namesake.twins.push(Twin {
        entity: made(Kind::Candidate, 2, &[("first_name", "Lena")]),
        shares: "name and company",
    });
    quiet("somebody who is called like another one", &namesake);
    for ended in ["hired", "rejected", "withdrawn"] {
        let mut gone = Around::of(Kind::Candidate, person).in_stage(200);
        gone.set("stage", ended);
        quiet(ended, &gone);
    }
    let mut told = Around::of(Kind::Candidate, person)
        .in_stage(3)
        .when(TimelineKind::Email, 2);
    told.set("stage", "rejected");
    quiet("somebody who was turned down and told", &told);
}

#[test]
fn tasks() {
    quiet(
        "one that is due tomorrow",
        &Around::owned(Kind::Task, &[("title", "Call"), ("due", "2026-11-18")]),
    );
    quiet(
        "one that is due today",
        &Around::owned(Kind::Task, &[("title", "Call"), ("due", "2026-11-17")]),
    );
    quiet(
        "one without a day that is new",
        &Around::owned(Kind::Task, &[("title", "Call")]),
    );
    let done = Around::of(
        Kind::Task,
        &[("title", "Call"), ("due", "2026-01-01"), ("stage", "done")],
    )
    .in_stage(100);
    quiet("one that was done late", &done);
    let blocked = Around::owned(Kind::Task, &[("title", "Paint"), ("stage", "waiting")]).with(related(
        made(Kind::Task, 2, &[("title", "Plaster")]),
        Tie::Linked {
            role: "blocked by".to_owned(),
            from_here: true,
        },
    ));
    quiet("one that waits for another that goes on", &blocked);
    let blocks = Around::owned(Kind::Task, &[("title", "Paint"), ("due", "2026-11-18")]).with(related(
        made(Kind::Task, 2, &[("title", "Plaster"), ("stage", "done")]),
        Tie::Linked {
            role: "blocks".to_owned(),
            from_here: true,
        },
    ));
    quiet("one that holds up another, which is done all the same", &blocks);
    let mut lost = refers(made(Kind::Deal, 1, &[("name", "Beta"), ("stage", "lost")]), "about");
    lost.in_stage_since = Some(UtcMillis(NOW - 20 * DAY));
    let after = Around::owned(Kind::Task, &[("title", "Say goodbye"), ("due", "2026-11-18")]).with(lost);
    quiet("one that was put on the list because the deal was lost", &after);
}
