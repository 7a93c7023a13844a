//! Values of selects and stages, over all kinds that have the field.

use super::problem::Problem;
use super::token::{Pair, Piece};
use crate::field::{FieldDef, FieldType};
use crate::kind::KindDef;
use crate::parse::{choice, quoted};
use crate::query::{Comparison, Condition, FieldOf, Operand};

pub(crate) type FieldIn<'c> = (&'c KindDef, &'c FieldDef);

pub(crate) fn is_choice(field: &FieldDef) -> bool {
    matches!(field.ty, FieldType::Select { .. } | FieldType::Stage)
}

/// The fields whose choices the values are among. A word that is some kind's own key or label means that; only
/// otherwise is it looked up among other products' words, so that `stage:new` is not a deal's qualification.
pub(crate) fn condition(pair: &Pair<'_>, fields: &[FieldIn<'_>]) -> Result<Condition, Problem> {
    // `priority>normal` follows the order of the menu.
    if pair.op != Comparison::Is && pair.pieces.len() > 1 {
        return Err(Problem::new(format!(
            "{}{} takes one value: choose one",
            pair.key, pair.sign
        )));
    }
    let mut chosen: Vec<FieldOf> = Vec::new();
    let mut values: Vec<Operand> = Vec::new();
    let mut add = |def: &KindDef, field: &FieldDef, value: Operand| {
        let field = FieldOf {
            kind: def.kind,
            key: field.key.to_string(),
        };
        if !chosen.contains(&field) {
            chosen.push(field);
        }
        if !values.contains(&value) {
            values.push(value);
        }
    };
    for piece in &pair.pieces {
        let exact = meanings(fields, piece, choice::find_exact);
        if exact.is_empty() && pair.op == Comparison::Is && !piece.quoted && is_nothing(piece.text) {
            for (def, field) in fields {
                add(def, field, Operand::Nothing);
            }
            continue;
        }
        let meant = if exact.is_empty() {
            meanings(fields, piece, choice::find)
        } else {
            exact
        };
        if meant.is_empty() {
            return Err(unknown(pair, fields, piece));
        }
        for ((def, field), key) in meant {
            add(def, field, Operand::Text(key.to_owned()));
        }
    }
    Ok(Condition::Field {
        fields: chosen,
        op: pair.op,
        values,
    })
}

/// `none` in place of a value.
pub(crate) fn is_nothing(text: &str) -> bool {
    matches!(text.to_ascii_lowercase().as_str(), "none" | "nothing" | "empty")
}

fn meanings<'c>(
    fields: &[FieldIn<'c>],
    piece: &Piece<'_>,
    find: fn(&'c KindDef, &'c FieldDef, &str) -> Option<&'c str>,
) -> Vec<(FieldIn<'c>, &'c str)> {
    fields
        .iter()
        .filter_map(|&(def, field)| find(def, field, piece.text).map(|key| ((def, field), key)))
        .collect()
}

/// All keys, each once, in order.
fn keys<'c>(fields: &[FieldIn<'c>]) -> Vec<&'c str> {
    let mut keys: Vec<&str> = Vec::new();
    for &(def, field) in fields {
        for (key, _) in choice::options(def, field) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
    }
    keys
}

fn unknown(pair: &Pair<'_>, fields: &[FieldIn<'_>], piece: &Piece<'_>) -> Problem {
    let near: Vec<(FieldIn<'_>, &str)> = fields
        .iter()
        .filter_map(|&(def, field)| choice::near(def, field, piece.text).map(|key| ((def, field), key)))
        .collect();
    if piece.text.is_empty() {
        return Problem::new(format!("{} needs a value: {}", pair.key, listed(fields))).offering(piece, keys(fields));
    }
    match (near.first(), fields) {
        (Some(((def, field), _)), _) | (None, [(def, field)]) => {
            let message = choice::unknown(def, field, piece.text).message();
            let near: Vec<&str> = near.iter().map(|(_, key)| *key).collect();
            if near.is_empty() {
                Problem::new(message).offering(piece, keys(fields))
            } else {
                Problem::new(message).offering(piece, near)
            }
        }
        _ => {
            let label = fields
                .first()
                .map_or("value", |(_, field)| field.label.as_ref())
                .to_lowercase();
            Problem::new(format!("{} is no {label}: {}", quoted(piece.text), listed(fields)))
                .offering(piece, keys(fields))
        }
    }
}

/// `deals have qualification, …; tickets have new, …`, or `use low, normal, high or urgent` where all have the same.
fn listed(fields: &[FieldIn<'_>]) -> String {
    let of = |(def, field): &FieldIn<'_>| {
        choice::options(def, field)
            .into_iter()
            .map(|(key, _)| key.to_owned())
            .collect()
    };
    let lists: Vec<Vec<String>> = fields.iter().map(of).collect();
    match lists.split_first() {
        Some((first, rest)) if rest.iter().all(|list| list == first) => format!("use {}", crate::parse::either(first)),
        _ => fields
            .iter()
            .zip(&lists)
            .map(|((def, _), list)| format!("{} have {}", def.plural.to_lowercase(), list.join(", ")))
            .collect::<Vec<_>>()
            .join("; "),
    }
}
