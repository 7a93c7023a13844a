//! Choosing what makes the vectors.

use workestra_core::{AssistantRules, Kind, Verb};
use workestra_search::api::Leg;

use super::server::{Reply, Server};
use super::{ALL, KEY, a_while, choice};
use crate::api::{EmbeddingChoice, EmbeddingSet, ErrorCode};
use crate::open::tests::Desk;

#[tokio::test]
async fn without_the_notice_read_as_it_stands_nothing_is_set_and_nothing_is_sent() {
    let (desk, server) = Desk::with_embeddings().await;
    desk.make(Kind::Deal, &[&[("name", "Roof")]]).await;
    let before = server.heard();
    let stale = desk.digest(&choice()).await;
    desk.rules(AssistantRules {
        closed_kinds: [Kind::Candidate].into(),
        ..AssistantRules::open()
    })
    .await;
    for digest in ["", "yes", &"0".repeat(64), &stale] {
        let refused = desk.choose_having_read(choice(), digest).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::InvalidArguments, "{refused}");
        assert!(refused.message.contains("read first"), "{refused}");
    }
    let other = EmbeddingChoice::Provider {
        model: "another".to_owned(),
    };
    let digest = desk.digest(&choice()).await;
    assert!(
        desk.choose_having_read(other, &digest).await.is_err(),
        "of another model"
    );
    a_while().await;
    assert_eq!(server.heard(), before, "no connection and no byte");
    assert_eq!(desk.embedding().await.choice, EmbeddingChoice::Device);
}

#[tokio::test]
async fn who_is_no_administrator_chooses_nothing() {
    let (desk, server) = Desk::with_embeddings().await;
    let acknowledged = desk.digest(&choice()).await;
    let before = server.heard();
    let set = EmbeddingSet {
        choice: choice(),
        acknowledged,
        key: None,
    };
    let refused = desk
        .open
        .embedding_set(&desk.grant(Verb::Write), set)
        .await
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::Denied);
    assert_eq!(server.heard(), before);
}

#[tokio::test]
async fn the_notice_names_the_host_and_every_field_that_leaves_and_what_stays() {
    let (desk, server) = Desk::with_embeddings().await;
    desk.rules(AssistantRules {
        closed_kinds: [Kind::Candidate].into(),
        ..AssistantRules::open()
    })
    .await;
    desk.make(
        Kind::Deal,
        &[&[("name", "Roof"), ("description", "New slates for the whole roof")]],
    )
    .await;
    desk.make(Kind::Candidate, &[&[("last_name", "Kranich")]]).await;
    let grant = desk.grant(Verb::Configure);
    let notice = desk.open.embedding_notice(&grant, choice()).await.unwrap();
    assert!(server.base_url.contains(&notice.host), "{}", notice.host);
    assert_eq!((notice.model.as_str(), notice.texts), ("embedder", 1));
    assert!(
        (5..30).contains(&notice.tokens_estimated),
        "{}",
        notice.tokens_estimated
    );
    let leaves = notice.leaves.join("\n");
    let deals = "Of deals: Name, Company, Next step, Description.";
    assert!(leaves.contains(deals), "{leaves}");
    assert!(leaves.contains("Cmd+K"), "{leaves}");
    assert!(!leaves.contains("candidate") && !leaves.contains("Emails"), "{leaves}");
    assert!(notice.stays.join("\n").contains("Candidates are closed to AI"));
    let device = desk.open.embedding_notice(&grant, EmbeddingChoice::Device).await;
    let device = device.unwrap();
    assert_eq!((device.texts, device.leaves.len()), (0, 0));
}

#[tokio::test]
async fn what_can_be_chosen_is_offered_and_what_cannot_says_why() {
    let desk = Desk::new().await;
    let why = |state: &crate::api::EmbeddingState| -> Vec<Option<String>> {
        state.offered.iter().map(|offer| offer.why_not.clone()).collect()
    };
    let [device, provider, openai] = why(&desk.embedding().await).try_into().unwrap();
    assert!(device.unwrap().contains("cargo xtask setup"), "tests have no model");
    assert!(provider.unwrap().contains("no AI provider is set up"));
    assert!(openai.unwrap().contains("switched off"));
    assert!(
        desk.open
            .embedding_notice(&desk.grant(Verb::Configure), choice())
            .await
            .is_err()
    );
    let (desk, server) = Desk::with_embeddings().await;
    let state = desk.embedding().await;
    let [_, provider, openai] = why(&state).try_into().unwrap();
    assert_eq!((provider, openai), (None, None));
    assert!(server.base_url.contains(state.offered[1].host.as_deref().unwrap()));
    assert_eq!(state.offered[2].model, "text-embedding-3-small");
}

