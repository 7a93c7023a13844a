//! nDCG@10 of all legs together against ranking by words alone, typed right and with a slip.

use std::collections::HashMap;

use workestra_core::EntityId;
use workestra_engine::api::Leg;

use super::exact::all;
use super::gain::{ROWS, ndcg};
use super::{facts, paraphrases};
use crate::chance;
use crate::document::Documents;
use crate::figure::{Beside, Figure, Unit, Values};
use crate::peer::{Peer as _, Sqlite};
use crate::report::Report;
use crate::world::{Vectors, World};

/// Losing this much is worth a look.
const SPOILT: f64 = 0.05;
/// Spoilt searches that are named.
const SHOWN: usize = 3;

/// A search with what each entity is worth as its answer.
#[derive(Debug, Clone)]
pub struct Judged {
    /// What is typed.
    pub text: String,
    /// 2 for what was looked for, 1 for what belongs to it; others are worth nothing.
    pub grades: HashMap<EntityId, u8>,
}

impl Judged {
    fn ndcg(&self, found: impl Iterator<Item = EntityId>) -> f64 {
        let found: Vec<u8> = found.map(|id| self.grades.get(&id).copied().unwrap_or(0)).collect();
        let all: Vec<u8> = self.grades.values().copied().collect();
        ndcg(&found, &all)
    }
}

/// Measures it.
///
/// # Errors
/// The workspace cannot be read, or the peer fails.
pub async fn measure(world: &World, report: Report) -> anyhow::Result<()> {
    if world.vectors != Vectors::Made {
        return report.left_out("quality", world.vectors.note());
    }
    let entities = all(world).await?;
    let ids: HashMap<i64, EntityId> = entities.iter().map(|stored| (stored.num, stored.entity.id)).collect();
    let mut bm25 = Sqlite::start().await?;
    let mut documents = Documents::of(world.open.store());
    loop {
        let page = documents.page().await?;
        if page.is_empty() {
            break;
        }
        bm25.fill(&page).await?;
    }
    bm25.settle(&[]).await?;
    let mut judge = Judge { world, bm25, ids };
    let by_meaning = paraphrases::searches(&entities);
    let by_facts = facts::searches(&entities);
    let both: Vec<Judged> = by_meaning.iter().chain(&by_facts).cloned().collect();
    for (name, searches) in [
        ("said in other words", by_meaning),
        ("two facts of an entity", by_facts),
        ("both", both),
    ] {
        let mut rng = chance::of(51);
        let slipped: Vec<Judged> = searches
            .iter()
            .map(|search| Judged {
                text: chance::slipped(&search.text, &mut rng),
                grades: search.grades.clone(),
            })
            .collect();
        report.figure(&judge.figure(name, &searches).await?)?;
        report.figure(&judge.figure(&format!("{name}, one slip each"), &slipped).await?)?;
    }
    Ok(())
}

/// What ranks.
struct Judge<'a> {
    world: &'a World,
    bm25: Sqlite,
    ids: HashMap<i64, EntityId>,
}

impl Judge<'_> {
    async fn figure(&mut self, name: &str, searches: &[Judged]) -> anyhow::Result<Figure> {
        let hybrid = self.ours(searches, &[Leg::Text, Leg::Fuzzy, Leg::Vector]).await?;
        let words = self.ours(searches, &[Leg::Text]).await?;
        let mut theirs = Vec::with_capacity(searches.len());
        for search in searches {
            let nums = self.bm25.bm25(&search.text, ROWS).await?;
            theirs.push(search.ndcg(nums.iter().filter_map(|num| self.ids.get(num).copied())));
        }
        let mut note = format!("{} searches, all legs", searches.len());
        note.push_str(&losses(searches, &hybrid, &words));
        let beside = [
            ("our text leg alone", words),
            ("SQLite FTS5, BM25 over any of the words", theirs),
        ];
        let figure = Figure::new(
            format!("nDCG@10, {name}"),
            self.world.entities,
            Unit::Ndcg,
            vec![mean(&hybrid)],
        );
        Ok(figure.note(note).beside(beside.map(|(name, gains)| Beside {
            name: name.to_owned(),
            outcome: Ok(Values::of(vec![mean(&gains)])),
        })))
    }

    /// What each search gains with these legs.
    async fn ours(&self, searches: &[Judged], legs: &[Leg]) -> anyhow::Result<Vec<f64>> {
        let mut gains = Vec::with_capacity(searches.len());
        for search in searches {
            let hits = self.world.ask(&search.text, legs).await?.hits;
            gains.push(search.ndcg(hits.iter().map(|hit| hit.id)));
        }
        Ok(gains)
    }
}

/// The searches that the other legs spoil most, for those who mend the fusion.
fn losses(searches: &[Judged], hybrid: &[f64], words: &[f64]) -> String {
    let mut losses: Vec<(f64, String)> = searches
        .iter()
        .zip(hybrid.iter().zip(words))
        .filter(|(_, (hybrid, words))| **hybrid + SPOILT < **words)
        .map(|(search, (hybrid, words))| {
            let shown = format!("“{}” {hybrid:.2} against {words:.2}", search.text);
            (words - hybrid, shown)
        })
        .collect();
    if losses.is_empty() {
        return String::new();
    }
    losses.sort_by(|a, b| b.0.total_cmp(&a.0));
    let worst: Vec<&str> = losses.iter().take(SHOWN).map(|(_, shown)| shown.as_str()).collect();
    format!(
        "; worse than text alone in {}, most in {}",
        losses.len(),
        worst.join(", ")
    )
}

#[expect(clippy::cast_precision_loss, reason = "few searches")]
fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}
