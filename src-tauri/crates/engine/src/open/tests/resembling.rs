//! What is like an entity, on a real workspace without AI.

use workestra_core::{Entity, Kind, Verb};

use super::Desk;
use crate::api::{DuplicatesDismiss, EntityName, SimilarRecord, SimilarRecords, SimilarState};

impl Desk {
    async fn similar(&self, entity: &Entity) -> SimilarRecords {
        let name = EntityName {
            entity: entity.reference.to_string(),
        };
        self.open.similar_records(&self.grant(Verb::Read), name).await.unwrap()
    }

    async fn tell_apart(&self, a: &Entity, b: &Entity) {
        let dismiss = DuplicatesDismiss {
            a: a.id,
            b: b.id,
            same: false,
        };
        self.open
            .duplicates_dismiss(&self.grant(Verb::Write), dismiss)
            .await
            .unwrap();
    }

    /// Vectors as a model would make them: the direction is the topic, by number.
    async fn embed(&self, entities: &[(&Entity, usize)]) {
        let store = self.open.store();
        let maker = "test vectors";
        let missing = store.vectors_missing(maker, 100, &[]).await.unwrap();
        for (entity, topic) in entities {
            let stored = store.entity(entity.id).await.unwrap().unwrap();
            let text = missing.iter().find(|text| text.num == stored.num).unwrap();
            let mut vector = vec![0.0_f32; workestra_store::VECTOR_DIMENSIONS];
            vector[*topic] = 1.0;
            let of = workestra_store::VectorOf {
                num: text.num,
                hash: text.hash,
                vector: &vector,
            };
            store.put_vectors(maker, &[of]).await.unwrap();
        }
    }
}

fn references(records: &[SimilarRecord]) -> Vec<String> {
    records.iter().map(|record| record.reference.to_string()).collect()
}

#[tokio::test]
async fn a_candidate_and_a_contact_with_one_address_may_be_the_same_person_until_somebody_says_no() {
    let desk = Desk::new().await;
    let address = [("first_name", "Lena"), ("emails", "lena@acme.example")];
    let contact = desk.make(Kind::Contact, &[&address]).await.remove(0);
    let candidate = desk.make(Kind::Candidate, &[&address]).await.remove(0);
    let of_candidate = desk.similar(&candidate).await;
    assert_eq!(references(&of_candidate.same), ["CON-1"]);
    assert_eq!(of_candidate.same[0].shared[0].value, "lena@acme.example");
    assert_eq!(
        references(&desk.similar(&contact).await.same),
        ["CAN-1"],
        "it goes both ways"
    );
    desk.tell_apart(&contact, &candidate).await;
    assert!(desk.similar(&candidate).await.same.is_empty());
    assert!(desk.similar(&contact).await.same.is_empty());
}

#[tokio::test]
async fn who_was_hired_turned_down_or_has_withdrawn_is_compared_with_nobody() {
    let desk = Desk::new().await;
    for (stage, reason) in [("hired", None), ("rejected", Some("no fit")), ("withdrawn", None)] {
        let mut fields = vec![("first_name", "Ole"), ("stage", stage)];
        fields.extend(reason.map(|reason| ("rejection_reason", reason)));
        let candidate = desk.make(Kind::Candidate, &[&fields]).await.remove(0);
        let similar = desk.similar(&candidate).await;
        assert_eq!(similar.state, SimilarState::NotCompared, "{stage}");
        assert!(similar.alike.is_empty());
    }
}

#[tokio::test]
async fn without_a_model_who_is_the_same_is_found_and_it_is_said_why_nothing_else_is() {
    let desk = Desk::new().await;
    let twins = [("subject", "Printer is offline"), ("company", "Acme")];
    let tickets = desk.make(Kind::Ticket, &[&twins, &twins]).await;
    desk.embed(&[(&tickets[0], 1), (&tickets[1], 1)]).await;
    let mut similar = desk.similar(&tickets[0]).await;
    for _ in 0..200 {
        if matches!(similar.state, SimilarState::Hindered { .. }) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        similar = desk.similar(&tickets[0]).await;
    }
    assert_eq!(references(&similar.same), ["TIC-2"]);
    let SimilarState::Hindered { message } = similar.state else {
        panic!("{:?}", similar.state);
    };
    assert!(!message.is_empty());
}
