//! Suggestions on a real workspace, with AI off: what is asked for is confirmed and done in the person's own name.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use workestra_assistant::Outcome;
use workestra_core::suggest::{Suggestion, suggest};
use workestra_core::{Actor, Entity, EntityId, Kind, UtcMillis, Verb};
use workestra_store::{Op, TimelineKind};

use super::{Desk, text};
use crate::api::{
    Answered, ConfirmationCard, ConfirmationEdits, ConfirmationLook, ConfirmationResolve, EntityName, ErrorCode,
    Suggested, SuggestionDismiss, SuggestionName, Suggestions,
};

const DAY: i64 = 24 * 60 * 60 * 1000;

impl Desk {
    async fn suggestions(&self, entity: &Entity) -> Suggestions {
        let name = EntityName {
            entity: entity.reference.to_string(),
        };
        self.open.suggestion_list(&self.grant(Verb::Read), name).await.unwrap()
    }

    /// What the rules would say once so many days have passed.
    async fn later(&self, entity: &Entity, days: i64) -> Vec<Suggestion> {
        let gathered = self.open.gather(self.get(entity.id).await).await.unwrap();
        let clock = self.open.store().clock();
        let today = clock.today().checked_add(jiff::Span::new().days(days)).unwrap();
        suggest(&gathered.facts(UtcMillis(clock.now().0 + days * DAY), today))
    }

    async fn ask(&self, entity: &Entity, suggested: &Suggested) -> ConfirmationCard {
        let name = SuggestionName {
            entity: entity.id,
            rule: suggested.rule.clone(),
            basis: suggested.basis.clone(),
        };
        let asked = self.open.suggestion_run(&self.grant(Verb::Write), name).await.unwrap();
        asked.card.unwrap()
    }

    async fn answer(&self, card: &ConfirmationCard, approve: bool) -> ConfirmationCard {
        let look = ConfirmationLook {
            id: card.id,
            edits: ConfirmationEdits::default(),
        };
        let view = self
            .open
            .confirmation_look(&self.grant(Verb::Read), look)
            .await
            .unwrap();
        let resolve = ConfirmationResolve {
            id: card.id,
            approve,
            digest: view.digest,
            edits: ConfirmationEdits::default(),
            typed: view.type_first.unwrap_or_default(),
            note: String::new(),
        };
        self.open
            .confirmation_resolve(&self.grant(Verb::Write), resolve)
            .await
            .unwrap()
    }

    async fn link(&self, from: EntityId, to: EntityId, role: &str) {
        let op = Op::LinkAdd {
            from,
            to,
            role: role.to_owned(),
        };
        self.open
            .store()
            .write(&self.grant(Verb::Write), vec![op])
            .await
            .unwrap();
    }

    /// Something happens so many days from now.
    async fn happened(&self, on: EntityId, entry: TimelineKind, days: i64) {
        let op = Op::NoteAdd {
            id: None,
            on: vec![on],
            entry,
            text: "x".to_owned(),
            at: Some(UtcMillis(self.open.store().clock().now().0 + days * DAY)),
        };
        self.open
            .store()
            .write(&self.grant(Verb::Write), vec![op])
            .await
            .unwrap();
    }

    async fn one(&self, kind: Kind, fields: &[(&str, &str)]) -> Entity {
        self.make(kind, &[fields]).await.remove(0)
    }
}

fn named<'a>(suggestions: &'a Suggestions, rule: &str) -> Option<&'a Suggested> {
    suggestions.suggestions.iter().find(|suggested| suggested.rule == rule)
}

#[tokio::test]
async fn what_is_suggested_is_confirmed_and_done_in_the_persons_own_name_while_ai_is_off() {
    let desk = Desk::new().await;
    let me = desk.open.me().id;
    let fields = [
        ("name", "Acme"),
        ("close_date", "2020-01-10"),
        ("owner", &*me.to_string()),
    ];
    let deal = desk.one(Kind::Deal, &fields).await;
    let suggestions = desk.suggestions(&deal).await;
    let late = named(&suggestions, "deal.close_date_passed").unwrap();
    let card = desk.ask(&deal, late).await;
    assert_eq!(
        text(&desk.get(deal.id).await, "close_date").as_deref(),
        Some("2020-01-10"),
        "nothing is done yet"
    );
    let waits = desk.suggestions(&deal).await;
    let waits = named(&waits, "deal.close_date_passed").unwrap().waits.clone();
    assert_eq!(waits.map(|waits| waits.id), Some(card.id), "it says that it waits");
    assert_eq!(desk.ask(&deal, late).await.id, card.id, "asking twice is asking once");

    assert_eq!(desk.answer(&card, true).await.state, Answered::Executed);
    let after = desk.get(deal.id).await;
    assert_eq!(after.updated_by, Actor::Member { member: me });
    assert!(text(&after, "close_date").unwrap().as_str() > "2026");
    assert!(named(&desk.suggestions(&deal).await, "deal.close_date_passed").is_none());
    let rows = desk.open.store().audit_page(None, 10).await.unwrap();
    assert!(rows.iter().all(|row| row.actor == format!("member:{me}")), "{rows:?}");
    assert!(rows.len() >= 2, "it is in the log that it was asked and done");
}

