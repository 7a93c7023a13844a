//! From a row's cells to what an entity is made from.

mod name;

use workestra_core::parse::{self, FieldIssue, Locale};
use workestra_core::{
    Date, Draft, EntityId, EntityRef, FieldDef, FieldType, Fields, Kind, KindDef, Member, Patch, Value,
};

use crate::api::{ColumnMapping, ImportOptions};
use crate::error::TransferError;
use crate::guard::unguard;
use crate::mapping::pseudo;

pub use name::split_full_name;

/// A row that passed the checks.
#[derive(Debug, Clone, PartialEq)]
pub struct RowDraft {
    /// What the row has, each value in its stored form. References to other entities are as the file has them:
    /// an id or a reference like `CON-7`.
    pub fields: Fields,
    /// What an entity made from the row needs beyond it: the first stage, and a reason for the stage it is in when
    /// the file has none. An update leaves these alone.
    pub only_when_made: Fields,
    /// The entity that the row names by its reference.
    pub reference: Option<EntityRef>,
    /// The entity that the row names by its id.
    pub id: Option<EntityId>,
}

impl RowDraft {
    /// What to make.
    #[must_use]
    pub fn to_draft(&self, kind: Kind) -> Draft {
        let mut fields = self.only_when_made.clone();
        fields.extend(self.fields.clone());
        Draft { kind, fields }
    }

    /// What to change: sets what the row has, keeps what it lacks.
    #[must_use]
    pub fn to_patch(&self) -> Patch {
        self.fields
            .iter()
            .map(|(key, value)| (key.clone(), Some(value.clone())))
            .collect()
    }
}

