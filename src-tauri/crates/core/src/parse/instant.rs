//! Written instants: a day and a time of day, with or without a zone. Without one it is UTC.

use jiff::civil::Time;
use jiff::tz::Offset;

use super::text::plain_digits;
use super::{Reading, Refusal, day, quoted};
use crate::time::Date;

/// The instant of a text, as it is stored: `2026-11-21T14:00:00Z`. A day alone is its midnight.
///
/// # Errors
/// When it is no instant, or its day could be two.
pub(crate) fn read(text: &str, reading: &Reading<'_>) -> Result<String, Refusal> {
    if let Some(stamp) = counted(text, reading) {
        return Ok(stored(stamp));
    }
    let Some(parts) = parts(text) else {
        let day = day::written(text, reading).map_err(|fault| match fault {
            day::Fault::Unreadable => unreadable(text),
            fault => fault.refusal(text),
        })?;
        return at(day, Time::midnight(), Offset::UTC).ok_or_else(|| unreadable(text));
    };
    let day = day::written(&parts.day, reading).map_err(|fault| match fault {
        day::Fault::Unreadable => unreadable(text),
        fault => fault.refusal(text),
    })?;
    at(day, parts.time, parts.offset).ok_or_else(|| unreadable(text))
}

fn unreadable(text: &str) -> Refusal {
    Refusal::new(format!(
        "{} is no date and time: write it like 2026-04-03 14:30 or 2026-04-03T14:30:00+02:00",
        quoted(text)
    ))
}

fn at(day: Date, time: Time, offset: Offset) -> Option<String> {
    offset.to_timestamp(day.to_datetime(time)).ok().map(stored)
}

fn stored(stamp: jiff::Timestamp) -> String {
    stamp.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Serial days with a fraction, and Unix times in seconds or milliseconds from 2001 to 2100.
fn counted(text: &str, reading: &Reading<'_>) -> Option<jiff::Timestamp> {
    if !reading.from_file {
        return None;
    }
    let text = text.trim();
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    if fraction.is_empty()
        || !whole
            .bytes()
            .chain(fraction.bytes())
            .all(|digit| digit.is_ascii_digit())
    {
        return None;
    }
    match whole.len() {
        5 => {
            let day = day::serial(whole.parse().ok()?)?;
            let share: f64 = format!("0.{}", fraction.get(..fraction.len().min(15))?).parse().ok()?;
            #[expect(clippy::cast_possible_truncation, reason = "below 86,400 and half a second")]
            let seconds = (share * 86_400.0).round() as i64;
            let midnight = Offset::UTC.to_timestamp(day.to_datetime(Time::midnight())).ok()?;
            midnight.checked_add(jiff::SignedDuration::from_secs(seconds)).ok()
        }
        10 | 13 => {
            let count: i64 = whole.parse().ok()?;
            let seconds = if whole.len() == 13 { count / 1000 } else { count };
            if !(978_307_200..=4_102_444_800).contains(&seconds) {
                return None;
            }
            jiff::Timestamp::from_second(seconds).ok()
        }
        _ => None,
    }
}

/// A text taken apart at its time of day.
pub(super) struct Parts {
    /// What stands around the time: the day.
    pub day: String,
    pub time: Time,
    pub offset: Offset,
}

/// Takes a text apart; none when it has no time of day that can be read.
pub(super) fn parts(text: &str) -> Option<Parts> {
    if text.len() > 120 {
        return None;
    }
    let text = plain_digits(text).to_lowercase();
    let (start, hour, minute, second, mut rest) = clock(&text)?;
    let mut hour = hour;
    let after = rest.trim_start();
    if let Some((evening, left)) = half_of_day(after) {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + if evening { 12 } else { 0 };
        rest = left;
    }
    // 24:00 is how some write the end of a day; it has no day of its own here.
    let time = Time::new(hour, minute, second, 0).ok()?;
    let (offset, rest) = zone(rest)?;
    let before = text[..start].trim_end();
    let before = match before.strip_suffix('t') {
        Some(day) if day.ends_with(|c: char| c.is_ascii_digit()) => day,
        _ => before,
    };
    let before = before
        .strip_suffix(" at")
        .or_else(|| before.strip_suffix(" um"))
        .unwrap_or(before);
    let day = format!(
        "{} {}",
        before.trim_end_matches([',', ' ']),
        rest.trim_matches([',', ' '])
    );
    Some(Parts { day, time, offset })
}

/// Where the clock time starts, its parts, and what follows it: `14:05`, `14:05:33.123`, `2 pm`.
fn clock(text: &str) -> Option<(usize, i8, i8, i8, &str)> {
    let Some(colon) = text.find(':') else {
        return bare_hour(text);
    };
    let start = digits_before(text, colon);
    let hour = short(&text[start..colon])?;
    let (minute, rest) = leading(&text[colon + 1..])?;
    let mut second = 0;
    let mut rest = rest;
    if let Some(after) = rest.strip_prefix(':') {
        let (read, after) = leading(after)?;
        // A leap second is the last one of its minute.
        second = read.min(59);
        rest = after;
        if let Some(fraction) = rest.strip_prefix(['.', ',']) {
            rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
        }
    }
    Some((start, hour, minute, second, rest))
}

/// `2pm`, `2 p.m.`: only where half of day follows is a number an hour.
fn bare_hour(text: &str) -> Option<(usize, i8, i8, i8, &str)> {
    for (at, _) in text.match_indices(['a', 'p']) {
        let before = text[..at].trim_end();
        let start = digits_before(before, before.len());
        if half_of_day(&text[at..]).is_some() && start < before.len() {
            return Some((start, short(&before[start..])?, 0, 0, &text[at..]));
        }
    }
    None
}

fn digits_before(text: &str, end: usize) -> usize {
    text[..end]
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8))
}

