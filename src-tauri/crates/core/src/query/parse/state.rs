//! The words of `is:` and `has:`.

use super::choice;
use super::problem::Problem;
use super::scope::Scope;
use super::token::{Pair, Piece};
use crate::parse::{either, nearest, quoted};
use crate::query::{Comparison, Condition, FieldOf, Has, Operand, State};

/// What `is:` knows beside stages, with what it says; the first word of each is the one that is offered.
pub(crate) const STATES: &[(&[&str], State, &str)] = &[
    (&["open", "active"], State::Open, "In an open stage"),
    (&["won", "successful"], State::Won, "Ended as hoped"),
    (&["lost", "unsuccessful"], State::Lost, "Ended otherwise"),
    (&["closed", "ended", "finished"], State::Closed, "No longer open"),
    (&["archived", "archive"], State::Archived, "In the archive"),
    (
        &["trashed", "trash", "deleted", "binned"],
        State::Trashed,
        "In the trash",
    ),
];

/// The other words of `is:`.
pub(crate) const BESIDE_STATES: &[(&str, &str)] = &[
    ("overdue", "Open and past its date"),
    ("mine", "Owned by me"),
    ("unassigned", "Without an owner"),
];

/// What `has:` knows beside fields.
pub(crate) const POSSESSIONS: &[(&[&str], Has, &str)] = &[
    (&["overdue"], Has::Overdue, "Open and past its date"),
    (&["notes", "note", "comments"], Has::Notes, "At least one note"),
    (&["links", "link", "linked"], Has::Links, "At least one link"),
];

pub(crate) fn is(pair: &Pair<'_>, scope: &Scope<'_>) -> Result<Condition, Problem> {
    let [piece] = pair.pieces.as_slice() else {
        return Err(Problem::new(
            "is: takes one state: write two filters, or stage: with several stages",
        ));
    };
    let word = crate::parse::text::squash(piece.text);
    if let Some((_, state, _)) = STATES.iter().find(|(words, _, _)| words.contains(&word.as_str())) {
        return Ok(Condition::Is { state: *state });
    }
    let owner = |operand: Operand| owned(scope, operand);
    match word.as_str() {
        "overdue" => return Ok(Condition::Has { what: Has::Overdue }),
        "mine" | "me" => return Ok(owner(Operand::Member(scope.context.me))),
        "unassigned" | "unowned" => return Ok(owner(Operand::Nothing)),
        _ => {}
    }
    let stages = stages(scope);
    if let (false, Ok(condition)) = (piece.text.is_empty(), choice::condition(pair, &stages)) {
        return Ok(condition);
    }
    Err(unknown_state(piece, &stages))
}

/// Entities of the kinds in scope with this owner.
pub(crate) fn owned(scope: &Scope<'_>, owner: Operand) -> Condition {
    let fields = scope.defs().filter(|def| def.field("owner").is_some());
    Condition::Field {
        fields: fields
            .map(|def| FieldOf {
                kind: def.kind,
                key: "owner".to_owned(),
            })
            .collect(),
        op: Comparison::Is,
        values: vec![owner],
    }
}

fn stages<'c>(scope: &Scope<'c>) -> Vec<choice::FieldIn<'c>> {
    scope
        .defs()
        .filter_map(|def| def.field("stage").map(|field| (def, field)))
        .collect()
}

fn unknown_state(piece: &Piece<'_>, stages: &[choice::FieldIn<'_>]) -> Problem {
    let words: Vec<&str> = STATES
        .iter()
        .filter_map(|(words, _, _)| words.first().copied())
        .chain(BESIDE_STATES.iter().map(|(word, _)| *word))
        .collect();
    let list = format!("{}, or a stage", either(&words));
    if piece.text.is_empty() {
        return Problem::new(format!("is: needs a state: {list}")).offering(piece, words);
    }
    let of_stages = stages
        .iter()
        .flat_map(|(def, _)| &def.stages)
        .map(|stage| stage.key.as_ref());
    match nearest(piece.text, words.iter().copied().chain(of_stages)) {
        Some(near) => Problem::new(format!(
            "{} is no state: use {list} (did you mean {near}?)",
            quoted(piece.text)
        ))
        .offering(piece, [near]),
        None => Problem::new(format!("{} is no state: use {list}", quoted(piece.text))).offering(piece, words),
    }
}

/// One condition for each value: `has:email,phone` is both.
pub(crate) fn has(pair: &Pair<'_>, scope: &Scope<'_>) -> Result<Vec<Condition>, Problem> {
    pair.pieces.iter().map(|piece| has_one(piece, scope)).collect()
}

fn has_one(piece: &Piece<'_>, scope: &Scope<'_>) -> Result<Condition, Problem> {
    let word = crate::parse::text::squash(piece.text);
    if let Some((_, what, _)) = POSSESSIONS.iter().find(|(words, _, _)| words.contains(&word.as_str())) {
        return Ok(Condition::Has { what: *what });
    }
    let fields = match piece.text {
        "" => Vec::new(),
        text => scope.fields(text).map_err(super::scope::Hidden::problem)?,
    };
    if !fields.is_empty() {
        return Ok(Condition::HasField {
            fields: fields
                .into_iter()
                .map(|(kind, field)| FieldOf {
                    kind,
                    key: field.key.to_string(),
                })
                .collect(),
        });
    }
    let words: Vec<&str> = POSSESSIONS
        .iter()
        .filter_map(|(words, _, _)| words.first().copied())
        .collect();
    let mut keys: Vec<&str> = Vec::new();
    for field in scope
        .defs()
        .flat_map(|def| &def.fields)
        .filter(|field| scope.may_filter(field))
    {
        if !field.required && !keys.contains(&field.key.as_ref()) {
            keys.push(&field.key);
        }
    }
    let list = format!(
        "{}, or a field like {}",
        words.join(", "),
        either(keys.get(..3).unwrap_or(&keys))
    );
    if piece.text.is_empty() {
        return Err(Problem::new(format!("has: needs a value: {list}")).offering(piece, words.iter().chain(&keys)));
    }
    Err(match nearest(piece.text, words.iter().chain(&keys).copied()) {
        Some(near) => Problem::new(format!(
            "{} is nothing to have: use {list} (did you mean {near}?)",
            quoted(piece.text)
        ))
        .offering(piece, [near]),
        None => Problem::new(format!("{} is nothing to have: use {list}", quoted(piece.text))).offering(piece, words),
    })
}
