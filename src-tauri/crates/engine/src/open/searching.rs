//! The commands of Cmd+K, and of the state of search.

use std::sync::Arc;

use workestra_core::query::complete::complete;
use workestra_core::query::parse::QueryContext;
use workestra_core::{Grant, Kind, Member, Schema};
use workestra_search::api::{Completions, SearchRequest, SearchResponse};

use super::Open;
use crate::api::{CommandError, EmbeddingPause, EntityName, Nothing, QueryComplete, SearchStatusAnswer};
use crate::engine::today;

/// What a query's words mean, held for as long as one command needs it.
struct Words {
    schema: Arc<Schema>,
    members: Arc<Vec<Member>>,
}

impl Open {
    /// Finds entities.
    ///
    /// # Errors
    /// When the file cannot be read. A leg that cannot run is left out of the answer's legs instead.
    pub async fn search(&self, _: &Grant, request: SearchRequest) -> Result<SearchResponse, CommandError> {
        let words = self.words();
        Ok(self.search.search(&request, &self.query_context(&words, None)).await?)
    }

    pub(crate) async fn search_picked(&self, _: &Grant, name: EntityName) -> Result<Nothing, CommandError> {
        let entity = self.entity_named(&name.entity).await?;
        self.search.picked(entity.id).await?;
        Ok(Nothing {})
    }

    pub(crate) async fn search_status(&self, _: &Grant, _: Nothing) -> Result<SearchStatusAnswer, CommandError> {
        Ok(SearchStatusAnswer {
            status: self.search.status(),
        })
    }

    pub(crate) async fn query_complete(&self, _: &Grant, at: QueryComplete) -> Result<Completions, CommandError> {
        let tags: Vec<String> = self.store.tags(200).await?.into_iter().map(|tag| tag.tag).collect();
        let words = self.words();
        Ok(Completions {
            completions: complete(&at.text, at.caret, &self.query_context(&words, at.kind), &tags),
        })
    }

    pub(crate) async fn embedding_pause(
        &self,
        _: &Grant,
        pause: EmbeddingPause,
    ) -> Result<SearchStatusAnswer, CommandError> {
        self.search.pause(pause.paused);
        Ok(SearchStatusAnswer {
            status: self.search.status(),
        })
    }

    fn words(&self) -> Words {
        Words {
            schema: self.schema(),
            members: self.members(),
        }
    }

    fn query_context<'a>(&self, words: &'a Words, kind: Option<Kind>) -> QueryContext<'a> {
        QueryContext {
            schema: &words.schema,
            members: &words.members,
            me: self.me.id,
            today: today(),
            kind,
        }
    }
}