fn short(digits: &str) -> Option<i8> {
    (1..=2).contains(&digits.len()).then(|| digits.parse().ok()).flatten()
}

fn leading(text: &str) -> Option<(i8, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (end == 2).then(|| text[..2].parse().ok().map(|number| (number, &text[2..])))?
}

/// Whether it is the second half of the day, and what follows.
fn half_of_day(text: &str) -> Option<(bool, &str)> {
    for (word, evening) in [("a.m.", false), ("p.m.", true), ("am", false), ("pm", true)] {
        if let Some(rest) = text.strip_prefix(word)
            && !rest.starts_with(char::is_alphabetic)
        {
            return Some((evening, rest));
        }
    }
    None
}

/// The offset that follows a time, and what follows it. A word that is no zone, and the name of a place, make it
/// unreadable: guessing would move the instant.
fn zone(text: &str) -> Option<(Offset, &str)> {
    let text = text.trim_start_matches([' ', '(']);
    let text = text.trim_end_matches(')');
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let hours = match word {
        "" | "z" | "utc" | "gmt" | "wet" => 0,
        "cet" | "west" | "bst" => 1,
        "cest" | "eet" => 2,
        "eest" | "msk" => 3,
        "jst" | "kst" => 9,
        "edt" | "ast" => -4,
        "est" | "cdt" => -5,
        "cst" | "mdt" => -6,
        "mst" | "pdt" => -7,
        "pst" => -8,
        // Not a zone but the day, as in `14:05 on 3 April`.
        _ => return Some((Offset::UTC, text.strip_prefix("on ").unwrap_or(text))),
    };
    let named = Offset::from_hours(hours).ok()?;
    if !(word.is_empty() || hours == 0) {
        return Some((named, rest));
    }
    match rest.strip_prefix(['+', '-']) {
        Some(digits) if digits.starts_with(|c: char| c.is_ascii_digit()) => {
            let (seconds, after) = offset_digits(digits)?;
            let signed = if rest.starts_with('-') { -seconds } else { seconds };
            Some((Offset::from_seconds(signed).ok()?, after))
        }
        _ => Some((named, rest)),
    }
}

