//! A workspace with search over it.

use std::path::PathBuf;
use std::sync::Arc;

use tempfile::TempDir;
use workestra_core::query::parse::QueryContext;
use workestra_core::{Date, Draft, EntityId, Fields, Kind, Member, Policy, Schema, Value, Verb};
use workestra_search::api::{Hit, Leg, SearchRequest, SearchResponse};
use workestra_search::{Search, Source};
use workestra_store::{Applied, Custody, Op, Opening, RecoveryCost, Store};

pub const ALL: [Leg; 3] = [Leg::Text, Leg::Fuzzy, Leg::Vector];
pub const WORDS: [Leg; 2] = [Leg::Text, Leg::Fuzzy];

pub struct World {
    pub dir: TempDir,
    pub store: Store,
    pub search: Search,
    pub schema: Arc<Schema>,
    pub members: Arc<Vec<Member>>,
    pub me: Member,
}

/// An entity just made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    pub num: i64,
    pub id: EntityId,
}

/// Where `cargo xtask setup` puts the model.
pub fn model_dir() -> PathBuf {
    let dir = std::env::var_os("WORKESTRA_MODEL_DIR").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../models/all-MiniLM-L6-v2"),
        PathBuf::from,
    );
    assert!(
        workestra_embed::Model::files_present(&dir),
        "the embedding model is missing: run `cargo xtask setup`"
    );
    dir
}

pub fn fields(pairs: &[(&str, &str)], kind: Kind) -> Fields {
    pairs
        .iter()
        .map(|&(key, text)| {
            let many = kind.def().field(key).unwrap().many;
            let value = if many {
                Value::List(text.split(';').map(str::to_owned).collect())
            } else {
                Value::from(text)
            };
            (key.to_owned(), value)
        })
        .collect()
}

impl World {
    pub async fn new() -> Self {
        Self::make(None).await
    }

    pub async fn with_model() -> Self {
        Self::make(Some(model_dir())).await
    }

    async fn make(model: Option<PathBuf>) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let opening = Opening {
            recovery_cost: RecoveryCost {
                memory_kib: 64,
                passes: 1,
            },
            ..Opening::with(Custody::None)
        };
        let (store, _) = Store::create(&dir.path().join("w"), "Test", "Dana", &opening)
            .await
            .unwrap();
        let search = Search::open(store.clone(), &dir.path().join("w/index"), model).unwrap();
        Self {
            schema: store.schema(),
            members: store.members(),
            me: store.me().await.unwrap(),
            dir,
            store,
            search,
        }
    }

    /// Closes search and opens it anew, as a restart does.
    pub async fn reopen(&mut self, model: Option<PathBuf>) {
        self.search.close().await;
        self.search = Search::open(self.store.clone(), &self.index_dir(), model).unwrap();
    }

    /// Closes search and opens it anew with another maker of vectors.
    pub async fn reopen_with(&mut self, source: Source) {
        self.search.close().await;
        self.search = Search::open_with(self.store.clone(), &self.index_dir(), None, source).unwrap();
    }

    pub fn index_dir(&self) -> PathBuf {
        self.dir.path().join("w/index")
    }

    pub async fn write(&self, ops: Vec<Op>) -> Vec<Made> {
        let written = self.store.write(&Policy::system(Verb::Erase), ops).await.unwrap();
        written
            .applied
            .iter()
            .filter_map(|applied| match applied {
                Applied::Created { num, id, .. } | Applied::Changed { num, id, .. } => {
                    Some(Made { num: *num, id: *id })
                }
                _ => None,
            })
            .collect()
    }

    pub async fn add(&self, kind: Kind, pairs: &[(&str, &str)]) -> Made {
        let draft = Draft {
            kind,
            fields: fields(pairs, kind),
        };
        self.write(vec![Op::Create { id: None, draft }]).await[0]
    }

    pub async fn settle(&self) {
        self.search.wait_idle(true, false).await.unwrap();
    }

    pub fn context(&self) -> QueryContext<'_> {
        QueryContext {
            schema: &self.schema,
            members: &self.members,
            me: self.me.id,
            today: Date::constant(2026, 11, 21),
            kind: None,
        }
    }

    pub async fn respond(&self, text: &str, legs: &[Leg], limit: usize) -> SearchResponse {
        let request = SearchRequest {
            text: text.to_owned(),
            seq: 0,
            legs: legs.to_vec(),
            limit,
            kind: None,
            explain: true,
        };
        self.search.search(&request, &self.context()).await.unwrap()
    }

    pub async fn hits(&self, text: &str) -> Vec<Hit> {
        self.respond(text, &WORDS, 20).await.hits
    }

    pub async fn found(&self, text: &str) -> Vec<EntityId> {
        self.hits(text).await.into_iter().map(|hit| hit.id).collect()
    }
}
