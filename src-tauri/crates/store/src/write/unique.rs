//! Fields whose values no two entities of a kind may share, trash aside.

use std::collections::HashMap;

use sqlx::Row as _;
use workestra_core::parse::FieldIssue;
use workestra_core::{Fields, KindDef};

use super::Writing;
use crate::entity::titles;
use crate::error::StoreError;
use crate::identifier::{self, IdentifierType};
use crate::sql;

impl Writing<'_> {
    /// For each of the entities, with its number where it has one, the unique values that another entity outside the
    /// trash has.
    pub(super) async fn shared_values(
        &mut self,
        entities: &[(&KindDef, &Fields, Option<i64>)],
    ) -> Result<Vec<Vec<FieldIssue>>, StoreError> {
        let values: Vec<Vec<String>> = entities.iter().map(|(def, fields, _)| unique(def, fields)).collect();
        let holders = self.holders(&values).await?;
        let mut issues = vec![Vec::new(); entities.len()];
        for (at, (def, _, of)) in entities.iter().enumerate() {
            for text in &values[at] {
                let others = holders.get(text).into_iter().flatten();
                let Some(other) = others.copied().find(|&other| Some(other) != *of) else {
                    continue;
                };
                let other = titles(self.connection().await?, &[other]).await?;
                let other = other.first().map(|other| other.reference.to_string());
                issues[at].push(shared(def, text, other));
            }
        }
        Ok(issues)
    }

    /// The entities outside the trash that have these values.
    async fn holders(&mut self, values: &[Vec<String>]) -> Result<HashMap<String, Vec<i64>>, StoreError> {
        let asked: Vec<&String> = values.iter().flatten().collect();
        if asked.is_empty() {
            return Ok(HashMap::new());
        }
        let asked = serde_json::to_string(&asked).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        let query = "SELECT i.value, i.num FROM json_each(?) q CROSS JOIN identifiers i CROSS JOIN entities e
             WHERE i.type = ? AND i.value = q.value AND e.num = i.num AND e.state < 2";
        let cells = [asked.into(), (IdentifierType::Unique as i64).into()];
        let mut holders: HashMap<String, Vec<i64>> = HashMap::new();
        for row in sql::rows(self.connection().await?, query, cells).await? {
            holders.entry(row.try_get(0)?).or_default().push(row.try_get(1)?);
        }
        Ok(holders)
    }
}

/// The values of unique fields, as they are kept.
fn unique(def: &KindDef, fields: &Fields) -> Vec<String> {
    let unique = def.fields.iter().filter(|field| field.unique);
    let set = unique.filter_map(|field| Some((&field.key, fields.get(field.key.as_ref())?)));
    set.flat_map(|(key, value)| identifier::unique_values(def, key, value))
        .map(|(_, text)| text)
        .collect()
}

/// Says that a value is taken, by whom where that is known.
pub(super) fn shared(def: &KindDef, text: &str, by: Option<String>) -> FieldIssue {
    let (key, value) = text
        .strip_prefix(def.kind.name())
        .and_then(|rest| rest.strip_prefix('.'))
        .and_then(|rest| rest.split_once('='))
        .unwrap_or(("", text));
    let by = by.unwrap_or_else(|| format!("another {}", def.kind));
    FieldIssue {
        field: key.to_owned(),
        label: def
            .field(key)
            .map_or_else(String::new, |field| field.label.clone().into_owned()),
        message: format!("“{value}” belongs to {by} already: use another value"),
    }
}
