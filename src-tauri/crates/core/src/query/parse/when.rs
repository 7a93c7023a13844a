//! Days in filters, and the one place that says what relative ones mean.
//!
//! Dates that lie ahead (`close_date`, `due`, `due_at`, `pending_until`, and custom ones) are measured forward:
//! `closes<30d` is on or before the day 30 days from now, overdue ones with it; `closes>30d` is after it.
//! Dates that lie behind (`created`, `updated`, `applied_on`, `last_contacted`, `birth_date`) are measured back:
//! `created<7d` is less than 7 days ago, that is, on or after the day 7 days ago; `created>7d` is before it.
//! `:30d` is between today and that day. With a sign, `+30d` and `-7d` are days like any other, whatever the field.
//!
//! `today`, `friday`, `this-week`, `last-month`, `2026-04`, `2026-q2` and `2026` are periods: `<` is before their
//! first day, `>` after their last, `:` within. Weeks begin on Monday.

use jiff::civil::Weekday;
use jiff::{Span, ToSpan};

use crate::field::FieldDef;
use crate::parse::{Reading, day};
use crate::query::Comparison;
use crate::time::Date;

/// Which way a relative day is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Ahead,
    Back,
}

impl Direction {
    pub(crate) fn of(field: &FieldDef) -> Self {
        let behind = ["applied_on", "last_contacted", "birth_date"].contains(&field.key.as_ref());
        if behind || field.derived {
            Self::Back
        } else {
            Self::Ahead
        }
    }
}

/// A comparison with a day.
pub(crate) type Bound = (Comparison, Date);

/// The comparisons, all of which must hold, that an operator and a written day mean.
///
/// # Errors
/// What is wrong with the written day.
pub(crate) fn bounds(op: Comparison, text: &str, today: Date, direction: Direction) -> Result<Vec<Bound>, String> {
    if let Some((from, to)) = text.split_once("..") {
        if op != Comparison::Is {
            return Err("a range takes a colon: write it like created:2026-01-01..2026-03-31".to_owned());
        }
        let mut bounds = Vec::new();
        if !from.is_empty() {
            bounds.push((Comparison::AtLeast, period(from, today, direction)?.0));
        }
        if !to.is_empty() {
            bounds.push((Comparison::AtMost, period(to, today, direction)?.1));
        }
        if bounds.is_empty() {
            return Err(unreadable(text));
        }
        return Ok(bounds);
    }
    if let Some(span) = distance(text) {
        return relative(op, span, today, direction).ok_or_else(|| unreadable(text));
    }
    let (from, to) = period(text, today, direction)?;
    Ok(match op {
        Comparison::Is if from == to => vec![(Comparison::Is, from)],
        Comparison::Is => vec![(Comparison::AtLeast, from), (Comparison::AtMost, to)],
        Comparison::Less => vec![(Comparison::Less, from)],
        Comparison::AtMost => vec![(Comparison::AtMost, to)],
        Comparison::Greater => vec![(Comparison::Greater, to)],
        Comparison::AtLeast => vec![(Comparison::AtLeast, from)],
    })
}