/// `02:00`, `0200`, `2`: seconds and what follows.
fn offset_digits(text: &str) -> Option<(i32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let (hours, minutes, rest) = match (digits.len(), rest.strip_prefix(':')) {
        (1 | 2, Some(after)) => {
            let (minutes, after) = leading(after)?;
            (digits.parse::<i32>().ok()?, i32::from(minutes), after)
        }
        (1 | 2, None) => (digits.parse().ok()?, 0, rest),
        (4, _) => (digits[..2].parse().ok()?, digits[2..].parse().ok()?, rest),
        _ => return None,
    };
    (minutes < 60).then_some((hours * 3600 + minutes * 60, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::DayOrder;

    fn reading() -> Reading<'static> {
        Reading {
            day_order: Some(DayOrder::MonthFirst),
            today: Some(jiff::civil::date(2026, 11, 21)),
            from_file: true,
            ..Reading::default()
        }
    }

    fn instant(text: &str) -> String {
        read(text, &reading()).unwrap_or_else(|refusal| refusal.to_string())
    }

    #[test]
    fn an_instant_is_read_however_it_is_written() {
        for (text, stored) in [
            ("2026-04-03T14:05:33Z", "2026-04-03T14:05:33Z"),
            ("2026-04-03T14:05:33.987Z", "2026-04-03T14:05:33Z"),
            ("2026-04-03T14:05:33+02:00", "2026-04-03T12:05:33Z"),
            ("2026-04-03T14:05-0530", "2026-04-03T19:35:00Z"),
            ("2026-04-03 14:05", "2026-04-03T14:05:00Z"),
            ("2026-04-03 14:05:33 UTC", "2026-04-03T14:05:33Z"),
            ("2026-04-03 14:05:33 +0000", "2026-04-03T14:05:33Z"),
            ("4/3/2026 2:05 PM", "2026-04-03T14:05:00Z"),
            ("4/3/2026 12:05 am", "2026-04-03T00:05:00Z"),
            ("4/3/26, 2:05\u{202f}PM", "2026-04-03T14:05:00Z"),
            ("April 3, 2026 at 2pm", "2026-04-03T14:00:00Z"),
            ("3 Apr 2026 2 p.m.", "2026-04-03T14:00:00Z"),
            ("Fri, 03 Apr 2026 14:05:33 +0200", "2026-04-03T12:05:33Z"),
            ("Fri Apr 03 14:05:33 CEST 2026", "2026-04-03T12:05:33Z"),
            ("03/Apr/26 9:15 AM", "2026-04-03T09:15:00Z"),
            ("2026-04-03 14:05 GMT+2", "2026-04-03T12:05:00Z"),
            ("2026-04-03 14:05 EST", "2026-04-03T19:05:00Z"),
            ("2026年4月3日 14:05", "2026-04-03T14:05:00Z"),
            ("2026-04-03", "2026-04-03T00:00:00Z"),
            ("today", "2026-11-21T00:00:00Z"),
            ("46115.5", "2026-04-03T12:00:00Z"),
            ("46115", "2026-04-03T00:00:00Z"),
            ("1775225133", "2026-04-03T14:05:33Z"),
            ("1775225133000", "2026-04-03T14:05:33Z"),
            ("2026-12-31T23:59:60Z", "2026-12-31T23:59:59Z"),
        ] {
            assert_eq!(instant(text), stored, "{text}");
        }
    }

    #[test]
    fn what_is_no_instant_is_refused_with_examples() {
        for text in [
            "noon",
            "14:05",
            "2026-04-03 25:00",
            "2026-04-03 14:65",
            "2026-04-03 14:05 Europe/Berlin",
            "12",
            "12:3",
            "99999999999999",
            "2026-04-03 13:00 PM",
            "::",
            ":",
        ] {
            assert_eq!(
                instant(text),
                format!("“{text}” is no date and time: write it like 2026-04-03 14:30 or 2026-04-03T14:30:00+02:00"),
                "{text}"
            );
        }
        assert_eq!(
            instant("2026-02-30 10:00"),
            "“2026-02-30 10:00” is no day of the calendar: write one like 2026-04-03"
        );
    }
}
