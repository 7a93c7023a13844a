//! Vectors made by a provider over real HTTP: what leaves, what does not, and what becomes of search without it.

mod choosing;
mod leaving;
mod remasking;
mod server;
mod stopping;

use std::time::Duration;

use serde_json::json;
use workestra_core::{ASSISTANT_RULES, AssistantRules, Secret, Verb};
use workestra_llm::ProviderId;
use workestra_search::api::{Leg, SearchRequest, SearchResponse, VectorStatus};
use workestra_store::Op;

use super::Desk;
use crate::api::{
    AiRules, AuditLine, CommandError, EmbeddingChoice, EmbeddingSet, EmbeddingState, Nothing, ProviderSet,
};
use server::Server;

/// Found nowhere but in the header of requests.
const KEY: &str = "sk-canary-7d20c1b8e4";

fn choice() -> EmbeddingChoice {
    EmbeddingChoice::Provider {
        model: "embedder".to_owned(),
    }
}

impl Desk {
    /// With a provider that makes embeddings, and AI switched on.
    async fn with_embeddings() -> (Self, Server) {
        let (desk, server) = (Self::new().await, Server::start().await);
        desk.use_provider(&server).await;
        desk.rules(AssistantRules::open()).await;
        (desk, server)
    }

    async fn use_provider(&self, server: &Server) {
        let set = ProviderSet {
            provider: workestra_llm::Provider {
                id: ProviderId::Custom,
                base_url: server.base_url.clone(),
                model: "parrot".to_owned(),
                allow_private: true,
            },
            key: Some(Secret::new(KEY.to_owned())),
        };
        let used = self.open.provider_set(&self.grant(Verb::Configure), set).await.unwrap();
        assert!(used.checked.usable, "{:?}", used.checked.steps);
    }

    async fn rules(&self, rules: AssistantRules) {
        let set = AiRules { rules };
        self.open.ai_rules_set(&self.grant(Verb::Configure), set).await.unwrap();
    }

    /// The rules as if set in another program: nothing is told of it.
    async fn rules_in_the_file(&self, rules: AssistantRules) {
        let op = Op::SettingSet {
            key: ASSISTANT_RULES.to_owned(),
            value: Some(json!(rules)),
        };
        let store = self.open.store();
        store.write(&self.grant(Verb::Configure), vec![op]).await.unwrap();
    }

    async fn digest(&self, choice: &EmbeddingChoice) -> String {
        let grant = self.grant(Verb::Configure);
        let notice = self.open.embedding_notice(&grant, choice.clone()).await;
        notice.unwrap().digest
    }

    /// Reads the notice and chooses.
    async fn choose(&self, choice: EmbeddingChoice) -> Result<EmbeddingState, CommandError> {
        let acknowledged = self.digest(&choice).await;
        self.choose_having_read(choice, &acknowledged).await
    }

    async fn choose_having_read(
        &self,
        choice: EmbeddingChoice,
        acknowledged: &str,
    ) -> Result<EmbeddingState, CommandError> {
        let set = EmbeddingSet {
            choice,
            acknowledged: acknowledged.to_owned(),
            key: None,
        };
        self.open.embedding_set(&self.grant(Verb::Configure), set).await
    }

    async fn embedding(&self) -> EmbeddingState {
        let grant = self.grant(Verb::Read);
        self.open.embedding_state(&grant, Nothing {}).await.unwrap()
    }

    /// The state of the vectors once it is as wanted.
    async fn vectors(&self, wanted: impl Fn(&VectorStatus) -> bool) -> VectorStatus {
        let mut status = self.open.search_engine().watch_status();
        let reached = status.wait_for(|status| wanted(&status.vectors));
        let reached = tokio::time::timeout(Duration::from_secs(60), reached).await;
        let reached = reached.unwrap_or_else(|_| panic!("{:?}", self.open.search_engine().status()));
        reached.unwrap().vectors.clone()
    }

    /// All entities have their vector.
    async fn embedded(&self, total: u64) {
        self.vectors(|status| *status == VectorStatus::Ready { total }).await;
    }

    /// Why nothing makes vectors.
    async fn without_vectors(&self) -> String {
        let status = self
            .vectors(|status| matches!(status, VectorStatus::NoModel { .. }))
            .await;
        match status {
            VectorStatus::NoModel { message } => message,
            other => panic!("{other:?}"),
        }
    }

    async fn find(&self, text: &str, seq: i64, legs: &[Leg]) -> SearchResponse {
        let request = SearchRequest {
            text: text.to_owned(),
            seq,
            legs: legs.to_vec(),
            limit: 10,
            kind: None,
            explain: false,
        };
        self.open.search(&self.grant(Verb::Read), request).await.unwrap()
    }

    async fn requests_logged(&self) -> Vec<AuditLine> {
        let ask = crate::api::AuditAsk {
            before: None,
            limit: 200,
        };
        let page = self.open.audit_page(&self.grant(Verb::Read), ask).await.unwrap();
        let mut rows = page.rows;
        rows.retain(|row| row.action == "request" && row.model.as_deref() == Some("embedder"));
        rows.reverse();
        rows
    }
}

/// All legs.
const ALL: [Leg; 3] = [Leg::Text, Leg::Fuzzy, Leg::Vector];

/// Long enough for a request that should not be there to come.
async fn a_while() {
    tokio::time::sleep(Duration::from_millis(400)).await;
}
