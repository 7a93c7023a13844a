#![expect(clippy::unwrap_used, reason = "tests")]
mod any_text;

use super::*;
use crate::field::{FieldDef, FieldType};
use crate::parse::choice as choices;
use crate::policy::Role;
use crate::time::UtcMillis;

const ME: u128 = 1;

fn member(number: u128, name: &str, email: &str, role: Role) -> Member {
    Member {
        id: MemberId(uuid::Uuid::from_u128(number)),
        name: name.to_owned(),
        email: Some(email.to_owned()),
        role,
        created_at: UtcMillis(0),
        active: true,
    }
}

/// What a context borrows.
struct Office {
    schema: Schema,
    members: Vec<Member>,
}

impl Office {
    fn new() -> Self {
        Self {
            schema: Schema::declared(),
            members: vec![
                member(ME, "Mia Chen", "mia@example.com", Role::Member),
                member(2, "Dana Smith", "dana@example.com", Role::Administrator),
                member(3, "Alex Park", "alex@example.com", Role::Member),
                member(4, "Alex Pike", "pike@example.com", Role::Member),
            ],
        }
    }

    fn context(&self, kind: Option<Kind>) -> QueryContext<'_> {
        QueryContext {
            schema: &self.schema,
            members: &self.members,
            me: MemberId(uuid::Uuid::from_u128(ME)),
            today: jiff::civil::date(2026, 11, 21),
            kind,
        }
    }
}

fn parsed(text: &str) -> Parsed {
    parse(text, &Office::new().context(None))
}

fn in_list(kind: Kind, text: &str) -> Parsed {
    parse(text, &Office::new().context(Some(kind)))
}

/// A parsed query on one line, for tables.
fn shown(parsed: &Parsed) -> String {
    let mut parts = Vec::new();
    for term in &parsed.query.terms {
        let marks = [
            (term.excluded, "-"),
            (term.phrase, "phrase "),
            (term.fuzzy, "fuzzy "),
            (term.prefix, "prefix "),
        ];
        let marks: String = marks.iter().filter(|(on, _)| *on).map(|(_, mark)| *mark).collect();
        parts.push(format!("{marks}[{}]", term.text));
    }
    for filter in &parsed.query.filters {
        let not = if filter.negated { "not " } else { "" };
        parts.push(format!("{not}{}", condition(&filter.condition)));
    }
    if parsed.query.recent {
        parts.push("recent".to_owned());
    }
    for issue in &parsed.issues {
        parts.push(format!("! {} {:?}", issue.message, issue.suggestions));
    }
    parts.join(" | ")
}

fn fields(fields: &[super::super::FieldOf]) -> String {
    fields
        .iter()
        .map(|field| format!("{}.{}", field.kind, field.key))
        .collect::<Vec<_>>()
        .join("+")
}

fn condition(condition: &Condition) -> String {
    match condition {
        Condition::Kind { kinds } => format!(
            "kind {}",
            kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(",")
        ),
        Condition::Reference { reference } => format!("ref {reference}"),
        Condition::Is { state } => format!("is {state:?}"),
        Condition::Has { what } => format!("has {what:?}"),
        Condition::HasField { fields: of } => format!("has {}", fields(of)),
        Condition::Field { fields: of, op, values } => {
            let values: Vec<String> = values.iter().map(operand).collect();
            format!("{} {op:?} {}", fields(of), values.join(","))
        }
        Condition::Stamp { stamp, op, date } => format!("{stamp:?} {op:?} {date}"),
    }
}

fn operand(operand: &Operand) -> String {
    match operand {
        Operand::Text(text) => format!("“{text}”"),
        Operand::Number(number) => number.to_string(),
        Operand::Money(money) => format!("{} {}", money.minor, money.currency),
        Operand::Date(date) => date.clone(),
        Operand::Bool(yes) => yes.to_string(),
        Operand::Member(member) => format!("member {}", member.0.as_u128()),
        Operand::Reference(reference) => reference.to_string(),
        Operand::Nothing => "nothing".to_owned(),
    }
}