/// Comparisons in words: `until 2026-12-21`.
pub(crate) fn described(bounds: &[Bound]) -> String {
    let one = |(op, day): &Bound| match op {
        Comparison::Is => day.to_string(),
        Comparison::Less => format!("before {day}"),
        Comparison::AtMost => format!("until {day}"),
        Comparison::Greater => format!("after {day}"),
        Comparison::AtLeast => format!("from {day}"),
    };
    bounds.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn relative(op: Comparison, span: Span, today: Date, direction: Direction) -> Option<Vec<Bound>> {
    let ahead = direction == Direction::Ahead;
    let day = if ahead {
        today.checked_add(span)
    } else {
        today.checked_sub(span)
    }
    .ok()?;
    let (near, far) = if ahead {
        (Comparison::AtMost, Comparison::Greater)
    } else {
        (Comparison::AtLeast, Comparison::Less)
    };
    Some(match op {
        Comparison::Less | Comparison::AtMost => vec![(near, day)],
        Comparison::Greater => vec![(far, day)],
        Comparison::AtLeast if ahead => vec![(Comparison::AtLeast, day)],
        Comparison::AtLeast => vec![(Comparison::AtMost, day)],
        Comparison::Is => vec![
            (Comparison::AtLeast, today.min(day)),
            (Comparison::AtMost, today.max(day)),
        ],
    })
}

fn unreadable(text: &str) -> String {
    format!(
        "{} is no date: use one like 2026-04-03, 30d, 2w, today, this-week or last-month",
        crate::parse::quoted(text)
    )
}

/// `30d`, `2w`, `3 months`, `24h`: how far, without a sign.
fn distance(text: &str) -> Option<Span> {
    let text = crate::parse::text::plain_digits(text).to_lowercase();
    let at = text.find(|c: char| !c.is_ascii_digit())?;
    let (digits, unit) = text.split_at(at);
    if digits.is_empty() || digits.len() > 5 {
        return None;
    }
    let count: i64 = digits.parse().ok()?;
    let span = match unit.trim_start_matches(['-', '_', ' ']) {
        // Days are the finest that dates are compared by.
        "h" | "hour" | "hours" => Span::new().try_days((count + 23) / 24),
        "d" | "day" | "days" => Span::new().try_days(count),
        "w" | "week" | "weeks" => Span::new().try_weeks(count),
        "m" | "mo" | "month" | "months" => Span::new().try_months(count),
        "q" | "quarter" | "quarters" => Span::new().try_months(count * 3),
        "y" | "year" | "years" => Span::new().try_years(count),
        _ => return None,
    };
    span.ok()
}

/// The first and last day of a written day or period.
fn period(text: &str, today: Date, direction: Direction) -> Result<(Date, Date), String> {
    let word = crate::parse::text::plain_digits(text).to_lowercase();
    let word = word.trim().replace(['_', ' '], "-");
    if let Some(day) = signed(&word, today) {
        return Ok((day, day));
    }
    if let Some(day) = distance(&word).and_then(|span| match direction {
        Direction::Ahead => today.checked_add(span).ok(),
        Direction::Back => today.checked_sub(span).ok(),
    }) {
        return Ok((day, day));
    }
    if let Some(period) = named(&word, today, direction).or_else(|| calendar(&word)) {
        return Ok(period);
    }
    let reading = Reading {
        today: Some(today),
        ..Reading::default()
    };
    match day::written(text, &reading) {
        Ok(day) => Ok((day, day)),
        Err(day::Fault::Unreadable) => Err(unreadable(text)),
        Err(fault) => Err(fault.refusal(text).message()),
    }
}

/// `+30d` and `-7d`.
fn signed(word: &str, today: Date) -> Option<Date> {
    if let Some(span) = word.strip_prefix('+').and_then(distance) {
        return today.checked_add(span).ok();
    }
    let span = word.strip_prefix('-').and_then(distance)?;
    today.checked_sub(span).ok()
}

fn named(word: &str, today: Date, direction: Direction) -> Option<(Date, Date)> {
    let one = |day: Result<Date, jiff::Error>| day.ok().map(|day| (day, day));
    match word {
        "today" | "now" => return Some((today, today)),
        "tomorrow" => return one(today.tomorrow()),
        "yesterday" => return one(today.yesterday()),
        _ => {}
    }
    if let Some(day) = weekday(word) {
        // The nearest such day the way the field is measured, today included.
        let ahead = i64::from(today.weekday().until(day));
        let back = i64::from(today.weekday().since(day));
        return one(match direction {
            Direction::Ahead => today.checked_add(ahead.days()),
            Direction::Back => today.checked_sub(back.days()),
        });
    }
    let (shift, unit) = [("this", 0), ("last", -1), ("previous", -1), ("next", 1)]
        .into_iter()
        .find_map(|(begin, shift)| Some((shift, word.strip_prefix(begin)?.trim_start_matches('-'))))?;
    match unit {
        "week" => {
            let monday = today
                .checked_sub(i64::from(today.weekday().to_monday_zero_offset()).days())
                .ok()?;
            let monday = monday.checked_add(shift.weeks()).ok()?;
            Some((monday, monday.checked_add(6.days()).ok()?))
        }
        "month" => months(today.first_of_month().checked_add(shift.months()).ok()?, 1),
        "quarter" => {
            let into = i64::from((today.month() - 1) % 3);
            months(today.first_of_month().checked_add((shift * 3 - into).months()).ok()?, 3)
        }
        "year" => months(today.first_of_year().checked_add(shift.years()).ok()?, 12),
        _ => None,
    }
}

/// `2026`, `2026-04` and `2026-q2`.
fn calendar(word: &str) -> Option<(Date, Date)> {
    let (year, rest) = word.split_at_checked(4)?;
    if !year.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let year: i16 = year.parse().ok().filter(|year| *year >= 1000)?;
    let rest = rest.strip_prefix(['-', '/', '.']).unwrap_or(rest);
    if rest.is_empty() {
        return months(Date::new(year, 1, 1).ok()?, 12);
    }
    if let Some(quarter) = rest.strip_prefix('q') {
        let quarter: i8 = quarter.parse().ok().filter(|quarter| (1..=4).contains(quarter))?;
        return months(Date::new(year, quarter * 3 - 2, 1).ok()?, 3);
    }
    let month: i8 = (rest.len() <= 2).then(|| rest.parse().ok())??;
    months(Date::new(year, month, 1).ok()?, 1)
}

fn months(first: Date, count: i64) -> Option<(Date, Date)> {
    let last = first.checked_add(count.months()).ok()?.yesterday().ok()?;
    Some((first, last))
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" | "mon" => Weekday::Monday,
        "tuesday" | "tue" => Weekday::Tuesday,
        "wednesday" | "wed" => Weekday::Wednesday,
        "thursday" | "thu" => Weekday::Thursday,
        "friday" | "fri" => Weekday::Friday,
        "saturday" | "sat" => Weekday::Saturday,
        "sunday" | "sun" => Weekday::Sunday,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(op: Comparison, text: &str, direction: Direction) -> String {
        // A Saturday.
        let today = jiff::civil::date(2026, 11, 21);
        match bounds(op, text, today, direction) {
            Ok(bounds) => bounds
                .iter()
                .map(|(op, day)| format!("{op:?} {day}"))
                .collect::<Vec<_>>()
                .join(" and "),
            Err(message) => message,
        }
    }

    #[test]
    fn relative_days_count_the_way_the_field_looks() {
        use Comparison::{AtLeast, AtMost, Greater, Is, Less};
        use Direction::{Ahead, Back};
        for (op, text, direction, meant) in [
            (Less, "30d", Ahead, "AtMost 2026-12-21"),
            (AtMost, "30d", Ahead, "AtMost 2026-12-21"),
            (Greater, "30d", Ahead, "Greater 2026-12-21"),
            (AtLeast, "30d", Ahead, "AtLeast 2026-12-21"),
            (Is, "30d", Ahead, "AtLeast 2026-11-21 and AtMost 2026-12-21"),
            (Less, "7d", Back, "AtLeast 2026-11-14"),
            (AtMost, "7d", Back, "AtLeast 2026-11-14"),
            (Greater, "7d", Back, "Less 2026-11-14"),
            (AtLeast, "7d", Back, "AtMost 2026-11-14"),
            (Is, "7d", Back, "AtLeast 2026-11-14 and AtMost 2026-11-21"),
            (Less, "-7d", Ahead, "Less 2026-11-14"),
            (Greater, "+7d", Back, "Greater 2026-11-28"),
            (Less, "2w", Ahead, "AtMost 2026-12-05"),
            (Less, "3months", Ahead, "AtMost 2027-02-21"),
            (Less, "1q", Ahead, "AtMost 2027-02-21"),
            (Less, "1y", Back, "AtLeast 2025-11-21"),
            (Less, "36h", Back, "AtLeast 2026-11-19"),
        ] {
            assert_eq!(said(op, text, direction), meant, "{op:?} {text} {direction:?}");
        }
    }

    #[test]
    fn periods_are_compared_by_their_first_and_last_days() {
        use Comparison::{AtLeast, AtMost, Greater, Is, Less};
        for (op, text, meant) in [
            (Is, "today", "Is 2026-11-21"),
            (Is, "tomorrow", "Is 2026-11-22"),
            (Less, "yesterday", "Less 2026-11-20"),
            (Is, "2026-04-03", "Is 2026-04-03"),
            (Is, "13/04/2026", "Is 2026-04-13"),
            (Is, "this-week", "AtLeast 2026-11-16 and AtMost 2026-11-22"),
            (Is, "last_month", "AtLeast 2026-10-01 and AtMost 2026-10-31"),
            (Is, "next quarter", "AtLeast 2027-01-01 and AtMost 2027-03-31"),
            (Is, "thisyear", "AtLeast 2026-01-01 and AtMost 2026-12-31"),
            (Is, "2026-02", "AtLeast 2026-02-01 and AtMost 2026-02-28"),
            (Is, "2026-Q2", "AtLeast 2026-04-01 and AtMost 2026-06-30"),
            (Less, "2026", "Less 2026-01-01"),
            (AtMost, "2026", "AtMost 2026-12-31"),
            (Greater, "2026", "Greater 2026-12-31"),
            (AtLeast, "2026", "AtLeast 2026-01-01"),
            (Is, "friday", "Is 2026-11-27"),
            (Is, "sat", "Is 2026-11-21"),
            (Is, "2026-01-01..2026-03", "AtLeast 2026-01-01 and AtMost 2026-03-31"),
            (Is, "..today", "AtMost 2026-11-21"),
            (Is, "today..2w", "AtLeast 2026-11-21 and AtMost 2026-12-05"),
        ] {
            assert_eq!(said(op, text, Direction::Ahead), meant, "{op:?} {text}");
        }
        assert_eq!(said(Is, "friday", Direction::Back), "Is 2026-11-20");
    }

    #[test]
    fn what_is_no_day_is_refused_with_examples() {
        for text in ["soon", "", "..", "30x", "2026-13", "d", "99999999d", "today..soon"] {
            let message = said(Comparison::Is, text, Direction::Ahead);
            assert!(
                message.contains("no date: use one like") || message.contains("no day"),
                "{text}: {message}"
            );
        }
        assert_eq!(
            said(Comparison::Is, "03/04/2026", Direction::Ahead),
            "“03/04/2026” could be two days: write 2026-04-03 or 2026-03-04"
        );
        assert_eq!(
            said(Comparison::Less, "a..b", Direction::Ahead),
            "a range takes a colon: write it like created:2026-01-01..2026-03-31"
        );
    }
}
