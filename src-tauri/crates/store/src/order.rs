//! From the sort columns of a list to ORDER BY, and to the walk by groups that columns of a few values allow.

use sqlx::SqliteConnection;
use workestra_core::{FieldDef, FieldType, Kind, Member, Schema};

use crate::error::StoreError;
use crate::field_condition;
use crate::sql::{self, Cell};
use crate::table::{LIVE, sorts_along_index};

/// One column of a sort.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct OrderColumn {
    /// What is compared.
    pub(crate) expression: String,
    /// With which collation.
    collation: &'static str,
    /// Largest first.
    pub(crate) descending: bool,
    /// The index that holds the live entities in this order.
    pub(crate) index: Option<String>,
    /// The values in their order, where that is not the one in which they compare: a pipeline, a menu, names of people.
    pub(crate) groups: Option<Vec<Cell>>,
}

impl OrderColumn {
    /// The column of a sort key.
    pub(crate) fn of(
        schema: &Schema,
        members: &[Member],
        kind: Kind,
        key: &str,
        descending: bool,
    ) -> Result<Self, StoreError> {
        let plain = |expression: &str, collation, index: Option<&str>| Self {
            expression: expression.to_owned(),
            collation,
            descending,
            index: index.map(|index| format!("{kind}_by_{index}")),
            groups: None,
        };
        match key {
            // Numbers of a kind are given in order, so its references are in the order of the table itself.
            "reference" => return Ok(plain("num", "", None)),
            "title" => return Ok(plain("display_title", " COLLATE folded", Some("display_title"))),
            "created_at" | "updated_at" => return Ok(plain(key, "", Some(key))),
            _ => {}
        }
        let key = key.strip_prefix("field:").unwrap_or(key);
        let field = schema
            .kind(kind)
            .field(key)
            .filter(|field| field.sortable())
            .ok_or_else(|| StoreError::NoSuchColumn(key.to_owned()))?;
        Ok(Self::of_field(schema, members, kind, field, descending))
    }

    fn of_field(schema: &Schema, members: &[Member], kind: Kind, field: &FieldDef, descending: bool) -> Self {
        let (expression, collation) = compared(field);
        let groups = match &field.ty {
            FieldType::Stage => {
                let stages = &schema.kind(kind).stages;
                Some(stages.iter().map(|stage| stage.key.as_ref().into()).collect())
            }
            FieldType::Select { choices } => Some(choices.iter().map(|choice| choice.key.as_ref().into()).collect()),
            FieldType::Member => {
                let mut members: Vec<&Member> = members.iter().collect();
                members.sort_by(|a, b| crate::fold::compare(&a.name, &b.name));
                let id = |member: &Member| match field.custom {
                    true => Cell::Text(member.id.to_string()),
                    false => Cell::from(member.id.0),
                };
                Some(members.into_iter().map(id).collect())
            }
            _ => None,
        };
        Self {
            expression,
            collation,
            descending,
            index: index_of(kind, field),
            groups,
        }
    }

    /// The term of ORDER BY, with the values it binds; of the reverse order when it is gone through backwards.
    pub(crate) fn term(&self, backwards: bool) -> (String, Vec<Cell>) {
        let direction = match (self.descending != backwards, backwards) {
            (true, false) => "DESC NULLS LAST",
            (false, false) => "ASC NULLS LAST",
            (true, true) => "DESC NULLS FIRST",
            (false, true) => "ASC NULLS FIRST",
        };
        match &self.groups {
            None => (format!("{}{} {direction}", self.expression, self.collation), Vec::new()),
            Some(groups) => {
                let mut text = format!("CASE {}", self.expression);
                for place in 0..groups.len() {
                    text.push_str(&format!(" WHEN ? THEN {place}"));
                }
                text.push_str(&format!(
                    " ELSE iif({} IS NULL, NULL, {}) END",
                    self.expression,
                    groups.len()
                ));
                (format!("{text} {direction}"), groups.clone())
            }
        }
    }

    /// The direction in which numbers break ties, so that the index serves both.
    pub(crate) const fn tie(&self, backwards: bool) -> &'static str {
        if self.descending != backwards {
            "num DESC"
        } else {
            "num ASC"
        }
    }
}

/// What is compared of a field, and with which collation.
fn compared(field: &FieldDef) -> (String, &'static str) {
    let expression = match (&field.ty, field.custom) {
        (FieldType::Money, false) => format!("\"{}_major\"", field.key),
        (FieldType::Money, true) => {
            format!("(custom ->> '$.\"{}\".minor')", field.key.replace(['\'', '"'], ""))
        }
        _ => field_condition::expression(field),
    };
    let collation = match field.ty {
        FieldType::Text | FieldType::Email | FieldType::Phone | FieldType::Url => " COLLATE folded",
        _ => "",
    };
    (expression, collation)
}

/// The index that holds the live entities in the order of a field, if there is one.
fn index_of(kind: Kind, field: &FieldDef) -> Option<String> {
    let name = || match field.custom {
        true => custom_index(kind, &field.key),
        false => format!("{kind}_by_{}", field.key),
    };
    sorts_along_index(field).then(name)
}

fn custom_index(kind: Kind, key: &str) -> String {
    format!("{kind}_by_custom_{key}")
}

/// Makes the index by which lists are sorted by a custom field, as declared fields have theirs. Where it is there, nothing
/// happens.
pub(crate) async fn index_custom(
    connection: &mut SqliteConnection,
    kind: Kind,
    field: &FieldDef,
) -> Result<(), StoreError> {
    if let Some(name) = index_of(kind, field).filter(|_| field.custom) {
        let (expression, collation) = compared(field);
        // The key was checked when the field was made: it holds nothing but small letters, digits and _.
        let create = format!("CREATE INDEX IF NOT EXISTS \"{name}\" ON {kind} ({expression}{collation}) WHERE {LIVE}");
        sql::execute_made(connection, create, []).await?;
    }
    Ok(())
}

/// Takes it away.
pub(crate) async fn drop_custom_index(
    connection: &mut SqliteConnection,
    kind: Kind,
    key: &str,
) -> Result<(), StoreError> {
    let drop = format!("DROP INDEX IF EXISTS \"{}\"", custom_index(kind, key));
    sql::execute_made(connection, drop, []).await?;
    Ok(())
}