const OWNER: &str = "contact.owner+deal.owner+ticket.owner+candidate.owner+task.owner";
const TAGS: &str = "contact.tags+deal.tags+ticket.tags+candidate.tags+task.tags";

#[test]
fn the_query_of_the_manual_is_understood_whole() {
    let text = "kind:deal stage:proposal amount>10k owner:me closes<30d has:overdue -tag:cold \"exact phrase\" fuzzy~ \
                #TIC-104 @dana $recent is:archived";
    assert_eq!(
        shown(&parsed(text)),
        "phrase [exact phrase] | fuzzy [fuzzy] | kind deal | deal.stage Is “proposal” | deal.amount Greater 10000 | \
         deal.owner Is member 1 | deal.close_date AtMost 2026-12-21 | has Overdue | not deal.tags Is “cold” | \
         ref TIC-104 | deal.owner Is member 2 | is Archived | recent"
    );
}

#[test]
fn words_become_terms_and_only_the_last_may_be_unfinished() {
    for (text, meant) in [
        ("", ""),
        (" \u{3000} ", ""),
        ("acme", "prefix [acme]"),
        ("acme ", "[acme]"),
        ("acme corp", "[acme] | prefix [corp]"),
        ("acme kind:deal", "[acme] | kind deal"),
        ("acme\u{3000}東京", "[acme] | prefix [東京]"),
        ("-cold", "-[cold]"),
        ("teh~", "fuzzy [teh]"),
        ("-teh~ x", "-fuzzy [teh] | prefix [x]"),
        ("~", "prefix [~]"),
        ("-", "prefix [-]"),
        ("“exact phrase”", "phrase [exact phrase]"),
        ("„exact phrase“ x", "phrase [exact phrase] | prefix [x]"),
        ("\"exact phr", "phrase prefix [exact phr]"),
        ("-\"exact phrase\"", "-phrase [exact phrase]"),
        ("\"\"", ""),
        ("TIC-104", "prefix [TIC-104]"),
        ("dana@example.com", "prefix [dana@example.com]"),
        ("@acme.example", "prefix [@acme.example]"),
        ("@", ""),
        ("#", ""),
        ("$500", "prefix [$500]"),
        ("C++ C#", "[C++] | prefix [C#]"),
    ] {
        assert_eq!(shown(&parsed(text)), meant, "{text:?}");
    }
}

#[test]
fn a_colon_alone_makes_no_filter() {
    for text in [
        "http://example.com",
        "https://example.com/?a=b",
        "12:30",
        "re:invoice",
        "fwd:hello",
        "std::vector",
        "foo:bar",
        "C:\\temp",
        "a=b",
        "x<y",
        "->",
        "=>",
        ":)",
        "note:",
        "urn:isbn:1",
        "key：value",
        "a:b:c",
        "<b>bold</b>",
        ">commands",
    ] {
        assert_eq!(shown(&parsed(text)), format!("prefix [{text}]"), "{text}");
    }
}

