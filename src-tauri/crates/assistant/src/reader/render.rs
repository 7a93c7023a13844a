//! Entities as a model reads them.

use workestra_core::parse::minor_digits;
use workestra_core::{Entity, EntityId, FieldDef, FieldType, Kind, Mask, Money, Value};

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

    /// What is masked of an entity wherever free text repeats it.
    pub(crate) fn known(&self, entity: &Entity) -> Node {
        let def = self.schema().kind(entity.kind);
        let masked = def.fields.iter().filter(|field| field.mask == Mask::Placeholder);
        let known = masked.filter_map(|field| {
            let value = entity.fields.get(field.key.as_ref())?;
            Some((field.clone(), spoken(field, value)))
        });
        Node::Known(known.collect())
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
                let references = references
                    .into_iter()
                    .map(|(_, reference)| Node::word(reference.to_string()));
                one_or_many(field, references.collect())
            }
            _ => field_node(field, value, comes_from_anybody(kind, field)),
        })
    }
}

/// A field's value. What a placeholder may stand for is a text, so that it reads well where it is put back, and so that a
/// tool takes it where the model hands it on.
pub(crate) fn field_node(field: &FieldDef, value: &Value, quoted: bool) -> Node {
    Node::Field {
        def: Box::new(field.clone()),
        value: spoken(field, value),
        quoted,
    }
}

fn spoken(field: &FieldDef, value: &Value) -> Value {
    match value {
        Value::Money(money) => Value::Text(money_text(money)),
        Value::Number(number) if field.mask == Mask::Placeholder => Value::Text(number.to_string()),
        other => other.clone(),
    }
}

/// `1200.50 EUR`
pub(crate) fn money_text(money: &Money) -> String {
    let digits = usize::from(minor_digits(&money.currency).unwrap_or(2));
    let text = format!("{:0>width$}", money.minor.unsigned_abs(), width = digits + 1);
    let (whole, part) = text.split_at(text.len() - digits);
    let sign = if money.minor < 0 { "-" } else { "" };
    let point = if part.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{part} {}", money.currency)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_in_whole_units_of_their_currency() {
        for (minor, currency, text) in [
            (120_050, "EUR", "1200.50 EUR"),
            (5, "EUR", "0.05 EUR"),
            (-5, "EUR", "-0.05 EUR"),
            (1200, "JPY", "1200 JPY"),
        ] {
            let currency = currency.to_owned();
            assert_eq!(money_text(&Money { minor, currency }), text);
        }
    }
}