#[tokio::test]
async fn a_suggestion_that_was_declined_can_be_taken_up_again_and_one_that_is_no_longer_so_cannot() {
    let desk = Desk::new().await;
    let task = desk.one(Kind::Task, &[("title", "Paint"), ("due", "2020-01-10")]).await;
    let suggestions = desk.suggestions(&task).await;
    let overdue = named(&suggestions, "task.overdue").unwrap();
    let first = desk.ask(&task, overdue).await;
    assert_eq!(desk.answer(&first, false).await.state, Answered::Declined);
    let second = desk.ask(&task, overdue).await;
    assert_ne!(second.id, first.id);
    assert_eq!(desk.answer(&second, true).await.state, Answered::Executed);
    let name = SuggestionName {
        entity: task.id,
        rule: overdue.rule.clone(),
        basis: overdue.basis.clone(),
    };
    let refused = desk
        .open
        .suggestion_run(&desk.grant(Verb::Write), name)
        .await
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::Stale);
}

#[tokio::test]
async fn what_was_dismissed_comes_back_only_when_what_it_rests_on_has_changed() {
    let desk = Desk::new().await;
    let task = desk.one(Kind::Task, &[("title", "Paint"), ("due", "2020-01-10")]).await;
    let dismiss = |suggested: &Suggested, reason: Option<&str>| SuggestionDismiss {
        entity: task.id,
        rule: suggested.rule.clone(),
        basis: suggested.basis.clone(),
        reason: reason.map(str::to_owned),
    };
    let before = desk.suggestions(&task).await;
    let overdue = named(&before, "task.overdue").unwrap();
    let write = desk.grant(Verb::Write);
    let gone = dismiss(overdue, Some("the painter is ill"));
    desk.open.suggestion_dismiss(&write, gone).await.unwrap();
    let after = desk.suggestions(&task).await;
    assert!(named(&after, "task.overdue").is_none());
    assert_eq!(after.dismissed[0].reason, "the painter is ill");
    let patch = workestra_core::Patch::from([("due".to_owned(), Some("2020-01-11".into()))]);
    let op = Op::Update {
        id: task.id,
        revision: None,
        patch,
    };
    desk.open.store().write(&write, vec![op]).await.unwrap();
    let moved = desk.suggestions(&task).await;
    let again = named(&moved, "task.overdue").unwrap();
    assert_ne!(again.basis, overdue.basis);
    let gone = dismiss(again, Some(""));
    desk.open.suggestion_dismiss(&write, gone).await.unwrap();
    let back = dismiss(again, None);
    desk.open.suggestion_dismiss(&write, back).await.unwrap();
    assert!(
        named(&desk.suggestions(&task).await, "task.overdue").is_some(),
        "taken back"
    );
    let unknown = SuggestionDismiss {
        rule: "deal.paint_it_red".to_owned(),
        ..dismiss(again, Some(""))
    };
    assert!(desk.open.suggestion_dismiss(&write, unknown).await.is_err());
}