#[test]
fn filters_are_typed_by_their_field() {
    for (text, meant) in [
        ("kind:deal,tickets", "kind deal,ticket"),
        ("-kind:task", "not kind task"),
        ("kind：deal", "kind deal"),
        ("stage:won,lost", "deal.stage Is “won”,“lost”"),
        ("stage:won,done", "deal.stage+task.stage Is “won”,“done”"),
        ("stage:new", "ticket.stage+candidate.stage Is “new”"),
        ("kind:deal stage:\"Closed Won\"", "kind deal | deal.stage Is “won”"),
        ("stage:On-Hold", "ticket.stage Is “on_hold”"),
        ("priority>normal", "ticket.priority+task.priority Greater “normal”"),
        ("stage>=proposal", "deal.stage AtLeast “proposal”"),
        ("lifecycle:customer", "contact.stage Is “customer”"),
        ("status:completed", "ticket.stage+task.stage Is “resolved”,“done”"),
        ("priority:P1", "ticket.priority+task.priority Is “urgent”"),
        ("lost_reason:none", "deal.lost_reason Is nothing"),
        ("amount>10k", "deal.amount Greater 10000"),
        ("amount>=10,000.50", "deal.amount AtLeast 10000.5"),
        (
            "amount:10k..50k",
            "deal.amount AtLeast 10000 | deal.amount AtMost 50000",
        ),
        ("amount:..50k", "deal.amount AtMost 50000"),
        ("amount:10,20", "deal.amount Is 10,20"),
        ("amount:10,000", "deal.amount Is 10000"),
        ("amount>10kEUR", "deal.amount Greater 1000000 EUR"),
        ("amount>€10k", "deal.amount Greater 1000000 EUR"),
        ("amount:>$1.234", "deal.amount Greater 123 USD"),
        ("amount≤5", "deal.amount AtMost 5"),
        ("amount:none", "deal.amount Is nothing"),
        ("probability>=50%", "deal.probability AtLeast 50"),
        (
            "company:\"Acme Corp\"",
            "contact.company+deal.company+ticket.company+candidate.employer Is “Acme Corp”",
        ),
        (
            "company:Acme,\"Beta, Inc\"",
            "contact.company+deal.company+ticket.company+candidate.employer Is “Acme”,“Beta, Inc”",
        ),
        (
            "company:\"none\"",
            "contact.company+deal.company+ticket.company+candidate.employer Is “none”",
        ),
        ("owner:me", &format!("{OWNER} Is member 1")),
        ("owner:none", &format!("{OWNER} Is nothing")),
        ("owner:dana,me", &format!("{OWNER} Is member 2,member 1")),
        ("owner:\"Alex Park\"", &format!("{OWNER} Is member 3")),
        ("assignee:@dana", &format!("{OWNER} Is member 2")),
        ("@dana", &format!("{OWNER} Is member 2")),
        ("-@dana", &format!("not {OWNER} Is member 2")),
        ("@\"Alex Pike\"", &format!("{OWNER} Is member 4")),
        ("@pike@example.com", &format!("{OWNER} Is member 4")),
        ("tag:cold", &format!("{TAGS} Is “cold”")),
        ("do_not_contact:yes", "contact.do_not_contact Is true"),
        ("dnc:nein", "contact.do_not_contact Is false"),
        (
            "email:Dana@Example.com",
            "contact.emails+ticket.requester+candidate.emails Is “dana@example.com”",
        ),
        (
            "phone:\"+49 30 12345678\"",
            "contact.phones+candidate.phones Is “+493012345678”",
        ),
        ("phone:555-01", "contact.phones+candidate.phones Is “55501”"),
        ("contact:CON-7", "deal.contact+ticket.contact Is CON-7"),
        ("about:DEAL-7", "task.about Is DEAL-7"),
        ("about:renewal", "contact.about Is “renewal”"),
        ("close_date:2026-12-01", "deal.close_date Is 2026-12-01"),
        ("due:today,tomorrow", "ticket.due_at+task.due Is 2026-11-21,2026-11-22"),
        (
            "due:this-week",
            "ticket.due_at+task.due AtLeast 2026-11-16 | ticket.due_at+task.due AtMost 2026-11-22",
        ),
        ("closes<30d", "deal.close_date+task.due AtMost 2026-12-21"),
        ("applied<7d", "candidate.applied_on AtLeast 2026-11-14"),
        ("last_contacted>30d", "contact.last_contacted Less 2026-10-22"),
        ("created<7d", "Created AtLeast 2026-11-14"),
        ("created>=2026-01-01", "Created AtLeast 2026-01-01"),
        ("updated:yesterday", "Updated Is 2026-11-20"),
        (
            "created:2026-04",
            "Created AtLeast 2026-04-01 | Created AtMost 2026-04-30",
        ),
        ("is:open", "is Open"),
        ("is:deleted", "is Trashed"),
        ("-is:closed", "not is Closed"),
        ("is:overdue", "has Overdue"),
        ("is:mine", &format!("{OWNER} Is member 1")),
        ("is:unassigned", &format!("{OWNER} Is nothing")),
        ("is:pending", "ticket.stage Is “pending”"),
        ("has:overdue", "has Overdue"),
        ("has:notes,links", "has Notes | has Links"),
        ("-has:email", "not has contact.emails+ticket.requester+candidate.emails"),
        ("has:close_date", "has deal.close_date"),
        ("#tic-104", "ref TIC-104"),
        ("-#TIC-104", "not ref TIC-104"),
        ("ref:DEAL-7", "ref DEAL-7"),
        ("$recent", "recent"),
        ("kind:ticket due<3d", "kind ticket | ticket.due_at AtMost 2026-11-24"),
        (
            "kind:candidate stage:screening",
            "kind candidate | candidate.stage Is “screen”",
        ),
    ] {
        assert_eq!(shown(&parsed(text)), meant, "{text}");
    }
}

