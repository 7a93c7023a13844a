//! Written days: `2026-04-03`, `03/04/2026`, `3 Apr 2026`, `April 3rd, 2026`, `2026年4月3日`, `20260403`, serial days.

use super::text::plain_digits;
use super::{DayOrder, Reading, Refusal, month, quoted};
use crate::time::Date;

/// The day of a text, which may go on with a time of day that is passed over.
///
/// # Errors
/// When it is no day, or could be two.
pub(crate) fn read(text: &str, reading: &Reading<'_>) -> Result<Date, Refusal> {
    match super::instant::parts(text) {
        Some(parts) => written(&parts.day, reading).map_err(|fault| fault.refusal(text)),
        None => written(text, reading).map_err(|fault| fault.refusal(text)),
    }
}

/// Why a text is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    Unreadable,
    NoSuchDay,
    Ambiguous { one: Date, other: Date },
    ShortYear,
}

impl Fault {
    pub(crate) fn refusal(self, text: &str) -> Refusal {
        let text = quoted(text);
        Refusal::new(match self {
            Self::Unreadable => format!("{text} is no date: write it like 2026-04-03"),
            Self::NoSuchDay => format!("{text} is no day of the calendar: write one like 2026-04-03"),
            Self::Ambiguous { one, other } => format!("{text} could be two days: write {one} or {other}"),
            Self::ShortYear => format!("{text} leaves the century open: write the year with four digits"),
        })
    }
}

/// The day of a text that holds nothing else.
pub(crate) fn written(text: &str, reading: &Reading<'_>) -> Result<Date, Fault> {
    let plain = plain_digits(text).to_lowercase();
    let plain = plain.trim();
    if let Some(day) = reading.today.and_then(|today| spoken(plain, today)) {
        return Ok(day);
    }
    if plain.len() > 60 {
        return Err(Fault::Unreadable);
    }
    if plain.bytes().all(|digit| digit.is_ascii_digit()) && !plain.is_empty() {
        return run_of_digits(plain, reading);
    }
    if let Some((whole, fraction)) = plain.split_once(['.', ','])
        && whole.len() == 5
        && reading.from_file
        && whole
            .bytes()
            .chain(fraction.bytes())
            .all(|digit| digit.is_ascii_digit())
    {
        // The fraction of a serial day is its time.
        return run_of_digits(whole, reading);
    }
    let words = words(plain).ok_or(Fault::Unreadable)?;
    match words.as_slice() {
        [Word::Number(a), Word::Number(b), Word::Number(c)] => numeric(a, b, c, plain.contains('.'), reading),
        [Word::Number(day), Word::Month(month), Word::Number(year)]
        | [Word::Month(month), Word::Number(day), Word::Number(year)] => {
            // `2026 Apr 3` has the year first.
            let (day, year) = if day.len() == 4 { (year, day) } else { (day, year) };
            date(full_year(year, reading)?, *month, number(day)?)
        }
        [Word::Number(year), Word::Number(day), Word::Month(month)] if year.len() == 4 => {
            date(full_year(year, reading)?, *month, number(day)?)
        }
        _ => Err(Fault::Unreadable),
    }
}

fn spoken(word: &str, today: Date) -> Option<Date> {
    match word {
        "today" => Some(today),
        "tomorrow" => today.tomorrow().ok(),
        "yesterday" => today.yesterday().ok(),
        _ => None,
    }
}

enum Word<'t> {
    Number(&'t str),
    Month(i8),
}

/// Numbers and months of a text; weekdays, ordinals and small words are passed over, anything else is none.
fn words(text: &str) -> Option<Vec<Word<'_>>> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let same = |c: char| {
            if first.is_ascii_digit() {
                c.is_ascii_digit()
            } else {
                c.is_alphabetic() == first.is_alphabetic() && !c.is_ascii_digit()
            }
        };
        let end = rest.find(|c| !same(c)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        if first.is_ascii_digit() {
            words.push(Word::Number(run));
        } else if first.is_alphabetic() {
            if let Some(month) = month::read(run) {
                words.push(Word::Month(month));
            } else if !is_filler(run) {
                return None;
            }
        } else if run
            .chars()
            .any(|c| !matches!(c, ' ' | '/' | '-' | '.' | ',' | '\'' | 'º' | 'ª'))
        {
            return None;
        }
        if words.len() > 3 {
            return None;
        }
    }
    Some(words)
}

