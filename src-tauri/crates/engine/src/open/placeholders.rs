//! What may stand between `{{` and `}}` in a template, and what becomes of it. A value is put in as it is and never
//! looked at for placeholders of its own.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use workestra_core::parse::minor_digits;
use workestra_core::{Entity, EntityId, FieldDef, FieldType, Kind, KindDef, Member, Money, Schema, Sensitivity, Value};

/// Placeholders that every kind has.
const COMMON: [&str; 3] = ["reference", "title", "me.name"];

/// What a ticket calls its contact in placeholders. The field of this name is an address.
const REQUESTER: (&str, &str) = ("requester", "contact");

/// The placeholders of a kind, or those that any kind has.
pub(super) struct Places {
    known: BTreeSet<String>,
    /// Fields that no email is filled with.
    guarded: BTreeSet<String>,
}

impl Places {
    pub(super) fn of(schema: &Schema, kind: Option<Kind>) -> Self {
        let mut places = Self {
            known: COMMON.map(str::to_owned).into(),
            guarded: BTreeSet::new(),
        };
        let kinds = kind.map_or_else(|| Kind::ALL.to_vec(), |kind| vec![kind]);
        for def in kinds.into_iter().map(|kind| schema.kind(kind)) {
            for field in &def.fields {
                places.add(field.key.to_string(), field);
                if let FieldType::Entity { kinds } = &field.ty
                    && !is_guarded(field)
                {
                    for inner in kinds.iter().flat_map(|kind| &schema.kind(*kind).fields) {
                        places.add(format!("{}.{}", field.key, inner.key), inner);
                        if def.kind == Kind::Ticket && field.key == REQUESTER.1 {
                            places.add(format!("{}.{}", REQUESTER.0, inner.key), inner);
                        }
                    }
                }
            }
        }
        // What one kind keeps to itself is not filled in from another of the same name.
        places.known = &places.known - &places.guarded;
        places
    }

    fn add(&mut self, path: String, field: &FieldDef) {
        if is_guarded(field) {
            self.guarded.insert(path);
        } else {
            self.known.insert(path);
        }
    }

    /// Whether all placeholders of a text stand for something.
    ///
    /// # Errors
    /// What is wrong with the first that does not, with what to write instead.
    pub(super) fn check(&self, text: &str) -> Result<(), String> {
        for piece in pieces(text) {
            let path = match piece {
                Piece::Text(_) => continue,
                Piece::Open => return Err("a placeholder begins with {{ and has no end: write }} behind it".to_owned()),
                Piece::Place(path) => path,
            };
            if self.guarded.contains(path) {
                return Err(format!(
                    "{{{{{path}}}}} is kept from emails, because it is guarded in this workspace: leave it out"
                ));
            }
            if !self.known.contains(path) {
                let near = self.nearest(path);
                return Err(format!("there is no {{{{{path}}}}}: did you mean {{{{{near}}}}}?"));
            }
        }
        Ok(())
    }

    /// What somebody may have meant: the same field of an entity that is referred to, or the word that is most alike.
    fn nearest(&self, path: &str) -> &str {
        let inner = format!(".{path}");
        let elsewhere = self.known.iter().find(|known| known.ends_with(&inner));
        let near = elsewhere.or_else(|| self.known.iter().min_by_key(|known| distance(known, path)));
        near.map(String::as_str).unwrap_or_default()
    }

    /// The entities that fields of this one refer to.
    pub(super) fn referred(&self, entity: &Entity) -> Vec<EntityId> {
        let mut ids: Vec<EntityId> = Vec::new();
        for (key, value) in &entity.fields {
            if self.known.contains(key) {
                ids.extend(value.texts().iter().filter_map(|text| text.parse::<EntityId>().ok()));
            }
        }
        ids
    }
}

/// Filling in with what one entity says.
pub(super) struct Filling<'a> {
    pub(super) schema: &'a Schema,
    pub(super) members: &'a [Member],
    /// The name of who writes.
    pub(super) me: &'a str,
    pub(super) entity: &'a Entity,
    /// Entities that its fields refer to.
    pub(super) referred: Vec<Entity>,
    /// Labels of what had no value, each once.
    pub(super) missing: Vec<String>,
}

