//! Masks that an administrator chooses, and what a provider hears after that.

use serde_json::json;
use workestra_core::{AssistantRules, Kind, Mask, Masks, Verb};
use workestra_tests::provider::Line;

use super::Desk;
use crate::api::{AiRules, MaskingAsk, Nothing};

fn masks(kind: Kind, fields: &[(&str, Mask)]) -> Masks {
    let fields = fields.iter().map(|(key, mask)| ((*key).to_owned(), *mask));
    Masks::from([(kind, fields.collect())])
}

impl Desk {
    async fn mask(&self, masks: Masks) -> Result<(), crate::api::CommandError> {
        let state = self.open.ai_state(&self.grant(Verb::Read), Nothing {}).await?;
        let rules = AssistantRules { masks, ..state.rules };
        let grant = self.grant(Verb::Configure);
        self.open.ai_rules_set(&grant, AiRules { rules }).await.map(drop)
    }
}

#[tokio::test]
async fn masks_are_kept_shown_and_taken_back() {
    let desk = Desk::new().await;
    let reading = desk.grant(Verb::Read);
    desk.mask(masks(Kind::Deal, &[("company", Mask::Drop)])).await.unwrap();
    let field = async |key: &str| {
        let fields = desk.open.masking_fields(&reading, Nothing {}).await.unwrap();
        let deal = fields.kinds.into_iter().find(|kind| kind.kind == Kind::Deal).unwrap();
        deal.fields.into_iter().find(|field| field.key == key).unwrap()
    };
    let company = field("company").await;
    assert_eq!(
        (company.declared, company.mask, company.fixed),
        (Mask::None, Mask::Drop, false)
    );
    assert_eq!(field("amount").await.mask, Mask::Placeholder, "as declared");
    desk.mask(Masks::new()).await.unwrap();
    assert_eq!(field("company").await.mask, Mask::None);
}

#[tokio::test]
async fn what_is_guarded_or_not_there_cannot_be_chosen() {
    let desk = Desk::new().await;
    for (kind, key, mask, why) in [
        (Kind::Candidate, "gender", Mask::None, "never leaves this machine"),
        (
            Kind::Candidate,
            "salary_expectation",
            Mask::Placeholder,
            "never leaves this machine",
        ),
        (Kind::Deal, "nothing", Mask::Drop, "have no field"),
    ] {
        let chosen = masks(kind, &[(key, mask)]);
        let refused = desk.mask(chosen.clone()).await.unwrap_err();
        assert!(refused.message.contains(why), "{refused}");
        let ask = MaskingAsk { kind, masks: chosen };
        let refused = desk
            .open
            .masking_preview(&desk.grant(Verb::Read), ask)
            .await
            .unwrap_err();
        assert!(refused.message.contains(why), "{refused}");
    }
    let state = desk.open.ai_state(&desk.grant(Verb::Read), Nothing {}).await.unwrap();
    assert_eq!(state.rules.masks, Masks::new());
    let unknown = serde_json::from_value::<AiRules>(json!({ "rules": { "masks": { "dael": {} } } }));
    assert!(unknown.is_err(), "no such kind");
}

#[tokio::test]
async fn a_preview_needs_something_to_show() {
    let desk = Desk::new().await;
    let ask = MaskingAsk {
        kind: Kind::Deal,
        masks: masks(Kind::Deal, &[("name", Mask::Placeholder)]),
    };
    let reading = desk.grant(Verb::Read);
    let none = desk.open.masking_preview(&reading, ask.clone()).await.unwrap_err();
    assert_eq!(none.message, "there is no deal to show yet: make one first");
    desk.make(Kind::Deal, &[&[("name", "Roof")], &[("name", "Cellar")]])
        .await;
    let preview = desk.open.masking_preview(&reading, ask).await.unwrap();
    assert_eq!(
        (preview.reference.to_string().as_str(), preview.title.as_str()),
        ("DEAL-2", "Cellar")
    );
    let name = preview.parts.iter().find(|part| part.key == "name").unwrap();
    assert_eq!(name.as_it_leaves.as_deref(), Some("⟨name_1⟩"));
}

#[tokio::test]
async fn a_conversation_that_began_before_masks_by_the_new_rule_from_then_on() {
    let (desk, provider) = Desk::with_provider().await;
    desk.switch(true).await;
    let people = desk
        .make(
            Kind::Contact,
            &[&[("last_name", "Quill"), ("company", "Zephyr Slates")]],
        )
        .await;
    provider.will([
        Line::Calls("get_entity", json!({ "entity": people[0].reference })),
        Line::Says("They make roofs."),
    ]);
    let id = desk.send(None, None, "What do they do?", &[people[0].id]).await;
    let view = desk.settled(id).await;
    let before = provider.chats();
    assert!(
        before.iter().any(|chat| chat.body.contains("Zephyr Slates")),
        "as declared"
    );
    desk.mask(masks(Kind::Contact, &[("company", Mask::Drop)]))
        .await
        .unwrap();
    provider.will([Line::Says("Nothing more.")]);
    let last = view.messages.last().map(|message| message.id);
    desk.send(Some(id), last, "Anything else?", &[]).await;
    desk.settled(id).await;
    let after = provider.chats();
    assert!(after.len() > before.len());
    for chat in &after[before.len()..] {
        assert!(chat.body.contains("What do they do?"), "the conversation goes on");
        assert!(!chat.body.contains("Zephyr"), "{}", chat.body);
    }
}