/// Ordinals, `of`, the signs of Chinese, Japanese and Korean dates, and weekdays.
fn is_filler(word: &str) -> bool {
    const SMALL: &[&str] = &[
        "st", "nd", "rd", "th", "er", "re", "º", "ª", "of", "de", "del", "den", "der", "le", "the", "am", "г", "года",
        "年", "月", "日", "号", "號", "년", "월", "일",
    ];
    const WEEKDAYS: &[&str] = &[
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonnabend",
        "sonntag",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "lunes",
        "martes",
        "miercoles",
        "jueves",
        "viernes",
        "sabado",
        "domingo",
        "lunedi",
        "martedi",
        "mercoledi",
        "giovedi",
        "venerdi",
        "sabato",
        "domenica",
    ];
    let word = super::text::fold(word);
    SMALL.contains(&word.as_str())
        || (word.len() == 2 && WEEKDAYS.iter().take(14).any(|day| day.starts_with(&word)))
        || (word.len() >= 3 && WEEKDAYS.iter().any(|day| day.starts_with(&word)))
}

fn numeric(a: &str, b: &str, c: &str, pointed: bool, reading: &Reading<'_>) -> Result<Date, Fault> {
    if a.len() == 4 {
        return date(full_year(a, reading)?, number(b)?, number(c)?);
    }
    if a.len() > 2 || b.len() > 2 {
        return Err(Fault::Unreadable);
    }
    let year = full_year(c, reading)?;
    let (first, second): (i8, i8) = (number(a)?, number(b)?);
    let day_first = || date(year, second, first);
    let month_first = || date(year, first, second);
    if first > 12 || pointed {
        // Dates with points are written day first wherever they are written at all.
        return day_first();
    }
    if second > 12 {
        return month_first();
    }
    match reading.day_order {
        Some(DayOrder::DayFirst) => day_first(),
        Some(DayOrder::MonthFirst) => month_first(),
        None if first == second => day_first(),
        None => Err(Fault::Ambiguous {
            one: day_first()?,
            other: month_first()?,
        }),
    }
}

/// `20260403`, or the serial day of a spreadsheet, counted from 1899-12-30.
fn run_of_digits(digits: &str, reading: &Reading<'_>) -> Result<Date, Fault> {
    match digits.len() {
        8 => date(number(&digits[..4])?, number(&digits[4..6])?, number(&digits[6..])?),
        5 if reading.from_file => serial(number(digits)?).ok_or(Fault::Unreadable),
        _ => Err(Fault::Unreadable),
    }
}

/// The day of a spreadsheet's serial number, for those between 1954 and 2119.
pub(super) fn serial(number: i32) -> Option<Date> {
    if !(20_000..=80_000).contains(&number) {
        return None;
    }
    jiff::civil::date(1899, 12, 30)
        .checked_add(jiff::Span::new().days(number))
        .ok()
}

fn number<N: std::str::FromStr>(digits: &str) -> Result<N, Fault> {
    digits.parse().map_err(|_| Fault::NoSuchDay)
}

/// Years of two digits reach 20 years ahead and 79 back.
fn full_year(digits: &str, reading: &Reading<'_>) -> Result<i16, Fault> {
    let year: i16 = number(digits)?;
    match digits.len() {
        4 => Ok(year),
        2 => {
            let now = reading.today.ok_or(Fault::ShortYear)?.year();
            let this_century = now - now.rem_euclid(100) + year;
            Ok(if this_century > now + 20 {
                this_century - 100
            } else {
                this_century
            })
        }
        _ => Err(Fault::Unreadable),
    }
}