#[test]
fn a_wrong_filter_says_what_would_be_right() {
    for (text, said) in [
        (
            "stage:propsal",
            "“propsal” is no stage of deals: use qualification, proposal, negotiation, won or lost (did you mean proposal?) \
             [\"stage:proposal\"]",
        ),
        (
            "-stage:won,propsal",
            "“propsal” is no stage of deals: use qualification, proposal, negotiation, won or lost (did you mean proposal?) \
             [\"-stage:won,proposal\"]",
        ),
        (
            "priority:qqq",
            "“qqq” is no priority: use low, normal, high or urgent \
             [\"priority:low\", \"priority:normal\", \"priority:high\", \"priority:urgent\"]",
        ),
        (
            "kind:deal stage:",
            "stage needs a value: use qualification, proposal, negotiation, won or lost \
             [\"stage:qualification\", \"stage:proposal\", \"stage:negotiation\", \"stage:won\", \"stage:lost\"]",
        ),
        (
            "kind:dael",
            "“dael” is no kind: use contact, deal, ticket, candidate or task (did you mean deal?) [\"kind:deal\"]",
        ),
        (
            "kind:",
            "kind needs a value: use contact, deal, ticket, candidate or task \
             [\"kind:contact\", \"kind:deal\", \"kind:ticket\", \"kind:candidate\", \"kind:task\"]",
        ),
        (
            "is:opne",
            "“opne” is no state: use open, won, lost, closed, archived, trashed, overdue, mine or unassigned, or a stage \
             (did you mean open?) [\"is:open\"]",
        ),
        (
            "has:notse",
            "“notse” is nothing to have: use overdue, notes, links, or a field like first_name, last_name or emails \
             (did you mean notes?) [\"has:notes\"]",
        ),
        (
            "amount>lots",
            "“lots” is no amount: write digits, like amount>10k or amount:10k..50k []",
        ),
        ("amount>5,6", "amount> takes one value: write two filters []"),
        ("amount>1..2", "a range takes a colon: write amount:1..2 []"),
        (
            "-amount:1..2",
            "a range cannot be left out: filter by one side of it, like amount<10k []",
        ),
        (
            "closes<soon",
            "“soon” is no date: use one like 2026-04-03, 30d, 2w, today, this-week or last-month \
             [\"closes<today\", \"closes<this-week\", \"closes<30d\"]",
        ),
        (
            "due:03/04/2026",
            "“03/04/2026” could be two days: write 2026-04-03 or 2026-03-04 \
             [\"due:today\", \"due:this-week\", \"due:30d\"]",
        ),
        ("company>5", "Company has no order: write company:5 [\"company:5\"]"),
        ("kind>deal", "kind has no order: write kind:deal []"),
        ("company:", "company needs a value, like company:\"some words\" []"),
        (
            "due<",
            "due needs a value, like due<today [\"due<today\", \"due<this-week\", \"due<this-month\", \"due<30d\"]",
        ),
        (
            "owner:dna",
            "“dna” is no member: use Mia Chen, Dana Smith, Alex Park or Alex Pike (did you mean Dana Smith?) \
             [\"owner:\\\"Dana Smith\\\"\"]",
        ),
        (
            "@alex",
            "“alex” could be Alex Park (alex@example.com) or Alex Pike (pike@example.com): write more of the name \
             [\"@\\\"Alex Park\\\"\", \"@\\\"Alex Pike\\\"\"]",
        ),
        (
            "-@alex",
            "“alex” could be Alex Park (alex@example.com) or Alex Pike (pike@example.com): write more of the name \
             [\"-@\\\"Alex Park\\\"\", \"-@\\\"Alex Pike\\\"\"]",
        ),
        ("contact:DEAL-7", "“DEAL-7” is no reference: write one like CON-7 []"),
        (
            "dnc:maybe",
            "“maybe” is neither yes nor no: write yes or no [\"dnc:yes\", \"dnc:no\"]",
        ),
        ("stgae:won", "“stgae” is no filter: did you mean stage? [\"stage:won\"]"),
        (
            "-amuont>5",
            "“amuont” is no filter: did you mean amount? [\"-amount>5\"]",
        ),
        ("$recnt", "“$recnt” is no shortcut: did you mean $recent? [\"$recent\"]"),
        (
            "#TCI-104",
            "“TCI-104” is no reference: write one like CON-7, DEAL-7, TIC-7, CAN-7 or TASK-7 [\"#TIC-104\"]",
        ),
        (
            "#TIC-",
            "“TIC-” is no reference: write one like CON-7, DEAL-7, TIC-7, CAN-7 or TASK-7 []",
        ),
        ("gender:female", "Gender is protected: nobody can filter by it []"),
        (
            "salary>100k",
            "Salary expectation is restricted: only managers and administrators can filter by it []",
        ),
        (
            "kind:ticket amount>5",
            "tickets have no field “amount”: filter by subject, body, requester, requester_name, company, priority, type, \
             channel, due_at, first_response_due, first_responded_at, pending_until, resolution, contact, stage, owner or tags []",
        ),
    ] {
        let parsed = parsed(text);
        assert_eq!(parsed.issues.len(), 1, "{text}: {}", shown(&parsed));
        let issue = parsed.issues.first().unwrap();
        assert_eq!(format!("{} {:?}", issue.message, issue.suggestions), said, "{text}");
        assert!(parsed.query.terms.is_empty(), "{text} is not searched as text either");
    }
}

