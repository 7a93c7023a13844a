//! What a change set does, field by field, as it is shown to a person and compared before it is written.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};
use workestra_core::{ChangeOp, EntityId, EntityRef, FieldType, KindDef, Schema};

use crate::feed::op_name;

/// One change of one entity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Effect {
    /// The entity. Of one that is being made, the id means nothing outside of the set.
    pub entity: EntityId,
    /// Its reference. Of one that is being made, it may yet be another.
    pub reference: EntityRef,
    /// Its title, after the change.
    pub title: String,
    /// What happens to it.
    pub op: ChangeOp,
    /// The field's key, or what hangs on it: `note`, `link`, `file`.
    pub field: Option<String>,
    /// The value before.
    pub old: Option<Json>,
    /// The value after; of an entity that is being made, all of its fields.
    pub new: Option<Json>,
}

/// The effects in a form that comes out the same whenever the same ops meet the same entities: without what depends on
/// the clock (instants, derived fields), and without ids and references of what is being made. What hangs on an entity
/// counts as such, since its content is in the arguments.
#[must_use]
pub fn comparable(effects: &[Effect], schema: &Schema) -> Vec<Json> {
    let mut made: HashMap<EntityId, usize> = HashMap::new();
    effects
        .iter()
        .map(|effect| {
            let def = schema.kind(effect.reference.kind);
            if effect.op == ChangeOp::Create {
                let next = made.len();
                made.entry(effect.entity).or_insert(next);
            }
            let who = made.get(&effect.entity).map_or_else(
                || effect.entity.to_string(),
                |at| format!("new {} {at}", effect.reference.kind),
            );
            let value = |value: &Option<Json>| match (effect.op, &effect.field, value) {
                (_, _, None) | (ChangeOp::Attach, ..) => Json::Null,
                (ChangeOp::Create, _, Some(Json::Object(fields))) => Json::Object(steady(def, fields)),
                (_, Some(field), Some(_)) if is_clocked(def, field) => Json::from("…"),
                (_, _, Some(value)) => value.clone(),
            };
            json!([
                who,
                op_name(effect.op),
                effect.field,
                value(&effect.old),
                value(&effect.new)
            ])
        })
        .collect()
}

fn steady(def: &KindDef, fields: &Map<String, Json>) -> Map<String, Json> {
    let steady = fields.iter().filter(|(key, _)| !is_clocked(def, key));
    steady.map(|(key, value)| (key.clone(), value.clone())).collect()
}

fn is_clocked(def: &KindDef, key: &str) -> bool {
    def.field(key)
        .is_some_and(|field| field.derived || field.ty == FieldType::DateTime)
}
