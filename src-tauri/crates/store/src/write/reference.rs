//! References to members and to other entities: they must exist, and entities are kept by id.

use std::collections::{BTreeMap, BTreeSet};

use workestra_core::parse::FieldIssue;
use workestra_core::{EntityId, EntityRef, FieldDef, FieldType, Fields, Kind, KindDef, Value};

use super::Writing;
use crate::error::{StoreError, WriteError};
use crate::sql::{self, json_ids};
use crate::table::read_id;

impl Writing<'_> {
    /// Makes every reference of these entities an id, and says for each what does not exist.
    pub(super) async fn resolve(
        &mut self,
        mut entities: Vec<(&KindDef, &mut Fields)>,
        own: &BTreeMap<EntityId, Kind>,
    ) -> Result<Vec<Result<(), Vec<FieldIssue>>>, WriteError> {
        let (mut ids, mut references) = (BTreeSet::new(), BTreeSet::new());
        for (def, fields) in &entities {
            for (_, text) in pointers(def, fields) {
                if let Ok(id) = text.parse::<EntityId>() {
                    ids.insert(id);
                } else if let Ok(reference) = text.parse::<EntityRef>() {
                    references.insert(reference);
                }
            }
        }
        let ids: Vec<EntityId> = ids.into_iter().filter(|id| !own.contains_key(id)).collect();
        self.know_places(&ids).await?;
        let references: Vec<EntityRef> = references.into_iter().collect();
        self.know_references(&references).await?;
        let kind_of = |id: EntityId| own.get(&id).copied().or_else(|| Some(self.known.place(id)?.kind));
        let members = self.store.members();
        let mut outcomes = Vec::with_capacity(entities.len());
        for (def, fields) in &mut entities {
            let mut issues = Vec::new();
            for field in &def.fields {
                let Some(value) = fields.get_mut(field.key.as_ref()) else {
                    continue;
                };
                match &field.ty {
                    FieldType::Entity { kinds: allowed } => {
                        for text in texts_mut(value) {
                            let id = text.parse().ok().or_else(|| self.known.id_of(text.parse().ok()?));
                            match id.and_then(|id| Some((id, kind_of(id)?))) {
                                Some((id, kind)) if allowed.contains(&kind) => *text = id.to_string(),
                                Some((_, kind)) => issues.push(issue(field, format!("may not refer to a {kind}"))),
                                None => issues.push(issue(field, format!("there is no {text} in this workspace"))),
                            }
                        }
                    }
                    FieldType::Member => {
                        for text in texts_mut(value) {
                            let id = text.parse().ok();
                            match members.iter().find(|member| Some(member.id) == id) {
                                Some(member) => *text = member.id.to_string(),
                                None => {
                                    issues.push(issue(field, format!("there is no member {text} in this workspace")))
                                }
                            }
                        }
                    }
                    _ => {}
                }
            }
            outcomes.push(if issues.is_empty() { Ok(()) } else { Err(issues) });
        }
        Ok(outcomes)
    }

    /// Which of the ids any entity has or had, those deleted for good included.
    pub(super) async fn any_state(
        &mut self,
        ids: &[EntityId],
    ) -> Result<std::collections::HashSet<EntityId>, StoreError> {
        let query = "SELECT id FROM entities WHERE id IN (SELECT unhex(value) FROM json_each(?))";
        let rows = sql::rows(self.connection().await?, query, [json_ids(ids.iter().map(|id| id.0))]).await?;
        rows.iter().map(|row| Ok(EntityId(read_id(row, 0)?))).collect()
    }
}

fn pointers<'a>(def: &'a KindDef, fields: &'a Fields) -> impl Iterator<Item = (&'a FieldDef, &'a String)> {
    def.fields
        .iter()
        .filter(|field| matches!(field.ty, FieldType::Entity { .. }))
        .filter_map(|field| Some((field, fields.get(field.key.as_ref())?)))
        .flat_map(|(field, value)| value.texts().iter().map(move |text| (field, text)))
}

fn texts_mut(value: &mut Value) -> &mut [String] {
    match value {
        Value::Text(text) => std::slice::from_mut(text),
        Value::List(list) => list,
        Value::Bool(_) | Value::Number(_) | Value::Money(_) => &mut [],
    }
}

fn issue(field: &FieldDef, message: String) -> FieldIssue {
    FieldIssue {
        field: field.key.clone().into_owned(),
        label: field.label.clone().into_owned(),
        message,
    }
}
