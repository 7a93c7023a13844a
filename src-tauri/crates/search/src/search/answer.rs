//! From a request to its answer.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use workestra_core::query::parse::{QueryContext, parse};
use workestra_core::query::{Condition, Filter as QueryFilter, Query};

use super::Search;
use super::familiar::Visits;
use crate::api::{Leg, SearchRequest, SearchResponse, VectorStatus};
use crate::embedding::EmbeddingError;
use crate::error::SearchError;
use crate::filter::Filter;
use crate::fuse::{Fused, fuse};
use crate::hits::{Dresser, Marker};
use crate::indexer::Order;
use crate::lexical::plan::Plan;
use crate::lexical::{self, TextAnswer, TextLegs};
use crate::mirror::Keep;
use crate::shelf::Facts;

/// Most hits of one answer.
const MOST_HITS: usize = 200;
/// Ranks of each leg that are fused: deeper ones change nothing that is shown.
const DEPTH: usize = 100;
/// Sets of fewer entities are compared one by one; larger ones are scanned past.
const FEW: usize = 20_000;
/// What the vector leg counts against the words where something has every word: what is only near in meaning stands below
/// it. Measured: `cargo xtask bench quality`.
const TYPED_TRUST: f32 = 0.25;
/// Letters from which on a text means something.
const MEANS_SOMETHING: usize = 3;

/// What the legs found.
#[derive(Default)]
struct Found {
    text: Option<TextAnswer>,
    semantic: Option<Vec<(i64, f32)>>,
}

