//! A conversation with a scripted provider over real HTTP: what leaves, what comes back, and what waits for a person.

use std::path::Path;
use std::time::Duration;

use serde_json::{Value as Json, json};
use uuid::Uuid;
use workestra_assistant::Profile;
use workestra_core::{EntityId, Kind, Secret, Verb};
use workestra_llm::ProviderId;
use workestra_tests::provider::{Line, Provider};

use super::{Desk, text};
use crate::api::{
    AiSwitch, Answered, AuditAsk, AuditName, ChatPart, ConfirmationEdits, ConfirmationLook, ConfirmationResolve,
    ConversationName, ConversationView, MessageSend, Nothing, ProviderSet, Speaker,
};

/// Found nowhere but in the keychain and in the header of requests.
const KEY: &str = "sk-canary-5f1f3c9a77";

fn provider_of(base_url: &str) -> workestra_llm::Provider {
    workestra_llm::Provider {
        id: ProviderId::Custom,
        base_url: base_url.to_owned(),
        model: "parrot".to_owned(),
        allow_private: true,
    }
}

impl Desk {
    pub(super) async fn with_provider() -> (Self, Provider) {
        let desk = Self::new().await;
        let provider = Provider::start().await.unwrap();
        let set = ProviderSet {
            provider: provider_of(&provider.base_url),
            key: Some(Secret::new(KEY.to_owned())),
        };
        let used = desk.open.provider_set(&desk.grant(Verb::Configure), set).await.unwrap();
        assert!(used.checked.usable, "{:?}", used.checked.steps);
        (desk, provider)
    }

    pub(super) async fn switch(&self, on: bool) {
        self.open
            .ai_switch(&self.grant(Verb::Configure), AiSwitch { on })
            .await
            .unwrap();
    }

    pub(super) async fn send(
        &self,
        conversation: Option<Uuid>,
        parent: Option<Uuid>,
        said: &str,
        context: &[EntityId],
    ) -> Uuid {
        let send = MessageSend {
            conversation,
            parent,
            text: said.to_owned(),
            context: context.to_vec(),
            files: Vec::new(),
            files_of: None,
            profile: Profile::Write,
        };
        let view = self.open.message_send(&self.grant(Verb::Read), send).await.unwrap();
        view.head.id
    }

    pub(super) async fn view(&self, id: Uuid) -> ConversationView {
        let name = ConversationName { id };
        self.open.conversation_get(&self.grant(Verb::Read), name).await.unwrap()
    }