impl Filling<'_> {
    pub(super) fn fill(&mut self, text: &str) -> String {
        let mut filled = String::with_capacity(text.len());
        for piece in pieces(text) {
            match piece {
                Piece::Text(text) => filled.push_str(text),
                Piece::Open => filled.push_str("{{"),
                Piece::Place(path) => match self.value(path) {
                    Ok(value) => filled.push_str(&value),
                    Err(label) if self.missing.contains(&label) => {}
                    Err(label) => self.missing.push(label),
                },
            }
        }
        filled
    }

    /// What stands there, or the label of what is missing.
    fn value(&self, path: &str) -> Result<String, String> {
        match path {
            "reference" => return Ok(self.entity.reference.to_string()),
            "title" => return Ok(self.entity.title.clone()),
            "me.name" => return Ok(self.me.to_owned()),
            _ => {}
        }
        let def = self.schema.kind(self.entity.kind);
        let Some((through, key)) = path.split_once('.') else {
            return self.of_field(def, self.entity, path);
        };
        let field = if (self.entity.kind, through) == (Kind::Ticket, REQUESTER.0) {
            REQUESTER.1
        } else {
            through
        };
        let other = self.entity.fields.get(field).and_then(Value::first_text);
        let other = other.and_then(|id| self.referred.iter().find(|other| other.id.to_string() == id));
        let missing = || {
            let inner = Kind::ALL.into_iter().find_map(|kind| self.schema.kind(kind).field(key));
            let inner = inner.map_or(key, |field| field.label.as_ref());
            let outer = def.field(field).map_or(through, |field| field.label.as_ref());
            format!("{inner} of {}", outer.to_lowercase())
        };
        let found = other.and_then(|other| self.of_field(self.schema.kind(other.kind), other, key).ok());
        found.or_else(|| self.named_requester(through, key)).ok_or_else(missing)
    }

    /// The first name of a requester who is nobody's contact yet.
    fn named_requester(&self, through: &str, key: &str) -> Option<String> {
        if (self.entity.kind, through, key) != (Kind::Ticket, REQUESTER.0, "first_name") {
            return None;
        }
        let name = self.entity.fields.get("requester_name").and_then(Value::first_text)?;
        name.split_whitespace().next().map(str::to_owned)
    }

    fn of_field(&self, def: &KindDef, entity: &Entity, key: &str) -> Result<String, String> {
        // A field may have been guarded since the template was written.
        let field = def.field(key).filter(|field| !is_guarded(field));
        let value = field.and_then(|field| Some((field, entity.fields.get(key)?)));
        value
            .and_then(|(field, value)| self.shown(def, field, value))
            .filter(|text| !text.is_empty())
            .ok_or_else(|| field.map_or_else(|| key.to_owned(), |field| field.label.clone().into_owned()))
    }

    /// A value as people write it.
    fn shown(&self, def: &KindDef, field: &FieldDef, value: &Value) -> Option<String> {
        match value {
            Value::Bool(true) => Some("yes".to_owned()),
            Value::Bool(false) => Some("no".to_owned()),
            Value::Number(number) => Some(number.to_string()),
            Value::Money(money) => Some(amount(money)),
            Value::Text(text) => self.text(def, field, text),
            Value::List(list) => {
                let shown: Vec<String> = list.iter().filter_map(|text| self.text(def, field, text)).collect();
                Some(shown.join(", "))
            }
        }
    }

    fn text(&self, def: &KindDef, field: &FieldDef, text: &str) -> Option<String> {
        match &field.ty {
            FieldType::Stage => {
                let stage = def.stage(text);
                Some(stage.map_or_else(|| text.to_owned(), |stage| stage.label.clone().into_owned()))
            }
            FieldType::Select { choices } => {
                let choice = choices.iter().find(|choice| choice.key == text);
                Some(choice.map_or_else(|| text.to_owned(), |choice| choice.label.clone().into_owned()))
            }
            FieldType::Member => {
                let member = self.members.iter().find(|member| member.id.to_string() == text);
                member.map(|member| member.name.clone())
            }
            FieldType::Entity { .. } => {
                let other = self.referred.iter().find(|other| other.id.to_string() == text);
                other.map(|other| other.title.clone())
            }
            FieldType::Date => Some(day(text)),
            FieldType::DateTime => Some(instant(text)),
            FieldType::Text
            | FieldType::LongText
            | FieldType::Email
            | FieldType::Phone
            | FieldType::Url
            | FieldType::Number { .. }
            | FieldType::Money
            | FieldType::Bool => Some(text.to_owned()),
        }
    }
}

fn is_guarded(field: &FieldDef) -> bool {
    field.sensitivity >= Sensitivity::Restricted
}

/// A part of a template.
enum Piece<'a> {
    Text(&'a str),
    /// What stands between the braces, trimmed.
    Place(&'a str),
    /// Braces that nothing closes.
    Open,
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        pieces.push(Piece::Text(before));
        rest = match after.split_once("}}") {
            Some((place, after)) => {
                pieces.push(Piece::Place(place.trim()));
                after
            }
            None => {
                pieces.push(Piece::Open);
                after
            }
        };
    }
    pieces.push(Piece::Text(rest));
    pieces
}

/// `3 April 2026`.
fn day(text: &str) -> String {
    text.parse::<workestra_core::Date>()
        .map_or_else(|_| text.to_owned(), |day| day.strftime("%-d %B %Y").to_string())
}

/// `3 April 2026, 14:00`, where this machine is.
fn instant(text: &str) -> String {
    text.parse::<jiff::Timestamp>().map_or_else(
        |_| text.to_owned(),
        |at| at.to_zoned(TimeZone::system()).strftime("%-d %B %Y, %H:%M").to_string(),
    )
}

/// `EUR 12,000.50`.
fn amount(money: &Money) -> String {
    let width = usize::from(minor_digits(&money.currency).unwrap_or(2));
    let minor = money.minor.unsigned_abs();
    let scale = 10_u64.pow(u32::try_from(width).unwrap_or(2));
    let (whole, part) = ((minor / scale).to_string(), minor % scale);
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if money.minor < 0 { "-" } else { "" };
    let part = if part == 0 {
        String::new()
    } else {
        format!(".{part:0width$}")
    };
    format!("{} {sign}{grouped}{part}", money.currency)
}

/// How many characters have to be changed to make one of the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in other.iter().enumerate() {
            let changed = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}
