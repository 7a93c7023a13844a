//! Changes of fields.

use std::collections::BTreeMap;

use sqlx::Row as _;
use workestra_core::parse::{FieldIssue, check_all, check_patch};
use workestra_core::{Actor, EntityId, FieldType, Fields, KindDef, MemberId, Patch, Value, Verb};

use super::Writing;
use super::apply::Failure;
use super::derived;
use super::known::refers;
use crate::api::StoredEntity;
use crate::error::{OpError, StoreError};
use crate::op::Applied;
use crate::sql;

impl Writing<'_> {
    pub(super) async fn update(
        &mut self,
        id: EntityId,
        revision: Option<i64>,
        patch: Patch,
    ) -> Result<Applied, Failure> {
        let stored = self.target(id, Verb::Write).await?;
        let schema = self.store.schema();
        let def = schema.kind(stored.entity.kind);
        // Workestra itself keeps derived fields; nobody else may set them.
        let patch = if self.grant.actor() == Actor::System {
            patch
        } else {
            check_patch(def, patch).map_err(OpError::Invalid)?
        };
        if let Some(revision) = revision {
            self.refuse_stale(def, &stored, revision, &patch).await?;
        }
        self.refuse_former_members(def, &patch)?;
        let refers = refers(def, patch.keys());
        let mut fields = stored.entity.fields.clone();
        for (key, value) in patch {
            match value {
                Some(value) => fields.insert(key, value),
                None => fields.remove(&key),
            };
        }
        let mut fields = check_all(def, fields).map_err(OpError::Invalid)?;
        let (before, made) = (&stored.entity.fields, stored.entity.created_at);
        derived::on_update(def, before, &mut fields, made, &self.store.targets());
        if refers {
            for outcome in self.resolve(vec![(def, &mut fields)], &BTreeMap::new()).await? {
                outcome.map_err(OpError::Invalid)?;
            }
        }
        let mut unique = def.fields.iter().filter(|field| field.unique);
        if unique.any(|field| fields.get(field.key.as_ref()) != stored.entity.fields.get(field.key.as_ref())) {
            let issues = self.shared_values(&[(def, &fields, Some(stored.num))]).await?;
            if let Some(issues) = issues.into_iter().find(|issues| !issues.is_empty()) {
                return Err(OpError::Invalid(issues).into());
            }
        }
        Ok(self.put_fields(&schema, stored, fields)?)
    }

    /// Nothing is given to somebody who left.
    fn refuse_former_members(&self, def: &KindDef, patch: &Patch) -> Result<(), OpError> {
        let members = self.store.members();
        for field in def.fields.iter().filter(|field| field.ty == FieldType::Member) {
            let given = patch.get(field.key.as_ref()).and_then(Option::as_ref);
            let ids = given
                .map_or(&[][..], Value::texts)
                .iter()
                .filter_map(|text| text.parse().ok());
            let ids: Vec<MemberId> = ids.collect();
            if let Some(gone) = members.iter().find(|member| !member.active && ids.contains(&member.id)) {
                let issue = FieldIssue {
                    field: field.key.clone().into_owned(),
                    label: field.label.clone().into_owned(),
                    message: format!("{} does not work here any more: choose another member", gone.name),
                };
                return Err(OpError::Invalid(vec![issue]));
            }
        }
        Ok(())
    }

    async fn refuse_stale(
        &mut self,
        def: &KindDef,
        stored: &StoredEntity,
        revision: i64,
        patch: &Patch,
    ) -> Result<(), Failure> {
        if revision >= stored.entity.revision {
            return Ok(());
        }
        let query = "SELECT DISTINCT field FROM changes WHERE entity = ? AND revision > ? AND op = 'update'";
        let rows = sql::rows(self.connection().await?, query, [stored.num.into(), revision.into()]).await?;
        let mut fields = Vec::new();
        for row in rows {
            let key: Option<String> = row.try_get(0).map_err(StoreError::from)?;
            let Some(key) = key else {
                continue;
            };
            // What somebody else set to the same value is no conflict.
            let same = patch
                .get(&key)
                .is_some_and(|new| new.as_ref() == stored.entity.fields.get(&key));
            if patch.contains_key(&key) && !same {
                fields.push(
                    def.field(&key)
                        .map_or_else(|| key.clone(), |field| field.label.clone().into_owned()),
                );
            }
        }
        if fields.is_empty() {
            return Ok(());
        }
        Err(OpError::Stale {
            reference: stored.entity.reference,
            fields,
        }
        .into())
    }
}

/// The keys whose values differ.
pub(super) fn differing<'a>(before: &'a Fields, after: &'a Fields) -> Vec<&'a String> {
    let mut keys: Vec<&String> = before.keys().chain(after.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.retain(|key| before.get(*key) != after.get(*key));
    keys
}
