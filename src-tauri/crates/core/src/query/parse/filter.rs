//! From a `key:value` pair to the conditions it states.

use super::choice;
use super::operand::{self, Comparing};
use super::problem::Problem;
use super::scope::{Hidden, Scope};
use super::state;
use super::token::Pair;
use super::when::Direction;
use crate::field::{FieldDef, FieldType};
use crate::id::EntityRef;
use crate::kind::Kind;
use crate::parse::{nearest, quoted};
use crate::query::{Comparison, Condition, FieldOf, Stamp};

/// What a pair is.
pub(crate) enum Reading {
    /// A filter: all of these must hold.
    Conditions(Vec<Condition>),
    /// A filter that says something wrong.
    Problem(Problem),
    /// No filter at all, but words with a colon in them.
    Text,
}

pub(crate) fn read(pair: &Pair<'_>, negated: bool, scope: &Scope<'_>) -> Reading {
    let conditions = match special(pair, scope) {
        Some(conditions) => conditions,
        None => match scope.fields(pair.key) {
            Err(hidden) => Err(Hidden::problem(hidden)),
            Ok(fields) if fields.is_empty() => {
                // `http://x` and `re:` stay words.
                let is_address = pair.value.starts_with("//");
                let Some(problem) = scope.unknown(pair).filter(|_| !is_address && !pair.value.is_empty()) else {
                    return Reading::Text;
                };
                Err(problem)
            }
            Ok(fields) => of_fields(pair, &fields, scope),
        },
    };
    match conditions {
        Ok(conditions) if negated && conditions.len() > 1 && !pair.key.eq_ignore_ascii_case("has") => Reading::Problem(
            Problem::new("a range cannot be left out: filter by one side of it, like amount<10k"),
        ),
        Ok(conditions) => Reading::Conditions(conditions),
        Err(problem) => Reading::Problem(problem),
    }
}

/// The kinds that a pair asks for, when it is a `kind:` filter that can be read.
pub(crate) fn kinds(pair: &Pair<'_>) -> Option<Vec<Kind>> {
    if !is_kind_key(pair.key) || pair.op != Comparison::Is {
        return None;
    }
    pair.pieces.iter().map(|piece| piece.text.parse().ok()).collect()
}

fn is_kind_key(key: &str) -> bool {
    key.eq_ignore_ascii_case("kind") || key.eq_ignore_ascii_case("kinds")
}

fn special(pair: &Pair<'_>, scope: &Scope<'_>) -> Option<Result<Vec<Condition>, Problem>> {
    let key = pair.key.to_lowercase();
    let stamp = match key.as_str() {
        "kind" | "kinds" => return Some(kind(pair, scope).map(|condition| vec![condition])),
        "is" | "has" | "ref" | "reference" | "id" if pair.op != Comparison::Is => {
            return Some(Err(Problem::new(format!(
                "{key} has no order: write {key}:{}",
                pair.value
            ))));
        }
        "is" => return Some(state::is(pair, scope).map(|condition| vec![condition])),
        "has" => return Some(state::has(pair, scope)),
        "ref" | "reference" | "id" => return Some(reference(pair).map(|condition| vec![condition])),
        "created" | "made" | "added" => Stamp::Created,
        "updated" | "changed" | "modified" | "edited" => Stamp::Updated,
        _ => return None,
    };
    Some(stamped(pair, stamp, scope))
}

