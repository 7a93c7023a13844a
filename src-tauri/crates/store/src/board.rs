//! What a board says above its columns: how many entities each stage holds, and what they are worth.

use std::collections::BTreeMap;

use sqlx::Row as _;
use workestra_core::query::Query;
use workestra_core::{FieldType, Kind, KindDef, Sensitivity};

use crate::condition::Meaning;
use crate::error::StoreError;
use crate::sql::{self, Cell};
use crate::store::Store;

/// What one stage holds.
#[derive(Debug, Clone, PartialEq)]
pub struct StageTotal {
    /// The stage's key.
    pub stage: String,
    /// How many entities.
    pub count: i64,
    /// What they are worth, one sum per currency, in the order of the currencies' codes.
    pub sums: Vec<CurrencySum>,
}

/// A sum in one currency.
#[derive(Debug, Clone, PartialEq)]
pub struct CurrencySum {
    /// ISO 4217.
    pub currency: String,
    /// In minor units.
    pub minor: i64,
    /// In minor units, each amount times its own chance or, without one, its stage's.
    pub weighted_minor: i64,
}

impl Store {
    /// Totals of the stages that hold anything, of what the filters let through. Amounts are those of the kind's first
    /// money field that everybody may see.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn stage_totals(&self, kind: Kind, query: &Query) -> Result<Vec<StageTotal>, StoreError> {
        let schema = self.schema();
        let meaning = Meaning {
            schema: &schema,
            clock: &self.inner().clock,
        };
        let Some(conditions) = meaning.conditions(query, kind, true) else {
            return Ok(Vec::new());
        };
        let def = schema.kind(kind);
        let (sums, cells, group) = match money(def) {
            Some(key) => {
                let (chance, cells) = chance(def);
                let sums = format!(", {key}_currency, total({key}), total({key} * {chance} / 100.0)");
                (sums, cells, format!(", {key}_currency"))
            }
            None => (", NULL, 0.0, 0.0".to_owned(), Vec::new(), String::new()),
        };
        let text = format!(
            "SELECT stage, count(*){sums} FROM {kind}{} WHERE {} GROUP BY stage{group}",
            conditions.access.clause(),
            conditions.text
        );
        let mut connection = self.reader().await?;
        let rows = sql::rows_made(&mut connection, text, cells.into_iter().chain(conditions.cells)).await?;
        let mut totals: BTreeMap<String, StageTotal> = BTreeMap::new();
        for row in rows {
            let stage: String = row.try_get(0)?;
            let total = totals.entry(stage.clone()).or_insert(StageTotal {
                stage,
                count: 0,
                sums: Vec::new(),
            });
            total.count += row.try_get::<i64, _>(1)?;
            if let Some(currency) = row.try_get::<Option<String>, _>(2)? {
                total.sums.push(CurrencySum {
                    currency,
                    minor: whole(row.try_get(3)?),
                    weighted_minor: whole(row.try_get(4)?),
                });
            }
        }
        Ok(totals.into_values().collect())
    }
}

fn money(def: &KindDef) -> Option<&str> {
    def.fields
        .iter()
        .find(|field| field.ty == FieldType::Money && !field.custom && field.sensitivity < Sensitivity::Restricted)
        .map(|field| field.key.as_ref())
}

/// The chance of an entity in percent: its own, else that of its stage.
fn chance(def: &KindDef) -> (String, Vec<Cell>) {
    let own = if def.field("probability").is_some() {
        "probability, "
    } else {
        ""
    };
    let mut text = format!("coalesce({own}CASE stage");
    let mut cells = Vec::new();
    for stage in &def.stages {
        if let Some(percent) = stage.probability {
            text.push_str(" WHEN ? THEN ?");
            cells.extend([stage.key.as_ref().into(), Cell::Int(percent.into())]);
        }
    }
    if cells.is_empty() {
        return (format!("coalesce({own}100)"), cells);
    }
    text.push_str(" END, 0)");
    (text, cells)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "sums are far below 2^53, and a cast saturates"
)]
fn whole(sum: f64) -> i64 {
    sum.round() as i64
}
