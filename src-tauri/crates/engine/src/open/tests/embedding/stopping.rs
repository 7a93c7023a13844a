//! What becomes of vectors when the provider may not be asked, or does not answer.

use std::time::Duration;

use workestra_core::{AssistantRules, Kind, Role, Verb};
use workestra_search::api::{Leg, VectorStatus};

use super::server::{Reply, Server};
use super::{ALL, a_while, choice};
use crate::Custody;
use crate::api::{AiSwitch, Nothing};
use crate::headless::{self, Key};
use crate::open::tests::Desk;

async fn switch(desk: &Desk, on: bool) {
    let grant = desk.grant(Verb::Configure);
    desk.open.ai_switch(&grant, AiSwitch { on }).await.unwrap();
}

/// Waits until a request hangs.
async fn hanging(server: &Server) {
    while server.hanging() == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

async fn free(server: &Server) {
    while server.hanging() > 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn switching_ai_off_ends_the_request_that_runs_and_no_byte_follows() {
    let (desk, server) = Desk::with_embeddings().await;
    let made = desk.make(Kind::Ticket, &[&[("subject", "Roof leaks")]]).await;
    server.will([Reply::Vectors, Reply::Hangs]);
    desk.choose(choice()).await.unwrap();
    hanging(&server).await;
    switch(&desk, false).await;
    let closed = tokio::time::timeout(Duration::from_secs(1), free(&server)).await;
    assert!(closed.is_ok(), "the connection is closed");
    let before = server.heard();
    desk.make(Kind::Ticket, &[&[("subject", "Gutter leaks")]]).await;
    assert!(desk.without_vectors().await.contains("AI is switched off"));
    desk.open.search_engine().wait_idle(true, true).await.unwrap();
    let found = desk.find("roof leak", 1, &ALL).await;
    assert_eq!(found.hits[0].id, made[0].id, "by its words");
    assert!(!found.legs.contains(&Leg::Vector));
    a_while().await;
    assert_eq!(server.heard(), before);
    let state = desk.embedding().await;
    assert_eq!(state.choice, choice(), "what was chosen stays chosen");
    assert!(!state.offered[1].available);
    switch(&desk, true).await;
    desk.embedded(2).await;
    assert!(desk.find("leaks", 2, &ALL).await.legs.contains(&Leg::Vector));
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_are_read_anew_before_each_request() {
    let (desk, server) = Desk::with_embeddings().await;
    desk.make(Kind::Ticket, &[&[("subject", "Roof leaks")]]).await;
    desk.choose(choice()).await.unwrap();
    desk.embedded(1).await;
    desk.rules_in_the_file(AssistantRules::default()).await;
    let before = server.heard();
    desk.make(Kind::Ticket, &[&[("subject", "Gutter leaks")]]).await;
    desk.without_vectors().await;
    assert!(!desk.find("leaks", 1, &ALL).await.legs.contains(&Leg::Vector));
    a_while().await;
    assert_eq!(server.heard(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_may_not_use_ai_sends_nothing() {
    let (desk, server) = Desk::with_embeddings().await;
    desk.choose(choice()).await.unwrap();
    desk.rules(AssistantRules {
        closed_roles: vec![Role::Administrator],
        ..AssistantRules::open()
    })
    .await;
    let before = server.heard();
    desk.make(Kind::Ticket, &[&[("subject", "Roof leaks")]]).await;
    assert!(desk.without_vectors().await.contains("administrator may not use AI"));
    a_while().await;
    assert_eq!(server.heard(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_provider_its_vectors_wait_and_words_are_found() {
    let (desk, server) = Desk::with_embeddings().await;
    desk.make(Kind::Ticket, &[&[("subject", "Roof leaks")]]).await;
    desk.choose(choice()).await.unwrap();
    desk.embedded(1).await;
    let grant = desk.grant(Verb::Configure);
    desk.open.provider_remove(&grant, Nothing {}).await.unwrap();
    let before = server.heard();
    assert!(
        desk.without_vectors()
            .await
            .contains("not this workspace's provider any more")
    );
    let found = desk.find("leaks", 1, &ALL).await;
    assert_eq!(found.hits.len(), 1);
    assert!(!found.legs.contains(&Leg::Vector));
    a_while().await;
    assert_eq!(server.heard(), before);
    desk.use_provider(&server).await;
    desk.embedded(1).await;
    assert_eq!(server.texts().len(), 2, "the vectors were still there");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_is_refused_later_is_told_and_not_tried_again() {
    let (desk, server) = Desk::with_embeddings().await;
    desk.choose(choice()).await.unwrap();
    desk.embedded(0).await;
    server.will_always(Reply::WrongKey);
    let made = desk.make(Kind::Ticket, &[&[("subject", "Roof leaks")]]).await;
    assert!(desk.without_vectors().await.contains("does not accept the key"));
    let before = server.heard();
    desk.make(Kind::Ticket, &[&[("subject", "Gutter")]]).await;
    desk.open.search_engine().wait_idle(true, true).await.unwrap();
    let found = desk.find("roof leak", 1, &ALL).await;
    assert_eq!(found.hits[0].id, made[0].id);
    a_while().await;
    assert_eq!(server.heard(), before);
    server.will_always(Reply::Vectors);
    desk.choose(choice()).await.unwrap();
    desk.embedded(2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn choosing_the_device_does_not_wait_for_a_provider_that_hangs() {
    let (desk, server) = Desk::with_embeddings().await;
    desk.make(Kind::Ticket, &[&[("subject", "Roof leaks")]]).await;
    server.will([Reply::Vectors, Reply::Hangs]);
    desk.choose(choice()).await.unwrap();
    hanging(&server).await;
    desk.choose_having_read(crate::api::EmbeddingChoice::Device, "")
        .await
        .unwrap();
    free(&server).await;
    assert!(desk.without_vectors().await.contains("cargo xtask setup"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_goes_on_with_the_vectors_there_are() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("workspace");
    let (open, code) = headless::create(&folder, "Test", "Dana", Custody::None, false, None)
        .await
        .unwrap();
    let desk = Desk { dir, open: open.into() };
    let server = Server::start().await;
    desk.use_provider(&server).await;
    desk.rules(AssistantRules::open()).await;
    desk.make(Kind::Ticket, &[&[("subject", "Roof leaks")]]).await;
    desk.choose(choice()).await.unwrap();
    desk.embedded(1).await;
    desk.open.close().await;
    let asked = server.asked().len();
    let Desk { dir, open } = desk;
    drop(open);
    let open = headless::open(&folder, Key::RecoveryCode(code.expose()), None)
        .await
        .unwrap();
    let desk = Desk { dir, open: open.into() };
    desk.vectors(|status| *status == VectorStatus::Ready { total: 1 }).await;
    assert_eq!(server.asked().len(), asked, "nothing was made again");
    assert!(desk.find("leaks", 1, &ALL).await.legs.contains(&Leg::Vector));
}
