//! Entities as a model reads them.

use workestra_core::parse::minor_digits;
use workestra_core::{Entity, EntityId, FieldDef, FieldType, Kind, KindDef, Mask, Money, Value};
use workestra_store::Link;

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
            ("known", self.known(entity)),
            ("title", self.title(entity.kind, &entity.title)),
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
            ("known".to_owned(), self.known(entity)),
            ("title".to_owned(), self.title(entity.kind, &entity.title)),
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

    /// What does not leave of an entity, wherever free text repeats it.
    pub(crate) fn known(&self, entity: &Entity) -> Node {
        Node::Known(self.known_fields(entity))
    }

    fn known_fields(&self, entity: &Entity) -> Vec<(FieldDef, Value)> {
        let def = self.schema().kind(entity.kind);
        let mut known = Vec::new();
        for field in def.fields.iter().filter(|field| field.mask != Mask::None) {
            let Some(value) = entity.fields.get(field.key.as_ref()) else {
                continue;
            };
            match &field.ty {
                FieldType::Member => {
                    let names = self.names(value).into_iter().map(str::to_owned).collect();
                    known.push((field.clone(), Value::List(names)));
                }
                // An id says nothing, and a reference is how tools are told of an entity.
                FieldType::Entity { .. } => {}
                _ => known.push((field.clone(), spoken(field, value))),
            }
        }
        known
    }

    /// As [`Self::known`], of entities that are only named.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub(crate) async fn known_of(&self, ids: impl IntoIterator<Item = EntityId>) -> Result<Node, ToolError> {
        let ids: Vec<EntityId> = ids.into_iter().collect();
        let entities = self.loaded(&ids).await?;
        let known = entities.iter().flat_map(|entity| self.known_fields(entity));
        Ok(Node::Known(known.collect()))
    }

    /// A link, with what the other end is called.
    pub(crate) fn linked(&self, link: &Link) -> Node {
        Node::object([
            ("reference", Node::word(link.to.reference.to_string())),
            ("title", self.title(link.to.reference.kind, &link.to.title)),
            ("role", Node::text(link.role.as_str())),
        ])
    }

    /// A title. It is made of fields: where one of those that name the entity does not leave, a placeholder stands for
    /// the whole.
    pub(crate) fn title(&self, kind: Kind, title: &str) -> Node {
        let def = self.schema().kind(kind);
        let mut naming = def.naming().iter().filter_map(|key| def.field(key));
        if naming.all(|field| field.mask == Mask::None) {
            return Node::Quoted(title.to_owned());
        }
        let field = FieldDef {
            mask: Mask::Placeholder,
            ..FieldDef::new("title", "Title", FieldType::Text)
        };
        field_node(&field, &Value::from(title), true)
    }

    fn names(&self, value: &Value) -> Vec<&str> {
        let ids = value.texts().iter().filter_map(|id| id.parse().ok());
        ids.filter_map(|id| self.name_of(id)).collect()
    }

    pub(crate) async fn value_node(&self, kind: Kind, field: &FieldDef, value: &Value) -> Result<Node, ToolError> {
        Ok(match &field.ty {
            FieldType::Member => {
                let names = self.names(value).into_iter().map(str::to_owned);
                named(field, names.collect(), Node::Text)
            }
            FieldType::Entity { .. } => {
                let ids: Vec<EntityId> = value.texts().iter().filter_map(|id| id.parse().ok()).collect();
                let references = self.references(&ids).await?;
                let references = references.into_iter().map(|(_, reference)| reference.to_string());
                named(field, references.collect(), Node::Word)
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

/// A stage, masked as the field is that holds it.
pub(crate) fn stage_node(def: &KindDef, stage: &str) -> Node {
    match def.field("stage") {
        Some(field) => field_node(field, &Value::from(stage), false),
        None => Node::word(stage),
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

/// What ids stand for, masked as the field is that holds them.
fn named(field: &FieldDef, mut names: Vec<String>, as_they_are: fn(String) -> Node) -> Node {
    let one = !field.many && names.len() == 1;
    match (field.mask, one) {
        (Mask::None, true) => as_they_are(names.remove(0)),
        (Mask::None, false) => Node::List(names.into_iter().map(as_they_are).collect()),
        (_, true) => field_node(field, &Value::Text(names.remove(0)), false),
        (_, false) => field_node(field, &Value::List(names), false),
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

/// What [`day_and_time`] wrote, to the second.
pub(crate) fn read_day_and_time(text: &str) -> Option<workestra_core::UtcMillis> {
    let at: jiff::Timestamp = text.parse().ok()?;
    Some(workestra_core::UtcMillis(at.as_millisecond()))
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
