//! The right side of a comparison, by the type of the field.

use super::QueryContext;
use super::choice::is_nothing;
use super::problem::Problem;
use super::token::{Pair, Piece};
use super::when::{self, Direction};
use crate::field::{FieldDef, FieldType};
use crate::id::EntityRef;
use crate::parse::person::{self, Found};
use crate::parse::{Reading, money, number, phone, pointer, quoted, text, yes_no};
use crate::query::{Comparison, Operand};

/// One comparison; the field must be as it says to any of the operands.
pub(crate) type Comparing = (Comparison, Vec<Operand>);

/// The comparisons, all of which must hold, that a pair means for a field that is no select or stage.
pub(crate) fn comparisons(
    pair: &Pair<'_>,
    field: &FieldDef,
    context: &QueryContext<'_>,
) -> Result<Vec<Comparing>, Problem> {
    if let Some(blank) = pair.pieces.iter().find(|piece| piece.text.trim().is_empty()) {
        return Err(needs_a_value(pair, field, context, blank));
    }
    if let [piece] = pair.pieces.as_slice()
        && !piece.quoted
        && pair.op == Comparison::Is
        && is_nothing(piece.text)
    {
        return Ok(vec![(Comparison::Is, vec![Operand::Nothing])]);
    }
    match &field.ty {
        FieldType::Number { .. } => amounts(pair, number_operand),
        FieldType::Money => amounts(pair, money_operand),
        FieldType::Date | FieldType::DateTime => days(pair, field, context),
        FieldType::Bool
        | FieldType::Member
        | FieldType::Entity { .. }
        | FieldType::Text
        | FieldType::LongText
        | FieldType::Email
        | FieldType::Phone
        | FieldType::Url
        | FieldType::Select { .. }
        | FieldType::Stage => {
            if pair.op != Comparison::Is {
                return Err(unordered(pair, field));
            }
            let each = pair.pieces.iter().map(|piece| equal(piece, field, context));
            Ok(vec![(Comparison::Is, each.collect::<Result<_, _>>()?)])
        }
    }
}

fn needs_a_value(pair: &Pair<'_>, field: &FieldDef, context: &QueryContext<'_>, piece: &Piece<'_>) -> Problem {
    let (example, offered): (&str, Vec<String>) = match &field.ty {
        FieldType::Number { .. } => ("50", Vec::new()),
        FieldType::Money => ("10k", Vec::new()),
        FieldType::Date | FieldType::DateTime => ("today", strings(&["today", "this-week", "this-month", "30d"])),
        FieldType::Bool => ("yes", strings(&["yes", "no"])),
        FieldType::Member => (
            "me",
            std::iter::once("me".to_owned())
                .chain(names(context))
                .chain(["none".to_owned()])
                .collect(),
        ),
        FieldType::Entity { .. } => ("CON-7", Vec::new()),
        FieldType::Email => ("dana@example.com", Vec::new()),
        FieldType::Phone => ("+493012345678", Vec::new()),
        FieldType::Url => ("example.com", Vec::new()),
        FieldType::Text | FieldType::LongText | FieldType::Select { .. } | FieldType::Stage => {
            ("\"some words\"", Vec::new())
        }
    };
    Problem::new(format!(
        "{} needs a value, like {}{}{example}",
        pair.key, pair.key, pair.sign
    ))
    .offering(piece, offered)
}

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn names(context: &QueryContext<'_>) -> Vec<String> {
    context
        .members
        .iter()
        .take(6)
        .map(|member| member.name.clone())
        .collect()
}

fn unordered(pair: &Pair<'_>, field: &FieldDef) -> Problem {
    let whole = format!("{}:{}", pair.key, pair.value);
    Problem::new(format!("{} has no order: write {whole}", field.label)).replacing(
        (
            pair.key_at,
            pair.key_at + pair.key.len() + pair.sign.len() + pair.value.len(),
        ),
        vec![whole],
    )
}

/// Numbers and money: one value with any operator, several with `:`, or a range.
fn amounts(pair: &Pair<'_>, read: fn(&str) -> Option<Operand>) -> Result<Vec<Comparing>, Problem> {
    let refuse = |text: &str| {
        Problem::new(format!(
            "{} is no amount: write digits, like {}{}10k or {}:10k..50k",
            quoted(text),
            pair.key,
            pair.sign,
            pair.key
        ))
    };
    // `10,000` is one number; `10,20` is two.
    let whole = pair.value;
    let grouped = pair.pieces.len() > 1
        && pair
            .pieces
            .iter()
            .skip(1)
            .all(|piece| piece.text.bytes().take_while(u8::is_ascii_digit).count() == 3);
    if grouped && let Some(operand) = read(whole) {
        return Ok(vec![(pair.op, vec![operand])]);
    }
    if let [piece] = pair.pieces.as_slice()
        && let Some((from, to)) = piece.text.split_once("..")
    {
        if pair.op != Comparison::Is {
            return Err(Problem::new(format!(
                "a range takes a colon: write {}:{}",
                pair.key, piece.text
            )));
        }
        let mut range = Vec::new();
        for (op, end) in [(Comparison::AtLeast, from), (Comparison::AtMost, to)] {
            if !end.is_empty() {
                range.push((op, vec![read(end).ok_or_else(|| refuse(end))?]));
            }
        }
        return if range.is_empty() {
            Err(refuse(piece.text))
        } else {
            Ok(range)
        };
    }
    if pair.op != Comparison::Is && pair.pieces.len() > 1 {
        return Err(one_value(pair));
    }
    let each = pair
        .pieces
        .iter()
        .map(|piece| read(piece.text).ok_or_else(|| refuse(piece.text)));
    Ok(vec![(pair.op, each.collect::<Result<_, _>>()?)])
}

