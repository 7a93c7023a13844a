//! How the fields of a kind lie in the columns of its table. All of it follows from the declaration.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;
use workestra_core::parse::minor_digits;
use workestra_core::{
    Entity, EntityId, EntityRef, FieldDef, FieldType, Fields, Kind, Money, Sensitivity, UtcMillis, Value,
};

use crate::actors::Actors;
use crate::api::StoredEntity;
use crate::error::StoreError;
use crate::sql::Cell;

/// The columns that every kind's table begins with, in the order in which rows are read.
pub(crate) const COMMON: [&str; 12] = [
    "num",
    "id",
    "number",
    "revision",
    "display_title",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
    "archived_at",
    "deleted_at",
    "custom",
];

/// The condition of the entities that lists show, word for word that of their indexes.
pub(crate) const LIVE: &str = "deleted_at IS NULL AND archived_at IS NULL";

/// How a value lies in its column or columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// As text.
    Text,
    /// As a JSON array of texts.
    List,
    /// As a number.
    Real,
    /// As minor units, currency, and major units to compare by.
    Money,
    /// As 0 or 1.
    Bool,
    /// As the sixteen bytes of an id.
    Id,
}

impl Layout {
    pub(crate) const fn of(field: &FieldDef) -> Self {
        if field.many {
            return Self::List;
        }
        match field.ty {
            FieldType::Number { .. } => Self::Real,
            FieldType::Money => Self::Money,
            FieldType::Bool => Self::Bool,
            FieldType::Member | FieldType::Entity { .. } => Self::Id,
            FieldType::Text
            | FieldType::LongText
            | FieldType::Date
            | FieldType::DateTime
            | FieldType::Select { .. }
            | FieldType::Stage
            | FieldType::Email
            | FieldType::Phone
            | FieldType::Url => Self::Text,
        }
    }
}

/// The place of one field.
#[derive(Debug)]
pub(crate) struct Column {
    /// The field's key.
    pub(crate) key: &'static str,
    /// How it lies there.
    pub(crate) layout: Layout,
    /// The columns' names.
    pub(crate) names: Vec<String>,
}

/// The table of a kind.
#[derive(Debug)]
pub(crate) struct Table {
    /// The kind.
    pub(crate) kind: Kind,
    /// Its declared fields; custom fields lie together in the column `custom`.
    pub(crate) columns: Vec<Column>,
    /// All columns, common ones first, quoted and joined.
    pub(crate) select: String,
    /// Its name and all columns, for inserting rows.
    pub(crate) insert: String,
}

impl Table {
    /// The table of a kind.
    pub(crate) fn of(kind: Kind) -> &'static Self {
        static TABLES: LazyLock<[Table; 5]> = LazyLock::new(|| Kind::ALL.map(Table::from_declaration));
        &TABLES[kind as usize]
    }

    fn from_declaration(kind: Kind) -> Self {
        let columns: Vec<Column> = kind.def().fields.iter().map(column).collect();
        let names = COMMON.into_iter().chain(
            columns
                .iter()
                .flat_map(|column| column.names.iter().map(String::as_str)),
        );
        let select = names.map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
        let insert = format!("{kind} ({select})");
        Self {
            kind,
            columns,
            select,
            insert,
        }
    }

    /// The place of a declared field.
    pub(crate) fn column(&self, key: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.key == key)
    }

    /// How many columns there are.
    pub(crate) fn width(&self) -> usize {
        COMMON.len() + self.columns.iter().map(|column| column.names.len()).sum::<usize>()
    }

    /// The custom ones of some fields, as the column `custom` holds them.
    pub(crate) fn custom(&self, fields: &Fields) -> Result<Cell, StoreError> {
        let custom: BTreeMap<&String, &Value> = fields.iter().filter(|(key, _)| self.column(key).is_none()).collect();
        if custom.is_empty() {
            return Ok(Cell::Null);
        }
        serde_json::to_string(&custom)
            .map(Cell::Text)
            .map_err(|error| StoreError::Corrupt(error.to_string()))
    }

    /// The entity of a row that was read with [`Self::select`].
    pub(crate) fn read(&self, row: &SqliteRow, actors: &Actors) -> Result<StoredEntity, StoreError> {
        let mut fields: Fields = match row.try_get_unchecked::<Option<&str>, _>(11)? {
            Some(custom) => serde_json::from_str(custom).map_err(|error| StoreError::Corrupt(error.to_string()))?,
            None => Fields::new(),
        };
        let mut at = COMMON.len();
        for column in &self.columns {
            if let Some(value) = column.read(row, at)? {
                fields.insert(column.key.to_owned(), value);
            }
            at += column.names.len();
        }
        let entity = Entity {
            id: EntityId(read_id(row, 1)?),
            kind: self.kind,
            reference: EntityRef {
                kind: self.kind,
                number: row.try_get_unchecked(2)?,
            },
            revision: row.try_get_unchecked(3)?,
            title: row.try_get_unchecked(4)?,
            fields,
            created_at: UtcMillis(row.try_get_unchecked(5)?),
            created_by: actors.get(row.try_get_unchecked(6)?)?,
            updated_at: UtcMillis(row.try_get_unchecked(7)?),
            updated_by: actors.get(row.try_get_unchecked(8)?)?,
            archived_at: row.try_get_unchecked::<Option<i64>, _>(9)?.map(UtcMillis),
            deleted_at: row.try_get_unchecked::<Option<i64>, _>(10)?.map(UtcMillis),
        };
        Ok(StoredEntity {
            num: row.try_get_unchecked(0)?,
            entity,
        })
    }
}

