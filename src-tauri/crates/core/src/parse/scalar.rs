//! One value against one field, by its type.

use super::{
    Reading, Refusal, choice, day, email, instant, list, money, number, person, phone, pointer, text, url, yes_no,
};
use crate::field::{FieldDef, FieldType};
use crate::kind::KindDef;
use crate::value::Value;

/// Values that one field may hold.
const MOST_VALUES: usize = 1_000;

pub(super) fn check(def: &KindDef, field: &FieldDef, value: Value) -> Result<Value, Refusal> {
    let reading = Reading::strict();
    match value {
        Value::List(texts) if field.many => {
            many(def, field, texts.iter().map(String::as_str), &reading)?.ok_or_else(blank)
        }
        Value::List(texts) => match texts.as_slice() {
            [only] => written(def, field, only, &reading)?.ok_or_else(blank),
            _ => Err(Refusal::new(format!(
                "takes one value, not {}: choose one",
                texts.len()
            ))),
        },
        Value::Text(text) => read(def, field, &text, &reading)?.ok_or_else(blank),
        Value::Number(number) => match &field.ty {
            FieldType::Number { min, max } => bounded(number, *min, *max),
            _ => Err(wrong_type(field, "a number")),
        },
        Value::Money(money) if field.ty == FieldType::Money => money::check(money).map(Value::Money),
        Value::Money(_) => Err(wrong_type(field, "an amount")),
        Value::Bool(yes) if field.ty == FieldType::Bool => Ok(Value::Bool(yes)),
        Value::Bool(_) => Err(wrong_type(field, "yes or no")),
    }
}

/// The value or values of a text; none when it is blank.
pub(super) fn read(
    def: &KindDef,
    field: &FieldDef,
    text: &str,
    reading: &Reading<'_>,
) -> Result<Option<Value>, Refusal> {
    if field.many {
        many(def, field, list::split(&field.ty, text), reading)
    } else {
        written(def, field, text, reading)
    }
}

fn blank() -> Refusal {
    Refusal::new("is blank: write a value, or clear the field")
}

fn wrong_type(field: &FieldDef, given: &str) -> Refusal {
    let wanted = match &field.ty {
        FieldType::Text | FieldType::LongText => "a text",
        FieldType::Number { .. } => "a number",
        FieldType::Money => "an amount with its currency",
        FieldType::Date => "a date like 2026-04-03",
        FieldType::DateTime => "a date and time like 2026-04-03T14:30:00Z",
        FieldType::Bool => "yes or no",
        FieldType::Select { .. } => "one of its choices",
        FieldType::Stage => "a stage",
        FieldType::Email => "an email address",
        FieldType::Phone => "a phone number",
        FieldType::Url => "a web address",
        FieldType::Member => "a member",
        FieldType::Entity { .. } => "a reference like CON-7",
    };
    Refusal::new(format!("takes {wanted}, not {given}"))
}

/// Each text as a value, blank ones and repeats left out, in order.
fn many<'t>(
    def: &KindDef,
    field: &FieldDef,
    texts: impl IntoIterator<Item = &'t str>,
    reading: &Reading<'_>,
) -> Result<Option<Value>, Refusal> {
    let mut values: Vec<String> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for text in texts {
        let value = match written(def, field, text, reading)? {
            None => continue,
            Some(Value::Text(value)) => value,
            Some(Value::Number(value)) => value.to_string(),
            Some(Value::Bool(value)) => value.to_string(),
            Some(Value::Money(_) | Value::List(_)) => return Err(Refusal::new("takes one amount")),
        };
        // `Renewal` and `renewal` are one tag.
        if seen.insert(text::fold(&value)) {
            values.push(value);
        }
        if values.len() > MOST_VALUES {
            return Err(Refusal::new(format!("holds at most {MOST_VALUES} values")));
        }
    }
    Ok((!values.is_empty()).then_some(Value::List(values)))
}

/// One value of a text; none when it is blank.
fn written(def: &KindDef, field: &FieldDef, text: &str, reading: &Reading<'_>) -> Result<Option<Value>, Refusal> {
    if text::trimmed(text).is_empty() {
        return Ok(None);
    }
    match typed(def, field, text, reading) {
        Err(_) if reading.from_file && stands_for_nothing(text) => Ok(None),
        // A text of control characters alone is blank too, once they are gone.
        value => Ok(Some(value?).filter(|value| value.first_text() != Some(""))),
    }
}

/// What files write where there is no value; a field of texts keeps it, since it may be one.
fn stands_for_nothing(text: &str) -> bool {
    const MARKS: &[&str] = &[
        "na",
        "null",
        "nil",
        "none",
        "nan",
        "undefined",
        "unknown",
        "notset",
        "novalue",
        "empty",
        "-",
        "--",
        "---",
        "—",
        "–",
        "?",
        ".",
        // Dates of databases and of Outlook.
        "00000000",
        "00000000000000",
        "0000",
    ];
    MARKS.contains(&text::squash(text).as_str())
}

fn typed(def: &KindDef, field: &FieldDef, text: &str, reading: &Reading<'_>) -> Result<Value, Refusal> {
    Ok(match &field.ty {
        FieldType::Text => text::line(text)?.into(),
        FieldType::LongText => text::long(text)?.into(),
        FieldType::Number { min, max } => {
            let bare = text.trim().trim_end_matches(['%', '％']);
            let number = number::read(bare, reading.decimal_comma).and_then(|number| number.to_f64());
            let number = number.ok_or_else(|| {
                Refusal::new(format!(
                    "{} is no number: write digits, like 1234.5",
                    super::quoted(text)
                ))
            })?;
            bounded(number, *min, *max)?
        }
        FieldType::Money => Value::Money(money::read(text, reading)?),
        FieldType::Date => day::read(text, reading)?.to_string().into(),
        FieldType::DateTime => instant::read(text, reading)?.into(),
        FieldType::Bool => Value::Bool(yes_no::read(text)?),
        FieldType::Select { .. } | FieldType::Stage => choice::read(def, field, text)?.into(),
        FieldType::Email => email::read(text)?.into(),
        FieldType::Phone => phone::read(text, reading.region)?.into(),
        FieldType::Url => url::read(text)?.into(),
        FieldType::Member => person::read(text, reading.members)?.into(),
        FieldType::Entity { kinds } => pointer::read(text, kinds)?.into(),
    })
}

fn bounded(number: f64, min: Option<i32>, max: Option<i32>) -> Result<Value, Refusal> {
    if !number.is_finite() {
        return Err(Refusal::new("must be a finite number"));
    }
    let low = min.is_some_and(|min| number < f64::from(min));
    let high = max.is_some_and(|max| number > f64::from(max));
    if !low && !high {
        // Minus zero would be told from zero by a comparison of stored values.
        return Ok(Value::Number(number + 0.0));
    }
    let allowed = match (min, max) {
        (Some(min), Some(max)) => format!("between {min} and {max}"),
        (Some(min), None) => format!("{min} or more"),
        (None, Some(max)) => format!("{max} or less"),
        (None, None) => String::new(),
    };
    Err(Refusal::new(format!("is {number}: it must be {allowed}")))
}