/// Workspaces' worth of entities on which every rule has something to say, with the days after which it does.
async fn all_there_is(desk: &Desk) -> Vec<(Entity, i64)> {
    let me = desk.open.me().id.to_string();
    let mut found = Vec::new();
    let lena = [
        ("first_name", "Lena"),
        ("emails", "lena@acme.example"),
        ("company", "Acme"),
    ];
    let contact = desk.one(Kind::Contact, &lena).await;
    let id = contact.id.to_string();
    let proposal = [
        ("name", "Acme one"),
        ("stage", "proposal"),
        ("close_date", "2020-01-10"),
    ];
    found.push((desk.one(Kind::Deal, &proposal).await, 20));
    let bare = desk
        .one(
            Kind::Deal,
            &[("name", "Acme two"), ("stage", "proposal"), ("company", "Acme")],
        )
        .await;
    found.push((bare, 0));
    let stuck = desk
        .one(Kind::Deal, &[("name", "Acme three"), ("contact", &id), ("owner", &me)])
        .await;
    desk.link(stuck.id, contact.id, "decides").await;
    desk.happened(stuck.id, TimelineKind::Note, 49).await;
    found.push((stuck, 50));
    let twins = [("name", "Twice"), ("company", "Beta"), ("next_step", "Call")];
    found.push((desk.make(Kind::Deal, &[&twins, &twins]).await.remove(1), 0));
    let won = desk
        .one(Kind::Deal, &[("name", "Acme won"), ("stage", "won"), ("contact", &id)])
        .await;
    found.push((won, 0));
    found.push((contact.clone(), 30));
    let open_for = |name: &'static str| [("first_name", name), ("stage", "lead")];
    let kim = desk.one(Kind::Contact, &open_for("Kim")).await;
    desk.one(
        Kind::Deal,
        &[("name", "Kim's"), ("contact", &kim.id.to_string()), ("owner", &me)],
    )
    .await;
    let ticket = [
        ("subject", "Late"),
        ("contact", &*kim.id.to_string()),
        ("due_at", "2020-01-01T00:00:00Z"),
    ];
    desk.one(Kind::Ticket, &ticket).await;
    found.push((kim, 0));
    let same = [("first_name", "Ana"), ("emails", "ana@beta.example")];
    found.push((desk.make(Kind::Contact, &[&same, &same]).await.remove(0), 0));
    let customer = [
        ("first_name", "Bo"),
        ("emails", "bo@beta.example"),
        ("stage", "customer"),
    ];
    found.push((desk.one(Kind::Contact, &customer).await, 100));

    let asked = [("subject", "Printer"), ("requester", "lena@acme.example")];
    let printer = desk.one(Kind::Ticket, &asked).await;
    found.push((printer.clone(), 0));
    found.push((printer.clone(), 1));
    found.push((printer, 10));
    let twins = [("subject", "Twice"), ("requester", "bo@beta.example"), ("owner", &*me)];
    found.push((desk.make(Kind::Ticket, &[&twins, &twins]).await.remove(0), 0));
    let staged = |stage: &'static str| [("subject", stage), ("stage", stage), ("pending_until", "2020-01-01")];
    found.push((desk.one(Kind::Ticket, &staged("pending")).await, 0));
    let hold = [
        ("subject", "Hold"),
        ("stage", "on_hold"),
        ("due_at", "2040-01-01T00:00:00Z"),
    ];
    found.push((desk.one(Kind::Ticket, &hold).await, 9));
    found.push((
        desk.one(Kind::Ticket, &[("subject", "Done"), ("stage", "resolved")])
            .await,
        9,
    ));
    let answered = desk.one(Kind::Ticket, &[("subject", "Answered")]).await;
    desk.happened(answered.id, TimelineKind::PublicMessage, 0).await;
    found.push((answered, 0));

    let person = [("first_name", "Ida"), ("emails", "lena@acme.example")];
    found.push((desk.make(Kind::Candidate, &[&person, &person]).await.remove(0), 20));
    for stage in ["screen", "offer", "hired"] {
        found.push((
            desk.one(Kind::Candidate, &[("first_name", "Ole"), ("stage", stage)])
                .await,
            2,
        ));
    }
    let rejected = [
        ("first_name", "Ole"),
        ("stage", "rejected"),
        ("rejection_reason", "no fit"),
    ];
    found.push((desk.one(Kind::Candidate, &rejected).await, 2));
    let met = desk
        .one(Kind::Candidate, &[("first_name", "Ute"), ("stage", "interview")])
        .await;
    desk.happened(met.id, TimelineKind::Meeting, 0).await;
    found.push((met, 0));

    found.push((
        desk.one(Kind::Task, &[("title", "Late"), ("due", "2020-01-10")]).await,
        0,
    ));
    let urgent = [("title", "Now"), ("priority", "urgent"), ("owner", &*me)];
    found.push((desk.one(Kind::Task, &urgent).await, 0));
    found.push((desk.one(Kind::Task, &[("title", "Some day"), ("owner", &me)]).await, 40));
    found.push((
        desk.one(Kind::Task, &[("title", "Wait"), ("stage", "waiting")]).await,
        20,
    ));
    let done = desk.one(Kind::Task, &[("title", "Plaster"), ("stage", "done")]).await;
    let paint = desk.one(Kind::Task, &[("title", "Paint")]).await;
    desk.link(paint.id, done.id, "blocked by").await;
    found.push((paint, 0));
    let whole = desk.one(Kind::Task, &[("title", "House")]).await;
    let part = [("title", "Roof"), ("stage", "done"), ("about", &*whole.id.to_string())];
    desk.one(Kind::Task, &part).await;
    found.push((whole, 0));
    let lost = desk.one(Kind::Deal, &[("name", "Lost")]).await;
    let about = lost.id.to_string();
    found.push((
        desk.one(Kind::Task, &[("title", "Send offer"), ("about", &about)])
            .await,
        0,
    ));
    let patch = workestra_core::Patch::from([
        ("stage".to_owned(), Some("lost".into())),
        ("lost_reason".to_owned(), Some("price".into())),
    ]);
    let op = Op::Update {
        id: lost.id,
        revision: None,
        patch,
    };
    // The instants are of milliseconds, and the task has to be older than the loss.
    tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    desk.open
        .store()
        .write(&desk.grant(Verb::Write), vec![op])
        .await
        .unwrap();
    let twins = [("title", "Call"), ("about", &*id)];
    found.push((desk.make(Kind::Task, &[&twins, &twins]).await.remove(0), 0));
    found
}

