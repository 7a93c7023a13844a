#![expect(clippy::unwrap_used, reason = "tests")]

use sqlx::Row as _;
use workestra_core::query::parse::{QueryContext, parse};
use workestra_core::{Kind, Schema, Sensitivity};

use super::*;
use crate::clock::Clock;
use crate::condition::{Conditions, Meaning};
use crate::sql;
use crate::store::Store;
use crate::test_workspace::workspace;

/// None where nothing of the kind can match.
async fn conditions(store: &Store, kind: Kind, text: &str) -> Option<Conditions> {
    let (schema, clock) = (Schema::declared(), Clock::system());
    let members = store.members();
    let context = QueryContext {
        schema: &schema,
        members: &members,
        me: store.me().await.unwrap().id,
        today: clock.today(),
        kind: Some(kind),
    };
    let parsed = parse(text, &context);
    assert_eq!(parsed.issues, [], "{text} is understood");
    let meaning = Meaning {
        schema: &schema,
        clock: &clock,
    };
    meaning.conditions(&parsed.query, kind, true)
}

/// What the database says that it would do to count them.
async fn plan(store: &Store, kind: Kind, conditions: Conditions) -> String {
    let mut connection = store.reader().await.unwrap();
    let text = format!(
        "EXPLAIN QUERY PLAN SELECT count(*) FROM {kind}{} WHERE {}",
        conditions.access.clause(),
        conditions.text
    );
    let rows = sql::rows_made(&mut connection, text, conditions.cells).await.unwrap();
    let steps: Vec<String> = rows.iter().map(|row| row.try_get(3).unwrap()).collect();
    steps.join("; ")
}

#[tokio::test]
async fn what_people_filter_by_is_found_by_an_index_that_holds_it() {
    let (_dir, store, _) = workspace().await;
    for (kind, text, index) in [
        (Kind::Contact, "anna", "contact_by_display_title"),
        (Kind::Contact, "-anna", "contact_by_display_title"),
        (Kind::Contact, "company:acme", "contact_by_company"),
        (Kind::Contact, "company:acme stage:lead owner:me", "contact_by_company"),
        (Kind::Contact, "has:company", "contact_by_company"),
        (Kind::Contact, "-has:company", "contact_by_company"),
        (Kind::Contact, "owner:me", "contact_by_owner (owner=?)"),
        (Kind::Contact, "owner:none", "contact_by_owner (owner=?)"),
        (Kind::Contact, "-stage:lead", "contact_by_stage"),
        (Kind::Deal, "is:open owner:me", "deal_by_owner (owner=?)"),
        (
            Kind::Deal,
            "is:open owner:me has:overdue",
            "deal_by_close_date (close_date<?)",
        ),
        (Kind::Deal, "closes<30d owner:me", "deal_by_close_date (close_date<?)"),
        (Kind::Deal, "stage:proposal", "(stage=?)"),
        (Kind::Deal, "amount>10k", "deal_by_amount (amount_major>?)"),
        (Kind::Ticket, "is:open", "ticket_by_stage (stage=?)"),
        (Kind::Ticket, "has:overdue", "ticket_by_next_target (<expr><?)"),
        (
            Kind::Ticket,
            "is:open owner:me has:overdue",
            "ticket_by_next_target (<expr><?)",
        ),
        (Kind::Ticket, "priority:urgent", "ticket_by_priority (priority=?)"),
        (Kind::Task, "is:open owner:me due<today", "task_by_due (due<?)"),
        (Kind::Task, "is:open due:today", "task_by_due (due=?)"),
        (Kind::Task, "created>2026-01-01", "task_by_created_at (created_at>?)"),
        (Kind::Contact, "tag:hot", "INTEGER PRIMARY KEY"),
        (Kind::Contact, "tag:hot company:acme", "INTEGER PRIMARY KEY"),
        (Kind::Contact, "has:notes", "INTEGER PRIMARY KEY"),
        (Kind::Contact, "has:links", "INTEGER PRIMARY KEY"),
    ] {
        let asked = conditions(&store, kind, text).await.unwrap();
        let plan = plan(&store, kind, asked).await;
        assert!(plan.contains(index), "{text} goes another way: {plan}");
    }
}

#[tokio::test]
async fn what_no_index_holds_is_read_as_it_lies() {
    let (_dir, store, _) = workspace().await;
    for (kind, text) in [
        (Kind::Contact, "emails:acme.example"),
        (Kind::Contact, "-emails:acme.example -stage:lead"),
        (Kind::Ticket, "body:leak"),
        (Kind::Contact, "-company:acme -city:berlin"),
    ] {
        let asked = conditions(&store, kind, text).await.unwrap();
        let plan = plan(&store, kind, asked).await;
        assert!(
            plan.starts_with(&format!("SCAN {kind}")) && !plan.starts_with(&format!("SCAN {kind} USING")),
            "{text} jumps about: {plan}"
        );
    }
}

/// An index that cannot serve the conditions would be refused when somebody asks.
#[tokio::test]
async fn whatever_a_field_is_asked_the_index_that_is_named_can_answer() {
    let (_dir, store, _) = workspace().await;
    for kind in Kind::ALL {
        let open = |field: &&FieldDef| field.sensitivity < Sensitivity::Restricted;
        for field in kind.def().fields.iter().filter(open) {
            for condition in [
                "has:KEY",
                "-has:KEY",
                "KEY:none",
                "-KEY:none",
                "KEY:none has:overdue -anna",
            ] {
                let text = condition.replace("KEY", &field.key);
                if let Some(asked) = conditions(&store, kind, &text).await {
                    assert!(!plan(&store, kind, asked).await.is_empty(), "{text}");
                }
            }
        }
    }
}

#[tokio::test]
async fn the_archive_and_the_trash_are_looked_for_where_they_are() {
    let (_dir, store, _) = workspace().await;
    for text in ["is:archived company:acme", "is:trashed anna has:owner"] {
        let asked = conditions(&store, Kind::Contact, text).await.unwrap();
        assert_eq!(asked.access, Access::Free, "{text}: the lists' indexes hold neither");
    }
}
