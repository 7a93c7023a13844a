//! Entities as CSV: for spreadsheets, and to be read back without loss.

use std::collections::HashMap;
use std::io::Write;

use workestra_core::parse::minor_digits;
use workestra_core::{Entity, EntityId, EntityRef, FieldDef, FieldType, KindDef, MemberId, Money, UtcMillis, Value};

use crate::error::TransferError;
use crate::mapping::pseudo;
use crate::rejects::{MARK, csv_writer, write_line};

/// Names for the ids in fields.
#[derive(Debug, Clone, Default)]
pub struct Titles {
    /// What is written for a member: a name, or the address where two have the same name.
    pub members: HashMap<MemberId, String>,
    /// References and titles of entities that the exported ones refer to.
    pub entities: HashMap<EntityId, (EntityRef, String)>,
}

/// Writes entities of one kind: UTF-8 with a mark, CRLF, a column with the reference and then one per field. No
/// cell runs as a formula, and the import reads every value back as it was.
pub struct CsvExport<'a, W: Write> {
    csv: csv::Writer<W>,
    columns: Vec<Column<'a>>,
}

/// What a column holds.
#[derive(Clone, Copy)]
enum Column<'a> {
    Field(&'a FieldDef),
    /// When it was made, in UTC.
    Created,
    /// When it was changed last, in UTC.
    Updated,
}

impl<'a> Column<'a> {
    fn named(def: &'a KindDef, key: &str) -> Option<Self> {
        match key {
            "created_at" => Some(Self::Created),
            "updated_at" => Some(Self::Updated),
            _ => def.field(key).map(Self::Field),
        }
    }
}

impl<'a, W: Write> CsvExport<'a, W> {
    /// Starts the file with the header. `columns` are field keys, `created_at` or `updated_at`; without them all fields
    /// are written. Unknown keys are passed over.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new(mut out: W, def: &'a KindDef, columns: Option<&[String]>) -> Result<Self, TransferError> {
        out.write_all(MARK).map_err(TransferError::Write)?;
        let columns: Vec<Column<'_>> = match columns {
            Some(keys) => keys.iter().filter_map(|key| Column::named(def, key)).collect(),
            None => def.fields.iter().map(Column::Field).collect(),
        };
        let mut csv = csv_writer(out);
        let mut names = vec!["Reference".to_owned()];
        for column in &columns {
            match column {
                Column::Field(field) => {
                    let name = header_of(def, field);
                    let currency = (field.ty == FieldType::Money).then(|| format!("{name} currency"));
                    names.push(name);
                    names.extend(currency);
                }
                Column::Created => names.push("Created".to_owned()),
                Column::Updated => names.push("Updated".to_owned()),
            }
        }
        write_line(&mut csv, names.into_iter())?;
        Ok(Self { csv, columns })
    }

    /// Writes one entity.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&mut self, entity: &Entity, titles: &Titles) -> Result<(), TransferError> {
        let mut cells = vec![entity.reference.to_string()];
        for column in &self.columns {
            let field = match column {
                Column::Field(field) => field,
                Column::Created => {
                    cells.push(instant(entity.created_at));
                    continue;
                }
                Column::Updated => {
                    cells.push(instant(entity.updated_at));
                    continue;
                }
            };
            let value = entity.fields.get(field.key.as_ref());
            if field.ty == FieldType::Money {
                let (amount, currency) = match value {
                    Some(Value::Money(money)) => (amount_of(money), money.currency.clone()),
                    _ => (String::new(), String::new()),
                };
                cells.extend([amount, currency]);
            } else {
                cells.push(value.map_or_else(String::new, |value| cell_of(field, value, titles)));
            }
        }
        write_line(&mut self.csv, cells.into_iter())
    }

    /// Finishes the file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> Result<(), TransferError> {
        self.csv.flush().map_err(TransferError::Write)
    }
}

/// Writes all of them: see [`CsvExport`].
///
/// # Errors
/// When the file cannot be written.
pub fn write_csv<'e, W: Write>(
    out: W,
    def: &KindDef,
    columns: Option<&[String]>,
    entities: impl IntoIterator<Item = &'e Entity>,
    titles: &Titles,
) -> Result<(), TransferError> {
    let mut export = CsvExport::new(out, def, columns)?;
    for entity in entities {
        export.write(entity, titles)?;
    }
    export.finish()
}

/// `2026-11-21T14:00:00Z`
fn instant(at: UtcMillis) -> String {
    jiff::Timestamp::from_millisecond(at.0).map_or_else(|_| String::new(), |at| at.to_string())
}

/// The label, or the key where the label would be read back as something else.
fn header_of(def: &KindDef, field: &FieldDef) -> String {
    let same = |other: &&FieldDef| other.label.eq_ignore_ascii_case(&field.label);
    let taken = [pseudo::REFERENCE, pseudo::ID, pseudo::FULL_NAME]
        .iter()
        .any(|key| field.label.eq_ignore_ascii_case(key));
    if taken || def.fields.iter().filter(same).count() > 1 {
        field.key.to_string()
    } else {
        field.label.to_string()
    }
}

fn cell_of(field: &FieldDef, value: &Value, titles: &Titles) -> String {
    match value {
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Money(money) => format!("{} {}", amount_of(money), money.currency),
        Value::Text(text) => text_of(field, text, titles),
        Value::List(values) => {
            let texts: Vec<String> = values.iter().map(|value| text_of(field, value, titles)).collect();
            joined(&texts)
        }
    }
}

fn text_of(field: &FieldDef, text: &str, titles: &Titles) -> String {
    let shown = match &field.ty {
        FieldType::Member => text
            .parse()
            .ok()
            .and_then(|id: MemberId| titles.members.get(&id).cloned()),
        FieldType::Entity { .. } => {
            let named = text.parse().ok().and_then(|id: EntityId| titles.entities.get(&id));
            named.map(|(reference, title)| format!("{reference} {title}").trim().to_owned())
        }
        FieldType::Select { choices } => {
            let choice = choices.iter().find(|choice| choice.key == text);
            choice.map(|choice| choice.label.to_string())
        }
        _ => None,
    };
    shown.unwrap_or_else(|| text.to_owned())
}

/// Values in one cell so that they come apart again: `; ` between them, or ` ::: ` around them when one of them
/// holds what would part it or starts like the groups of Google, whose star is doubled.
fn joined(values: &[String]) -> String {
    let parts_itself = |value: &String| value.contains([';', '；', '\n', '\r']) || value.starts_with("* ");
    if values.iter().any(parts_itself) {
        let starred = |value: &String| {
            if value.starts_with("* ") {
                format!("* {value}")
            } else {
                value.clone()
            }
        };
        return format!("{} :::", values.iter().map(starred).collect::<Vec<_>>().join(" ::: "));
    }
    // A single value with a comma is not two.
    let single = values.len() == 1 && values[0].contains([',', '，', '、']);
    let mut cell = values.join("; ");
    if single {
        cell.push(';');
    }
    cell
}

/// Minor units as a decimal number with a point: `-12.05`.
fn amount_of(money: &Money) -> String {
    let digits = usize::from(minor_digits(&money.currency).unwrap_or(2));
    let sign = if money.minor < 0 { "-" } else { "" };
    let number = format!("{:0>width$}", money.minor.unsigned_abs(), width = digits + 1);
    let (whole, fraction) = number.split_at(number.len() - digits);
    if digits == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{fraction}")
    }
}

#[cfg(test)]
mod tests;