#[tokio::test]
async fn a_model_that_makes_too_long_vectors_is_refused_and_one_that_makes_fitting_ones_is_not() {
    let (desk, server) = Desk::with_embeddings().await;
    desk.make(Kind::Deal, &[&[("name", "Roof")]]).await;
    for reply in [Reply::Long(1536), Reply::NoField(1024)] {
        server.will([reply, reply]);
        let refused = desk.choose(choice()).await.unwrap_err();
        assert!(refused.message.contains("384"), "{refused}");
        assert_eq!(desk.embedding().await.choice, EmbeddingChoice::Device);
    }
    // It knows no `dimensions`, and makes 384 anyway.
    server.will_always(Reply::NoField(384));
    desk.choose(choice()).await.unwrap();
    desk.embedded(1).await;
    assert!(!server.asked().last().unwrap().contains("dimensions"));
}

#[tokio::test]
async fn a_wrong_key_is_told_when_choosing_and_changes_nothing() {
    let (desk, server) = Desk::with_embeddings().await;
    server.will([Reply::WrongKey]);
    let refused = desk.choose(choice()).await.unwrap_err();
    assert!(refused.message.contains("does not accept the key"), "{refused}");
    assert_eq!(desk.embedding().await.choice, EmbeddingChoice::Device);
    assert!(!refused.message.contains(KEY));
}

#[tokio::test]
async fn back_on_the_device_nothing_leaves_any_more_and_no_vector_of_the_provider_is_left() {
    let (desk, server) = Desk::with_embeddings().await;
    let deals = desk.make(Kind::Deal, &[&[("name", "Roof")]]).await;
    desk.choose(choice()).await.unwrap();
    desk.embedded(1).await;
    let state = desk.embedding().await;
    assert_eq!((state.choice, state.done, state.total), (choice(), 1, 1));
    desk.choose_having_read(EmbeddingChoice::Device, "").await.unwrap();
    let before = server.heard();
    // Here is no model, so the device makes none; what it would make is not mixed with what the provider made.
    assert!(desk.without_vectors().await.contains("cargo xtask setup"));
    let state = desk.embedding().await;
    assert_eq!(
        (state.choice, state.done, state.host),
        (EmbeddingChoice::Device, 0, None)
    );
    desk.make(Kind::Deal, &[&[("name", "Cellar")]]).await;
    let found = desk.find("something else", 1, &[Leg::Vector]).await;
    assert!(!found.legs.contains(&Leg::Vector));
    desk.open.search_engine().wait_idle(true, false).await.unwrap();
    assert_eq!(desk.find("roof", 2, &ALL).await.hits[0].id, deals[0].id);
    a_while().await;
    assert_eq!(server.heard(), before);
    let forgotten = desk.choose(choice()).await.unwrap();
    assert_eq!(forgotten.choice, choice());
    desk.embedded(2).await;
}

#[tokio::test]
async fn another_provider_gets_nothing_before_somebody_read_where_it_goes_now() {
    let (desk, server) = Desk::with_embeddings().await;
    desk.make(Kind::Deal, &[&[("name", "Roof")]]).await;
    desk.choose(choice()).await.unwrap();
    desk.embedded(1).await;
    let other = Server::start().await;
    desk.use_provider(&other).await;
    let asked = server.asked().len();
    assert!(
        desk.without_vectors()
            .await
            .contains("not this workspace's provider any more")
    );
    desk.make(Kind::Deal, &[&[("name", "Cellar")]]).await;
    a_while().await;
    assert_eq!(server.asked().len(), asked);
    assert!(other.texts().is_empty(), "{:?}", other.texts());
    desk.choose(choice()).await.unwrap();
    desk.embedded(2).await;
    assert_eq!(other.texts().len(), 3, "the trial and both entities");
}