fn column(field: &'static FieldDef) -> Column {
    let key: &'static str = field.key.as_ref();
    let layout = Layout::of(field);
    let names = if layout == Layout::Money {
        vec![key.to_owned(), format!("{key}_currency"), format!("{key}_major")]
    } else {
        vec![key.to_owned()]
    };
    Column { key, layout, names }
}

impl Column {
    /// The cells of a value that fits the declaration, one for each of the names.
    pub(crate) fn cells(&self, value: Option<&Value>, out: &mut Vec<Cell>) -> Result<(), StoreError> {
        let Some(value) = value else {
            out.extend(self.names.iter().map(|_| Cell::Null));
            return Ok(());
        };
        let cell = match (self.layout, value) {
            (Layout::Text, Value::Text(text)) => Cell::Text(text.clone()),
            (Layout::List, Value::List(list)) => {
                Cell::Text(serde_json::to_string(list).map_err(|error| StoreError::Corrupt(error.to_string()))?)
            }
            (Layout::Real, Value::Number(number)) => Cell::Real(*number),
            (Layout::Bool, Value::Bool(truth)) => Cell::from(*truth),
            (Layout::Id, Value::Text(text)) => Uuid::parse_str(text).map(Cell::from).map_err(|_| self.misfit())?,
            (Layout::Money, Value::Money(money)) => {
                out.push(Cell::Int(money.minor));
                out.push(Cell::Text(money.currency.clone()));
                Cell::Real(major(money))
            }
            _ => return Err(self.misfit()),
        };
        out.push(cell);
        Ok(())
    }

    fn misfit(&self) -> StoreError {
        StoreError::Corrupt(format!("a value of {} is of another type", self.key))
    }

    fn read(&self, row: &SqliteRow, at: usize) -> Result<Option<Value>, StoreError> {
        Ok(match self.layout {
            Layout::Text => row.try_get_unchecked::<Option<String>, _>(at)?.map(Value::Text),
            Layout::List => match row.try_get_unchecked::<Option<&str>, _>(at)? {
                Some(json) => Some(Value::List(serde_json::from_str(json).map_err(|_| self.misfit())?)),
                None => None,
            },
            Layout::Real => row.try_get_unchecked::<Option<f64>, _>(at)?.map(Value::Number),
            Layout::Bool => row
                .try_get_unchecked::<Option<i64>, _>(at)?
                .map(|truth| Value::Bool(truth != 0)),
            Layout::Id => match row.try_get_unchecked::<Option<&[u8]>, _>(at)? {
                Some(bytes) => Some(Value::Text(
                    Uuid::from_slice(bytes).map_err(|_| self.misfit())?.to_string(),
                )),
                None => None,
            },
            Layout::Money => match row.try_get_unchecked::<Option<i64>, _>(at)? {
                Some(minor) => Some(Value::Money(Money {
                    minor,
                    currency: row.try_get_unchecked(at + 1)?,
                })),
                None => None,
            },
        })
    }
}

/// The id in a column.
pub(crate) fn read_id(row: &SqliteRow, at: usize) -> Result<Uuid, StoreError> {
    let bytes: &[u8] = row.try_get_unchecked(at)?;
    Uuid::from_slice(bytes).map_err(|_| StoreError::Corrupt("an id is not of sixteen bytes".to_owned()))
}

/// An amount in whole units of its currency, to compare by.
#[expect(clippy::cast_precision_loss, reason = "amounts are kept below 2^53")]
pub(crate) fn major(money: &Money) -> f64 {
    let digits = minor_digits(&money.currency).unwrap_or(2);
    money.minor as f64 / 10_f64.powi(i32::from(digits))
}

/// Whether lists are sorted by the field along an index.
pub(crate) fn sorts_along_index(field: &FieldDef) -> bool {
    field.sortable() && field.sensitivity < Sensitivity::Restricted
}

/// Whether it is a declared field with such an index, which finds what is asked of it too.
pub(crate) fn is_indexed(field: &FieldDef) -> bool {
    !field.custom && sorts_along_index(field)
}