#[tokio::test]
async fn the_gate_takes_what_every_rule_makes_ready() {
    let desk = Desk::new().await;
    let mut heard = BTreeSet::new();
    for (entity, days) in all_there_is(&desk).await {
        for suggestion in desk.later(&entity, days).await {
            if !heard.insert(suggestion.rule) {
                continue;
            }
            let key = format!("test:{}", suggestion.rule);
            let outcome = desk.open.ask_for(&suggestion, &key).await.unwrap();
            let Outcome::Confirmation(confirmation) = outcome else {
                panic!(
                    "{} came to {outcome:?} with {}",
                    suggestion.rule, suggestion.call.arguments
                );
            };
            let reason = confirmation.shown.get("reason").and_then(Json::as_str);
            assert_eq!(reason, Some(suggestion.reason.as_str()), "{}", suggestion.rule);
            // So that not too many wait at once.
            let card = crate::open::confirming::card(&confirmation);
            assert_eq!(desk.answer(&card, false).await.state, Answered::Declined);
        }
    }
    let all: BTreeSet<&str> = Kind::ALL
        .into_iter()
        .flat_map(workestra_core::suggest::rules)
        .map(|rule| rule.key)
        .collect();
    assert_eq!(heard, all, "every rule was heard");
}

#[tokio::test]
async fn a_viewer_is_shown_suggestions_and_cannot_ask_for_them() {
    let desk = Desk::new().await;
    let task = desk.one(Kind::Task, &[("title", "Paint"), ("due", "2020-01-10")]).await;
    assert!(named(&desk.suggestions(&task).await, "task.overdue").is_some());
    let mut viewer = desk.open.me();
    viewer.role = workestra_core::Role::Viewer;
    assert!(
        workestra_core::Policy::grant(&viewer, Verb::Write, None).is_err(),
        "the command needs leave to write, which is asked before it runs"
    );
}

#[tokio::test]
async fn the_sample_is_not_buried_in_suggestions() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("workspace");
    let made = crate::headless::create(&folder, "Test", "Dana", crate::Custody::None, true, None).await;
    let (open, _) = made.unwrap();
    let desk = Desk {
        dir,
        open: std::sync::Arc::new(open),
    };
    let (mut entities, mut suggested) = (0_usize, 0_usize);
    let mut by_rule: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for kind in Kind::ALL {
        let query = workestra_core::query::Query::default();
        let list = workestra_store::ListQuery {
            kind,
            query: &query,
            sort: &[],
            offset: 0,
            limit: 60,
        };
        for entity in desk.open.store().list(&list).await.unwrap().entities {
            let found = desk.later(&entity, 0).await;
            let keys: Vec<&str> = found.iter().map(|suggestion| suggestion.rule).collect();
            assert!(found.len() <= 4, "{} has {keys:?}", entity.reference);
            for suggestion in &found {
                *by_rule.entry(suggestion.rule).or_default() += 1;
            }
            entities += 1;
            suggested += found.len();
        }
    }
    assert!(suggested > 0, "something is to be done in it");
    assert!(
        suggested * 3 < entities,
        "{suggested} suggestions on {entities} entities: {by_rule:?}"
    );
}
