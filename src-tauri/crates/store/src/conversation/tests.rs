#![expect(clippy::unwrap_used, reason = "tests")]

use serde_json::json;

use super::*;
use crate::test_workspace::workspace;

fn said(role: MessageRole, words: &str, parent: Option<MessageId>) -> NewMessage {
    NewMessage {
        parent,
        role,
        content: json!({ "text": words }),
        words: words.to_owned(),
        chips: json!(["DEAL-1"]),
        sent: Some(json!({ "host": "api.example.org" })),
        usage: None,
    }
}

#[tokio::test]
async fn messages_branch_and_come_back_in_order() {
    let (_dir, store, _) = workspace().await;
    let me = store.me().await.unwrap().id;
    let talk = store.conversation_create(me, " Renewals ").await.unwrap();
    assert_eq!(talk.title, "Renewals");
    let add = |new| store.message_add(me, talk.id, new);
    let one = add(said(MessageRole::User, "What is open?", None)).await.unwrap();
    let answer = add(said(MessageRole::Assistant, "Two deals", Some(one))).await.unwrap();
    let edited = add(said(MessageRole::User, "What is overdue?", None)).await.unwrap();
    store
        .message_feedback(me, answer, Some(json!({"up": true})))
        .await
        .unwrap();
    let messages = store.messages(me, talk.id).await.unwrap();
    let tree: Vec<_> = messages
        .iter()
        .map(|message| (message.id, message.parent, message.seq))
        .collect();
    assert_eq!(tree, [(one, None, 1), (answer, Some(one), 2), (edited, None, 3)]);
    assert_eq!(messages[1].feedback, Some(json!({"up": true})));
    assert_eq!(messages[0].sent, Some(json!({"host": "api.example.org"})));
    let elsewhere = store.conversation_create(me, "Other").await.unwrap();
    let stray = said(MessageRole::Assistant, "x", Some(one));
    assert!(
        store.message_add(me, elsewhere.id, stray).await.is_err(),
        "a parent of another conversation"
    );
}

#[tokio::test]
async fn conversations_are_found_by_what_was_said_and_belong_to_their_member() {
    let (_dir, store, _) = workspace().await;
    let me = store.me().await.unwrap().id;
    let somebody = MemberId::generate();
    let talk = store.conversation_create(me, "Renewals").await.unwrap();
    let new = said(MessageRole::User, "Was ist mit Müllers Angebot?", None);
    store.message_add(me, talk.id, new).await.unwrap();
    for words in ["", "muller", "MÜLLERS renew", "angebot"] {
        assert_eq!(store.conversations(me, words).await.unwrap().len(), 1, "{words}");
    }
    assert!(store.conversations(me, "müllers invoice").await.unwrap().is_empty());
    assert!(store.conversations(somebody, "").await.unwrap().is_empty());
    assert!(store.messages(somebody, talk.id).await.unwrap().is_empty());
    assert!(store.conversation_rename(somebody, talk.id, "Mine").await.is_err());
    assert!(store.conversation_delete(somebody, talk.id).await.is_err());
    store.conversation_draft(me, talk.id, "and then").await.unwrap();
    let kept = store.conversation(me, talk.id).await.unwrap().unwrap();
    assert_eq!(kept.draft.as_deref(), Some("and then"));
}

#[tokio::test]
async fn a_masking_session_outlives_the_program() {
    let (_dir, store, _) = workspace().await;
    let me = store.me().await.unwrap().id;
    let talk = store.conversation_create(me, "Renewals").await.unwrap();
    let mut masking = store.conversation_masking(me, talk.id).await.unwrap();
    let masked = masking.text("write to kim@example.org");
    store.conversation_keep_masking(me, talk.id, &masking).await.unwrap();
    let kept = store.conversation_masking(me, talk.id).await.unwrap();
    assert_eq!(kept.restore(masked.get()), "write to kim@example.org");
}

#[tokio::test]
async fn a_deleted_conversation_is_deleted_with_all_that_was_kept_of_it() {
    let (_dir, store, _) = workspace().await;
    let me = store.me().await.unwrap().id;
    let talk = store.conversation_create(me, "Renewals").await.unwrap();
    let one = store
        .message_add(me, talk.id, said(MessageRole::User, "secret", None))
        .await
        .unwrap();
    store
        .message_add(me, talk.id, said(MessageRole::Assistant, "told", Some(one)))
        .await
        .unwrap();
    let mut entry = audit::AuditEntry::new(
        Actor::Assistant { member: me },
        audit::Origin::Chat,
        audit::AuditAction::Request,
    );
    entry.payload = Some(audit::AuditPayload {
        subjects: vec![talk.id],
        content: "secret".to_owned(),
    });
    let seq = store.audit_append(entry).await.unwrap().seq();
    store.conversation_delete(me, talk.id).await.unwrap();
    assert!(store.conversations(me, "").await.unwrap().is_empty());
    assert_eq!(store.audit_payload(seq).await.unwrap(), None);
    let mut connection = store.reader().await.unwrap();
    let left = sql::number(&mut connection, "SELECT count(*) FROM messages", [])
        .await
        .unwrap();
    assert_eq!(left, Some(0));
    assert!(
        store.conversation_delete(me, talk.id).await.is_err(),
        "it is not there any more"
    );
}
