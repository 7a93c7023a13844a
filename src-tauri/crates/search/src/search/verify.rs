//! Checks what search keeps against the workspace file.

use std::collections::HashMap;

use workestra_core::EntityRef;
use workestra_store::Problem;

use super::Search;
use crate::api::VectorStatus;
use crate::error::SearchError;
use crate::index::document::digest;
use crate::shelf::Facts;

/// Entities read at once.
const PAGE: usize = 1000;
/// Problems told one by one; of more, the count.
const TOLD: usize = 50;

/// The document of an entity, as the index has it.
struct Indexed {
    digest: u64,
    facts: u64,
    copies: u32,
}

/// Collects problems without letting them grow past reading.
#[derive(Default)]
struct Findings {
    told: Vec<Problem>,
    more: usize,
}

impl Findings {
    fn add(&mut self, check: &'static str, message: String) {
        if self.told.len() < TOLD {
            self.told.push(Problem { check, message });
        } else {
            self.more += 1;
        }
    }
}

impl Search {
    /// Checks that every entity is in the text index exactly once and as it is now, that the shelf agrees, and that the
    /// mirror holds the vectors of the workspace file, each within rounding. Waits for the text index first. Slow.
    ///
    /// # Errors
    /// The workspace or the index cannot be read.
    pub async fn verify(&self) -> Result<Vec<Problem>, SearchError> {
        self.wait_idle(true, false).await?;
        let mut findings = Findings::default();
        let references = self.verify_text(&mut findings).await?;
        self.verify_vectors(&mut findings, &references).await?;
        if findings.more > 0 {
            findings.told.push(Problem {
                check: "search",
                message: format!("{} more problems", findings.more),
            });
        }
        Ok(findings.told)
    }

    async fn verify_text(&self, findings: &mut Findings) -> Result<HashMap<i64, EntityRef>, SearchError> {
        let store = &self.inner.store;
        let mut indexed = self.indexed()?;
        let schema = store.schema();
        let mut references = HashMap::new();
        let mut after = 0;
        loop {
            let page = store.scan(after, PAGE).await?;
            let Some(last) = page.iter().map(|stored| stored.num).max() else {
                break;
            };
            let nums: Vec<i64> = page.iter().map(|stored| stored.num).collect();
            let notes: HashMap<i64, Vec<String>> = store
                .notes_text(&nums)
                .await?
                .into_iter()
                .map(|notes| (notes.num, notes.texts))
                .collect();
            for stored in page {
                let reference = stored.entity.reference;
                references.insert(stored.num, reference);
                let def = schema.kind(stored.entity.kind);
                let Some(found) = indexed.remove(&stored.num) else {
                    findings.add("index", format!("{reference} is not in the text index: reindex"));
                    continue;
                };
                if found.copies != 1 {
                    findings.add(
                        "index",
                        format!("{reference} is {} times in the text index: reindex", found.copies),
                    );
                }
                let notes = notes.get(&stored.num).map_or(&[][..], Vec::as_slice);
                let facts = Facts::of(def, &stored.entity);
                if found.digest != digest(def, &stored, notes) || found.facts != facts.bits() {
                    findings.add(
                        "index",
                        format!("{reference} is out of date in the text index: reindex"),
                    );
                }
                if self.inner.shared.shelf.get(stored.num) != Some(facts) {
                    findings.add("index", format!("{reference} is out of date in memory: restart"));
                }
            }
            after = last;
        }
        for num in indexed.keys() {
            findings.add(
                "index",
                format!("document {num} of the text index has no entity: reindex"),
            );
        }
        Ok(references)
    }

    fn indexed(&self) -> Result<HashMap<i64, Indexed>, SearchError> {
        let mut indexed: HashMap<i64, Indexed> = HashMap::new();
        let text = self.inner.shared.text.read().clone().ok_or(SearchError::Stopped)?;
        for segment in text.searcher().segment_readers() {
            let fast = segment.fast_fields();
            let (nums, facts, digests) = (fast.u64("num")?, fast.u64("facts")?, fast.u64("digest")?);
            for doc in segment.doc_ids_alive() {
                let num = nums.first(doc).and_then(|num| i64::try_from(num).ok()).unwrap_or(-1);
                let found = indexed.entry(num).or_insert(Indexed {
                    digest: 0,
                    facts: 0,
                    copies: 0,
                });
                found.digest = digests.first(doc).unwrap_or(0);
                found.facts = facts.first(doc).unwrap_or(0);
                found.copies += 1;
            }
        }
        Ok(indexed)
    }

    async fn verify_vectors(
        &self,
        findings: &mut Findings,
        references: &HashMap<i64, EntityRef>,
    ) -> Result<(), SearchError> {
        let semantic = &self.inner.shared.semantic;
        let Some(by) = semantic.embedding() else { return Ok(()) };
        let model = by.identity().name.as_str();
        let settled = matches!(self.status().vectors, VectorStatus::Ready { .. });
        if !settled {
            return Ok(());
        }
        let mut kept: Vec<i64> = Vec::new();
        self.inner.store.for_each_vector(model, |num, _| kept.push(num)).await?;
        for num in &kept {
            let name = references
                .get(num)
                .map_or_else(|| format!("entity {num}"), ToString::to_string);
            if !references.contains_key(num) {
                findings.add("vectors", format!("the vector of {name} has no entity"));
            }
            if !semantic.mirror.contains(*num) {
                findings.add("vectors", format!("the vector of {name} is not in memory: restart"));
            }
        }
        if semantic.mirror.len() > kept.len() {
            findings.add(
                "vectors",
                format!(
                    "{} vectors in memory are not in the workspace: restart",
                    semantic.mirror.len() - kept.len()
                ),
            );
        }
        let counts = self.inner.store.vector_counts_among(model, &by.kinds()).await?;
        if counts.have < counts.want {
            findings.add(
                "vectors",
                format!("{} entities have no vector yet", counts.want - counts.have),
            );
        }
        Ok(())
    }
}
