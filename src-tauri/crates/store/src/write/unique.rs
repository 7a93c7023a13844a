//! Fields whose values no two entities of a kind may share, trash aside.

use sqlx::Row as _;
use workestra_core::parse::FieldIssue;
use workestra_core::{Fields, KindDef};

use super::Writing;
use crate::entity::titles;
use crate::error::StoreError;
use crate::identifier;
use crate::sql;

impl Writing<'_> {
    /// The unique values that another entity outside the trash has.
    pub(super) async fn shared_values(
        &mut self,
        def: &KindDef,
        fields: &Fields,
        of: Option<i64>,
    ) -> Result<Vec<FieldIssue>, StoreError> {
        let mut issues = Vec::new();
        for field in def.fields.iter().filter(|field| field.unique) {
            let Some(value) = fields.get(field.key.as_ref()) else {
                continue;
            };
            for (kind, text) in identifier::unique_values(def, &field.key, value) {
                let query = "SELECT i.num FROM identifiers i JOIN entities e ON e.num = i.num
                     WHERE i.type = ? AND i.value = ? AND i.num IS NOT ? AND e.state < 2 LIMIT 1";
                let cells = [(kind as i64).into(), text.as_str().into(), of.into()];
                let Some(row) = sql::row(self.connection()?, query, cells).await? else {
                    continue;
                };
                let other = titles(self.connection()?, &[row.try_get(0)?]).await?;
                issues.push(shared(
                    def,
                    &text,
                    other.first().map(|other| other.reference.to_string()),
                ));
            }
        }
        Ok(issues)
    }
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
