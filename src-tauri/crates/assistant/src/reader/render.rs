//! Entities as a model reads them.

use workestra_core::{Entity, EntityId, FieldDef, FieldType, Kind, Value};

use super::Reader;
use crate::error::ToolError;
use crate::node::Node;

/// Of a long text, in a list.
const SHORT: usize = 200;

impl Reader {
    /// All fields within reach.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub async fn whole(&self, entity: &Entity) -> Result<Node, ToolError> {
        let def = self.schema().kind(entity.kind);
        let mut fields = Vec::new();
        for field in &def.fields {
            if let Some(value) = entity.fields.get(field.key.as_ref()) {
                fields.push((field.key.to_string(), self.value_node(entity.kind, field, value).await?));
            }
        }
        Ok(Node::object([
            ("reference", Node::word(entity.reference.to_string())),
            ("kind", Node::word(entity.kind.name())),
            ("title", self.title_node(entity)),
            ("revision", Node::Count(entity.revision)),
            ("fields", Node::Object(fields)),
            ("updated_at", Node::word(day_and_time(entity.updated_at))),
            ("archived", Node::Bool(entity.archived_at.is_some())),
            ("in_trash", Node::Bool(entity.deleted_at.is_some())),
        ]))
    }

    /// What a list shows.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub async fn short(&self, entity: &Entity) -> Result<Node, ToolError> {
        let def = self.schema().kind(entity.kind);
        let mut members = vec![
            ("reference".to_owned(), Node::word(entity.reference.to_string())),
            ("title".to_owned(), self.title_node(entity)),
            ("revision".to_owned(), Node::Count(entity.revision)),
        ];
        for key in def.columns.iter().chain(&def.context) {
            let known = members.iter().any(|(name, _)| name == key);
            if let (false, Some(field), Some(value)) = (known, def.field(key), entity.fields.get(*key)) {
                let value = shortened(value);
                members.push(((*key).to_owned(), self.value_node(entity.kind, field, &value).await?));
            }
        }
        Ok(Node::Object(members))
    }

    /// The title, which is a field's text and masked as such where its field is.
    fn title_node(&self, entity: &Entity) -> Node {
        Node::Quoted(entity.title.clone())
    }

    async fn value_node(&self, kind: Kind, field: &FieldDef, value: &Value) -> Result<Node, ToolError> {
        Ok(match &field.ty {
            FieldType::Member => {
                let ids = value.texts().iter().filter_map(|id| id.parse().ok());
                let names: Vec<&str> = ids.filter_map(|id| self.name_of(id)).collect();
                one_or_many(field, names.into_iter().map(Node::text).collect())
            }
            FieldType::Entity { .. } => {
                let ids: Vec<EntityId> = value.texts().iter().filter_map(|id| id.parse().ok()).collect();
                let references = self.references(&ids).await?;
                let references = references.into_iter().map(|(_, reference)| Node::word(reference.to_string()));
                one_or_many(field, references.collect())
            }
            _ => Node::Field {
                def: Box::new(field.clone()),
                value: value.clone(),
                quoted: comes_from_anybody(kind, field),
            },
        })
    }
}

fn one_or_many(field: &FieldDef, mut nodes: Vec<Node>) -> Node {
    match (field.many, nodes.len()) {
        (false, 1) => nodes.remove(0),
        _ => Node::List(nodes),
    }
}

/// Whether outsiders may have written the value: long texts everywhere, and what people who ask and apply say of
/// themselves.
fn comes_from_anybody(kind: Kind, field: &FieldDef) -> bool {
    match field.ty {
        FieldType::LongText => true,
        FieldType::Text | FieldType::Url | FieldType::Email => {
            matches!(kind, Kind::Ticket | Kind::Candidate | Kind::Contact)
        }
        _ => field.custom && matches!(field.ty, FieldType::Text),
    }
}

fn shortened(value: &Value) -> Value {
    match value {
        Value::Text(text) if text.chars().count() > SHORT => {
            Value::Text(text.chars().take(SHORT).chain(['…']).collect())
        }
        other => other.clone(),
    }
}

/// `2026-11-21T14:00:00Z`
#[must_use]
pub(crate) fn day_and_time(at: workestra_core::UtcMillis) -> String {
    let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
