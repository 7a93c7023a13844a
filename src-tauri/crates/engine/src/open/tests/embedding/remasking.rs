//! Masks that change after vectors were made.

use std::time::Duration;

use workestra_core::{AssistantRules, Kind, Mask, Masks};

use super::{a_while, choice};
use crate::open::tests::Desk;

use super::server::Server;

fn masking(kind: Kind, field: &str, mask: Mask) -> AssistantRules {
    AssistantRules {
        masks: Masks::from([(kind, [(field.to_owned(), mask)].into())]),
        ..AssistantRules::open()
    }
}

/// What left since, once so many texts have.
async fn left(server: &Server, total: usize) -> Vec<String> {
    while server.texts().len() < total {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    server.texts()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_mask_embeds_again_what_it_touches_and_nothing_else() {
    let (desk, server) = Desk::with_embeddings().await;
    let with = [("last_name", "Quill"), ("company", "Zephyr Slates")];
    desk.make(Kind::Contact, &[&with, &[("last_name", "Without")]]).await;
    desk.make(Kind::Deal, &[&[("name", "Roof"), ("company", "Zephyr Slates")]])
        .await;
    desk.choose(choice()).await.unwrap();
    desk.embedded(3).await;
    let before = server.texts().len();
    assert_eq!(before, 4, "the trial and every entity once");
    desk.rules(masking(Kind::Contact, "company", Mask::Drop)).await;
    let texts = left(&server, before + 1).await;
    let last = texts.last().unwrap();
    assert!(last.contains("Quill") && !last.contains("Zephyr"), "{last}");
    desk.embedded(3).await;
    a_while().await;
    assert_eq!(server.texts().len(), before + 1, "the others leave as they did");
    // The same rules again, and what has nothing to do with masks, change nothing.
    desk.rules(masking(Kind::Contact, "company", Mask::Drop)).await;
    a_while().await;
    assert_eq!(server.texts().len(), before + 1);
    // Taken back, the whole text leaves again.
    desk.rules(AssistantRules::open()).await;
    let texts = left(&server, before + 2).await;
    assert!(texts.last().unwrap().contains("Zephyr Slates"));
    desk.embedded(3).await;
}
