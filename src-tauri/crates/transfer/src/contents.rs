//! What cells look like, whatever their header says.

use workestra_core::parse::DayOrder;

/// Rows that are looked at for what a column holds.
const VALUES_KEPT: usize = 200;
/// A longer cell is a text; only its beginning is kept.
const LONG: usize = 200;

/// Whether the cell is a piece of data and no name of a column: a number, a date, an address.
pub(crate) fn is_datum(cell: &str) -> bool {
    is_number(cell) || date_parts(cell).is_some() || is_email(cell) || is_url(cell) || is_phone(cell)
}

/// Digits with signs, separators, a currency or a percent sign, and nothing else.
pub(crate) fn is_number(cell: &str) -> bool {
    number_part(cell).is_some()
}

/// An address as far as a glance tells.
pub(crate) fn is_email(cell: &str) -> bool {
    cell.trim().split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && !cell.trim().contains(char::is_whitespace)
            && domain.split('.').count() > 1
            && domain.split('.').all(|part| !part.is_empty())
    })
}

fn is_url(cell: &str) -> bool {
    let cell = cell.trim();
    ["http://", "https://", "www."]
        .iter()
        .any(|start| cell.starts_with(start))
        && !cell.contains(char::is_whitespace)
}

/// A number to call: at least seven digits with the marks that go between them, or a plus before them.
pub(crate) fn is_phone(cell: &str) -> bool {
    let cell = cell.trim();
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    let marked = cell.starts_with('+') || cell.starts_with('(') || cell.contains([' ', '-', '/', '.']);
    (7..=15).contains(&digits)
        && marked
        && date_parts(cell).is_none()
        && cell.chars().all(|c| c.is_ascii_digit() || "+()-./ \u{a0}".contains(c))
        && !is_grouped(cell)
}

/// `1 234 567` and `1.234.567,00` are numbers, not phones.
fn is_grouped(cell: &str) -> bool {
    let mut groups = cell.split([' ', '\u{a0}', '.', ',']);
    let first = groups.next().unwrap_or("");
    let rest: Vec<&str> = groups.collect();
    !first.starts_with(['+', '(', '0']) && (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3)
}

/// The part of a number or an amount without currency, percent sign and blanks.
fn number_part(cell: &str) -> Option<&str> {
    let is_currency = |c: char| "$€£¥₹₽₩₺₫₪฿%".contains(c) || c.is_whitespace();
    let bare = cell.trim().trim_matches(is_currency);
    let bare = without_code(bare).trim_matches(is_currency);
    let inner = bare.trim_start_matches(['-', '+', '−', '(']).trim_end_matches(')');
    let digits = inner.chars().filter(char::is_ascii_digit).count();
    let known = |c: char| c.is_ascii_digit() || ",.' \u{a0}\u{202f}’".contains(c);
    let one_block = is_grouped(inner) || !inner.contains([' ', '\u{a0}', '\u{202f}']);
    (digits > 0
        && inner.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == ',')
        && inner.chars().all(known)
        && one_block)
        .then_some(inner)
}

/// Without a currency code at either end.
fn without_code(cell: &str) -> &str {
    let is_code = |part: &str| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_uppercase());
    if let Some((head, tail)) = cell.split_at_checked(3)
        && is_code(head)
    {
        return tail.trim_start();
    }
    if let Some((head, tail)) = cell.len().checked_sub(3).and_then(|at| cell.split_at_checked(at))
        && is_code(tail)
    {
        return head.trim_end();
    }
    cell
}

/// The three numbers of a written date and what stands between them; `2026-11-21`, `3/4/26`, `21.11.2026 10:30`.
fn date_parts(cell: &str) -> Option<([u32; 3], char)> {
    let day = cell.trim().split([' ', 'T', ',']).next()?;
    let mark = day.chars().find(|c| !c.is_ascii_digit())?;
    if !['-', '/', '.'].contains(&mark) {
        return None;
    }
    let parts: Vec<&str> = day.split(mark).collect();
    let [a, b, c] = parts[..] else { return None };
    let is_part =
        |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let year_first = a.len() == 4;
    let fits = if year_first {
        is_part(a, 4) && is_part(b, 2) && is_part(c, 2)
    } else {
        is_part(a, 2) && is_part(b, 2) && is_part(c, 4) && matches!(c.len(), 2 | 4)
    };
    let numbers: [u32; 3] = [a.parse().ok()?, b.parse().ok()?, c.parse().ok()?];
    let (month, other) = if year_first {
        (numbers[1], numbers[2])
    } else {
        (numbers[0], numbers[1])
    };
    let possible = (1..=31).contains(&month) && (1..=31).contains(&other) && month.min(other) <= 12;
    (fits && possible).then_some((numbers, mark))
}

/// What dates and numbers say about how they are written.
#[derive(Debug, Default)]
pub(crate) struct Writing {
    day_first: u64,
    month_first: u64,
    dotted: u64,
    comma: u64,
    point: u64,
}