fn date(year: i16, month: i8, day: i8) -> Result<Date, Fault> {
    if !(1000..=9999).contains(&year) {
        return Err(Fault::NoSuchDay);
    }
    Date::new(year, month, day).map_err(|_| Fault::NoSuchDay)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn reading(order: DayOrder) -> Reading<'static> {
        Reading {
            day_order: Some(order),
            today: Some(jiff::civil::date(2026, 11, 21)),
            from_file: true,
            ..Reading::default()
        }
    }

    fn day(text: &str, reading: &Reading<'_>) -> String {
        match read(text, reading) {
            Ok(day) => day.to_string(),
            Err(refusal) => refusal.to_string(),
        }
    }

    #[test]
    fn a_day_is_read_however_it_is_written() {
        for text in [
            "2026-04-03",
            "2026/4/3",
            "2026.04.03",
            "20260403",
            "3 Apr 2026",
            "03-Apr-26",
            "3. April 2026",
            "3 avril 2026",
            "3 de abril de 2026",
            "April 3, 2026",
            "Apr 3rd, 2026",
            "Friday, April 3, 2026",
            "Fri, 03 Apr 2026",
            "2026年4月3日",
            "２０２６年４月３日",
            "2026년 4월 3일",
            "3 апреля 2026 г.",
            "2026-04-03T00:00:00Z",
            "2026-04-03 00:00:00",
            "03.04.2026",
            "03.04.26",
            "46115",
            "2026 Apr 3",
            " 2026-04-03 ",
            "Fr., 3. Apr. 2026",
            "4/3/2026 12:00 AM",
            "Fri Apr 03 14:05:33 CEST 2026",
        ] {
            let order = if text.starts_with("4/") {
                DayOrder::MonthFirst
            } else {
                DayOrder::DayFirst
            };
            assert_eq!(day(text, &reading(order)), "2026-04-03", "{text}");
        }
    }

    #[test]
    fn the_order_of_days_decides_only_where_a_date_could_be_two() {
        let (days, months) = (reading(DayOrder::DayFirst), reading(DayOrder::MonthFirst));
        for (text, day_first, month_first) in [
            ("03/04/2026", "2026-04-03", "2026-03-04"),
            ("3-4-26", "2026-04-03", "2026-03-04"),
            ("13/04/2026", "2026-04-13", "2026-04-13"),
            ("04/13/2026", "2026-04-13", "2026-04-13"),
            ("03.04.2026", "2026-04-03", "2026-04-03"),
        ] {
            assert_eq!(day(text, &days), day_first, "{text} day first");
            assert_eq!(day(text, &months), month_first, "{text} month first");
        }
        assert_eq!(
            day("03/04/2026", &Reading::strict()),
            "“03/04/2026” could be two days: write 2026-04-03 or 2026-03-04"
        );
        assert_eq!(
            day("04/04/2026", &Reading::strict()),
            "2026-04-04",
            "either way the same day"
        );
    }

    #[test]
    fn words_and_short_years_count_from_today() {
        let reading = reading(DayOrder::DayFirst);
        assert_eq!(day("today", &reading), "2026-11-21");
        assert_eq!(day("Tomorrow", &reading), "2026-11-22");
        assert_eq!(day("yesterday", &reading), "2026-11-20");
        assert_eq!(day("1/2/46", &reading), "2046-02-01");
        assert_eq!(day("1/2/47", &reading), "1947-02-01");
        assert_eq!(
            day("1/2/47", &Reading::strict()),
            "“1/2/47” leaves the century open: write the year with four digits"
        );
    }

    #[test]
    fn what_is_no_day_is_refused_with_an_example() {
        let reading = reading(DayOrder::DayFirst);
        for text in [
            "soon",
            "",
            "12",
            "2026",
            "April 2026",
            "1/2",
            "1/2/3/4",
            "99999",
            "2026-04",
            "<img>",
            "3 Smarch 2026",
        ] {
            assert_eq!(
                day(text, &reading),
                format!("“{text}” is no date: write it like 2026-04-03"),
                "{text}"
            );
        }
        for text in ["2026-02-30", "31/04/2026", "20261301", "0000-00-00", "2026-13-01"] {
            assert_eq!(
                day(text, &reading),
                format!("“{text}” is no day of the calendar: write one like 2026-04-03"),
                "{text}"
            );
        }
    }

    #[test]
    fn serial_days_are_only_those_of_spreadsheets_and_only_where_asked_for() {
        let reading = reading(DayOrder::DayFirst);
        assert_eq!(day("20000", &reading), "1954-10-03");
        assert_eq!(day("45000", &reading), "2023-03-15");
        assert_eq!(day("80000", &reading), "2119-01-11");
        assert_eq!(day("45000.75", &reading), "2023-03-15");
        assert!(read("19999", &reading).is_err());
        assert!(read("46115", &Reading::strict()).is_err());
        assert_eq!(serial(46_115).unwrap().to_string(), "2026-04-03");
    }
}