#[test]
fn following_a_suggestion_leaves_no_issue() {
    for text in [
        "stage:propsal",
        "kind:dael",
        "is:opne",
        "owner:dna",
        "@alex",
        "-@alex",
        "stgae:won",
        "$recnt",
        "due<",
        "dnc:maybe",
        "priority:",
        "has:",
    ] {
        for suggestion in &parsed(text).issues.first().unwrap().suggestions {
            let mended = parsed(suggestion);
            assert!(mended.issues.is_empty(), "{text} -> {suggestion}: {}", shown(&mended));
            assert!(mended.query.recent || !mended.query.filters.is_empty(), "{suggestion}");
        }
    }
}

#[test]
fn a_list_knows_only_the_fields_of_its_kind() {
    for (kind, text, meant) in [
        (
            Kind::Deal,
            "stage:won amount>5",
            "deal.stage Is “won” | deal.amount Greater 5",
        ),
        (Kind::Ticket, "due<3d", "ticket.due_at AtMost 2026-11-24"),
        (Kind::Ticket, "title:printer", "ticket.subject Is “printer”"),
        (Kind::Task, "@dana", "task.owner Is member 2"),
        (Kind::Deal, "stage:open", "deal.stage Is “qualification”"),
        (
            Kind::Deal,
            "kind:ticket",
            "! this list shows deals only, not tickets []",
        ),
        (
            Kind::Task,
            "amount>5",
            "! tasks have no field “amount”: filter by title, body, priority, due, remind_at, recurrence, about, stage, owner or \
             tags []",
        ),
    ] {
        assert_eq!(shown(&in_list(kind, text)), meant, "{text} among {kind}s");
    }
}

#[test]
fn managers_filter_by_restricted_fields_and_nobody_by_protected_ones() {
    let office = Office::new();
    let mut context = office.context(None);
    context.me = MemberId(uuid::Uuid::from_u128(2));
    assert_eq!(
        shown(&parse("salary_expectation>100k", &context)),
        "candidate.salary_expectation Greater 100000"
    );
    assert_eq!(parse("ethnicity:x", &context).issues.len(), 1);
    assert_eq!(parse("has:gender", &context).issues.len(), 1);
}