/// Makes drafts from rows, as one mapping and one set of options say.
pub struct Drafter<'a> {
    def: &'a KindDef,
    members: &'a [Member],
    options: &'a ImportOptions,
    today: Date,
    /// The fields written, each with its columns.
    targets: Vec<(&'a FieldDef, Vec<usize>)>,
    reference: Option<usize>,
    id: Option<usize>,
    full_name: Option<usize>,
    /// Columns with the currency of amounts, and the money field they belong to; none for all of them.
    currencies: Vec<(Option<&'a str>, usize)>,
}

impl<'a> Drafter<'a> {
    /// # Errors
    /// When the mapping names a field that the kind does not have or that cannot be written, or names one twice
    /// that holds one value.
    pub fn new(
        def: &'a KindDef,
        mapping: &[ColumnMapping],
        options: &'a ImportOptions,
        members: &'a [Member],
        today: Date,
    ) -> Result<Self, TransferError> {
        let mut drafter = Self {
            def,
            members,
            options,
            today,
            targets: Vec::new(),
            reference: None,
            id: None,
            full_name: None,
            currencies: Vec::new(),
        };
        for column in mapping {
            if let Some(key) = &column.field {
                drafter.take(column.column, key)?;
            }
        }
        Ok(drafter)
    }

    fn take(&mut self, column: usize, key: &str) -> Result<(), TransferError> {
        let twice = |label: &str| TransferError::FieldTwice {
            field: label.to_owned(),
        };
        let slot = match key {
            pseudo::REFERENCE => &mut self.reference,
            pseudo::ID => &mut self.id,
            pseudo::FULL_NAME if pseudo::has_full_name(self.def) => &mut self.full_name,
            _ => {
                if let Some(field) = self.def.field(key).filter(|field| !field.derived) {
                    match self.targets.iter_mut().find(|(known, _)| known.key == field.key) {
                        Some((known, columns)) if known.many => columns.push(column),
                        Some((known, _)) => return Err(twice(&known.label)),
                        None => self.targets.push((field, vec![column])),
                    }
                    return Ok(());
                }
                let money = pseudo::currency_of(self.def, key).ok_or_else(|| TransferError::UnknownField {
                    column,
                    field: key.to_owned(),
                })?;
                self.currencies.push((money, column));
                return Ok(());
            }
        };
        if slot.replace(column).is_some() {
            return Err(twice(&key.replace('_', " ")));
        }
        Ok(())
    }

    /// # Errors
    /// Every reason why the row cannot be taken, each with the field's label.
    pub fn draft(&self, cells: &[String]) -> Result<RowDraft, Vec<String>> {
        let cell = |column: usize| cells.get(column).map_or("", |cell| unguard(cell.trim_matches(' ')));
        let mut reasons = Vec::new();
        let mut fields = Fields::new();
        let reference = self.reference.and_then(|column| {
            let text = cell(column).trim();
            (!text.is_empty()).then(|| self.reference_of(text).map_err(|reason| reasons.push(reason)).ok())?
        });
        let id = self.id.and_then(|column| {
            let text = cell(column).trim();
            let wrong = |_| format!("Id: “{text}” is no id: leave the column out to make new entities");
            (!text.is_empty()).then(|| text.parse().map_err(wrong).map_err(|reason| reasons.push(reason)).ok())?
        });
        if let Some(column) = self.full_name {
            let (first, last) = split_full_name(cell(column));
            for (key, part) in [("first_name", first), ("last_name", last)] {
                if let (Some(field), Some(part)) = (self.def.field(key), part) {
                    self.read_into(field, &part, self.options.currency.as_str(), &mut fields, &mut reasons);
                }
            }
        }
        for (field, columns) in &self.targets {
            let currency = self.currency_for(field, &cell).to_uppercase();
            let currency = currency.as_str();
            for &column in columns {
                let text = cell(column);
                if field.ty != FieldType::Money || parse::minor_digits(currency).is_some() || text.trim().is_empty() {
                    self.read_into(field, text, currency, &mut fields, &mut reasons);
                } else {
                    // Not a code, but perhaps a sign or a name that can be read beside the amount.
                    let both = format!("{} {currency}", text.trim());
                    self.read_into(field, &both, &self.options.currency, &mut fields, &mut reasons);
                }
            }
        }
        if !reasons.is_empty() {
            return Err(reasons);
        }
        let mut draft = RowDraft {
            fields,
            only_when_made: Fields::new(),
            reference,
            id,
        };
        // A row that names its entity may have only what is to change.
        if draft.reference.is_none() && draft.id.is_none() {
            self.check_whole(&mut draft)?;
        }
        Ok(draft)
    }

    fn reference_of(&self, text: &str) -> Result<EntityRef, String> {
        let reference: EntityRef = text.parse().map_err(|error| format!("Reference: {error}"))?;
        if reference.kind == self.def.kind {
            Ok(reference)
        } else {
            Err(format!(
                "Reference: {reference} is a {}, not a {}",
                reference.kind, self.def.kind
            ))
        }
    }

    fn currency_for<'c>(&'c self, field: &FieldDef, cell: &impl Fn(usize) -> &'c str) -> &'c str {
        let stated = || {
            let own = self
                .currencies
                .iter()
                .find(|(money, _)| *money == Some(field.key.as_ref()));
            let any = || self.currencies.iter().find(|(money, _)| money.is_none());
            let (_, column) = own.or_else(any)?;
            Some(cell(*column).trim()).filter(|code| !code.is_empty())
        };
        let known = (field.ty == FieldType::Money).then(stated).flatten();
        known.unwrap_or(&self.options.currency)
    }

    /// Reads one cell; a field that holds many takes the values of all its columns, each once.
    fn read_into(&self, field: &FieldDef, text: &str, currency: &str, fields: &mut Fields, reasons: &mut Vec<String>) {
        let locale = Locale {
            members: self.members,
            day_order: self.options.day_order,
            decimal_comma: self.options.decimal_comma,
            region: &self.options.region,
            currency,
            today: self.today,
        };
        match read_cell(self.def, field, text, &locale) {
            Ok(None) => {}
            Ok(Some(Value::List(more))) => {
                let held = fields
                    .entry(field.key.to_string())
                    .or_insert_with(|| Value::List(Vec::new()));
                if let Value::List(values) = held {
                    for value in more {
                        if !values.contains(&value) {
                            values.push(value);
                        }
                    }
                }
            }
            Ok(Some(value)) => {
                fields.insert(field.key.to_string(), value);
            }
            Err(issue) => reasons.push(issue.to_string()),
        }
    }

    fn check_whole(&self, draft: &mut RowDraft) -> Result<(), Vec<String>> {
        let stage = draft.fields.get("stage").and_then(Value::first_text);
        let requires = stage
            .and_then(|stage| self.def.stage(stage))
            .map_or(&[][..], |stage| &stage.requires);
        for key in requires {
            let Some(field) = self
                .def
                .field(key)
                .filter(|field| !draft.fields.contains_key(field.key.as_ref()))
            else {
                continue;
            };
            if let Some(value) = reason_not_given(field) {
                draft.only_when_made.insert(key.to_string(), value);
            }
        }
        let mut whole = draft.only_when_made.clone();
        whole.extend(draft.fields.clone());
        let checked = parse::check_all(self.def, whole)
            .map_err(|issues| issues.iter().map(FieldIssue::to_string).collect::<Vec<_>>())?;
        for (key, value) in checked {
            match draft.fields.get_mut(&key) {
                Some(held) => *held = value,
                None => {
                    draft.only_when_made.insert(key, value);
                }
            }
        }
        Ok(())
    }
}

/// What an ended deal or application is given for a reason that its file does not have: leaving out the history
/// of everything lost would be worse than saying so.
fn reason_not_given(field: &FieldDef) -> Option<Value> {
    match &field.ty {
        FieldType::Select { choices } => choices
            .iter()
            .find(|choice| choice.key == "other")
            .map(|choice| Value::Text(choice.key.to_string())),
        FieldType::Text | FieldType::LongText => Some(Value::from("Not given in the imported file")),
        _ => None,
    }
}

/// Reads a cell, without what our export and other products put around its values.
pub(crate) fn read_cell(
    def: &KindDef,
    field: &FieldDef,
    text: &str,
    locale: &Locale<'_>,
) -> Result<Option<Value>, FieldIssue> {
    if field.many && field.ty == FieldType::Text && text.contains(":::") {
        // Here nothing else parts values, so that one may hold a semicolon.
        let values: Vec<String> = text
            .split(":::")
            .map(str::trim)
            // Google stars the groups of its own, and puts every contact in one of them.
            .filter(|value| !value.is_empty() && !value.eq_ignore_ascii_case("* mycontacts"))
            .map(|value| value.strip_prefix("* ").unwrap_or(value).to_owned())
            .collect();
        return if values.is_empty() {
            Ok(None)
        } else {
            parse::check(def, field, Value::List(values)).map(Some)
        };
    }
    if field.many && field.ty == FieldType::Text && text.starts_with("* ") {
        return read_cell(def, field, &format!("{text} :::"), locale);
    }
    if let FieldType::Entity { .. } = field.ty
        && let Some((first, _)) = text.trim().split_once(' ')
        && first.parse::<EntityRef>().is_ok()
    {
        // `CON-7 Ada Lovelace`, as the export writes it.
        return parse::read(def, field, first, locale);
    }
    parse::read(def, field, text, locale)
}

#[cfg(test)]
mod tests;
