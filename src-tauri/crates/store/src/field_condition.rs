//! Conditions on the value of one field.
//!
//! Text that holds one value contains what is asked for, without case and accents; of a field that holds many, one value
//! equals it. Selects and stages are their keys, and `<` follows the order of their menu.

use workestra_core::query::{Comparison, Operand};
use workestra_core::{FieldDef, FieldType, KindDef};

use crate::condition::Part;
use crate::fold::folded;
use crate::sql::Cell;
use crate::table::{Layout, major};

/// The column of a field, or its place among the custom ones.
pub(crate) fn expression(field: &FieldDef) -> String {
    if field.custom {
        let quoted = field.key.replace(['\'', '"'], "");
        format!("(custom ->> '$.\"{quoted}\"')")
    } else {
        format!("\"{}\"", field.key)
    }
}

/// Whether the field has a value.
pub(crate) fn has(field: &FieldDef) -> Part {
    Part::new(format!("{} IS NOT NULL", expression(field)), [])
}

/// Whether the field compares so with the operand.
pub(crate) fn compare(def: &KindDef, field: &FieldDef, op: Comparison, value: &Operand) -> Part {
    let column = expression(field);
    match (Layout::of(field), value) {
        (_, Operand::Nothing) => Part::new(format!("{column} IS NULL"), []),
        (Layout::List, _) => many(field, &column, value),
        (Layout::Text, Operand::Text(text)) => one_text(def, field, &column, op, text),
        (Layout::Text, Operand::Date(text)) => simple(&column, op, text.as_str().into()),
        (Layout::Real, Operand::Number(number)) => simple(&column, op, Cell::Real(*number)),
        (Layout::Bool, Operand::Bool(truth)) => {
            let wanted = format!("coalesce({column}, 0)");
            simple(&wanted, op, Cell::from(*truth))
        }
        (Layout::Money, _) => money(field, op, value),
        (Layout::Id, Operand::Member(member)) => {
            if field.custom {
                simple(&column, op, member.to_string().into())
            } else {
                simple(&column, op, member.0.into())
            }
        }
        (Layout::Id, Operand::Reference(reference)) => {
            let id = if field.custom {
                "(SELECT lower(substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-' || substr(h, 13, 4) || '-' ||
                  substr(h, 17, 4) || '-' || substr(h, 21)) FROM (SELECT hex(id) AS h FROM %k WHERE number = ?))"
            } else {
                "(SELECT id FROM %k WHERE number = ?)"
            };
            let id = id.replace("%k", reference.kind.name());
            Part::new(format!("{column} = {id}"), [reference.number.into()])
        }
        _ => Part::never(),
    }
}

fn simple(column: &str, op: Comparison, cell: Cell) -> Part {
    let sign = match op {
        Comparison::Is => "=",
        Comparison::Less => "<",
        Comparison::AtMost => "<=",
        Comparison::Greater => ">",
        Comparison::AtLeast => ">=",
    };
    Part::new(format!("{column} {sign} ?"), [cell])
}

fn one_text(def: &KindDef, field: &FieldDef, column: &str, op: Comparison, text: &str) -> Part {
    let order: Vec<&str> = match &field.ty {
        FieldType::Stage => def.stages.iter().map(|stage| stage.key.as_ref()).collect(),
        FieldType::Select { choices } => choices.iter().map(|choice| choice.key.as_ref()).collect(),
        FieldType::Phone => return contains_digits(column, text),
        _ if op == Comparison::Is => {
            return Part::new(format!("instr(folded({column}), ?) > 0"), [folded(text).into()]);
        }
        _ => return simple(&format!("{column} COLLATE folded"), op, text.into()),
    };
    let Some(place) = order.iter().position(|&key| key == text) else {
        return Part::never();
    };
    let wanted: Vec<Cell> = order
        .iter()
        .enumerate()
        .filter(|&(at, _)| match op {
            Comparison::Is => at == place,
            Comparison::Less => at < place,
            Comparison::AtMost => at <= place,
            Comparison::Greater => at > place,
            Comparison::AtLeast => at >= place,
        })
        .map(|(_, &key)| key.into())
        .collect();
    Part::new(format!("{column} IN ({})", vec!["?"; wanted.len()].join(", ")), wanted)
}

fn many(field: &FieldDef, column: &str, value: &Operand) -> Part {
    let Operand::Text(text) = value else {
        return Part::never();
    };
    if field.key == "tags" && !field.custom {
        let tagged = "num IN (SELECT num FROM entity_tags WHERE tag = ?)";
        return Part::new(tagged, [folded(text).into()]);
    }
    let each = |condition: &str, cell: Cell| {
        Part::new(
            format!("EXISTS (SELECT 1 FROM json_each({column}) v WHERE {condition})"),
            [cell],
        )
    };
    match field.ty {
        FieldType::Phone => {
            let part = contains_digits("v.value", text);
            let cell = part.cells.into_iter().next().unwrap_or(Cell::Null);
            each(&part.text, cell)
        }
        FieldType::Email | FieldType::Url => each("instr(folded(v.value), ?) > 0", folded(text).into()),
        _ => each("folded(v.value) = ?", folded(text).into()),
    }
}

fn contains_digits(column: &str, text: &str) -> Part {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return Part::never();
    }
    Part::new(format!("instr({column}, ?) > 0"), [digits.into()])
}

fn money(field: &FieldDef, op: Comparison, value: &Operand) -> Part {
    let key = field.key.replace(['\'', '"'], "");
    let (minor, currency) = if field.custom {
        (
            format!("(custom ->> '$.\"{key}\".minor')"),
            format!("(custom ->> '$.\"{key}\".currency')"),
        )
    } else {
        (format!("\"{key}\""), format!("\"{key}_currency\""))
    };
    match value {
        Operand::Number(number) if field.custom => {
            // Custom amounts have no column to compare by; those without decimals or with three are few.
            let whole = format!(
                "({minor} / CASE WHEN {currency} IN ('JPY', 'KRW', 'VND', 'CLP', 'ISK', 'UGX', 'XAF', 'XOF', 'XPF') \
                 THEN 1.0 WHEN {currency} IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 1000.0 ELSE 100.0 END)"
            );
            simple(&whole, op, Cell::Real(*number))
        }
        Operand::Number(number) => simple(&format!("\"{key}_major\""), op, Cell::Real(*number)),
        Operand::Money(money) => {
            let mut part = if field.custom {
                simple(&minor, op, money.minor.into())
            } else {
                simple(&format!("\"{key}_major\""), op, Cell::Real(major(money)))
            };
            part.text = format!("({} AND {currency} = ?)", part.text);
            part.cells.push(money.currency.as_str().into());
            part
        }
        _ => Part::never(),
    }
}