#[test]
fn a_custom_field_is_a_filter_like_any_other() {
    let mut office = Office::new();
    let seats = FieldDef::new("seats", "Seats bought", FieldType::Number { min: None, max: None });
    office.schema = office.schema.with_custom(Kind::Deal, seats);
    for text in ["seats>5", "seats_bought>5", "Seats-Bought>5"] {
        assert_eq!(
            shown(&parse(text, &office.context(None))),
            "deal.seats Greater 5",
            "{text}"
        );
    }
}

#[test]
fn spans_are_counted_in_utf_16() {
    let text = "𝔸😀 stage:won\u{3000}-tag:“very cold” kind:dael";
    let parsed = parsed(text);
    let units: Vec<u16> = text.encode_utf16().collect();
    let cut = |(from, to): (usize, usize)| String::from_utf16(units.get(from..to).unwrap()).unwrap();
    let filters: Vec<String> = parsed.query.filters.iter().map(|filter| cut(filter.span)).collect();
    assert_eq!(filters, ["stage:won", "-tag:“very cold”"]);
    assert_eq!(cut(parsed.issues.first().unwrap().span), "kind:dael");
}

/// As one would type it: `_` for spaces.
fn typed(name: &str) -> String {
    name.replace(' ', "_")
}

#[test]
fn every_name_of_every_field_resolves_to_a_field_of_that_name() {
    let office = Office::new();
    for def in office.schema.kinds() {
        let context = office.context(Some(def.kind));
        let scope = Scope::new(&context, Vec::new());
        for field in def.fields.iter().filter(|field| scope.may_filter(field)) {
            let names = std::iter::once(&field.key).chain([&field.label]).chain(&field.aliases);
            for name in names {
                let text = format!("{}:none", typed(name));
                let parsed = parse(&text, &context);
                let known = ["id", "has", "is", "kind"].contains(&name.as_ref());
                assert!(!known, "{name} of {} is a filter of its own", def.kind);
                assert!(parsed.query.terms.is_empty(), "{text} among {}", def.plural);
                let found = scope.fields(&typed(name)).unwrap_or_default();
                assert!(!found.is_empty(), "{name} of {}", def.kind);
                let everywhere = office.context(None);
                let all = Scope::new(&everywhere, Vec::new());
                assert!(
                    !all.fields(&typed(name)).unwrap_or_default().is_empty(),
                    "{name} in all kinds"
                );
            }
        }
    }
}

#[test]
fn every_choice_of_every_field_is_a_value_of_its_filter() {
    let office = Office::new();
    for def in office.schema.kinds() {
        for context in [office.context(Some(def.kind)), office.context(None)] {
            for field in &def.fields {
                for (key, label) in choices::options(def, field) {
                    for value in [key.to_owned(), format!("\"{label}\"")] {
                        let text = format!("{}:{value}", field.key);
                        let parsed = parse(&text, &context);
                        let found = parsed.query.filters.iter().any(|filter| {
                            matches!(&filter.condition, Condition::Field { fields, values, .. }
                                if fields.iter().any(|of| of.kind == def.kind && of.key == field.key)
                                    && values.contains(&Operand::Text(key.to_owned())))
                        });
                        assert!(found, "{text} of {}: {}", def.plural, shown(&parsed));
                    }
                }
            }
        }
    }
}

#[test]
fn a_long_text_is_parsed_in_time_that_grows_with_its_length() {
    // A quadratic parser would need hours for these; the test would not end.
    for unit in [
        "stage:x ",
        "foo:bar ",
        "\"a",
        "a,",
        "x:\"",
        "@a ",
        "amount>1,",
        "-",
        "词",
        "stgae:won ",
    ] {
        let text = unit.repeat(200_000 / unit.len());
        let parsed = parsed(&text);
        assert!(
            parsed.query.terms.len() + parsed.query.filters.len() + parsed.issues.len() > 0,
            "{unit}"
        );
    }
}