impl Search {
    /// Answers a search. A leg that cannot run is left out of the answer's legs; the exact tier always runs.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub async fn search(
        &self,
        request: &SearchRequest,
        context: &QueryContext<'_>,
    ) -> Result<SearchResponse, SearchError> {
        let started = Instant::now();
        let limit = request.limit.clamp(1, MOST_HITS);
        let parsed = parse(&request.text, context);
        let mut query = parsed.query;
        let kind = request.kind.or(context.kind);
        if let Some(kind) = kind {
            query.filters.push(QueryFilter {
                negated: false,
                condition: Condition::Kind { kinds: vec![kind] },
                span: (0, 0),
            });
        }
        let filter = self
            .inner
            .filters
            .make(&query.filters, context.schema, &self.inner.store)
            .await?;
        let visits = self.inner.familiar.visits(&self.inner.store).await?;
        let plan = Arc::new(Plan::of(&query));
        let (exact, found) = if query.terms.is_empty() {
            (self.exact(&query, &filter).await?, Found::default())
        } else {
            let (exact, found) = tokio::join!(
                self.exact(&query, &filter),
                self.legs(request, &query, &plan, &filter, limit.max(DEPTH))
            );
            (exact?, found?)
        };
        let mut legs = vec![Leg::Exact];
        if found.text.is_some() {
            legs.extend(
                [Leg::Text, Leg::Fuzzy]
                    .into_iter()
                    .filter(|leg| request.legs.contains(leg)),
            );
        }
        if found.semantic.is_some() {
            legs.push(Leg::Vector);
        }
        let text = found.text.unwrap_or_default();
        let semantic = found.semantic.unwrap_or_default();
        let trust = if text.is_complete() { TYPED_TRUST } else { 1.0 };
        let mut fused = fuse(&exact, &text.hits, &semantic, trust, &visits.frecency, |num| {
            self.inner.shared.shelf.get(num).map_or(0, Facts::updated)
        });
        if query.terms.is_empty() {
            self.add_listed(&mut fused, &query, &filter, &visits, limit);
        } else if query.recent {
            fused.sort_by_key(|hit| hit.exact.is_none() && !visits.frecency.contains_key(&hit.num));
        }
        fused.truncate(limit);
        let hits = self
            .dress(
                request,
                context,
                &query,
                &filter,
                &plan,
                &text,
                &fused,
                &visits.frecency,
            )
            .await?;
        Ok(SearchResponse {
            seq: request.seq,
            exact: hits.iter().take_while(|hit| hit.leg == Leg::Exact).count(),
            hits,
            issues: parsed.issues,
            legs,
            micros: u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
        })
    }

    /// Runs the legs that need an index, side by side.
    async fn legs(
        &self,
        request: &SearchRequest,
        query: &Query,
        plan: &Arc<Plan>,
        filter: &Filter,
        depth: usize,
    ) -> Result<Found, SearchError> {
        let legs = TextLegs {
            text: request.legs.contains(&Leg::Text),
            fuzzy: request.legs.contains(&Leg::Fuzzy),
        };
        let text = async {
            if !legs.text && !legs.fuzzy {
                return Ok::<_, SearchError>(None);
            }
            let Some(index) = self.inner.shared.text.read().clone() else {
                return Ok(None);
            };
            let (shared, plan, filter) = (Arc::clone(&self.inner.shared), Arc::clone(plan), filter.clone());
            let answer = tokio::task::spawn_blocking(move || {
                let model = shared.semantic.words();
                let is_word = |word: &str| model.as_ref().is_some_and(|model| model.is_word(word));
                shared.shelf.read(|facts| {
                    let keep = |num| filter.allows(num, || facts(num));
                    lexical::search(&index.lexicon(), &plan, legs, depth, &keep, &is_word)
                })
            })
            .await
            .map_err(|_| SearchError::Stopped)?;
            match answer {
                Ok(answer) => Ok(Some(answer)),
                Err(error) if error.asks_for_rebuild() => {
                    tracing::warn!(%error, "the search index is damaged and is built again");
                    // Fails only when search is being closed.
                    let _ = self.inner.orders.send(Order::Rebuild(None));
                    Ok(None)
                }
                Err(error) => Err(error),
            }
        };
        let meaning = query.text();
        let letters = meaning
            .chars()
            .map(|c| {
                if crate::text::script::is_unspaced(c) {
                    2
                } else {
                    usize::from(c.is_alphanumeric())
                }
            })
            .sum::<usize>();
        let semantic = async {
            if !request.legs.contains(&Leg::Vector) || letters < MEANS_SOMETHING {
                return Ok::<_, SearchError>(None);
            }
            let turn = self.inner.steering.turn();
            let cancel = self.take_off(request.seq);
            let may = self.may_embed(&meaning, query, &cancel).await;
            if !matches!(may, Ok(true)) {
                self.land(&cancel);
                return may.map(|_| None);
            }
            let (shared, filter, flag) = (Arc::clone(&self.inner.shared), filter.clone(), Arc::clone(&cancel));
            let plan = Arc::clone(plan);
            let found = tokio::task::spawn_blocking(move || {
                let meaning = shared.mended(&plan, &meaning).unwrap_or(meaning);
                let allowed = |num| filter.may_allow(num, || shared.shelf.get(num));
                let keep = match &filter {
                    Filter::Set(set) if set.nums.len() <= FEW => Keep::Among(&set.nums),
                    _ => Keep::If(&allowed),
                };
                shared.semantic.search(&meaning, depth, keep, &flag)
            })
            .await;
            self.land(&cancel);
            match found.map_err(|_| SearchError::Stopped)? {
                Ok(found) => Ok(found),
                Err(error) => {
                    tracing::warn!(%error, "the vector leg failed");
                    self.leg_failed(error, turn);
                    Ok(None)
                }
            }
        };
        let (text, semantic) = tokio::join!(text, semantic);
        Ok(Found {
            text: text?,
            semantic: semantic?,
        })
    }

    /// Whether what was typed may be embedded by what makes vectors now. Where that costs or leaves the machine, typing has
    /// to have rested, and nothing is embedded that names an entity: that is found without.
    async fn may_embed(&self, meaning: &str, query: &Query, cancel: &AtomicBool) -> Result<bool, SearchError> {
        let semantic = &self.inner.shared.semantic;
        let Some(by) = semantic.embedding() else {
            return Ok(false);
        };
        let Some(pause) = by.pause() else { return Ok(true) };
        if semantic.mirror.is_empty() {
            return Ok(false);
        }
        if semantic.known(&*by, meaning).is_some() {
            return Ok(true);
        }
        tokio::time::sleep(pause).await;
        if cancel.load(Ordering::Relaxed) {
            return Ok(false);
        }
        Ok(!self.names_something(query).await?)
    }

    /// Says of a failure that stays why nothing is found by meaning, unless another makes the vectors by now.
    fn leg_failed(&self, error: SearchError, turn: u64) {
        if let SearchError::Embedding(EmbeddingError::Lasting(message)) = error {
            self.inner.steering.in_turn(turn, || {
                self.inner.shared.set_vector_status(VectorStatus::NoModel { message });
            });
        }
    }

    /// Without words there is nothing to rank by: what was opened lately, then what was written lately.
    fn add_listed(&self, fused: &mut Vec<Fused>, query: &Query, filter: &Filter, visits: &Visits, limit: usize) {
        let shelf = &self.inner.shared.shelf;
        let mut listed: Vec<i64> = Vec::new();
        if query.filters.is_empty() || query.recent {
            listed.extend(
                visits
                    .recent
                    .iter()
                    .copied()
                    .filter(|&num| filter.allows(num, || shelf.get(num))),
            );
        }
        if listed.len() < limit {
            listed.extend(filter.newest(shelf, limit));
        }
        for num in listed {
            if fused.len() >= limit {
                break;
            }
            if !fused.iter().any(|hit| hit.num == num) {
                #[expect(clippy::cast_precision_loss, reason = "at most some hundreds")]
                let score = 1.0 / (1.0 + fused.len() as f32);
                fused.push(Fused {
                    num,
                    score,
                    exact: None,
                    legs: Vec::new(),
                });
            }
        }
    }

    /// Reads the found entities in one go and makes their rows.
    #[expect(clippy::too_many_arguments, reason = "all of what one answer is made of")]
    async fn dress(
        &self,
        request: &SearchRequest,
        context: &QueryContext<'_>,
        query: &Query,
        filter: &Filter,
        plan: &Plan,
        text: &TextAnswer,
        fused: &[Fused],
        frecency: &HashMap<i64, f32>,
    ) -> Result<Vec<crate::api::Hit>, SearchError> {
        let nums: Vec<i64> = fused.iter().map(|hit| hit.num).collect();
        let mut stored = if nums.is_empty() {
            Vec::new()
        } else {
            self.inner.rows.read(&self.inner.store, &nums).await?
        };
        // The index may be behind, the workspace never is.
        let named = |num: i64| fused.iter().any(|hit| hit.num == num && hit.exact.is_some());
        stored.retain(|one| {
            let facts = Facts::of(context.schema.kind(one.entity.kind), &one.entity);
            named(one.num) || filter.allows(one.num, || Some(facts))
        });
        let marker = if query.terms.is_empty() {
            Marker::default()
        } else {
            Marker::new(plan, &text.readings)
        };
        let dresser = Dresser {
            schema: context.schema,
            members: context.members,
            marker: &marker,
            explain: request.explain.then_some(text.readings.as_slice()),
            frecency,
        };
        Ok(dresser.dress(fused, &stored))
    }
}
