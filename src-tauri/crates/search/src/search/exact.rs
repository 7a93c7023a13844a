//! The exact tier, answered by the workspace file: it needs no index.

use workestra_core::query::{Condition, Query};
use workestra_store::IdentifierKey;

use super::Search;
use crate::error::SearchError;
use crate::filter::Filter;
use crate::fuse::ExactHit;
use crate::identifiers::{Identifiers, describe};
use crate::shelf::Facts;

/// Entities that one identifier may name: people of one company share its domain.
const PER_KEY: usize = 20;
/// References looked up for one query.
const REFERENCES: usize = 4;

/// Sureness of an identifier; a reference is 0.
const fn tier(key: &IdentifierKey) -> usize {
    match key {
        IdentifierKey::Email(_) => 1,
        IdentifierKey::Phone(_) => 2,
        IdentifierKey::Name(_) => 3,
        IdentifierKey::Domain(_) => 4,
        IdentifierKey::Title(_) => 5,
    }
}

impl Search {
    /// Whether the query holds a reference or an address, or is a number, a name or a title that somebody has.
    pub(super) async fn names_something(&self, query: &Query) -> Result<bool, SearchError> {
        let asked = Identifiers::of(query);
        let by_form = |key: &IdentifierKey| {
            matches!(
                key,
                IdentifierKey::Email(_) | IdentifierKey::Phone(_) | IdentifierKey::Domain(_)
            )
        };
        if !asked.references.is_empty() || asked.keys.iter().any(by_form) {
            return Ok(true);
        }
        Ok(!self.inner.store.identifiers(&asked.keys, 1).await?.is_empty())
    }

    /// The entities that the query names, the surest first.
    pub(super) async fn exact(&self, query: &Query, filter: &Filter) -> Result<Vec<ExactHit>, SearchError> {
        let store = &self.inner.store;
        let asked = Identifiers::of(query);
        let mut hits: Vec<ExactHit> = Vec::new();
        // A reference names one thing: it is found wherever it lies, unless other filters speak against it.
        let only_named = query
            .filters
            .iter()
            .all(|filter| matches!(filter.condition, Condition::Reference { .. }) && !filter.negated);
        for reference in asked.references.iter().take(REFERENCES) {
            if let Some(found) = store.entity_by_ref(*reference).await? {
                let facts = Facts::of(store.schema().kind(found.entity.kind), &found.entity);
                if only_named || filter.allows(found.num, || Some(facts)) {
                    hits.push(ExactHit {
                        num: found.num,
                        by: format!("reference {reference}"),
                        tier: 0,
                    });
                }
            }
        }
        if asked.keys.is_empty() {
            return Ok(hits);
        }
        let mut matches = store.identifiers(&asked.keys, PER_KEY).await?;
        matches.sort_by_key(|found| asked.keys.get(found.key).map_or(usize::MAX, tier));
        // While the index is being built the shelf does not know all of them.
        let unknown: Vec<i64> = matches
            .iter()
            .map(|found| found.num)
            .filter(|&num| self.inner.shared.shelf.get(num).is_none())
            .collect();
        let looked_up = if unknown.is_empty() {
            Vec::new()
        } else {
            store.entities_by_num(&unknown).await?
        };
        let schema = store.schema();
        for found in matches {
            let facts = || {
                self.inner.shared.shelf.get(found.num).or_else(|| {
                    let stored = looked_up.iter().find(|stored| stored.num == found.num)?;
                    Some(Facts::of(schema.kind(stored.entity.kind), &stored.entity))
                })
            };
            let new = !hits.iter().any(|hit| hit.num == found.num);
            if let Some(key) = asked.keys.get(found.key)
                && new
                && filter.allows(found.num, facts)
            {
                hits.push(ExactHit {
                    num: found.num,
                    by: describe(key),
                    tier: tier(key),
                });
            }
        }
        Ok(hits)
    }
}