fn kind(pair: &Pair<'_>, scope: &Scope<'_>) -> Result<Condition, Problem> {
    if pair.op != Comparison::Is {
        return Err(Problem::new(format!("kind has no order: write kind:{}", pair.value)));
    }
    let mut kinds: Vec<Kind> = Vec::new();
    for piece in &pair.pieces {
        let names = Kind::ALL.map(Kind::name);
        let Ok(kind) = piece.text.parse::<Kind>() else {
            let list = crate::parse::either(&names);
            if piece.text.is_empty() {
                return Err(Problem::new(format!("kind needs a value: use {list}")).offering(piece, names));
            }
            return Err(match nearest(piece.text, names) {
                Some(near) => Problem::new(format!(
                    "{} is no kind: use {list} (did you mean {near}?)",
                    quoted(piece.text)
                ))
                .offering(piece, [near]),
                None => Problem::new(format!("{} is no kind: use {list}", quoted(piece.text))).offering(piece, names),
            });
        };
        if let Some(shown) = scope.context.kind.filter(|shown| *shown != kind) {
            return Err(Problem::new(format!(
                "this list shows {} only, not {}",
                scope.def(shown).plural.to_lowercase(),
                scope.def(kind).plural.to_lowercase()
            )));
        }
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    Ok(Condition::Kind { kinds })
}

fn reference(pair: &Pair<'_>) -> Result<Condition, Problem> {
    let [piece] = pair.pieces.as_slice() else {
        return Err(Problem::new(format!("{} takes one reference, like DEAL-7", pair.key)));
    };
    piece
        .text
        .parse::<EntityRef>()
        .map(|reference| Condition::Reference { reference })
        .map_err(|_| Problem::new(not_a_reference(piece.text)))
}

/// What to say of a text that looks like a reference and is none.
pub(crate) fn not_a_reference(text: &str) -> String {
    let examples: Vec<String> = Kind::ALL.iter().map(|kind| format!("{}-7", kind.prefix())).collect();
    format!(
        "{} is no reference: write one like {}",
        quoted(text),
        crate::parse::either(&examples)
    )
}

fn stamped(pair: &Pair<'_>, stamp: Stamp, scope: &Scope<'_>) -> Result<Vec<Condition>, Problem> {
    let bounds = operand::day_bounds(pair, scope.context, Direction::Back)?;
    let mut conditions = Vec::new();
    for (op, days) in bounds {
        let [day] = days.as_slice() else {
            return Err(Problem::new(format!("{} takes one date: write two filters", pair.key)));
        };
        conditions.push(Condition::Stamp {
            stamp,
            op,
            date: day.to_string(),
        });
    }
    Ok(conditions)
}

fn of_fields(pair: &Pair<'_>, fields: &[(Kind, &FieldDef)], scope: &Scope<'_>) -> Result<Vec<Condition>, Problem> {
    let (choices, others): (Vec<_>, Vec<_>) = fields.iter().copied().partition(|(_, field)| choice::is_choice(field));
    let choices: Vec<choice::FieldIn<'_>> = choices
        .into_iter()
        .map(|(kind, field)| (scope.def(kind), field))
        .collect();
    let mut first_problem = None;
    if !choices.is_empty() {
        match choice::condition(pair, &choices) {
            Ok(condition) => return Ok(vec![condition]),
            Err(problem) => first_problem = Some(problem),
        }
    }
    let mut readings: Vec<(Kind, &FieldDef, Vec<Comparing>)> = Vec::new();
    for (kind, field) in others {
        match operand::comparisons(pair, field, scope.context) {
            Ok(comparisons) => readings.push((kind, field, comparisons)),
            Err(problem) => first_problem = first_problem.or(Some(problem)),
        }
    }
    // Where fields of one name have several types, the value speaks for the narrower: `about:DEAL-7` is a reference.
    let Some((_, _, chosen)) = readings.iter().min_by_key(|(_, field, _)| breadth(&field.ty)).cloned() else {
        return Err(first_problem.unwrap_or_else(|| Problem::new(format!("{} is no filter", quoted(pair.key)))));
    };
    let fields: Vec<FieldOf> = readings
        .into_iter()
        .filter(|(_, _, comparisons)| *comparisons == chosen)
        .map(|(kind, field, _)| FieldOf {
            kind,
            key: field.key.to_string(),
        })
        .collect();
    Ok(chosen
        .into_iter()
        .map(|(op, values)| Condition::Field {
            fields: fields.clone(),
            op,
            values,
        })
        .collect())
}

/// How much a type takes: the narrowest first.
const fn breadth(ty: &FieldType) -> u8 {
    match ty {
        FieldType::Entity { .. } | FieldType::Member => 0,
        FieldType::Bool | FieldType::Select { .. } | FieldType::Stage => 1,
        FieldType::Number { .. } | FieldType::Money => 2,
        FieldType::Date | FieldType::DateTime => 3,
        FieldType::Email | FieldType::Phone | FieldType::Url => 4,
        FieldType::Text | FieldType::LongText => 5,
    }
}