fn one_value(pair: &Pair<'_>) -> Problem {
    Problem::new(format!("{}{} takes one value: write two filters", pair.key, pair.sign))
}

fn number_operand(text: &str) -> Option<Operand> {
    let bare = text.trim().trim_end_matches(['%', '％']);
    number::read(bare, false)?.to_f64().map(Operand::Number)
}

fn money_operand(text: &str) -> Option<Operand> {
    let amount = money::amount(text, false, None)?;
    if amount.currency.is_none() {
        return amount.number.to_f64().map(Operand::Number);
    }
    let reading = Reading {
        lenient_decimals: true,
        ..Reading::default()
    };
    money::read(text, &reading).ok().map(Operand::Money)
}

fn days(pair: &Pair<'_>, field: &FieldDef, context: &QueryContext<'_>) -> Result<Vec<Comparing>, Problem> {
    let bounds = day_bounds(pair, context, Direction::of(field))?;
    Ok(bounds
        .into_iter()
        .map(|(op, days)| (op, days.into_iter().map(|day| Operand::Date(day.to_string())).collect()))
        .collect())
}

/// The comparisons with days that a pair means; several values only where each is one day.
pub(crate) fn day_bounds(
    pair: &Pair<'_>,
    context: &QueryContext<'_>,
    direction: Direction,
) -> Result<Vec<(Comparison, Vec<crate::time::Date>)>, Problem> {
    let mut all = Vec::new();
    for piece in &pair.pieces {
        let bounds = when::bounds(pair.op, piece.text, context.today, direction)
            .map_err(|message| Problem::new(message).offering(piece, ["today", "this-week", "30d"]))?;
        all.push(bounds);
    }
    if let [bounds] = all.as_slice() {
        return Ok(bounds.iter().map(|(op, day)| (*op, vec![*day])).collect());
    }
    let single: Option<Vec<_>> = all
        .iter()
        .map(|bounds| match bounds.as_slice() {
            [(Comparison::Is, day)] => Some(*day),
            _ => None,
        })
        .collect();
    single
        .map(|days| vec![(Comparison::Is, days)])
        .ok_or_else(|| one_value(pair))
}

/// One value of a field that is compared by `:` alone.
fn equal(piece: &Piece<'_>, field: &FieldDef, context: &QueryContext<'_>) -> Result<Operand, Problem> {
    if !piece.quoted && is_nothing(piece.text) {
        return Ok(Operand::Nothing);
    }
    let line = text::line(piece.text).map_err(|refusal| Problem::new(format!("{} {refusal}", field.label)))?;
    match &field.ty {
        FieldType::Bool => yes_no::read(piece.text)
            .map(Operand::Bool)
            .map_err(|refusal| Problem::new(refusal.message()).offering(piece, ["yes", "no"])),
        FieldType::Member => member(piece, context),
        FieldType::Entity { kinds } => match line.parse::<EntityRef>() {
            Ok(reference) if kinds.contains(&reference.kind) => Ok(Operand::Reference(reference)),
            _ => Err(Problem::new(format!(
                "{} is no reference: write one like {}",
                quoted(piece.text),
                pointer::example(kinds)
            ))),
        },
        FieldType::Email | FieldType::Url => Ok(Operand::Text(line.to_lowercase())),
        FieldType::Phone => Ok(Operand::Text(phone_text(&line))),
        _ => Ok(Operand::Text(line)),
    }
}

/// E.164 where the number is whole, otherwise its digits, which are a part of one.
fn phone_text(text: &str) -> String {
    phone::read(text, None).unwrap_or_else(|_| {
        let digits: String = text::plain_digits(text).chars().filter(char::is_ascii_digit).collect();
        if digits.is_empty() { text.to_owned() } else { digits }
    })
}

fn member(piece: &Piece<'_>, context: &QueryContext<'_>) -> Result<Operand, Problem> {
    let name = piece.text.trim_start_matches('@');
    resolve(name, context)
        .map(Operand::Member)
        .map_err(|(message, names)| Problem::new(message).offering(piece, names))
}

/// The member that `me`, a name or an address means, or what is wrong and who could be meant.
pub(crate) fn resolve(name: &str, context: &QueryContext<'_>) -> Result<crate::id::MemberId, (String, Vec<String>)> {
    if matches!(name.to_ascii_lowercase().as_str(), "me" | "myself" | "mine") {
        return Ok(context.me);
    }
    match person::find(name, context.members) {
        Found::One(member) => Ok(member.id),
        Found::Several(people) => Err((
            person::several(name, &people).message(),
            people.iter().map(|member| distinct_name(member, &people)).collect(),
        )),
        Found::Nobody => {
            let near = person::near(name, context.members).map(|member| member.name.clone());
            let offered = near.map_or_else(|| names(context), |near| vec![near]);
            Err((person::nobody(name, context.members).message(), offered))
        }
    }
}

/// The name, or the address where others have the name too.
fn distinct_name(member: &crate::policy::Member, among: &[&crate::policy::Member]) -> String {
    let shared = among.iter().filter(|other| other.name == member.name).count() > 1;
    match &member.email {
        Some(email) if shared => email.clone(),
        _ => member.name.clone(),
    }
}