    /// The conversation once its turn is over.
    pub(super) async fn settled(&self, id: Uuid) -> ConversationView {
        loop {
            let view = self.view(id).await;
            if view.running.is_none() {
                return view;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

fn holds(folder: &Path, needle: &[u8]) -> bool {
    std::fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return holds(&path, needle);
        }
        let bytes = std::fs::read(&path).unwrap_or_default();
        bytes.windows(needle.len()).any(|window| window == needle)
    })
}

pub(super) fn said(view: &ConversationView) -> String {
    let answer = view.messages.iter().rfind(|message| message.from == Speaker::Assistant);
    let parts = answer.map_or(&[][..], |answer| &answer.parts);
    parts
        .iter()
        .filter_map(|part| match part {
            ChatPart::Text { text, .. } => Some(text.as_str()),
            _ => None,
        })
        .collect()
}

#[tokio::test]
async fn nothing_is_asked_of_anybody_before_ai_is_set_up_and_switched_on() {
    let desk = Desk::new().await;
    let send = MessageSend {
        conversation: None,
        parent: None,
        text: "Hello".to_owned(),
        context: Vec::new(),
        files: Vec::new(),
        files_of: None,
        profile: Profile::Write,
    };
    let grant = desk.grant(Verb::Read);
    let refused = desk.open.message_send(&grant, send.clone()).await.unwrap_err();
    assert!(refused.message.contains("no AI provider is set up"), "{refused}");
    let (desk, provider) = Desk::with_provider().await;
    let asked = provider.heard().len();
    let refused = desk.open.message_send(&grant, send).await.unwrap_err();
    assert!(refused.message.contains("switched off"), "{refused}");
    assert_eq!(provider.heard().len(), asked, "nothing left");
}

#[tokio::test]
async fn the_key_is_in_the_header_and_nowhere_on_the_disk_or_in_an_answer() {
    let (desk, provider) = Desk::with_provider().await;
    assert!(
        provider.heard().iter().all(|heard| heard.head.contains(KEY)),
        "it is used"
    );
    let state = desk.open.ai_state(&desk.grant(Verb::Read), Nothing {}).await.unwrap();
    assert!(state.has_key);
    assert!(!json!(state).to_string().contains(KEY));
    let page = desk
        .open
        .audit_page(
            &desk.grant(Verb::Read),
            AuditAsk {
                before: None,
                limit: 200,
            },
        )
        .await
        .unwrap();
    assert!(!json!(page).to_string().contains(KEY));
    assert!(!holds(desk.dir.path(), KEY.as_bytes()));
}

#[tokio::test]
async fn a_kept_key_goes_to_no_other_host_than_it_was_entered_for() {
    let (desk, _provider) = Desk::with_provider().await;
    let other = Provider::start().await.unwrap();
    let set = ProviderSet {
        provider: provider_of(&other.base_url),
        key: None,
    };
    desk.open
        .provider_check(&desk.grant(Verb::Configure), set)
        .await
        .unwrap();
    assert!(!other.heard().is_empty(), "it was tried");
    assert!(other.heard().iter().all(|heard| !heard.head.contains(KEY)));
}

#[tokio::test]
async fn a_provider_that_fails_its_trial_changes_nothing() {
    let (desk, provider) = Desk::with_provider().await;
    let gone = ProviderSet {
        provider: provider_of("http://127.0.0.1:9/v1"),
        key: Some(Secret::new("another".to_owned())),
    };
    let used = desk
        .open
        .provider_set(&desk.grant(Verb::Configure), gone)
        .await
        .unwrap();
    assert!(!used.checked.usable);
    let kept = used.state.provider.unwrap();
    assert_eq!(kept.base_url, provider.base_url);
    desk.switch(true).await;
    provider.will([Line::Says("Still here.")]);
    let id = desk.send(None, None, "Are you there?", &[]).await;
    assert_eq!(said(&desk.settled(id).await), "Still here.");
    assert!(
        provider.chats().last().unwrap().head.contains(KEY),
        "with the key from before"
    );
}

#[tokio::test]
async fn an_answer_is_made_of_what_tools_read_and_what_left_is_shown_for_ever() {
    let (desk, provider) = Desk::with_provider().await;
    desk.switch(true).await;
    let people = desk
        .make(
            Kind::Contact,
            &[&[
                ("first_name", "Anneliese"),
                ("last_name", "Kranich"),
                ("emails", "anneliese@kranich.example"),
            ]],
        )
        .await;
    desk.open.search_loaded().await;
    provider.will([
        Line::Calls("get_entity", json!({ "entity": people[0].reference })),
        Line::Says("She is Anneliese Kranich, and owes 4711 euros."),
    ]);
    let before = provider.chats().len();
    let id = desk
        .send(
            None,
            None,
            "Who is this? Her address is anneliese@kranich.example",
            &[people[0].id],
        )
        .await;
    let view = desk.settled(id).await;
    let [question, answer] = view.messages.as_slice() else {
        panic!("{:?}", view.messages);
    };
    assert_eq!(question.from, Speaker::Person);
    assert_eq!(question.context[0].reference, people[0].reference);
    let sent = question.sent.as_ref().unwrap();
    let chats: Vec<_> = provider.chats().into_iter().skip(before).collect();
    assert_eq!(sent.len(), 2);
    assert_eq!(chats.len(), 2);
    for (shown, heard) in sent.iter().zip(&chats) {
        assert_eq!(shown.body, heard.body, "what is shown is what left");
        assert!(
            !heard.body.contains("anneliese@kranich.example"),
            "masked: {}",
            heard.body
        );
        let masked = shown
            .masks
            .values()
            .any(|original| original == "anneliese@kranich.example");
        assert!(masked, "{:?} in {}", shown.masks, shown.body);
        assert!(shown.audit.is_some());
    }
    let tool = answer.parts.iter().find_map(|part| match part {
        ChatPart::Tool {
            tool, result, failed, ..
        } => Some((tool.clone(), result.clone(), *failed)),
        _ => None,
    });
    let (tool, result, failed) = tool.unwrap();
    assert_eq!((tool.as_str(), failed), ("get_entity", false), "{result:?}");
    let claims = answer.parts.iter().find_map(|part| match part {
        ChatPart::Text { unsupported, .. } => Some(unsupported.clone()),
        _ => None,
    });
    let claims: Vec<String> = claims.unwrap().into_iter().map(|claim| claim.text).collect();
    assert_eq!(claims, ["4711"], "nothing bears that out");
    assert_eq!(answer.usage.unwrap().output, 14, "of both requests");
    // The log tells of every request, and hangs together.
    let reading = desk.grant(Verb::Read);
    let page = desk
        .open
        .audit_page(
            &reading,
            AuditAsk {
                before: None,
                limit: 200,
            },
        )
        .await
        .unwrap();
    let requests: Vec<i64> = page
        .rows
        .iter()
        .filter(|row| row.action == "request" && row.origin == "chat")
        .map(|row| row.seq)
        .collect();
    assert_eq!(requests.len(), 2);
    let name = AuditName { seq: requests[1] };
    let content = desk.open.audit_content(&reading, name).await.unwrap().content;
    assert_eq!(content.as_deref(), Some(chats[0].body.as_str()));
    let verified = desk.open.audit_verify(&reading, Nothing {}).await.unwrap();
    assert_eq!(verified.broken_at, None, "{}", verified.message);
}

#[tokio::test]
async fn a_change_waits_for_a_person_and_the_model_hears_what_became_of_it() {
    let (desk, provider) = Desk::with_provider().await;
    desk.switch(true).await;
    let deal = desk.make(Kind::Deal, &[&[("name", "Roof")]]).await.remove(0);
    let change = json!({
        "entity": deal.reference, "stage": "proposal", "revision": deal.revision,
        "reason": "You asked for it", "idempotency_key": "move-1",
    });
    provider.will([Line::Calls("move_stage", change), Line::Says("It waits for you.")]);
    let id = desk.send(None, None, "Move the roof on", &[]).await;
    let view = desk.settled(id).await;
    let [card] = view.confirmations.as_slice() else {
        panic!("{:?}", view.messages);
    };
    assert_eq!(card.state, Answered::Pending);
    assert_eq!(
        text(&desk.get(deal.id).await, "stage").as_deref(),
        Some("qualification"),
        "not done yet"
    );
    let writing = desk.grant(Verb::Write);
    let resolve = |digest: String| ConfirmationResolve {
        id: card.id,
        approve: true,
        digest,
        edits: ConfirmationEdits::default(),
        typed: String::new(),
        note: String::new(),
    };
    let wrong = desk.open.confirmation_resolve(&writing, resolve("0".repeat(64))).await;
    assert!(wrong.is_err(), "not what was shown");
    let look = ConfirmationLook {
        id: card.id,
        edits: ConfirmationEdits::default(),
    };
    let shown = desk
        .open
        .confirmation_look(&desk.grant(Verb::Read), look)
        .await
        .unwrap();
    assert!(shown.reversible && !shown.changes.is_empty());
    assert_eq!(shown.reason, "You asked for it");
    let done = desk
        .open
        .confirmation_resolve(&writing, resolve(shown.digest))
        .await
        .unwrap();
    assert_eq!(done.state, Answered::Executed, "{:?}", done.note);
    assert_eq!(text(&desk.get(deal.id).await, "stage").as_deref(), Some("proposal"));
    // The next message carries what became of it.
    provider.will([Line::Says("Good.")]);
    let last = view.messages.last().unwrap().id;
    desk.send(Some(id), Some(last), "And now?", &[]).await;
    desk.settled(id).await;
    let heard = provider.chats().last().unwrap().body.clone();
    assert!(heard.contains("executed"), "{heard}");
    // One undo takes it back.
    let name = crate::api::ChangeSetName {
        change_set: done.change_set.unwrap(),
    };
    desk.open.change_set_undo(&writing, name).await.unwrap();
    assert_eq!(
        text(&desk.get(deal.id).await, "stage").as_deref(),
        Some("qualification")
    );
}

#[tokio::test]
async fn switching_ai_off_cuts_what_runs_and_ends_what_waits() {
    let (desk, provider) = Desk::with_provider().await;
    desk.switch(true).await;
    let deal = desk.make(Kind::Deal, &[&[("name", "Roof")]]).await.remove(0);
    let change = json!({
        "entity": deal.reference, "stage": "proposal", "revision": deal.revision,
        "reason": "You asked for it", "idempotency_key": "move-1",
    });
    provider.will([
        Line::Calls("move_stage", change),
        Line::Hangs("It waits, and I go on talking"),
    ]);
    let id = desk.send(None, None, "Move the roof on", &[]).await;
    loop {
        let view = desk.view(id).await;
        let begun = |part: &ChatPart| matches!(part, ChatPart::Text { text, .. } if !text.is_empty());
        if view.running.is_some_and(|running| running.parts.iter().any(begun)) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    desk.switch(false).await;
    let view = desk.settled(id).await;
    let last = view.messages.last().unwrap();
    assert_eq!(last.ended.as_deref(), Some("Stopped."));
    let kept = |part: &ChatPart| matches!(part, ChatPart::Text { text, .. } if !text.is_empty());
    assert!(last.parts.iter().any(kept), "what had come stays: {:?}", last.parts);
    assert_eq!(view.confirmations[0].state, Answered::Expired);
    let stale = ConfirmationResolve {
        id: view.confirmations[0].id,
        approve: true,
        digest: "0".repeat(64),
        edits: ConfirmationEdits::default(),
        typed: String::new(),
        note: String::new(),
    };
    let card = desk
        .open
        .confirmation_resolve(&desk.grant(Verb::Write), stale)
        .await
        .unwrap();
    assert_eq!(card.state, Answered::Expired, "too late");
    assert_eq!(
        text(&desk.get(deal.id).await, "stage").as_deref(),
        Some("qualification")
    );
}

#[tokio::test]
async fn what_would_leave_is_shown_before_and_leaves_nothing_behind() {
    let (desk, provider) = Desk::with_provider().await;
    desk.switch(true).await;
    let asked = provider.heard().len();
    let send = MessageSend {
        conversation: None,
        parent: None,
        text: "Call +49 30 901820 about it".to_owned(),
        context: Vec::new(),
        files: Vec::new(),
        files_of: None,
        profile: Profile::Write,
    };
    let reading = desk.grant(Verb::Read);
    let departure = desk.open.message_preview(&reading, send).await.unwrap();
    assert_eq!(provider.heard().len(), asked, "only shown");
    assert!(!departure.body.contains("901820"), "{}", departure.body);
    assert_eq!(departure.parts.last().unwrap().from, "You");
    assert!(departure.audit.is_none());
    let all = crate::api::ConversationSearch { words: String::new() };
    let kept = desk.open.conversation_list(&reading, all).await.unwrap();
    assert!(kept.conversations.is_empty());
    let _: Json = serde_json::from_str(&departure.body).unwrap();
}