impl Writing {
    /// Takes in one cell.
    pub(crate) fn add(&mut self, cell: &str) {
        if cell.len() > 40 || !cell.bytes().any(|byte| byte.is_ascii_digit()) {
            return;
        }
        if let Some(([a, b, _], mark)) = date_parts(cell) {
            self.day_first += u64::from(a > 12 && a <= 31);
            self.month_first += u64::from(b > 12 && a <= 12);
            self.dotted += u64::from(mark == '.');
            return;
        }
        let Some(number) = number_part(cell) else { return };
        let comma = number.rfind(',');
        let point = number.rfind('.');
        // What follows the last mark is a fraction unless it is a group of three.
        let fraction = |at: usize| number.len() - at - 1 != 3;
        match (comma, point) {
            (Some(comma), Some(point)) if comma > point => self.comma += 2,
            (Some(_), Some(_)) => self.point += 2,
            (Some(comma), None) if number.matches(',').count() == 1 && fraction(comma) => self.comma += 1,
            (None, Some(point)) if number.matches('.').count() == 1 && fraction(point) => self.point += 1,
            (Some(_), None) if number.matches(',').count() > 1 => self.point += 1,
            (None, Some(_)) if number.matches('.').count() > 1 => self.comma += 1,
            _ => {}
        }
    }

    /// Which number of a date comes first; what was assumed when nothing tells.
    pub(crate) fn day_order(&self, assumed: DayOrder) -> DayOrder {
        match self.day_first.cmp(&self.month_first) {
            std::cmp::Ordering::Greater => DayOrder::DayFirst,
            std::cmp::Ordering::Less => DayOrder::MonthFirst,
            // 03.04.2026 is written where the day comes first.
            std::cmp::Ordering::Equal if self.dotted > 0 => DayOrder::DayFirst,
            std::cmp::Ordering::Equal => assumed,
        }
    }

    /// Whether dates with the day first and dates with the month first were both seen.
    pub(crate) const fn days_disagree(&self) -> bool {
        self.day_first > 0 && self.month_first > 0
    }

    /// Whether numbers have a decimal comma; what was assumed when nothing tells.
    pub(crate) const fn decimal_comma(&self, assumed: bool) -> bool {
        if self.comma == self.point {
            assumed
        } else {
            self.comma > self.point
        }
    }
}

/// What a column holds.
#[derive(Debug, Clone, Default)]
pub(crate) struct Profile {
    /// The first values that are not blank, unguarded; long ones cut.
    pub(crate) values: Vec<String>,
    /// How many of them were cut.
    pub(crate) long: usize,
}

impl Profile {
    /// Takes in one cell.
    pub(crate) fn add(&mut self, cell: &str) {
        let cell = cell.trim();
        if cell.is_empty() || self.values.len() >= VALUES_KEPT {
            return;
        }
        let end = cell.char_indices().nth(LONG).map(|(at, _)| at);
        self.long += usize::from(end.is_some());
        self.values.push(cell[..end.unwrap_or(cell.len())].to_owned());
    }

    /// The share of values, 0 to 1, of which something holds; 0 for an empty column.
    pub(crate) fn share(&self, holds: impl Fn(&str) -> bool) -> f64 {
        if self.values.is_empty() {
            return 0.0;
        }
        self.values.iter().filter(|value| holds(value)).count() as f64 / self.values.len() as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_told_from_names() {
        for datum in [
            "12",
            "-1.234,50 €",
            "USD 1,200.00",
            "12%",
            "2026-11-21",
            "3/4/26",
            "21.11.2026 10:30",
            "a@b.example",
            "https://x.example",
            "+49 30 123456",
            "(555) 010-0199",
            "1 234 567",
        ] {
            assert!(is_datum(datum), "{datum}");
        }
        for name in [
            "Name",
            "E-Mail",
            "Phone 1 - Value",
            "Amount (EUR)",
            "2nd email",
            "Q1",
            "名前",
            "%",
        ] {
            assert!(!is_datum(name), "{name}");
        }
        assert!(is_phone("0171 123 4567"), "a national number");
        assert!(!is_phone("1 234 567"), "a grouped number");
    }

    fn writing(cells: &[&str]) -> Writing {
        let mut writing = Writing::default();
        for cell in cells {
            writing.add(cell);
        }
        writing
    }

    #[test]
    fn the_order_of_days_shows_in_numbers_above_twelve() {
        let assumed = DayOrder::MonthFirst;
        assert_eq!(
            writing(&["03/04/2026", "25/04/2026"]).day_order(assumed),
            DayOrder::DayFirst
        );
        assert_eq!(
            writing(&["03/04/2026", "04/25/2026"]).day_order(DayOrder::DayFirst),
            DayOrder::MonthFirst
        );
        assert_eq!(writing(&["03.04.2026"]).day_order(assumed), DayOrder::DayFirst);
        assert_eq!(
            writing(&["2026-04-25"]).day_order(assumed),
            assumed,
            "an ISO date tells nothing"
        );
        assert!(writing(&["25/04/2026", "04/25/2026"]).days_disagree());
    }

    #[test]
    fn the_decimal_mark_shows_in_fractions_and_groups() {
        assert!(writing(&["1.234,50", "1.000"]).decimal_comma(false));
        assert!(writing(&["12,5"]).decimal_comma(false));
        assert!(!writing(&["1,234.50"]).decimal_comma(true));
        assert!(!writing(&["$1,234,567"]).decimal_comma(true));
        assert!(
            writing(&["1,234"]).decimal_comma(true),
            "three digits after one mark tell nothing"
        );
    }
}
